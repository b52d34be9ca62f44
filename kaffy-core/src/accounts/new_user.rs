//! Adding people by code: a command, a seed, a test.

use sea_query::{Expr, ExprTrait, Query};

use super::{
    AccountError, Accounts, Grant, Grants, Role, User,
    events::{Done, by_code},
    password, roles,
    rows::{self, TEXT},
    tables::{ROLES, USERS},
    users::{check_email, check_name, email_key},
};
use crate::{DbError, store::Tx, tr};

/// The role of those who may do everything, where none was made by another name.
const SUPERUSER: &str = "Superuser";

/// Somebody to add.
///
/// ```
/// use kaffy_core::{Admin, Permission, accounts::{Grant, NewUser}};
///
/// # async fn example(admin: Admin) -> Result<(), Box<dyn std::error::Error>> {
/// if let Some(accounts) = admin.accounts() {
///     accounts.set_role("Clerk", [Grant::on_all(Permission::View), Grant::on_all(Permission::Change)]).await?;
///     let added = accounts.create_user(NewUser::new("ann@shop.example").name("Ann").role("Clerk")).await?;
///     println!("{} signs in with {}", added.user.email, added.password.unwrap_or_default());
/// }
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct NewUser {
    pub(super) email: String,
    pub(super) name: String,
    pub(super) password: Option<String>,
    pub(super) roles: Vec<String>,
    pub(super) is_superuser: bool,
}

impl NewUser {
    /// Somebody by address, without a role.
    pub fn new(email: impl Into<String>) -> Self {
        let email = email.into();
        let name = email.split('@').next().unwrap_or_default().to_owned();
        Self { email, name, password: None, roles: Vec::new(), is_superuser: false }
    }

    /// Sets the name; by default what stands before the `@`.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Sets the password. Without one a random one is made, which has to be changed at the first sign-in.
    #[must_use]
    pub fn password(mut self, password: impl Into<String>) -> Self {
        self.password = Some(password.into());
        self
    }

    /// Adds a role by its name; it must be there.
    #[must_use]
    pub fn role(mut self, name: impl Into<String>) -> Self {
        self.roles.push(name.into());
        self
    }

    /// Allows everything, by the role “Superuser”, which is made if it is not there.
    #[must_use]
    pub fn superuser(mut self) -> Self {
        self.is_superuser = true;
        self
    }
}

/// Somebody who was added.
#[derive(Clone)]
#[non_exhaustive]
pub struct CreatedUser {
    /// Who.
    pub user: User,
    /// The random password, if none was given: this is the only time that it is known.
    pub password: Option<String>,
}

impl Accounts {
    /// Adds somebody, whoever asks: for code of the application. People add others by [`managing`](Self::managing).
    ///
    /// # Errors
    /// [`AccountError::Invalid`] with what is wrong, in words; what the database refuses.
    pub async fn create_user(&self, new: NewUser) -> Result<CreatedUser, AccountError> {
        let (ready, password) = self.prepare(&new).await?;
        let mut tx = self.db().begin().await?;
        let mut ids = Vec::new();
        for name in &new.roles {
            let id = roles::role_named(&mut tx, name).await?;
            ids.push(id.ok_or_else(|| AccountError::invalid("roles", tr!("accounts-role-unknown", name = &**name)))?);
        }
        if new.is_superuser {
            ids.push(superuser_role(&mut tx).await?);
        }
        ids.sort();
        ids.dedup();
        let id = insert(&mut tx, &ready, &ids, self.settings().now()).await?;
        let names = roles::names(&mut tx, &ids).await?;
        let done = Done::new("user-added", USERS, &id, &*ready.email).field("email", None, Some(&ready.email));
        let done = done.field("name", None, Some(&ready.name)).field("roles", None, Some(&names)).secret("password");
        self.commit(tx, &by_code(), done).await?;
        self.created(&id, password).await
    }

