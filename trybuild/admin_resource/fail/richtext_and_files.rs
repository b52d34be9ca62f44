use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(richtext)]
    stock: i64,
    #[admin(file)]
    views: i64,
    #[admin(image)]
    facts: serde_json::Value,
}

fn main() {}
