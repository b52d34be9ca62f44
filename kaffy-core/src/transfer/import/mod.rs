//! What comes back: the text of a file, which of its columns is which field, and what may be imported.
//!
//! Rows are written by `data/import`, through the same checks as a form.

mod fields;
mod kept;
mod sheet;

pub(crate) use fields::guess;
pub use fields::{ImportField, ImportMode};
pub use kept::{KeptFile, KeptFiles};
pub use sheet::{BadFile, Sheet, SheetRow};
