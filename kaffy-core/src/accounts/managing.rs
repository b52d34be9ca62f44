//! Managing others: who may change whom, and nobody more than themselves (S16).

use sea_query::{Expr, ExprTrait, Query};

use super::{
    AccountError, Accounts, CreatedUser, Grants, NewUser, Role, User, UserPage,
    events::Done,
    grants::{ROLES, USERS},
    new_user, password, roles,
    rows::{self, FLAG, TEXT},
    sessions, superusers,
    tables::{self, RECOVERY_CODES, USER_ROLES},
    users::{check_email, check_name, email_key},
};
use crate::{Actor, DbError, Permission, store::Tx, tr};

/// The right of somebody to manage others, as far as their roles allow it.
#[derive(Clone, Debug)]
pub struct Managing {
    accounts: Accounts,
    actor: Actor,
}

/// What is said about a user.
#[derive(Clone, Debug, Default)]
pub struct UserForm {
    /// What they sign in with.
    pub email: String,
    /// What others call them.
    pub name: String,
    /// Ids of their roles.
    pub roles: Vec<String>,
    /// Whether they may not sign in.
    pub disabled: bool,
}

/// What is said about a role.
#[derive(Clone, Debug, Default)]
pub struct RoleForm {
    /// What people call it.
    pub name: String,
    /// What it allows.
    pub grants: Grants,
}

impl Accounts {
    /// What somebody may do to the accounts of others. Every method looks at it anew.
    pub fn managing(&self, actor: &Actor) -> Managing {
        Managing { accounts: self.clone(), actor: actor.clone() }
    }
}

impl Managing {
    /// Whether users may be seen, added or changed.
    pub fn may_users(&self, permission: Permission) -> bool {
        self.may(USERS, permission)
    }

    /// Whether roles may be seen, added, changed or deleted.
    pub fn may_roles(&self, permission: Permission) -> bool {
        self.may(ROLES, permission)
    }

    /// Whether somebody may give all of this, having it.
    pub fn covers(&self, grants: &Grants) -> bool {
        self.actor.grants().is_some_and(|own| own.cover(grants))
    }

    /// The accounts, and who manages them.
    pub(super) fn both(&self) -> (&Accounts, &Actor) {
        (&self.accounts, &self.actor)
    }

    fn may(&self, resource: &str, permission: Permission) -> bool {
        let may = |permission: Permission| self.actor.grants().is_some_and(|own| own.allow(resource, permission.key()));
        may(Permission::View) && may(permission)
    }

    fn needs(&self, resource: &str, permission: Permission) -> Result<(), AccountError> {
        match self.may(resource, permission) {
            true => Ok(()),
            false => Err(AccountError::Forbidden(tr!("accounts-forbidden"))),
        }
    }

