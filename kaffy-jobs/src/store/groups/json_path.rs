//! A place in JSON that is stored as text, as each database looks at it.

use kaffy_core::Dialect;
use sea_query::{CaseStatement, Expr, ExprTrait, Func, LikeExpr, Query, extension::postgres::PgExpr};

use super::super::names::literal;

/// A place in JSON.
pub(super) struct Place {
    column: Expr,
    keys: Vec<String>,
    dialect: Dialect,
}

impl Place {
    pub(super) fn new(column: Expr, keys: &[String], dialect: Dialect) -> Self {
        Self { column, keys: keys.to_vec(), dialect }
    }

    /// `$."shop"."city"`
    fn path(&self) -> Expr {
        let keys = self.keys.iter().map(|key| format!(".\"{key}\"")).collect::<String>();
        Expr::val(format!("${keys}"))
    }

    /// What is there, as JSON; on SQLite as a value of SQL.
    fn value(&self) -> Expr {
        match self.dialect {
            Dialect::Sqlite => Func::cust("json_extract").args([self.column.clone(), self.path()]).into(),
            Dialect::MySql => Func::cust("JSON_EXTRACT").args([self.column.clone(), self.path()]).into(),
            Dialect::Postgres => {
                let json: Expr = Func::cast_as(self.column.clone(), "jsonb").into();
                if self.keys.is_empty() {
                    return json;
                }
                let keys = self.keys.iter().map(|key| Func::cast_as(Expr::val(key.as_str()), "text").into());
                Func::cust("jsonb_extract_path").args(std::iter::once(json).chain(keys)).into()
            }
        }
    }

    /// What kind of value is there, in the database's own words.
    fn kind(&self) -> Expr {
        match self.dialect {
            Dialect::Sqlite => Func::cust("json_type").args([self.column.clone(), self.path()]).into(),
            Dialect::MySql => Func::cust("JSON_TYPE").arg(self.value()).into(),
            Dialect::Postgres => Func::cust("jsonb_typeof").arg(self.value()).into(),
        }
    }

    fn is_one_of(&self, sqlite: &[&'static str], postgres: &[&'static str], mysql: &[&'static str]) -> Expr {
        let words = match self.dialect {
            Dialect::Sqlite => sqlite,
            Dialect::Postgres => postgres,
            Dialect::MySql => mysql,
        };
        self.kind().is_in(words.iter().map(|word| literal(word)))
    }

    fn is_text(&self) -> Expr {
        self.is_one_of(&["text"], &["string"], &["STRING"])
    }

    fn is_list(&self) -> Expr {
        self.is_one_of(&["array"], &["array"], &["ARRAY"])
    }

    /// Whether nothing is there, or null.
    pub(super) fn is_nil(&self) -> Expr {
        self.kind().is_null().or(self.is_one_of(&["null"], &["null"], &["NULL"]))
    }

    fn unquoted(&self) -> Expr {
        match self.dialect {
            Dialect::Sqlite => self.value(),
            Dialect::MySql => Func::cust("JSON_UNQUOTE").arg(self.value()).into(),
            // The way to the text of a value, whatever it is.
            Dialect::Postgres => {
                let whole = Func::cust("jsonb_build_array").arg(self.value());
                Func::cust("jsonb_array_element_text").args([whole.into(), Expr::val(0i32)]).into()
            }
        }
    }

    /// The text that is there, if it is one.
    pub(super) fn text(&self) -> Expr {
        CaseStatement::new().case(self.is_text(), self.unquoted()).into()
    }

    /// The number that is there, if it is one.
    pub(super) fn number(&self) -> Expr {
        let is_number =
            self.is_one_of(&["integer", "real"], &["number"], &["INTEGER", "UNSIGNED INTEGER", "DOUBLE", "DECIMAL"]);
        let number = match self.dialect {
            Dialect::Sqlite => self.value(),
            Dialect::MySql => self.value().add(0.0f64),
            Dialect::Postgres => Func::cast_as(self.unquoted(), "float8").into(),
        };
        CaseStatement::new().case(is_number, number).into()
    }

    /// Whether this truth is there.
    pub(super) fn is_truth(&self, truth: bool) -> Expr {
        let word = if truth { "true" } else { "false" };
        match self.dialect {
            Dialect::Sqlite => self.kind().eq(literal(word)),
            _ => self.is_one_of(&[], &["boolean"], &["BOOLEAN"]).and(self.unquoted().eq(literal(word))),
        }
    }

    /// Whether a list is there that has this text among its items.
    pub(super) fn has(&self, item: &str) -> Expr {
        let has = match self.dialect {
            Dialect::Sqlite => Expr::exists(
                Query::select()
                    .expr(Expr::val(1))
                    .from_function(Func::cust("json_each").args([self.column.clone(), self.path()]), "item")
                    .and_where(Expr::col(("item", "type")).eq(literal("text")))
                    .and_where(Expr::col(("item", "value")).eq(item))
                    .to_owned(),
            ),
            Dialect::MySql => Expr::expr(
                Func::cust("JSON_CONTAINS").args([self.value(), Func::cust("JSON_QUOTE").arg(Expr::val(item)).into()]),
            )
            .eq(1),
            Dialect::Postgres => {
                self.value().contains(Expr::expr(Func::cust("to_jsonb").arg(Func::cast_as(Expr::val(item), "text"))))
            }
        };
        self.is_list().and(has)
    }

    /// Whether the text that is there is like a pattern.
    pub(super) fn is_like(&self, pattern: LikeExpr) -> Expr {
        Expr::expr(Func::lower(self.text())).like(pattern)
    }
}
