use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    title: String,
    #[admin(slug_from = title)]
    number: i64,
}

fn main() {}
