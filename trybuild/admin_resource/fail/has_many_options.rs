use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(has_many(Ingredient))]
#[admin(has_many = Ingredient)]
#[admin(has_many(Ingredient, by = product_id, name = a, tabular, stacked))]
#[admin(has_many(Ingredient, by = product_id, name = b, maxx = 3))]
#[admin(has_many(Ingredient, by = product_id, name = c, min = 4, max = 3))]
#[admin(has_many(Ingredient, by = product_id, name = d, max = 0))]
#[admin(has_many(Ingredient, by = product_id, name = e, extra = "1"))]
#[admin(has_many(Ingredient, by = "product_id", name = f))]
#[admin(has_many(Ingredient, by = product_id, name = g, fields()))]
#[admin(has_many(Ingredient, by = product_id, name = h, fields(name, product_id, name)))]
#[admin(has_many("Ingredient"))]
struct Product {
    id: i64,
}

#[derive(AdminResource)]
struct Ingredient {
    id: i64,
    #[admin(belongs_to = Product)]
    product_id: i64,
    name: String,
}

fn main() {}
