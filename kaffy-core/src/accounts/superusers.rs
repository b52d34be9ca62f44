//! Somebody who may do everything is always left, whatever two people do at once.

use sea_query::{Expr, ExprTrait, Order, Query};

use super::{
    AccountError,
    rows::{self, TEXT, number},
    tables::{PERMISSIONS, ROLES, USER_ROLES, USERS},
};
use crate::{DbError, Dialect, store::Tx};

/// Lets one transaction at a time change who may do what: two that each take away one of the last two would not see
/// each other otherwise. The roles, of which there are few, stand for all of it.
pub(super) async fn one_at_a_time(tx: &mut Tx, dialect: Dialect) -> Result<(), DbError> {
    let select = Query::select().column("id").from(ROLES).order_by("id", Order::Asc).to_owned();
    rows::lock(tx, dialect, &select, &[TEXT]).await.map(drop)
}

/// Refuses what was done in a transaction, if nobody is left.
pub(super) async fn are_left(tx: &mut Tx) -> Result<(), AccountError> {
    let select = Query::select()
        .expr(Expr::col((USERS, "id")).count())
        .from(USERS)
        .inner_join(USER_ROLES, Expr::col((USER_ROLES, "user_id")).equals((USERS, "id")))
        .inner_join(PERMISSIONS, Expr::col((PERMISSIONS, "role_id")).equals((USER_ROLES, "role_id")))
        .and_where(Expr::col((USERS, "disabled")).eq(false))
        .and_where(Expr::col((PERMISSIONS, "resource")).eq("*"))
        .and_where(Expr::col((PERMISSIONS, "permission")).eq("*"))
        .to_owned();
    let found = rows::fetch_in(tx, &select, &[number()]).await?;
    match found.first().map_or(Ok(0), |row| row.number(0))? {
        0 => Err(AccountError::LastSuperuser),
        _ => Ok(()),
    }
}
