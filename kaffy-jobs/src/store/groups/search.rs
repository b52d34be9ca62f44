//! Searching groups and tasks, a page at a time that begins behind the last row of the one before.

use chrono::{DateTime, Utc};
use kaffy_core::{Database, Dialect};
use sea_query::{CaseStatement, Cond, Expr, ExprTrait, Func, Order, SelectStatement};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    super::{
        names::{GROUPS, TASKS},
        text,
    },
    fields::{Field, Kind, Of, canonical},
    record::{self, GroupRecord, TaskRecord},
    rules::{condition, literal_number},
};
use crate::{MAX_PAGE, Page, Search, SearchError, group::Condition};

/// Rows of a page that says no number.
const ROWS: u64 = 50;

/// A page of groups.
pub(crate) async fn search_groups(db: &Database, search: &Search) -> Result<Page<GroupRecord>, SearchError> {
    let (mut select, keys) = (record::groups(), keys(Kind::Groups, search)?);
    let limit = narrow(&mut select, Kind::Groups, search, &keys, db.dialect())?;
    Ok(page(record::read_groups(db, &select).await?, limit, &keys))
}

/// A page of tasks.
pub(crate) async fn search_tasks(db: &Database, search: &Search) -> Result<Page<TaskRecord>, SearchError> {
    let (mut select, keys) = (record::tasks(), keys(Kind::Tasks, search)?);
    let limit = narrow(&mut select, Kind::Tasks, search, &keys, db.dialect())?;
    Ok(page(record::read_tasks(db, &select).await?, limit, &keys))
}

/// Something to sort by.
struct Key {
    name: String,
    field: Field,
    is_ascending: bool,
}

/// What a search is sorted by: what it says, and then the id, so that no two rows are at the same place.
fn keys(kind: Kind, search: &Search) -> Result<Vec<Key>, SearchError> {
    let mut keys = Vec::new();
    for (path, is_ascending) in &search.order {
        let field = kind.order(path)?;
        keys.push(Key { name: canonical(path.parts().0).to_owned(), field, is_ascending: *is_ascending });
    }
    let is_ascending = keys.last().is_some_and(|key| key.is_ascending);
    keys.push(Key { name: "id".to_owned(), field: kind.order(&"id".into())?, is_ascending });
    Ok(keys)
}

fn narrow(
    select: &mut SelectStatement,
    kind: Kind,
    search: &Search,
    keys: &[Key],
    dialect: Dialect,
) -> Result<usize, SearchError> {
    select.cond_where(conditions(kind, search, dialect)?);
    if let Some(cursor) = &search.after {
        select.cond_where(behind(keys, cursor)?);
    }
    for key in keys {
        for part in key.parts() {
            select.order_by_expr(part, if key.is_ascending { Order::Asc } else { Order::Desc });
        }
    }
    let limit = search.limit.unwrap_or(ROWS).clamp(1, MAX_PAGE);
    select.limit(limit + 1);
    Ok(usize::try_from(limit).unwrap_or(usize::MAX))
}

pub(super) fn conditions(kind: Kind, search: &Search, dialect: Dialect) -> Result<Cond, SearchError> {
    search.conditions.iter().try_fold(Cond::all(), |all, one| {
        Ok(all.add(match one {
            Condition::Field(path, rule) => condition(kind, path, rule, dialect)?,
            Condition::Related(name, inner) => related(kind, name, inner, dialect)?,
        }))
    })
}

/// Whether there is something that belongs to it for which rules hold.
fn related(kind: Kind, name: &'static str, inner: &Search, dialect: Dialect) -> Result<Expr, SearchError> {
    let mut exists = match (kind, name) {
        (Kind::Groups, Search::TASKS) => record::tasks_with_jobs(),
        (Kind::Tasks, Search::GROUP) => sea_query::Query::select().from(GROUPS).to_owned(),
        _ => return Err(SearchError::UnknownField(name.to_owned())),
    };
    let other = if kind == Kind::Groups { Kind::Tasks } else { Kind::Groups };
    exists
        .expr(literal_number(1))
        .and_where(Expr::col((TASKS, "group_id")).equals((GROUPS, "id")))
        .cond_where(conditions(other, inner, dialect)?);
    Ok(Expr::exists(exists))
}

