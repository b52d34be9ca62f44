//! Starting a run: what keeps it out, its files, its job, its row; all or none.

use std::time::Duration;

use kaffy_core::{
    Actor, Admin, DbError, Rejected,
    inside::{KeptRun, Lend, Lent},
    tr,
};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{ChoreEntry, Holder, Restriction, RunChore, RunStatus, StartError, StartedVia, inputs};
use crate::{
    Job, JobOptions, Jobs,
    new_job::NewJob,
    runs::kept_title,
    store::{
        self,
        chores::{files, moving, start, start::NewRun, working::Ending},
    },
};

/// The most characters of names.
const MOST: usize = 200;
/// How often a start is tried that the database has no time for.
const TRIES: u64 = 5;

/// What may be said about a run beside its inputs.
///
/// ```
/// use kaffy_jobs::chores::RunOptions;
///
/// let tried = RunOptions::new().dry();
/// let once = RunOptions::new().once("deploy 27");
/// # let _ = (tried, once);
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct RunOptions {
    pub(crate) is_dry: bool,
    pub(crate) again_of: Option<Uuid>,
    pub(crate) via: StartedVia,
    pub(crate) nonce: Option<String>,
}

impl Default for RunOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl RunOptions {
    /// A run for good, started by code.
    pub const fn new() -> Self {
        Self { is_dry: false, again_of: None, via: StartedVia::Code, nonce: None }
    }

    /// Takes back whatever the run does, and shows it (J77). The chore has to say `dry_run`.
    pub const fn dry(mut self) -> Self {
        self.is_dry = true;
        self
    }

    /// Says which run this repeats.
    pub const fn again_of(mut self, run: Uuid) -> Self {
        self.again_of = Some(run);
        self
    }

    /// Says how it was started.
    pub const fn via(mut self, via: StartedVia) -> Self {
        self.via = via;
        self
    }

    /// A text that is new with every form: what the same actor starts twice with the same one is one run.
    pub fn once(mut self, nonce: impl Into<String>) -> Self {
        self.nonce = Some(nonce.into());
        self
    }
}

/// What is to be started.
pub(crate) struct Starting<'a> {
    pub(crate) entry: ChoreEntry,
    pub(crate) given: &'a Map<String, Value>,
    pub(crate) actor: &'a Actor,
    pub(crate) admin: Option<&'a Admin>,
    pub(crate) options: RunOptions,
}

/// A run that was started, or had been.
pub(crate) struct Started {
    pub(crate) id: Uuid,
    /// Where it had been, what was written meanwhile is to be taken back.
    pub(crate) is_new: bool,
    /// A run that was found to be nobody's, and ended: its id and its chore.
    pub(crate) ended: Option<(Uuid, String)>,
}

impl Started {
    const fn known(id: Uuid) -> Self {
        Self { id, is_new: false, ended: None }
    }
}

/// Whether a start is tried once more, after a moment: where the database let somebody else go first, as MySQL does with
/// one of two that wait for each other.
pub(crate) async fn tries_again<T>(done: &Result<T, StartError>, attempt: u64) -> bool {
    let is_busy = matches!(done, Err(StartError::Database(DbError::Unavailable(_)))) && attempt < TRIES;
    if is_busy {
        tokio::time::sleep(Duration::from_millis(rand::random_range(5..50) * attempt)).await;
    }
    is_busy
}

