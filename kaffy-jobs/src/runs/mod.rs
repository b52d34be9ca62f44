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

    /// The only one, or else the one of this title.
    fn titled(&self, title: &str) -> Option<Admin> {
        let mut all = self.all();
        match all.len() {
            0 | 1 => all.pop(),
            _ => all.into_iter().rev().find(|admin| admin.title() == title),
        }
    }
}
