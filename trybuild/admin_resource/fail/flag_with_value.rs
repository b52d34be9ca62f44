use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(email = true)]
    title: String,
}

fn main() {}
