//! Statements that read: which tables, which rows, in what order, how many.
//!
//! Names of tables and columns come from metadata, values are bound, and how a column is selected,
//! compared and bound is for `store::column_sql` to say.

mod bounds;
mod conditions;
mod count;
mod joins;
mod keyset;
mod labels;
mod linked;
mod rows;
mod scope;
mod search;
mod sort_type;
mod source;

pub(crate) use bounds::bounds;
pub(crate) use count::{CAP, count, counts};
pub(crate) use joins::{BASE, Joins, table};
pub(crate) use labels::labels;
pub(crate) use linked::{Between, linked};
pub(crate) use rows::{Rows, Statement};
pub(crate) use scope::scoped;
pub(crate) use sort_type::sort_type;
pub(crate) use source::{Narrowing, Source};
