//! Runs as whoever started them sees them: the proof is the right to see the resource, and the rest of the question is
//! whose run it is.

use std::time::Duration;

use chrono::{DateTime, Utc};
use kaffy_core::{
    ActionPlace, AllowedAction, DbError, View,
    accounts::Subject,
    inside::{Lend, Told},
};
use uuid::Uuid;

use crate::{
    JobState, Jobs, ManageError, clock,
    store::{self, Change, RunRow},
};

/// The most rows of a run that are kept with why they failed; more are counted.
pub const MOST_FAILURES: u64 = 10_000;

/// A run of an action in the background.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ActionRun {
    /// The id of its job.
    pub id: Uuid,
    /// The key of the action.
    pub action: String,
    /// Where it was started.
    pub place: ActionPlace,
    /// How many rows there were, where that is known.
    pub total: Option<u64>,
    /// To how many it was done.
    pub done: u64,
    /// How many it was not done to.
    pub failed: u64,
    /// How many of these are kept with the reason.
    pub kept: u64,
    /// How many were gone, or not meant any more, when their turn came.
    pub gone: u64,
    /// How long it has worked.
    pub busy: Duration,
    /// Why it ended before its end, in words.
    pub stopped: Option<String>,
    /// When it was started.
    pub created_at: DateTime<Utc>,
    /// The state of its job.
    pub state: JobState,
    /// Whether somebody asked it to stop.
    pub is_stopping: bool,
}

/// A row that a run was not done to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RunFailure {
    /// Its place among them, counted from 1.
    pub number: u64,
    /// Its key as addresses have it.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// Why, in words.
    pub words: String,
}

impl ActionRun {
    fn new(row: RunRow, state: JobState, is_stopping: bool) -> Self {
        Self {
            id: row.id,
            place: row.kept.place(),
            action: row.kept.action,
            total: row.kept.total,
            done: row.done,
            failed: row.failed,
            kept: row.kept_failures,
            gone: row.gone,
            busy: clock::duration(row.busy),
            stopped: row.stopped,
            created_at: clock::time(row.created_at),
            state,
            is_stopping,
        }
    }

    /// How many rows had their turn.
    pub fn seen(&self) -> u64 {
        self.done + self.failed + self.gone
    }

    /// Rows in a second, once there is something to tell it from.
    pub fn rate(&self) -> Option<f64> {
        let seconds = self.busy.as_secs_f64();
        (self.seen() > 0 && seconds > 0.0).then(|| self.seen() as f64 / seconds)
    }

    /// How long the rest takes at that rate, where it is known how much that is.
    pub fn time_left(&self) -> Option<Duration> {
        let left = self.total?.checked_sub(self.seen())?;
        Duration::try_from_secs_f64(left as f64 / self.rate()?).ok()
    }
}

impl Jobs {
    /// A run that the actor started on this resource; `None` for any other.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn action_run(&self, seen: &kaffy_core::Allowed<View>, id: Uuid) -> Result<Option<ActionRun>, DbError> {
        let Some(row) = store::find_run(self.database(), id).await? else { return Ok(None) };
        if row.kept.actor != seen.actor().id
            || row.kept.resource != address(seen)
            || row.admin != super::kept_title(seen.admin())
        {
            return Ok(None);
        }
        let job = self.find(id).await?;
        Ok(job.map(|job| ActionRun::new(row, job.state, job.cancel_at.is_some())))
    }

    /// Those runs of the actor on this resource that are over and were not looked at since, the newest first, at most
    /// five.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn news_of_actions(&self, seen: &kaffy_core::Allowed<View>) -> Result<Vec<ActionRun>, DbError> {
        let rows =
            store::news(self.database(), &super::kept_title(seen.admin()), &seen.actor().id, &address(seen)).await?;
        Ok(rows.into_iter().map(|(row, state)| ActionRun::new(row, state, false)).collect())
    }

    /// Notes that whoever started it has seen how it ended.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn note_seen(&self, run: &ActionRun) -> Result<(), DbError> {
        store::see_run(self.database(), run.id).await
    }

    /// Notes that an actor has seen how one of their runs ended, or all of them: what they read elsewhere is no news on
    /// a list.
    ///
    /// # Errors
    /// What the database refuses.
    #[doc(hidden)]
    pub async fn note_runs_seen(
        &self,
        admin: &kaffy_core::Admin,
        actor: &kaffy_core::Actor,
        one: Option<Uuid>,
    ) -> Result<(), DbError> {
        store::see_runs_of(self.database(), &super::kept_title(admin), &actor.id, one).await
    }

    /// Rows that a run was not done to, after one of them, in the order of their turns.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn run_failures(&self, run: &ActionRun, after: u64, limit: u64) -> Result<Vec<RunFailure>, DbError> {
        store::failures(self.database(), run.id, after, limit).await
    }

    /// Stops a run: one that waits at once, one that runs before its next row, and within two seconds. Whoever may run
    /// the action may stop their own run of it.
    ///
    /// # Errors
    /// When it is over; see [`ManageError`].
    pub async fn stop_action(&self, action: &AllowedAction, run: &ActionRun) -> Result<JobState, ManageError> {
        let by = action.actor().name.chars().take(200).collect();
        let change = Change::Cancel { by: Some(by), even_running: true };
        let mut ctx = action.admin().open(action.actor()).await?;
        let before = store::in_state_of(&mut ctx.lend(), run.id).await?.ok_or(ManageError::NotFound(run.id))?;
        let after = store::change_in(&mut ctx.lend(), run.id, &change, self.clock().now()).await?;
        let label = format!("{}: {}", action.resource().meta().plural, action.meta().label_for_many());
        let told = Told::new("job-cancelled", Subject::Job, &run.id.to_string(), label);
        ctx.told(told.field("state", Some(before.state.word()), after.map(JobState::word)));
        ctx.close().await?;
        let state = after.unwrap_or(JobState::Cancelled);
        if state == JobState::Running {
            self.wake("!stop");
        }
        Ok(state)
    }
}

fn address(seen: &kaffy_core::Allowed<View>) -> String {
    format!("{}/{}", seen.resource().context_slug(), seen.resource().slug())
}
