//! Words in a full-text index, which each database has in a way of its own (A9).
//!
//! Words are found whole or by their beginning; several in quotes as they stand beside each other. What has no letter
//! and no digit is in no index, and finds nothing.

use sea_query::{
    Alias, Expr, ExprTrait, Func, Query, Value, extension::postgres::PgBinOper, extension::sqlite::SqliteExpr,
};

use crate::{Dialect, TableMeta};

/// The columns of one table that are in an index together.
#[derive(Clone, Copy)]
pub(crate) struct FullText<'a> {
    pub(crate) table: TableMeta,
    pub(crate) alias: &'a str,
    pub(crate) columns: &'a [&'static str],
    pub(crate) dialect: Dialect,
}

impl FullText<'_> {
    /// That all of the words are in the columns; `None` where one cannot be in any text.
    pub(crate) fn all_of(self, words: &[&str]) -> Option<Expr> {
        if words.iter().any(|word| !word.chars().any(char::is_alphanumeric)) {
            return None;
        }
        let column = |name: &&'static str| Expr::col((Alias::new(self.alias), Alias::new(*name)));
        Some(match self.dialect {
            Dialect::Postgres => {
                // As constants, since an index on an expression is found by what stands in it.
                let constant = |text: &str| Expr::Constant(Value::from(text));
                let text = match self.columns {
                    [one] => column(one),
                    // One that is NULL must not make all of them so.
                    all => {
                        let texts = all.iter().map(|name| Expr::from(Func::coalesce([column(name), constant("")])));
                        let joined = texts.reduce(|all, text| {
                            all.binary(PgBinOper::Concatenate, constant(" ")).binary(PgBinOper::Concatenate, text)
                        });
                        joined.unwrap_or_else(|| constant(""))
                    }
                };
                let document = Func::cust("to_tsvector").args([constant("simple"), text]);
                let wanted: Vec<_> = words
                    .iter()
                    .map(|word| format!("'{}':*", word.replace('\\', "\\\\").replace('\'', "''")))
                    .collect();
                let query = Func::cust("to_tsquery").args([constant("simple"), Expr::val(wanted.join(" & "))]);
                Expr::from(document).binary(PgBinOper::Matches, Expr::from(query))
            }
            Dialect::Sqlite => {
                let index = format!("{}_fts", self.table.name);
                let columns: Vec<_> = self.columns.iter().map(|name| quoted(name)).collect();
                let wanted: Vec<_> = words.iter().map(|word| format!("{} *", quoted(word))).collect();
                let wanted = format!("{{{}}} : ({})", columns.join(" "), wanted.join(" AND "));
                let found = Query::select()
                    .column("rowid")
                    .from(Alias::new(&index))
                    .and_where(Expr::col(Alias::new(&index)).matches(wanted))
                    .to_owned();
                Expr::col((Alias::new(self.alias), Alias::new("rowid"))).in_subquery(found)
            }
            Dialect::MySql => {
                let wanted: Vec<_> = words.iter().map(|word| mysql(word)).collect();
                let places = vec!["?"; self.columns.len()].join(", ");
                let values = self.columns.iter().map(column).chain([Expr::val(wanted.join(" "))]);
                Expr::cust_with_exprs(format!("MATCH ({places}) AGAINST (? IN BOOLEAN MODE)"), values)
            }
        })
    }
}

/// A string of FTS5.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A word that has to be there, in MySQL's words. A sign inside would mean something to it, so that only what has none
/// is found by its beginning.
fn mysql(word: &str) -> String {
    match word.chars().all(|c| c.is_alphanumeric() || c == '_') {
        true => format!("+{word}*"),
        false => format!("+\"{}\"", word.replace('"', " ")),
    }
}

#[cfg(test)]
mod tests {
    use sea_query::{MysqlQueryBuilder, PostgresQueryBuilder, SqliteQueryBuilder};

    use super::*;

    fn said(dialect: Dialect, columns: &[&'static str], words: &[&str]) -> Option<String> {
        let index = FullText { table: TableMeta::new("loaves"), alias: "t", columns, dialect };
        let select = Query::select().column("id").from(Alias::new("loaves")).and_where(index.all_of(words)?).to_owned();
        let sql = match dialect {
            Dialect::Postgres => select.to_string(PostgresQueryBuilder),
            Dialect::Sqlite => select.to_string(SqliteQueryBuilder),
            Dialect::MySql => select.to_string(MysqlQueryBuilder),
        };
        sql.split_once("WHERE ").map(|(_, condition)| condition.to_owned())
    }

    #[test]
    fn a9_each_database_is_asked_in_its_own_words() {
        let words = ["rye", "o'neill's \"best\""];
        assert_eq!(
            said(Dialect::Postgres, &["title"], &words).as_deref(),
            Some(
                r#"to_tsvector('simple', "t"."title") @@ to_tsquery('simple', E'\'rye\':* & \'o\'\'neill\'\'s "best"\':*')"#
            )
        );
        assert_eq!(
            said(Dialect::Postgres, &["title", "note"], &["rye"]).as_deref(),
            Some(
                r#"to_tsvector('simple', COALESCE("t"."title", '') || ' ' || COALESCE("t"."note", '')) @@ to_tsquery('simple', E'\'rye\':*')"#
            )
        );
        assert_eq!(
            said(Dialect::Sqlite, &["title", "note"], &words).as_deref(),
            Some(
                r#""t"."rowid" IN (SELECT "rowid" FROM "loaves_fts" WHERE "loaves_fts" MATCH '{"title" "note"} : ("rye" * AND "o''neill''s ""best""" *)')"#
            )
        );
        assert_eq!(
            said(Dialect::MySql, &["title", "note"], &["rye", "e-mail \"+x"]).as_deref(),
            Some(r#"MATCH (`t`.`title`, `t`.`note`) AGAINST ('+rye* +\"e-mail  +x\"' IN BOOLEAN MODE)"#)
        );
    }

    #[test]
    fn a9_what_no_text_has_finds_nothing() {
        for dialect in [Dialect::Postgres, Dialect::Sqlite, Dialect::MySql] {
            assert_eq!(said(dialect, &["title"], &["rye", "&"]), None);
        }
    }
}
