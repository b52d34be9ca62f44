//! Public structs under the strictest lints; what the derive writes is not the user's to document.
#![deny(warnings, missing_docs, unreachable_pub, missing_debug_implementations, clippy::all, clippy::pedantic)]
#![deny(unused, nonstandard_style, rust_2018_idioms, rust_2024_compatibility, private_interfaces)]
#![forbid(unsafe_code)]

/// The shop.
pub mod shop {
    use kaffy::{AdminChoice, AdminResource, AdminValue};

    /// A category.
    #[derive(Debug, AdminResource)]
    pub struct Category {
        /// Its key.
        pub id: i64,
        name: String,
    }

    #[derive(Debug, AdminChoice)]
    enum Hidden {
        Yes,
        No,
    }

    #[derive(AdminResource)]
    struct Private {
        id: i64,
        hidden: Hidden,
    }

    /// A stock keeping unit.
    #[derive(Debug, AdminValue)]
    pub struct Sku(String);

    /// A product.
    #[derive(Debug, AdminResource)]
    #[allow(non_snake_case)]
    #[admin(list(category.name, sku), search(sku))]
    pub struct Product {
        id: i64,
        hidden: Hidden,
        sku: Sku,
        #[admin(belongs_to = Category)]
        category_id: i64,
        UnitPrice: f64,
    }
}

fn main() {}
