//! A [`ResourceAdmin`] whose types are forgotten: the sealed trait for the machine.
//!
//! Types come back in one place, the implementation for [`Erased`] below.

use std::{fmt, future::Future, pin::Pin, sync::Arc};

use super::{
    Changeset, Committed, Ctx, Refusal, Replaced, ResourceAdmin,
    draft::Draft,
    unset::{is_answer_ours, sees_no_saved},
};
use crate::{
    Actor, AdminResource, Columns, Direction, FieldRights, FormSpec, Key, ListTab, Permission, Record, RowFilter, Tab,
    access::{Rights, RowRule},
    actions::ActionList,
    columns::{ColumnSet, guarded},
    form::FormCode,
};

/// What a resource does. Cheap to clone.
#[derive(Clone)]
pub struct Behaviour(Arc<dyn DynAdmin>);

impl Behaviour {
    /// That of a typed one.
    pub fn of<A: ResourceAdmin>(admin: A) -> Self {
        Self(Arc::new(Erased(admin)))
    }

    /// That of a typed one which has to be about `R`; what the derive writes.
    pub fn about<R: AdminResource, A: ResourceAdmin<Record = R>>(admin: A) -> Self {
        Self::of(admin)
    }

    pub(crate) fn get(&self) -> &dyn DynAdmin {
        &*self.0
    }
}

impl fmt::Debug for Behaviour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Behaviour")
    }
}

/// The hooks before a record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    /// `create_changeset` or `update_changeset`.
    Rules,
    /// `before_insert` or `before_update`, then `before_save`.
    Write,
}

/// What happened to a record.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    Inserted,
    Updated(Vec<&'static str>),
    Deleted,
}

/// What a hook of one call makes of its draft.
pub(crate) type Drafted<'a, T> = Running<'a, (Draft, Result<T, Refusal>)>;
pub(crate) type Running<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What the rest of the crate asks; see the function of the same name of [`ResourceAdmin`].
pub(crate) trait DynAdmin: Send + Sync {
    fn description(&self, actor: &Actor) -> Option<String>;
    fn columns(&self) -> Option<ColumnSet>;
    fn form(&self) -> FormCode;
    fn site_url(&self, record: &Record) -> Option<String>;
    fn scope(&self, actor: &Actor) -> Vec<RowRule>;
    fn list_scope(&self, actor: &Actor) -> Vec<RowRule>;
    fn order(&self, actor: &Actor) -> Vec<(&'static str, Direction)>;
    /// None where the code panics.
    fn tabs(&self, actor: &Actor) -> Vec<ListTab>;
    fn field_rights(&self, actor: &Actor) -> Rights;
    /// `may_add`, `may_change` or `may_delete`; always for [`Permission::View`].
    fn may(&self, actor: &Actor, permission: Permission, record: Option<&Record>) -> bool;
    fn before<'a>(&'a self, stage: Before, ctx: &'a mut Ctx, draft: Draft) -> Drafted<'a, ()>;
    fn insert<'a>(&'a self, ctx: &'a mut Ctx, draft: Draft) -> Drafted<'a, Option<Key>>;
    fn update<'a>(&'a self, ctx: &'a mut Ctx, draft: Draft) -> Drafted<'a, Replaced>;
    /// `after_save`, then `after_insert` or `after_update`.
    fn saved<'a>(&'a self, ctx: &'a mut Ctx, record: &'a Record, is_new: bool) -> Running<'a, Result<(), Refusal>>;
    /// `before_delete`, then `delete`.
    fn delete<'a>(&'a self, ctx: &'a mut Ctx, record: &'a Record) -> Running<'a, Result<Replaced, Refusal>>;
    fn delete_keeps_row(&self) -> bool;
    fn deleted<'a>(&'a self, ctx: &'a mut Ctx, record: &'a Record) -> Running<'a, Result<(), Refusal>>;
    fn committed<'a>(&'a self, actor: &'a Actor, event: Event, record: &'a Record) -> Running<'a, ()>;
    fn widgets(&self) -> Vec<crate::dashboard::Widget>;
    fn actions(&self) -> ActionList;
    fn may_export(&self, actor: &Actor) -> bool;
    fn may_import(&self, actor: &Actor) -> bool;
    fn bulk_delete(&self, actor: &Actor) -> bool;
    fn links(&self) -> Vec<crate::site::CustomLink>;
    fn pages(&self) -> Vec<crate::site::CustomPage>;
    fn icon(&self) -> Option<crate::Icon>;
    fn menu_order(&self) -> i32;
    fn in_menu(&self, actor: &Actor) -> bool;
    fn in_global_search(&self, actor: &Actor) -> bool;
}

