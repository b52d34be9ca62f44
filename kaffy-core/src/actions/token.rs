//! "All that match" as a text that a browser carries and cannot change (A32, B6).
//!
//! It says which list of which resource, for whom, for which action and since when, under an HMAC. No
//! key of a row is in it, however many rows match: the server runs the query again.

use std::fmt;

use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::{
    Allowed, ListQuery, View,
    secret::{GOOD_FOR, Secret, sealed, unsealed},
    tr,
};

/// All rows that a list shows, as a signed text for a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectionToken(String);

/// A text that is no token of this admin, or no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadToken {
    /// It was not made here, or was changed, or is for somebody or something else.
    #[error("{}", tr!("action-selection-forged"))]
    Forged,
    /// It is too old.
    #[error("{}", tr!("action-selection-expired"))]
    Expired,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    context: String,
    resource: String,
    actor: String,
    query: String,
    /// None on the list, where no action has been chosen yet.
    action: Option<String>,
    since: i64,
}

impl SelectionToken {
    /// Signs all rows of a list for an actor: for one action, or for a list where none has been chosen.
    pub fn new(seen: &Allowed<View>, query: &ListQuery, action: Option<&str>) -> Self {
        Self::at(seen, query, action, now())
    }

    fn at(seen: &Allowed<View>, query: &ListQuery, action: Option<&str>, since: i64) -> Self {
        let (resource, actor, secret) = (seen.resource(), seen.actor(), seen.admin().secret());
        let claims = Claims {
            context: resource.context_slug().to_owned(),
            resource: resource.slug().to_owned(),
            actor: actor.id.clone(),
            query: query.rows_only().to_query_string(),
            action: action.map(str::to_owned),
            since,
        };
        let text = serde_json::to_vec(&claims).unwrap_or_default();
        Self(sign(secret, &text).map(|signature| sealed(&text, signature)).unwrap_or_default())
    }

    /// Reads a text that a browser sent: the list it stands for.
    ///
    /// # Errors
    /// When it was not signed here for this resource, actor and action, or is older than twelve hours.
    pub fn read(seen: &Allowed<View>, action: Option<&str>, text: &str) -> Result<ListQuery, BadToken> {
        Self::read_at(seen, action, text, now())
    }

    fn read_at(seen: &Allowed<View>, action: Option<&str>, text: &str, now: i64) -> Result<ListQuery, BadToken> {
        let (resource, actor, secret) = (seen.resource(), seen.actor(), seen.admin().secret());
        let text = unsealed(text, |text| sign(secret, text)).ok_or(BadToken::Forged)?;
        let claims: Claims = serde_json::from_slice(&text).map_err(|_| BadToken::Forged)?;
        let is_ours = claims.context == resource.context_slug()
            && claims.resource == resource.slug()
            && claims.actor == actor.id
            && claims.action.as_deref() == action;
        if !is_ours {
            return Err(BadToken::Forged);
        }
        if !(0..GOOD_FOR).contains(&(now - claims.since)) {
            return Err(BadToken::Expired);
        }
        let pairs: Vec<_> = form_urlencoded::parse(claims.query.as_bytes()).into_owned().collect();
        // Signed before the resource's filters changed.
        let query = seen.list_query(&pairs).map_err(|_| BadToken::Expired)?;
        // A search that falls away, since its fields are hidden or searched no more, would leave all rows.
        if query.rows_only().to_query_string() != claims.query {
            return Err(BadToken::Expired);
        }
        // All of the trash is not all of the list.
        if query.is_in_trash() == seen.is_in_trash() { Ok(query) } else { Err(BadToken::Forged) }
    }
}

impl fmt::Display for SelectionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn sign(secret: &Secret, text: &[u8]) -> Option<Hmac<Sha256>> {
    secret.sign(b"kaffy selection").map(|mac| mac.chain_update(text))
}

fn now() -> i64 {
    chrono::Utc::now().timestamp()
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use super::*;
    use crate::{Actor, Admin, Auth, Database, FieldMeta, ResourceMeta, TableMeta};

    const LOAF: &ResourceMeta = &ResourceMeta::new("Loaf", TableMeta::new("loaves"))
        .fields(&[FieldMeta::of::<i64>("id"), FieldMeta::of::<String>("title")])
        .primary_key(&["id"]);

    #[tokio::test]
    async fn b6_a_token_is_good_for_a_day_of_work() {
        let db = Database::connect("sqlite::memory:").await.expect("it opens");
        let auth = Auth::none_for_local_development();
        let builder = Admin::builder(db).auth(auth).resource_meta(LOAF).skip_database_check();
        let admin = builder.build().await.expect("nothing is wrong");
        let resource = admin.registry().of(LOAF).expect("it was added");
        let seen = admin.authorize::<View>(&Actor::new("mia", "Mia"), resource).expect("everything is allowed");
        let query = ListQuery::new(resource);
        let token = SelectionToken::at(&seen, &query, Some("bake"), 1_000_000).to_string();
        let read = |now| SelectionToken::read_at(&seen, Some("bake"), &token, now).map(drop);
        assert_eq!(read(1_000_000), Ok(()));
        assert_eq!(read(1_000_000 + GOOD_FOR - 1), Ok(()));
        assert_eq!(read(1_000_000 + GOOD_FOR), Err(BadToken::Expired));
        assert_eq!(read(999_999), Err(BadToken::Expired), "from the future");
        assert_eq!(SelectionToken::read_at(&seen, Some("eat"), &token, 1_000_000).map(drop), Err(BadToken::Forged));
    }
}
