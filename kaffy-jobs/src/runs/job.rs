//! The job that does a run, from wherever it is to its end.

use std::time::Duration;

use kaffy_core::{
    Actor, Admin, DbError, Notification,
    accounts::Subject,
    inside::{Lend, NotResumed, Told},
    tr,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::beside::Attempt;
use crate::{
    Backoff, Job, JobContext, JobError, JobMeta,
    error::Failure,
    store::{self, RunRow},
};

/// How long a run waits whose admin is not there (yet).
const ADMIN: Duration = Duration::from_secs(5);

/// A run of an action; what it says is for people.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RunAction {
    pub(crate) action: String,
    pub(crate) resource: String,
}

impl Job for RunAction {
    const META: &'static JobMeta = &JobMeta::new("kaffy.action", "kaffy::jobs::RunAction")
        .max_attempts(25)
        .backoff(Backoff::Exponential(Duration::from_secs(1), Duration::from_secs(60)))
        .own();

    async fn run(self, ctx: JobContext) -> Result<Value, JobError> {
        let jobs = ctx.jobs();
        let Some(row) = store::take_run(jobs.database(), ctx.id(), ctx.token()).await? else {
            return Err(JobError::cancel("this job was not started by an action"));
        };
        let Some(admin) = jobs.admins().titled(&row.admin) else { return Err(JobError::snooze(ADMIN)) };
        let done = row.kept.localizer(&admin).scope(Run { ctx: &ctx, admin: admin.clone() }.all()).await;
        if let Err(JobError(Failure::Failed(_))) = &done
            && ctx.is_last_attempt()
        {
            tell_of_failure(&ctx, &admin).await;
        }
        done
    }
}

/// Whom the end of a run is told: whoever started it, and where they acted as another, who they really are. The other one
/// does not wait for what was done in their name.
fn listener(row: &RunRow) -> String {
    let really = row.kept.starter().and_then(|actor| actor.who_acts().map(|who| who.id.clone()));
    // Nobody is told who has a longer id, and the end is written all the same.
    really.filter(|id| id.chars().count() <= 200 && !id.contains('\0')).unwrap_or_else(|| row.kept.actor.clone())
}

/// What whoever started a run is told of its end.
fn ended(admin: &Admin, row: &RunRow, is_stopped: bool) -> Notification {
    let rest = row.failed + row.gone;
    let message = match (is_stopped, rest) {
        (true, _) => "notice-run-stopped",
        (false, 0) => "notice-run-done",
        (false, _) => "notice-run-partly",
    };
    let told = about(admin, row, message).with_number("done", row.done).with_number("rest", rest);
    if is_stopped || rest > 0 { told.warning() } else { told }
}

/// A message about a run, which leads to its page.
fn about(admin: &Admin, row: &RunRow, message: &'static str) -> Notification {
    let (context, slug) = row.kept.resource.split_once('/').unwrap_or_default();
    let id = row.id.to_string();
    let told = Notification::message(message).with("name", &row.kept.label(admin));
    told.inside(&[context, slug, "actions", &row.kept.action, &id]).about(&id)
}

/// Tells of a run that is given up. Its job is ended elsewhere, whatever becomes of this.
async fn tell_of_failure(ctx: &JobContext, admin: &Admin) {
    let tell = async || {
        let row = store::find_run(ctx.jobs().database(), ctx.id()).await?;
        let Some((row, actor)) = row.and_then(|row| row.kept.starter().map(|actor| (row, actor))) else {
            return Ok(());
        };
        if row.claim != Some(ctx.token()) || !admin.has_notifications() {
            return Ok(());
        }
        let mut tx = admin.open(&actor).await?;
        let told = about(admin, &row, "notice-run-failed").with_number("done", row.done).warning();
        tx.notify(&listener(&row), told).await?;
        tx.close().await
    };
    let told: Result<(), DbError> = tell().await;
    if let Err(error) = told {
        tracing::warn!(%error, run = %ctx.id(), "nobody was told that an action in the background was given up");
    }
}

/// One attempt.
struct Run<'a> {
    ctx: &'a JobContext,
    admin: Admin,
}

impl Run<'_> {
    async fn all(self) -> Result<Value, JobError> {
        let attempt = Attempt::new(self.ctx.clone());
        loop {
            // Read anew each time, so that nothing is believed that was rolled back.
            let row = store::find_run(self.ctx.jobs().database(), self.ctx.id()).await?;
            let Some(row) = row.filter(|row| row.claim == Some(self.ctx.token())) else {
                return Err(JobError::failed("another worker goes on with this run"));
            };
            self.ctx.progress(row.seen(), row.kept.total);
            let Some(starter) = row.kept.starter() else { return Err(JobError::cancel("the run cannot be read")) };
            if self.ctx.is_cancelled() {
                return self.stopped(&starter, &row, tr!("run-cancelled")).await;
            }
            let Some(actor) = self.admin.actor_again(starter.clone()).await? else {
                let words = tr!("run-no-actor", name = starter.name.as_str());
                return self.stopped(&starter, &row, words).await;
            };
            let resumed = match self.admin.resume(&actor, &row.kept).await {
                Ok(resumed) => resumed,
                Err(NotResumed::Words(words)) => return self.stopped(&actor, &row, words).await,
                Err(NotResumed::Database(error)) => return Err(error.into()),
            };
            attempt.begins();
            if !resumed.turn(row.after.as_deref(), row.seen(), &attempt).await? {
                self.end(&actor, &row, None).await?;
                return Ok(json!({ "done": row.done, "failed": row.failed, "gone": row.gone }));
            }
        }
    }

    async fn stopped(&self, actor: &Actor, row: &RunRow, words: String) -> Result<Value, JobError> {
        self.end(actor, row, Some(&words)).await?;
        Err(JobError::cancel(words))
    }

    /// Notes the end, with one entry that counts what the entries of the rows say.
    async fn end(&self, actor: &Actor, row: &RunRow, stopped: Option<&str>) -> Result<(), DbError> {
        let (id, now) = (self.ctx.id(), self.ctx.jobs().clock().now());
        let mut ctx = self.admin.open(actor).await?;
        if !store::end_run(&mut ctx.lend(), id, self.ctx.token(), stopped, now).await? {
            return Ok(());
        }
        if self.admin.has_notifications() {
            ctx.notify(&listener(row), ended(&self.admin, row, stopped.is_some())).await?;
        }
        let label = row.kept.label(&self.admin);
        let mut told = Told::new("action-ended", Subject::Job, &id.to_string(), label);
        for (name, number) in [("done", row.done), ("failed", row.failed), ("gone", row.gone)] {
            told = told.field(name, None, Some(&number.to_string()));
        }
        ctx.told(told.field("stopped", None, stopped));
        ctx.close().await
    }
}
