use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin = "products"]
struct Product {
    id: i64,
}

fn main() {}
