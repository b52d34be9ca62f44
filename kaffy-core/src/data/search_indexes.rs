//! Asking the database, while an admin is built, whether it has the full-text indexes that searches look into.

use std::error::Error;

use crate::{
    Database, DbError, Dialect, Problem, Registry, SearchOperator,
    query::{
        search::Search,
        sql::{Narrowing, Rows, Source},
    },
};

/// Reports searches that the database cannot do. PostgreSQL does all of them, without an index by reading every row.
///
/// # Errors
/// When the database cannot be asked.
pub(crate) async fn look_at_searches(
    database: &Database,
    registry: &Registry,
    problems: &mut Vec<Problem>,
) -> Result<(), DbError> {
    if database.dialect() == Dialect::Postgres {
        return Ok(());
    }
    let looked_for = Search::parse("kaffy").unwrap_or_default();
    for resource in registry.resources() {
        let mut targets = resource.search().iter().filter(|target| target.operator == SearchOperator::FullText);
        let Some(target) = targets.next() else { continue };
        let source = Source { resource, registry, seen: &|seen| seen.clone(), rows: &[], scope: &|_| Vec::new() };
        let narrowing = Narrowing { search: Some(&looked_for), ..Narrowing::none() };
        let mut rows = Rows::new(source, narrowing, &[]);
        rows.show(&[], &resource.columns()[0]);
        let statement = rows.cut(None, false, 1);
        let error = match database.fetch(&statement.select, &statement.reads).await {
            Ok(_) => continue,
            Err(busy @ (DbError::Unavailable(_) | DbError::Timeout)) => return Err(busy),
            Err(error) => error,
        };
        let why = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        let table = target.table.name;
        let same = resource.search().iter().filter(|other| target.shares_index(other));
        let columns = same.map(|other| other.path.column.meta.column).collect::<Vec<_>>().join(", ");
        let way_out = match database.dialect() {
            Dialect::Sqlite => format!(
                "make the table `{table}_fts` with `CREATE VIRTUAL TABLE {table}_fts USING fts5({columns}, content='{table}')`, \
                 and triggers that keep it up to date"
            ),
            _ => format!("make one with `CREATE FULLTEXT INDEX {table}_full_text ON {table} ({columns})`"),
        };
        problems.push(Problem::new(
            resource.meta().rust_name,
            format!(
                "`search(full_text(…))` finds no full-text index over {columns}: {way_out}. The database says: {why}"
            ),
        ));
    }
    Ok(())
}
