use kaffy::AdminResource;

#[derive(AdminResource)]
struct Category {
    id: i64,
    name: String,
    rank: i32,
}

#[derive(AdminResource)]
#[admin(search(category.rank))]
struct Product {
    id: i64,
    #[admin(belongs_to = Category)]
    category_id: i64,
}

fn main() {}
