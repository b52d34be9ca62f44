//! Reading and writing rows, as methods of the proof that it is allowed ([`Allowed`](crate::Allowed)).

pub(crate) mod condition;
mod count;
mod delete;
mod drill_down;
mod filter_labels;
mod find;
mod lock;
mod options;
mod page;
mod references;
mod refusal;
mod save;

pub use count::Count;
pub use delete::{DeleteError, Deleted};
pub use drill_down::{DateLink, DrillDown};
pub use find::Found;
pub use options::{OptionRow, Options};
pub use page::{Link, ListCell, Page, Row};
pub use references::{DeletePreview, Reference};
pub use save::{SaveError, Saved};

use sea_query::Alias;

use crate::Dialect;

/// The name of a 64-bit integer in a CAST.
pub(crate) fn integer(dialect: Dialect) -> Alias {
    Alias::new(match dialect {
        Dialect::MySql => "SIGNED",
        _ => "BIGINT",
    })
}
