//! A text that a browser carries from one page of an area to the next and cannot change.

use chrono::Utc;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{AreaRight, Right};
use crate::{
    BadToken,
    secret::{GOOD_FOR, sealed, unsealed},
};

impl<R: AreaRight> Right<R> {
    /// Signs a text for the actor and this right, and for one purpose.
    pub fn seal(&self, purpose: &str, text: &str) -> String {
        self.seal_at(purpose, text, Utc::now().timestamp())
    }

    fn seal_at(&self, purpose: &str, text: &str, now: i64) -> String {
        let signed = serde_json::json!([now, text]).to_string();
        self.sign(purpose, signed.as_bytes()).map(|signature| sealed(signed.as_bytes(), signature)).unwrap_or_default()
    }

    /// Reads what a browser sent.
    ///
    /// # Errors
    /// When it was not signed here for this actor, right and purpose, or is older than twelve hours.
    pub fn unseal(&self, purpose: &str, sealed: &str) -> Result<String, BadToken> {
        self.unseal_at(purpose, sealed, Utc::now().timestamp())
    }

    fn unseal_at(&self, purpose: &str, sealed: &str, now: i64) -> Result<String, BadToken> {
        let signed = unsealed(sealed, |signed| self.sign(purpose, signed)).ok_or(BadToken::Forged)?;
        let (since, text): (i64, String) = serde_json::from_slice(&signed).map_err(|_| BadToken::Forged)?;
        if (0..GOOD_FOR).contains(&(now - since)) { Ok(text) } else { Err(BadToken::Expired) }
    }

    fn sign(&self, purpose: &str, signed: &[u8]) -> Option<Hmac<Sha256>> {
        let signed = str::from_utf8(signed).ok()?;
        let whom = serde_json::json!([R::AREA.key(), R::KEY, purpose, self.actor().id, signed]).to_string();
        self.admin().secret().sign(b"kaffy area").map(|mac| mac.chain_update(whom))
    }
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use super::*;
    use crate::{
        Actor, Admin, Area, Auth, Database,
        job_rights::{Cancel, Retry},
    };

    #[tokio::test]
    async fn b6_a_sealed_text_is_for_one_actor_right_purpose_and_day() {
        let db = Database::connect("sqlite::memory:").await.expect("it opens");
        let builder = Admin::builder(db).auth(Auth::none_for_local_development()).with_area(Area::Jobs);
        let admin = builder.build().await.expect("nothing is wrong");
        let (mia, ben) = (Actor::new("mia", "Mia"), Actor::new("ben", "Ben"));
        let right = admin.authorize_area::<Retry>(&mia).expect("everything is allowed");
        let sealed = right.seal_at("bulk", "state=failed", 1_000_000);
        assert_eq!(right.unseal_at("bulk", &sealed, 1_000_001).as_deref(), Ok("state=failed"));
        assert_eq!(right.unseal_at("bulk", &sealed, 1_000_000 + GOOD_FOR), Err(BadToken::Expired));
        assert_eq!(right.unseal_at("other", &sealed, 1_000_001), Err(BadToken::Forged));
        let other = admin.authorize_area::<Retry>(&ben).expect("everything is allowed");
        assert_eq!(other.unseal_at("bulk", &sealed, 1_000_001), Err(BadToken::Forged));
        let other = admin.authorize_area::<Cancel>(&mia).expect("everything is allowed");
        assert_eq!(other.unseal_at("bulk", &sealed, 1_000_001), Err(BadToken::Forged));
        assert_eq!(right.unseal_at("bulk", &sealed.replace('.', ""), 1_000_001), Err(BadToken::Forged));
    }
}
