use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin]
struct Product {
    id: i64,
}

fn main() {}
