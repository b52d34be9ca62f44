use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(has_many(Ingredient, by = supplier_id))]
struct Product {
    id: i64,
}

#[derive(AdminResource)]
struct Supplier {
    id: i64,
}

#[derive(AdminResource)]
struct Ingredient {
    id: i64,
    #[admin(belongs_to = Product)]
    product_id: i64,
    #[admin(belongs_to = Supplier)]
    supplier_id: i64,
}

fn main() {}
