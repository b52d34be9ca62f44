//! Which columns a list shows: those that it has by itself, or those that somebody chose (A23).
//!
//! What can be chosen is what the actor could read anyway: the columns of the list that are for them, and what else
//! the page of a record shows them. Only what is shown is read and joined.

use std::sync::Arc;

use crate::{Action, Allowed, BadQuery, ListColumn, ListQuery, query::keys::own};

impl<A: Action> Allowed<A> {
    /// The columns that the list has by itself, as far as the actor sees them.
    pub fn list_columns(&self) -> Vec<Arc<ListColumn>> {
        let listed = self.resource().list().iter().filter(|column| self.sees(column)).cloned();
        // Beside them when a row came into the trash.
        let trashed =
            self.resource().soft_delete().filter(|column| self.is_in_trash() && self.can_read(column.meta.name));
        let trashed = trashed.map(|column| Arc::new(ListColumn::of(own(column))));
        let is_listed = |new: &Arc<ListColumn>| self.resource().list().iter().any(|column| column.name == new.name);
        listed.chain(trashed.filter(|new| !is_listed(new))).collect()
    }

    /// The columns that the actor may choose from: those that the list has by itself first.
    pub fn column_choice(&self) -> Vec<Arc<ListColumn>> {
        self.resource().listable().filter(|column| self.sees(column)).cloned().collect()
    }

    /// The columns of this list, in the order shown.
    pub fn shown_columns(&self, query: &ListQuery) -> Vec<Arc<ListColumn>> {
        if query.columns().is_empty() {
            return self.list_columns();
        }
        let find = |name: &&str| self.resource().listable().find(|column| column.name == *name);
        query.columns().iter().filter_map(find).filter(|column| self.sees(column)).cloned().collect()
    }

    /// The same list, its columns checked for the actor: the usual ones go without saying.
    ///
    /// # Errors
    /// For a column that is for others only.
    pub(super) fn looking(&self, query: ListQuery) -> Result<ListQuery, BadQuery> {
        if query.columns().is_empty() {
            return Ok(query);
        }
        let shown = self.shown_columns(&query);
        let is_shown = |name: &&&str| shown.iter().any(|column| column.name == **name);
        if let Some(hidden) = query.columns().iter().find(|name| !is_shown(name)) {
            return Err(BadQuery::no_column(self.resource(), hidden));
        }
        let usual = self.list_columns();
        let is_usual = usual.iter().map(|column| column.name).eq(query.columns().iter().copied());
        Ok(if is_usual { query.with_columns(&[]) } else { query })
    }
}
