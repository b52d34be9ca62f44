//! The typed trait for people.

use crate::{Actor, AdminResource};

/// Everything about a resource that is code and not data.
///
/// Implement it for a type of its own and name that with `#[admin(admin = ProductAdmin)]` on the
/// struct, or hand over a value that needs more than its name with
/// [`AdminBuilder::resource_admin`](crate::AdminBuilder::resource_admin). Every function has a default.
///
/// ```
/// # mod kaffy { pub use kaffy_core::*; }
/// # use kaffy_core::{Actor, AdminResource, FieldMeta, Record, RecordError, ResourceMeta, TableMeta};
/// # struct Product;
/// # impl AdminResource for Product {
/// #     type Fields = ();
/// #     const FIELDS: () = ();
/// #     const META: &'static ResourceMeta = &ResourceMeta::new("Product", TableMeta::new("products"));
/// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self) }
/// # }
/// use kaffy::ResourceAdmin;
///
/// struct ProductAdmin;
///
/// impl ResourceAdmin for ProductAdmin {
///     type Record = Product;
///
///     fn description(&self, actor: &Actor) -> Option<String> {
///         Some(format!("Everything on the shelves, {}.", actor.name))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say how a resource behaves",
    label = "does not implement `ResourceAdmin`",
    note = "write `impl ResourceAdmin for {Self} {{ type Record = …; }}`; every function has a default"
)]
pub trait ResourceAdmin: Send + Sync + 'static {
    /// The struct it is about.
    type Record: AdminResource;

    /// A sentence or two above the list; the struct's `help` by default (K65).
    fn description(&self, actor: &Actor) -> Option<String> {
        let _ = actor;
        None
    }
}
