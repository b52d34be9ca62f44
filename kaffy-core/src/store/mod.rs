//! The three databases: running statements, decoding rows, reading the catalog.
//!
//! Statements come from `query` and `data` as sea-query values; this is the only place that makes SQL
//! text of them and hands it to sqlx. What is the same for all databases stands in this folder, what
//! differs in a folder for each.

mod backend;
mod catalog;
pub(crate) mod column_sql;
mod database;
mod decode;
mod encode;
mod error;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod pooled;
mod read;
#[cfg(feature = "sqlite")]
mod sqlite;
mod statement;
mod temporal;
#[cfg(test)]
mod tests;
mod transaction;

pub(crate) use catalog::storage_of;
pub use catalog::{Catalog, ColumnFacts, ForeignKey, OnDelete, TableFacts, TableName, UniqueIndex};
pub use database::Database;
pub use error::DbError;
pub(crate) use read::Read;
pub(crate) use transaction::Tx;
