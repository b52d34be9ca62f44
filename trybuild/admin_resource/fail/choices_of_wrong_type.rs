use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(choices("a", "b"))]
    sold: bool,
}

fn main() {}
