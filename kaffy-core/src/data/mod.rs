//! Reading and writing rows, as methods of the proof that it is allowed ([`Allowed`](crate::Allowed)).

mod batches;
mod children;
mod column_choice;
pub(crate) mod condition;
mod count;
mod delete;
mod drill_down;
mod filter_labels;
mod find;
mod found_first;
mod import;
mod inlines;
mod inputs;
mod linked_cells;
mod links;
mod list_views;
mod lock;
mod look_up;
mod options;
mod page;
mod reader;
mod references;
pub(crate) mod refusal;
mod row_version;
mod save;
mod search_indexes;
pub(crate) mod shown;
mod sort_types;
pub(crate) mod stop;
mod trash;
pub(crate) mod write;

pub(crate) use batches::Batches;
pub use children::{Child, Children};
pub use count::Count;
pub(crate) use delete::Chosen;
pub use delete::{DeleteError, Deleted};
pub use drill_down::{DateLink, DrillDown};
pub use find::Found;
pub(crate) use find::{KeptFinds, kept_finds};
pub use import::{ImportFailure, ImportPlan, ImportReport, Importer, NoImport};
pub use linked_cells::LinkedRows;
pub use links::Linked;
pub use look_up::{FoundRow, LookUp, SearchWords};
pub use options::{OptionRow, Options};
pub use page::{Link, ListCell, Page, Row};
pub use reader::{ReadRow, Reader};
pub use references::{DeletePreview, Reference};
pub(crate) use save::logged_label;
pub use save::{Conflict, SaveError, Saved, SavedCells};
pub(crate) use search_indexes::look_at_searches;
pub(crate) use sort_types::look_at_sorts;
pub use trash::InTrash;

use sea_query::Alias;

use crate::{Action, Allowed, BadQuery, Ctx, DbError, Dialect, ListQuery, Order, query::sql::Source};

impl<A: Action> Allowed<A> {
    /// Opens the transaction that a change and everything around it share.
    pub(crate) async fn ctx(&self) -> Result<Ctx, DbError> {
        Ctx::begin(self.admin().clone(), self.actor().clone()).await
    }

    /// Reads the parameters of an address, like [`ListQuery::parse`], for this actor: in the actor's own
    /// order when the address asks for none.
    ///
    /// # Errors
    /// As there, and for an order by a column that the actor does not see, or such a column itself.
    pub fn list_query(&self, params: &[(String, String)]) -> Result<ListQuery, BadQuery> {
        let resource = self.resource();
        let is_hidden = |order: &&Order| {
            let column = resource.list().iter().find(|column| column.name == order.path.name);
            column.is_some_and(|column| !self.sees(column))
        };
        // What a list is sorted by stands in its cursors.
        let own = resource.order_for(self.actor()).into_iter().filter(|order| !is_hidden(&order)).collect();
        let query = ListQuery::new(resource).in_order(own).below_tabs(self.tabs()).read(resource, params)?;
        let mut asked = query.order().iter().filter(|_| query.is_sorted());
        match asked.find(|order| is_hidden(order) || self.is_slow_sort(order.path.name)) {
            Some(order) if !is_hidden(&order) => Err(BadQuery::too_slow(&order.path.label)),
            Some(order) => Err(BadQuery::unsortable(resource, order.path.name)),
            None => self.looking(query),
        }
    }

    /// Whether the list is not sorted by a column, since that would read more than a million rows without an index
    /// ([`AdminBuilder::allow_slow_sorts`](crate::AdminBuilder::allow_slow_sorts)).
    pub fn is_slow_sort(&self, name: &str) -> bool {
        self.admin().is_slow_sort(self.resource().meta(), name)
    }

    /// Builds something from the rows that the actor may see. A closure, since what it borrows must not
    /// be held while the database is asked.
    pub(crate) fn with_source<T>(&self, build: impl FnOnce(Source<'_>) -> T) -> T {
        let scope = |meta| self.admin().row_scope(self.actor(), meta);
        let seen = |resource: &_| self.admin().seen_by(self.actor(), resource);
        let (resource, registry) = (self.resource(), self.admin().registry());
        build(Source { resource, registry, seen: &seen, rows: self.scope(), scope: &scope })
    }
}

/// The name of a 64-bit integer in a CAST.
pub(crate) fn integer(dialect: Dialect) -> Alias {
    Alias::new(match dialect {
        Dialect::MySql => "SIGNED",
        _ => "BIGINT",
    })
}
