//! Tasks that wait for others of their group (J53): names as places.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{GroupError, StoredTask, Strategy};

/// Tasks of a group that may wait for others: each end of a task looks at all that wait.
const MOST: usize = 1_000;

/// For which tasks one waits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Waits {
    /// The places of those tasks.
    #[serde(rename = "for")]
    pub(crate) places: Vec<i64>,
    /// Whether it runs whatever became of them.
    #[serde(default)]
    pub(crate) whatever: bool,
}

/// What was said of a task: names, until the group is stored.
#[derive(Clone, Debug, Default)]
pub(crate) struct After {
    pub(crate) names: Vec<String>,
    pub(crate) whatever: bool,
}

/// Finds the places of all tasks that others wait for. Those stand before the ones that wait, so that no circle can be.
pub(crate) fn resolve(tasks: &mut [StoredTask], strategy: Strategy) -> Result<(), GroupError> {
    let mut known: BTreeMap<String, Option<i64>> = BTreeMap::new();
    let mut waiting = 0;
    for (place, task) in (1..).zip(tasks) {
        let name = task.name.clone().unwrap_or_else(|| format!("number {place}"));
        let no = |reason: String| GroupError::Graph { task: name.clone(), reason };
        if !task.after.names.is_empty() {
            waiting += 1;
            if strategy == Strategy::Sequential {
                return Err(no("a sequence has its own order: add `.concurrent()`".to_owned()));
            }
            if waiting > MOST {
                return Err(no(format!("at most {MOST} tasks of a group may wait for others")));
            }
            for other in &task.after.names {
                match known.get(other) {
                    Some(Some(place)) => task.waits.places.push(*place),
                    Some(None) => {
                        return Err(no(format!("several tasks before it are named `{other}`: rename all but one")));
                    }
                    None => return Err(no(format!("no task before it is named `{other}`"))),
                }
            }
            task.waits.places.sort_unstable();
            task.waits.places.dedup();
            task.waits.whatever = task.after.whatever;
        }
        if let Some(name) = task.name.clone() {
            known.entry(name).and_modify(|place| *place = None).or_insert(Some(place));
        }
    }
    Ok(())
}
