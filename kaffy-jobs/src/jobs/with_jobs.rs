//! The admin that knows its jobs.

use kaffy_core::{AdminBuilder, Area};

use super::Jobs;

/// Telling the admin about its jobs: `Admin::builder(db).jobs(jobs.clone())`.
pub trait WithJobs {
    /// Lets hooks enqueue with `ctx.enqueue(…)`, gives the admin the pages of [`Area::Jobs`], [`Area::Schedules`] and
    /// [`Area::Chores`], and lets it run actions
    /// [in the background](kaffy_core::ActionMeta::background). These are done by workers of processes that have the
    /// admin, for as long as they have it.
    #[must_use]
    fn jobs(self, jobs: Jobs) -> Self;
}

impl WithJobs for AdminBuilder {
    fn jobs(self, jobs: Jobs) -> Self {
        let own = jobs.clone();
        let has_chores = !jobs.chores().list_all().is_empty();
        let mut builder = self.extension(jobs).with_area(Area::Jobs).with_area(Area::Schedules);
        if has_chores {
            builder = builder.with_area(Area::Chores);
        }
        builder.once_built(move |admin| own.admins().add(admin))
    }
}
