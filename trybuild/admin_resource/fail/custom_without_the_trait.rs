use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(custom)]
    address: String,
}

fn main() {}
