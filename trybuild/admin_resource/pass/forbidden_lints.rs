//! `forbid` allows no exception: what the derive writes must not need one.
#![forbid(missing_docs, unsafe_code, unused, unreachable_pub, missing_debug_implementations)]
#![forbid(private_interfaces, private_bounds, unnameable_types, non_snake_case, non_camel_case_types, clippy::all)]

/// The shop.
pub mod shop {
    use kaffy::{AdminChoice, AdminResource, AdminValue};

    #[derive(Debug, AdminChoice)]
    enum Status {
        Draft,
        Published,
    }

    /// A stock keeping unit.
    #[derive(Debug, AdminValue)]
    pub struct Sku(String);

    /// A product.
    #[derive(Debug, AdminResource)]
    pub struct Product {
        /// Its key.
        pub id: i64,
        status: Status,
        sku: Sku,
        #[admin(belongs_to = Product)]
        successor_id: Option<i64>,
    }
}

fn main() {}
