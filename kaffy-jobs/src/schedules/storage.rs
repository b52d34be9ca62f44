//! Where schedules are kept, as adapters of Quantum know it (Q24): a trait, with our tables and memory behind it.
//!
//! Our own nodes do not go through it, since a time and its job are one transaction there. It is for programs that bring
//! their schedules from elsewhere, and for tests of theirs.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use kaffy_core::{Database, DbError};
use tokio::time::timeout;

use super::{NewSchedule, Origin, ScheduleState};
use crate::{
    clock::here,
    store::{
        self,
        schedules::{Put, ScheduleFilter},
    },
};

/// Why a storage did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// It took longer than it may. Whoever asks tries again: nothing is lost by that.
    #[error("the storage of schedules took longer than {0:?}")]
    Slow(Duration),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Where schedules are kept. A write that returns has been done.
pub trait ScheduleStorage: Send + Sync {
    /// Makes what it needs, once, before anything else (`child_spec`).
    fn prepare(&self) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// All of them by name; `None` if none was ever added, or after [`purge`](Self::purge): then those of the
    /// configuration are loaded (Q26).
    fn jobs(&self) -> impl Future<Output = Result<Option<Vec<NewSchedule>>, StorageError>> + Send;

    /// Adds one; there is none of its name.
    fn add_job(&self, schedule: &NewSchedule) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Takes one away; nothing where there is none.
    fn delete_job(&self, name: &str) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Replaces one. Without an implementation of its own it is taken away and added (Q33).
    fn update_job(&self, schedule: &NewSchedule) -> impl Future<Output = Result<(), StorageError>> + Send {
        async move {
            self.delete_job(&schedule.name).await?;
            self.add_job(schedule).await
        }
    }

