use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(name = "Product", name = "Item")]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
