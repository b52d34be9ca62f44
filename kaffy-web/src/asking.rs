//! Who asks, where the application says so and not a session of built-in accounts.

use axum::http::request::Parts;
use kaffy_core::{Actor, Admin};

/// The actor of a request, by the rule that the admin was built with.
pub(crate) async fn actor(admin: &Admin, parts: &Parts) -> Option<Actor> {
    // Only the kit itself can put somebody here, from inside the process.
    #[cfg(feature = "testing")]
    if let Some(actor) = crate::testing::stands_for(parts) {
        return Some(actor);
    }
    admin.auth().actor(parts).await
}
