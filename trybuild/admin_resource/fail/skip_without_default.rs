use kaffy::AdminResource;

struct Cache;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(skip)]
    cache: Cache,
}

fn main() {}
