//! What a handler says about its jobs: plain data, written by the macro.

use std::time::Duration;

use apalis_core::task::extensions::Extensions;
use rand::RngExt;

use crate::{ScheduleMeta, Unique};

/// What a handler says about its jobs.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct JobMeta {
    /// The name that is stored with each job.
    pub job_type: &'static str,
    /// The path of the function.
    pub rust_name: &'static str,
    /// The queue, `default` unless it says another.
    pub queue: &'static str,
    /// How often a job is started at most, 5 unless it says another.
    pub max_attempts: u32,
    /// How long one attempt may take, without an end unless it says so.
    pub timeout: Option<Duration>,
    /// 0 unless it says another; higher runs first.
    pub priority: i64,
    /// How long a job waits after it failed.
    pub backoff: Backoff,
    /// When there is one job for several.
    pub unique: Option<fn() -> Unique>,
    /// What kind of record a job is about.
    pub resource: Option<&'static str>,
    /// What the application has to provide.
    pub needs: &'static [Need],
    /// The names of the arguments that are stored, with their types as written; none where one struct is all.
    pub args: &'static [(&'static str, &'static str)],
    /// The names of arguments whose values no page shows.
    pub mask: &'static [&'static str],
    /// Whether it is kaffy's own, which nobody enqueues by its name.
    pub is_own: bool,
    /// When it runs by itself.
    pub schedules: &'static [ScheduleMeta],
}

impl JobMeta {
    /// All defaults.
    pub const fn new(job_type: &'static str, rust_name: &'static str) -> Self {
        Self {
            job_type,
            rust_name,
            queue: "default",
            max_attempts: 5,
            timeout: None,
            priority: 0,
            backoff: Backoff::DEFAULT,
            unique: None,
            resource: None,
            needs: &[],
            args: &[],
            mask: &[],
            is_own: false,
            schedules: &[],
        }
    }

    /// Whether it is a simple task, which its schedule alone enqueues: run beside itself it would lose its value.
    pub fn is_task(&self) -> bool {
        self.schedules.iter().any(|schedule| schedule.is_task)
    }

    /// Sets the queue.
    #[must_use]
    pub const fn queue(mut self, queue: &'static str) -> Self {
        self.queue = queue;
        self
    }

    /// Sets how often a job is started at most.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Sets how long one attempt may take.
    #[must_use]
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the priority.
    #[must_use]
    pub const fn priority(mut self, priority: i64) -> Self {
        self.priority = priority;
        self
    }

    /// Sets how long a job waits after it failed.
    #[must_use]
    pub const fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = backoff;
        self
    }

    /// Lets jobs be once only.
    #[must_use]
    pub const fn unique(mut self, unique: fn() -> Unique) -> Self {
        self.unique = Some(unique);
        self
    }

    /// Sets what kind of record a job is about.
    #[must_use]
    pub const fn resource(mut self, resource: &'static str) -> Self {
        self.resource = Some(resource);
        self
    }

    /// Sets what the application has to provide.
    #[must_use]
    pub const fn needs(mut self, needs: &'static [Need]) -> Self {
        self.needs = needs;
        self
    }

    /// Says that it is kaffy's own.
    pub(crate) const fn own(mut self) -> Self {
        self.is_own = true;
        self
    }

    /// Names the arguments that are stored.
    #[must_use]
    pub const fn args(mut self, args: &'static [(&'static str, &'static str)]) -> Self {
        self.args = args;
        self
    }

    /// Names arguments whose values no page shows, wherever in the arguments they stand (J9).
    #[must_use]
    pub const fn mask(mut self, names: &'static [&'static str]) -> Self {
        self.mask = names;
        self
    }

    /// Says when it runs by itself.
    #[must_use]
    pub const fn schedules(mut self, schedules: &'static [ScheduleMeta]) -> Self {
        self.schedules = schedules;
        self
    }
}

/// Something a handler takes as [`Data`](crate::Data).
#[derive(Clone, Copy, Debug)]
pub struct Need {
    pub(crate) type_name: &'static str,
    pub(crate) is_there: fn(&Extensions) -> bool,
}

impl Need {
    /// A value of type `T`.
    pub const fn of<T: Clone + Send + Sync + 'static>(type_name: &'static str) -> Self {
        Self { type_name, is_there: |data| data.get::<T>().is_some() }
    }
}

/// How long a job waits after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Backoff {
    /// The same each time.
    Fixed(Duration),
    /// Twice as long each time, from the first to the second.
    Exponential(Duration, Duration),
}

impl Backoff {
    /// 5 seconds, 10, 20, … up to an hour.
    pub const DEFAULT: Self = Self::Exponential(Duration::from_secs(5), Duration::from_secs(3600));

    /// The wait after this attempt, counted from 1, give or take a tenth, so that what failed together does not come
    /// back together.
    pub fn after(self, attempt: u32) -> Duration {
        self.exactly_after(attempt).mul_f64(rand::rng().random_range(0.9..=1.1))
    }

    /// The same without the tenth.
    pub fn exactly_after(self, attempt: u32) -> Duration {
        match self {
            Self::Fixed(wait) => wait,
            Self::Exponential(first, last) => {
                let times = 2u32.saturating_pow(attempt.saturating_sub(1).min(31));
                first.saturating_mul(times).min(last)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j13_the_wait_doubles_up_to_its_limit() {
        let backoff = Backoff::Exponential(Duration::from_secs(1), Duration::from_secs(10));
        let waits: Vec<_> = (1..=6).map(|attempt| backoff.exactly_after(attempt).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 10, 10]);
        assert_eq!(Backoff::DEFAULT.exactly_after(u32::MAX), Duration::from_secs(3600));
        for attempt in 1..100 {
            let (wait, exact) = (backoff.after(attempt), backoff.exactly_after(attempt));
            assert!(wait >= exact.mul_f64(0.899) && wait <= exact.mul_f64(1.101), "{wait:?} for {exact:?}");
        }
    }
}
