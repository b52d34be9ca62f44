//! What people do with schedules on the pages of the admin, with the entry in the audit log in the same transaction.

use kaffy_core::{
    AreaRight, DbError, Right,
    accounts::Subject,
    inside::Told,
    schedule_rights::{Delete, Edit, Pause, Run, View},
};

use super::{Desk, changing, masking};
use crate::{
    Added, Changed, NewSchedule, Origin, RunNow, ScheduleError, ScheduleRecord, ScheduleState, ScheduledTaskRecord,
    TickRecord,
    schedules::WhySchedule,
    store::{
        self,
        schedules::{Put, ScheduleFilter},
    },
};

/// Ticks that a page about one schedule shows.
const TICKS: u64 = 50;

/// One page of schedules, by name.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SchedulePage {
    /// The schedules, without what their handlers mask.
    pub schedules: Vec<ScheduleLine>,
    /// How many there are, counted up to 10,000.
    pub count: u64,
    /// The name after which the next page begins.
    pub after: Option<String>,
}

/// A schedule in a list.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ScheduleLine {
    /// The schedule.
    pub schedule: ScheduleRecord,
    /// What became of its latest time or run.
    pub last: Option<TickRecord>,
}

/// One schedule, with what the page about it says.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OneSchedule {
    /// The schedule, without what its handler masks.
    pub schedule: ScheduleRecord,
    /// What became of its times, the latest first.
    pub ticks: Vec<TickRecord>,
    /// The value of a simple task, and how it went.
    pub task: Option<ScheduledTaskRecord>,
    /// Why it fires, or does not.
    pub why: Vec<WhySchedule>,
    /// Whether this program has a handler for its jobs.
    pub is_known: bool,
}

