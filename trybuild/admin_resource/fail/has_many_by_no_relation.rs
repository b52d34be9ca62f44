use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(has_many(Ingredient, by = product_id))]
struct Product {
    id: i64,
}

#[derive(AdminResource)]
struct Ingredient {
    id: i64,
    product_id: i64,
}

fn main() {}
