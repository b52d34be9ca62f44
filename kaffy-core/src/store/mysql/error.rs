//! Errors of MySQL and MariaDB by their number.

use sqlx::{error::DatabaseError, mysql::MySqlDatabaseError};

use crate::DbError;

/// See <https://mariadb.com/kb/en/mariadb-error-code-reference/>.
pub(super) fn refused(error: &dyn DatabaseError) -> Option<DbError> {
    let error = error.try_downcast_ref::<MySqlDatabaseError>()?;
    let message = error.message();
    Some(match error.number() {
        1022 | 1062 | 1169 | 1586 => DbError::Unique { constraint: key_name(message), columns: Vec::new() },
        1216 | 1217 | 1451 | 1452 => DbError::ForeignKey { constraint: between(message, "CONSTRAINT `", "`") },
        // Also a column without a default that the insert left out.
        1048 | 1364 => DbError::NotNull { column: first_quoted(message) },
        3819 => DbError::Check { constraint: first_quoted(message) },
        // MySQL means something else by this number.
        4025 if error.code() == Some("23000") => DbError::Check { constraint: between(message, "CONSTRAINT `", "`") },
        // Out of range, cut, too long, of another form, an invalid date or JSON, a character of no such charset.
        1264 | 1265 | 1292 | 1366 | 1406 | 1690 | 3140 | 3156 => {
            DbError::Unfit { column: between(message, "column '", "'").or_else(|| between(message, "`.`", "` at row")) }
        }
        // SIGNAL.
        1644 => DbError::Refused(message.to_owned()),
        // A view, no privilege, a transaction that only reads.
        1142 | 1143 | 1288 | 1348 | 1393 | 1394 | 1395 | 1471 | 1792 => DbError::ReadOnly,
        // max_execution_time, max_statement_time, KILL QUERY.
        1317 | 1969 | 3024 => DbError::Timeout,
        // Lock waits, deadlocks, too many connections, shutting down, read only.
        1040 | 1053 | 1203 | 1205 | 1213 | 1290 | 1927 => DbError::Unavailable(message.to_owned().into()),
        _ => return None,
    })
}

/// `Duplicate entry 'a' for key 'products.slug'`: MySQL 8 puts the table before the key's name.
fn key_name(message: &str) -> Option<String> {
    let (_, name) = message.rsplit_once("for key '")?;
    let name = name.strip_suffix('\'')?;
    Some(name.split_once('.').map_or(name, |(_, key)| key).to_owned())
}

fn first_quoted(message: &str) -> Option<String> {
    between(message, "'", "'")
}

/// The last of `column` in "Data too long for column `db`.`t`.`column` at row 1" and its like.
fn between(message: &str, before: &str, after: &str) -> Option<String> {
    let (_, rest) = message.split_once(before)?;
    let (name, _) = rest.split_once(after)?;
    Some(name.rsplit("`.`").next().unwrap_or(name).to_owned())
}
