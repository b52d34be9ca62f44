//! What built-in accounts are told before the admin is built.

use std::{fmt, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};

use crate::{Actor, Problem};

/// Says what time it is.
type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Says whether the first may act as the second.
type ActingRule = Arc<dyn Fn(&Actor, &Actor) -> bool + Send + Sync>;

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
    ask_again: Option<Duration>,
    acting: Option<ActingRule>,
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
            ask_again: Some(Duration::from_secs(15 * 60)),
            acting: None,
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

    /// How long after the password was typed nobody is asked for it again before they destroy something or give power
    /// away: 15 minutes by default. With `None` nobody ever is.
    ///
    /// It is asked before records are deleted, before actions that are marked as dangerous, before users, roles and
    /// the sessions of others are changed, and before somebody begins to act as another user.
    #[must_use]
    pub fn ask_again_after(mut self, window: impl Into<Option<Duration>>) -> Self {
        self.ask_again = window.into();
        self
    }

    /// Says whether the first may act as the second, beside what the roles say; without it, the roles alone do.
    ///
    /// Nobody acts as somebody whose roles allow more than their own, or who manages accounts. What
    /// [`ResourceAdmin`](crate::ResourceAdmin) says of rows and fields for each of the two cannot be compared: where
    /// that matters, it is said here.
    ///
    /// ```
    /// # use kaffy_core::accounts::AccountSettings;
    /// let settings = AccountSettings::new().acting(|who, other| who.has_role("Support") && !other.has_role("Board"));
    /// ```
    #[must_use]
    pub fn acting(mut self, rule: impl Fn(&Actor, &Actor) -> bool + Send + Sync + 'static) -> Self {
        self.acting = Some(Arc::new(rule));
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

    /// Whether a password that was typed then has to be typed again now.
    pub(super) fn asks_again(&self, typed: i64) -> bool {
        let window = self.ask_again.map(|window| i64::try_from(window.as_secs()).unwrap_or(i64::MAX));
        window.is_some_and(|window| self.now() >= typed.saturating_add(window))
    }

    /// Whether the application lets somebody act as somebody else.
    pub(super) fn lets_act(&self, who: &Actor, other: &Actor) -> bool {
        self.acting.as_ref().is_none_or(|rule| rule(who, other))
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
        if self.ask_again.is_some_and(|window| window.as_secs() == 0) {
            wrong("`.ask_again_after(…)` is less than a second, so that no answer would do: make it longer, or `None`");
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
            .field("ask_again_after", &self.ask_again)
            .field("shortest_password", &self.shortest)
            .finish_non_exhaustive()
    }
}
