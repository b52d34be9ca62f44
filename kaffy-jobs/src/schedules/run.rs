//! What a job knows about the schedule that it is a run of (Q36).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Firing, ScheduleRecord, Trigger};
use crate::{
    JobContext, JobOptions,
    clock::{self, in_range},
    limit::LANE,
    new_job::When,
};

/// Where it stands in the metadata of a job.
const KEY: &str = "schedule";
/// Letters of the longest key of a lane.
const LANE_KEY: usize = 200;

/// What a job knows about the schedule that it is a run of; [`JobContext::schedule`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ScheduledRun {
    /// The name of the schedule.
    pub name: String,
    /// The time that it is for. A run by hand is for the moment in which it was asked for.
    pub scheduled_for: DateTime<Utc>,
    /// Whether that time was missed, and is made up for.
    pub is_backfill: bool,
    /// How many times were missed, this one among them; counted up to 1,000.
    pub missed_count: u32,
    /// Whether somebody wanted it, beside its times.
    pub is_manual: bool,
    /// Who that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl ScheduledRun {
    pub(crate) fn of(schedule: &ScheduleRecord, firing: &Firing, trigger: Trigger, by: Option<&str>) -> Self {
        Self {
            name: schedule.name.clone(),
            scheduled_for: clock::time(firing.due),
            is_backfill: firing.is_backfill,
            missed_count: firing.missed,
            is_manual: trigger == Trigger::Manual,
            by: by.map(str::to_owned),
        }
    }
}

impl JobContext {
    /// The schedule that this job is a run of, and the time it is for; `None` for any other job.
    pub fn schedule(&self) -> Option<ScheduledRun> {
        serde_json::from_value(self.meta()?.get_mut(KEY)?.take()).ok()
    }
}

/// The queue of what one node alone is to run.
pub(crate) fn node_queue(node: &str) -> String {
    format!("@{}", node.chars().take(60).collect::<String>())
}

/// How a run is enqueued. `lane` is that of the node it is for, if it waits for those before it.
pub(crate) fn options_of(
    schedule: &ScheduleRecord,
    run: &ScheduledRun,
    queue: Option<String>,
    lane: Option<Option<&str>>,
    by: Option<&str>,
) -> JobOptions {
    let at = in_range(run.scheduled_for.timestamp_micros()).map_or(When::Now, |_| When::At(run.scheduled_for));
    JobOptions {
        queue: queue.or_else(|| schedule.queue.clone()),
        priority: schedule.priority,
        max_attempts: schedule.max_attempts,
        // In the order of their times, also when they are late.
        when: if run.is_manual { When::Now } else { at },
        limit_key: lane.map(|node| lane_of(&schedule.name, node)),
        created_by: by.map(str::to_owned),
        meta: Some(serde_json::json!({ KEY: run })),
        ..JobOptions::default()
    }
}

fn lane_of(name: &str, node: Option<&str>) -> String {
    let key = match node {
        Some(node) => format!("{LANE}:schedule {name} on {node}"),
        None => format!("{LANE}:schedule {name}"),
    };
    if key.chars().count() <= LANE_KEY {
        return key;
    }
    let digest = Sha256::digest(key.as_bytes());
    format!("{LANE}:schedule {}", digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}
