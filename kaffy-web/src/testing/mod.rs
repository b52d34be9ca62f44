//! Tests of an admin without a browser (W16): open a list, fill in a form, run an action, and look at what came.
//!
//! Everything goes through the real router, with the token and the hidden inputs of the page that was really drawn, so
//! what is forgotten fails as it would in a browser. `kaffy::testing` has it, with the feature `testing`.

mod action;
mod browser;
mod error;
mod filling;
mod form;
mod list;
mod multipart;
mod names;
mod page;
mod read;
mod sending;

pub use action::{ActionTest, Ran};
pub use browser::TestAdmin;
pub use error::TestError;
pub use filling::TestForm;
pub use form::{FormTest, Saved};
pub use list::{ListTest, RowAt, TestList};
pub use names::FieldName;
pub use page::TestPage;

pub(crate) use browser::stands_for;