/// Starts a run in a transaction.
pub(crate) async fn start_in(jobs: &Jobs, tx: &mut impl Lend, what: Starting<'_>) -> Result<Started, StartError> {
    let Starting { entry, given, actor, admin, options } = what;
    let (meta, now, id) = (entry.meta(), jobs.clock().now(), Uuid::now_v7());
    if options.is_dry && !meta.dry_run {
        return Err(StartError::NotDry(meta.key.to_owned()));
    }
    fits(jobs, actor, given)?;
    let nonce = options.nonce.as_ref().map(|nonce| nonce_of(actor, options.is_dry, nonce));
    if let Some(known) = known(&mut tx.lend(), nonce.as_deref()).await? {
        return Ok(Started::known(known));
    }
    let waits = meta.approvals > 0 && !options.is_dry;
    let lock = lock_name(entry).filter(|_| !options.is_dry && !waits);
    let taken = match &lock {
        Some(lock) => take_lock(jobs, &mut tx.lend(), lock, id).await?,
        None => Ok(None),
    };
    let ended = match taken {
        Ok(ended) => ended,
        Err(holder) => {
            // Two of one form at once: the other one has it.
            if let Some(known) = known(&mut tx.lend(), nonce.as_deref()).await? {
                return Ok(Started::known(known));
            }
            return Err(StartError::Restricted(holder));
        }
    };
    let given = with_files(&mut tx.lend(), entry, id, &cut(&actor.id), given).await?;
    let digest = digest(jobs, &mut tx.lend(), entry, &given).await?;
    let shown = shown(&mut tx.lend(), entry, &given).await?;
    let job = if waits { None } else { Some(enqueue(jobs, tx, entry, id, actor).await?) };
    let run = NewRun {
        id,
        chore: meta.key,
        title: meta.title,
        status: if waits { RunStatus::Awaiting } else { RunStatus::Enqueued },
        is_dry: options.is_dry,
        actor: actor.id.clone(),
        actor_name: cut(&actor.name),
        who: KeptRun::who(actor)?,
        via: options.via.word(),
        shown,
        given: Value::Object(given).to_string(),
        digest,
        build: jobs.build_version().to_owned(),
        approvals: if options.is_dry { 0 } else { meta.approvals },
        is_resumable: meta.resumable && !options.is_dry,
        nonce,
        admin: admin.map(kept_title),
        again_of: options.again_of,
        job,
    };
    match start::add(&mut tx.lend(), &run, now).await? {
        Some(known) => Ok(Started::known(known)),
        None => Ok(Started { id, is_new: true, ended }),
    }
}

/// Whether there is room for what was typed, and for the id of whoever typed it.
fn fits(jobs: &Jobs, actor: &Actor, given: &Map<String, Value>) -> Result<(), StartError> {
    let (length, limit) = (actor.id.chars().count(), jobs.parts().max_args);
    if length > MOST {
        return Err(crate::EnqueueError::TooLong { what: "id of the actor", length, limit: MOST }.into());
    }
    let size = given.iter().map(|(name, value)| name.len() + value.to_string().len()).sum::<usize>();
    if size > limit {
        return Err(crate::EnqueueError::TooLarge { size, limit }.into());
    }
    Ok(())
}

/// What was typed, with the files that are the run's own.
async fn with_files(
    lent: &mut Lent<'_>,
    entry: ChoreEntry,
    run: Uuid,
    actor: &str,
    given: &Map<String, Value>,
) -> Result<Map<String, Value>, StartError> {
    let uploads = inputs::uploads(entry, given);
    let ids: Vec<_> = uploads.iter().map(|(_, file)| *file).collect();
    let mut given = given.clone();
    let Some(own) = start::give_files(lent, run, entry.meta().key, actor, &ids).await? else {
        let errors = uploads.iter().map(|(name, _)| ((*name).into(), tr!("chore-file-gone"))).collect();
        return Err(StartError::Inputs(Box::new(Rejected { errors, ..Rejected::default() })));
    };
    for (name, id) in uploads {
        if let Some((_, own)) = own.iter().find(|(asked, _)| *asked == id) {
            given.insert(name.to_owned(), Value::String(own.to_string()));
        }
    }
    Ok(given)
}

/// What people see of it, with files by their names.
async fn shown(lent: &mut Lent<'_>, entry: ChoreEntry, given: &Map<String, Value>) -> Result<String, DbError> {
    let uploads = inputs::uploads(entry, given);
    let ids: Vec<_> = uploads.iter().map(|(_, file)| *file).collect();
    let named = files::some(lent, &ids).await?;
    let mut shown = inputs::shown(entry, given);
    for (name, id) in uploads {
        let file = named.iter().find(|file| file.id == id);
        if let (Some(shown), Some(file)) = (shown.iter_mut().find(|it| it.name == name), file) {
            shown.text = Some(file.name.clone());
        }
    }
    serde_json::to_string(&shown).map_err(|error| DbError::Other(error.into()))
}

