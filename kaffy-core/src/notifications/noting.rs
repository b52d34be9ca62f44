//! What somebody does to what they were told: reads it, or takes it away. Many are done in
//! slices, as old ones are taken away, so that no transaction is without end.

use chrono::Utc;
use sea_query::{Alias, Condition, Expr, ExprTrait, Query, UpdateStatement, Value};
use uuid::Uuid;

use super::{tables::NOTIFICATIONS, writing::SLICE};
use crate::{Actor, Admin, DbError, Kind, store::Read};

impl Admin {
    /// Notes that an actor has read one of them.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn note_read(&self, actor: &Actor, one: Uuid) -> Result<(), DbError> {
        let unread = self.told_to(actor).add(Expr::col(Alias::new("read_at")).is_null());
        let mut update = read_now();
        update.cond_where(unread.add(Expr::col(Alias::new("id")).eq(one.to_string())));
        self.change_notifications(&update).await
    }

    /// Notes that an actor has read all of them, up to the newest that they saw; without one, all that there are.
    ///
    /// # Errors
    /// What the database refuses. What was noted before stays so.
    pub async fn note_all_read(&self, actor: &Actor, newest: Option<Uuid>) -> Result<(), DbError> {
        let unread = || up_to(self.told_to(actor).add(Expr::col(Alias::new("read_at")).is_null()), newest);
        while let Some((ids, is_last)) = self.slice_of(unread()).await? {
            let mut update = read_now();
            update.and_where(Expr::col(Alias::new("id")).is_in(ids));
            self.change_notifications(&update).await?;
            if is_last {
                break;
            }
        }
        Ok(())
    }

    /// Takes away one of what an actor was told.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn forget_notification(&self, actor: &Actor, one: Uuid) -> Result<(), DbError> {
        let which = self.told_to(actor).add(Expr::col(Alias::new("id")).eq(one.to_string()));
        let delete = Query::delete().from_table(Alias::new(NOTIFICATIONS)).cond_where(which).to_owned();
        self.change_notifications(&delete).await
    }

    /// Takes away what an actor has read, up to the newest that they saw; without one, all that there is.
    ///
    /// # Errors
    /// What the database refuses. What was taken away before stays so.
    pub async fn forget_read_notifications(&self, actor: &Actor, newest: Option<Uuid>) -> Result<(), DbError> {
        let read = || up_to(self.told_to(actor).add(Expr::col(Alias::new("read_at")).is_not_null()), newest);
        while let Some((ids, is_last)) = self.slice_of(read()).await? {
            let mut delete = Query::delete();
            delete.from_table(Alias::new(NOTIFICATIONS)).and_where(Expr::col(Alias::new("id")).is_in(ids));
            self.change_notifications(&delete).await?;
            if is_last {
                break;
            }
        }
        Ok(())
    }

    /// The ids of some, as many as one transaction changes, and whether there are no more; `None` for none at all.
    async fn slice_of(&self, which: Condition) -> Result<Option<(Vec<Value>, bool)>, DbError> {
        if !self.has_notifications() {
            return Ok(None);
        }
        let select = Query::select()
            .column(Alias::new("id"))
            .from(Alias::new(NOTIFICATIONS))
            .cond_where(which)
            .limit(SLICE)
            .to_owned();
        let rows = self.database().fetch(&select, &[Read::As(Kind::Text)]).await?;
        let is_last = (rows.len() as u64) < SLICE;
        let ids: Vec<Value> = rows.into_iter().flatten().flatten().collect();
        Ok((!ids.is_empty()).then_some((ids, is_last)))
    }

    async fn change_notifications(
        &self,
        statement: &(impl sea_query::QueryStatementBuilder + Sync),
    ) -> Result<(), DbError> {
        if !self.has_notifications() {
            return Ok(());
        }
        let mut tx = self.database().begin().await?;
        tx.execute(statement).await?;
        tx.commit().await
    }
}

/// Ids grow with time: what came after the newest one that somebody saw is not among these.
fn up_to(which: Condition, newest: Option<Uuid>) -> Condition {
    which.add_option(newest.map(|id| Expr::col(Alias::new("id")).lte(id.to_string())))
}

/// Notes that what tells of a run was read, wherever its end was seen.
///
/// # Errors
/// What the database refuses.
pub fn read_about(id: Uuid) -> UpdateStatement {
    let mut update = read_now();
    update.and_where(Expr::col(Alias::new("about")).eq(id.to_string()));
    update
}

fn read_now() -> UpdateStatement {
    Query::update()
        .table(Alias::new(NOTIFICATIONS))
        .value(Alias::new("read_at"), Utc::now().timestamp_micros())
        .and_where(Expr::col(Alias::new("read_at")).is_null())
        .to_owned()
}
