use kaffy::AdminResource;

#[derive(AdminResource)]
struct Category {
    id: i64,
    name: String,
    #[admin(belongs_to = Category)]
    parent_id: Option<i64>,
}

#[derive(AdminResource)]
#[admin(filter(category.parnt.name))]
struct Product {
    id: i64,
    #[admin(belongs_to = Category)]
    category_id: i64,
}

fn main() {}
