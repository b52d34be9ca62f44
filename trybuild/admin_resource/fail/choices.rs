use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(choices("small", "small"))]
    size: String,
    #[admin(choices("a", 1))]
    rank: String,
    #[admin(choices())]
    sort: String,
}

fn main() {}
