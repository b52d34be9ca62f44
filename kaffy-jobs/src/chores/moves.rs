//! What people do to a run, by the table of its states; and agreeing to one (R30, J78).

use kaffy_core::{
    Actor,
    inside::{KeptRun, Lend},
    tr,
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    ChoreEntry, ChoreRunRecord, MoveError, RunMove, RunStatus, inputs,
    start::{digest, enqueue, lock_name, take_lock},
};
use crate::{
    Jobs, clock,
    store::{
        self, Change,
        chores::{approvals, moving, rows::ChoreRow, working::Ending},
    },
};

/// The most characters of a reason.
const REASON: usize = 2_000;

/// What became of a run.
pub(crate) struct Moved {
    pub(crate) before: RunStatus,
    pub(crate) status: RunStatus,
    pub(crate) chore: String,
    pub(crate) title: String,
}

/// How often a run is looked at again that a worker took, or let go of, right before it was moved.
const LOOKS: usize = 3;

/// Moves a run in a transaction. Of two people at once one wins, and the other hears where it is then.
pub(crate) async fn move_in(
    jobs: &Jobs,
    tx: &mut impl Lend,
    id: Uuid,
    wanted: RunMove,
    actor: &Actor,
) -> Result<Moved, MoveError> {
    let now = jobs.clock().now();
    let mut row = moving::row(&mut tx.lend(), id, now).await?;
    for _ in 0..LOOKS {
        let before = row.run.status;
        if !wanted.from().contains(&before) {
            break;
        }
        let (done, status) = move_from(jobs, tx, &row, wanted, actor).await?;
        if done {
            return Ok(Moved { before, status, chore: row.run.chore, title: row.run.title });
        }
        row = moving::row(&mut tx.lend(), id, now).await?;
        // A job is made for a run that goes on; there would be two of them.
        if wanted == RunMove::Resume {
            break;
        }
    }
    Err(MoveError::Illegal { wanted, status: row.run.status })
}

/// Moves a run from where it was read; `false` where it is somewhere else by now.
async fn move_from(
    jobs: &Jobs,
    tx: &mut impl Lend,
    row: &ChoreRow,
    wanted: RunMove,
    actor: &Actor,
) -> Result<(bool, RunStatus), MoveError> {
    let (id, before, now) = (row.run.id, row.run.status, jobs.clock().now());
    let by = actor.name.chars().take(200).collect::<String>();
    match wanted {
        RunMove::Resume => Ok((resume(jobs, tx, row, actor).await?, RunStatus::Enqueued)),
        RunMove::Pause if before == RunStatus::Running => {
            Ok((moving::ask(&mut tx.lend(), id, &[before], RunStatus::Pausing, &by, now).await?, RunStatus::Pausing))
        }
        RunMove::Cancel if matches!(before, RunStatus::Running | RunStatus::Pausing) => {
            let asked = moving::ask(&mut tx.lend(), id, &[before], RunStatus::Cancelling, &by, now).await?;
            Ok((asked, RunStatus::Cancelling))
        }
        RunMove::Pause | RunMove::Cancel => settle(jobs, tx, row, wanted, (actor, &by)).await,
        RunMove::ForcePause | RunMove::ForceCancel => {
            if wanted == RunMove::ForcePause && !row.is_resumable {
                return Err(MoveError::NoPlace);
            }
            stuck(&row.run, clock::time(now))?;
            settle(jobs, tx, row, wanted, (actor, &by)).await
        }
    }
}

fn stuck(run: &ChoreRunRecord, now: chrono::DateTime<chrono::Utc>) -> Result<(), MoveError> {
    if run.is_stuck(now) {
        return Ok(());
    }
    let since = run.asked_at.and_then(|at| (now - at).to_std().ok()).unwrap_or_default();
    Err(MoveError::NotStuck { since, limit: ChoreRunRecord::STUCK_AFTER })
}

/// Ends or pauses a run that no worker has, or whose worker does not hear.
async fn settle(
    jobs: &Jobs,
    tx: &mut impl Lend,
    row: &ChoreRow,
    wanted: RunMove,
    (actor, by): (&Actor, &str),
) -> Result<(bool, RunStatus), MoveError> {
    let (id, now) = (row.run.id, jobs.clock().now());
    let ending = match wanted {
        RunMove::Pause | RunMove::ForcePause => Ending::new(RunStatus::Paused),
        _ => Ending {
            error: Some(tr!("chore-cancelled", name = by)),
            given: forgotten(jobs, row),
            ..Ending::new(RunStatus::Cancelled)
        },
    };
    let done = moving::settle(&mut tx.lend(), id, &[row.run.status], &ending, Some(by), now).await?;
    if done {
        super::tell_starter(jobs, &mut tx.lend(), row, ending.status, Some(actor)).await?;
    }
    if let (true, Some(job)) = (done, row.job) {
        // It would find that its run is none of its own; this way nobody waits for it.
        let cancel = Change::Cancel { by: Some(by.to_owned()), even_running: true };
        // One that is over, or gone, is none that anybody waits for.
        if let Err(crate::ManageError::Database(error)) = store::change_in(&mut tx.lend(), job, &cancel, now).await {
            return Err(error.into());
        }
    }
    Ok((done, ending.status))
}

/// The inputs without their secrets, once nobody needs those any more. Where nobody knows which these are, without all.
pub(crate) fn forgotten(jobs: &Jobs, row: &ChoreRow) -> Option<String> {
    let given: Map<String, Value> = serde_json::from_str(&row.given).unwrap_or_default();
    let left = jobs.chore_registry().get(&row.run.chore).map(|entry| inputs::without_secrets(entry, &given));
    Some(Value::Object(left.unwrap_or_default()).to_string())
}

