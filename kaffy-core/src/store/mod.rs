//! The three databases: running statements, decoding rows, reading the catalog.
//!
//! Statements come from `query` and `data` as sea-query values; this is the only place that makes SQL
//! text of them and hands it to sqlx.

mod catalog;
mod database;
mod error;

pub(crate) use catalog::storage_of;
pub use catalog::{Catalog, ColumnFacts, ForeignKey, OnDelete, TableFacts, TableName, UniqueIndex};
pub use database::Database;
pub use error::DbError;
