//! Names of tables, and conditions that indexes and statements have in common.

use sea_query::{CaseStatement, Expr, ExprTrait, Value};

use crate::JobState;

pub(crate) const JOBS: &str = "kaffy_jobs";
pub(crate) const ATTEMPTS: &str = "kaffy_job_attempts";
pub(crate) const QUEUES: &str = "kaffy_job_queues";
pub(crate) const WORKERS: &str = "kaffy_job_workers";
pub(crate) const LIMITS: &str = "kaffy_job_limits";
pub(crate) const GROUPS: &str = "kaffy_job_groups";
pub(crate) const TASKS: &str = "kaffy_job_tasks";
pub(crate) const RUNS: &str = "kaffy_action_runs";
pub(crate) const RUN_FAILURES: &str = "kaffy_action_failures";
pub(crate) const SCHEDULES: &str = "kaffy_schedules";
pub(crate) const TICKS: &str = "kaffy_schedule_ticks";
pub(crate) const SCHEDULED_TASKS: &str = "kaffy_schedule_tasks";
pub(crate) const CLUSTER: &str = "kaffy_schedule_cluster";
pub(crate) const CHORE_RUNS: &str = "kaffy_chore_runs";
pub(crate) const CHORE_LOCKS: &str = "kaffy_chore_locks";
pub(crate) const CHORE_LOG: &str = "kaffy_chore_log";
pub(crate) const CHORE_FAILURES: &str = "kaffy_chore_failures";
pub(crate) const CHORE_CHANGES: &str = "kaffy_chore_changes";
pub(crate) const CHORE_APPROVALS: &str = "kaffy_chore_approvals";
pub(crate) const CHORE_FILES: &str = "kaffy_chore_files";
pub(crate) const CHORE_CHUNKS: &str = "kaffy_chore_file_chunks";

/// A word in the text of the statement: a database that plans with a bound one does not see that a partial index fits.
pub(crate) fn literal(word: &'static str) -> Expr {
    Expr::Constant(word.into())
}

/// Whether the job is in this state.
pub(crate) fn is(state: JobState) -> Expr {
    Expr::col("state").eq(literal(state.word()))
}

/// Whether the job is in one of these states.
pub(crate) fn is_one_of(states: &[JobState]) -> Expr {
    Expr::col("state").is_in(states.iter().map(|state| literal(state.word())))
}

/// Whether the job waits for its time.
pub(crate) fn waits_for_its_time() -> Expr {
    is_one_of(&[JobState::Scheduled, JobState::Retrying])
}

/// What keeps others with the same key out, once the job is in this state.
pub(crate) fn held_in(state: JobState) -> Expr {
    let holds = Expr::col("unique_states").bit_and(Expr::Constant(state.bit().into())).ne(Expr::Constant(0i64.into()));
    CaseStatement::new().case(holds, Expr::col("unique_held")).finally(Expr::Constant(Value::String(None))).into()
}
