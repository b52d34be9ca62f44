//! The storage that adapters of Quantum know: one suite for our tables and for memory (Q24 to Q34).

use std::time::Duration;

use kaffy::{
    Database,
    jobs::{
        NewSchedule, ScheduleState,
        storage::{Bounded, DatabaseSchedules, MemorySchedules, ScheduleStorage, StorageError, load_like_quantum},
    },
};

use super::handlers::{ticking, time};

/// What every storage must do.
async fn conforms(storage: &impl ScheduleStorage) {
    storage.prepare().await.unwrap();
    storage.prepare().await.unwrap();
    assert_eq!(storage.jobs().await.unwrap(), None, "none was ever added (Q26)");
    let said = |name: &str, cron: &str| ticking(name).cron(cron).timezone("UTC");
    // Writes to what is not there are no mistakes, and make nothing.
    storage.delete_job("nobody").await.unwrap();
    storage.update_job_state("nobody", ScheduleState::Inactive).await.unwrap();
    storage.update_last_execution_date("nobody", time("2027-01-01T00:00:00Z")).await.unwrap();
    assert_eq!(storage.jobs().await.unwrap(), None);
    assert_eq!(storage.last_execution_date("nobody").await.unwrap(), None);
    storage.add_job(&said("b", "@daily")).await.unwrap();
    storage.add_job(&said("a", "0 9 * * MON-FRI")).await.unwrap();
    assert_eq!(storage.jobs().await.unwrap(), Some(vec![said("a", "0 9 * * MON-FRI"), said("b", "@daily")]));
    assert_eq!(storage.last_execution_date("a").await.unwrap(), None, "it is not known");
    let last = time("2027-01-01T12:00:00Z");
    storage.update_last_execution_date("a", last).await.unwrap();
    assert_eq!(storage.last_execution_date("a").await.unwrap(), Some(last));
    assert_eq!(storage.last_execution_date("b").await.unwrap(), None, "each has its own (Q31)");
    storage.update_job_state("a", ScheduleState::Inactive).await.unwrap();
    let paused = said("a", "0 9 * * MON-FRI").state(ScheduleState::Inactive);
    assert_eq!(storage.jobs().await.unwrap().unwrap()[0], paused);
    storage.update_job(&said("a", "@hourly")).await.unwrap();
    assert_eq!(storage.jobs().await.unwrap().unwrap()[0], said("a", "@hourly"));
    assert_eq!(storage.last_execution_date("a").await.unwrap(), Some(last), "with its history (Q33)");
    storage.delete_job("a").await.unwrap();
    storage.delete_job("b").await.unwrap();
    assert_eq!(storage.jobs().await.unwrap(), Some(Vec::new()), "an empty list is not none (Q27)");
    storage.add_job(&said("c", "@daily")).await.unwrap();
    storage.purge().await.unwrap();
    assert_eq!(storage.jobs().await.unwrap(), None, "as at first (Q26)");
}

pub(crate) async fn q24_q34_our_tables_conform(db: Database) {
    conforms(&DatabaseSchedules::new(&db)).await;
    conforms(&Bounded::new(DatabaseSchedules::new(&db), Duration::from_secs(30))).await;
}

#[tokio::test]
async fn q24_q34_memory_conforms() {
    conforms(&MemorySchedules::new()).await;
}

pub(crate) async fn q26_q27_q29_q30_loading_as_quantum_does(db: Database) {
    let storage = DatabaseSchedules::new(&db);
    storage.prepare().await.unwrap();
    let configured = [ticking("a").cron("@daily").timezone("UTC")];
    assert_eq!(load_like_quantum(&storage, &configured).await.unwrap(), configured);
    let added = ticking("mine").cron("@daily").timezone("UTC");
    storage.add_job(&added).await.unwrap();
    assert_eq!(load_like_quantum(&storage, &configured).await.unwrap(), [added], "#441, as it was");
    storage.delete_job("mine").await.unwrap();
    assert!(load_like_quantum(&storage, &configured).await.unwrap().is_empty());
    storage.purge().await.unwrap();
    assert_eq!(load_like_quantum(&storage, &configured).await.unwrap(), configured);
}

/// Knows only what it must, and is as slow as told.
struct Slow(MemorySchedules, Duration);

impl ScheduleStorage for Slow {
    async fn prepare(&self) -> Result<(), StorageError> {
        self.0.prepare().await
    }

    async fn jobs(&self) -> Result<Option<Vec<NewSchedule>>, StorageError> {
        tokio::time::sleep(self.1).await;
        self.0.jobs().await
    }

    async fn add_job(&self, schedule: &NewSchedule) -> Result<(), StorageError> {
        self.0.add_job(schedule).await
    }

    async fn delete_job(&self, name: &str) -> Result<(), StorageError> {
        self.0.delete_job(name).await
    }

    async fn update_job_state(&self, name: &str, state: ScheduleState) -> Result<(), StorageError> {
        self.0.update_job_state(name, state).await
    }

    async fn last_execution_date(&self, name: &str) -> Result<Option<chrono::DateTime<chrono::Utc>>, StorageError> {
        self.0.last_execution_date(name).await
    }

    async fn update_last_execution_date(
        &self,
        name: &str,
        time: chrono::DateTime<chrono::Utc>,
    ) -> Result<(), StorageError> {
        self.0.update_last_execution_date(name, time).await
    }

    async fn purge(&self) -> Result<(), StorageError> {
        self.0.purge().await
    }
}

#[tokio::test]
async fn q25_q33_a_slow_storage_is_an_error_and_updating_has_a_default() {
    let slow = Bounded::new(Slow(MemorySchedules::new(), Duration::from_secs(60)), Duration::from_millis(20));
    assert!(matches!(slow.jobs().await, Err(StorageError::Slow(_))));
    let quick = Slow(MemorySchedules::new(), Duration::ZERO);
    let said = |cron: &str| ticking("a").cron(cron).timezone("UTC");
    quick.add_job(&said("@daily")).await.unwrap();
    quick.update_job(&said("@hourly")).await.unwrap();
    assert_eq!(quick.jobs().await.unwrap(), Some(vec![said("@hourly")]));
}
