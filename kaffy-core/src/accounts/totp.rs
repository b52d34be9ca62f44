//! The second factor: a code of the phone, each good once, and recovery codes, each good once (S44).

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sea_query::{Condition, Expr, ExprTrait, Query};
use totp_rs::{Builder, Secret, Totp};

use super::{
    AccountError, Accounts, Network, SignInError, SignedIn,
    events::{self, Done},
    rows::{self, FLAG, TEXT, number},
    sessions::digest,
    tables::{RECOVERY_CODES, SESSIONS, USERS},
    users::email_key,
};
use crate::{DbError, Origin, store::Tx, tr};

/// How many recovery codes there are.
const CODES: usize = 10;

/// How it stands with somebody's second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SecondFactor {
    /// Whether signing in takes a code.
    pub is_on: bool,
    /// How many recovery codes are left.
    pub codes_left: i64,
}

/// A second factor that is being set up.
#[derive(Clone)]
#[non_exhaustive]
pub struct NewSecondFactor {
    /// The key to type into the app.
    pub secret: String,
    /// The same as an address that an app on the same device opens.
    pub address: String,
}

struct Held {
    secret: Option<String>,
    is_on: bool,
    step: i64,
}

impl Accounts {
    /// How it stands with somebody's second factor.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn second_factor(&self, whose: &SignedIn) -> Result<SecondFactor, DbError> {
        let id = &*whose.actor.id;
        let left = Query::select()
            .expr(Expr::col("code_hash").count())
            .from(RECOVERY_CODES)
            .and_where(Expr::col("user_id").eq(id))
            .to_owned();
        let codes_left =
            rows::fetch(self.db(), &left, &[number()]).await?.first().map_or(Ok(0), |row| row.number(0))?;
        let is_on = self.user(id).await?.is_some_and(|user| user.has_second_factor);
        Ok(SecondFactor { is_on, codes_left })
    }

    /// Begins to set up a second factor with a new secret; nothing changes until a code confirms it.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn begin_second_factor(&self, whose: &SignedIn, issuer: &str) -> Result<NewSecondFactor, AccountError> {
        whose.is_oneself()?;
        let secret = Secret::new_stack(rand::random()).to_base32();
        let update = Query::update()
            .table(USERS)
            .value("totp_secret", secret.clone())
            .and_where(Expr::col("id").eq(&*whose.actor.id))
            .and_where(Expr::col("totp_on").eq(false))
            .to_owned();
        if rows::update(self.db(), &update).await? == 0 {
            return Err(AccountError::NotFound);
        }
        Ok(shown(secret, issuer, &whose.email))
    }

    /// The second factor that is being set up, once more; none where nobody began to.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn begun_second_factor(
        &self,
        whose: &SignedIn,
        issuer: &str,
    ) -> Result<Option<NewSecondFactor>, DbError> {
        let select = Query::select()
            .column("totp_secret")
            .from(USERS)
            .and_where(Expr::col("id").eq(&*whose.actor.id))
            .and_where(Expr::col("totp_on").eq(false))
            .to_owned();
        let found = rows::fetch(self.db(), &select, &[TEXT]).await?;
        let secret = found.first().map(|row| row.maybe_text(0)).transpose()?.flatten();
        Ok(secret.map(|secret| shown(secret, issuer, &whose.email)))
    }

    /// Turns the second factor on, now that the phone shows the right code; returns recovery codes, which are known
    /// this once. Other sessions end.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for another code; what the database refuses.
    pub async fn confirm_second_factor(&self, whose: &SignedIn, code: &str) -> Result<Vec<String>, AccountError> {
        whose.is_oneself()?;
        let id = &*whose.actor.id;
        let mut tx = self.db().begin().await?;
        let held = self.factor(&mut tx, id).await?;
        if held.is_on || !self.take_code(&mut tx, id, &held, code).await? {
            return Err(AccountError::invalid("code", tr!("accounts-code-wrong")));
        }
        let update = Query::update().table(USERS).value("totp_on", true).and_where(Expr::col("id").eq(id)).to_owned();
        tx.execute(&update).await?;
        let codes = new_codes(&mut tx, id).await?;
        let others = Condition::all().add(Expr::col("user_id").eq(id)).add(Expr::col("id").ne(&*whose.session));
        tx.execute(&rows::delete_from(SESSIONS, others)).await?;
        let done = Done::new("second-factor-on", USERS, id, &*whose.email).secret("second_factor");
        self.commit(tx, &whose.actor, done).await?;
        Ok(codes)
    }

    /// Turns the second factor off, for somebody who knows the password.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for another password; what the database refuses.
    pub async fn end_second_factor(
        &self,
        whose: &SignedIn,
        password: &str,
        network: Network,
    ) -> Result<(), AccountError> {
        whose.is_oneself()?;
        self.knows_password(whose, password, network).await?;
        let id = &*whose.actor.id;
        let update = Query::update()
            .table(USERS)
            .value("totp_on", false)
            .value("totp_secret", Option::<String>::None)
            .and_where(Expr::col("id").eq(id))
            .to_owned();
        let mut tx = self.db().begin().await?;
        tx.execute(&update).await?;
        tx.execute(&rows::delete_from(RECOVERY_CODES, Expr::col("user_id").eq(id))).await?;
        let done = Done::new("second-factor-off", USERS, id, &*whose.email).secret("second_factor");
        Ok(self.commit(tx, &whose.actor, done).await?)
    }

    /// Goes on with signing in: a code of the phone, or a recovery code. Returns the cookie of a new session.
    ///
    /// # Errors
    /// See [`SignInError`].
    pub async fn sign_in_code(
        &self,
        cookie: &str,
        code: &str,
        network: Network,
        agent: Option<&str>,
        origin: &Origin,
    ) -> Result<String, SignInError> {
        let Some(waiting) = self.awaiting_code(cookie).await? else { return Err(SignInError::Refused) };
        let (id, key) = (&*waiting.actor.id, email_key(&waiting.email));
        if let Some(wait) = self.count_attempt(&key, network).await? {
            events::sign_in_failed(Some(id), "too many", network);
            return Err(SignInError::Wait(wait.0));
        }
        let mut tx = self.db().begin().await?;
        let held = self.factor(&mut tx, id).await?;
        let is_right = self.take_code(&mut tx, id, &held, code).await? || take_recovery(&mut tx, id, code).await?;
        if !is_right || !held.is_on {
            drop(tx);
            events::sign_in_failed(Some(id), "code", network);
            return Err(SignInError::Refused);
        }
        // Used up before the session begins: a second request with the same code finds nothing.
        tx.commit().await?;
        self.forget_attempts(&key, network).await?;
        let who = waiting.actor.clone().asking_from(origin.clone());
        Ok(self.start(&who, false, network, agent, Some(cookie)).await?)
    }

    async fn factor(&self, tx: &mut Tx, user: &str) -> Result<Held, DbError> {
        let select = Query::select()
            .columns(["totp_secret", "totp_on", "totp_step"])
            .from(USERS)
            .and_where(Expr::col("id").eq(user))
            .to_owned();
        let found = rows::lock(tx, self.db().dialect(), &select, &[TEXT, FLAG, number()]).await?;
        match found.first() {
            Some(row) => Ok(Held { secret: row.maybe_text(0)?, is_on: row.flag(1)?, step: row.number(2)? }),
            None => Ok(Held { secret: None, is_on: false, step: 0 }),
        }
    }

    /// Whether it is a code of now that was not taken before; it is taken then.
    async fn take_code(&self, tx: &mut Tx, user: &str, held: &Held, code: &str) -> Result<bool, DbError> {
        let code: String = code.chars().filter(|sign| !sign.is_whitespace()).collect();
        let totp = held.secret.as_deref().and_then(totp);
        let now = u64::try_from(self.settings().now()).unwrap_or_default();
        let step = totp.and_then(|totp| totp.check(&code, now)).and_then(|step| i64::try_from(step).ok());
        let Some(step) = step.filter(|step| *step > held.step) else { return Ok(false) };
        let update =
            Query::update().table(USERS).value("totp_step", step).and_where(Expr::col("id").eq(user)).to_owned();
        tx.execute(&update).await?;
        Ok(true)
    }
}

