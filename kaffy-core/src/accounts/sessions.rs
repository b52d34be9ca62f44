//! Sessions: a secret in a cookie, its hash in a table, looked up at each request (S3).

use std::fmt::Write;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use sea_query::{Condition, Expr, ExprTrait, Func, Order, Query};
use sha2::{Digest, Sha256};

use super::{
    Accounts, Network,
    acting::give_roles,
    as_another,
    events::Done,
    rows::{self, FLAG, TEXT, number},
    tables::{PERMISSIONS, ROLES, SESSIONS, USER_ROLES, USERS},
};
use crate::{Actor, AuditEvent, DbError, store::Tx};

/// How old the note of the last request may get, in seconds: not each one has to write.
const NOTED: i64 = 60;
/// How long somebody has to type a code after the password, in seconds.
const CODE_TIME: i64 = 10 * 60;

/// Somebody who is signed in, as of this request.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who it is, with roles and what they allow.
    pub actor: Actor,
    /// The address that was signed in with.
    pub email: String,
    /// Whether the password has to be changed before anything else.
    pub must_change_password: bool,
    /// The hash of the session's id.
    pub(super) session: String,
    /// Whose session it is, where that is somebody else who acts as this user.
    pub(super) really: Option<Box<Really>>,
    /// Whether the password has to be typed again before something is destroyed or power given away.
    pub(super) is_stale: bool,
}

/// The owner of a session who acts as somebody else.
#[derive(Clone, Debug)]
pub(super) struct Really {
    pub(super) actor: Actor,
    pub(super) email: String,
}

impl SignedIn {
    /// Whoever acts as this user, if somebody does.
    pub fn who_acts(&self) -> Option<&Actor> {
        self.really.as_deref().map(|really| &really.actor)
    }

    /// Whether the password was typed long enough ago to be asked for again; see
    /// [`AccountSettings::ask_again_after`](super::AccountSettings::ask_again_after).
    pub fn has_to_prove(&self) -> bool {
        self.is_stale
    }

    /// Whose session and password it is: id and address.
    pub fn owner(&self) -> (&str, &str) {
        match &self.really {
            Some(really) => (&really.actor.id, &really.email),
            None => (&self.actor.id, &self.email),
        }
    }
}

/// A session as its owner sees it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Session {
    /// The hash of its id, which names it and opens nothing.
    pub key: String,
    /// When it began.
    pub created: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub seen: DateTime<Utc>,
    /// Where it began.
    pub address: Option<String>,
    /// The browser, as it calls itself.
    pub agent: Option<String>,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// SHA-256 in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The hash of an id as a cookie has it; nothing for what is no id.
pub(super) fn hash_of(cookie: &str) -> Option<String> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(cookie).ok().filter(|bytes| bytes.len() == 32)?;
    Some(digest(&bytes))
}

/// A new id: what the cookie holds, and the hash of it.
pub(super) fn new_id() -> (String, String) {
    let id: [u8; 32] = rand::random();
    (BASE64_URL_SAFE_NO_PAD.encode(id), digest(&id))
}

pub(super) fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

