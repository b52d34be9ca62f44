use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(storage = json)]
    title: String,
}

fn main() {}
