//! What is kept of a form that was sent, and what is known of one that comes again.

use std::fmt::Write;

use sea_query::{Alias, Expr, ExprTrait, Query, Value};
use sha2::{Digest, Sha256};

use super::{KEPT, now, tables::FORMS};
use crate::{Add, Allowed, Ctx, Database, DbError, Key, Kind, Posted, data::stop::Stop, store::Read};

/// A form as it was sent.
#[derive(Debug)]
pub(crate) struct Receipt {
    id: String,
    content: String,
}

/// A form that was sent before.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    /// The record that it made.
    pub(crate) key: Key,
    /// Whether what it says is the same as then.
    pub(crate) is_same: bool,
}

impl Receipt {
    /// That of a form; `None` for one that carries no text of chance, and where none is asked for.
    pub(crate) fn of(allowed: &Allowed<Add>, posted: &Posted) -> Option<Self> {
        allowed.admin().once()?;
        let nonce = posted.nonce()?;
        let (context, name) = allowed.resource().meta().id();
        // Whoever else sends the same text gets to know nothing of it.
        let id = digest([allowed.actor().id.as_str(), context, name, nonce]);
        Some(Self { id, content: digest(posted.content()) })
    }

    /// Keeps it with the record that it made. Waits for another save of the same form, which then has made one.
    pub(crate) async fn keep(&self, ctx: &mut Ctx, allowed: &Allowed<Add>, key: &Key) -> Result<(), Stop> {
        let columns = ["id", "content", "record", "sent_at"].map(Alias::new);
        let segment = key.segment(allowed.resource());
        let values = [self.id.as_str().into(), self.content.as_str().into(), segment.into(), now().into()];
        let insert = Query::insert().into_table(Alias::new(FORMS)).columns(columns).values_panic(values).to_owned();
        match ctx.tx.execute(&insert).await {
            Ok(_) => Ok(()),
            Err(DbError::Unique { .. }) => Err(Stop::SentBefore),
            Err(error) => Err(error.into()),
        }
    }

    /// What became of the form when it was sent before, if it was.
    pub(crate) async fn find(&self, allowed: &Allowed<Add>) -> Result<Option<Sent>, DbError> {
        let mut select = Query::select();
        select.columns(["content", "record"].map(Alias::new)).from(Alias::new(FORMS));
        select.and_where(Expr::col(Alias::new("id")).eq(self.id.as_str()));
        let row = allowed.database().fetch_one(&select, &[Read::As(Kind::Text), Read::As(Kind::Text)]).await?;
        Ok(match row.as_deref() {
            Some([Ok(Value::String(Some(content))), Ok(Value::String(Some(record)))]) => {
                let key = Key::parse(allowed.resource(), record).ok();
                key.map(|key| Sent { key, is_same: *content == self.content })
            }
            _ => None,
        })
    }
}

/// Removes what is older than a day, once an hour.
pub(crate) async fn clean_sometimes(allowed: &Allowed<Add>) {
    if allowed.admin().once().is_some_and(|once| once.is_due(now()))
        && let Err(error) = clean(allowed.database()).await
    {
        tracing::warn!(%error, "forms that were sent a day ago could not be removed: the next hour tries again");
    }
}

/// Removes what is older than a day.
pub(super) async fn clean(db: &Database) -> Result<(), DbError> {
    let old = Expr::col(Alias::new("sent_at")).lt(now() - KEPT);
    let delete = Query::delete().from_table(Alias::new(FORMS)).and_where(old).to_owned();
    let mut tx = db.begin().await?;
    tx.execute(&delete).await?;
    tx.commit().await
}

/// A text that stands for some others, in that order.
fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