    /// Pauses or resumes one; nothing where there is none.
    fn update_job_state(
        &self,
        name: &str,
        state: ScheduleState,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// The last time that was decided about, of one schedule and in UTC; `None` when that is not known (Q31).
    fn last_execution_date(
        &self,
        name: &str,
    ) -> impl Future<Output = Result<Option<DateTime<Utc>>, StorageError>> + Send;

    /// Notes the last time that was decided about; nothing where there is no such schedule.
    fn update_last_execution_date(
        &self,
        name: &str,
        time: DateTime<Utc>,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Takes all away, and is as if none had ever been added.
    fn purge(&self) -> impl Future<Output = Result<(), StorageError>> + Send;
}

/// In our tables: what [`Schedules`](super::Schedules) shows.
#[derive(Clone, Debug)]
pub struct DatabaseSchedules {
    db: Database,
    zone: String,
}

impl DatabaseSchedules {
    /// In this database. Schedules that name no zone have `UTC`.
    pub fn new(db: &Database) -> Self {
        Self { db: db.clone(), zone: "UTC".to_owned() }
    }
}

impl ScheduleStorage for DatabaseSchedules {
    async fn prepare(&self) -> Result<(), StorageError> {
        Ok(store::prepare(&self.db).await?)
    }

    async fn jobs(&self) -> Result<Option<Vec<NewSchedule>>, StorageError> {
        if !store::schedules::was_added(&self.db).await? {
            return Ok(None);
        }
        let all = store::schedules::list(&self.db, &ScheduleFilter::new(), None, 100_000).await?;
        Ok(Some(all.iter().map(super::ScheduleRecord::edit).collect()))
    }

    async fn add_job(&self, schedule: &NewSchedule) -> Result<(), StorageError> {
        self.update_job(schedule).await
    }

    async fn delete_job(&self, name: &str) -> Result<(), StorageError> {
        let mut tx = self.db.begin().await?;
        store::schedules::delete(&mut tx.lend(), name).await?;
        Ok(tx.commit().await?)
    }

    /// In one transaction, and with its history.
    async fn update_job(&self, schedule: &NewSchedule) -> Result<(), StorageError> {
        let zone = schedule.timezone.as_deref().unwrap_or(&self.zone);
        let put =
            Put { schedule, zone, origin: Origin::User, is_task: false, keeps_state: false, by: None, now: here() };
        let mut tx = self.db.begin().await?;
        store::schedules::put(&mut tx.lend(), put).await?;
        store::schedules::note_added(&mut tx.lend(), true).await?;
        Ok(tx.commit().await?)
    }

    async fn update_job_state(&self, name: &str, state: ScheduleState) -> Result<(), StorageError> {
        let mut tx = self.db.begin().await?;
        store::schedules::set_state(&mut tx.lend(), name, state, None, None, here()).await?;
        Ok(tx.commit().await?)
    }

    async fn last_execution_date(&self, name: &str) -> Result<Option<DateTime<Utc>>, StorageError> {
        Ok(store::schedules::find(&self.db, name).await?.and_then(|schedule| schedule.last_due))
    }

    async fn update_last_execution_date(&self, name: &str, time: DateTime<Utc>) -> Result<(), StorageError> {
        store::schedules::set_last_due(&self.db, name, time.timestamp_micros()).await?;
        Ok(())
    }

    async fn purge(&self) -> Result<(), StorageError> {
        let mut tx = self.db.begin().await?;
        store::schedules::delete_all(&mut tx.lend()).await?;
        store::schedules::note_added(&mut tx.lend(), false).await?;
        Ok(tx.commit().await?)
    }
}

/// In the memory of a process, and gone with it.
#[derive(Debug, Default)]
pub struct MemorySchedules {
    kept: Mutex<Option<BTreeMap<String, Kept>>>,
}

#[derive(Debug)]
struct Kept {
    schedule: NewSchedule,
    last: Option<DateTime<Utc>>,
}

impl MemorySchedules {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn held(&self) -> MutexGuard<'_, Option<BTreeMap<String, Kept>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ScheduleStorage for MemorySchedules {
    async fn prepare(&self) -> Result<(), StorageError> {
        Ok(())
    }

    async fn jobs(&self) -> Result<Option<Vec<NewSchedule>>, StorageError> {
        let all = |kept: &BTreeMap<String, Kept>| kept.values().map(|one| one.schedule.clone()).collect();
        Ok(self.held().as_ref().map(all))
    }

    async fn add_job(&self, schedule: &NewSchedule) -> Result<(), StorageError> {
        let zone = schedule.timezone.clone().or_else(|| Some("UTC".to_owned()));
        let schedule = NewSchedule { timezone: zone, ..schedule.clone() };
        let mut held = self.held();
        let kept = held.get_or_insert_default();
        let last = kept.get(&schedule.name).and_then(|there| there.last);
        kept.insert(schedule.name.clone(), Kept { schedule, last });
        Ok(())
    }

    async fn delete_job(&self, name: &str) -> Result<(), StorageError> {
        if let Some(kept) = self.held().as_mut() {
            kept.remove(name);
        }
        Ok(())
    }

    /// With its history.
    async fn update_job(&self, schedule: &NewSchedule) -> Result<(), StorageError> {
        self.add_job(schedule).await
    }

    async fn update_job_state(&self, name: &str, state: ScheduleState) -> Result<(), StorageError> {
        if let Some(there) = self.held().as_mut().and_then(|kept| kept.get_mut(name)) {
            there.schedule.state = state;
        }
        Ok(())
    }

    async fn last_execution_date(&self, name: &str) -> Result<Option<DateTime<Utc>>, StorageError> {
        Ok(self.held().as_ref().and_then(|kept| kept.get(name)?.last))
    }

    async fn update_last_execution_date(&self, name: &str, time: DateTime<Utc>) -> Result<(), StorageError> {
        if let Some(there) = self.held().as_mut().and_then(|kept| kept.get_mut(name)) {
            there.last = Some(time);
        }
        Ok(())
    }

    async fn purge(&self) -> Result<(), StorageError> {
        *self.held() = None;
        Ok(())
    }
}

/// Another storage, of which no call takes longer than so long (Q25): then it fails, and whoever asked tries again.
#[derive(Debug)]
pub struct Bounded<S> {
    storage: S,
    limit: Duration,
}

impl<S> Bounded<S> {
    /// No call of `storage` takes longer than `limit`.
    pub const fn new(storage: S, limit: Duration) -> Self {
        Self { storage, limit }
    }

    async fn within<T>(&self, work: impl Future<Output = Result<T, StorageError>>) -> Result<T, StorageError> {
        timeout(self.limit, work).await.unwrap_or(Err(StorageError::Slow(self.limit)))
    }
}

impl<S: ScheduleStorage> ScheduleStorage for Bounded<S> {
    async fn prepare(&self) -> Result<(), StorageError> {
        self.within(self.storage.prepare()).await
    }

    async fn jobs(&self) -> Result<Option<Vec<NewSchedule>>, StorageError> {
        self.within(self.storage.jobs()).await
    }

    async fn add_job(&self, schedule: &NewSchedule) -> Result<(), StorageError> {
        self.within(self.storage.add_job(schedule)).await
    }

    async fn delete_job(&self, name: &str) -> Result<(), StorageError> {
        self.within(self.storage.delete_job(name)).await
    }

    async fn update_job(&self, schedule: &NewSchedule) -> Result<(), StorageError> {
        self.within(self.storage.update_job(schedule)).await
    }

    async fn update_job_state(&self, name: &str, state: ScheduleState) -> Result<(), StorageError> {
        self.within(self.storage.update_job_state(name, state)).await
    }

    async fn last_execution_date(&self, name: &str) -> Result<Option<DateTime<Utc>>, StorageError> {
        self.within(self.storage.last_execution_date(name)).await
    }

    async fn update_last_execution_date(&self, name: &str, time: DateTime<Utc>) -> Result<(), StorageError> {
        self.within(self.storage.update_last_execution_date(name, time)).await
    }

    async fn purge(&self) -> Result<(), StorageError> {
        self.within(self.storage.purge()).await
    }
}

/// What Quantum would schedule at a start: what the storage has, be it nothing at all, and the configuration only where
/// none was ever added (Q26, Q27). Our own starts merge both instead: see [`Origin`].
///
/// # Errors
/// When the storage does not answer.
pub async fn load_like_quantum(
    storage: &impl ScheduleStorage,
    configured: &[NewSchedule],
) -> Result<Vec<NewSchedule>, StorageError> {
    Ok(storage.jobs().await?.unwrap_or_else(|| configured.to_vec()))
}
