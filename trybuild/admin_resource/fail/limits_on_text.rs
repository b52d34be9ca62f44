use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(min = 3)]
    title: String,
    #[admin(max = "2020-01-01")]
    views: i64,
    #[admin(min = 0.5)]
    stock: i32,
}

fn main() {}
