//! What a resource does, as opposed to what it is: the code a person writes beside a struct.
//!
//! [`ResourceAdmin`] is the typed trait for people. [`Behaviour`] holds one of them erased, which is all
//! that the rest of the crate knows: it asks the functions of `erased.rs`.

mod ctx;
mod erased;
mod refusal;
mod resource_admin;

pub use ctx::Ctx;
pub use erased::Behaviour;
pub use refusal::Refusal;
pub use resource_admin::ResourceAdmin;
