//! The key of an admin, and what a browser carries from page to page and cannot change.

use std::fmt;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// How long what somebody chose on one page is good for on the next, in seconds: a working day.
pub(crate) const GOOD_FOR: i64 = 12 * 60 * 60;

/// The key that an admin signs with.
#[derive(Clone)]
pub(crate) struct Secret(Vec<u8>);

impl Secret {
    /// The fewest bytes a key may have.
    pub(crate) const LEAST: usize = 32;

    pub(crate) fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// One that this process alone knows.
    pub(crate) fn random() -> Self {
        Self(rand::random::<[u8; 32]>().to_vec())
    }

    pub(crate) fn is_long_enough(&self) -> bool {
        self.0.len() >= Self::LEAST
    }

    /// Begins a signature; what is signed for one purpose is worth nothing for another.
    pub(crate) fn sign(&self, purpose: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(purpose);
        mac.update(b"\0");
        Some(mac)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// What is signed, with its signature, as a text that stands in a form, an address or a cookie.
pub(crate) fn sealed(signed: &[u8], signature: Hmac<Sha256>) -> String {
    let mac = signature.finalize().into_bytes();
    format!("{}.{}", BASE64_URL_SAFE_NO_PAD.encode(signed), BASE64_URL_SAFE_NO_PAD.encode(mac))
}

/// What was signed; `None` where its signature is another one than `sign` would give it now.
pub(crate) fn unsealed(text: &str, sign: impl FnOnce(&[u8]) -> Option<Hmac<Sha256>>) -> Option<Vec<u8>> {
    let (signed, mac) = text.split_once('.')?;
    let decode = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).ok();
    let (signed, mac) = (decode(signed)?, decode(mac)?);
    // In constant time.
    sign(&signed)?.verify_slice(&mac).ok()?;
    Some(signed)
}
