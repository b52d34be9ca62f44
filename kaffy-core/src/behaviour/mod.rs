//! What a resource does, as opposed to what it is: the code a person writes beside a struct.
//!
//! [`ResourceAdmin`] is the typed trait for people. [`Behaviour`] holds one of them erased, which is all
//! that the rest of the crate knows: it asks the functions of `erased.rs`.

mod changeset;
mod committed;
mod ctx;
mod draft;
mod erased;
mod refusal;
mod resource_admin;
mod typed;
mod unset;
mod unwind;

pub use changeset::Changeset;
pub use committed::{Committed, Replaced};
pub use ctx::Ctx;
pub(crate) use draft::{Draft, own_field};
pub use erased::Behaviour;
pub(crate) use erased::{Before, Event};
pub use refusal::Refusal;
pub use resource_admin::ResourceAdmin;
pub(crate) use unwind::{Panicked, unwinding};
