//! Acting as another user: somebody with a right of its own sees what the other sees, and does it as the other (A78).
//!
//! The session stays its owner's and only says as whom it acts, so that it ends with everything that ends the owner's
//! sessions. Whether they may is asked at each request. Its id changes at both ends, and with it the token of its forms:
//! a form that was drawn for one of the two is none of the other's.

use sea_query::{Expr, ExprTrait, Query};

use super::{
    AccountError, Accounts, Managing, SignedIn,
    events::Done,
    rows,
    sessions::{Really, new_id},
    tables::{SESSIONS, USERS},
};
use crate::{Actor, DbError, Permission, tr};

impl SignedIn {
    /// Refuses what is for the user alone while somebody else acts as them: password, second factor, profile.
    pub(super) fn is_oneself(&self) -> Result<(), AccountError> {
        match self.really {
            None => Ok(()),
            Some(_) => Err(AccountError::Forbidden(tr!("accounts-acting-own"))),
        }
    }
}

impl Accounts {
    /// Begins to act as another user, in a session of a new id, whose cookie is returned. Whoever asks for it should have
    /// typed the password lately.
    ///
    /// # Errors
    /// [`AccountError::Forbidden`] for somebody without the right to ([`Grant::acting`](super::Grant::acting)), who acts as
    /// somebody already, or for a user who is disabled, manages accounts or may do more; what the database refuses.
    pub async fn start_acting(&self, whose: &SignedIn, id: &str) -> Result<String, AccountError> {
        whose.is_oneself()?;
        let user = self.managing(&whose.actor).user(id).await?;
        let other = self.acting(id).await?;
        let other = other.ok_or_else(|| AccountError::Forbidden(tr!("accounts-acting-disabled")))?;
        self.may_act(&whose.actor, &other)?;
        let done = Done::new("acting-started", USERS, id, user.email);
        Ok(self.move_session(&whose.session, Some(id), &whose.actor, done).await?)
    }

    /// Stops acting as another user, in a session of a new id, whose cookie is returned; `None` for somebody who acts as
    /// nobody else.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn stop_acting(&self, whose: &SignedIn) -> Result<Option<String>, DbError> {
        let Some(really) = &whose.really else { return Ok(None) };
        let done = Done::new("acting-ended", USERS, &whose.actor.id, &*whose.email);
        let actor = really.actor.clone().asking_from(whose.actor.origin().clone());
        self.move_session(&whose.session, None, &actor, done).await.map(Some)
    }

    /// Stops acting before a session ends: the cookie of what is left, or the same where nobody acts.
    pub(super) async fn leave_acting(&self, cookie: &str) -> Result<String, DbError> {
        let left = match self.signed_in(cookie).await? {
            Some(signed) => self.stop_acting(&signed).await?,
            None => None,
        };
        Ok(left.unwrap_or_else(|| cookie.to_owned()))
    }

    /// The owner of a session that acts as somebody. One who may not any more has no session any more.
    pub(super) async fn still_acts(
        &self,
        session: &str,
        owner: &str,
        other: &Actor,
        email: &str,
    ) -> Result<Option<Really>, DbError> {
        let found = self.now(owner).await?;
        if let Some((actor, own)) = found {
            if self.may_act(&actor, other).is_ok() {
                return Ok(Some(Really { actor, email: own }));
            }
            let mut tx = self.db().begin().await?;
            if tx.execute(&rows::delete_from(SESSIONS, Expr::col("id").eq(session))).await? > 0 {
                self.commit(tx, &actor, Done::new("acting-ended", USERS, &other.id, email)).await?;
            }
        }
        Ok(None)
    }

    /// Refuses to act as somebody.
    fn may_act(&self, who: &Actor, other: &Actor) -> Result<(), AccountError> {
        let (Some(own), Some(theirs)) = (who.grants(), other.grants()) else {
            return Err(AccountError::Forbidden(tr!("accounts-forbidden")));
        };
        let words = if !own.allow_acting() || !self.settings().lets_act(who, other) {
            tr!("accounts-forbidden")
        } else if who.id == other.id {
            tr!("accounts-acting-oneself")
        } else if theirs.manage() {
            tr!("accounts-acting-manager")
        } else if !own.cover(theirs) {
            tr!("accounts-acting-above")
        } else {
            return Ok(());
        };
        Err(AccountError::Forbidden(words))
    }

    /// Gives a session a new id, and says as whom it acts from now on.
    async fn move_session(
        &self,
        session: &str,
        acts_as: Option<&str>,
        actor: &Actor,
        done: Done,
    ) -> Result<String, DbError> {
        let (cookie, id) = new_id();
        let update = Query::update()
            .table(SESSIONS)
            .value("id", id)
            .value("acts_as", acts_as)
            .and_where(Expr::col("id").eq(session))
            .to_owned();
        let mut tx = self.db().begin().await?;
        // Of two at once one finds the session gone.
        if tx.execute(&update).await? > 0 {
            self.commit(tx, actor, done).await?;
        }
        Ok(cookie)
    }
}

impl Managing {
    /// Whether somebody may act as a user; for buttons.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn may_act_as(&self, id: &str) -> Result<bool, DbError> {
        let (accounts, who) = self.both();
        if !self.may_users(Permission::View) || !who.grants().is_some_and(super::Grants::allow_acting) {
            return Ok(false);
        }
        Ok(accounts.acting(id).await?.is_some_and(|other| accounts.may_act(who, &other).is_ok()))
    }
}

/// Whoever really asks, for what is said of a session.
pub(super) fn owner_of(actor: &Actor) -> Actor {
    match actor.who_acts() {
        Some(really) => Actor::new(&*really.id, &*really.name).asking_from(actor.origin().clone()),
        None => actor.clone(),
    }
}
