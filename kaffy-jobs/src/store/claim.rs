//! Taking jobs: one statement that marks them as running, counts the attempt and puts the token of this claim on them.

use kaffy_core::{Cell, Database, DbError, Dialect, inside::Read};
use sea_query::{Cond, Expr, ExprTrait, LockBehavior, LockType, Order, Query, SelectStatement, UpdateStatement};
use uuid::Uuid;

use super::{
    cells::{Cells, NUMBER, TEXT},
    in_transaction,
    names::{JOBS, QUEUES, WORKERS, held_in, is},
    text, update_picked,
};
use crate::{JobState, clock::Micros};

/// Who takes jobs, and which.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim<'a> {
    /// The worker, which must be known as alive to the database.
    pub(crate) worker: Uuid,
    pub(crate) queue: &'a str,
    /// The types that this node has handlers for: others are left to other nodes.
    pub(crate) types: &'a [String],
    /// At most so many.
    pub(crate) room: u64,
    pub(crate) now: Micros,
}

/// A job that was taken.
#[derive(Clone, Debug)]
pub(crate) struct Claimed {
    pub(crate) id: Uuid,
    /// The token of this claim, which every later write about this attempt names.
    pub(crate) token: Uuid,
    pub(crate) job_type: String,
    pub(crate) queue: String,
    pub(crate) args: String,
    pub(crate) attempt: u32,
    pub(crate) max_attempts: u32,
    pub(crate) start: u32,
    pub(crate) snoozes: u32,
    pub(crate) timeout: Option<Micros>,
    pub(crate) run_at: Micros,
    pub(crate) created_at: Micros,
    pub(crate) started_at: Micros,
    pub(crate) sort_at: Micros,
    pub(crate) meta: Option<String>,
    pub(crate) resource_id: Option<String>,
    pub(crate) created_by: Option<String>,
    pub(crate) limit_key: Option<String>,
    /// The group that it is a task of.
    pub(crate) group: Option<Uuid>,
}

const COLUMNS: [&str; 15] = [
    "id",
    "job_type",
    "queue",
    "args",
    "attempt",
    "max_attempts",
    "starts",
    "snoozes",
    "timeout_us",
    "run_at",
    "created_at",
    "sort_at",
    "meta",
    "resource_id",
    "created_by",
];
const READS: [Read; 17] = [
    TEXT, TEXT, TEXT, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, TEXT, TEXT, TEXT, TEXT,
    TEXT,
];

/// Takes jobs that are under no limit, the first in line first.
pub(crate) async fn claim(db: &Database, claim: Claim<'_>) -> Result<Vec<Claimed>, DbError> {
    let mut which = claim.candidates();
    which.and_where(Expr::col("limit_key").is_null());
    let (token, dialect) = (Uuid::new_v4(), db.dialect());
    if dialect == Dialect::MySql {
        return in_transaction(db, async |tx| {
            which.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
            claim.take_in_two_steps(&mut tx.lend(), which, token).await
        })
        .await;
    }
    which.column("id");
    let mut take = claim.take(token);
    take.returning(Query::returning().columns(returned()));
    let take = update_picked(take, which, dialect);
    let mut tx = db.begin().await?;
    let rows = tx.lend().fetch(&take, &READS).await?;
    tx.commit().await?;
    claim.read(rows, token, 0)
}

fn returned() -> impl Iterator<Item = &'static str> {
    COLUMNS.into_iter().chain(["limit_key", "group_id"])
}

impl Claim<'_> {
    /// Those that it may take, the first in line first.
    pub(super) fn candidates(&self) -> SelectStatement {
        let alive = Query::select()
            .expr(Expr::val(1))
            .from(WORKERS)
            .and_where(Expr::col((WORKERS, "id")).eq(text(self.worker)))
            .to_owned();
        // Workers hear of a pause within a second; whoever paused a queue counts on it at once.
        let paused = Query::select()
            .expr(Expr::val(1))
            .from(QUEUES)
            .and_where(Expr::col((QUEUES, "name")).eq(self.queue))
            .and_where(Expr::col((QUEUES, "paused_at")).is_not_null())
            .to_owned();
        Query::select()
            .from(JOBS)
            .and_where(is(JobState::Available))
            .and_where(Expr::col("queue").eq(self.queue))
            .and_where(Expr::col("job_type").is_in(self.types.iter().map(String::as_str)))
            // One that was given up as dead, and woke up again, takes nothing.
            .and_where(Expr::exists(alive))
            .and_where(Expr::exists(paused).not())
            .order_by("sort_at", Order::Asc)
            .order_by("id", Order::Asc)
            .limit(self.room)
            .to_owned()
    }

    /// What is written to those that it takes.
    pub(super) fn take(&self, token: Uuid) -> UpdateStatement {
        Query::update()
            .table(JOBS)
            .values([
                ("unique_held", held_in(JobState::Running)),
                ("state", Expr::val(JobState::Running.word())),
                ("attempt", Expr::col("attempt").add(1)),
                ("starts", Expr::col("starts").add(1)),
                ("worker", text(self.worker).into()),
                ("claim", text(token).into()),
                ("started_at", self.now.into()),
                ("progress", Expr::val(None::<String>)),
            ])
            .to_owned()
    }

    /// Reads and locks, then writes: for MySQL, and where reading is not enough to decide.
    pub(super) async fn take_in_two_steps(
        &self,
        tx: &mut kaffy_core::inside::Lent<'_>,
        mut which: SelectStatement,
        token: Uuid,
    ) -> Result<Vec<Claimed>, DbError> {
        which.columns(returned());
        let rows = tx.fetch(&which, &READS).await?;
        let claimed = self.read(rows, token, 1)?;
        self.write(tx, &claimed, token).await?;
        Ok(claimed)
    }

    /// Writes to jobs that were read and locked.
    pub(super) async fn write(
        &self,
        tx: &mut kaffy_core::inside::Lent<'_>,
        claimed: &[Claimed],
        token: Uuid,
    ) -> Result<(), DbError> {
        if claimed.is_empty() {
            return Ok(());
        }
        let ids = claimed.iter().map(|job| text(job.id));
        let mut take = self.take(token);
        take.cond_where(Cond::all().add(Expr::col("id").is_in(ids)));
        tx.execute(&take).await.map(drop)
    }

    /// What was taken, in the order of the line. `more` is added to counts that were read before they were written.
    pub(super) fn read(&self, rows: Vec<Vec<Cell>>, token: Uuid, more: u32) -> Result<Vec<Claimed>, DbError> {
        let mut claimed = rows
            .into_iter()
            .map(|row| {
                let mut cells = Cells::new(row);
                Ok(Claimed {
                    id: cells.id()?,
                    token,
                    job_type: cells.text()?,
                    queue: cells.text()?,
                    args: cells.text()?,
                    attempt: cells.count()? + more,
                    max_attempts: cells.count()?,
                    start: cells.count()? + more,
                    snoozes: cells.count()?,
                    timeout: cells.maybe_number()?,
                    run_at: cells.number()?,
                    created_at: cells.number()?,
                    started_at: self.now,
                    sort_at: cells.number()?,
                    meta: cells.maybe_text()?,
                    resource_id: cells.maybe_text()?,
                    created_by: cells.maybe_text()?,
                    limit_key: cells.maybe_text()?,
                    group: cells.maybe_id()?,
                })
            })
            .collect::<Result<Vec<_>, DbError>>()?;
        claimed.sort_by_key(|job| (job.sort_at, job.id));
        Ok(claimed)
    }
}
