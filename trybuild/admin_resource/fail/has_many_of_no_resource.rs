use kaffy::AdminResource;

struct Ingredient;

#[derive(AdminResource)]
#[admin(has_many(Ingredient, by = product_id))]
struct Product {
    id: i64,
}

fn main() {}