impl Desk<'_> {
    /// A page of so many schedules: those after a name. Three statements, whatever there is.
    ///
    /// # Errors
    /// What the database refuses; the same for all others that say no other.
    pub async fn schedules(
        &self,
        _: &Right<View>,
        filter: &ScheduleFilter,
        after: Option<&str>,
        rows: u16,
    ) -> Result<SchedulePage, DbError> {
        let db = self.jobs.database();
        let mut found = store::schedules::list(db, filter, after, u64::from(rows) + 1).await?;
        let goes_on = found.len() > usize::from(rows);
        found.truncate(rows.into());
        let names: Vec<_> = found.iter().map(|row| row.name.as_str()).collect();
        let mut last = store::schedules::last_ticks(db, &names).await?;
        // The first page of few is all of them.
        let count = match after.is_none() && !goes_on {
            true => found.len() as u64,
            false => store::schedules::count(db, filter, 10_000).await?,
        };
        let after = found.last().filter(|_| goes_on).map(|row| row.name.clone());
        let line = |mut schedule: ScheduleRecord| {
            self.mask_schedule(&mut schedule);
            ScheduleLine { last: last.remove(&schedule.name), schedule }
        };
        Ok(SchedulePage { schedules: found.into_iter().map(line).collect(), count, after })
    }

    /// One schedule; `None` when it is not there.
    pub async fn schedule(&self, _: &Right<View>, name: &str) -> Result<Option<OneSchedule>, DbError> {
        let Some(mut schedule) = self.jobs.schedules().find(name).await? else { return Ok(None) };
        let ticks = self.jobs.schedules().ticks(name, None, TICKS).await?;
        let task = if schedule.is_task { self.jobs.schedules().task(name).await? } else { None };
        let why = self.jobs.schedules().why(&schedule).await?;
        let is_known = self.jobs.registry().meta(&schedule.job_type).is_some();
        self.mask_schedule(&mut schedule);
        Ok(Some(OneSchedule { schedule, ticks, task, why, is_known }))
    }

    fn mask_schedule(&self, schedule: &mut ScheduleRecord) {
        schedule.args = masking::masked(self.jobs.registry().meta(&schedule.job_type), &schedule.args);
    }

    /// Adds a schedule. One of the name must not be there.
    ///
    /// # Errors
    /// Everything that is wrong with it, or [`ScheduleError::Exists`].
    pub async fn add_schedule(&self, right: &Right<Edit>, schedule: &NewSchedule) -> Result<(), ScheduleError> {
        self.put_schedule(right, schedule, None).await.map(drop)
    }

    /// Changes a schedule that somebody added, seen in this revision. A value of its arguments that is still masked
    /// stays as it is; its name never changes.
    ///
    /// # Errors
    /// Everything that is wrong with it, [`ScheduleError::IsCode`], [`ScheduleError::Changed`] or
    /// [`ScheduleError::NotFound`].
    pub async fn edit_schedule(
        &self,
        right: &Right<Edit>,
        schedule: &NewSchedule,
        revision: i64,
    ) -> Result<Added, ScheduleError> {
        self.put_schedule(right, schedule, Some(revision)).await
    }

    async fn put_schedule(
        &self,
        right: &Right<Edit>,
        schedule: &NewSchedule,
        revision: Option<i64>,
    ) -> Result<Added, ScheduleError> {
        let schedules = self.jobs.schedules();
        let mut schedule = schedule.clone();
        if let Some(there) = schedules.find(&schedule.name).await? {
            if revision.is_none() {
                return Err(ScheduleError::Exists(schedule.name));
            }
            // What another type masks, this one may repeat in an error.
            if there.job_type == schedule.job {
                schedule.args = masking::unmasked(schedule.args, &there.args);
            }
        }
        let problems = schedules.problems(&schedule);
        if !problems.is_empty() {
            return Err(ScheduleError::Problems(problems));
        }
        let by = changing::who(right);
        let mut tx = self.jobs.database().begin().await?;
        let put = Put { keeps_state: revision.is_some(), ..schedules.put(&schedule, Some(&by)) };
        let (there, is_changed) = store::schedules::put(&mut tx.lend(), put).await?;
        match (&there, revision) {
            (Some(_), None) => return Err(ScheduleError::Exists(schedule.name)),
            (None, Some(_)) => return Err(ScheduleError::NotFound(schedule.name)),
            (Some(there), Some(_)) if there.origin == Origin::Code && there.gone_at.is_none() => {
                return Err(ScheduleError::IsCode(schedule.name));
            }
            (Some(there), Some(revision)) if there.revision != revision => return Err(ScheduleError::Changed),
            _ => {}
        }
        store::schedules::note_added(&mut tx.lend(), true).await?;
        let told = is_changed.then(|| self.told_schedule(there.as_ref(), &schedule));
        right.commit(tx, told).await?;
        Ok(schedules.added(&schedule, there.as_ref(), is_changed))
    }

    /// What the audit log says of a schedule that was added or changed.
    fn told_schedule(&self, there: Option<&ScheduleRecord>, schedule: &NewSchedule) -> Told {
        let what = if there.is_some() { "schedule-changed" } else { "schedule-added" };
        let mut told = told(what, &schedule.name);
        let before = there.map(ScheduleRecord::edit);
        let zone = schedule.timezone.clone().or_else(|| Some(self.jobs.code().zone().to_owned()));
        let after = NewSchedule { timezone: zone, ..schedule.clone() };
        let [old, new] =
            [before.as_ref(), Some(&after)].map(|one| one.map(|one| self.words_of(one)).unwrap_or_default());
        for (at, (field, after)) in new.iter().enumerate() {
            let before = old.get(at).and_then(|(_, value)| value.as_deref());
            if before != after.as_deref() {
                told = told.field(field, before, after.as_deref());
            }
        }
        told
    }

    fn words_of(&self, schedule: &NewSchedule) -> Vec<(&'static str, Option<String>)> {
        let args = masking::masked(self.jobs.registry().meta(&schedule.job), &schedule.args);
        let word = |value: serde_json::Value| match value {
            serde_json::Value::String(word) => word,
            other => other.to_string(),
        };
        let rule = |rule: Result<serde_json::Value, serde_json::Error>| rule.ok().map(word);
        vec![
            ("job_type", Some(schedule.job.clone())),
            ("args", Some(changing::kept(&args))),
            ("cron", schedule.cron.clone()),
            ("every", schedule.every.map(|every| every.to_string())),
            ("timezone", schedule.timezone.clone()),
            ("missed", rule(serde_json::to_value(schedule.missed))),
            ("window", schedule.window.map(|window| window.to_string())),
            ("overlap", Some(schedule.overlap.word().to_owned())),
            ("run_on", rule(serde_json::to_value(&schedule.run_on))),
            ("queue", schedule.queue.clone()),
            ("priority", schedule.priority.map(|priority| priority.to_string())),
            ("max_attempts", schedule.max_attempts.map(|attempts| attempts.to_string())),
            ("state", Some(schedule.state.word().to_owned())),
        ]
    }

    /// Pauses a schedule, with a reason. Stored, so that it outlives restarts and new versions of the code.
    pub async fn pause_schedule(&self, right: &Right<Pause>, name: &str, reason: &str) -> Result<Changed, DbError> {
        let reason = Some(reason).filter(|reason| !reason.is_empty());
        self.set_schedule_state(right, name, ScheduleState::Inactive, reason).await
    }

    /// Lets a schedule fire again. Times that passed meanwhile are over.
    pub async fn resume_schedule(&self, right: &Right<Pause>, name: &str) -> Result<Changed, DbError> {
        self.set_schedule_state(right, name, ScheduleState::Active, None).await
    }

    async fn set_schedule_state(
        &self,
        right: &Right<Pause>,
        name: &str,
        state: ScheduleState,
        reason: Option<&str>,
    ) -> Result<Changed, DbError> {
        let mut tx = self.jobs.database().begin().await?;
        let (by, now) = (changing::who(right), self.jobs.clock().now());
        let done = store::schedules::set_state(&mut tx.lend(), name, state, Some(&by), reason, now).await?;
        match done {
            None => return Ok(Changed::NotFound),
            Some((_, false)) => return Ok(Changed::Already),
            Some((_, true)) => {}
        }
        let is_paused = state == ScheduleState::Inactive;
        let mut told = told(if is_paused { "schedule-paused" } else { "schedule-resumed" }, name);
        if let Some(reason) = reason {
            told = told.field("reason", None, Some(reason));
        }
        right.commit(tx, [told]).await?;
        self.jobs.schedules().was_updated(name);
        Ok(Changed::Done)
    }

    /// Runs a schedule now, also while it is paused. Who wanted it is noted with the run.
    pub async fn run_schedule(&self, right: &Right<Run>, name: &str) -> Result<RunNow, DbError> {
        let mut tx = self.jobs.database().begin().await?;
        let (by, now) = (changing::who(right), self.jobs.clock().now());
        let done = store::schedules::run_once(&mut tx.lend(), self.jobs, name, Some(&by), now).await?;
        let Some((_, fired)) = done else { return Ok(RunNow::NotFound) };
        right.commit(tx, [told("schedule-run", name)]).await?;
        Ok(self.jobs.schedules().ran(fired))
    }

    /// Takes a schedule away with its history. One of the code is there again at the next start.
    pub async fn delete_schedule(&self, right: &Right<Delete>, name: &str) -> Result<Changed, DbError> {
        let mut tx = self.jobs.database().begin().await?;
        if store::schedules::delete(&mut tx.lend(), name).await?.is_none() {
            return Ok(Changed::NotFound);
        }
        right.commit(tx, [told("schedule-deleted", name)]).await?;
        self.jobs.schedules().was_deleted(name);
        Ok(Changed::Done)
    }

    /// The types of jobs that a schedule may have.
    pub fn schedulable<R: AreaRight>(&self, _: &Right<R>) -> Vec<&'static str> {
        self.jobs.registry().metas().filter(|meta| !meta.is_own && !meta.is_task()).map(|meta| meta.job_type).collect()
    }
}

fn told(what: &'static str, name: &str) -> Told {
    let name: String = name.chars().take(crate::MAX_NAME).collect();
    Told::new(what, Subject::Schedule, &name, &*name)
}
