//! Schedules at run time: the nine calls, and reading.

use kaffy_core::DbError;
use uuid::Uuid;

use super::{
    NewSchedule, Origin, ScheduleError, ScheduleProblem, ScheduleRecord, ScheduleState, ScheduledTaskRecord,
    TickOutcome, TickRecord,
};
use crate::{
    JobEvent, Jobs,
    store::{
        self,
        schedules::{FiredTick, Put, ScheduleFilter},
    },
};

/// The most schedules or ticks that one page has.
const MAX_PAGE: u64 = 500;

/// The schedules of an application, at run time; [`Jobs::schedules`]. What they say they have done is committed then.
///
/// ```
/// # use kaffy_jobs::{Job, Jobs};
/// # async fn example(jobs: Jobs, send_report: impl Job) -> Result<(), Box<dyn std::error::Error>> {
/// let schedules = jobs.schedules();
/// let daily = schedules.new_schedule("report of Ann", &send_report)?.cron("0 9 * * MON-FRI").timezone("Europe/Berlin");
/// schedules.add(&daily, Some("Ann")).await?;
/// schedules.deactivate("report of Ann", Some("Ann"), Some("On holiday.")).await?;
/// schedules.run("report of Ann", Some("Ann")).await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Schedules<'j> {
    pub(crate) jobs: &'j Jobs,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It was made.
    Done,
    /// There was nothing to change, and nothing was written (Q19).
    Already,
    /// There is no schedule of the name (Q18).
    NotFound,
}

/// What became of a schedule that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is a new one.
    New,
    /// It took the place of one of its name (Q20).
    Replaced,
    /// It was there, just so.
    Same,
}

/// What became of a run that somebody wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunNow {
    /// Its jobs: one, or one for each node.
    Enqueued(Vec<Uuid>),
    /// It was left out, and why.
    LeftOut(TickOutcome),
    /// There is no schedule of the name.
    NotFound,
}

impl Jobs {
    /// The schedules at run time.
    pub fn schedules(&self) -> Schedules<'_> {
        Schedules { jobs: self }
    }
}

