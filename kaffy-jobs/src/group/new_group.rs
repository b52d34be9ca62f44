//! A group on its way into the database.

use std::fmt;

use kaffy_core::inside::Lend;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    Callback, CallbackWhen, GroupError, Strategy,
    adding::{TaskList, task_methods},
    graph::{self, After, Waits},
};
use crate::{
    EnqueueError, Enqueued, Job, Jobs,
    clock::Micros,
    new_job::{NewJob, checked_text},
    store,
};

/// A group that is stored by [`create`](Self::create), or [in a transaction](Self::in_tx).
///
/// ```
/// # use kaffy_jobs::{GroupEnd, GroupError, Job, Jobs};
/// # async fn example(jobs: &Jobs, fetch: impl Job, load: impl Job, tell: impl Job) -> Result<(), GroupError> {
/// let group = jobs
///     .group("nightly import")
///     .name("27 November")
///     .meta(serde_json::json!({ "shop": { "city": "Berlin" } }))
///     .task("fetch", fetch)
///     .task("load", load)
///     .on_finish(tell)
///     .create()
///     .await?;
/// println!("group {}", group.id());
/// # Ok(()) }
/// ```
///
/// | method | default |
/// |---|---|
/// | [`sequential`](Self::sequential), [`concurrent`](Self::concurrent) | one task after the other |
/// | [`name`](Self::name), [`meta`](Self::meta), [`created_by`](Self::created_by) | none |
/// | [`unique`](Self::unique) | any number of groups at once |
/// | [`on_success`](Self::on_success), [`on_failure`](Self::on_failure), [`on_finish`](Self::on_finish) | nothing is enqueued at the end |
#[must_use = "a group is stored by `.create().await`"]
pub struct NewGroup<'j> {
    jobs: &'j Jobs,
    group_type: String,
    name: Option<String>,
    strategy: Strategy,
    meta: Option<Value>,
    created_by: Option<String>,
    unique: Option<String>,
    tasks: TaskList,
    callbacks: Vec<Result<Callback, GroupError>>,
}

/// A group as it is stored.
#[derive(Debug)]
pub(crate) struct Created {
    pub(crate) id: Uuid,
    pub(crate) group_type: String,
    pub(crate) name: Option<String>,
    pub(crate) strategy: Strategy,
    pub(crate) meta: Option<String>,
    pub(crate) callbacks: Option<String>,
    pub(crate) created_by: Option<String>,
    pub(crate) unique: Option<String>,
    pub(crate) created_at: Micros,
    pub(crate) tasks: Vec<StoredTask>,
}

/// A task as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StoredTask {
    #[serde(skip)]
    pub(crate) name: Option<String>,
    pub(crate) job: NewJob,
    /// How long it waits once its turn has come.
    pub(crate) delay: Option<Micros>,
    /// The priority that its handler declares.
    pub(crate) declared: i64,
    #[serde(skip)]
    pub(crate) after: After,
    #[serde(skip)]
    pub(crate) waits: Waits,
}

impl<'j> NewGroup<'j> {
    pub(crate) fn new(jobs: &'j Jobs, group_type: String) -> Self {
        Self {
            jobs,
            group_type,
            name: None,
            strategy: Strategy::default(),
            meta: None,
            created_by: None,
            unique: None,
            tasks: TaskList::default(),
            callbacks: Vec::new(),
        }
    }

    task_methods!();

    /// One task after the other, in the order in which they are added, as is the default. The first that does not
    /// succeed aborts those that were not started. Priorities of tasks are their places, 1 for the first: what a task
    /// is given is not taken.
    pub fn sequential(mut self) -> Self {
        self.strategy = Strategy::Sequential;
        self
    }

    /// All tasks at once. When one fails the others go on.
    pub fn concurrent(mut self) -> Self {
        self.strategy = Strategy::Concurrent;
        self
    }

    /// Adds a task that waits for others, which were added before it under these names (J53). Its turn comes once all of
    /// them have succeeded; if one of them does not, it is aborted, and so is what waits for it, while the others go on.
    /// For groups that are [`concurrent`](Self::concurrent); at most 1,000 tasks of a group may wait.
    ///
    /// ```
    /// # use kaffy_jobs::{GroupError, Job, Jobs};
    /// # async fn example(jobs: &Jobs, fetch: impl Job, prices: impl Job, stock: impl Job, publish: impl Job)
    /// # -> Result<(), GroupError> {
    /// jobs.group("import")
    ///     .concurrent()
    ///     .task("fetch", fetch)
    ///     .task_after("prices", ["fetch"], prices)
    ///     .task_after("stock", ["fetch"], stock)
    ///     .task_after("publish", ["prices", "stock"], publish)
    ///     .create()
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn task_after<J: Job>(
        self,
        name: impl Into<String>,
        after: impl IntoIterator<Item = impl Into<String>>,
        job: J,
    ) -> Self {
        self.waiting(name.into(), after, false, &job)
    }

    /// The same, once those have ended in whatever way: it is not aborted by what went wrong before it.
    pub fn task_once_ended<J: Job>(
        self,
        name: impl Into<String>,
        after: impl IntoIterator<Item = impl Into<String>>,
        job: J,
    ) -> Self {
        self.waiting(name.into(), after, true, &job)
    }

