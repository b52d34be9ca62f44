//! Reading and writing rows, as methods of the proof that it is allowed ([`Allowed`](crate::Allowed)).

pub(crate) mod condition;
mod count;
mod delete;
mod drill_down;
mod filter_labels;
mod find;
mod inputs;
mod lock;
mod options;
mod page;
mod references;
mod refusal;
mod save;
mod shown;
mod stop;
pub(crate) mod write;

pub use count::Count;
pub use delete::{DeleteError, Deleted};
pub use drill_down::{DateLink, DrillDown};
pub use find::Found;
pub use options::{OptionRow, Options};
pub use page::{Link, ListCell, Page, Row};
pub use references::{DeletePreview, Reference};
pub use save::{SaveError, Saved};

use sea_query::Alias;

use crate::{Action, Allowed, Ctx, DbError, Dialect, query::sql::Source};

impl<A: Action> Allowed<A> {
    /// Opens the transaction that a change and everything around it share.
    async fn ctx(&self) -> Result<Ctx, DbError> {
        Ctx::begin(self.admin().clone(), self.actor().clone()).await
    }

    /// Builds something from the rows that the actor may see. A closure, since what it borrows must not
    /// be held while the database is asked.
    fn with_source<T>(&self, build: impl FnOnce(Source<'_>) -> T) -> T {
        let scope = |meta| self.admin().row_scope(self.actor(), meta);
        build(Source { resource: self.resource(), registry: self.admin().registry(), scope: &scope })
    }
}

/// The name of a 64-bit integer in a CAST.
pub(crate) fn integer(dialect: Dialect) -> Alias {
    Alias::new(match dialect {
        Dialect::MySql => "SIGNED",
        _ => "BIGINT",
    })
}
