use kaffy::AdminResource;

struct Category;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(belongs_to = Category)]
    category_id: i64,
}

fn main() {}
