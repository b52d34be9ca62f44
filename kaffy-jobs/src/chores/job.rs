//! The job that does a run, from wherever it is to its end, or to where it has to leave.

use std::{sync::LazyLock, time::Duration};

use kaffy_core::{Admin, DbError, Dialect, Record, inside::KeptRun, tr};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    ChoreEnd, ChoreEntry, RunStatus, inputs,
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
        // Before it is taken, so that a node that knows the chore finds it as it was.
        let Some(entry) = jobs.chore_registry().get(&self.chore) else { return Err(JobError::snooze(UNKNOWN)) };
        let now = jobs.clock().now();
        let taken = working::take(jobs.database(), self.run, ctx.id(), ctx.token(), &NODE, now).await?;
        let Some(taken) = taken else {
            return Err(JobError::cancel("this job was not started by a chore, or its run is over"));
        };
        let kept = KeptRun { actor: taken.row.run.actor.clone(), who: taken.row.who.clone(), ..KeptRun::default() };
        let going = Going { ctx: &ctx, entry, id: self.run };
        match taken.row.admin.as_deref().map(|title| jobs.admins().titled(title)) {
            // Without it nobody can be asked whether whoever started it still may.
            Some(None) => {
                going.end(&Ending::new(RunStatus::Enqueued)).await?;
                Err(JobError::snooze(UNKNOWN))
            }
            Some(Some(admin)) => kept.localizer(&admin).scope(going.all(taken, Some((admin.clone(), kept)))).await,
            None => going.all(taken, None).await,
        }
    }
}

/// One going of a run.
struct Going<'a> {
    ctx: &'a JobContext,
    entry: ChoreEntry,
    id: Uuid,
}

impl Going<'_> {
    async fn all(self, taken: Taken, starter: Option<(Admin, KeptRun)>) -> Result<Value, JobError> {
        let Taken { row, was, was_going } = taken;
        match was {
            RunStatus::Pausing => return self.ended(Ending::new(RunStatus::Paused), &row).await,
            RunStatus::Cancelling => return self.ended(cancelled(&row), &row).await,
            _ => {}
        }
        if was_going && !row.is_resumable {
            // It may have done part of its work, and cannot say which.
            return self.ended(errored(tr!("chore-lost"), None), &row).await;
        }
        if let Some((admin, kept)) = starter {
            let again = match kept.starter() {
                Some(actor) => admin.actor_again(actor).await?,
                None => None,
            };
            if !again.is_some_and(|actor| self.entry.is_available(&actor)) {
                let words = tr!("chore-no-actor", name = row.run.actor_name.as_str());
                return self.ended(errored(words, None), &row).await;
            }
        }
        let given: Map<String, Value> = serde_json::from_str(&row.given).unwrap_or_default();
        if let Some(dropped) = self.drops(&row, &given).await? {
            return Ok(dropped);
        }
        let record = match inputs::from_json(self.entry, &given) {
            Ok(record) => record,
            Err(words) => return self.ended(errored(words, None), &row).await,
        };
        self.works(row, &record, &given).await
    }

    async fn works(&self, row: ChoreRow, record: &Record, given: &Map<String, Value>) -> Result<Value, JobError> {
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
            true => match tokio::time::timeout(limit, run.work(self.entry, record, false)).await {
                Ok(worked) => worked,
                Err(_) => {
                    let reason = tr!("chore-dry-too-long", seconds = limit.as_secs());
                    (Worked::Failed { reason, element: None }, None)
                }
            },
            false => run.work(self.entry, record, row.is_resumable).await,
        };
        let changes = run.undo().await;
        run.last_words(left).await;
        let is_resumable = !row.run.is_dry && (row.is_resumable || run.has_place());
        let mut ending = match worked {
            Worked::Lost => {
                return Err(JobError::cancel("another worker goes on with this run, or it was ended by force"));
            }
            Worked::Returned(value) => Ending { result: result(&value), ..Ending::new(RunStatus::Succeeded) },
            Worked::Failed { reason, element } => errored(reason, element),
            Worked::Database { reason, .. } if is_resumable && !self.ctx.is_last_attempt() => {
                // It goes on from its last checkpoint, once the database is well.
                self.end(&Ending { error: Some(clean(&reason)), ..Ending::new(RunStatus::Interrupted) }).await?;
                return Err(JobError::failed(reason));
            }
            Worked::Database { reason, element } => errored(reason, element),
            Worked::Left(Wanted::Pause) => Ending::new(RunStatus::Paused),
            Worked::Left(Wanted::Cancel) => {
                // Who asked for that did so after the run was taken.
                let jobs = self.ctx.jobs();
                let now = rows::find(jobs.database(), self.id, jobs.clock().now()).await?;
                cancelled(now.as_ref().unwrap_or(&row))
            }
            Worked::Left(_) => {
                self.end(&Ending::new(RunStatus::Interrupted)).await?;
                return Err(JobError::snooze(Duration::ZERO));
            }
        };
        // What is secret is needed by nobody any more, unless somebody may let the run go on.
        let goes_on = ending.status == RunStatus::Paused || (ending.status == RunStatus::Errored && is_resumable);
        if !goes_on {
            ending.given = Some(Value::Object(inputs::without_secrets(self.entry, given)).to_string());
        }
        if let Some(changes) = changes {
            let (all, kept) = changes.into_kept();
            if all > kept.len() {
                run.log(tr!("chore-changes-more", all = all, kept = kept.len()));
                run.last_words(None).await;
            }
            let mut tx = self.ctx.jobs().database().begin().await?;
            log::add_changes(&mut tx.lend(), self.id, &kept).await?;
            tx.commit().await?;
        }
        self.ended(ending, &row).await
    }

    /// Takes back what was agreed to, where it was something else than what would run now (J78).
    async fn drops(&self, row: &ChoreRow, given: &Map<String, Value>) -> Result<Option<Value>, JobError> {
        if row.run.approvals_needed == 0 {
            return Ok(None);
        }
        let jobs = self.ctx.jobs();
        let mut tx = jobs.database().begin().await?;
        let now_digest = digest(jobs, &mut tx.lend(), self.entry, given).await?;
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

    async fn end(&self, ending: &Ending) -> Result<bool, DbError> {
        let jobs = self.ctx.jobs();
        let mut tx = jobs.database().begin().await?;
        let done = working::end(&mut tx.lend(), self.id, self.ctx.token(), ending, jobs.clock().now()).await?;
        if done {
            tx.commit().await?;
        }
        Ok(done)
    }

    /// Writes down the end, and tells whoever wants to hear of it.
    async fn ended(&self, ending: Ending, _: &ChoreRow) -> Result<Value, JobError> {
        let status = ending.status;
        if !self.end(&ending).await? {
            return Err(JobError::cancel("another worker goes on with this run, or it was ended by force"));
        }
        tracing::info!(run = %self.id, chore = self.entry.meta().key, %status, "a chore leaves its worker");
        if status.is_final() {
            tell(self.ctx.jobs(), self.entry, self.id).await;
        }
        Ok(json!({ "status": status.word() }))
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
        false => text.replace("\\u0000", "␀"),
    })
}
