//! Telling somebody, in the transaction of what they are told of; and taking away what is old.

use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

use sea_query::{Alias, Expr, ExprTrait, Query};
use uuid::Uuid;

use super::{
    notification::Notification,
    reading::NotificationLink,
    tables::{NOTIFICATIONS, SHORT},
};
use crate::{
    Ctx, Database, DbError, Kind,
    store::{Lend, Lent, Read},
};

/// How long one is kept, in microseconds: ninety days.
const KEPT: i64 = 90 * 24 * 60 * 60 * 1_000_000;
/// Those that are taken away in one transaction.
pub(super) const SLICE: u64 = 1_000;
/// How often a process that tells people looks for old ones, in microseconds: each hour.
const EVERY: i64 = 60 * 60 * 1_000_000;

/// When this process last looked for old ones, in microseconds: a matter of housekeeping, and of nothing else. One for all
/// databases, so that where there are several, the one that is told most is looked at most.
static LOOKED: AtomicI64 = AtomicI64::new(0);

/// Tells somebody something, in a transaction of somebody's. An empty title is that of any admin over the database.
///
/// # Errors
/// What the database refuses, and when the id of the actor is longer than 200 characters.
pub async fn notify(
    tx: &mut Lent<'_>,
    admin: &str,
    actor: &str,
    notification: &Notification,
    now: i64,
) -> Result<(), DbError> {
    let length = actor.chars().count();
    if length > SHORT || actor.contains('\0') {
        let why =
            format!("nobody can be notified whose id has {length} characters: it has {SHORT} at most, none a NUL");
        return Err(DbError::Other(why.into()));
    }
    let admin: String = admin.chars().take(SHORT).collect();
    let said = serde_json::to_string(&notification.said).map_err(|error| DbError::Other(error.into()))?;
    let link = notification.link.as_ref().map(NotificationLink::stored).unwrap_or_default();
    let columns = ["id", "actor", "admin", "kind", "said", "link", "about", "created_at"].map(Alias::new);
    let values = [
        Uuid::now_v7().to_string().into(),
        actor.into(),
        admin.into(),
        notification.kind.word().into(),
        said.into(),
        link.into(),
        notification.about.clone().unwrap_or_default().into(),
        now.into(),
    ];
    let insert = Query::insert().into_table(Alias::new(NOTIFICATIONS)).columns(columns).values_panic(values).to_owned();
    tx.execute(&insert).await.map(drop)
}

impl Ctx {
    /// Tells somebody something, by the id of their actor: a text, or a [`Notification`] that is a warning or leads
    /// somewhere. It is in the transaction at hand: taken back, nobody is told.
    ///
    /// ```
    /// # use kaffy_core::{Ctx, Notification, Refusal};
    /// # async fn hook(ctx: &mut Ctx) -> Result<(), Refusal> {
    /// ctx.notify("7", "Your order was sent").await?;
    /// ctx.notify("7", Notification::new("The bill is not paid").warning().link("/bills/3")).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// What the database refuses, when the id is longer than 200 characters, and where notifications are off; see
    /// [`AdminBuilder::notifications`](crate::AdminBuilder::notifications).
    pub async fn notify(&mut self, actor_id: &str, notification: impl Into<Notification>) -> Result<(), DbError> {
        if !self.admin().has_notifications() {
            let why = "notifications are not kept here: call `.notifications(true)` on the builder of the admin";
            return Err(DbError::Other(why.into()));
        }
        let admin = self.admin().notifying_as();
        let now = chrono::Utc::now().timestamp_micros();
        notify(&mut self.tx.lend(), &admin, actor_id, &notification.into(), now).await?;
        if is_due(&LOOKED, now) {
            prune_beside(self.admin().database().clone(), now);
        }
        Ok(())
    }
}

impl Notification {
    /// Tells somebody, in a transaction of the application's own; for code that has no [`Ctx`]. Whoever has this id in
    /// any admin over this database sees it.
    ///
    /// # Errors
    /// What the database refuses: that the table is not there, where neither an admin nor jobs made it.
    pub async fn send_in(self, tx: &mut impl Lend, actor_id: &str) -> Result<(), DbError> {
        notify(&mut tx.lend(), "", actor_id, &self, chrono::Utc::now().timestamp_micros()).await
    }
}

/// Whether it is time to look for old ones; then it is this caller's turn. Building the admin was the first time.
fn is_due(looked: &AtomicI64, now: i64) -> bool {
    let last = looked.load(Relaxed);
    let is_turn = last == 0 || now.saturating_sub(last) >= EVERY;
    is_turn && looked.compare_exchange(last, now, Relaxed, Relaxed).is_ok() && last != 0
}

/// Takes away a slice of what is old, beside the transaction at hand: that one is of the application, and short.
fn prune_beside(db: Database, now: i64) {
    tokio::spawn(async move {
        match prune(&db, now).await {
            // There is more: whoever tells somebody next goes on.
            Ok(true) => LOOKED.store(now.saturating_sub(EVERY), Relaxed),
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "old notifications could not be taken away: in an hour again"),
        }
    });
}

/// Takes away a slice of what is older than ninety days, and says whether there may be more.
///
/// # Errors
/// What the database refuses.
pub async fn prune(db: &Database, now: i64) -> Result<bool, DbError> {
    let old = || Expr::col(Alias::new("created_at")).lt(now.saturating_sub(KEPT));
    let which = Query::select()
        .column(Alias::new("id"))
        .from(Alias::new(NOTIFICATIONS))
        .and_where(old())
        .limit(SLICE)
        .to_owned();
    let ids: Vec<_> = db.fetch(&which, &[Read::As(Kind::Text)]).await?.into_iter().flatten().flatten().collect();
    if ids.is_empty() {
        return Ok(false);
    }
    let is_full = ids.len() as u64 == SLICE;
    let gone = Query::delete()
        .from_table(Alias::new(NOTIFICATIONS))
        .and_where(Expr::col(Alias::new("id")).is_in(ids.into_iter().map(Expr::val)))
        .to_owned();
    let mut tx = db.begin().await?;
    tx.execute(&gone).await?;
    tx.commit().await?;
    Ok(is_full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a90_old_ones_are_looked_for_once_an_hour_by_one_of_many() {
        let (looked, begun) = (AtomicI64::new(0), 1_000_000);
        assert!(!is_due(&looked, begun), "building the admin was the first time");
        assert!(!is_due(&looked, begun + EVERY - 1));
        assert!(is_due(&looked, begun + EVERY) && !is_due(&looked, begun + EVERY));
        assert!(is_due(&looked, begun + 2 * EVERY));
    }
}