struct Erased<A>(A);

impl<A: ResourceAdmin> DynAdmin for Erased<A> {
    fn description(&self, actor: &Actor) -> Option<String> {
        self.0.description(actor)
    }

    fn columns(&self) -> Option<ColumnSet> {
        Columns::collect(|columns| self.0.columns(columns))
    }

    fn scope(&self, actor: &Actor) -> Vec<RowRule> {
        self.0.scope(actor).into_iter().map(RowFilter::into_rule).collect()
    }

    fn list_scope(&self, actor: &Actor) -> Vec<RowRule> {
        self.0.list_scope(actor).into_iter().map(RowFilter::into_rule).collect()
    }

    fn order(&self, actor: &Actor) -> Vec<(&'static str, Direction)> {
        self.0.order(actor).into_iter().map(|order| (order.field, order.direction)).collect()
    }

    fn tabs(&self, actor: &Actor) -> Vec<ListTab> {
        let tabs = guarded(A::Record::META.rust_name, "tabs", || self.0.tabs(actor)).unwrap_or_default();
        tabs.into_iter().filter_map(Tab::into_list_tab).collect()
    }

    fn field_rights(&self, actor: &Actor) -> Rights {
        FieldRights::collect(|rights| self.0.field_rights(actor, rights))
    }

    fn may(&self, actor: &Actor, permission: Permission, record: Option<&Record>) -> bool {
        let record = match record.map(A::Record::from_record).transpose() {
            Ok(record) => record,
            Err(_) if permission == Permission::Change && is_answer_ours::<A>(|| self.0.may_change(actor, None)) => {
                return true;
            }
            // What cannot be read cannot be shown to be allowed.
            Err(error) => {
                tracing::warn!(%error, "a record does not fit its struct, so nobody may change or delete it");
                return false;
            }
        };
        match permission {
            Permission::View => true,
            Permission::Add => self.0.may_add(actor),
            Permission::Change => self.0.may_change(actor, record.as_ref()),
            Permission::Delete => self.0.may_delete(actor, record.as_ref()),
        }
    }

    fn form(&self) -> FormCode {
        FormSpec::collect(|form| self.0.form(form))
    }

    fn site_url(&self, record: &Record) -> Option<String> {
        let read = || self.0.site_url(&A::Record::from_record(record).ok()?);
        guarded(A::Record::META.rust_name, "site_url", read).flatten()
    }

    fn before<'a>(&'a self, stage: Before, ctx: &'a mut Ctx, draft: Draft) -> Drafted<'a, ()> {
        Box::pin(async move {
            let mut change = Changeset::<A::Record>::new(draft);
            let is_new = change.is_new();
            let result = match (stage, is_new) {
                (Before::Rules, true) => self.0.create_changeset(ctx, &mut change).await,
                (Before::Rules, false) => self.0.update_changeset(ctx, &mut change).await,
                (Before::Write, _) => {
                    let first = match is_new {
                        true => self.0.before_insert(ctx, &mut change).await,
                        false => self.0.before_update(ctx, &mut change).await,
                    };
                    match first {
                        Ok(()) if change.is_valid() => self.0.before_save(ctx, &mut change).await,
                        first => first,
                    }
                }
            };
            (change.into_draft(), result)
        })
    }

