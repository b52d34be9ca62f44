//! A job that is about to be stored: its arguments encoded, its options checked.

use std::{ops::RangeInclusive, time::Duration};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    EnqueueError, JobMeta, JobState, Replace, Unique,
    clock::{self, Micros, micros},
};

/// How much earlier one step of priority lets a job start: so much older must one of a step less be to go first.
pub(crate) const AGEING: Micros = 10 * 60 * 1_000_000;
/// The highest priority.
pub const MAX_PRIORITY: i64 = 1_000;

/// What may be said about a job beside its arguments. Everything has the default that its handler declares.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct JobOptions {
    pub(crate) queue: Option<String>,
    pub(crate) priority: Option<i64>,
    pub(crate) max_attempts: Option<u32>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) when: When,
    pub(crate) unique: Option<Unique>,
    pub(crate) limit_key: Option<String>,
    pub(crate) record: Option<String>,
    pub(crate) created_by: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) meta: Option<Value>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum When {
    #[default]
    Now,
    After(Duration),
    At(DateTime<Utc>),
}

/// Writes the options once for each builder that has them.
macro_rules! job_options {
    ($($path:ident).+) => {
        /// Runs it no sooner than after this time; by default as soon as a worker is free.
        pub fn after(mut self, delay: std::time::Duration) -> Self {
            self.$($path.)+ when = $crate::new_job::When::After(delay);
            self
        }

        /// Runs it no sooner than at this time; one in the past is now.
        pub fn at(mut self, time: chrono::DateTime<chrono::Utc>) -> Self {
            self.$($path.)+ when = $crate::new_job::When::At(time);
            self
        }

        /// Puts it into another queue than its handler says: a name of 1 to 64 characters.
        pub fn queue(mut self, queue: impl Into<String>) -> Self {
            self.$($path.)+ queue = Some(queue.into());
            self
        }

        /// Its priority, 0 to 1,000, by default as its handler says: higher runs first. Ten minutes of waiting are worth one step, so that none waits
        /// for ever.
        pub fn priority(mut self, priority: i64) -> Self {
            self.$($path.)+ priority = Some(priority);
            self
        }

        /// How often it is started at most, one time at least; by default as its handler says.
        pub fn max_attempts(mut self, attempts: u32) -> Self {
            self.$($path.)+ max_attempts = Some(attempts);
            self
        }

        /// How long one attempt may take; by default as its handler says.
        pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
            self.$($path.)+ timeout = Some(timeout);
            self
        }

        /// Lets it be once only, whatever its handler says of that; see [`Unique`](crate::Unique).
        pub fn unique(mut self, unique: $crate::Unique) -> Self {
            self.$($path.)+ unique = Some(unique);
            self
        }

        /// Runs it never at once with another of the same lane, on whatever node (J12).
        pub fn lane(mut self, lane: impl std::fmt::Display) -> Self {
            self.$($path.)+ limit_key = Some(format!("{}:{lane}", $crate::limit::LANE));
            self
        }

        /// Puts it under a limit of [`JobsBuilder::limit`](crate::JobsBuilder::limit), each `part` of it by itself.
        pub fn limited(mut self, limit: &str, part: impl std::fmt::Display) -> Self {
            self.$($path.)+ limit_key = Some(format!("{limit}:{part}"));
            self
        }

        /// The record that it is about, by its id of 200 characters at most; its handler says of which `resource`.
        pub fn record(mut self, id: impl std::fmt::Display) -> Self {
            self.$($path.)+ record = Some(id.to_string());
            self
        }

        /// Who wanted it, in 200 characters at most.
        pub fn created_by(mut self, who: impl Into<String>) -> Self {
            self.$($path.)+ created_by = Some(who.into());
            self
        }

        /// Adds a tag to find it by.
        pub fn tag(mut self, tag: impl Into<String>) -> Self {
            self.$($path.)+ tags.push(tag.into());
            self
        }

        /// Anything else to find it by: an object of JSON.
        pub fn meta(mut self, meta: serde_json::Value) -> Self {
            self.$($path.)+ meta = Some(meta);
            self
        }
    };
}
pub(crate) use job_options;

/// Says options for a job; see [`Jobs::enqueue`](crate::Jobs::enqueue) for one alone.
///
/// ```
/// # use std::time::Duration;
/// use kaffy_jobs::{Options, Unique};
///
/// let options = Options::new()
///     .queue("mail")
///     .priority(10)
///     .max_attempts(3)
///     .after(Duration::from_secs(60))
///     .unique(Unique::new().by(["user_id"]))
///     .record(7)
///     .tag("import");
/// # let _ = options;
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Options {
    pub(crate) options: JobOptions,
}

impl Options {
    /// The handler's own.
    pub fn new() -> Self {
        Self::default()
    }

    job_options!(options);
}

/// A job as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct NewJob {
    pub(crate) id: Uuid,
    pub(crate) job_type: String,
    pub(crate) queue: String,
    pub(crate) state: JobState,
    pub(crate) priority: i64,
    pub(crate) max_attempts: i64,
    pub(crate) run_at: Micros,
    pub(crate) created_at: Micros,
    pub(crate) args: String,
    pub(crate) meta: Option<String>,
    pub(crate) tags: Option<String>,
    pub(crate) timeout: Option<Micros>,
    #[serde(skip)]
    pub(crate) held: Option<Held>,
    pub(crate) limit_key: Option<String>,
    pub(crate) resource: Option<(String, String)>,
    pub(crate) created_by: Option<String>,
    /// The group that it is a task of.
    pub(crate) group: Option<Uuid>,
}

