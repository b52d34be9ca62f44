use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(relation = category)]
    category_id: i64,
}

fn main() {}
