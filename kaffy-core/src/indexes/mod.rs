//! Which indexes the lists and forms of an admin would use, and which of them its database lacks (W11).
//!
//! `need.rs` gathers what each resource asks of its table, `serves.rs` says whether an index is good for that, and
//! `statement.rs` writes the one that is missing. Nothing here runs for a request: [`SlowSorts`] is made once, at
//! `build()`.

mod need;
mod serves;
mod slow_sorts;
mod statement;

pub(crate) use slow_sorts::SlowSorts;

use self::need::{Need, needs};
use crate::{Admin, DbError, store::IndexCatalog};

/// From so many rows on a missing index is worth a warning.
pub(crate) const MANY: u64 = 10_000;

/// An index that the admin would use and the database does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MissingIndex {
    /// The table, as the database calls it.
    pub table: String,
    /// What would use it, in words: `Product: sorting by Price`.
    pub uses: Vec<String>,
    /// About how many rows the table has; `None` where nobody knows.
    pub rows: Option<u64>,
    /// What to run, one statement after the other; none where no index helps.
    pub statements: Vec<String>,
    /// Why no index helps, and what to do instead; empty where one does.
    pub instead: String,
}

/// What the admin's lists and forms lack in its database as it is now.
pub(crate) async fn missing(admin: &Admin) -> Result<Vec<MissingIndex>, DbError> {
    let database = admin.database();
    let metas: Vec<_> = admin.registry().resources().iter().map(|resource| resource.meta()).collect();
    let facts = database.indexes(&metas).await?;
    let mut advice: Vec<(Need, MissingIndex)> = Vec::new();
    for need in needs(admin.registry()) {
        if facts.of(&need.table).any(|index| serves::serves(index, &need, database.dialect())) {
            continue;
        }
        // One that is proposed already may do.
        let proposed = advice
            .iter_mut()
            .find(|(known, missing)| known.covers(&need) && (!missing.statements.is_empty() || known.is_like(&need)));
        match proposed {
            Some((_, known)) if !known.uses.contains(&need.used_for) => known.uses.push(need.used_for.clone()),
            Some(_) => {}
            None => {
                let missing = missing_index(&need, &facts, database.dialect());
                advice.push((need, missing));
            }
        }
    }
    let mut missing: Vec<_> = advice.into_iter().map(|(_, missing)| missing).collect();
    // The longest tables first.
    missing.sort_by_key(|it| std::cmp::Reverse(it.rows.unwrap_or_default()));
    Ok(missing)
}

fn missing_index(need: &Need, facts: &IndexCatalog, dialect: crate::Dialect) -> MissingIndex {
    let (statements, instead) = match statement::of(need, facts, dialect) {
        Ok(statements) => (statements, String::new()),
        Err(instead) => (Vec::new(), instead),
    };
    MissingIndex {
        table: match &need.table.schema {
            Some(schema) => format!("{schema}.{}", need.table.name),
            None => need.table.name.clone(),
        },
        uses: vec![need.used_for.clone()],
        rows: facts.rows_of(&need.table),
        statements,
        instead,
    }
}
