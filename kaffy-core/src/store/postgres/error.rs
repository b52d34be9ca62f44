//! Errors of PostgreSQL by their SQLSTATE.

use sqlx::{error::DatabaseError, postgres::PgDatabaseError};

use crate::DbError;

/// See <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
pub(super) fn refused(error: &dyn DatabaseError) -> Option<DbError> {
    let error = error.try_downcast_ref::<PgDatabaseError>()?;
    let column = || error.column().map(str::to_owned);
    let constraint = || error.constraint().map(str::to_owned);
    Some(match error.code() {
        // 23P01: an exclusion constraint, which is unique in its own way.
        "23505" | "23P01" => DbError::Unique { constraint: constraint(), columns: columns(error.detail()) },
        "23503" | "23001" => DbError::ForeignKey { constraint: constraint() },
        "23502" => DbError::NotNull { column: column() },
        "23514" | "44000" => DbError::Check { constraint: constraint() },
        // `RAISE EXCEPTION` without a code of its own.
        "P0001" => DbError::Refused(error.message().to_owned()),
        // A view, no privilege, a transaction or server that only reads.
        "55000" | "42501" | "25006" => DbError::ReadOnly,
        "57014" => DbError::Timeout,
        // Locks, serialisation, too many connections, shutting down.
        "40001" | "40P01" | "55P03" | "25P03" => unavailable(error),
        code if ["08", "53", "57"].iter().any(|class| code.starts_with(class)) => unavailable(error),
        // Too long, out of range, of another form, NUL in a text, division by zero in a trigger.
        code if code.starts_with("22") => DbError::Unfit { column: column() },
        _ => return None,
    })
}

fn unavailable(error: &PgDatabaseError) -> DbError {
    DbError::Unavailable(error.message().to_owned().into())
}

/// The columns of `Key (slug, lang)=(a, b) already exists.`, where the server speaks English; the
/// constraint's name serves when it does not.
fn columns(detail: Option<&str>) -> Vec<String> {
    let list = detail.and_then(|detail| detail.strip_prefix("Key (")).and_then(|rest| rest.split_once(")="));
    let names = list.map(|(names, _)| names.split(", ").map(|name| name.trim_matches('"').to_owned()).collect());
    names.unwrap_or_default()
}
