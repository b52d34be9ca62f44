//! Tables of kaffy's own, all of them named `kaffy_…`: their versions, and bringing a database to the latest (F23).
//!
//! A version is a list of steps that never changes once it was released; what has to change is a new version. What a
//! table is for stands where it is used: `accounts/`, `audit/`.

mod migrate;
mod migration;
#[cfg(all(test, any(feature = "sqlite", feature = "postgres", feature = "mysql")))]
pub(crate) mod tests;

pub(crate) use migrate::is_made;
pub use migrate::migrate;
pub use migration::{Migration, Step};
