//! Handlers by the names of their jobs.

use std::collections::BTreeMap;

use crate::{JobEntry, JobMeta};

/// Handlers by the names of their jobs, checked against each other.
#[derive(Clone, Debug, Default)]
pub struct JobRegistry {
    handlers: BTreeMap<&'static str, JobEntry>,
}

impl JobRegistry {
    /// Checks entries. The same handler twice is no mistake, the same name for two is.
    pub(crate) fn new(entries: Vec<JobEntry>, problems: &mut Vec<String>) -> Self {
        let mut handlers: BTreeMap<&'static str, JobEntry> = BTreeMap::new();
        for entry in entries {
            let meta = entry.meta();
            match handlers.get(meta.job_type) {
                Some(other) if other.meta().rust_name == meta.rust_name => {}
                Some(other) => problems.push(format!(
                    "`{}` and `{}` both do jobs of the type `{}`: give one of them another `job_type`",
                    other.meta().rust_name,
                    meta.rust_name,
                    meta.job_type
                )),
                None => drop(handlers.insert(meta.job_type, entry)),
            }
            for (what, text, limit) in [("job_type", meta.job_type, 100), ("queue", meta.queue, 64)] {
                let length = text.chars().count();
                if length == 0 || length > limit {
                    problems
                        .push(format!("the {what} of `{}` has {length} characters, not 1 to {limit}", meta.rust_name));
                }
            }
        }
        Self { handlers }
    }

    /// The handler of a type.
    pub(crate) fn get(&self, job_type: &str) -> Option<JobEntry> {
        self.handlers.get(job_type).copied()
    }

    /// The handler of a type, unless it is kaffy's own.
    pub(crate) fn named(&self, job_type: &str) -> Option<JobEntry> {
        self.get(job_type).filter(|entry| !entry.meta().is_own)
    }

    /// What every handler says about its jobs, by name.
    pub fn metas(&self) -> impl Iterator<Item = &'static JobMeta> {
        self.handlers.values().map(|entry| entry.meta())
    }

    /// What the handler of a type says about its jobs.
    pub fn meta(&self, job_type: &str) -> Option<&'static JobMeta> {
        self.get(job_type).map(JobEntry::meta)
    }
}
