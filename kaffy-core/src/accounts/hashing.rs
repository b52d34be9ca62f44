//! Passwords as hashes: Argon2id, off the threads that answer requests, two at a time.
//!
//! Each takes some 20 MB and tens of milliseconds, so whoever signs in a thousand times a second must not get a
//! thousand of them.

use std::sync::{
    Arc,
    atomic::{AtomicU64, AtomicUsize, Ordering},
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

use super::AccountError;
use crate::DbError;

/// How many are computed at once.
const AT_ONCE: usize = 2;
/// How many may wait; the next one is told to come back.
const WAITING: usize = 64;

pub(super) struct Hasher {
    params: Params,
    turns: Arc<Semaphore>,
    waiting: AtomicUsize,
    computed: AtomicU64,
    /// What passwords of unknown people are compared with: the hash of something that nobody knows.
    dummy: String,
}

/// What a comparison said.
pub(super) struct Verified {
    /// Whether it is the password.
    pub(super) is_right: bool,
    /// Whether the hash was made in a way that is no longer used.
    pub(super) is_outdated: bool,
}

impl Hasher {
    pub(super) async fn new(memory_kib: u32, passes: u32) -> Result<Self, AccountError> {
        let params = Params::new(memory_kib, passes, 1, None).map_err(other)?;
        let mut hasher = Self {
            params,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: AtomicUsize::new(0),
            computed: AtomicU64::new(0),
            dummy: String::new(),
        };
        hasher.dummy = hasher.hash(super::password::random()).await?;
        Ok(hasher)
    }

    /// How many were computed so far.
    pub(super) fn computed(&self) -> u64 {
        self.computed.load(Ordering::Relaxed)
    }

    /// The hash of a password, with its salt and how it was made.
    pub(super) async fn hash(&self, password: String) -> Result<String, AccountError> {
        let argon = self.argon();
        self.compute(move || argon.hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(other))
            .await?
    }

    /// Whether this is the password. For somebody who is not there, `None`, it takes as long.
    pub(super) async fn verify(&self, password: String, hash: Option<String>) -> Result<Verified, AccountError> {
        let (argon, params, is_known) = (self.argon(), self.params.clone(), hash.is_some());
        let hash = hash.unwrap_or_else(|| self.dummy.clone());
        self.compute(move || {
            let Ok(hash) = PasswordHash::new(&hash) else { return Verified { is_right: false, is_outdated: false } };
            let is_right = argon.verify_password(password.as_bytes(), &hash).is_ok();
            Verified { is_right: is_right && is_known, is_outdated: !is_of_today(&hash, &params) }
        })
        .await
    }

    /// Runs on the threads for such work, in turn. The turn ends with the work, even if nobody waits for it.
    async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AccountError> {
        let place = Waiting::take(&self.waiting)?;
        let turn = self.turns.clone().acquire_owned().await.map_err(other)?;
        drop(place);
        self.computed.fetch_add(1, Ordering::Relaxed);
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        done.await.map_err(other)
    }

    fn argon(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone())
    }
}

fn is_of_today(hash: &PasswordHash, today: &Params) -> bool {
    let params = Params::try_from(hash);
    let same = |made: Params| {
        (made.m_cost(), made.t_cost(), made.p_cost()) == (today.m_cost(), today.t_cost(), today.p_cost())
    };
    hash.algorithm == Algorithm::Argon2id.ident() && params.is_ok_and(same)
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> AccountError {
    DbError::Other(Box::new(error)).into()
}

/// A place among those who wait.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn take(count: &'a AtomicUsize) -> Result<Self, AccountError> {
        if count.fetch_add(1, Ordering::AcqRel) >= WAITING {
            count.fetch_sub(1, Ordering::AcqRel);
            return Err(AccountError::Busy);
        }
        Ok(Self(count))
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn s20_a_password_is_right_or_not_and_outdated_hashes_are_known() {
        let hasher = Hasher::new(64, 1).await.expect("made");
        let hash = hasher.hash("correct horse".into()).await.expect("hashed");
        assert!(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hash}");
        assert_ne!(hash, hasher.hash("correct horse".into()).await.expect("hashed"), "each has its salt");
        let verified = hasher.verify("correct horse".into(), Some(hash.clone())).await.expect("compared");
        assert!(verified.is_right && !verified.is_outdated);
        assert!(!hasher.verify("correct hors".into(), Some(hash.clone())).await.expect("compared").is_right);
        let dearer = Hasher::new(128, 1).await.expect("made").verify("correct horse".into(), Some(hash)).await;
        assert!(dearer.is_ok_and(|verified| verified.is_right && verified.is_outdated));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn s20_nobody_costs_as_much_as_somebody_and_has_no_password() {
        let hasher = Hasher::new(64, 1).await.expect("made");
        let before = hasher.computed();
        assert!(!hasher.verify(String::new(), None).await.expect("compared").is_right);
        assert_eq!(hasher.computed() - before, 1);
        assert!(!hasher.verify("x".into(), Some("no hash".into())).await.expect("compared").is_right);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn s20_whoever_comes_after_many_is_told_to_come_back() {
        let hasher = Arc::new(Hasher::new(8 * 1024, 2).await.expect("made"));
        let all: Vec<_> = (0..200)
            .map(|_| {
                let hasher = hasher.clone();
                tokio::spawn(async move { hasher.verify("x".into(), None).await })
            })
            .collect();
        let mut busy = 0;
        for one in all {
            busy += usize::from(matches!(one.await.expect("no panic"), Err(AccountError::Busy)));
        }
        assert!(busy > 0 && busy < 200, "{busy}");
        hasher.verify("x".into(), None).await.map(drop).expect("afterwards there is room again");
    }
}
