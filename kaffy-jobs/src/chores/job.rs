//! The job that does a run, from wherever it is to its end, or to where it has to leave.

use std::{sync::LazyLock, time::Duration};

use kaffy_core::{Actor, Admin, DbError, Dialect, Record, chore_rights::Run, inside::KeptRun, tr};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    ChoreEnd, ChoreEntry, DryChange, RunStatus, inputs,
    moves::forgotten,
    run::{ChoreRun, Dry, Wanted, Worked},
    start::digest,
};
use crate::{
    Backoff, Job, JobContext, JobError, JobMeta,
    store::chores::{
        log, moving,
        rows::{self, ChoreRow},
        working::{self, Ending, Taken},
    },
};

/// How long a run waits that no program knows (yet), or whose admin is not there.
const UNKNOWN: Duration = Duration::from_secs(5);
/// How often it does: five minutes, in which a deploy reaches every node.
const MOST_WAITS: u32 = 60;
/// How often an end is tried to be written.
const TRIES: u64 = 10;
/// How long a dry run may keep its transaction open, unless the chore says less; on SQLite nobody writes meanwhile.
const DRY: Duration = Duration::from_secs(120);
const DRY_SQLITE: Duration = Duration::from_secs(15);
/// Bytes of a result; a larger one is not stored.
const MOST_RESULT: usize = 64 * 1024;
/// Characters of an error.
const MOST_ERROR: usize = 16 * 1024;

/// This machine and process, for people.
static NODE: LazyLock<String> = LazyLock::new(|| format!("{}:{}", crate::engine::host_name(), std::process::id()));

/// A run of a chore; what it says is for people.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RunChore {
    pub(crate) chore: String,
    pub(crate) run: Uuid,
}

impl Job for RunChore {
    const META: &'static JobMeta = &JobMeta::new("kaffy.chore", "kaffy::jobs::RunChore")
        .max_attempts(25)
        .backoff(Backoff::Exponential(Duration::from_secs(1), Duration::from_secs(60)))
        .own();

    async fn run(self, ctx: JobContext) -> Result<Value, JobError> {
        let jobs = ctx.jobs();
        let entry = jobs.chore_registry().get(&self.chore);
        let waits_on = ctx.snoozes() < MOST_WAITS;
        // Before it is taken, so that a node that knows the chore finds it as it was.
        if entry.is_none() && waits_on {
            return Err(JobError::snooze(UNKNOWN));
        }
        let now = jobs.clock().now();
        let taken = working::take(jobs.database(), self.run, ctx.id(), ctx.token(), &NODE, now).await?;
        let Some(taken) = taken else {
            return Err(JobError::cancel("this job was not started by a chore, or its run is over"));
        };
        let going = Going { ctx: &ctx, entry, id: self.run };
        let Some(entry) = entry else { return going.ended(errored(tr!("chore-unknown"), None)).await };
        let kept = KeptRun { actor: taken.row.run.actor.clone(), who: taken.row.who.clone(), ..KeptRun::default() };
        match taken.row.admin.as_deref().map(|title| jobs.admins().titled(title)) {
            // Without it nobody can be asked whether whoever started it still may.
            Some(None) if waits_on && taken.was == RunStatus::Enqueued => {
                going.end(Ending::new(RunStatus::Enqueued)).await?;
                Err(JobError::snooze(UNKNOWN))
            }
            Some(None) => going.ended(errored(tr!("chore-no-admin"), None)).await,
            Some(Some(admin)) => {
                let starter = Some((admin.clone(), kept.clone()));
                kept.localizer(&admin).scope(going.all(entry, taken, starter)).await
            }
            None => going.all(entry, taken, None).await,
        }
    }
}

/// One going of a run.
struct Going<'a> {
    ctx: &'a JobContext,
    entry: Option<ChoreEntry>,
    id: Uuid,
}

