//! A search as a condition: every word in at least one field (A7).

use sea_query::{Condition, Expr, ExprTrait, LikeExpr, Value, extension::postgres::PgExpr};

use super::conditions::{At, filtered, never};
use crate::{
    Dialect, Kind, SearchOperator, SearchTarget, TableMeta,
    i18n::Here,
    query::{filter::Test, span::Span},
    store::FullText,
    value,
};

/// Where in a text to look.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Anywhere,
    Start,
}

/// Every word in at least one of the fields; no row when a word fits none of them.
pub(super) fn searched<'a>(words: &[String], targets: &[(&'a SearchTarget, At<'a>)], here: Here) -> Condition {
    let indexes = indexes(targets);
    // Words that only one index can have are looked for together, which costs as much as the rarest of them.
    let mut together = Vec::new();
    let mut all = words.iter().fold(Condition::all(), |all, word| {
        let fields = targets.iter().filter_map(|(target, at)| found(*at, target.operator, word, here));
        let any = fields.fold(Condition::any(), Condition::add);
        if let ([_], true) = (&indexes[..], any.is_empty()) {
            together.push(word.as_str());
            return all;
        }
        let any = indexes.iter().filter_map(|index| index.all_of(&[word])).fold(any, Condition::add);
        all.add(if any.is_empty() { any.add(never()) } else { any })
    });
    if let ([index, ..], false) = (&indexes[..], together.is_empty()) {
        all = all.add(index.all_of(&together).unwrap_or_else(never));
    }
    all
}

/// The full-text indexes of a search: one for each table, over all of its fields that are searched so.
fn indexes<'a>(targets: &[(&'a SearchTarget, At<'a>)]) -> Vec<Index<'a>> {
    let mut indexes: Vec<Index<'a>> = Vec::new();
    for (target, at) in targets.iter().filter(|(target, _)| target.operator == SearchOperator::FullText) {
        let column = at.column.meta.column;
        match indexes.iter_mut().find(|index| index.at.alias == at.alias) {
            Some(index) => index.columns.push(column),
            None => indexes.push(Index { table: target.table, at: *at, columns: vec![column] }),
        }
    }
    indexes
}

struct Index<'a> {
    table: TableMeta,
    at: At<'a>,
    columns: Vec<&'static str>,
}

impl Index<'_> {
    fn all_of(&self, words: &[&str]) -> Option<Expr> {
        let Self { table, at, columns } = self;
        FullText { table: *table, alias: at.alias, columns, dialect: at.dialect }.all_of(words)
    }
}

/// A word in a field; `None` when it cannot be a value of the field, which is then not asked at all, so
/// that an index on the other fields stays of use.
fn found(at: At<'_>, operator: SearchOperator, word: &str, here: Here) -> Option<Condition> {
    let kind = at.column.kind();
    match operator {
        SearchOperator::Contains => Some(Condition::all().add(like(at, word, Place::Anywhere))),
        SearchOperator::Prefix => Some(Condition::all().add(like(at, word, Place::Start))),
        // All such fields of a table have one index.
        SearchOperator::FullText => None,
        SearchOperator::Exact => {
            let day = match value::parse(Kind::Date, word) {
                Ok(Value::ChronoDate(day)) if kind.has_date() => day,
                _ => None,
            };
            let test = match day {
                Some(day) => Test::Spans(vec![Span::day(day)]),
                None => Test::AnyOf(vec![value::parse(kind, word).ok()?]),
            };
            Some(filtered(at, &test, here))
        }
    }
}

/// A text with another in it, whatever the case. On SQLite only ASCII letters have a case; on MySQL the
/// collation of the column decides.
pub(super) fn like(at: At<'_>, text: &str, place: Place) -> Expr {
    // PostgreSQL's `ILIKE` escapes with `\` by itself. MySQL would want that one escaped in the `ESCAPE`
    // clause as well, unless a setting says otherwise: any other character is plain everywhere.
    let escape = if at.dialect == Dialect::Postgres { '\\' } else { '!' };
    let wild = |c: char| c == '%' || c == '_' || c == escape;
    let escaped: String = text.chars().flat_map(|c| wild(c).then_some(escape).into_iter().chain([c])).collect();
    let pattern = match place {
        Place::Anywhere => format!("%{escaped}%"),
        Place::Start => format!("{escaped}%"),
    };
    match at.dialect {
        Dialect::Postgres => at.text().ilike(pattern),
        Dialect::Sqlite | Dialect::MySql => at.text().like(LikeExpr::new(pattern).escape(escape)),
    }
}
