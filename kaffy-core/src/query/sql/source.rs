//! What a statement reads from, and what narrows it.

use std::sync::Arc;

use crate::{
    Column, Filter, Hop, ListQuery, OptionsQuery, Path, Registry, Resource, ResourceMeta, access::RowRule, i18n::Here,
    query::search::Search,
};

/// The rows of a resource that an actor may see.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) resource: &'a Resource,
    pub(crate) registry: &'a Registry,
    /// A resource as the actor knows it.
    pub(crate) seen: &'a dyn Fn(&Arc<Resource>) -> Arc<Resource>,
    /// Which of its rows: the actor's, in the trash or not.
    pub(crate) rows: &'a [RowRule],
    /// The rows an actor may see of any resource that is joined. Whether one is in the trash makes no difference
    /// here: what names it goes on to say what it is called.
    pub(crate) scope: &'a dyn Fn(&'static ResourceMeta) -> Vec<RowRule>,
}

impl<'a> Source<'a> {
    /// The resource that a column names a row of, and the way there.
    pub(crate) fn target(&self, column: &Arc<Column>) -> Option<(Arc<Resource>, Hop)> {
        let relation = column.meta.belongs_to?;
        let target = (self.seen)(self.registry.of((relation.target)())?);
        let [key] = target.key() else { return None };
        let hop = Hop {
            relation: relation.name,
            from: column.clone(),
            table: target.table(),
            key: key.clone(),
            target: target.meta(),
        };
        Some((target, hop))
    }

    /// The resource whose row the value of a path stands for, and the way there: the column names the
    /// row, or is what the row is called by, as `category.name`.
    pub(crate) fn named_by(&self, path: &Path) -> Option<(Arc<Resource>, Vec<Hop>)> {
        if let Some((target, hop)) = self.target(&path.column) {
            return Some((target, path.hops.iter().cloned().chain([hop]).collect()));
        }
        let target = (self.seen)(self.registry.of(path.hops.last()?.target)?);
        let [label] = target.label() else { return None };
        let is_label = label.column.meta.name == path.column.meta.name;
        is_label.then(|| (target.clone(), path.hops.clone()))
    }
}

/// What narrows a list, on a day.
#[derive(Clone, Copy)]
pub(crate) struct Narrowing<'a> {
    pub(crate) search: Option<&'a Search>,
    pub(crate) filters: &'a [Filter],
    /// Which rows the list has for this actor, inside the scope.
    pub(crate) rows: &'a [RowRule],
    /// Which of them are in the open tab.
    pub(crate) tab: Option<&'a RowRule>,
    /// What filters call today, and where.
    pub(crate) here: Here,
}

impl<'a> Narrowing<'a> {
    pub(crate) fn of(query: &'a ListQuery, rows: &'a [RowRule], here: Here) -> Self {
        Self { search: Some(query.terms()), filters: query.filters(), rows, tab: query.tab_rule(), here }
    }

    /// Nothing.
    pub(crate) fn none() -> Self {
        Self { search: None, filters: &[], rows: &[], tab: None, here: Here::now() }
    }

    pub(crate) fn of_options(query: &'a OptionsQuery) -> Self {
        Self { search: Some(query.terms()), ..Self::none() }
    }
}