    fn waiting<J: Job>(
        mut self,
        name: String,
        after: impl IntoIterator<Item = impl Into<String>>,
        whatever: bool,
        job: &J,
    ) -> Self {
        let after = After { names: after.into_iter().map(Into::into).collect(), whatever };
        let name = Some(name).filter(|name| !name.is_empty());
        self.tasks.push_after(self.jobs, name, job, after);
        self
    }

    /// A name for people, at most 200 characters.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Anything else to find it by: an object of JSON.
    pub fn meta(mut self, meta: Value) -> Self {
        self.meta = Some(meta);
        self
    }

    /// Who wanted it.
    pub fn created_by(mut self, who: impl Into<String>) -> Self {
        self.created_by = Some(who.into());
        self
    }

    /// Lets there be one group of this key that has not ended (G19): whoever makes a second one gets
    /// [`Enqueued::Existing`] with the id of the first.
    pub fn unique(mut self, key: impl Into<String>) -> Self {
        self.unique = Some(key.into());
        self
    }

    /// Enqueues a job once all tasks have succeeded. Its argument `group`, if it has one, says which group it was; see
    /// [`GroupEnd`](crate::GroupEnd). It is enqueued exactly once, in the transaction that ends the group, and tried
    /// again like any other job.
    pub fn on_success<J: Job>(self, job: J) -> Self {
        self.callback(CallbackWhen::Success, &job)
    }

    /// The same, once the group has ended and a task of it has not succeeded.
    pub fn on_failure<J: Job>(self, job: J) -> Self {
        self.callback(CallbackWhen::Failure, &job)
    }

    /// The same, once the group has ended in whatever way.
    pub fn on_finish<J: Job>(self, job: J) -> Self {
        self.callback(CallbackWhen::Finish, &job)
    }

    fn callback<J: Job>(mut self, when: CallbackWhen, job: &J) -> Self {
        self.callbacks.push(Callback::new(self.jobs, when, job));
        self
    }

    /// Stores it.
    ///
    /// # Errors
    /// When it has no task, or something does not fit; see [`GroupError`]. Nothing is stored then.
    pub async fn create(self) -> Result<Enqueued, GroupError> {
        let (jobs, group) = self.checked()?;
        let mut tx = jobs.database().begin().await?;
        let (done, published) = store::groups::create(&mut tx.lend(), &group).await?;
        tx.commit().await?;
        jobs.wake_for(&published);
        Ok(done)
    }

    /// Stores it in a transaction that somebody else commits, as [`Enqueue::in_tx`](crate::Enqueue::in_tx) does.
    ///
    /// # Errors
    /// As for [`create`](Self::create).
    pub async fn in_tx(self, tx: &mut impl Lend) -> Result<Enqueued, GroupError> {
        let (jobs, group) = self.checked()?;
        let (done, published) = store::groups::create(&mut tx.lend(), &group).await?;
        jobs.wake_once_committed(tx, published);
        Ok(done)
    }

    fn checked(self) -> Result<(&'j Jobs, Created), GroupError> {
        let mut tasks = self.tasks.checked()?;
        if tasks.is_empty() {
            return Err(GroupError::Empty);
        }
        graph::resolve(&mut tasks, self.strategy)?;
        if self.strategy == Strategy::Sequential {
            tasks.iter_mut().for_each(StoredTask::in_line);
        }
        checked_text("type of the group", Some(&self.group_type), 1..=100)?;
        checked_text("name of the group", self.name.as_ref(), 0..=200)?;
        checked_text("name of who wanted it", self.created_by.as_ref(), 0..=200)?;
        let callbacks = self.callbacks.into_iter().collect::<Result<Vec<_>, _>>()?;
        let callbacks = (!callbacks.is_empty()).then(|| serde_json::to_string(&callbacks)).transpose();
        let group = Created {
            id: Uuid::now_v7(),
            group_type: self.group_type,
            name: self.name,
            strategy: self.strategy,
            meta: self.meta.as_ref().map(searchable).transpose()?,
            callbacks: callbacks.map_err(EnqueueError::Args)?,
            created_by: self.created_by,
            unique: self.unique.map(|key| digest(&key)),
            created_at: self.jobs.clock().now(),
            tasks,
        };
        Ok((self.jobs, group))
    }
}

impl StoredTask {
    /// One whose place in line is that in its group.
    pub(crate) fn in_line(&mut self) {
        self.job.priority = self.declared;
    }
}

/// Metadata as text that every database can look into: PostgreSQL reads no NUL, however it is written.
pub(super) fn searchable(meta: &Value) -> Result<String, EnqueueError> {
    let text = meta.to_string();
    if text.contains("\\u0000") { Err(EnqueueError::Nul { what: "metadata" }) } else { Ok(text) }
}

fn digest(key: &str) -> String {
    Sha256::digest(key).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Debug for NewGroup<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewGroup")
            .field("group_type", &self.group_type)
            .field("strategy", &self.strategy)
            .finish_non_exhaustive()
    }
}
