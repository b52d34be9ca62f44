//! Signing in. Whoever is refused is not told why: the same words, the same work, whether somebody is unknown,
//! disabled, or typed another password (S20).

use sea_query::{Expr, ExprTrait, Query};

use super::{
    AccountError, Accounts, Network,
    events::{self, Done},
    rows::{self, FLAG, TEXT},
    sessions::hash_of,
    tables::{SESSIONS, USERS},
    users::email_key,
};
use crate::{Actor, AuditEvent, DbError, Origin, tr};

/// Somebody who wants in.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    /// The address that was typed.
    pub email: &'a str,
    /// The password that was typed.
    pub password: &'a str,
    /// Where from.
    pub network: Network,
    /// The browser, as it calls itself.
    pub agent: Option<&'a str>,
    /// The request, for the audit log.
    pub origin: &'a Origin,
    /// The cookie of a session that the browser has already, which ends.
    pub old: Option<&'a str>,
}

/// A session that began.
#[derive(Clone)]
#[non_exhaustive]
pub struct Started {
    /// What its cookie holds.
    pub cookie: String,
    /// Whether a code has to be typed before it is good for anything.
    pub awaits_code: bool,
}

/// Somebody who was not let in.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignInError {
    /// Address or password, or the code, are not right.
    #[error("{}", tr!("accounts-refused"))]
    Refused,
    /// There were too many attempts: so many seconds to wait.
    #[error("{}", wait_words(*.0))]
    Wait(u64),
    /// Something else.
    #[error(transparent)]
    Other(#[from] AccountError),
}

impl From<DbError> for SignInError {
    fn from(error: DbError) -> Self {
        Self::Other(error.into())
    }
}

/// How long to wait, in words.
pub(super) fn wait_words(seconds: u64) -> String {
    match seconds {
        0..=90 => tr!("accounts-wait-seconds", count = seconds),
        _ => tr!("accounts-wait-minutes", count = seconds.div_ceil(60)),
    }
}

struct Held {
    id: String,
    name: String,
    hash: String,
    disabled: bool,
    has_second_factor: bool,
}

impl Accounts {
    /// Begins a session for whoever knows the password. It is always a new one, and the one before ends.
    ///
    /// # Errors
    /// See [`SignInError`].
    pub async fn sign_in(&self, attempt: Attempt<'_>) -> Result<Started, SignInError> {
        let key = email_key(attempt.email);
        if let Some(wait) = self.count_attempt(&key, attempt.network).await? {
            events::sign_in_failed(None, "too many", attempt.network);
            return Err(SignInError::Wait(wait.0));
        }
        let held = self.held(&key).await?;
        let tried = held.as_ref().map(|held| held.id.clone());
        let hash = held.as_ref().map(|held| held.hash.clone());
        // A longer one is nobody's, and would only cost time.
        let typed: String = attempt.password.chars().take(super::password::LONGEST + 1).collect();
        let verified = self.hasher().verify(typed.clone(), hash).await?;
        let Some(held) = held.filter(|held| verified.is_right && !held.disabled) else {
            events::sign_in_failed(tried.as_deref(), "refused", attempt.network);
            return Err(SignInError::Refused);
        };
        if verified.is_outdated {
            self.rehash(&held.id, typed).await?;
        }
        // With a code to come, its guesses count on.
        if !held.has_second_factor {
            self.forget_attempts(&key, attempt.network).await?;
        }
        let who = Actor::new(&*held.id, held.name).asking_from(attempt.origin.clone());
        let cookie = self.start(&who, held.has_second_factor, attempt.network, attempt.agent, attempt.old).await?;
        Ok(Started { cookie, awaits_code: held.has_second_factor })
    }

    /// Begins a session in place of the one before.
    pub(super) async fn start(
        &self,
        who: &Actor,
        awaits_code: bool,
        network: Network,
        agent: Option<&str>,
        old: Option<&str>,
    ) -> Result<String, DbError> {
        let old = match old {
            Some(old) => Some(self.leave_acting(old).await?),
            None => None,
        };
        let mut tx = self.db().begin().await?;
        if let Some(old) = old.as_deref().and_then(hash_of) {
            tx.execute(&rows::delete_from(SESSIONS, Expr::col("id").eq(old))).await?;
        }
        let cookie = self.begin_session(&mut tx, &who.id, awaits_code, network, agent).await?;
        if !awaits_code {
            let update = Query::update()
                .table(USERS)
                .value("last_sign_in", self.settings().now())
                .and_where(Expr::col("id").eq(&*who.id))
                .to_owned();
            tx.execute(&update).await?;
            self.commit(tx, who, Done::signed(AuditEvent::SignedIn)).await?;
        } else {
            tx.commit().await?;
        }
        Ok(cookie)
    }

    async fn held(&self, key: &str) -> Result<Option<Held>, DbError> {
        let select = Query::select()
            .columns(["id", "email_key", "password_hash", "disabled", "totp_on", "name"])
            .from(USERS)
            .and_where(Expr::col("email_key").eq(key))
            .to_owned();
        let found = rows::fetch(self.db(), &select, &[TEXT, TEXT, TEXT, FLAG, FLAG, TEXT]).await?;
        let held = |row: &rows::Cells| {
            let (disabled, has_second_factor) = (row.flag(3)?, row.flag(4)?);
            Ok(Held { id: row.text(0)?, name: row.text(5)?, hash: row.text(2)?, disabled, has_second_factor })
        };
        // Whatever a collation thinks, addresses are equal sign by sign.
        let is_it = |row: &&rows::Cells| row.text(1).is_ok_and(|held| held == key);
        found.iter().find(is_it).map(held).transpose()
    }

    async fn rehash(&self, user: &str, password: String) -> Result<(), AccountError> {
        let hash = self.hasher().hash(password).await?;
        let update =
            Query::update().table(USERS).value("password_hash", hash).and_where(Expr::col("id").eq(user)).to_owned();
        rows::update(self.db(), &update).await?;
        Ok(())
    }
}
