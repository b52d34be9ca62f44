//! The audit log: who did what, when and from where, with every field before and after (S40, A66 to A68, W13).
//!
//! An entry is written in the transaction of the change it is about, so there is never one without the other
//! (F19). What a transaction did is gathered in its [`Ctx`](crate::Ctx) and written at the commit, all of it at once:
//! `trail.rs` gathers, `kept.rs` says what of a value is kept, `chain.rs` writes. Each entry holds the hash of the one
//! before, and `verify.rs` finds whatever was changed, taken away or moved. Nothing here changes or deletes an entry,
//! and triggers of the database refuse it to everybody else (`tables.rs`).
//!
//! Reading is a matter of permissions: `reading.rs` hands out what an actor may see and nothing else.

mod accounts;
mod acted;
mod areas;
mod asking;
mod chain;
mod config;
mod entry;
mod event;
mod kept;
mod last;
mod origin;
mod reading;
mod stored;
mod tables;
#[cfg(all(test, any(feature = "sqlite", feature = "postgres", feature = "mysql")))]
pub(crate) mod tests;
mod trail;
mod verify;

pub(crate) use accounts::AccountNote;
pub use accounts::{AccountChange, AccountEntry};
#[doc(hidden)]
pub use areas::Told;
pub use asking::{AuditPlace, AuditQuery};
pub use config::Audit;
pub use entry::{AuditEntry, FieldChange};
pub use event::AuditEvent;
pub use kept::Kept;
pub(crate) use last::{Last, Moved};
pub use origin::Origin;
pub use reading::{AuditPage, History};
pub(crate) use tables::{VERSION, prepare};
pub(crate) use trail::{Record as Noted, Trail};
pub use verify::{AuditError, AuditFault};