async fn known(lent: &mut Lent<'_>, nonce: Option<&str>) -> Result<Option<Uuid>, DbError> {
    match nonce {
        Some(nonce) => start::known(lent, nonce).await,
        None => Ok(None),
    }
}

fn nonce_of(actor: &Actor, is_dry: bool, nonce: &str) -> String {
    let digest = Sha256::new()
        .chain_update([u8::from(is_dry)])
        .chain_update(actor.id.len().to_le_bytes())
        .chain_update(&actor.id)
        .chain_update(nonce);
    format!("{:x}", digest.finalize())
}

fn cut(text: &str) -> String {
    text.chars().take(MOST).collect()
}

/// The name under which one run of these is at once.
pub(crate) fn lock_name(entry: ChoreEntry) -> Option<String> {
    match entry.meta().restriction {
        Restriction::None => None,
        Restriction::Own => Some(format!("chore:{}", entry.meta().key)),
        Restriction::Global => Some("global".to_owned()),
    }
}

/// Takes what keeps others out, or says who has it. A run whose job is gone has it no longer, and is ended: whoever
/// commits that tells it.
pub(crate) async fn take_lock(
    jobs: &Jobs,
    lent: &mut Lent<'_>,
    name: &str,
    run: Uuid,
) -> Result<Result<Option<(Uuid, String)>, Box<Holder>>, DbError> {
    let (now, mut ended) = (jobs.clock().now(), None);
    for _ in 0..3 {
        if start::lock(lent, name, run).await? {
            return Ok(Ok(ended));
        }
        match start::holder(lent, name, now).await? {
            Some((row, true)) => return Ok(Err(Box::new(Holder::from(&row)))),
            Some((row, false)) if row.run.status.is_active() => {
                let gone = Ending {
                    given: super::moves::forgotten(jobs, &row),
                    ..super::job::errored(tr!("chore-job-gone"), None)
                };
                if moving::settle_of(lent, &row, &gone, now).await? {
                    super::tell_starter(jobs, lent, &row, gone.status, None).await?;
                    ended = Some((row.run.id, row.run.chore));
                }
            }
            // Whoever ended or paused it let go of it; this one did not.
            Some((row, false)) => start::unlock(lent, row.run.id).await?,
            // It was let go meanwhile, or nobody has it.
            None => start::forget_lock(lent, name).await?,
        }
    }
    Err(DbError::Unavailable("what keeps other runs out is taken and let go all the time".into()))
}

/// Stores the job of a run.
pub(crate) async fn enqueue(
    jobs: &Jobs,
    tx: &mut impl Lend,
    entry: ChoreEntry,
    run: Uuid,
    actor: &Actor,
) -> Result<Uuid, crate::EnqueueError> {
    let job = RunChore { chore: entry.meta().key.to_owned(), run };
    let options = JobOptions {
        queue: Some(entry.meta().queue.to_owned()),
        created_by: Some(cut(&actor.name)),
        ..JobOptions::default()
    };
    let args = serde_json::to_value(&job).map_err(crate::EnqueueError::Args)?;
    let job = NewJob::new(RunChore::META, &args, &options, jobs.clock().now(), jobs.parts().max_args)?;
    Ok(crate::enqueue::first(jobs.store_in(tx, vec![job]).await?).id())
}

/// All that people agree to: the chore as it is written, what it is given, and the program (J78).
pub(crate) async fn digest(
    jobs: &Jobs,
    lent: &mut Lent<'_>,
    entry: ChoreEntry,
    given: &Map<String, Value>,
) -> Result<String, DbError> {
    let ids: Vec<_> = inputs::uploads(entry, given).into_iter().map(|(_, id)| id).collect();
    let mut files = store::chores::files::some(lent, &ids).await?;
    files.sort_by_key(|file| file.id);
    let sorted: std::collections::BTreeMap<_, _> = given.iter().collect();
    let inputs = serde_json::to_string(&sorted).map_err(|error| DbError::Other(error.into()))?;
    let mut digest = Sha256::new();
    for text in [entry.meta().key, entry.meta().source.text, &inputs, jobs.build_version()] {
        digest.update(text.len().to_le_bytes());
        digest.update(text);
    }
    for file in files {
        digest.update(file.digest);
    }
    Ok(format!("{:x}", digest.finalize()))
}