    /// So many users whose address or name has these words in it, from an address on.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub async fn users(&self, words: &str, after: Option<&str>, rows: u16) -> Result<UserPage, AccountError> {
        self.needs(USERS, Permission::View)?;
        Ok(self.accounts.page_of_users(words, after, rows).await?)
    }

    /// One user.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub async fn user(&self, id: &str) -> Result<User, AccountError> {
        self.needs(USERS, Permission::View)?;
        self.accounts.user(id).await?.ok_or(AccountError::NotFound)
    }

    /// Adds a user with a random password, which is known this once.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub async fn add_user(&self, form: &UserForm) -> Result<CreatedUser, AccountError> {
        self.needs(USERS, Permission::Add)?;
        let new = NewUser::new(&*form.email).name(&*form.name);
        let (ready, password) = self.accounts.prepare(&new).await?;
        let mut tx = self.begin().await?;
        self.may_give(&mut tx, &form.roles).await?;
        let id = new_user::insert(&mut tx, &ready, &form.roles, self.accounts.settings().now()).await?;
        let names = roles::names(&mut tx, &form.roles).await?;
        let done = Done::new("user-added", tables::USERS, &id, &*ready.email);
        let done = done.field("email", None, Some(&ready.email)).field("name", None, Some(&ready.name));
        let done = done.field("roles", None, some(&names)).secret("password");
        self.accounts.commit(tx, &self.actor, done).await?;
        self.accounts.created(&id, password).await
    }

    /// Changes a user. Whoever is disabled is signed out everywhere.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub async fn change_user(&self, id: &str, form: &UserForm) -> Result<(), AccountError> {
        self.needs(USERS, Permission::Change)?;
        let (email, name) = (check_email(&form.email), check_name(&form.name, 100));
        let wrong = [("email", email.as_ref().err()), ("name", name.as_ref().err())];
        let wrong: Vec<_> = wrong.into_iter().filter_map(|(field, words)| Some((field, words?.clone()))).collect();
        let (Ok(email), Ok(name)) = (email, name) else { return Err(AccountError::Invalid(wrong)) };
        if form.disabled && id == self.actor.id {
            return Err(AccountError::invalid("disabled", tr!("accounts-not-yourself")));
        }
        let mut tx = self.begin().await?;
        let (held, was) = self.touch(&mut tx, id).await?;
        let before = roles::roles_of(&mut tx, id).await?;
        let given = form.roles.iter().filter(|role| !before.contains(role));
        let taken = before.iter().filter(|role| !form.roles.contains(role));
        let changed: Vec<String> = given.chain(taken).cloned().collect();
        self.may_give(&mut tx, &changed).await?;
        let update = Query::update()
            .table(tables::USERS)
            .value("email", email.clone())
            .value("email_key", email_key(&email))
            .value("name", name.clone())
            .value("disabled", form.disabled)
            .and_where(Expr::col("id").eq(id))
            .to_owned();
        tx.execute(&update).await.map_err(new_user::taken)?;
        roles::set_roles(&mut tx, id, &form.roles).await?;
        if form.disabled {
            sessions::end_all(&mut tx, id).await?;
        }
        if held.is_everything() && !was.disabled {
            superusers::are_left(&mut tx).await?;
        }
        let (before, after) = (roles::names(&mut tx, &before).await?, roles::names(&mut tx, &form.roles).await?);
        let what = if form.disabled && !was.disabled { "user-disabled" } else { "user-changed" };
        let done = Done::new(what, tables::USERS, id, &*email).field("email", Some(&was.email), Some(&email));
        let done = done.field("name", Some(&was.name), Some(&name)).field("roles", some(&before), some(&after));
        let done = done.field("disabled", Some(flag(was.disabled)), Some(flag(form.disabled)));
        Ok(self.accounts.commit(tx, &self.actor, done).await?)
    }

    /// Gives a user a random password, which is known this once and has to be changed, and ends all sessions.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub async fn reset_password(&self, id: &str) -> Result<String, AccountError> {
        self.needs(USERS, Permission::Change)?;
        let random = password::random();
        let hash = self.accounts.hasher().hash(random.clone()).await?;
        let user = self.user(id).await?;
        let mut tx = self.begin().await?;
        self.touch(&mut tx, id).await?;
        let update = Query::update()
            .table(tables::USERS)
            .value("password_hash", hash)
            .value("must_change_password", true)
            .and_where(Expr::col("id").eq(id))
            .to_owned();
        tx.execute(&update).await?;
        sessions::end_all(&mut tx, id).await?;
        self.accounts.forget_account(&mut tx, &email_key(&user.email)).await?;
        let done = Done::new("password-reset", tables::USERS, id, &*user.email).secret("password");
        self.accounts.commit(tx, &self.actor, done).await?;
        Ok(random)
    }

    /// Signs a user out everywhere, and says of how many sessions.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub async fn end_sessions(&self, id: &str) -> Result<u64, AccountError> {
        self.needs(USERS, Permission::Change)?;
        let mut tx = self.begin().await?;
        let (_, was) = self.touch(&mut tx, id).await?;
        let ended = sessions::end_all(&mut tx, id).await?;
        let done = Done::new("sessions-ended", tables::USERS, id, was.email);
        let done = done.field("sessions", Some(&ended.to_string()), Some("0"));
        self.accounts.commit(tx, &self.actor, done).await?;
        Ok(ended)
    }

    /// Lets a user who lost the second factor sign in by password alone.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub async fn reset_second_factor(&self, id: &str) -> Result<(), AccountError> {
        self.needs(USERS, Permission::Change)?;
        let mut tx = self.begin().await?;
        let (_, was) = self.touch(&mut tx, id).await?;
        let update = Query::update()
            .table(tables::USERS)
            .value("totp_on", false)
            .value("totp_secret", Option::<String>::None)
            .and_where(Expr::col("id").eq(id))
            .to_owned();
        tx.execute(&update).await?;
        tx.execute(&rows::delete_from(RECOVERY_CODES, Expr::col("user_id").eq(id))).await?;
        sessions::end_all(&mut tx, id).await?;
        let done = Done::new("second-factor-reset", tables::USERS, id, was.email).secret("second_factor");
        Ok(self.accounts.commit(tx, &self.actor, done).await?)
    }

    /// All roles.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub async fn roles(&self) -> Result<Vec<Role>, AccountError> {
        // Who gives them sees what there is to give.
        if !self.may_users(Permission::View) {
            self.needs(ROLES, Permission::View)?;
        }
        Ok(self.accounts.roles().await?)
    }

    /// One role.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub async fn role(&self, id: &str) -> Result<Role, AccountError> {
        self.needs(ROLES, Permission::View)?;
        self.accounts.role(id).await?.ok_or(AccountError::NotFound)
    }

    /// Adds a role, and says its id.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub async fn add_role(&self, form: &RoleForm) -> Result<String, AccountError> {
        self.needs(ROLES, Permission::Add)?;
        let name = check_name(&form.name, 60).map_err(|words| AccountError::invalid("name", words))?;
        self.must_cover(&form.grants)?;
        let mut tx = self.begin().await?;
        let id = roles::add_role(&mut tx, &name, &form.grants).await.map_err(name_taken)?;
        let done = Done::new("role-added", tables::ROLES, &id, &*name).field("name", None, Some(&name));
        let done = done.field("permissions", None, some(&form.grants.words()));
        self.accounts.commit(tx, &self.actor, done).await?;
        Ok(id)
    }

    /// Changes a role, for everybody who has it, from their next request on.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub async fn change_role(&self, id: &str, form: &RoleForm) -> Result<(), AccountError> {
        self.needs(ROLES, Permission::Change)?;
        let name = check_name(&form.name, 60).map_err(|words| AccountError::invalid("name", words))?;
        self.must_cover(&form.grants)?;
        let mut tx = self.begin().await?;
        let before = roles::grants_in(&mut tx, id).await?;
        self.must_cover(&before)?;
        let was = roles::names(&mut tx, &[id.to_owned()]).await?;
        let update = Query::update()
            .table(tables::ROLES)
            .value("name", name.clone())
            .and_where(Expr::col("id").eq(id))
            .to_owned();
        tx.execute(&update).await.map_err(name_taken)?;
        roles::set_grants(&mut tx, id, &form.grants).await.map_err(gone)?;
        if before.is_everything() {
            superusers::are_left(&mut tx).await?;
        }
        let done = Done::new("role-changed", tables::ROLES, id, &*name).field("name", some(&was), Some(&name));
        let done = done.field("permissions", some(&before.words()), some(&form.grants.words()));
        Ok(self.accounts.commit(tx, &self.actor, done).await?)
    }

    /// Deletes a role, and takes it from everybody.
    ///
    /// # Errors
    /// See [`AccountError`].
    pub async fn delete_role(&self, id: &str) -> Result<(), AccountError> {
        self.needs(ROLES, Permission::Delete)?;
        let mut tx = self.begin().await?;
        let before = roles::grants_in(&mut tx, id).await?;
        self.must_cover(&before)?;
        let was = roles::names(&mut tx, &[id.to_owned()]).await?;
        tx.execute(&rows::delete_from(USER_ROLES, Expr::col("role_id").eq(id))).await?;
        tx.execute(&rows::delete_from(tables::PERMISSIONS, Expr::col("role_id").eq(id))).await?;
        if tx.execute(&rows::delete_from(tables::ROLES, Expr::col("id").eq(id))).await? == 0 {
            return Err(AccountError::NotFound);
        }
        if before.is_everything() {
            superusers::are_left(&mut tx).await?;
        }
        let done = Done::new("role-deleted", tables::ROLES, id, &*was).field("name", some(&was), None);
        let done = done.field("permissions", some(&before.words()), None);
        Ok(self.accounts.commit(tx, &self.actor, done).await?)
    }

    async fn begin(&self) -> Result<Tx, DbError> {
        let mut tx = self.accounts.db().begin().await?;
        superusers::one_at_a_time(&mut tx, self.accounts.db().dialect()).await?;
        Ok(tx)
    }

    /// What a user may do and how they are called; nobody changes whom they could not have made.
    async fn touch(&self, tx: &mut Tx, id: &str) -> Result<(Grants, Was), AccountError> {
        let select = Query::select()
            .columns(["id", "disabled", "email", "name"])
            .from(tables::USERS)
            .and_where(Expr::col("id").eq(id))
            .to_owned();
        let found = rows::lock(tx, self.accounts.db().dialect(), &select, &[TEXT, FLAG, TEXT, TEXT]).await?;
        let row = found.first().ok_or(AccountError::NotFound)?;
        let was = Was { disabled: row.flag(1)?, email: row.text(2)?, name: row.text(3)? };
        let held = roles::grants_of(tx, id).await?;
        match self.covers(&held) {
            true => Ok((held, was)),
            false => Err(AccountError::Forbidden(tr!("accounts-above-you"))),
        }
    }

    /// Refuses roles that are not there, and those that allow more than whoever gives or takes them may.
    async fn may_give(&self, tx: &mut Tx, ids: &[String]) -> Result<(), AccountError> {
        for id in ids {
            let select =
                Query::select().column("name").from(tables::ROLES).and_where(Expr::col("id").eq(&**id)).to_owned();
            let found = rows::fetch_in(tx, &select, &[TEXT]).await?;
            let Some(row) = found.first() else {
                return Err(AccountError::invalid("roles", tr!("accounts-role-gone")));
            };
            if !self.covers(&roles::grants_in(tx, id).await?) {
                return Err(AccountError::invalid("roles", tr!("accounts-role-above", name = row.text(0)?)));
            }
        }
        Ok(())
    }

    fn must_cover(&self, grants: &Grants) -> Result<(), AccountError> {
        match self.covers(grants) {
            true => Ok(()),
            false => Err(AccountError::Forbidden(tr!("accounts-grant-above"))),
        }
    }
}

/// A user before a change.
struct Was {
    disabled: bool,
    email: String,
    name: String,
}

/// As the log writes it.
fn flag(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}

/// Nothing for an empty text.
fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn name_taken(error: DbError) -> AccountError {
    match error {
        DbError::Unique { .. } => AccountError::invalid("name", tr!("accounts-role-taken")),
        other => other.into(),
    }
}

/// Grants of a role that somebody deleted meanwhile.
fn gone(error: DbError) -> AccountError {
    match error {
        DbError::ForeignKey { .. } => AccountError::NotFound,
        other => other.into(),
    }
}
