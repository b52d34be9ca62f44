use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(search(views))]
struct Product {
    id: i64,
    views: i64,
}

fn main() {}
