use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(has_many(Ingredient, by = prodct_id))]
#[admin(has_many(Ingredient, by = product_id, name = more, fields(name, orgnic)))]
struct Product {
    id: i64,
}

#[derive(AdminResource)]
struct Ingredient {
    id: i64,
    #[admin(belongs_to = Product)]
    product_id: i64,
    name: String,
    organic: bool,
}

fn main() {}
