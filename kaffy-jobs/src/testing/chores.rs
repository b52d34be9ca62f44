//! Running a chore here and now, and what it said (C81).

use kaffy_core::Actor;
use uuid::Uuid;

use super::TestJobs;
use crate::chores::{Chore, ChoreRunRecord, RunFile, RunMove, RunOptions, StartError};

/// What became of a chore in a test.
///
/// ```
/// # use kaffy_core::Actor;
/// # use kaffy_jobs::{chores::{Chore, RunOptions, StartError}, testing::TestJobs};
/// # async fn example(test: &mut TestJobs, reprice: impl Chore) -> Result<(), StartError> {
/// let outcome = test.run_chore(&Actor::new("1", "Ann"), reprice, RunOptions::new()).await?;
/// outcome.assert_logged("3 prices");
/// assert_eq!(outcome.counter("changed"), 3.0);
/// # Ok(()) }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct ChoreOutcome {
    /// Its run: status, counters, progress, result, error.
    pub run: ChoreRunRecord,
    /// The lines that it logged, without their times.
    pub lines: Vec<String>,
    /// The files that it was given, and those that it made.
    pub files: Vec<RunFile>,
}

impl ChoreOutcome {
    /// Panics unless a line was logged that has this text in it.
    ///
    /// # Panics
    /// When there is none, with those that there are.
    pub fn assert_logged(&self, text: &str) {
        assert!(self.lines.iter().any(|line| line.contains(text)), "no line has `{text}` in it: {:#?}", self.lines);
    }

    /// What it counted under a name; nothing is 0.
    pub fn counter(&self, name: &str) -> f64 {
        self.run.counters.iter().find(|(counter, _)| counter == name).map_or(0.0, |(_, value)| *value)
    }
}

impl TestJobs {
    /// Starts a chore as somebody, with the checks of its form, and runs it to where it ends or leaves. A chore that
    /// waits for others to agree is only started.
    ///
    /// # Errors
    /// Why it was not started.
    pub async fn run_chore<C: Chore>(
        &mut self,
        actor: &Actor,
        chore: C,
        options: RunOptions,
    ) -> Result<ChoreOutcome, StartError> {
        let id = self.jobs.chores().run(actor, chore, options).await?;
        self.drain(C::CHORE.queue).await?;
        Ok(self.chore_outcome(id).await?)
    }

    /// Lets a run that was paused, or failed behind a checkpoint, go on to where it ends or leaves.
    ///
    /// # Errors
    /// Why it does not.
    pub async fn resume_chore(&mut self, id: Uuid, actor: &Actor) -> Result<ChoreOutcome, crate::chores::MoveError> {
        let runner = self.jobs.chores();
        runner.move_run(id, RunMove::Resume, actor).await?;
        let queue =
            runner.find_run(id).await?.and_then(|run| runner.find(&run.chore)).map_or("default", |it| it.meta().queue);
        self.drain(queue).await?;
        Ok(self.chore_outcome(id).await?)
    }

    /// What there is to say of a run.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn chore_outcome(&self, id: Uuid) -> Result<ChoreOutcome, kaffy_core::DbError> {
        let runner = self.jobs.chores();
        let run = runner.find_run(id).await?;
        let run = run.ok_or_else(|| kaffy_core::DbError::Other(format!("there is no run {id}").into()))?;
        let lines = runner.log(id, 0, 10_000).await?.into_iter().map(|line| line.text).collect();
        Ok(ChoreOutcome { run, lines, files: runner.files(id).await? })
    }
}
