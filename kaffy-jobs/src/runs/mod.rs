//! Actions of the admin as jobs (A37, W6).
//!
//! A run is a row beside its job: who started it, which rows are meant, how far it is. Each transaction of rows begins
//! with a statement that asks whether the run is still this attempt's, and ends with one that moves it on: whatever
//! dies in between, no row is done twice, and none is left out. What the arguments of the job say is for people; a job
//! of this type without such a row does nothing, so that nobody acts in another's name by enqueueing one.

mod beside;
mod job;
mod reading;
mod start;

pub(crate) use job::RunAction;
pub use reading::{ActionRun, MOST_FAILURES, RunFailure};

use std::sync::{Mutex, PoisonError};

use kaffy_core::{Admin, inside::WeakAdmin};

/// The admins that know these jobs. They hold the jobs, and are not held by them.
#[derive(Debug, Default)]
pub(crate) struct Admins(Mutex<Vec<WeakAdmin>>);

impl Admins {
    /// Adds one that was built.
    pub(crate) fn add(&self, admin: &Admin) {
        let mut admins = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        admins.retain(|admin| admin.upgrade().is_some());
        admins.push(admin.downgrade());
    }

    /// Those that are there.
    pub(crate) fn all(&self) -> Vec<Admin> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().filter_map(WeakAdmin::upgrade).collect()
    }

    /// The one of this title: another has other people, rights and rows.
    pub(crate) fn titled(&self, title: &str) -> Option<Admin> {
        self.all().into_iter().rev().find(|admin| kept_title(admin) == title)
    }
}

/// The title of an admin as it is kept with a run.
pub(crate) fn kept_title(admin: &Admin) -> String {
    admin.title().chars().take(200).collect()
}