    fn insert<'a>(&'a self, ctx: &'a mut Ctx, draft: Draft) -> Drafted<'a, Option<Key>> {
        Box::pin(async move {
            let mut change = Changeset::<A::Record>::new(draft);
            let result = self.0.insert(ctx, &mut change).await;
            (change.into_draft(), result)
        })
    }

    fn update<'a>(&'a self, ctx: &'a mut Ctx, draft: Draft) -> Drafted<'a, Replaced> {
        Box::pin(async move {
            let mut change = Changeset::<A::Record>::new(draft);
            let result = self.0.update(ctx, &mut change).await;
            (change.into_draft(), result)
        })
    }

    fn saved<'a>(&'a self, ctx: &'a mut Ctx, record: &'a Record, is_new: bool) -> Running<'a, Result<(), Refusal>> {
        Box::pin(async move {
            let record = match A::Record::from_record(record) {
                Ok(record) => record,
                Err(_) if sees_no_saved::<A>(is_new) => return Ok(()),
                Err(error) => return Err(error.into()),
            };
            self.0.after_save(ctx, &record).await?;
            match is_new {
                true => self.0.after_insert(ctx, &record).await,
                false => self.0.after_update(ctx, &record).await,
            }
        })
    }

    fn delete<'a>(&'a self, ctx: &'a mut Ctx, record: &'a Record) -> Running<'a, Result<Replaced, Refusal>> {
        Box::pin(async move {
            let record = A::Record::from_record(record)?;
            self.0.before_delete(ctx, &record).await?;
            self.0.delete(ctx, &record).await
        })
    }

    fn delete_keeps_row(&self) -> bool {
        self.0.delete_keeps_row()
    }

    fn deleted<'a>(&'a self, ctx: &'a mut Ctx, record: &'a Record) -> Running<'a, Result<(), Refusal>> {
        Box::pin(async move { self.0.after_delete(ctx, &A::Record::from_record(record)?).await })
    }

    fn committed<'a>(&'a self, actor: &'a Actor, event: Event, record: &'a Record) -> Running<'a, ()> {
        Box::pin(async move {
            // The hooks before the commit have read it already, unless there are none.
            let Ok(record) = A::Record::from_record(record) else { return };
            let event = match event {
                Event::Inserted => Committed::Inserted(record),
                Event::Updated(changed) => Committed::Updated { record, changed },
                Event::Deleted => Committed::Deleted(record),
            };
            self.0.after_commit(actor, &event).await;
        })
    }

    fn widgets(&self) -> Vec<crate::dashboard::Widget> {
        self.0.widgets()
    }

    fn actions(&self) -> ActionList {
        ActionList(self.0.actions().all)
    }

    fn may_export(&self, actor: &Actor) -> bool {
        self.0.may_export(actor)
    }

    fn may_import(&self, actor: &Actor) -> bool {
        self.0.may_import(actor)
    }

    fn bulk_delete(&self, actor: &Actor) -> bool {
        self.0.bulk_delete(actor)
    }

    fn links(&self) -> Vec<crate::site::CustomLink> {
        self.0.links()
    }

    fn pages(&self) -> Vec<crate::site::CustomPage> {
        self.0.pages()
    }

    fn icon(&self) -> Option<crate::Icon> {
        self.0.icon()
    }

    fn menu_order(&self) -> i32 {
        self.0.menu_order()
    }

    fn in_menu(&self, actor: &Actor) -> bool {
        self.0.in_menu(actor)
    }

    fn in_global_search(&self, actor: &Actor) -> bool {
        // One that breaks is not searched; everything else is.
        guarded(A::Record::META.rust_name, "in_global_search", || self.0.in_global_search(actor)).unwrap_or(false)
    }
}
