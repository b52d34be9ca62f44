//! Somebody with an account who does something without a session: what goes on after the request that began it.

use sea_query::{Expr, ExprTrait, Query};

use super::{
    Accounts, Grant, Grants,
    rows::{self, Cells, FLAG, TEXT},
    tables::{PERMISSIONS, ROLES, USER_ROLES, USERS},
};
use crate::{Actor, DbError};

impl Accounts {
    /// Whoever has this id, with roles and what they allow as they are now; `None` for an account that is disabled or
    /// gone. One statement.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub(crate) async fn acting(&self, id: &str) -> Result<Option<Actor>, DbError> {
        Ok(self.now(id).await?.map(|(actor, _)| actor))
    }

    /// The same with the address.
    pub(super) async fn now(&self, id: &str) -> Result<Option<(Actor, String)>, DbError> {
        let mut select = Query::select();
        select
            .columns([(USERS, "id"), (USERS, "name"), (USERS, "disabled"), (USERS, "locale"), (USERS, "time_zone")])
            .column((ROLES, "name"))
            .columns([(PERMISSIONS, "resource"), (PERMISSIONS, "permission")])
            .column((USERS, "email"))
            .from(USERS)
            .left_join(USER_ROLES, Expr::col((USER_ROLES, "user_id")).equals((USERS, "id")))
            .left_join(ROLES, Expr::col((ROLES, "id")).equals((USER_ROLES, "role_id")))
            .left_join(PERMISSIONS, Expr::col((PERMISSIONS, "role_id")).equals((ROLES, "id")))
            .and_where(Expr::col((USERS, "id")).eq(id));
        let found = rows::fetch(self.db(), &select, &[TEXT, TEXT, FLAG, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT]).await?;
        let Some(first) = found.first() else { return Ok(None) };
        if first.flag(2)? {
            return Ok(None);
        }
        let mut actor = Actor::new(first.text(0)?, first.text(1)?);
        actor.locale = first.maybe_text(3)?;
        actor.time_zone = first.maybe_text(4)?.and_then(|zone| zone.parse().ok());
        give_roles(&mut actor, &found, 5)?;
        Ok(Some((actor, first.text(8)?)))
    }
}

/// Roles and what they allow, from rows that have a role, a resource and a permission from a column on.
pub(super) fn give_roles(actor: &mut Actor, rows: &[Cells], at: usize) -> Result<(), DbError> {
    let mut grants = Grants::default();
    for row in rows {
        if let Some(role) = row.maybe_text(at)?
            && !actor.has_role(&role)
        {
            actor.roles.push(role);
        }
        if let (Some(resource), Some(permission)) = (row.maybe_text(at + 1)?, row.maybe_text(at + 2)?) {
            grants.0.insert(Grant { resource, permission });
        }
    }
    actor.grants = Some(grants.into());
    Ok(())
}
