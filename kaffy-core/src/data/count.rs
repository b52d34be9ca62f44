//! How many rows there are, without counting them all (W4).

use std::fmt;

use sea_query::Value;

use crate::{
    Allowed, Cell, DbError, ListQuery, Operator, Path, View,
    i18n::{Here, Localizer},
    query::sql::{CAP, Narrowing, count, counts},
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
        Ok(match (number(&rows, 0), number(&rows, 1)) {
            (estimate, _) if estimate > CAP => Count::About(estimate),
            (_, counted) => capped(counted),
        })
    }

    /// How many rows each of some lists has, in one statement: exactly up to 10,000. `None` when that takes too
    /// long.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn counts(&self, lists: &[ListQuery]) -> Result<Option<Vec<Count>>, DbError> {
        if lists.is_empty() {
            return Ok(Some(Vec::new()));
        }
        let (list_scope, here) = (self.list_scope(), Here::now());
        let narrowings: Vec<_> = lists.iter().map(|query| Narrowing::of(query, &list_scope, here)).collect();
        let select = self.with_source(|source| counts(source, &narrowings));
        let reads: Vec<_> = lists.iter().map(|_| Read::integer()).collect();
        let rows = match self.database().fetch(&select, &reads).await {
            Err(DbError::Timeout) => return Ok(None),
            rows => rows?,
        };
        Ok(Some((0..lists.len()).map(|at| capped(number(&rows, at))).collect()))
    }

    /// How many rows each tab of a list has, with everything else that narrows it: by the keys of those that are
    /// counted, in one statement. `None` when that takes too long.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tab_counts(&self, query: &ListQuery) -> Result<Option<Vec<(String, Count)>>, DbError> {
        let keys: Vec<_> = query.tabs().iter().filter(|tab| tab.is_counted).map(|tab| tab.key.clone()).collect();
        let lists: Vec<_> = keys.iter().map(|key| query.in_tab(key)).collect();
        Ok(self.counts(&lists).await?.map(|counts| keys.into_iter().zip(counts).collect()))
    }

    /// How many rows some values of one filter leave, without whatever is on that filter now and with everything
    /// else as it is, in one statement (A15). `None` when that takes too long.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn facet_counts(
        &self,
        query: &ListQuery,
        path: &Path,
        values: &[(Operator, String)],
    ) -> Result<Option<Vec<Count>>, DbError> {
        let without = query.without_filters_on(path);
        let list = |(operator, value): &(Operator, String)| without.with_filter(path, *operator, vec![value.clone()]);
        self.counts(&values.iter().map(list).collect::<Vec<_>>()).await
    }
}

fn number(rows: &[Vec<Cell>], at: usize) -> u64 {
    match rows.first().and_then(|row| row.get(at)) {
        Some(Ok(Value::BigInt(Some(number)))) => u64::try_from(*number).unwrap_or_default(),
        _ => 0,
    }
}

fn capped(counted: u64) -> Count {
    if counted > CAP { Count::MoreThan(CAP) } else { Count::Exact(counted) }
}