impl Schedules<'_> {
    /// A schedule to be told when it fires, and [added](Self::add).
    ///
    /// # Errors
    /// When the job cannot be written as JSON.
    pub fn new_schedule<J: crate::Job>(&self, name: &str, job: &J) -> Result<NewSchedule, serde_json::Error> {
        NewSchedule::new(name, job)
    }

    /// Adds a schedule, or replaces the one of its name, which never fires at an old time again (Q20, Q21). `by` is who
    /// does it.
    ///
    /// # Errors
    /// Everything that is wrong with it, or that its name is one of the code's.
    pub async fn add(&self, schedule: &NewSchedule, by: Option<&str>) -> Result<Added, ScheduleError> {
        let problems = self.problems(schedule);
        if !problems.is_empty() {
            return Err(ScheduleError::Problems(problems));
        }
        let mut tx = self.jobs.database().begin().await?;
        let (there, is_changed) = store::schedules::put(&mut tx.lend(), self.put(schedule, by)).await?;
        if there.as_ref().is_some_and(|there| there.origin == Origin::Code && there.gone_at.is_none()) {
            return Err(ScheduleError::IsCode(schedule.name.clone()));
        }
        store::schedules::note_added(&mut tx.lend(), true).await?;
        tx.commit().await?;
        Ok(self.added(schedule, there.as_ref(), is_changed))
    }

    pub(crate) fn put<'a>(&'a self, schedule: &'a NewSchedule, by: Option<&'a str>) -> Put<'a> {
        Put {
            schedule,
            zone: schedule.timezone.as_deref().unwrap_or(self.jobs.code().zone()),
            origin: Origin::User,
            is_task: false,
            keeps_state: false,
            by,
            now: self.jobs.clock().now(),
        }
    }

    pub(crate) fn added(&self, schedule: &NewSchedule, there: Option<&ScheduleRecord>, is_changed: bool) -> Added {
        self.jobs.wake("!due");
        let name = schedule.name.clone();
        match there {
            None => {
                self.jobs.tell(|| JobEvent::ScheduleAdded { name });
                Added::New
            }
            Some(_) if is_changed => {
                self.jobs.tell(|| JobEvent::ScheduleUpdated { name });
                Added::Replaced
            }
            Some(_) => Added::Same,
        }
    }

    /// Everything that is wrong with a schedule, before it is added.
    pub fn problems(&self, schedule: &NewSchedule) -> Vec<ScheduleProblem> {
        let now = crate::clock::time(self.jobs.clock().now());
        schedule.problems(self.jobs.registry(), self.jobs.code().zone(), now)
    }

    /// Lets a schedule fire again. Times that passed meanwhile are over: none of them is made up for (F11).
    ///
    /// # Errors
    /// What the database refuses; the same for all others.
    pub async fn activate(&self, name: &str) -> Result<Changed, DbError> {
        self.set_state(name, ScheduleState::Active, None, None).await
    }

    /// Pauses a schedule. Stored, so that it outlives restarts and new versions of the code (R16).
    ///
    /// # Errors
    /// See [`activate`](Self::activate).
    pub async fn deactivate(&self, name: &str, by: Option<&str>, reason: Option<&str>) -> Result<Changed, DbError> {
        self.set_state(name, ScheduleState::Inactive, by, reason).await
    }

    async fn set_state(
        &self,
        name: &str,
        state: ScheduleState,
        by: Option<&str>,
        reason: Option<&str>,
    ) -> Result<Changed, DbError> {
        let mut tx = self.jobs.database().begin().await?;
        let now = self.jobs.clock().now();
        let done = store::schedules::set_state(&mut tx.lend(), name, state, by, reason, now).await?;
        let changed = match done {
            None => return Ok(Changed::NotFound),
            Some((_, false)) => return Ok(Changed::Already),
            Some((_, true)) => Changed::Done,
        };
        tx.commit().await?;
        self.was_updated(name);
        Ok(changed)
    }

    pub(crate) fn was_updated(&self, name: &str) {
        self.jobs.wake("!due");
        self.jobs.tell(|| JobEvent::ScheduleUpdated { name: name.to_owned() });
    }

    /// Runs a schedule now, also one that is paused or has no times (Q22). What holds for overlaps and nodes holds for
    /// this run as well; its times stay as they are.
    ///
    /// # Errors
    /// See [`activate`](Self::activate).
    pub async fn run(&self, name: &str, by: Option<&str>) -> Result<RunNow, DbError> {
        let mut tx = self.jobs.database().begin().await?;
        let now = self.jobs.clock().now();
        let done = store::schedules::run_once(&mut tx.lend(), self.jobs, name, by, now).await?;
        let Some((_, fired)) = done else { return Ok(RunNow::NotFound) };
        tx.commit().await?;
        Ok(self.ran(fired))
    }

    pub(crate) fn ran(&self, fired: store::schedules::Fired) -> RunNow {
        self.jobs.fired(&fired);
        match fired.ticks.into_iter().next() {
            Some(FiredTick { outcome: TickOutcome::Enqueued, jobs, .. }) => RunNow::Enqueued(jobs),
            Some(tick) => RunNow::LeftOut(tick.outcome),
            None => RunNow::NotFound,
        }
    }

    /// One schedule; `None` when there is none of the name (Q23).
    ///
    /// # Errors
    /// See [`activate`](Self::activate).
    pub async fn find(&self, name: &str) -> Result<Option<ScheduleRecord>, DbError> {
        store::schedules::find(self.jobs.database(), name).await
    }

    /// Takes a schedule away with its history. One of the code is there again at the next start.
    ///
    /// # Errors
    /// See [`activate`](Self::activate).
    pub async fn delete(&self, name: &str) -> Result<Changed, DbError> {
        let mut tx = self.jobs.database().begin().await?;
        if store::schedules::delete(&mut tx.lend(), name).await?.is_none() {
            return Ok(Changed::NotFound);
        }
        tx.commit().await?;
        self.was_deleted(name);
        Ok(Changed::Done)
    }

    pub(crate) fn was_deleted(&self, name: &str) {
        self.jobs.tell(|| JobEvent::ScheduleDeleted { name: name.to_owned() });
    }

    /// Takes all schedules away with their history, and says how many there were. Those of the code are there again at
    /// the next start (Q30).
    ///
    /// # Errors
    /// See [`activate`](Self::activate).
    pub async fn delete_all(&self) -> Result<u64, DbError> {
        let mut tx = self.jobs.database().begin().await?;
        let gone = store::schedules::delete_all(&mut tx.lend()).await?;
        store::schedules::note_added(&mut tx.lend(), false).await?;
        tx.commit().await?;
        Ok(gone)
    }

    /// All schedules by name, at most 10,000.
    ///
    /// # Errors
    /// See [`activate`](Self::activate).
    pub async fn all(&self) -> Result<Vec<ScheduleRecord>, DbError> {
        store::schedules::list(self.jobs.database(), &ScheduleFilter::new(), None, 10_000).await
    }

    /// A page of schedules by name: those after `after`, at most 500.
    ///
    /// # Errors
    /// See [`activate`](Self::activate).
    pub async fn list(
        &self,
        filter: &ScheduleFilter,
        after: Option<&str>,
        limit: u64,
    ) -> Result<Vec<ScheduleRecord>, DbError> {
        store::schedules::list(self.jobs.database(), filter, after, limit.min(MAX_PAGE)).await
    }

    /// How many schedules there are, counted up to 10,000.
    ///
    /// # Errors
    /// See [`activate`](Self::activate).
    pub async fn count(&self, filter: &ScheduleFilter) -> Result<u64, DbError> {
        store::schedules::count(self.jobs.database(), filter, 10_000).await
    }

    /// What became of the times of a schedule, the latest first: those before `before`, at most 500, with their jobs as
    /// they are now (J48).
    ///
    /// # Errors
    /// See [`activate`](Self::activate).
    pub async fn ticks(
        &self,
        name: &str,
        before: Option<chrono::DateTime<chrono::Utc>>,
        limit: u64,
    ) -> Result<Vec<TickRecord>, DbError> {
        let before = before.map(|before| before.timestamp_micros());
        store::schedules::ticks(self.jobs.database(), name, before, limit.min(MAX_PAGE)).await
    }

    /// A simple task; `None` before its first run.
    ///
    /// # Errors
    /// See [`activate`](Self::activate).
    pub async fn task(&self, name: &str) -> Result<Option<ScheduledTaskRecord>, DbError> {
        store::schedules::find_task(self.jobs.database(), name).await
    }

    /// All simple tasks that ever ran, by name.
    ///
    /// # Errors
    /// See [`activate`](Self::activate).
    pub async fn tasks(&self) -> Result<Vec<ScheduledTaskRecord>, DbError> {
        store::schedules::tasks(self.jobs.database()).await
    }
}