impl Going<'_> {
    async fn all(self, entry: ChoreEntry, taken: Taken, starter: Option<(Admin, KeptRun)>) -> Result<Value, JobError> {
        let Taken { row, was, was_going } = taken;
        if was == RunStatus::Cancelling {
            return self.ended(cancelled(&row)).await;
        }
        if was_going && !row.is_resumable && !row.run.is_dry {
            // It may have done part of its work, and cannot say which.
            return self.ended(errored(tr!("chore-lost"), None)).await;
        }
        if was == RunStatus::Pausing {
            return self.ended(Ending::new(RunStatus::Paused)).await;
        }
        if let Some((admin, kept)) = starter {
            let again = match kept.starter() {
                Some(actor) => admin.actor_again(actor).await?,
                None => None,
            };
            let may = |actor: Actor| entry.is_available(&actor) && admin.authorize_area::<Run>(&actor).is_ok();
            if !again.is_some_and(may) {
                let words = tr!("chore-no-actor", name = row.run.actor_name.as_str());
                return self.ended(errored(words, None)).await;
            }
        }
        let given: Map<String, Value> = serde_json::from_str(&row.given).unwrap_or_default();
        if let Some(dropped) = self.drops(entry, &row, &given).await? {
            return Ok(dropped);
        }
        let record = match inputs::from_json(entry, &given) {
            Ok(record) => record,
            Err(words) => return self.ended(errored(words, None)).await,
        };
        self.works(entry, row, &record).await
    }

    async fn works(&self, entry: ChoreEntry, row: ChoreRow, record: &Record) -> Result<Value, JobError> {
        let dry = match row.run.is_dry {
            true => Some(Dry::new(self.ctx.jobs().database().begin().await?)),
            false => None,
        };
        let run = ChoreRun::new(self.ctx.clone(), &row, dry);
        tracing::info!(run = %self.id, chore = row.run.chore, start = row.run.starts, "a chore begins");
        self.ctx.jobs().hooks().tell(|| crate::JobEvent::chore_started(&row.run));
        let limit = match self.ctx.jobs().database().dialect() {
            Dialect::Sqlite => DRY_SQLITE,
            Dialect::Postgres | Dialect::MySql => DRY,
        };
        let (worked, left) = match row.run.is_dry {
            true => match tokio::time::timeout(limit, run.work(entry, record, false)).await {
                Ok(worked) => worked,
                Err(_) => {
                    let reason = tr!("chore-dry-too-long", seconds = limit.as_secs());
                    (Worked::Failed { reason, element: None }, None)
                }
            },
            false => run.work(entry, record, row.is_resumable).await,
        };
        let changes = run.undo().await;
        run.last_words(left).await;
        let is_resumable = !row.run.is_dry && (row.is_resumable || run.has_place());
        let ending = match worked {
            Worked::Lost => return Err(lost()),
            Worked::Returned(value) => Ending { result: result(&value), ..Ending::new(RunStatus::Succeeded) },
            Worked::Failed { reason, element } => errored(reason, element),
            Worked::Database { reason, .. } if is_resumable && !self.ctx.is_last_attempt() => {
                // It goes on from its last checkpoint, once the database is well.
                let ending = Ending { error: Some(clean(&reason)), ..Ending::new(RunStatus::Interrupted) };
                return self.left(ending, JobError::failed(reason)).await;
            }
            Worked::Database { reason, element } => errored(reason, element),
            Worked::Left(Wanted::Pause) => Ending::new(RunStatus::Paused),
            Worked::Left(Wanted::Cancel) => cancelled(&row),
            Worked::Left(_) => {
                return self.left(Ending::new(RunStatus::Interrupted), JobError::snooze(Duration::ZERO)).await;
            }
        };
        if let Some(changes) = changes {
            let (all, kept) = changes.into_kept();
            if all > kept.len() {
                run.log(tr!("chore-changes-more", all = all, kept = kept.len()));
                run.last_words(None).await;
            }
            self.put_changes(&kept).await?;
        }
        self.ended(ending).await
    }

    async fn put_changes(&self, changes: &[DryChange]) -> Result<(), JobError> {
        let jobs = self.ctx.jobs();
        let mut tx = jobs.database().begin().await?;
        let held = working::hold(&mut tx.lend(), self.id, self.ctx.token(), jobs.clock().now()).await?;
        if held.is_none() {
            return Err(lost());
        }
        log::put_changes(&mut tx.lend(), self.id, changes).await?;
        Ok(tx.commit().await?)
    }

    /// Leaves a run to another going, unless somebody asked for its end meanwhile.
    async fn left(&self, ending: Ending, then: JobError) -> Result<Value, JobError> {
        match self.end(ending).await? {
            None => Err(lost()),
            Some(RunStatus::Interrupted) => Err(then),
            Some(status) => self.over(status).await,
        }
    }

    /// Takes back what was agreed to, where it was something else than what would run now (J78).
    async fn drops(
        &self,
        entry: ChoreEntry,
        row: &ChoreRow,
        given: &Map<String, Value>,
    ) -> Result<Option<Value>, JobError> {
        if row.run.approvals_needed == 0 {
            return Ok(None);
        }
        let jobs = self.ctx.jobs();
        let mut tx = jobs.database().begin().await?;
        let now_digest = digest(jobs, &mut tx.lend(), entry, given).await?;
        if now_digest == row.digest {
            return Ok(None);
        }
        let (words, now) = (tr!("chore-dropped"), jobs.clock().now());
        let ending = Ending { dropped: Some(words.clone()), ..Ending::new(RunStatus::Awaiting) };
        if working::end(&mut tx.lend(), self.id, self.ctx.token(), &ending, now).await? {
            moving::redigest(&mut tx.lend(), self.id, &now_digest, jobs.build_version(), &words, now).await?;
            tx.commit().await?;
        }
        Ok(Some(json!({ "status": RunStatus::Awaiting.word() })))
    }

    /// Writes down an end, and says where the run is then; `None` where it is not this worker's any more. It is tried
    /// again where the database is busy: a run that came to its end would count as lost otherwise.
    async fn end(&self, ending: Ending) -> Result<Option<RunStatus>, DbError> {
        let mut attempt = 0u64;
        loop {
            let error = match self.end_once(ending.clone()).await {
                Ok(None) if attempt > 0 => return self.was_ended(ending.status).await,
                Ok(done) => return Ok(done),
                Err(error) => error,
            };
            attempt += 1;
            if attempt >= TRIES || !matches!(error, DbError::Unavailable(_) | DbError::Timeout) {
                return Err(error);
            }
            tracing::warn!(%error, run = %self.id, "the end of a chore could not be written yet");
            tokio::time::sleep(Duration::from_millis(100 * attempt)).await;
        }
    }

    async fn end_once(&self, ending: Ending) -> Result<Option<RunStatus>, DbError> {
        let (jobs, token) = (self.ctx.jobs(), self.ctx.token());
        let now = jobs.clock().now();
        let mut tx = jobs.database().begin().await?;
        let Some(row) = working::hold(&mut tx.lend(), self.id, token, now).await? else { return Ok(None) };
        let mut ending = as_asked(ending, &row);
        let status = ending.status;
        // What is secret is needed by nobody any more, unless somebody may let the run go on.
        if status.is_final() && !(status == RunStatus::Errored && row.is_resumable) {
            ending.given = forgotten(jobs, &row);
        }
        working::end(&mut tx.lend(), self.id, token, &ending, now).await?;
        super::tell_starter(jobs, &mut tx.lend(), &row, status, None).await?;
        tx.commit().await?;
        Ok(Some(status))
    }

    /// Whether a commit took place whose answer was lost.
    async fn was_ended(&self, status: RunStatus) -> Result<Option<RunStatus>, DbError> {
        let jobs = self.ctx.jobs();
        let row = rows::find(jobs.database(), self.id, jobs.clock().now()).await?;
        Ok(row.filter(|row| row.claim.is_none() && row.run.status == status).map(|_| status))
    }

    /// Writes down the end, and tells whoever wants to hear of it.
    async fn ended(&self, ending: Ending) -> Result<Value, JobError> {
        match self.end(ending).await? {
            None => Err(lost()),
            Some(status) => self.over(status).await,
        }
    }

    async fn over(&self, status: RunStatus) -> Result<Value, JobError> {
        tracing::info!(run = %self.id, %status, "a chore leaves its worker");
        if let (true, Some(entry)) = (status.is_final(), self.entry) {
            tell(self.ctx.jobs(), entry, self.id).await;
        }
        Ok(json!({ "status": status.word() }))
    }
}

