//! Reading and writing rows, as methods of the proof that it is allowed ([`Allowed`](crate::Allowed)).

mod count;
mod drill_down;
mod filter_labels;
mod find;
mod options;
mod page;

pub use count::Count;
pub use drill_down::{DateLink, DrillDown};
pub use find::Found;
pub use options::{OptionRow, Options};
pub use page::{Link, ListCell, Page, Row};
