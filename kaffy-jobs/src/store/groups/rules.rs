//! Rules as conditions.

use chrono::DateTime;
use kaffy_core::Dialect;
use sea_query::{CaseStatement, Expr, ExprTrait, Func, LikeExpr};
use serde_json::Value;
use uuid::Uuid;

use super::{
    super::names::{GROUPS, TASKS},
    fields::{Field, Kind, Of},
    json_path::Place,
};
use crate::{FieldPath, Rule, SearchError, TaskStatus};

/// What has to hold for a field.
pub(super) fn condition(kind: Kind, path: &FieldPath, rule: &Rule, dialect: Dialect) -> Result<Expr, SearchError> {
    let field = kind.field(path)?;
    match &field.of {
        Of::Json(keys) => in_json(path, &Place::new(field.value.clone(), keys, dialect), rule),
        _ => {
            let holds = of_column(path, &field, rule)?;
            // What is stored narrows first, by an index: whether one runs is looked up row by row.
            match (path.text().as_str(), rule) {
                ("status", Rule::Equal(Value::String(word))) => Ok(stored_as(kind, word).and(holds)),
                _ => Ok(holds),
            }
        }
    }
}

/// What may be stored of something with this status: one that runs is stored as one that waits.
fn stored_as(kind: Kind, word: &str) -> Expr {
    let column = match kind {
        Kind::Groups => Expr::col((GROUPS, "status")),
        Kind::Tasks => Expr::col((TASKS, "status")),
    };
    match word == TaskStatus::Running.word() {
        true => column.is_in([TaskStatus::Pending.word(), word]),
        false => column.eq(word),
    }
}

fn of_column(path: &FieldPath, field: &Field, rule: &Rule) -> Result<Expr, SearchError> {
    let column = || field.value.clone();
    let value = |value: &Value| value_of(path, &field.of, value);
    let unfit = |rule| SearchError::Unfit { field: path.text(), rule };
    let ordered = |rule| if matches!(field.of, Of::Word(_)) { Err(unfit(rule)) } else { Ok(()) };
    let text = |rule| if matches!(field.of, Of::Text) { Ok(()) } else { Err(unfit(rule)) };
    Ok(match rule {
        Rule::Equal(it) => column().eq(value(it)?),
        Rule::NotEqual(it) => column().is_null().or(column().ne(value(it)?)),
        Rule::EqualOneOf(list) | Rule::In(list) => {
            column().is_in(list.iter().map(value).collect::<Result<Vec<_>, _>>()?)
        }
        Rule::LessThan(it) => ordered("less_than").and_then(|()| value(it)).map(|it| column().lt(it))?,
        Rule::LessThanOrEqual(it) => {
            ordered("less_than_or_equal").and_then(|()| value(it)).map(|it| column().lte(it))?
        }
        Rule::GreaterThan(it) => ordered("greater_than").and_then(|()| value(it)).map(|it| column().gt(it))?,
        Rule::GreaterThanOrEqual(it) => {
            ordered("greater_than_or_equal").and_then(|()| value(it)).map(|it| column().gte(it))?
        }
        Rule::Contains(words) => text("contains").map(|()| Expr::expr(Func::lower(column())).like(with(words)))?,
        Rule::Like(pattern) => text("like").map(|()| Expr::expr(Func::lower(column())).like(like(pattern)))?,
        Rule::Nil(true) => column().is_null(),
        Rule::Nil(false) => column().is_not_null(),
    })
}

fn in_json(path: &FieldPath, place: &Place, rule: &Rule) -> Result<Expr, SearchError> {
    let takes = || SearchError::Value { field: path.text(), takes: "a text, a number, true or false" };
    let equal = |value: &Value| match value {
        Value::String(text) => Ok(place.text().eq(text.as_str())),
        Value::Number(number) => Ok(place.number().eq(number.as_f64().unwrap_or(f64::NAN))),
        Value::Bool(truth) => Ok(place.is_truth(*truth)),
        _ => Err(takes()),
    };
    let compared = |value: &Value, how: fn(Expr, Expr) -> Expr| match value {
        Value::String(text) => Ok(how(place.text(), text.as_str().into())),
        Value::Number(number) => Ok(how(place.number(), number.as_f64().unwrap_or(f64::NAN).into())),
        _ => Err(SearchError::Value { field: path.text(), takes: "a text or a number" }),
    };
    Ok(match rule {
        Rule::Equal(value) => equal(value)?,
        // What is not there is not equal, either: a condition that is unknown is none.
        Rule::NotEqual(value) => {
            let unequal: Expr =
                CaseStatement::new().case(equal(value)?, literal_number(0)).finally(literal_number(1)).into();
            unequal.eq(literal_number(1))
        }
        Rule::EqualOneOf(list) | Rule::In(list) => {
            let all = list.iter().map(equal).collect::<Result<Vec<_>, _>>()?;
            all.into_iter().reduce(Expr::or).unwrap_or_else(|| literal_number(1).eq(literal_number(0)))
        }
        Rule::LessThan(value) => compared(value, |at, value| at.lt(value))?,
        Rule::LessThanOrEqual(value) => compared(value, |at, value| at.lte(value))?,
        Rule::GreaterThan(value) => compared(value, |at, value| at.gt(value))?,
        Rule::GreaterThanOrEqual(value) => compared(value, |at, value| at.gte(value))?,
        Rule::Contains(words) => place.is_like(with(words)).or(place.has(words)),
        Rule::Like(pattern) => place.is_like(like(pattern)),
        Rule::Nil(true) => place.is_nil(),
        Rule::Nil(false) => place.is_nil().not(),
    })
}

pub(super) fn literal_number(number: i32) -> Expr {
    Expr::Constant(number.into())
}

/// What a value of JSON is for a column.
fn value_of(path: &FieldPath, of: &Of, value: &Value) -> Result<Expr, SearchError> {
    let takes = |takes| SearchError::Value { field: path.text(), takes };
    let text = value.as_str();
    Ok(match of {
        Of::Id => text.and_then(|it| Uuid::parse_str(it).ok()).ok_or_else(|| takes("a UUID"))?.to_string().into(),
        Of::Text => text.filter(|it| !it.contains('\0')).ok_or_else(|| takes("a text"))?.into(),
        Of::Word(is_known) => {
            let word = text.filter(|word| is_known(word)).ok_or_else(|| takes("one of its words"))?;
            word.into()
        }
        Of::Number => value.as_i64().ok_or_else(|| takes("a whole number"))?.into(),
        Of::Time => {
            let time = text.and_then(|it| DateTime::parse_from_rfc3339(it).ok());
            time.ok_or_else(|| takes("a time as RFC 3339"))?.timestamp_micros().into()
        }
        Of::Json(_) => return Err(takes("keys into it")),
    })
}

/// Anything with these words in it.
fn with(words: &str) -> LikeExpr {
    let words = words.to_ascii_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    LikeExpr::new(format!("%{words}%")).escape('!')
}

/// A pattern in which nothing is escaped, on every database.
fn like(pattern: &str) -> LikeExpr {
    LikeExpr::new(pattern.to_ascii_lowercase().replace('!', "!!")).escape('!')
}
