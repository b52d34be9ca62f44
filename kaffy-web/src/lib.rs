//! The pages of kaffy as an axum router: lists, forms, delete pages and the layout around them.
//!
//! Use the `kaffy` crate. A handler extracts, asks `kaffy-core` and draws; what a template sees is one
//! documented struct of [`view`]. Reading and writing data is the core's, and needs its proofs.

mod asking;
mod assets;
mod closing;
mod cookies;
mod csrf;
mod error;
mod extract;
mod flash;
mod handlers;
mod links;
mod list_state;
mod listing;
mod middleware;
mod pages;
mod router;
mod routes;
mod session;
mod templates;
#[cfg(feature = "testing")]
pub mod testing;
pub mod view;
#[cfg(feature = "jobs")]
mod watched;

pub use closing::Closing;
pub use error::WebError;
pub use pages::{Pages, TemplateError};
pub use router::{addresses, router};
pub use routes::Address;
