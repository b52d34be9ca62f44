//! Filters as conditions.

use sea_query::{Alias, Condition, Expr, ExprTrait, Func, Query, SimpleExpr, extension::postgres::PgFunc};

use super::search::{Place, like};
use crate::{
    Column, Dialect, Kind, Operator, Storage,
    i18n::Here,
    query::{filter::Test, span::Span},
    store::{
        DayBound, Moments,
        column_sql::{bind, operand, text_operand},
    },
    value::{self, to_json},
};

/// A column in a statement: which, and under which alias its table goes.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) column: &'a Column,
    pub(super) alias: &'a str,
    pub(super) dialect: Dialect,
}

impl At<'_> {
    pub(super) fn operand(self) -> Expr {
        operand(self.column, self.alias, self.dialect)
    }

    pub(super) fn text(self) -> Expr {
        text_operand(self.column, self.alias, self.dialect)
    }

    pub(super) fn bind(self, value: &sea_query::Value) -> Expr {
        bind(self.column, value, self.dialect)
    }

    fn stored(self) -> Expr {
        Expr::col((Alias::new(self.alias), Alias::new(self.column.meta.column)))
    }
}

/// No row at all, said such that every database understands it.
pub(super) fn never() -> Expr {
    Expr::val(1).eq(0)
}

/// What a filter means for a column.
pub(super) fn filtered(at: At<'_>, test: &Test, here: Here) -> Condition {
    match test {
        Test::AnyOf(values) => match Moments::of(at.column, at.alias, at.dialect) {
            Some(moments) if !values.is_empty() => values.iter().fold(Condition::any(), |any, value| {
                let same = moments.compare(Operator::Is, value);
                any.add(same.unwrap_or_else(|| Condition::all().add(any_of(at, std::slice::from_ref(value)))))
            }),
            _ => Condition::all().add(any_of(at, values)),
        },
        Test::HasAny(values) => values.iter().fold(Condition::any(), |any, value| any.add(has_item(at, value))),
        Test::Contains(text) => Condition::all().add(like(at, text, Place::Anywhere)),
        Test::Starts(text) => Condition::all().add(like(at, text, Place::Start)),
        Test::Compare(operator, value) => {
            let moments = Moments::of(at.column, at.alias, at.dialect);
            if let Some(compared) = moments.and_then(|moments| moments.compare(*operator, value)) {
                return compared;
            }
            let (operand, value) = (at.operand(), at.bind(value));
            Condition::all().add(match operator {
                Operator::AtLeast => operand.gte(value),
                Operator::AtMost => operand.lte(value),
                Operator::Above => operand.gt(value),
                _ => operand.lt(value),
            })
        }
        Test::Spans(spans) => spans.iter().fold(Condition::any(), |any, span| any.add(within(at, *span, here))),
        Test::Preset(preset) => within(at, preset.span(here.today), here),
        Test::Empty(true) => empty(at),
        Test::Empty(false) => empty(at).not(),
        Test::Nothing => Condition::all().add(never()),
    }
}

pub(super) fn any_of(at: At<'_>, values: &[sea_query::Value]) -> Expr {
    let (nulls, values): (Vec<_>, Vec<_>) = values.iter().partition(|value| value::is_null(value));
    let listed: Option<Expr> = match values.as_slice() {
        [] => None,
        [only] => Some(at.operand().eq(at.bind(only))),
        many => Some(at.operand().is_in(many.iter().map(|value| at.bind(value)))),
    };
    match (listed, nulls.is_empty()) {
        (None, true) => never(),
        (Some(listed), true) => listed,
        (None, false) => at.stored().is_null(),
        (Some(listed), false) => listed.or(at.stored().is_null()),
    }
}

/// Days as a half-open range. One without bounds still asks for a date.
fn within(at: At<'_>, span: Span, here: Here) -> Condition {
    let bound = |day| DayBound::new(at.column, at.alias, at.dialect, day, here.zone);
    let range = Condition::all()
        .add_option(span.from.map(|day| bound(day).from()))
        .add_option(span.until.map(|day| bound(day).before()));
    if range.is_empty() { range.add(at.stored().is_not_null()) } else { range }
}

fn empty(at: At<'_>) -> Condition {
    let null = Condition::any().add(at.stored().is_null());
    match at.column.kind() {
        Kind::Text | Kind::Char => null.add(at.text().eq("")),
        Kind::List(_) => null.add(at.text().is_in(["[]", "{}"])),
        _ => null,
    }
}

/// Whether the list in a column has an item.
fn has_item(at: At<'_>, item: &sea_query::Value) -> Expr {
    let json = to_json(item);
    let text = match &json {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match (at.dialect, &at.column.storage) {
        (Dialect::Postgres, Storage::Array(element)) => {
            let item = Func::cast_as(Expr::val(text), Alias::new(element.as_ref()));
            SimpleExpr::from(item).eq(PgFunc::any(at.stored()))
        }
        (Dialect::Postgres, _) => {
            use sea_query::extension::postgres::PgExpr;
            let list = Func::cast_as(at.stored(), "jsonb");
            SimpleExpr::from(list).contains(Func::cast_as(Expr::val(format!("[{json}]")), "jsonb"))
        }
        (Dialect::MySql, _) => {
            let has = Func::cust(Alias::new("JSON_CONTAINS")).arg(at.stored()).arg(Expr::val(json.to_string()));
            SimpleExpr::from(has).eq(1)
        }
        (Dialect::Sqlite, _) => {
            let value = Expr::col((Alias::new("item"), Alias::new("value")));
            // `value` has the class of the item, and a number is no text here.
            let item: Expr = match &json {
                serde_json::Value::Number(number) if number.is_i64() => Expr::val(number.as_i64()),
                serde_json::Value::Number(number) => Expr::val(number.as_f64()),
                serde_json::Value::Bool(flag) => Expr::val(i64::from(*flag)),
                _ => Expr::val(text),
            };
            let each = Func::cust(Alias::new("json_each")).arg(at.stored());
            let items = Query::select()
                .expr(Expr::val(1))
                .from_function(each, Alias::new("item"))
                .and_where(value.eq(item))
                .to_owned();
            // `json_each` fails for a text that is no JSON, and the whole list with it.
            let valid: SimpleExpr = Func::cust(Alias::new("json_valid")).arg(at.stored()).into();
            Expr::case(valid.eq(1), Expr::exists(items)).finally(false).into()
        }
    }
}