fn lost() -> JobError {
    JobError::cancel("another worker goes on with this run, or it was ended by force")
}

/// What becomes of a run that would go on or wait, although somebody asked for something else meanwhile.
fn as_asked(ending: Ending, row: &ChoreRow) -> Ending {
    match (ending.status, row.run.status) {
        (RunStatus::Interrupted | RunStatus::Enqueued | RunStatus::Paused, RunStatus::Cancelling) => cancelled(row),
        (RunStatus::Cancelled, _) => cancelled(row),
        (RunStatus::Interrupted, RunStatus::Pausing) if row.is_resumable => Ending::new(RunStatus::Paused),
        _ => ending,
    }
}

/// Lets the chore hear how its run ended; what goes wrong there changes nothing.
pub(super) async fn tell(jobs: &crate::Jobs, entry: ChoreEntry, id: Uuid) {
    let row = crate::store::chores::rows::find(jobs.database(), id, jobs.clock().now()).await;
    let end = match row {
        Ok(Some(row)) => ChoreEnd::new(&row.run),
        Ok(None) => return,
        Err(error) => return tracing::error!(%error, run = %id, "nobody was told how a chore ended"),
    };
    jobs.hooks().tell(|| crate::JobEvent::chore_ended(&end));
    if let Err(error) = tokio::spawn(async move { entry.ended(end).await }).await {
        tracing::error!(%error, run = %id, "what was to hear how a chore ended panicked");
    }
}

pub(super) fn errored(reason: String, element: Option<String>) -> Ending {
    let element = element.map(|element| element.chars().take(300).collect());
    Ending { error: Some(clean(&reason)), element, ..Ending::new(RunStatus::Errored) }
}

fn cancelled(row: &ChoreRow) -> Ending {
    let by = row.run.asked_by.as_deref();
    let words = by.map_or_else(|| tr!("chore-job-cancelled"), |by| tr!("chore-cancelled", name = by));
    Ending { error: Some(words), ..Ending::new(RunStatus::Cancelled) }
}

fn clean(text: &str) -> String {
    log::clean(text, MOST_ERROR)
}

fn result(value: &Value) -> Option<String> {
    if value.is_null() {
        return None;
    }
    let text = value.to_string();
    Some(match text.len() > MOST_RESULT {
        true => json!({ "too_large": text.len() }).to_string(),
        false => text,
    })
}
