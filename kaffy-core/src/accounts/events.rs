//! What happens to accounts, told in one place: to the log for now, and to the audit log where there is one.
//!
//! No password, hash, code or id of a session comes here.

use super::Network;

pub(super) fn signed_in(user: &str, network: Network) {
    tracing::info!(user, address = ?network.address(), "signed in");
}

/// `user` is the one that was tried, where there is one: what was typed in its place may be a password.
pub(super) fn sign_in_failed(user: Option<&str>, why: &'static str, network: Network) {
    tracing::warn!(user, why, address = ?network.address(), "a sign-in failed");
}

pub(super) fn signed_out(user: &str) {
    tracing::info!(user, "signed out");
}

/// Something that somebody did to a user or a role: `what` is a fixed word.
pub(super) fn changed(actor: &str, what: &'static str, whom: &str) {
    tracing::info!(actor, what, whom, "an account was changed");
}
