//! Asking the database, while an admin is built, about the expressions that its lists are sorted by.

use std::{error::Error, sync::Arc};

use sea_query::Value;

use crate::{Database, DbError, Problem, Registry, query::sql::sort_type, store::answered_type};

/// Finds out of which type each expression is, and reports those that the database does not take.
///
/// # Errors
/// When the database cannot be asked.
pub(crate) async fn look_at_sorts(
    database: &Database,
    registry: &mut Registry,
    problems: &mut Vec<Problem>,
) -> Result<(), DbError> {
    for (meta, name, path) in registry.sort_expressions() {
        let mut found = |what: String| {
            let message = format!("the expression that sorts the column `{name}` {what}");
            problems.push(Problem::new(meta.rust_name, message));
        };
        let statement = sort_type(&path.column, meta.table, database.dialect());
        let answer = match database.fetch(&statement.select, &statement.reads).await {
            Ok(rows) => rows.into_iter().next().and_then(|row| row.into_iter().next()),
            Err(busy @ (DbError::Unavailable(_) | DbError::Timeout)) => return Err(busy),
            Err(error) => {
                let why = error.source().map_or_else(|| error.to_string(), ToString::to_string);
                found(format!("is none that the database can sort by: {why}"));
                continue;
            }
        };
        // Only PostgreSQL answers with a type.
        let Some(Ok(Value::String(Some(answer)))) = answer else { continue };
        if answer.is_empty() {
            continue;
        }
        match answered_type(&answer, &path.column) {
            Ok(type_name) => Arc::make_mut(&mut path.column).type_name = Some(type_name),
            Err(what) => found(what),
        }
    }
    Ok(())
}
