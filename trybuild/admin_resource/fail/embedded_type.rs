use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(embedded)]
    settings: Option<String>,
}

fn main() {}
