use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin("products")]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
