//! One version of the tables.

use sea_query::{IndexCreateStatement, TableCreateStatement};

use crate::Dialect;

/// A version: what has to be done to the one before.
#[derive(Clone, Copy)]
pub struct Migration {
    /// Counted up from 1 without gaps.
    pub version: i64,
    /// What it is about, for people who look into the table.
    pub name: &'static str,
    /// What to do.
    pub steps: fn(Dialect) -> Vec<Step>,
}

/// One statement.
pub enum Step {
    /// Makes a table. It may be there: MySQL keeps what was made before a later step failed.
    Table(Box<TableCreateStatement>),
    /// Makes an index.
    Index(Box<IndexCreateStatement>),
    /// Anything else, in the words of the database at hand.
    Sql(&'static str),
    /// Statements that go together and that the database may refuse for want of a privilege, which is said as a
    /// warning. Only for MySQL, where a refused statement does not end the transaction.
    Try {
        /// The statements.
        sql: &'static [&'static str],
        /// What is not there then, and the way out.
        without: &'static str,
    },
}
