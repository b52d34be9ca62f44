//! People: reading them, one and by pages. Their hashes are read where they are compared, and nowhere else.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_query::{Condition, Expr, ExprTrait, Func, LikeExpr, Order, Query, SelectStatement};

use super::{
    Accounts,
    rows::{self, Cells, FLAG, TEXT, number},
    sessions::instant,
    tables::{ROLES, USER_ROLES, USERS},
};
use crate::{DbError, store::Read, tr};

/// Of those who are called the same so many are looked for.
const FOUND: u64 = 50;

/// Somebody who may sign in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct User {
    /// Names them for ever; the id of their [`Actor`](crate::Actor).
    pub id: String,
    /// What they sign in with.
    pub email: String,
    /// What others call them.
    pub name: String,
    /// Whether they have to choose a password before anything else.
    pub must_change_password: bool,
    /// Whether they may not sign in.
    pub disabled: bool,
    /// The language and region that pages are written in for them.
    pub locale: Option<String>,
    /// Their time zone, by name.
    pub time_zone: Option<String>,
    /// Whether they sign in with a code as well.
    pub has_second_factor: bool,
    /// Since when they are here.
    pub created: DateTime<Utc>,
    /// When they last signed in.
    pub last_sign_in: Option<DateTime<Utc>>,
    /// Their roles: ids and names, by name.
    pub roles: Vec<(String, String)>,
}

/// Some users of a list, and how it goes on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UserPage {
    /// The users, by address.
    pub users: Vec<User>,
    /// Where the next page begins, if there is one.
    pub after: Option<String>,
}

/// The address by which somebody is found, whatever the case.
pub(super) fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Says what is wrong with an address. Whether mail arrives there, only mail can tell.
pub(super) fn check_email(email: &str) -> Result<String, String> {
    let email = email.trim();
    let is_plain = email.chars().all(|sign| !sign.is_whitespace() && !sign.is_control());
    let has_parts = email.rsplit_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    match is_plain && has_parts && email.chars().count() <= 254 && email_key(email).chars().count() <= 254 {
        true => Ok(email.to_owned()),
        false => Err(tr!("accounts-email-wrong")),
    }
}

/// Says what is wrong with a name.
pub(super) fn check_name(name: &str, most: usize) -> Result<String, String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(tr!("form-required"));
    }
    match name.chars().count() <= most && !name.chars().any(char::is_control) {
        true => Ok(name.to_owned()),
        false => Err(tr!("accounts-name-long", most = most.to_string())),
    }
}

const READS: fn() -> [Read; 10] = || [TEXT, TEXT, TEXT, FLAG, FLAG, TEXT, TEXT, FLAG, number(), number()];

fn select() -> SelectStatement {
    Query::select()
        .columns(["id", "email", "name", "must_change_password", "disabled", "locale", "time_zone", "totp_on"])
        .columns(["created", "last_sign_in"])
        .from(USERS)
        .to_owned()
}

fn user(row: &Cells) -> Result<User, DbError> {
    Ok(User {
        id: row.text(0)?,
        email: row.text(1)?,
        name: row.text(2)?,
        must_change_password: row.flag(3)?,
        disabled: row.flag(4)?,
        locale: row.maybe_text(5)?,
        time_zone: row.maybe_text(6)?,
        has_second_factor: row.flag(7)?,
        created: instant(row.number(8)?),
        last_sign_in: row.maybe_number(9)?.map(instant),
        roles: Vec::new(),
    })
}

/// A text with another in it, whatever the case of ASCII letters.
fn contains(column: &'static str, words: &str) -> Expr {
    // A sign that is plain in the strings of every database.
    let wild = |sign: char| matches!(sign, '%' | '_' | '!');
    let escaped: String =
        words.to_lowercase().chars().flat_map(|c| wild(c).then_some('!').into_iter().chain([c])).collect();
    Expr::expr(Func::lower(Expr::col(column))).like(LikeExpr::new(format!("%{escaped}%")).escape('!'))
}

impl Accounts {
    /// A user by id.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn user(&self, id: &str) -> Result<Option<User>, DbError> {
        self.one(select().and_where(Expr::col("id").eq(id)).to_owned()).await
    }

    /// A user by address, whatever the case.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn user_by_email(&self, email: &str) -> Result<Option<User>, DbError> {
        self.one(select().and_where(Expr::col("email_key").eq(email_key(email))).to_owned()).await
    }

    /// The ids of those who are called so, a few at most.
    pub(crate) async fn called(&self, name: &str) -> Result<Vec<String>, DbError> {
        let select =
            Query::select().column("id").from(USERS).and_where(Expr::col("name").eq(name)).limit(FOUND).to_owned();
        rows::fetch(self.db(), &select, &[TEXT]).await?.iter().map(|row| row.text(0)).collect()
    }

    async fn one(&self, select: SelectStatement) -> Result<Option<User>, DbError> {
        let found = rows::fetch(self.db(), &select, &READS()).await?;
        let users = found.iter().map(user).collect::<Result<Vec<_>, _>>()?;
        Ok(self.with_roles(users).await?.pop())
    }

    /// The users whose address or name has these words in it, after an address.
    pub(super) async fn page_of_users(&self, words: &str, after: Option<&str>, rows: u16) -> Result<UserPage, DbError> {
        let mut select = select();
        for word in words.split_whitespace().take(8) {
            select.cond_where(Condition::any().add(contains("email", word)).add(contains("name", word)));
        }
        if let Some(after) = after {
            select.and_where(Expr::col("email_key").gt(after));
        }
        select.order_by("email_key", Order::Asc).limit(u64::from(rows) + 1);
        let found = rows::fetch(self.db(), &select, &READS()).await?;
        let mut users = found.iter().map(user).collect::<Result<Vec<_>, _>>()?;
        let goes_on = users.len() > usize::from(rows);
        users.truncate(rows.into());
        let after = users.last().filter(|_| goes_on).map(|last| email_key(&last.email));
        Ok(UserPage { users: self.with_roles(users).await?, after })
    }

    async fn with_roles(&self, mut users: Vec<User>) -> Result<Vec<User>, DbError> {
        if users.is_empty() {
            return Ok(users);
        }
        let select = Query::select()
            .column((USER_ROLES, "user_id"))
            .columns([(ROLES, "id"), (ROLES, "name")])
            .from(USER_ROLES)
            .inner_join(ROLES, Expr::col((ROLES, "id")).equals((USER_ROLES, "role_id")))
            .and_where(Expr::col((USER_ROLES, "user_id")).is_in(users.iter().map(|user| user.id.clone())))
            .order_by((ROLES, "name"), Order::Asc)
            .to_owned();
        let mut roles: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for row in rows::fetch(self.db(), &select, &[TEXT, TEXT, TEXT]).await? {
            roles.entry(row.text(0)?).or_default().push((row.text(1)?, row.text(2)?));
        }
        for user in &mut users {
            user.roles = roles.remove(&user.id).unwrap_or_default();
        }
        Ok(users)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a76_an_address_has_two_parts_and_no_space() {
        for good in ["ann@shop.example", " ann@shop.example ", "a@b", "Änn@shop.example", "a@b@c.example"] {
            assert!(check_email(good).is_ok(), "{good}");
        }
        for bad in ["", "ann", "@shop.example", "ann@", "an n@shop.example", "ann@shop\r\n.example"] {
            assert!(check_email(bad).is_err(), "{bad}");
        }
        assert!(check_email(&format!("{}@b.example", "a".repeat(250))).is_err());
    }
}
