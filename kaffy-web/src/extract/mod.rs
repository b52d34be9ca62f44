//! From a request to what a handler asks for.

mod caller;
mod form;
mod id;
pub(crate) mod multipart;
mod params;
mod permitted;
#[cfg(feature = "jobs")]
mod pressed;
mod proof;
mod visit;

pub(crate) use caller::{Account, Caller, built_in};
pub(crate) use form::{AGAIN, Form, NONCE, VERSION};
pub(crate) use id::id_of;
pub(crate) use params::{Params, is_mark, pairs, shown};
pub(crate) use permitted::Permitted;
#[cfg(feature = "jobs")]
pub(crate) use pressed::Pressed;
pub(crate) use proof::{Proof, Proven};
pub use visit::Theme;
pub(crate) use visit::{Signed, Visit};
