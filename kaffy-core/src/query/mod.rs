//! From the parameters of a request to a [`ListQuery`], and from there to a statement.
//!
//! Everything here is pure: metadata and values in, sea-query statements out. No pool, no clock, no
//! `async`; `data` runs the statements. Only declared names pass, so that nothing can be probed
//! through an address (A73, S15).

mod bad_query;
mod cursor;
mod filter;
mod filter_words;
pub(crate) mod keys;
mod list_query;
mod operator;
mod options_query;
pub(crate) mod place;
mod preset;
pub(crate) mod search;
mod span;
pub(crate) mod sql;
#[cfg(test)]
mod tests;

pub use bad_query::BadQuery;
pub use cursor::{Cursor, Position};
pub use filter::Filter;
pub use list_query::{Density, ListQuery, PAGE_SIZES, ViewMark};
pub use operator::Operator;
pub use options_query::OptionsQuery;
pub use preset::Preset;
pub(crate) use search::Search;
pub(crate) use span::Period;
