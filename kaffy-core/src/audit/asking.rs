//! What a page of the log asks for, as conditions and a statement.

use std::sync::Arc;

use chrono::{Days, NaiveDate, SecondsFormat};
use sea_query::{Alias, Condition, Expr, ExprTrait, IntoCondition, Order, Query, SelectStatement};

use super::{
    AuditEvent,
    stored::{SHORT, Stored, fitted, words},
    tables::ENTRIES,
    trail::{record_name, resource_name},
};
use crate::{
    Actor, Key, Resource,
    accounts::Subject,
    i18n::{Localizer, day_start},
};

/// Where a page of the log begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AuditPlace {
    /// With the newest entry.
    #[default]
    Newest,
    /// With the entries before this one.
    Before(i64),
    /// With the entries after this one.
    After(i64),
}

/// What narrows the page of all entries.
#[derive(Clone, Debug, Default)]
pub struct AuditQuery {
    /// Those about records of this resource.
    pub resource: Option<Arc<Resource>>,
    /// Those about users or roles of built-in accounts.
    pub accounts: Option<Subject>,
    /// Those of an actor, by id or by name.
    pub actor: Option<String>,
    /// Those about something like this.
    pub event: Option<AuditEvent>,
    /// Those of this day and later ones, in the time zone of the reader.
    pub from: Option<NaiveDate>,
    /// Those of this day and earlier ones.
    pub until: Option<NaiveDate>,
    /// Where the page begins.
    pub place: AuditPlace,
    /// Entries of the page, at most 500; 50 where nothing is said.
    pub rows: Option<u16>,
}

pub(super) fn select(condition: Condition, at: AuditPlace, most: usize) -> SelectStatement {
    let mut select = Query::select();
    select.columns(Stored::columns()).from(Alias::new(ENTRIES)).cond_where(condition);
    let order = match at {
        AuditPlace::After(_) => Order::Asc,
        AuditPlace::Newest | AuditPlace::Before(_) => Order::Desc,
    };
    match at {
        AuditPlace::Newest => {}
        AuditPlace::Before(sequence) => drop(select.and_where(place().lt(sequence))),
        AuditPlace::After(sequence) => drop(select.and_where(place().gt(sequence))),
    }
    select.order_by(Alias::new("sequence"), order).limit(most as u64 + 1).to_owned()
}

/// What a query asks for, but for its place; `called` are the ids of those who have the name that it asks for.
pub(super) fn narrowed(query: &AuditQuery, called: &[String]) -> Condition {
    let zone = Localizer::current().zone();
    let instant = |day| day_start(zone, day).to_rfc3339_opts(SecondsFormat::Micros, true);
    let next = |day: NaiveDate| day.checked_add_days(Days::new(1));
    let actor = query.actor.as_deref().map(|text| fitted(&words(text), SHORT).into_owned());
    let actor = actor.map(|it| {
        let ids = called.iter().map(|id| &**id).chain([&*it]);
        Condition::any().add(col("actor_id").is_in(ids)).add(col("actor").eq(&*it))
    });
    Condition::all()
        .add_option(actor)
        .add_option(query.event.map(|event| col("event").eq(event.code())))
        .add_option(query.from.map(|day| col("at").gte(instant(day))))
        .add_option(query.until.and_then(next).map(|day| col("at").lt(instant(day))))
}

/// The entries about one record.
pub(super) fn about(resource: &Resource, key: &Key) -> Condition {
    col("resource").eq(resource_name(resource)).into_condition().add(col("record").eq(record_name(resource, key)))
}

/// The entries of an actor.
pub(super) fn own(actor: &Actor) -> Expr {
    col("actor_id").eq(fitted(&words(&actor.id), SHORT))
}

pub(super) fn col(name: &str) -> Expr {
    Expr::col(Alias::new(name))
}

pub(super) fn place() -> Expr {
    col("sequence")
}
