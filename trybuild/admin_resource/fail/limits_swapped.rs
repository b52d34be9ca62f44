use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(min = 10, max = 1)]
    views: i64,
    #[admin(min_len = 10, max_len = 1)]
    title: String,
}

fn main() {}
