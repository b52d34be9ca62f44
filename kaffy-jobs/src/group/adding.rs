//! Tasks on their way into a group, a new one or one that runs.

use kaffy_core::inside::Lend;
use uuid::Uuid;

use super::{GroupError, StoredTask, Waits, graph::After, new_group::searchable};
use crate::{
    EnqueueError, Job, Jobs,
    new_job::{JobOptions, When, checked_text},
    store,
};

/// Tasks in the order in which they were added, each encoded or refused.
#[derive(Debug, Default)]
pub(crate) struct TaskList(Vec<Result<StoredTask, EnqueueError>>);

impl TaskList {
    pub(crate) fn push<J: Job>(&mut self, jobs: &Jobs, name: Option<String>, job: &J, options: &JobOptions) {
        self.0.push(task(jobs, name, job, options));
    }

    pub(crate) fn push_after<J: Job>(&mut self, jobs: &Jobs, name: Option<String>, job: &J, after: After) {
        self.0.push(task(jobs, name, job, &JobOptions::default()).map(|task| StoredTask { after, ..task }));
    }

    pub(crate) fn checked(self) -> Result<Vec<StoredTask>, GroupError> {
        let all = self.0.into_iter().enumerate();
        all.map(|(at, task)| task.map_err(|source| GroupError::Task { position: at + 1, source })).collect()
    }
}

fn task<J: Job>(jobs: &Jobs, name: Option<String>, job: &J, options: &JobOptions) -> Result<StoredTask, EnqueueError> {
    checked_text("name of the task", name.as_ref(), 0..=200)?;
    options.meta.as_ref().map(searchable).transpose()?;
    let mut job = jobs.new_job(job, options)?;
    // A task is a job of its own, whatever its handler says about jobs that are the same.
    job.held = None;
    let delay = match options.when {
        When::After(delay) => Some(crate::clock::micros(delay)),
        When::Now => Some(0),
        When::At(_) => None,
    };
    let (after, waits) = (After::default(), Waits::default());
    Ok(StoredTask { name, job, delay, declared: J::META.priority, after, waits })
}

/// Writes the ways to add tasks once for each builder that has them.
macro_rules! task_methods {
    () => {
        /// Adds a task under a name, which may be empty: any job, as it would be enqueued. What its handler declares
        /// as `unique` does not hold for a task: it is a job of its own.
        pub fn task<J: $crate::Job>(self, name: impl Into<String>, job: J) -> Self {
            self.task_with(name, job, $crate::Options::new())
        }

        /// The same, with options: its queue, how often it is tried, how long after its turn has come it runs.
        pub fn task_with<J: $crate::Job>(mut self, name: impl Into<String>, job: J, options: $crate::Options) -> Self {
            let name = Some(name.into()).filter(|name| !name.is_empty());
            self.tasks.push(self.jobs, name, &job, &options.options);
            self
        }

        /// Adds many tasks of a type, without names.
        pub fn tasks<J: $crate::Job>(mut self, jobs: impl IntoIterator<Item = J>) -> Self {
            for job in jobs {
                self.tasks.push(self.jobs, None, &job, &$crate::JobOptions::default());
            }
            self
        }
    };
}
pub(super) use task_methods;

/// Tasks for a group that has not ended; see [`Jobs::add_tasks`].
#[must_use = "tasks are stored by `.add().await`"]
#[derive(Debug)]
pub struct MoreTasks<'j> {
    jobs: &'j Jobs,
    group: Uuid,
    tasks: TaskList,
}

impl<'j> MoreTasks<'j> {
    pub(crate) fn new(jobs: &'j Jobs, group: Uuid) -> Self {
        Self { jobs, group, tasks: TaskList::default() }
    }

    task_methods!();

    /// Stores them: at the end of a sequence, or at once.
    ///
    /// # Errors
    /// When the group has ended or there is none, or something does not fit; see [`GroupError`]. Nothing is stored
    /// then.
    pub async fn add(self) -> Result<(), GroupError> {
        let (jobs, now) = (self.jobs, self.jobs.clock().now());
        let tasks = self.tasks.checked()?;
        let mut tx = jobs.database().begin().await?;
        let published = store::groups::add(&mut tx.lend(), self.group, tasks, now).await?;
        tx.commit().await?;
        jobs.wake_for(&published);
        Ok(())
    }

    /// Stores them in a transaction that somebody else commits.
    ///
    /// # Errors
    /// As for [`add`](Self::add).
    pub async fn in_tx(self, tx: &mut impl Lend) -> Result<(), GroupError> {
        let tasks = self.tasks.checked()?;
        let published = store::groups::add(&mut tx.lend(), self.group, tasks, self.jobs.clock().now()).await?;
        self.jobs.wake_once_committed(tx, published);
        Ok(())
    }
}
