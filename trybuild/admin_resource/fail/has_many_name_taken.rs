use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(has_many(Ingredient, by = product_id))]
#[admin(has_many(Ingredient, by = product_id))]
#[admin(has_many(Ingredient, by = product_id, name = title))]
struct Product {
    id: i64,
    title: String,
}

#[derive(AdminResource)]
struct Ingredient {
    id: i64,
    #[admin(belongs_to = Product)]
    product_id: i64,
}

fn main() {}