fn shown(secret: String, issuer: &str, email: &str) -> NewSecondFactor {
    let plain = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let (issuer, email) = (plain(issuer), plain(email));
    let address = format!("otpauth://totp/{issuer}:{email}?secret={secret}&issuer={issuer}");
    NewSecondFactor { secret, address }
}

fn totp(secret: &str) -> Option<Totp> {
    Builder::new().with_secret(Secret::try_from_base32(secret).ok()?).build().ok()
}

/// Makes recovery codes in place of those before.
async fn new_codes(tx: &mut Tx, user: &str) -> Result<Vec<String>, DbError> {
    tx.execute(&rows::delete_from(RECOVERY_CODES, Expr::col("user_id").eq(user))).await?;
    let mut codes = Vec::new();
    for _ in 0..CODES {
        let code = super::password::random();
        let values = [("user_id", user.into()), ("code_hash", code_hash(&code).into())];
        tx.execute(&rows::insert_into(RECOVERY_CODES, values)).await?;
        codes.push(code);
    }
    Ok(codes)
}

/// A code has 96 bits of chance, so that its hash tells nothing and needs no salt.
fn code_hash(code: &str) -> String {
    let plain: String = code.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    digest(plain.as_bytes())
}

async fn take_recovery(tx: &mut Tx, user: &str, code: &str) -> Result<bool, DbError> {
    let which = Condition::all().add(Expr::col("user_id").eq(user)).add(Expr::col("code_hash").eq(code_hash(code)));
    Ok(tx.execute(&rows::delete_from(RECOVERY_CODES, which)).await? > 0)
}
