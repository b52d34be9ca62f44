//! What the derive implements: the typed trait for people.

use crate::{Behaviour, Record, RecordError, ResourceMeta};

/// A struct whose table can be administered. Derived with `#[derive(AdminResource)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an admin resource",
    label = "does not derive `AdminResource`",
    note = "add #[derive(AdminResource)] to the struct"
)]
pub trait AdminResource: Sized + Send + Sync + 'static {
    /// A struct with a [`Field`](crate::Field) for each field and a [`Relation`](crate::Relation) for
    /// each `belongs_to`.
    type Fields: Copy;

    /// The typed names of its fields.
    const FIELDS: Self::Fields;

    /// Everything its attributes say.
    const META: &'static ResourceMeta;

    /// The struct of a row.
    ///
    /// # Errors
    /// When a cell does not fit the type of its field; the error names it.
    fn from_record(record: &Record) -> Result<Self, RecordError>;

    /// What it does, where `#[admin(admin = …)]` says so.
    #[doc(hidden)]
    fn behaviour() -> Option<Behaviour> {
        None
    }

    /// The typed names of its fields: `Product::fields().title`.
    fn fields() -> Self::Fields {
        Self::FIELDS
    }
}