impl Accounts {
    /// Whoever has this cookie, in one statement. Roles and what they allow are of now.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn signed_in(&self, cookie: &str) -> Result<Option<SignedIn>, DbError> {
        self.session(cookie, false, true).await
    }

    /// Whoever still has this cookie, where something goes on that nobody uses: without noting that the session was,
    /// which would never end by itself then.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn still_signed_in(&self, cookie: &str) -> Result<Option<Actor>, DbError> {
        let signed = self.session(cookie, false, false).await?;
        Ok(signed.filter(|signed| !signed.must_change_password).map(|signed| signed.actor))
    }

    /// Whoever has given a password with this cookie, and has yet to give a code.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn awaiting_code(&self, cookie: &str) -> Result<Option<SignedIn>, DbError> {
        self.session(cookie, true, true).await
    }

    async fn session(&self, cookie: &str, awaits_code: bool, is_use: bool) -> Result<Option<SignedIn>, DbError> {
        let Some(session) = hash_of(cookie) else { return Ok(None) };
        let who = Func::coalesce(["acts_as", "user_id"].map(|column| Expr::col((SESSIONS, column))));
        let mut select = Query::select();
        select
            .columns([(SESSIONS, "created"), (SESSIONS, "seen"), (SESSIONS, "awaits_code")])
            .columns([(USERS, "id"), (USERS, "email"), (USERS, "name"), (USERS, "must_change_password")])
            .columns([(USERS, "disabled"), (USERS, "locale"), (USERS, "time_zone")])
            .column((ROLES, "name"))
            .columns([(PERMISSIONS, "resource"), (PERMISSIONS, "permission")])
            .columns([(SESSIONS, "proven"), (SESSIONS, "acts_as"), (SESSIONS, "user_id")])
            .from(SESSIONS)
            .inner_join(USERS, Expr::col((USERS, "id")).eq(who))
            .left_join(USER_ROLES, Expr::col((USER_ROLES, "user_id")).equals((USERS, "id")))
            .left_join(ROLES, Expr::col((ROLES, "id")).equals((USER_ROLES, "role_id")))
            .left_join(PERMISSIONS, Expr::col((PERMISSIONS, "role_id")).equals((ROLES, "id")))
            .and_where(Expr::col((SESSIONS, "id")).eq(&*session));
        let reads = [number(), number(), FLAG, TEXT, TEXT, TEXT, FLAG, FLAG, TEXT, TEXT, TEXT, TEXT, TEXT];
        let reads: Vec<_> = reads.into_iter().chain([number(), TEXT, TEXT]).collect();
        let found = rows::fetch(self.db(), &select, &reads).await?;
        let Some(first) = found.first() else { return Ok(None) };
        let (now, created, seen) = (self.settings().now(), first.number(0)?, first.number(1)?);
        let is_over = now >= created.saturating_add(self.absolute()) || now >= seen.saturating_add(self.idle());
        let is_late = awaits_code && now >= created.saturating_add(CODE_TIME);
        if is_over || is_late || first.flag(7)? || first.flag(2)? != awaits_code {
            return Ok(None);
        }
        let mut actor = Actor::new(first.text(3)?, first.text(5)?);
        actor.locale = first.maybe_text(8)?;
        actor.time_zone = first.maybe_text(9)?.and_then(|zone| zone.parse().ok());
        give_roles(&mut actor, &found, 10)?;
        let (email, mut must_change_password) = (first.text(4)?, first.flag(6)?);
        let mut really = None;
        if first.maybe_text(14)?.is_some() {
            let Some(owner) = self.still_acts(&session, &first.text(15)?, &actor, &email).await? else {
                return Ok(None);
            };
            actor = actor.acted_by(&*owner.actor.id, &*owner.actor.name);
            // It is not theirs to choose.
            must_change_password = false;
            really = Some(Box::new(owner));
        }
        if is_use && now >= seen.saturating_add(NOTED) {
            self.note(&session, now).await;
        }
        let is_stale = self.settings().asks_again(first.maybe_number(13)?.unwrap_or(created));
        Ok(Some(SignedIn { actor, email, must_change_password, session, really, is_stale }))
    }

    /// Notes that a session was used. A page that only reads must not fail because this cannot be written.
    async fn note(&self, session: &str, now: i64) {
        let update =
            Query::update().table(SESSIONS).value("seen", now).and_where(Expr::col("id").eq(session)).to_owned();
        if let Err(error) = rows::update(self.db(), &update).await {
            tracing::warn!(%error, "the last use of a session could not be noted");
        }
    }

    /// Begins a session in a transaction, and says what its cookie holds.
    pub(super) async fn begin_session(
        &self,
        tx: &mut Tx,
        user: &str,
        awaits_code: bool,
        network: Network,
        agent: Option<&str>,
    ) -> Result<String, DbError> {
        let (cookie, id) = new_id();
        let now = self.settings().now();
        let agent: Option<String> =
            agent.map(|agent| agent.chars().filter(|sign| !sign.is_control()).take(200).collect());
        let insert = rows::insert_into(
            SESSIONS,
            [
                ("id", id.into()),
                ("user_id", user.into()),
                ("awaits_code", awaits_code.into()),
                ("created", now.into()),
                ("seen", now.into()),
                ("address", network.address().map(|address| address.to_string()).into()),
                ("agent", agent.into()),
            ],
        );
        tx.execute(&insert).await?;
        let over = Condition::any()
            .add(Expr::col("created").lte(now.saturating_sub(self.absolute())))
            .add(Expr::col("seen").lte(now.saturating_sub(self.idle())));
        tx.execute(&rows::delete_from(SESSIONS, over)).await?;
        Ok(cookie)
    }

    /// Ends the session of a cookie, whatever state it is in; `who` is for the log.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sign_out(&self, cookie: &str, who: Option<&Actor>) -> Result<(), DbError> {
        let cookie = self.leave_acting(cookie).await?;
        let Some(session) = hash_of(&cookie) else { return Ok(()) };
        let mut tx = self.db().begin().await?;
        let gone = tx.execute(&rows::delete_from(SESSIONS, Expr::col("id").eq(session))).await?;
        match who.filter(|_| gone > 0) {
            Some(who) => self.commit(tx, &as_another::owner_of(who), Done::signed(AuditEvent::SignedOut)).await,
            None => tx.commit().await,
        }
    }

    /// The sessions of somebody who is signed in, the latest first.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn sessions(&self, whose: &SignedIn) -> Result<Vec<Session>, DbError> {
        // Those of the user one acts as are none of one's own.
        if whose.really.is_some() {
            return Ok(Vec::new());
        }
        let now = self.settings().now();
        let select = Query::select()
            .columns(["id", "created", "seen", "address", "agent"])
            .from(SESSIONS)
            .and_where(Expr::col("user_id").eq(&*whose.actor.id))
            .and_where(Expr::col("created").gt(now.saturating_sub(self.absolute())))
            .and_where(Expr::col("seen").gt(now.saturating_sub(self.idle())))
            .order_by("seen", Order::Desc)
            .order_by("id", Order::Asc)
            .limit(200)
            .to_owned();
        let found = rows::fetch(self.db(), &select, &[TEXT, number(), number(), TEXT, TEXT]).await?;
        let session = |row: &rows::Cells| {
            let key = row.text(0)?;
            Ok(Session {
                is_this: key == whose.session,
                key,
                created: instant(row.number(1)?),
                seen: instant(row.number(2)?),
                address: row.maybe_text(3)?,
                agent: row.maybe_text(4)?,
            })
        };
        found.iter().map(session).collect()
    }

    /// Ends one of somebody's own sessions.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_session(&self, whose: &SignedIn, key: &str) -> Result<bool, DbError> {
        if whose.really.is_some() {
            return Ok(false);
        }
        let which = Condition::all().add(Expr::col("id").eq(key)).add(Expr::col("user_id").eq(&*whose.actor.id));
        Ok(rows::delete(self.db(), &rows::delete_from(SESSIONS, which)).await? > 0)
    }

    /// Ends all of somebody's own sessions but the one that asks, and says how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_other_sessions(&self, whose: &SignedIn) -> Result<u64, DbError> {
        if whose.really.is_some() {
            return Ok(0);
        }
        let which =
            Condition::all().add(Expr::col("user_id").eq(&*whose.actor.id)).add(Expr::col("id").ne(&*whose.session));
        rows::delete(self.db(), &rows::delete_from(SESSIONS, which)).await
    }

    fn idle(&self) -> i64 {
        i64::try_from(self.settings().idle.as_secs()).unwrap_or(i64::MAX)
    }

    fn absolute(&self) -> i64 {
        i64::try_from(self.settings().absolute.as_secs()).unwrap_or(i64::MAX)
    }
}

/// Ends all sessions of somebody in a transaction.
pub(super) async fn end_all(tx: &mut Tx, user: &str) -> Result<u64, DbError> {
    tx.execute(&rows::delete_from(SESSIONS, Expr::col("user_id").eq(user))).await
}
