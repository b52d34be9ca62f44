use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(placeholder = "yes")]
    sold: bool,
}

fn main() {}
