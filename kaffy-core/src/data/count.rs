//! How many rows there are, without counting them all (W4).

use std::fmt;

use sea_query::Value;

use crate::{
    Allowed, DbError, ListQuery, View,
    i18n::{Here, Localizer},
    query::sql::{CAP, Narrowing, count},
    store::Read,
    tr,
};

/// A number of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Exactly so many.
    Exact(u64),
    /// More than this; nobody counted on.
    MoreThan(u64),
    /// The estimate in the database's catalog.
    About(u64),
    /// Counting took too long.
    Many,
}

/// As people read it: `1,248`, `10,000+`, `about 10,000,000`, `many`.
impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(number) => f.write_str(&quantity(*number)),
            Self::MoreThan(number) => write!(f, "{}+", quantity(*number)),
            Self::About(number) => f.write_str(&tr!("count-about", count = *number)),
            Self::Many => f.write_str(&tr!("count-many")),
        }
    }
}

fn quantity(number: u64) -> String {
    Localizer::current().conventions().quantity(&number.to_string())
}

impl Allowed<View> {
    /// How many rows the list has on all its pages, in one statement. Its rows are worth showing
    /// without, so taking too long is no error.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&self, query: &ListQuery) -> Result<Count, DbError> {
        let list_scope = self.list_scope();
        let narrowing = Narrowing::of(query, &list_scope, Here::now());
        let select = self.with_source(|source| count(source, narrowing));
        let rows = match self.database().fetch(&select, &[Read::integer(), Read::integer()]).await {
            Err(DbError::Timeout) => return Ok(Count::Many),
            rows => rows?,
        };
        let number = |at: usize| match rows.first().and_then(|row| row.get(at)) {
            Some(Ok(Value::BigInt(Some(number)))) => u64::try_from(*number).unwrap_or_default(),
            _ => 0,
        };
        Ok(match (number(0), number(1)) {
            (estimate, _) if estimate > CAP => Count::About(estimate),
            (_, counted) if counted > CAP => Count::MoreThan(CAP),
            (_, counted) => Count::Exact(counted),
        })
    }
}
