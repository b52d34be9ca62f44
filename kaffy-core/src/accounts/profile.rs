//! What people change about themselves.

use sea_query::{Expr, ExprTrait, Query};

use super::{
    AccountError, Accounts, Network, SignedIn, events::Done, password, sessions, tables::USERS, users::check_name,
};
use crate::{i18n::Tz, tr};

/// What somebody says about themselves.
#[derive(Clone, Debug, Default)]
pub struct ProfileForm {
    /// What others call them.
    pub name: String,
    /// The language and region that pages are written in; the browser's without one.
    pub locale: Option<String>,
    /// Their time zone by name; the admin's without one.
    pub time_zone: Option<String>,
}

impl Accounts {
    /// Changes what somebody says about themselves.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] with what is wrong, in words; what the database refuses.
    pub async fn change_profile(&self, whose: &SignedIn, form: &ProfileForm) -> Result<(), AccountError> {
        whose.is_oneself()?;
        let name = check_name(&form.name, 100);
        let knows = |zone: &String| zone.parse::<Tz>().is_ok();
        let mut wrong: Vec<_> = name.as_ref().err().map(|words| ("name", words.clone())).into_iter().collect();
        if !form.time_zone.as_ref().is_none_or(knows) {
            wrong.push(("time_zone", tr!("accounts-zone-unknown")));
        }
        if form.locale.as_ref().is_some_and(|tag| tag.len() > 35) {
            wrong.push(("locale", tr!("accounts-locale-unknown")));
        }
        let (Ok(name), true) = (name, wrong.is_empty()) else { return Err(AccountError::Invalid(wrong)) };
        let update = Query::update()
            .table(USERS)
            .value("name", name.clone())
            .value("locale", form.locale.clone())
            .value("time_zone", form.time_zone.clone())
            .and_where(Expr::col("id").eq(&*whose.actor.id))
            .to_owned();
        let mut tx = self.db().begin().await?;
        tx.execute(&update).await?;
        let was = &whose.actor;
        let done = Done::new("own-profile", USERS, &was.id, &*whose.email).field("name", Some(&was.name), Some(&name));
        let done = done.field("locale", was.locale.as_deref(), form.locale.as_deref());
        let zone = was.time_zone.map(|zone| zone.name());
        Ok(self.commit(tx, was, done.field("time_zone", zone, form.time_zone.as_deref())).await?)
    }

    /// Changes somebody's own password, who knows the old one. All sessions end; the cookie of a new one is
    /// returned.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] with what is wrong, in words; what the database refuses.
    pub async fn change_password(
        &self,
        whose: &SignedIn,
        old: &str,
        new: &str,
        network: Network,
        agent: Option<&str>,
    ) -> Result<String, AccountError> {
        whose.is_oneself()?;
        password::check(new, self.settings().shortest, &whose.email, &whose.actor.name)
            .map_err(|words| AccountError::invalid("password", words))?;
        self.knows_password(whose, old, network).await?;
        if old == new {
            return Err(AccountError::invalid("password", tr!("accounts-password-same")));
        }
        let hash = self.hasher().hash(new.to_owned()).await?;
        let update = Query::update()
            .table(USERS)
            .value("password_hash", hash)
            .value("must_change_password", false)
            .and_where(Expr::col("id").eq(&*whose.actor.id))
            .to_owned();
        let mut tx = self.db().begin().await?;
        tx.execute(&update).await?;
        sessions::end_all(&mut tx, &whose.actor.id).await?;
        let cookie = self.begin_session(&mut tx, &whose.actor.id, false, network, agent).await?;
        let done = Done::new("own-password", USERS, &whose.actor.id, &*whose.email).secret("password");
        self.commit(tx, &whose.actor, done).await?;
        Ok(cookie)
    }
}
