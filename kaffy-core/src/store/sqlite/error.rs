//! Errors of SQLite by their extended result codes.

use sqlx::error::DatabaseError;

use crate::DbError;

/// See <https://www.sqlite.org/rescode.html>.
pub(super) fn refused(error: &dyn DatabaseError) -> Option<DbError> {
    let code: u32 = error.code()?.parse().ok()?;
    let message = error.message();
    Some(match code {
        // UNIQUE, PRIMARY KEY, ROWID: "UNIQUE constraint failed: products.slug, products.lang"
        2067 | 1555 | 2579 => DbError::Unique { constraint: index(message), columns: columns(message) },
        787 => DbError::ForeignKey { constraint: None },
        // TRIGGER: ON DELETE RESTRICT is one inside, and so is `RAISE` in one that somebody wrote.
        1811 if message == "FOREIGN KEY constraint failed" => DbError::ForeignKey { constraint: None },
        1811 => DbError::Refused(message.to_owned()),
        1299 => DbError::NotNull { column: columns(message).into_iter().next() },
        275 => DbError::Check { constraint: after(message).map(str::to_owned) },
        // DATATYPE of a STRICT table, TOOBIG, MISMATCH of a rowid: "cannot store TEXT value in INTEGER column t.a"
        3091 | 18 | 20 => DbError::Unfit { column: message.rsplit(['.', ' ']).next().map(str::to_owned) },
        9 => DbError::Timeout,
        1 if message.starts_with("cannot modify ") && message.ends_with(" because it is a view") => DbError::ReadOnly,
        _ if code & 0xff == 8 => DbError::ReadOnly,
        _ if matches!(code & 0xff, 5 | 6 | 10 | 14) => DbError::Unavailable(message.to_owned().into()),
        _ => return None,
    })
}

fn after(message: &str) -> Option<&str> {
    message.split_once("failed: ").map(|(_, rest)| rest)
}

/// "index 'products_lower_title'", where the index is over an expression.
fn index(message: &str) -> Option<String> {
    let name = after(message)?.strip_prefix("index '")?.strip_suffix('\'')?;
    Some(name.to_owned())
}

/// The columns of "products.slug, products.lang". A name with a dot or a comma in it comes out wrong,
/// and then matches no field.
fn columns(message: &str) -> Vec<String> {
    let Some(list) = after(message).filter(|list| !list.starts_with("index '")) else { return Vec::new() };
    list.split(", ").filter_map(|name| name.split_once('.')).map(|(_, column)| column.to_owned()).collect()
}
