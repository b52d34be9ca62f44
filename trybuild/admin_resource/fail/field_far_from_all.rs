use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(list(xyz))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
