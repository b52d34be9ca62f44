use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(default = 300)]
    stock: u8,
    #[admin(min = -1)]
    views: u32,
}

fn main() {}
