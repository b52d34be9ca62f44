//! One job where there would be two.

use std::time::Duration;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::JobState;

/// When a job is the same as another, and what happens then (J2, J3).
///
/// Whoever enqueues a second one gets [`Enqueued::Existing`](crate::Enqueued::Existing) with the id of the first, never
/// an error, also inside a transaction. A unique index decides, so that no race slips through.
///
/// | method | default |
/// |---|---|
/// | [`by`](Self::by), [`whatever_args`](Self::whatever_args), [`by_meta`](Self::by_meta), [`per_queue`](Self::per_queue), [`key`](Self::key) | the type of the job and all its arguments |
/// | [`states`](Self::states) | while the other one is scheduled, available, running or retrying |
/// | [`within`](Self::within) | without an end |
/// | [`replace`](Self::replace), [`debounce`](Self::debounce), [`throttle`](Self::throttle) | the first one stays as it is |
///
/// Once a job has been in a state that is not one of `states`, it keeps nobody out any more.
///
/// ```
/// # use std::time::Duration;
/// use kaffy_jobs::Unique;
///
/// // One greeting for each user in a day.
/// let once = Unique::new().by(["user_id"]).within(Duration::from_secs(24 * 3600));
/// // However often something is saved, its index is built once, after the last time.
/// let quiet = Unique::new().by(["product_id"]).debounce();
/// # let _ = (once, quiet);
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Unique {
    args: Part,
    meta: Part,
    per_queue: bool,
    key: Option<String>,
    states: i64,
    within: Option<Duration>,
    replace: Replace,
}

#[derive(Clone, Debug)]
enum Part {
    All,
    Nothing,
    Keys(Vec<String>),
}

/// What a second job changes of one that still waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Replace {
    pub(crate) args: bool,
    pub(crate) run_at: bool,
    pub(crate) priority: bool,
}

impl Replace {
    /// Its arguments.
    pub const ARGS: Self = Self { args: true, run_at: false, priority: false };
    /// When it runs.
    pub const RUN_AT: Self = Self { args: false, run_at: true, priority: false };
    /// Its priority.
    pub const PRIORITY: Self = Self { args: false, run_at: false, priority: true };

    /// Both.
    pub const fn and(self, other: Self) -> Self {
        Self {
            args: self.args || other.args,
            run_at: self.run_at || other.run_at,
            priority: self.priority || other.priority,
        }
    }

    pub(crate) const fn is_nothing(self) -> bool {
        !self.args && !self.run_at && !self.priority
    }
}

impl Default for Unique {
    fn default() -> Self {
        Self::new()
    }
}

impl Unique {
    /// The same type with the same arguments, while it is not over.
    pub const fn new() -> Self {
        let mut states = 0;
        let mut at = 0;
        while at < JobState::LIVE.len() {
            states |= JobState::LIVE[at].bit();
            at += 1;
        }
        Self {
            args: Part::All,
            meta: Part::Nothing,
            per_queue: false,
            key: None,
            states,
            within: None,
            replace: Replace { args: false, run_at: false, priority: false },
        }
    }

    /// Compares only these arguments.
    pub fn by<K: Into<String>>(mut self, args: impl IntoIterator<Item = K>) -> Self {
        self.args = Part::Keys(args.into_iter().map(Into::into).collect());
        self
    }

    /// Compares no arguments: one job of the type.
    pub fn whatever_args(mut self) -> Self {
        self.args = Part::Nothing;
        self
    }

