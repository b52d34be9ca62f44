//! Records that somebody looked at, as a text that their browser keeps and cannot change (A81).
//!
//! It has keys and no words: what a record is called, and whether it may still be seen, is asked when it is shown. It is
//! signed for one actor, so that whoever sits down at the same browser next sees nothing of it.

use hmac::Mac;

use crate::{
    Actor, Admin, Key, Resource,
    secret::{sealed, unsealed},
};

/// How many are kept.
const MOST: usize = 8;
/// Bytes of a key; a record with a longer one is not kept.
const LONGEST: usize = 200;

/// The records that somebody looked at last, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecentRecords(Vec<(String, String, String)>);

impl RecentRecords {
    /// Reads what a browser kept; nothing where it was not signed here, for this actor.
    pub fn read(admin: &Admin, actor: &Actor, text: &str) -> Self {
        let kept = unsealed(text, |body| sign(admin, actor, body));
        Self(kept.and_then(|body| serde_json::from_slice(&body).ok()).unwrap_or_default())
    }

    /// As a text for the browser of this actor.
    pub fn text(&self, admin: &Admin, actor: &Actor) -> Option<String> {
        let body = serde_json::to_vec(&self.0).ok()?;
        Some(sealed(&body, sign(admin, actor, &body)?))
    }

    /// Puts a record in front; `false` where it is there already, or its key is too long to be kept.
    pub fn visit(&mut self, resource: &Resource, key: &Key) -> bool {
        let one = (resource.context_slug().to_owned(), resource.slug().to_owned(), key.segment(resource));
        if one.2.len() > LONGEST || self.0.first() == Some(&one) {
            return false;
        }
        self.0.retain(|known| *known != one);
        self.0.insert(0, one);
        self.0.truncate(MOST);
        true
    }

    /// Context, slug and key segment of each, the latest first.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.0.iter().map(|(context, slug, key)| (&**context, &**slug, &**key))
    }
}

fn sign(admin: &Admin, actor: &Actor, body: &[u8]) -> Option<hmac::Hmac<sha2::Sha256>> {
    let mac = admin.secret().sign(b"kaffy recent")?;
    Some(mac.chain_update((actor.id.len() as u64).to_le_bytes()).chain_update(&actor.id).chain_update(body))
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use super::*;
    use crate::{Auth, Database, FieldMeta, ResourceMeta, TableMeta};

    const LOAF: &ResourceMeta = &ResourceMeta::new("Loaf", TableMeta::new("loaves"))
        .fields(&[FieldMeta::of::<i64>("id"), FieldMeta::of::<String>("title")])
        .primary_key(&["id"]);

    #[tokio::test]
    async fn a81_recent_records_are_signed_for_one_actor_and_bounded() {
        let db = Database::connect("sqlite::memory:").await.expect("it opens");
        let builder = Admin::builder(db).auth(Auth::none_for_local_development()).resource_meta(LOAF);
        let admin = builder.skip_database_check().build().await.expect("nothing is wrong");
        let resource = admin.registry().of(LOAF).expect("it was added");
        let (mia, bo) = (Actor::new("mia", "Mia"), Actor::new("bo", "Bo"));
        let mut recent = RecentRecords::default();
        for number in 1..=12_i64 {
            assert!(recent.visit(resource, &Key::from(number)));
        }
        assert!(!recent.visit(resource, &Key::from(12_i64)), "it is in front already");
        assert!(recent.visit(resource, &Key::from(8_i64)));
        let keys: Vec<_> = recent.iter().map(|(_, _, key)| key).collect();
        assert_eq!(keys, ["8", "12", "11", "10", "9", "7", "6", "5"]);
        let text = recent.text(&admin, &mia).expect("a text");
        assert_eq!(RecentRecords::read(&admin, &mia, &text), recent);
        for (actor, text) in [(&bo, &*text), (&mia, &text[1..]), (&mia, ""), (&mia, "a.b")] {
            assert_eq!(RecentRecords::read(&admin, actor, text), RecentRecords::default(), "{text}");
        }
    }
}
