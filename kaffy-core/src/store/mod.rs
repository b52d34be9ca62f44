//! The three databases: running statements, decoding rows, reading the catalog.
//!
//! Statements come from `query` and `data` as sea-query values; this is the only place that makes SQL
//! text of them and hands it to sqlx. What is the same for all databases stands in this folder, what
//! differs in a folder for each.
#![cfg_attr(
    not(any(feature = "sqlite", feature = "postgres", feature = "mysql")),
    expect(dead_code, reason = "without a database nothing is run or read")
)]

mod backend;
mod calls;
mod catalog;
pub(crate) mod column_sql;
mod database;
mod day_bound;
mod decode;
mod encode;
mod error;
mod full_text;
mod indexes;
mod kept;
mod lent;
mod listener;
mod moment;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod pooled;
#[cfg(feature = "postgres")]
mod postgres;
mod read;
mod sort_expression;
mod sort_key_form;
#[cfg(feature = "sqlite")]
mod sqlite;
mod statement;
mod storage;
mod temporal;
#[cfg(all(test, any(feature = "sqlite", feature = "postgres", feature = "mysql")))]
mod tests;
mod transaction;

pub use catalog::{Catalog, ColumnFacts, ForeignKey, OnDelete, TableFacts, TableName, UniqueIndex};
pub use database::Database;
pub(crate) use day_bound::DayBound;
pub use error::DbError;
pub(crate) use full_text::FullText;
pub(crate) use indexes::{IndexCatalog, IndexFacts, IndexKey};
pub(crate) use kept::Kept;
pub use lent::{Lend, Lent};
pub use listener::Listener;
pub(crate) use moment::Moments;
pub use read::Read;
pub(crate) use sort_expression::{answered_type, sort_column};
pub(crate) use sort_key_form::SortKeyForm;
pub(crate) use storage::storage_of;
pub use transaction::Tx;
