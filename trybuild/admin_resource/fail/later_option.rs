use kaffy::AdminResource;

struct ProductAdmin;

#[derive(AdminResource)]
#[admin(admin = ProductAdmin)]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
