use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(email)]
    views: i64,
    #[admin(textarea(rows = 4))]
    price: f64,
    #[admin(min_len = 2, pattern = "[0-9]+")]
    stock: u32,
    #[admin(blank)]
    sold: bool,
}

fn main() {}
