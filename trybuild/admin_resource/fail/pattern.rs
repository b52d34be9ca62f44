use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(pattern = "[a-z")]
    title: String,
}

fn main() {}
