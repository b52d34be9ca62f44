//! In a function, beside its own types, and twice with the same name in two modules.
#![deny(warnings)]

use kaffy::AdminResource;

mod other {
    #[derive(kaffy::AdminResource)]
    pub(crate) struct Product {
        id: i64,
    }
}

#[derive(AdminResource)]
struct Product {
    id: i64,
}

fn main() {
    #[derive(AdminResource)]
    struct Local {
        id: i64,
        #[admin(belongs_to = Product)]
        product_id: i64,
        #[admin(belongs_to = other::Product, relation = other)]
        other_product: i64,
    }
    assert_eq!(Local::META.table.name, "locals");
    assert_eq!(other::Product::META.slug, Product::META.slug);
}
