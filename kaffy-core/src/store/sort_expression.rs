//! Expressions of the application that a list is sorted by, so that a place in the order survives the way
//! to a browser and back.
//!
//! A cursor holds the value of the expression in the last row, and the next page compares the expression
//! with it. That is only right when the value comes back exactly, as the type that it was sorted as. SQLite
//! and PostgreSQL keep every value exact: the one by the class it has, the other by its own text, cast to
//! the type that `build()` asked it for. MySQL tells no type of an expression, so it is cast to one there.
//! The expression itself stays as it was written on the first two, so that an index on it is of use.

use std::sync::Arc;

use sea_query::{Expr, Func};

use super::{column_sql::TEXT_NUMBER, storage};
use crate::{Column, Dialect, FieldMeta, IntWidth, Kind, Storage};

/// A column that is an expression on the table under the alias that lists give it.
pub(crate) fn sort_column(meta: &'static FieldMeta, index: usize, expr: Expr, dialect: Dialect) -> Column {
    let (expr, type_name) = match dialect {
        // Brackets, since the text of `Expr::cust` may have an operator in it.
        Dialect::Sqlite => (Expr::tuple([expr]), None),
        Dialect::Postgres => (Expr::tuple([expr]), Some(postgres_type(meta.ty.kind))),
        Dialect::MySql => mysql(meta.ty.kind, expr),
    };
    Column {
        storage: Storage::Native,
        // Who could promise that an expression is never NULL? A row that is would be on no page.
        nullable: true,
        type_name: type_name.map(Arc::from),
        expr: Some(Arc::new(expr)),
        ..Column::assumed(meta, index, dialect)
    }
}

/// What PostgreSQL's name of the type of an expression is called in a cast that changes nothing; an error in words
/// when it is nothing that sorts as the kind.
pub(crate) fn answered_type(answer: &str, of: &Column) -> Result<Arc<str>, String> {
    let kind = of.kind();
    if answer == "unknown" {
        return Ok(postgres_type(kind).into());
    }
    if !storage::sorts_as(answer, kind) {
        return Err(format!(
            "gives `{answer}`, which is not what was named: name the Rust type of that, or cast the expression"
        ));
    }
    // These two without a length would be one long.
    Ok(match answer {
        "character" => "bpchar",
        "bit" => "bit varying",
        other => other,
    }
    .into())
}

fn postgres_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Bool => "boolean",
        Kind::Int(IntWidth::U64) | Kind::Decimal => "numeric",
        Kind::Int(_) => "bigint",
        Kind::Float(_) => "double precision",
        Kind::Date => "date",
        Kind::Time => "time",
        Kind::DateTime => "timestamp",
        Kind::Timestamp => "timestamptz",
        Kind::Choice(choice) if !choice.is_text() => "bigint",
        _ => "text",
    }
}

/// The expression as a type that is known, and how the forms of sort keys know that type.
fn mysql(kind: Kind, expr: Expr) -> (Expr, Option<&'static str>) {
    let (cast, name) = match kind {
        Kind::Int(IntWidth::U64) => ("UNSIGNED", "bigint unsigned"),
        Kind::Bool | Kind::Int(_) => ("SIGNED", "bigint"),
        Kind::Choice(choice) if !choice.is_text() => ("SIGNED", "bigint"),
        Kind::Float(_) => ("DOUBLE", "double"),
        Kind::Decimal => (TEXT_NUMBER, TEXT_NUMBER),
        Kind::Date => ("DATE", "date"),
        Kind::Time => ("TIME(6)", "time"),
        Kind::DateTime | Kind::Timestamp => ("DATETIME(6)", "datetime"),
        // A cast would change its collation.
        _ => return (Expr::tuple([expr]), Some("varchar")),
    };
    (Func::cast_as(expr, cast).into(), Some(name))
}

#[cfg(test)]
mod tests {
    use sea_query::{ExprTrait, MysqlQueryBuilder, PostgresQueryBuilder, Query, SqliteQueryBuilder};

    use super::*;
    use crate::{FieldType, store::column_sql::sort_key};

    fn of<T: FieldType>(dialect: Dialect) -> Column {
        let expr = Expr::col("a").sub(Expr::col("b"));
        sort_column(Box::leak(Box::new(FieldMeta::of::<T>("expression"))), 9, expr, dialect)
    }

    /// The expression, and how its value is read for a cursor.
    fn text<T: FieldType>(dialect: Dialect) -> String {
        let column = of::<T>(dialect);
        let operand = crate::store::column_sql::operand(&column, "t", dialect);
        let select = Query::select().expr(operand).expr(sort_key(&column, "t", dialect)).to_owned();
        let sql = match dialect {
            Dialect::Sqlite => select.to_string(SqliteQueryBuilder),
            Dialect::Postgres => select.to_string(PostgresQueryBuilder),
            Dialect::MySql => select.to_string(MysqlQueryBuilder),
        };
        sql.replace(['"', '`'], "").replace("SELECT ", "")
    }

    #[test]
    fn w3_an_expression_stays_as_it_is_where_its_type_can_be_known() {
        assert_eq!(text::<i64>(Dialect::Sqlite), "(a - b), (a - b)");
        assert_eq!(text::<i64>(Dialect::Postgres), "(a - b), CAST((a - b) AS text)");
        assert_eq!(text::<i64>(Dialect::MySql), "CAST((a - b) AS SIGNED), CAST((a - b) AS SIGNED)");
        let decimal = "CAST((a - b) AS DECIMAL(65, 20))";
        assert_eq!(text::<rust_decimal::Decimal>(Dialect::MySql), format!("{decimal}, CAST({decimal} AS CHAR)"));
        assert_eq!(text::<String>(Dialect::MySql), "(a - b), CAST((a - b) AS CHAR)");
    }

    #[test]
    fn w3_postgresqls_types_are_compared_with_the_one_that_was_named() {
        let answered = |answer| answered_type(answer, &of::<i64>(Dialect::Postgres)).map(|it| it.to_string());
        assert_eq!(answered("integer"), Ok("integer".to_owned()));
        assert_eq!(answered("unknown"), Ok("bigint".to_owned()));
        assert!(answered("numeric").is_err_and(|why| why.starts_with("gives `numeric`, which is not what was named")));
        let text = of::<String>(Dialect::Postgres);
        assert_eq!(answered_type("character", &text).as_deref(), Ok("bpchar"), "a `character` would be one long");
        assert!(answered_type("mood", &text).is_ok(), "an enum is printed and read back");
    }
}
