//! What `#[derive(AdminFields)]` implements: a struct that a form fills in without being a table.

use sea_query::Value;

use crate::{Record, RecordError, ResourceMeta, TableMeta};

/// A struct that a form can fill in. Derived with `#[derive(AdminFields)]`; `()` asks for nothing.
///
/// Its form is that of [`Inputs::of`](crate::Inputs::of).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is nothing that a form can fill in",
    label = "does not derive `AdminFields`",
    note = "add #[derive(AdminFields)] to the struct"
)]
pub trait AdminFields: Sized + Send + Sync + 'static {
    /// A struct with a [`Field`](crate::Field) for each field and a [`Relation`](crate::Relation) for
    /// each `belongs_to`.
    type Fields: Copy;

    /// The typed names of its fields.
    const FIELDS: Self::Fields;

    /// Everything its attributes say. The table has no name.
    const META: &'static ResourceMeta;

    /// The struct of checked values.
    ///
    /// # Errors
    /// When a value does not fit the type of its field; the error names it.
    fn from_record(record: &Record) -> Result<Self, RecordError>;

    /// The values of its fields, in the order of [`META`](Self::META).
    fn to_values(&self) -> Vec<Value>;

    /// The typed names of its fields: `NewPrice::fields().price`.
    fn fields() -> Self::Fields {
        Self::FIELDS
    }
}

impl AdminFields for () {
    type Fields = ();
    const FIELDS: () = ();
    const META: &'static ResourceMeta = &ResourceMeta::new("()", TableMeta::new(""));

    fn from_record(_: &Record) -> Result<Self, RecordError> {
        Ok(())
    }

    fn to_values(&self) -> Vec<Value> {
        Vec::new()
    }
}