impl Key {
    /// What the database sorts by, none of it null.
    fn parts(&self) -> Vec<Expr> {
        let value = || self.field.value.clone();
        if !self.field.is_nullable {
            return vec![value()];
        }
        let is_missing = CaseStatement::new().case(value().is_null(), literal_number(1)).finally(literal_number(0));
        let nothing = if self.is_number() { literal_number(0) } else { Expr::Constant("".into()) };
        vec![is_missing.into(), Func::coalesce([value(), nothing]).into()]
    }

    fn is_number(&self) -> bool {
        matches!(self.field.of, Of::Number | Of::Time)
    }

    /// The place of a row by this key, to be compared with what it is sorted by.
    fn place(&self, value: &Value) -> Result<Vec<Expr>, SearchError> {
        let is_missing = value.is_null();
        let place: Expr = match value {
            Value::Null if !self.field.is_nullable => return Err(SearchError::Cursor),
            Value::Null if self.is_number() => 0i64.into(),
            Value::Null => "".into(),
            value if self.is_number() => value.as_i64().ok_or(SearchError::Cursor)?.into(),
            value => value.as_str().filter(|it| !it.contains('\0')).ok_or(SearchError::Cursor)?.into(),
        };
        if !self.field.is_nullable {
            return Ok(vec![place]);
        }
        Ok(vec![literal_number(i32::from(is_missing)), place])
    }
}

/// Rows behind the one that a cursor names.
fn behind(keys: &[Key], cursor: &str) -> Result<Cond, SearchError> {
    let values = decoded(keys, cursor).ok_or(SearchError::Cursor)?;
    let mut parts = Vec::new();
    for (key, value) in keys.iter().zip(&values) {
        let places = key.place(value)?;
        parts.extend(key.parts().into_iter().zip(places).map(|(part, place)| (part, place, key.is_ascending)));
    }
    let mut any = Cond::any();
    for at in 0..parts.len() {
        let mut all = Cond::all();
        for (part, place, _) in &parts[..at] {
            all = all.add(part.clone().eq(place.clone()));
        }
        let (part, place, is_ascending) = parts[at].clone();
        any = any.add(all.add(if is_ascending { part.gt(place) } else { part.lt(place) }));
    }
    Ok(any)
}

/// A row that was found, and can be where a page ends.
trait Found {
    /// What it has in a field that can be sorted by.
    fn value(&self, name: &str) -> Value;
}

fn time(time: DateTime<Utc>) -> Value {
    time.timestamp_micros().into()
}

fn id(id: Uuid) -> Value {
    text(id).into()
}

impl Found for GroupRecord {
    fn value(&self, name: &str) -> Value {
        match name {
            "id" => id(self.id),
            "name" => self.name.clone().into(),
            "type" => self.group_type.clone().into(),
            "strategy" => self.strategy.word().into(),
            "status" => self.status.word().into(),
            "created_by" => self.created_by.clone().into(),
            "created_at" => time(self.created_at),
            "ended_at" => self.ended_at.map(time).into(),
            _ => Value::Null,
        }
    }
}

impl Found for TaskRecord {
    fn value(&self, name: &str) -> Value {
        match name {
            "id" => id(self.id),
            "group_id" => id(self.group_id),
            "job_id" => self.job_id.map(id).into(),
            "name" => self.name.clone().into(),
            "type" => self.job_type.clone().into(),
            "position" => self.position.into(),
            "priority" => self.priority.into(),
            "status" => self.status.word().into(),
            "created_at" => time(self.created_at),
            "ended_at" => self.ended_at.map(time).into(),
            _ => Value::Null,
        }
    }
}

fn page<T: Found>(mut items: Vec<T>, limit: usize, keys: &[Key]) -> Page<T> {
    let goes_on = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| goes_on).map(|last| encoded(keys, last));
    Page { items, next }
}

/// What an order is called in its cursors, so that those of another one are refused.
fn order(keys: &[Key]) -> String {
    keys.iter().map(|key| format!("{}{} ", if key.is_ascending { '+' } else { '-' }, key.name)).collect()
}

fn encoded(keys: &[Key], last: &impl Found) -> String {
    let values: Vec<_> = keys.iter().map(|key| last.value(&key.name)).collect();
    json!([order(keys), values]).to_string().bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn decoded(keys: &[Key], cursor: &str) -> Option<Vec<Value>> {
    let pairs = cursor.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    let bytes = bytes.collect::<Option<Vec<u8>>>()?;
    let (named, values): (String, Vec<Value>) = serde_json::from_slice(&bytes).ok()?;
    (named == order(keys) && values.len() == keys.len()).then_some(values)
}
