//! Roles: reading them with what they allow.

use std::collections::BTreeMap;

use sea_query::{Condition, Expr, ExprTrait, Order, Query};

use super::{
    Accounts, Grant, Grants,
    rows::{self, TEXT},
    tables::{PERMISSIONS, ROLES, USER_ROLES},
};
use crate::{DbError, store::Tx};

/// A role.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Role {
    /// Names it for ever.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What it allows.
    pub grants: Grants,
}

impl Accounts {
    /// All roles by name.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn roles(&self) -> Result<Vec<Role>, DbError> {
        self.roles_where(Condition::all()).await
    }

    /// A role by id.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn role(&self, id: &str) -> Result<Option<Role>, DbError> {
        Ok(self.roles_where(Condition::all().add(Expr::col((ROLES, "id")).eq(id))).await?.pop())
    }

    async fn roles_where(&self, which: Condition) -> Result<Vec<Role>, DbError> {
        let select = Query::select()
            .columns([(ROLES, "id"), (ROLES, "name")])
            .columns([(PERMISSIONS, "resource"), (PERMISSIONS, "permission")])
            .from(ROLES)
            .left_join(PERMISSIONS, Expr::col((PERMISSIONS, "role_id")).equals((ROLES, "id")))
            .cond_where(which)
            .order_by((ROLES, "name"), Order::Asc)
            .to_owned();
        let mut roles: Vec<Role> = Vec::new();
        let mut places = BTreeMap::new();
        for row in rows::fetch(self.db(), &select, &[TEXT, TEXT, TEXT, TEXT]).await? {
            let id = row.text(0)?;
            let at = match places.get(&id) {
                Some(at) => *at,
                None => {
                    roles.push(Role { id: id.clone(), name: row.text(1)?, grants: Grants::default() });
                    places.insert(id, roles.len() - 1);
                    roles.len() - 1
                }
            };
            if let (Some(resource), Some(permission)) = (row.maybe_text(2)?, row.maybe_text(3)?) {
                roles[at].grants.0.insert(Grant { resource, permission });
            }
        }
        Ok(roles)
    }

    /// How many people have a role.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn people_with(&self, role: &str) -> Result<i64, DbError> {
        let select = Query::select()
            .expr(Expr::col("user_id").count())
            .from(USER_ROLES)
            .and_where(Expr::col("role_id").eq(role))
            .to_owned();
        rows::fetch(self.db(), &select, &[rows::number()]).await?.first().map_or(Ok(0), |row| row.number(0))
    }
}

/// What a user's roles allow together, as of this transaction.
pub(super) async fn grants_of(tx: &mut Tx, user: &str) -> Result<Grants, DbError> {
    let select = Query::select()
        .columns([(PERMISSIONS, "resource"), (PERMISSIONS, "permission")])
        .from(USER_ROLES)
        .inner_join(PERMISSIONS, Expr::col((PERMISSIONS, "role_id")).equals((USER_ROLES, "role_id")))
        .and_where(Expr::col((USER_ROLES, "user_id")).eq(user))
        .to_owned();
    grants(tx, &select).await
}

/// What a role allows, as of this transaction.
pub(super) async fn grants_in(tx: &mut Tx, role: &str) -> Result<Grants, DbError> {
    let select = Query::select()
        .columns(["resource", "permission"])
        .from(PERMISSIONS)
        .and_where(Expr::col("role_id").eq(role))
        .to_owned();
    grants(tx, &select).await
}

async fn grants(tx: &mut Tx, select: &sea_query::SelectStatement) -> Result<Grants, DbError> {
    let found = rows::fetch_in(tx, select, &[TEXT, TEXT]).await?;
    found.iter().map(|row| Ok(Grant { resource: row.text(0)?, permission: row.text(1)? })).collect()
}

/// The roles of a user, by id.
pub(super) async fn roles_of(tx: &mut Tx, user: &str) -> Result<Vec<String>, DbError> {
    let select = Query::select().column("role_id").from(USER_ROLES).and_where(Expr::col("user_id").eq(user)).to_owned();
    rows::fetch_in(tx, &select, &[TEXT]).await?.iter().map(|row| row.text(0)).collect()
}

/// Gives a user these roles and no other.
pub(super) async fn set_roles(tx: &mut Tx, user: &str, roles: &[String]) -> Result<(), DbError> {
    tx.execute(&rows::delete_from(USER_ROLES, Expr::col("user_id").eq(user))).await?;
    for role in roles {
        let insert = rows::insert_into(USER_ROLES, [("user_id", user.into()), ("role_id", role.clone().into())]);
        tx.execute(&insert).await?;
    }
    Ok(())
}

/// Has a role allow this and nothing else.
pub(super) async fn set_grants(tx: &mut Tx, role: &str, grants: &Grants) -> Result<(), DbError> {
    tx.execute(&rows::delete_from(PERMISSIONS, Expr::col("role_id").eq(role))).await?;
    for grant in grants.iter() {
        let values = [
            ("role_id", role.into()),
            ("resource", grant.resource.clone().into()),
            ("permission", grant.permission.clone().into()),
        ];
        tx.execute(&rows::insert_into(PERMISSIONS, values)).await?;
    }
    Ok(())
}

/// Adds a role, and says its id.
pub(super) async fn add_role(tx: &mut Tx, name: &str, grants: &Grants) -> Result<String, DbError> {
    let id = uuid::Uuid::now_v7().to_string();
    tx.execute(&rows::insert_into(ROLES, [("id", id.clone().into()), ("name", name.into())])).await?;
    set_grants(tx, &id, grants).await?;
    Ok(id)
}

/// The id of a role by its name.
pub(super) async fn role_named(tx: &mut Tx, name: &str) -> Result<Option<String>, DbError> {
    let select = Query::select().column("id").from(ROLES).and_where(Expr::col("name").eq(name)).to_owned();
    rows::fetch_in(tx, &select, &[TEXT]).await?.first().map(|row| row.text(0)).transpose()
}

/// The names of roles, in one text.
pub(super) async fn names(tx: &mut Tx, ids: &[String]) -> Result<String, DbError> {
    let select = Query::select()
        .column("name")
        .from(ROLES)
        .and_where(Expr::col("id").is_in(ids.iter().map(String::as_str)))
        .order_by("name", Order::Asc)
        .to_owned();
    let names: Result<Vec<_>, _> = rows::fetch_in(tx, &select, &[TEXT]).await?.iter().map(|row| row.text(0)).collect();
    Ok(names?.join(", "))
}
