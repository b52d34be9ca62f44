//! What somebody was told: of an actor, nobody else's.

use chrono::{DateTime, Utc};
use sea_query::{Alias, Condition, Expr, ExprTrait, Order, Query, Value};
use uuid::Uuid;

use super::{
    notification::{Argument, LINK, NotificationKind, Said},
    tables::NOTIFICATIONS,
};
use crate::{
    Actor, Admin, Cell, Count, DbError, Kind,
    i18n::{Argument as Word, text_with},
    store::Read,
};

/// Unread ones are counted up to here.
const COUNTED: u64 = 100;

/// Where a notification leads.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotificationLink {
    /// To a page of the admin, below wherever it is mounted.
    Inside(String),
    /// To a path of this host or a web address.
    Outside(String),
}

impl NotificationLink {
    pub(super) fn stored(&self) -> String {
        match self {
            Self::Inside(path) => format!("~{path}"),
            Self::Outside(address) => address.clone(),
        }
    }

    fn read(text: &str) -> Option<Self> {
        // The table may hold anything.
        let fits = |address: &str| crate::site::is_address(address) && address.chars().count() <= LINK;
        match text.strip_prefix('~') {
            Some(path) => (path.starts_with('/') && fits(path)).then(|| Self::Inside(path.to_owned())),
            None => fits(text).then(|| Self::Outside(text.to_owned())),
        }
    }
}

/// Something that somebody was told.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NotificationRecord {
    /// Its id; those of later ones are greater.
    pub id: Uuid,
    /// How it is meant.
    pub kind: NotificationKind,
    /// What it says, to whoever reads it now.
    pub words: String,
    /// Where it leads.
    pub link: Option<NotificationLink>,
    /// The run that it tells of.
    pub about: Option<Uuid>,
    /// When it was told.
    pub created_at: DateTime<Utc>,
    /// Whether it was read.
    pub is_read: bool,
}

const COLUMNS: [(&str, Read); 7] = [
    ("id", Read::As(Kind::Text)),
    ("kind", Read::As(Kind::Text)),
    ("said", Read::As(Kind::Text)),
    ("link", Read::As(Kind::Text)),
    ("about", Read::As(Kind::Text)),
    ("created_at", Read::As(Kind::Int(crate::IntWidth::I64))),
    ("read_at", Read::As(Kind::Int(crate::IntWidth::I64))),
];

impl NotificationRecord {
    fn read(row: &[Cell]) -> Option<Self> {
        let text = |at: usize| match row.get(at) {
            Some(Ok(Value::String(Some(text)))) => Some(text.as_str()),
            _ => None,
        };
        let number = |at: usize| match row.get(at) {
            Some(Ok(Value::BigInt(Some(number)))) => Some(*number),
            _ => None,
        };
        Some(Self {
            id: Uuid::parse_str(text(0)?).ok()?,
            kind: NotificationKind::of_word(text(1)?),
            words: words(text(2)?),
            link: NotificationLink::read(text(3)?),
            about: Uuid::parse_str(text(4)?).ok(),
            created_at: DateTime::from_timestamp_micros(number(5)?).unwrap_or_default(),
            is_read: number(6).is_some(),
        })
    }
}

/// What is stored, in the language of whoever reads.
fn words(stored: &str) -> String {
    match serde_json::from_str::<Said>(stored) {
        Ok(Said::Text(text)) => text,
        Ok(Said::Message { message, with }) => {
            let word = |argument: &Argument| match argument {
                Argument::Number(number) => Word::from(Count::Exact(*number).to_string()),
                Argument::Text(text) => Word::from(text.clone()),
            };
            let with: Vec<_> = with.iter().map(|(name, argument)| (name.as_str(), word(argument))).collect();
            text_with(&message, &with)
        }
        Err(_) => String::new(),
    }
}

impl Admin {
    /// What an actor was told, the newest first: those before one of them, or the first. None where notifications are
    /// off.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn notifications(
        &self,
        actor: &Actor,
        before: Option<Uuid>,
        most: u64,
    ) -> Result<Vec<NotificationRecord>, DbError> {
        let mut all = self.told_to(actor);
        if let Some(id) = before {
            all = all.add(Expr::col(Alias::new("id")).lt(id.to_string()));
        }
        self.read_notifications(all, most).await
    }

    /// One of them; `None` for what is somebody else's.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn notification(&self, actor: &Actor, id: Uuid) -> Result<Option<NotificationRecord>, DbError> {
        let one = self.told_to(actor).add(Expr::col(Alias::new("id")).eq(id.to_string()));
        Ok(self.read_notifications(one, 1).await?.pop())
    }

    async fn read_notifications(&self, which: Condition, most: u64) -> Result<Vec<NotificationRecord>, DbError> {
        if !self.has_notifications() {
            return Ok(Vec::new());
        }
        let select = Query::select()
            .columns(COLUMNS.map(|(name, _)| Alias::new(name)))
            .from(Alias::new(NOTIFICATIONS))
            .cond_where(which)
            .order_by(Alias::new("id"), Order::Desc)
            .limit(most)
            .to_owned();
        let rows = self.database().fetch(&select, &COLUMNS.map(|(_, read)| read)).await?;
        Ok(rows.iter().filter_map(|row| NotificationRecord::read(row)).collect())
    }

    /// How many an actor has not read: exactly up to 99, and 100 for all that is more.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn unread_notifications(&self, actor: &Actor) -> Result<u64, DbError> {
        if !self.has_notifications() {
            return Ok(0);
        }
        let select = Query::select()
            .expr(Expr::val(1i64))
            .from(Alias::new(NOTIFICATIONS))
            .cond_where(self.told_to(actor).add(Expr::col(Alias::new("read_at")).is_null()))
            .limit(COUNTED)
            .to_owned();
        Ok(self.database().fetch(&select, &[Read::integer()]).await?.len() as u64)
    }

    /// Those of an actor, told by this admin or by no admin.
    pub(super) fn told_to(&self, actor: &Actor) -> Condition {
        Condition::all()
            .add(Expr::col(Alias::new("actor")).eq(actor.id.as_str()))
            .add(Expr::col(Alias::new("admin")).is_in([self.notifying_as(), String::new()]))
    }
}
