use kaffy::AdminResource;

#[derive(AdminResource)]
struct Category {
    id: i64,
    name: String,
    rank: i32,
}

#[derive(AdminResource)]
#[admin(filter(category, category_id))]
struct Product {
    id: i64,
    #[admin(belongs_to = Category)]
    category_id: i64,
}

fn main() {}
