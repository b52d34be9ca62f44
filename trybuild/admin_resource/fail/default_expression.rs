use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(default = 2 + 3)]
    views: i64,
}

fn main() {}
