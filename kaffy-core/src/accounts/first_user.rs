//! The first user: somebody has to be able to sign in, and nobody by a password that everybody knows.

use sea_query::Query;

use super::{AccountError, Accounts, NewUser, rows, tables::USERS};
use crate::DbError;

impl Accounts {
    /// Makes the first user, where there is none and it was said who. Of several processes one makes it.
    ///
    /// # Errors
    /// When address or password are refused, or the database refuses.
    pub(crate) async fn make_first_user(&self) -> Result<(), AccountError> {
        if self.has_somebody().await? {
            return Ok(());
        }
        let Some(first) = self.settings().first() else {
            tracing::warn!(
                "there is no user yet, so nobody can sign in: start once with KAFFY_ADMIN_EMAIL (and \
                 KAFFY_ADMIN_PASSWORD) set, or call `Accounts::create_user`"
            );
            return Ok(());
        };
        let mut new = NewUser::new(first.email).superuser();
        new.password = first.password;
        let made = match self.create_user(new).await {
            Ok(made) => made,
            // Another process was faster, with the user or with the role.
            Err(_) if self.has_somebody().await? => return Ok(()),
            Err(error) => return Err(error),
        };
        if let Some(password) = made.password {
            // Not to the log, which is kept: whoever started the program reads it here, once.
            eprintln!(
                "\nThe first user of the admin is {}\nwith the password {password}\nIt is shown this once, and has to be \
                 changed at the first sign-in.\n",
                made.user.email
            );
        }
        Ok(())
    }

    async fn has_somebody(&self) -> Result<bool, DbError> {
        let select = Query::select().column("id").from(USERS).limit(1).to_owned();
        Ok(!rows::fetch(self.db(), &select, &[rows::TEXT]).await?.is_empty())
    }
}
