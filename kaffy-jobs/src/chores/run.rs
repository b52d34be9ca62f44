//! What a chore says and does while it runs.

use serde_json::Value;

use super::RunStatus;

/// The run of a chore, in its function and in tasks spawned from it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct ChoreRun(());

impl ChoreRun {
    /// What the application gave to [`JobsBuilder::data`](crate::JobsBuilder::data).
    ///
    /// # Errors
    /// When it gave nothing of this type.
    pub fn data<T: Clone + Send + Sync + 'static>(&self) -> Result<T, super::ChoreError> {
        Err(super::ChoreError::failed("there is no run yet"))
    }
}

/// How a run ended, for whoever wants to hear of it (C50).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ChoreEnd {
    /// The id of the run.
    pub id: uuid::Uuid,
    /// Where it ended: succeeded, errored, cancelled; paused is no end.
    pub status: RunStatus,
    /// What it returned.
    pub result: Option<Value>,
    /// Why it failed or was stopped.
    pub error: Option<String>,
    /// Whether what it did was taken back.
    pub is_dry: bool,
    /// What it counted.
    pub counters: Vec<(String, f64)>,
    /// The name of whoever started it.
    pub actor_name: String,
}
