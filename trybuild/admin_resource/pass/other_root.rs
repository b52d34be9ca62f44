//! `crate = …`: kaffy under another name, as in a crate that re-exports it.
#![deny(warnings)]

mod their {
    pub(crate) use kaffy as framework;
}

mod kaffy_is_elsewhere {
    use crate::their::framework::{AdminChoice, AdminResource, AdminValue};

    #[derive(AdminChoice)]
    #[admin(crate = crate::their::framework)]
    pub(crate) enum Status {
        Draft,
    }

    #[derive(AdminValue)]
    #[admin(crate = crate::their::framework)]
    pub(crate) struct Sku(String);

    #[derive(AdminResource)]
    #[admin(crate = crate::their::framework, filter(status))]
    pub(crate) struct Product {
        id: i64,
        status: Status,
        sku: Sku,
    }
}

fn main() {
    use their::framework::AdminResource;
    assert_eq!(kaffy_is_elsewhere::Product::META.slug, "products");
}