/// What keeps others out.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) key: String,
    pub(crate) states: i64,
    pub(crate) until: Option<Micros>,
    pub(crate) replace: Replace,
}

impl NewJob {
    /// Checks the options.
    pub(crate) fn new(
        meta: &JobMeta,
        args: &Value,
        options: &JobOptions,
        now: Micros,
        limit: usize,
    ) -> Result<Self, EnqueueError> {
        let encoded = args.to_string();
        if encoded.len() > limit {
            return Err(EnqueueError::TooLarge { size: encoded.len(), limit });
        }
        let queue = options.queue.clone().unwrap_or_else(|| meta.queue.to_owned());
        let priority = options.priority.unwrap_or(meta.priority);
        if !(0..=MAX_PRIORITY).contains(&priority) {
            return Err(EnqueueError::Priority(priority));
        }
        let max_attempts = i64::from(options.max_attempts.unwrap_or(meta.max_attempts));
        if max_attempts == 0 {
            return Err(EnqueueError::NoAttempts);
        }
        let run_at = match options.when {
            When::Now => Some(now),
            When::After(delay) => now.checked_add(micros(delay)).and_then(clock::in_range),
            When::At(time) => clock::in_range(time.timestamp_micros()),
        };
        let run_at = run_at.ok_or(EnqueueError::Time)?;
        let unique = options.unique.clone().or_else(|| meta.unique.map(|unique| unique()));
        let held = unique.map(|unique| Held {
            key: unique.digest(meta.job_type, &queue, args, options.meta.as_ref()),
            states: unique.mask(),
            until: unique.period().map(|period| now.saturating_add(micros(period))),
            replace: unique.replaces(),
        });
        let job = Self {
            id: Uuid::now_v7(),
            job_type: meta.job_type.to_owned(),
            queue,
            state: if run_at > now { JobState::Scheduled } else { JobState::Available },
            priority,
            max_attempts,
            run_at,
            created_at: now,
            args: encoded,
            meta: options.meta.as_ref().map(Value::to_string),
            tags: (!options.tags.is_empty()).then(|| Value::from(options.tags.clone()).to_string()),
            timeout: options.timeout.map(micros),
            held,
            limit_key: options.limit_key.clone(),
            resource: options.record.clone().map(|id| (meta.resource.unwrap_or_default().to_owned(), id)),
            created_by: options.created_by.clone(),
            group: None,
        };
        job.fits(meta).map(|()| job)
    }

    /// No database is asked to cut what is too long.
    fn fits(&self, meta: &JobMeta) -> Result<(), EnqueueError> {
        if self.resource.is_some() && meta.resource.is_none() {
            return Err(EnqueueError::NoResource(meta.job_type));
        }
        let texts = [
            ("queue", Some(&self.queue), 64),
            ("key of the lane or limit", self.limit_key.as_ref(), 200),
            ("id of the record", self.resource.as_ref().map(|(_, id)| id), 200),
            ("name of who wanted it", self.created_by.as_ref(), 200),
        ];
        for (what, text, limit) in texts {
            checked_text(what, text, 0..=limit)?;
        }
        if self.queue.is_empty() {
            return Err(EnqueueError::NoQueue);
        }
        Ok(())
    }

    /// What workers are told that wait for it.
    pub(crate) fn wakes(&self) -> Option<String> {
        match (self.state, &self.limit_key) {
            (JobState::Available, None) => Some(self.queue.clone()),
            (JobState::Available, Some(_)) => Some(format!("~{}", self.queue)),
            _ => None,
        }
    }

    /// The same, as one that is enqueued only now.
    pub(crate) fn anew(&self, run_at: Micros, now: Micros) -> Self {
        let state = if run_at > now { JobState::Scheduled } else { JobState::Available };
        Self { id: Uuid::now_v7(), run_at, created_at: now, state, ..self.clone() }
    }

    /// Where it stands in line.
    pub(crate) fn sort_at(&self) -> Micros {
        in_line(self.run_at, self.priority)
    }
}

/// Refuses a text that is longer or shorter than there may be, or that no database takes.
pub(crate) fn checked_text(
    what: &'static str,
    text: Option<&String>,
    lengths: RangeInclusive<usize>,
) -> Result<(), EnqueueError> {
    let Some(text) = text else { return Ok(()) };
    let (length, limit) = (text.chars().count(), *lengths.end());
    if length > limit {
        return Err(EnqueueError::TooLong { what, length, limit });
    }
    if length < *lengths.start() {
        return Err(EnqueueError::Missing { what });
    }
    if text.contains('\0') { Err(EnqueueError::Nul { what }) } else { Ok(()) }
}

/// Where a job stands in line: less is earlier.
pub(crate) fn in_line(run_at: Micros, priority: i64) -> Micros {
    run_at.saturating_sub(priority.saturating_mul(AGEING))
}