/// Who really started a run, where somebody acted as another: nobody agrees to their own, whoever they are meanwhile.
fn people_of(row: &ChoreRow) -> Vec<String> {
    let kept = KeptRun { actor: row.run.actor.clone(), who: row.who.clone(), ..KeptRun::default() };
    let really = kept.starter().and_then(|actor| actor.who_acts().map(|who| who.id.clone()));
    std::iter::once(row.run.actor.clone()).chain(really).collect()
}

/// Whether a run is somebody's own.
pub(crate) fn is_own(row: &ChoreRow, actor: &Actor) -> bool {
    let people = people_of(row);
    people.contains(&actor.id) || actor.who_acts().is_some_and(|who| people.contains(&who.id))
}

async fn resume(jobs: &Jobs, tx: &mut impl Lend, row: &ChoreRow, actor: &Actor) -> Result<bool, MoveError> {
    let run = &row.run;
    if !run.can_resume {
        return Err(MoveError::NoPlace);
    }
    let entry = entry_of(jobs, row)?;
    let given: Map<String, Value> = serde_json::from_str(&row.given).unwrap_or_default();
    if inputs::from_json(entry, &given).is_err() {
        return Err(MoveError::Forgotten);
    }
    begin(jobs, tx, entry, row, actor).await
}

fn entry_of(jobs: &Jobs, row: &ChoreRow) -> Result<ChoreEntry, MoveError> {
    jobs.chore_registry().get(&row.run.chore).ok_or_else(|| MoveError::Unknown(row.run.chore.clone()))
}

/// Lets a run begin, or go on.
async fn begin(
    jobs: &Jobs,
    tx: &mut impl Lend,
    entry: ChoreEntry,
    row: &ChoreRow,
    actor: &Actor,
) -> Result<bool, MoveError> {
    let (id, now) = (row.run.id, jobs.clock().now());
    let lock = lock_name(entry).filter(|_| !row.run.is_dry);
    if let Some(lock) = &lock {
        take_lock(jobs, &mut tx.lend(), lock, id).await?.map_err(MoveError::Restricted)?;
    }
    let job = enqueue(jobs, tx, entry, id, actor).await?;
    Ok(moving::enqueue(&mut tx.lend(), id, &[row.run.status], job, now).await?)
}

/// What somebody thinks of a run.
#[derive(Clone, Copy)]
pub(crate) struct Opinion<'a> {
    pub(crate) actor: &'a Actor,
    pub(crate) agreed: bool,
    pub(crate) reason: &'a str,
    /// The digest of what was looked at, where that is known.
    pub(crate) seen: Option<&'a str>,
}

/// What came of an opinion.
pub(crate) enum Agreed {
    /// It is noted.
    Noted(Moved),
    /// It was about something else; what it would be about by now is noted, and should be kept.
    Changed,
}

/// Notes what somebody thinks of a run that waits for agreement, and lets it begin once enough agree.
pub(crate) async fn agree_in(
    jobs: &Jobs,
    tx: &mut impl Lend,
    id: Uuid,
    opinion: Opinion<'_>,
) -> Result<Agreed, MoveError> {
    let Opinion { actor, agreed, reason, seen } = opinion;
    let (now, reason) = (jobs.clock().now(), reason.trim().replace('\0', "␀"));
    if !(1..=REASON).contains(&reason.chars().count()) {
        return Err(MoveError::Reason);
    }
    // One after the other, so that the last one counts all.
    let waits = moving::touch(&mut tx.lend(), id, &[RunStatus::Awaiting], now).await?;
    let row = moving::row(&mut tx.lend(), id, now).await?;
    if !waits {
        return Err(MoveError::NotAwaiting { status: row.run.status });
    }
    if is_own(&row, actor) {
        return Err(MoveError::Own);
    }
    let entry = entry_of(jobs, &row)?;
    let given: Map<String, Value> = serde_json::from_str(&row.given).unwrap_or_default();
    let digest = digest(jobs, &mut tx.lend(), entry, &given).await?;
    if digest != row.digest {
        moving::redigest(&mut tx.lend(), id, &digest, jobs.build_version(), &tr!("chore-dropped"), now).await?;
    }
    // Refused it is whatever it is about by now.
    if agreed && seen.is_some_and(|seen| seen != digest) {
        return Ok(Agreed::Changed);
    }
    // Who acts as several is one.
    let really = actor.who_acts().map_or(&actor.id, |who| &who.id).chars().take(200).collect::<String>();
    let name: String = actor.name.chars().take(200).collect();
    if !approvals::add(&mut tx.lend(), id, &digest, (&really, &name), agreed, &reason, now).await? {
        return Err(MoveError::Twice);
    }
    let moved = |status| Moved {
        before: RunStatus::Awaiting,
        status,
        chore: row.run.chore.clone(),
        title: row.run.title.clone(),
    };
    if !agreed {
        let ending = Ending {
            error: Some(tr!("chore-refused", name = name.as_str(), reason = reason)),
            given: forgotten(jobs, &row),
            ..Ending::new(RunStatus::Cancelled)
        };
        if moving::settle(&mut tx.lend(), id, &[RunStatus::Awaiting], &ending, Some(&name), now).await? {
            super::tell_starter(jobs, &mut tx.lend(), &row, ending.status, Some(actor)).await?;
        }
        return Ok(Agreed::Noted(moved(RunStatus::Cancelled)));
    }
    let all = approvals::of_in(&mut tx.lend(), id, &digest).await?;
    let enough = all.iter().filter(|one| one.counts && one.agreed).count() >= row.run.approvals_needed as usize;
    if enough && begin(jobs, tx, entry, &row, actor).await? {
        return Ok(Agreed::Noted(moved(RunStatus::Enqueued)));
    }
    Ok(Agreed::Noted(moved(RunStatus::Awaiting)))
}