    /// Adds a role, whoever asks, and says which; one of the same name is kept, and then allows just this.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn set_role(&self, name: &str, grants: impl IntoIterator<Item = Grant>) -> Result<Role, AccountError> {
        let name = check_name(name, 60).map_err(|words| AccountError::invalid("name", words))?;
        let grants: Grants = grants.into_iter().collect();
        let mut tx = self.db().begin().await?;
        let (id, what, before) = match roles::role_named(&mut tx, &name).await? {
            Some(id) => {
                let before = roles::grants_in(&mut tx, &id).await?;
                roles::set_grants(&mut tx, &id, &grants).await?;
                (id, "role-changed", before)
            }
            None => (roles::add_role(&mut tx, &name, &grants).await?, "role-added", Grants::default()),
        };
        // A program that sets its roles at each start says so when they are others.
        if what == "role-added" || before != grants {
            let done = Done::new(what, ROLES, &id, &*name);
            let done = done.field("permissions", Some(&before.words()), Some(&grants.words()));
            self.commit(tx, &by_code(), done).await?;
        } else {
            tx.commit().await?;
        }
        Ok(Role { id, name, grants })
    }

    /// Checks somebody new, and hashes the password before a transaction begins.
    pub(super) async fn prepare(&self, new: &NewUser) -> Result<(Ready, Option<String>), AccountError> {
        let (email, name) = (check_email(&new.email), check_name(&new.name, 100));
        let fits = |text: &str| password::check(text, self.settings().shortest, &new.email, &new.name);
        let unfit = new.password.as_deref().map(fits).and_then(Result::err);
        let wrong = [("email", email.as_ref().err()), ("name", name.as_ref().err()), ("password", unfit.as_ref())];
        let wrong: Vec<_> = wrong.into_iter().filter_map(|(field, words)| Some((field, words?.clone()))).collect();
        let (Ok(email), Ok(name), true) = (email, name, wrong.is_empty()) else {
            return Err(AccountError::Invalid(wrong));
        };
        let random = new.password.is_none().then(password::random);
        let chosen = new.password.clone().or_else(|| random.clone()).unwrap_or_default();
        let hash = self.hasher().hash(chosen).await?;
        Ok((Ready { email, name, hash, must_change: random.is_some() }, random))
    }

    pub(super) async fn created(&self, id: &str, password: Option<String>) -> Result<CreatedUser, AccountError> {
        let user = self.user(id).await?.ok_or(AccountError::NotFound)?;
        Ok(CreatedUser { user, password })
    }
}

/// Somebody who was checked.
pub(super) struct Ready {
    pub(super) email: String,
    pub(super) name: String,
    hash: String,
    must_change: bool,
}

/// Adds somebody in a transaction, and says their id.
pub(super) async fn insert(tx: &mut Tx, new: &Ready, roles: &[String], now: i64) -> Result<String, AccountError> {
    let id = uuid::Uuid::now_v7().to_string();
    let values = [
        ("id", id.clone().into()),
        ("email", new.email.clone().into()),
        ("email_key", email_key(&new.email).into()),
        ("name", new.name.clone().into()),
        ("password_hash", new.hash.clone().into()),
        ("must_change_password", new.must_change.into()),
        ("disabled", false.into()),
        ("totp_on", false.into()),
        ("totp_step", 0_i64.into()),
        ("created", now.into()),
    ];
    tx.execute(&rows::insert_into(USERS, values)).await.map_err(taken)?;
    roles::set_roles(tx, &id, roles).await?;
    Ok(id)
}

/// The one rule that the database has about people.
pub(super) fn taken(error: DbError) -> AccountError {
    match error {
        DbError::Unique { .. } => AccountError::invalid("email", tr!("accounts-email-taken")),
        other => other.into(),
    }
}

/// A role that allows everything.
async fn superuser_role(tx: &mut Tx) -> Result<String, AccountError> {
    let select = Query::select()
        .column("role_id")
        .from(super::tables::PERMISSIONS)
        .and_where(Expr::col("resource").eq("*"))
        .and_where(Expr::col("permission").eq("*"))
        .order_by("role_id", sea_query::Order::Asc)
        .limit(1)
        .to_owned();
    if let Some(row) = rows::fetch_in(tx, &select, &[TEXT]).await?.first() {
        return Ok(row.text(0)?);
    }
    let everything: Grants = [Grant::everything()].into_iter().collect();
    Ok(roles::add_role(tx, SUPERUSER, &everything).await?)
}
