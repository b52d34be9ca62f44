use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(key_value)]
    facts: String,
    #[admin(key_value)]
    sizes: Vec<i64>,
}

fn main() {}