    /// Compares these keys of the metadata, too.
    pub fn by_meta<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        self.meta = Part::Keys(keys.into_iter().map(Into::into).collect());
        self
    }

    /// Compares the queue, too.
    pub fn per_queue(mut self) -> Self {
        self.per_queue = true;
        self
    }

    /// Compares this text in place of type, arguments and all else.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Keeps others out while the job is in one of these states.
    pub fn states(mut self, states: impl IntoIterator<Item = JobState>) -> Self {
        self.states = states.into_iter().fold(0, |set, state| set | state.bit());
        self
    }

    /// Keeps others out for this long at most, counted from when the job was enqueued.
    pub fn within(mut self, period: Duration) -> Self {
        self.within = Some(period);
        self
    }

    /// A second job changes this of the first, while that waits.
    pub fn replace(mut self, what: Replace) -> Self {
        self.replace = what;
        self
    }

    /// Each one puts the run off and brings its arguments: what comes often runs once, after the last.
    pub fn debounce(self) -> Self {
        self.replace(Replace::RUN_AT.and(Replace::ARGS))
    }

    /// Each one brings its arguments and leaves the time as it is: what comes often runs with the newest.
    pub fn throttle(self) -> Self {
        self.replace(Replace::ARGS)
    }

    pub(crate) fn replaces(&self) -> Replace {
        self.replace
    }

    pub(crate) fn mask(&self) -> i64 {
        self.states
    }

    pub(crate) fn period(&self) -> Option<Duration> {
        self.within
    }

    /// What is compared, as 64 characters.
    pub(crate) fn digest(&self, job_type: &str, queue: &str, args: &Value, meta: Option<&Value>) -> String {
        let mut hash = Sha256::new();
        let mut put = |what: &str, text: &str| {
            hash.update(what.as_bytes());
            hash.update(text.len().to_le_bytes());
            hash.update(text.as_bytes());
        };
        match &self.key {
            Some(key) => put("key", key),
            None => {
                put("type", job_type);
                put("args", &self.args.of(args));
                put("meta", &self.meta.of(meta.unwrap_or(&Value::Null)));
            }
        }
        if self.per_queue {
            put("queue", queue);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Part {
    fn of(&self, value: &Value) -> String {
        match self {
            Self::All => in_order(value).to_string(),
            Self::Nothing => String::new(),
            Self::Keys(keys) => {
                let mut keys = keys.clone();
                keys.sort();
                let pairs = keys.into_iter().map(|key| {
                    let part = in_order(value.get(&key).unwrap_or(&Value::Null));
                    Value::Array(vec![key.into(), part])
                });
                Value::Array(pairs.collect()).to_string()
            }
        }
    }
}

/// Objects as lists of pairs in the order of their keys, whatever order serde_json was built to keep.
fn in_order(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut pairs: Vec<_> = map.iter().collect();
            pairs.sort_by_key(|(key, _)| *key);
            let pairs = pairs.into_iter().map(|(key, value)| Value::Array(vec![key.clone().into(), in_order(value)]));
            Value::Object([("{}".to_owned(), Value::Array(pairs.collect()))].into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(in_order).collect()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn j2_what_is_compared() {
        let digest = |unique: Unique, args: Value| unique.digest("mail", "default", &args, None);
        let one = digest(Unique::new(), json!({"a": 1, "b": {"c": 2, "d": 3}}));
        assert_eq!(one, digest(Unique::new(), json!({"b": {"d": 3, "c": 2}, "a": 1})), "the order of keys is nothing");
        assert_ne!(one, digest(Unique::new(), json!({"a": 1, "b": {"c": 2, "d": 4}})));
        let by = |args| digest(Unique::new().by(["a"]), args);
        assert_eq!(by(json!({"a": 1, "b": 1})), by(json!({"a": 1, "b": 2})));
        assert_ne!(by(json!({"a": 1})), by(json!({"a": 2})));
        assert_eq!(by(json!({"a": null})), by(json!({})), "what is not there is null");
        let any = |args| digest(Unique::new().whatever_args(), args);
        assert_eq!(any(json!({"a": 1})), any(json!({"a": 2})));
        let queue = |queue: &str| Unique::new().per_queue().digest("mail", queue, &json!({}), None);
        assert_ne!(queue("one"), queue("two"));
        let own = |job_type: &str| Unique::new().key("nightly").digest(job_type, "q", &json!({}), None);
        assert_eq!(own("a"), own("b"));
        let meta = |meta: Value| Unique::new().by_meta(["shop"]).digest("mail", "q", &json!({}), Some(&meta));
        assert_ne!(meta(json!({"shop": 1})), meta(json!({"shop": 2})));
    }
}
