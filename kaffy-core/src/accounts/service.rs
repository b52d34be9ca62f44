//! Accounts that are open: their tables are there, and people can sign in.

use std::{fmt, sync::Arc};

use super::{AccountError, AccountSettings, hashing::Hasher, tables::MIGRATIONS};
use crate::{
    Database, DbError, Problem,
    own_tables::{is_made, migrate},
};

/// Built-in accounts over a database. Cheap to clone.
///
/// An admin with [`Auth::built_in`](crate::Auth::built_in) has its own, [`Admin::accounts`](crate::Admin::accounts).
/// A command that adds somebody opens them by itself:
///
#[cfg_attr(feature = "sqlite", doc = "```")]
#[cfg_attr(not(feature = "sqlite"), doc = "```no_run")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use kaffy_core::{Database, accounts::{Accounts, AccountSettings, NewUser}};
///
/// let db = Database::connect("sqlite::memory:").await?;
/// let accounts = Accounts::open(&db, AccountSettings::new()).await?;
/// let made = accounts.create_user(NewUser::new("ann@shop.example").superuser()).await?;
/// println!("the first password of {}: {}", made.user.email, made.password.unwrap_or_default());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Accounts(Arc<Inner>);

struct Inner {
    db: Database,
    settings: AccountSettings,
    hasher: Hasher,
    /// Whether what happens is told to the audit log.
    is_audited: bool,
}

impl Accounts {
    /// Opens the accounts of a database, and makes their tables where they are missing. Of several processes one
    /// makes them and the others wait. Where the database has an audit log, what is done to accounts is told to it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn open(db: &Database, settings: AccountSettings) -> Result<Self, AccountError> {
        Self::open_with(db, settings, None).await
    }

    /// The same, where it is known whether there is an audit log.
    async fn open_with(
        db: &Database,
        settings: AccountSettings,
        is_audited: Option<bool>,
    ) -> Result<Self, AccountError> {
        migrate(db, MIGRATIONS).await?;
        let is_audited = match is_audited {
            Some(is_audited) => is_audited,
            None => is_made(db, crate::audit::VERSION).await?,
        };
        let hasher = Hasher::new(settings.memory_kib, settings.passes).await?;
        Ok(Self(Arc::new(Inner { db: db.clone(), settings, hasher, is_audited })))
    }

    /// The accounts of an admin that is being built, with somebody who can sign in.
    pub(crate) async fn of_admin(
        db: &Database,
        settings: &AccountSettings,
        is_audited: bool,
        problems: &mut Vec<Problem>,
    ) -> Result<Option<Self>, DbError> {
        let accounts = match Self::open_with(db, settings.clone(), Some(is_audited)).await {
            Ok(accounts) => accounts,
            Err(AccountError::Database(error)) => return Err(error),
            Err(error) => {
                problems.push(Problem::new("Admin", format!("the accounts cannot be opened: {error}")));
                return Ok(None);
            }
        };
        match accounts.make_first_user().await {
            Ok(()) => Ok(Some(accounts)),
            Err(AccountError::Database(error)) => Err(error),
            Err(error) => {
                let message = format!("the first user (KAFFY_ADMIN_EMAIL, KAFFY_ADMIN_PASSWORD) is refused: {error}");
                problems.push(Problem::new("Admin", message));
                Ok(None)
            }
        }
    }

    /// How many hashes of passwords were computed so far: for a test of what a sign-in costs.
    pub fn hashes(&self) -> u64 {
        self.0.hasher.computed()
    }

    /// How many characters a password has at least.
    pub fn shortest_password(&self) -> usize {
        self.0.settings.shortest
    }

    pub(super) fn db(&self) -> &Database {
        &self.0.db
    }

    pub(super) fn is_audited(&self) -> bool {
        self.0.is_audited
    }

    pub(super) fn settings(&self) -> &AccountSettings {
        &self.0.settings
    }

    pub(super) fn hasher(&self) -> &Hasher {
        &self.0.hasher
    }
}

impl fmt::Debug for Accounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accounts").field("settings", &self.0.settings).finish_non_exhaustive()
    }
}
