use kaffy::{AdminResource, ResourceAdmin};

#[derive(AdminResource)]
#[admin(admin = ProductAdmin)]
struct Category {
    id: i64,
}

#[derive(AdminResource)]
struct Product {
    id: i64,
}

struct ProductAdmin;

impl ResourceAdmin for ProductAdmin {
    type Record = Product;
}

fn main() {}
