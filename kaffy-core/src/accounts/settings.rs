//! What built-in accounts are told before the admin is built.

use std::{fmt, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};

use crate::Problem;

/// Says what time it is.
type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// How built-in accounts behave; [`Auth::built_in`](crate::Auth::built_in) takes the defaults.
///
/// ```
/// # use std::time::Duration;
/// # use kaffy_core::{Auth, accounts::AccountSettings};
/// let settings = AccountSettings::new().idle(Duration::from_secs(15 * 60)).shortest_password(16);
/// let auth = Auth::built_in_with(settings);
/// ```
#[derive(Clone)]
pub struct AccountSettings {
    pub(super) idle: Duration,
    pub(super) absolute: Duration,
    pub(super) shortest: usize,
    pub(super) memory_kib: u32,
    pub(super) passes: u32,
    pub(super) first_user: Option<FirstUser>,
    clock: Clock,
}

/// Who is made when there is nobody.
#[derive(Clone)]
pub(super) struct FirstUser {
    pub(super) email: String,
    pub(super) password: Option<String>,
}

/// What OWASP asks of Argon2id at least.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;

impl AccountSettings {
    /// The defaults.
    pub fn new() -> Self {
        Self {
            idle: Duration::from_secs(30 * 60),
            absolute: Duration::from_secs(12 * 60 * 60),
            shortest: 12,
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            first_user: None,
            clock: Arc::new(Utc::now),
        }
    }

    /// After how long without a request a session ends: 30 minutes by default. It is counted to the minute.
    #[must_use]
    pub fn idle(mut self, after: Duration) -> Self {
        self.idle = after;
        self
    }

    /// After how long a session ends whatever happens: 12 hours by default.
    #[must_use]
    pub fn absolute(mut self, after: Duration) -> Self {
        self.absolute = after;
        self
    }

    /// How many characters a password has at least: 12 by default, and never fewer than 8.
    #[must_use]
    pub fn shortest_password(mut self, characters: usize) -> Self {
        self.shortest = characters;
        self
    }

    /// What a hash costs: KiB of memory and passes over them, 19456 and 2 by default, and never less. Hashes of
    /// before are made anew when their owners sign in.
    #[must_use]
    pub fn hash_cost(mut self, memory_kib: u32, passes: u32) -> Self {
        (self.memory_kib, self.passes) = (memory_kib, passes);
        self
    }

    /// Who is made, with everything allowed, when there is no user yet; in place of the environment's
    /// `KAFFY_ADMIN_EMAIL` and `KAFFY_ADMIN_PASSWORD`. Without a password a random one is printed once.
    #[must_use]
    pub fn first_user(mut self, email: impl Into<String>, password: Option<&str>) -> Self {
        self.first_user = Some(FirstUser { email: email.into(), password: password.map(str::to_owned) });
        self
    }

    /// Takes the time from somewhere else, for tests of what happens later.
    #[must_use]
    pub fn clock(mut self, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Seconds since 1970.
    pub(super) fn now(&self) -> i64 {
        (self.clock)().timestamp()
    }

    /// Who is made when there is nobody: as the application said, or the environment.
    pub(super) fn first(&self) -> Option<FirstUser> {
        let variable = |name| std::env::var(name).ok().filter(|text| !text.trim().is_empty());
        self.first_user.clone().or_else(|| {
            let email = variable("KAFFY_ADMIN_EMAIL")?;
            Some(FirstUser { email, password: variable("KAFFY_ADMIN_PASSWORD") })
        })
    }

    pub(crate) fn check(&self, problems: &mut Vec<Problem>) {
        let mut wrong = |message: &str| problems.push(Problem::new("Admin", message));
        if self.shortest < 8 || self.shortest > super::password::LONGEST {
            wrong(
                "`.shortest_password(…)` is not between 8 and 128: shorter ones can be guessed, longer ones not typed",
            );
        }
        if self.memory_kib < MEMORY_KIB || self.passes < PASSES {
            wrong("`.hash_cost(…)` is below 19456 KiB and 2 passes, so that stolen hashes could be guessed: raise it");
        }
        if self.memory_kib > 1 << 20 || self.passes > 64 {
            wrong("`.hash_cost(…)` would make each sign-in take minutes: stay below 1048576 KiB and 64 passes");
        }
        if self.idle.is_zero() || self.absolute.is_zero() {
            wrong("`.idle(…)` or `.absolute(…)` is nothing, so that every session ends at once: make it longer");
        }
    }
}

impl Default for AccountSettings {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for AccountSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The password of the first user is none of the log's business.
        f.debug_struct("AccountSettings")
            .field("idle", &self.idle)
            .field("absolute", &self.absolute)
            .field("shortest_password", &self.shortest)
            .finish_non_exhaustive()
    }
}
