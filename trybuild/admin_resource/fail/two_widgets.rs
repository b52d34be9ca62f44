use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(email, url)]
    title: String,
}

fn main() {}
