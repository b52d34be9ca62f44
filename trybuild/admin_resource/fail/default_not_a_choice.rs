use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(choices("small", "large"), default = "big")]
    size: String,
}

fn main() {}
