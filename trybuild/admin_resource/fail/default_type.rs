use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(default = 5)]
    title: String,
    #[admin(default = "five")]
    views: i64,
    #[admin(default = true)]
    price: f64,
    #[admin(default = 1.5)]
    stock: i32,
}

fn main() {}
