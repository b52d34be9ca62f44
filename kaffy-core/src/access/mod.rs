//! Who may do what: the one choke point that every reading and writing of data passes.
//!
//! [`Admin::authorize`](crate::Admin::authorize) is the only maker of [`Allowed`], and the functions
//! that touch data are methods of it, so a route without a check does not compile.

mod actor;
mod allowed;
mod area;
mod auth;
mod field_rights;
mod realm;
mod rule;
mod scope;
mod sealed_text;
mod seen;

pub use actor::{ActedBy, Actor};
pub use allowed::{Action, Add, Allowed, Change, Delete, Denied, Permission, View};
pub(crate) use area::AreaRule;
pub use area::{Area, AreaRight, Right, chore_rights, job_rights, schedule_rights, view_rights};
pub use auth::Auth;
pub use field_rights::FieldRights;
pub(crate) use field_rights::Rights;
pub(crate) use realm::Realm;
pub(crate) use rule::{Comparison, RowRule};
pub(crate) use scope::ANY_COLUMN;
pub use scope::{RowFilter, TableRow};

use std::sync::Arc;

use crate::ResourceMeta;

/// Asks whether an actor has a permission on a resource.
pub(crate) type PermissionRule = Arc<dyn Fn(&Actor, &'static ResourceMeta, Permission) -> bool + Send + Sync>;

/// What an actor may do with the fields of a resource.
pub(crate) type FieldRule = Arc<dyn Fn(&Actor) -> Rights + Send + Sync>;

/// The rows of a resource that an actor may see.
pub(crate) type ScopeRule = Arc<dyn Fn(&Actor) -> Vec<RowRule> + Send + Sync>;
