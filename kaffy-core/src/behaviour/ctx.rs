//! What a hook or an action works with: who asked, and the transaction that everything happens in.

use std::{fmt, future::Future, pin::Pin};

use sea_query::QueryStatementBuilder;

use super::{Behaviour, Event, Panicked, unwinding};
use crate::{Actor, Admin, DbError, Record, audit::Trail, i18n::Localizer, store::Tx};

type Later = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The surroundings of a hook or an action: the actor, the admin, and one open transaction.
///
/// What it writes lasts if and only if the whole does: a refusal anywhere takes all of it back. Whatever it
/// reads and writes is the application's own business: permissions and row scopes of the actor do not hold.
pub struct Ctx {
    admin: Admin,
    actor: Actor,
    pub(crate) tx: Tx,
    later: Vec<Later>,
    /// What the audit log is to say.
    pub(crate) trail: Trail,
}

/// Where one row of several begins.
pub(crate) struct Row {
    later: usize,
    trail: usize,
}

impl Ctx {
    /// Opens the transaction.
    pub(crate) async fn begin(admin: Admin, actor: Actor) -> Result<Self, DbError> {
        let tx = admin.database().begin().await?;
        let trail = Trail::new(&admin);
        Ok(Self { admin, actor, tx, later: Vec::new(), trail })
    }

    /// Who asked.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The admin.
    pub fn admin(&self) -> &Admin {
        &self.admin
    }

    /// Runs a statement of sea-query in the transaction and says how many rows it changed.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn execute(&mut self, statement: &(impl QueryStatementBuilder + Sync)) -> Result<u64, DbError> {
        self.tx.execute(statement).await
    }

    /// Does something after the transaction has been committed, and not at all when it is rolled back:
    /// the place for mails and calls to other services (K150).
    ///
    /// What fails there has to be handled there. It has the time of a save
    /// ([`AdminBuilder::save_timeout`](crate::AdminBuilder::save_timeout)); spawn what has to last longer.
    ///
    /// ```
    /// # use kaffy_core::Ctx;
    /// fn tell(ctx: &mut Ctx, product: i64) {
    ///     let who = ctx.actor().name.clone();
    ///     ctx.after_commit(async move { println!("{who} changed product {product}") });
    /// }
    /// ```
    pub fn after_commit(&mut self, work: impl Future<Output = ()> + Send + 'static) {
        self.later.push(Box::pin(work));
    }

    /// Tells the resource after the commit what happened.
    pub(crate) fn tell(&mut self, behaviour: &Behaviour, event: Event, record: Record) {
        let (behaviour, actor) = (behaviour.clone(), self.actor.clone());
        self.after_commit(async move { behaviour.get().committed(&actor, event, &record).await });
    }

    /// Begins one row of several: what follows can be taken back without the rest.
    pub(crate) async fn begin_row(&mut self) -> Result<Row, DbError> {
        self.tx.mark().await?;
        Ok(Row { later: self.later.len(), trail: self.trail.len() })
    }

    /// Keeps what was done to the row.
    pub(crate) async fn keep_row(&mut self, row: Row) -> Result<(), DbError> {
        debug_assert!(row.later <= self.later.len(), "rows do not overlap");
        self.tx.keep().await
    }

    /// Takes back what was done to the row, and forgets what it left for after the commit.
    pub(crate) async fn undo_row(&mut self, row: Row) -> Result<(), DbError> {
        self.later.truncate(row.later);
        self.trail.cut(row.trail);
        self.tx.undo().await
    }

    /// Makes everything last, then does what was left for after it.
    ///
    /// What has to follow the commit does so although the browser may have gone away meanwhile.
    pub(crate) async fn commit(mut self) -> Result<(), DbError> {
        let moved = self.write_trail().await?;
        if self.later.is_empty() {
            self.tx.commit().await?;
            moved.committed();
            return Ok(());
        }
        let limit = self.admin.save_timeout();
        let work = async move {
            self.tx.commit().await?;
            moved.committed();
            for work in self.later {
                match tokio::time::timeout(limit, unwinding(work)).await {
                    Ok(Ok(())) => {}
                    Ok(Err(Panicked(said))) => tracing::error!(panic = said, "what follows a commit panicked"),
                    Err(_) => tracing::error!(?limit, "what follows a commit took too long and was stopped"),
                }
            }
            Ok(())
        };
        match tokio::spawn(Localizer::current().scope(work)).await {
            Ok(done) => done,
            // The runtime is shutting down.
            Err(error) => Err(DbError::Unavailable(Box::new(error))),
        }
    }
}

impl fmt::Debug for Ctx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ctx").field("actor", &self.actor).finish_non_exhaustive()
    }
}
