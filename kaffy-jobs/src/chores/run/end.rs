//! How a run ended, for whoever wants to hear of it.

use serde_json::Value;
use uuid::Uuid;

use crate::chores::{ChoreRunRecord, RunStatus};

/// How a run ended (C50).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ChoreEnd {
    /// The id of the run.
    pub id: Uuid,
    /// The key of the chore.
    pub chore: String,
    /// Where it ended: [`Succeeded`](RunStatus::Succeeded), [`Errored`](RunStatus::Errored) or
    /// [`Cancelled`](RunStatus::Cancelled).
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

impl ChoreEnd {
    pub(crate) fn new(run: &ChoreRunRecord) -> Self {
        Self {
            id: run.id,
            chore: run.chore.clone(),
            status: run.status,
            result: run.result.clone(),
            error: run.error.clone(),
            is_dry: run.is_dry,
            counters: run.counters.clone(),
            actor_name: run.actor_name.clone(),
        }
    }
}
