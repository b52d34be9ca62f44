//! A resource as an actor knows it: without the fields that are hidden from them (A72, S37).
//!
//! This is the only place that decides about single fields. A proof ([`Allowed`](crate::Allowed)) holds a resource
//! that was made here, so that everything that is built from one - lists, forms, files, histories - lacks what
//! its actor may not read, without looking.

use std::{cell::RefCell, sync::Arc};

use super::{ANY_COLUMN, field_rights::Rights};
use crate::{Access, Actor, Admin, Column, ListColumn, Many, Order, Path, Resource, ResourceMeta, SearchTarget};

impl Admin {
    /// What an actor may do with a field of a resource, or with a `many_to_many`, by name; what the struct says of
    /// its forms is not in it. For code that shows what a field holds.
    pub fn access(&self, actor: &Actor, meta: &'static ResourceMeta, field: &str) -> Access {
        self.field_rights_of(actor, meta).of(field)
    }

    /// The resource as the actor knows it.
    pub(crate) fn seen_by(&self, actor: &Actor, resource: &Arc<Resource>) -> Arc<Resource> {
        let whole = Resource::whole(resource);
        let eyes = Eyes { admin: self, actor, known: RefCell::default() };
        if eyes.of(whole.meta).is_empty() && whole.reach.iter().all(|meta| eyes.of(meta).is_empty()) {
            return whole.clone();
        }
        Arc::new(eyes.narrowed(whole))
    }
}

/// What an actor may do with fields, asked once of each resource.
struct Eyes<'a> {
    admin: &'a Admin,
    actor: &'a Actor,
    known: RefCell<Vec<(&'static ResourceMeta, Arc<Rights>)>>,
}

impl Eyes<'_> {
    fn of(&self, meta: &'static ResourceMeta) -> Arc<Rights> {
        let known = self.known.borrow().iter().find(|(it, _)| it.id() == meta.id()).map(|(_, rights)| rights.clone());
        known.unwrap_or_else(|| {
            let rights = Arc::new(self.admin.field_rights_of(self.actor, meta));
            self.known.borrow_mut().push((meta, rights.clone()));
            rights
        })
    }

    fn reads(&self, whole: &Resource, path: &Path) -> bool {
        let mut here = whole.meta;
        for hop in &path.hops {
            if self.of(here).hides(hop.from.meta.name) {
                return false;
            }
            here = hop.target;
        }
        self.reads_column(&self.of(here), &path.column)
    }

    /// An expression is read by whoever reads everything in it.
    fn reads_column(&self, rights: &Rights, column: &Column) -> bool {
        match &column.uses {
            Some(uses) => !uses.iter().any(|name| rights.hides(name) || (*name == ANY_COLUMN && rights.hides_any())),
            None => !rights.hides(column.meta.name),
        }
    }

    /// What may be done with rows that are joined: what may be with both fields of the rows between.
    fn links(&self, own: &Rights, many: &Many) -> Access {
        let between = self.of(many.through());
        own.of(many.meta.name).max(between.of(many.meta.by)).max(between.of(many.meta.to))
    }

    fn narrowed(&self, whole: &Arc<Resource>) -> Resource {
        let own = self.of(whole.meta);
        let mut rights = (*own).clone();
        whole.many.iter().for_each(|many| rights.limit(many.meta.name, self.links(&own, many)));
        let reads = |path: &Path| self.reads(whole, path);
        let orders = |by: &[Order]| by.iter().all(|order| reads(&order.path));
        let lists = |column: &Arc<ListColumn>| {
            column.path.as_ref().is_none_or(reads)
                && column.many.as_ref().is_none_or(|many| !rights.hides(many.meta.name))
        };
        let sorts = |path: &Path| match whole.sorts.iter().find(|(name, _)| *name == path.name) {
            Some((_, by)) => orders(by) && whole.list.iter().filter(|it| it.name == path.name).all(lists),
            None => reads(path),
        };
        Resource {
            list: whole.list.iter().filter(|column| lists(column)).cloned().collect(),
            offered: whole.offered.iter().filter(|column| lists(column)).cloned().collect(),
            // An index says that a word is in one of its fields, so whoever may not read all of them does without it.
            search: whole
                .search
                .iter()
                .filter(|target| {
                    let hidden = |other: &&SearchTarget| !reads(&other.path) && target.shares_index(other);
                    reads(&target.path) && !whole.search.iter().any(|other| hidden(&other))
                })
                .cloned()
                .collect(),
            filters: whole.filters.iter().filter(|path| reads(path)).cloned().collect(),
            sortable: whole.sortable.iter().filter(|path| sorts(path)).cloned().collect(),
            sorts: whole.sorts.iter().filter(|(_, by)| orders(by)).cloned().collect(),
            drill_down: whole.drill_down.clone().filter(reads),
            order: whole.order.iter().filter(|order| sorts(&order.path)).cloned().collect(),
            label: whole.label.iter().filter(|path| reads(path)).cloned().collect(),
            inlines: whole.inlines.iter().filter(|it| !self.of(it.child()).hides(it.meta.by)).cloned().collect(),
            many: whole.many.iter().filter(|many| !rights.hides(many.meta.name)).cloned().collect(),
            rights,
            whole: Some(whole.clone()),
            ..(**whole).clone()
        }
    }
}
