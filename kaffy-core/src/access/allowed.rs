//! The proof that somebody may do something to a resource.

use std::{fmt, marker::PhantomData, sync::Arc};

use super::{Actor, Realm, RowRule};
use crate::{Access, Admin, Area, Database, Record, Resource, tr};

/// What one may be allowed to do to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// See its list and its records.
    View,
    /// Add a record.
    Add,
    /// Change a record.
    Change,
    /// Delete a record.
    Delete,
}

mod sealed {
    pub trait Sealed {}
}

/// A permission as a type, so that a proof of one is not a proof of another.
pub trait Action: sealed::Sealed + Send + Sync + 'static {
    /// The permission it stands for.
    const PERMISSION: Permission;
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl Action for $name {
            const PERMISSION: Permission = Permission::$name;
        }
    )+};
}
actions! {
    /// [`Permission::View`] as a type.
    View,
    /// [`Permission::Add`] as a type.
    Add,
    /// [`Permission::Change`] as a type.
    Change,
    /// [`Permission::Delete`] as a type.
    Delete,
}

/// The proof that an actor may do `A` to a resource, with the rows it may be done to.
///
/// Only [`Admin::authorize`] makes one; everything that reads or writes data is a method of it.
pub struct Allowed<A: Action> {
    admin: Admin,
    resource: Arc<Resource>,
    actor: Actor,
    scope: Vec<RowRule>,
    /// How many rules of the scope are about the actor, and not about the trash.
    own: usize,
    realm: Realm,
    action: PhantomData<A>,
}

impl<A: Action> Allowed<A> {
    /// The resource as the actor knows it: without the fields that are hidden from them.
    pub fn resource(&self) -> &Arc<Resource> {
        &self.resource
    }

    /// Who asked.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The admin that gave the proof.
    pub fn admin(&self) -> &Admin {
        &self.admin
    }

    /// Whether the actor may read a field: one that they may not read is to them as if it were not there.
    pub fn can_read(&self, field: &str) -> bool {
        self.resource.access(field) != Access::Hidden
    }

    /// Whether the actor may write a field, as far as it is one that forms write.
    pub fn can_write(&self, field: &str) -> bool {
        self.resource.access(field) == Access::Editable
    }

    /// Rules that every row touched must meet: the actor's, and that it is in the trash or not.
    pub(crate) fn scope(&self) -> &[RowRule] {
        &self.scope
    }

    /// Those of them that say what is for the actor.
    pub(crate) fn own_scope(&self) -> &[RowRule] {
        &self.scope[..self.own]
    }

    /// Which rows it is for.
    pub(crate) fn realm(&self) -> Realm {
        self.realm
    }

    /// The same proof for other rows.
    pub(crate) fn within(&self, realm: Realm) -> Self {
        let scope = self.own_scope().iter().cloned().chain(realm.rule(&self.resource)).collect();
        Self {
            admin: self.admin.clone(),
            resource: self.resource.clone(),
            actor: self.actor.clone(),
            scope,
            own: self.own,
            realm,
            action: PhantomData,
        }
    }

    /// Rules that the rows of a list must meet, beside those of the scope.
    pub(crate) fn list_scope(&self) -> Vec<RowRule> {
        self.admin.list_scope(&self.actor, self.resource.meta)
    }

    /// Whether a record is for this as well.
    ///
    /// # Errors
    /// When the resource's own rule says no.
    pub(crate) fn permits(&self, record: &Record) -> Result<(), Denied> {
        match self.admin.may_record(&self.actor, A::PERMISSION, record) {
            true => Ok(()),
            false => Err(Denied { permission: A::PERMISSION, what: What::Thing(self.resource.meta.singular) }),
        }
    }

    pub(crate) fn database(&self) -> &Database {
        self.admin.database()
    }
}

impl<A: Action> fmt::Debug for Allowed<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Allowed<{:?}>({} on {})", A::PERMISSION, self.actor.id, self.resource.meta.rust_name)
    }
}

/// The actor lacks a permission.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .permission.refusal(.what))]
pub struct Denied {
    permission: Permission,
    what: What,
}

impl Denied {
    /// No to a right in an area.
    pub(super) fn in_area(area: Area, right: &'static str) -> Self {
        Self { permission: Permission::View, what: What::InArea(area, right) }
    }
}

/// What somebody lacks a permission for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// All records of a resource, by its plural.
    Things(&'static str),
    /// One record, by the singular.
    Thing(&'static str),
    /// A right in an area.
    InArea(Area, &'static str),
}

impl Permission {
    /// Says no.
    fn refusal(self, what: &What) -> String {
        match (*what, self) {
            (What::Things(things), Self::View) => tr!("access-view-all", things = things),
            (What::Things(things), Self::Add) => tr!("access-add-all", things = things),
            (What::Things(things), Self::Change) => tr!("access-change-all", things = things),
            (What::Things(things), Self::Delete) => tr!("access-delete-all", things = things),
            (What::Thing(thing), Self::View) => tr!("access-view-one", thing = thing),
            (What::Thing(thing), Self::Add) => tr!("access-add-one", thing = thing),
            (What::Thing(thing), Self::Change) => tr!("access-change-one", thing = thing),
            (What::Thing(thing), Self::Delete) => tr!("access-delete-one", thing = thing),
            (What::InArea(area, right), _) => {
                tr!("access-in-area", area = area.label(), right = area.right_label(right))
            }
        }
    }
}

impl Admin {
    /// Whether the actor may do `A` to a resource, as the proof that reading and writing needs.
    ///
    /// ```
    /// # use kaffy_core::{Actor, Admin, AdminResource, View};
    /// async fn found<Product: AdminResource>(admin: &Admin, actor: &Actor) -> Result<usize, Box<dyn std::error::Error>> {
    ///     let resource = admin.registry().of(Product::META).ok_or("it is no resource of this admin")?;
    ///     let seen = admin.authorize::<View>(actor, resource)?;
    ///     // What the address of a list says: `?q=rye&sort=-price`.
    ///     let query = seen.list_query(&[("q".to_owned(), "rye".to_owned()), ("sort".to_owned(), "-price".to_owned())])?;
    ///     Ok(seen.page(&query).await?.rows.len())
    /// }
    /// ```
    ///
    /// # Errors
    /// When the actor may not. Adding, changing and deleting need the right to view as well.
    pub fn authorize<A: Action>(&self, actor: &Actor, resource: &Arc<Resource>) -> Result<Allowed<A>, Denied> {
        let meta = resource.meta();
        for permission in [Permission::View, A::PERMISSION] {
            if !self.may(actor, meta, permission) {
                return Err(Denied { permission, what: What::Things(meta.plural) });
            }
        }
        let mut scope = self.row_scope(actor, meta);
        let own = scope.len();
        scope.extend(Realm::Live.rule(resource));
        Ok(Allowed {
            admin: self.clone(),
            resource: self.seen_by(actor, resource),
            actor: actor.clone(),
            scope,
            own,
            realm: Realm::Live,
            action: PhantomData,
        })
    }
}
