use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(list(id, cache))]
struct Product {
    id: i64,
    #[admin(skip)]
    cache: String,
}

fn main() {}
