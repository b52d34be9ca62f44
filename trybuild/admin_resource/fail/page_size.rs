use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(page_size = 1000)]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
