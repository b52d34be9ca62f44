//! Typing the password once more, by whoever sits at a session already (A78).

use sea_query::{Expr, ExprTrait, Query};

use super::{
    AccountError, Accounts, Network, SignInError, SignedIn, events,
    rows::{self, TEXT},
    sign_in::wait_words,
    tables::{SESSIONS, USERS},
    users::email_key,
};
use crate::tr;

impl Accounts {
    /// Takes the password of the owner of a session once more, and notes with the session that it was typed now. Wrong
    /// ones count as they do at sign-in. Of somebody with a second factor, too, the password is enough.
    ///
    /// # Errors
    /// See [`SignInError`].
    pub async fn prove(&self, whose: &SignedIn, password: &str, network: Network) -> Result<(), SignInError> {
        self.knows(whose, password, network).await?;
        let update = Query::update()
            .table(SESSIONS)
            .value("proven", self.settings().now())
            .and_where(Expr::col("id").eq(&*whose.session))
            .to_owned();
        rows::update(self.db(), &update).await?;
        Ok(())
    }

    /// The same for a form of its own, which says it beside the field `old`.
    pub(super) async fn knows_password(
        &self,
        whose: &SignedIn,
        old: &str,
        network: Network,
    ) -> Result<(), AccountError> {
        self.knows(whose, old, network).await.map_err(|error| match error {
            SignInError::Refused => AccountError::invalid("old", tr!("accounts-password-wrong")),
            SignInError::Wait(seconds) => AccountError::invalid("old", wait_words(seconds)),
            SignInError::Other(error) => error,
        })
    }

    /// Makes sure that whoever sits at a session knows its owner's password; wrong ones count as they do at sign-in.
    async fn knows(&self, whose: &SignedIn, typed: &str, network: Network) -> Result<(), SignInError> {
        let (id, email) = whose.owner();
        let key = email_key(email);
        if let Some(wait) = self.count_attempt(&key, network).await? {
            events::sign_in_failed(Some(id), "too many", network);
            return Err(SignInError::Wait(wait.0));
        }
        let select = Query::select().column("password_hash").from(USERS).and_where(Expr::col("id").eq(id)).to_owned();
        let held = rows::fetch(self.db(), &select, &[TEXT]).await?;
        let hash = held.first().map(|row| row.text(0)).transpose()?;
        // A longer one is nobody's, and would only cost time.
        let typed: String = typed.chars().take(super::password::LONGEST + 1).collect();
        if !self.hasher().verify(typed, hash).await?.is_right {
            events::sign_in_failed(Some(id), "password asked again", network);
            return Err(SignInError::Refused);
        }
        Ok(self.forget_attempts(&key, network).await?)
    }
}
