use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(storage = blob)]
    title: String,
}

fn main() {}
