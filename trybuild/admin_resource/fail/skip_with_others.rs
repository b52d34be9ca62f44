use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(skip, label = "Cached")]
    cache: String,
}

fn main() {}
