//! One row of a resource, decoded cell by cell.

use std::sync::Arc;

use sea_query::Value;

use crate::{Field, FieldType, ResourceMeta};

/// A value that the database held and its field's type could not take.
///
/// One bad cell never hides its row: a list shows the cell as unreadable and the rest as usual.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub Arc<str>);

impl Unreadable {
    /// With the reason in words.
    pub fn new(reason: impl AsRef<str>) -> Self {
        Self(reason.as_ref().into())
    }
}

/// One cell of a row: its canonical value (see [`Kind`](crate::Kind)), or why there is none.
pub type Cell = Result<Value, Unreadable>;

/// A field that could not become its Rust type.
#[derive(Clone, Debug, thiserror::Error)]
#[error("`{resource}.{field}`: {reason}")]
pub struct RecordError {
    resource: &'static str,
    field: String,
    label: String,
    reason: String,
}

impl RecordError {
    /// What people call the field. The reason is for the log: it may tell a value that not everybody may see.
    pub(crate) fn label(&self) -> &str {
        &self.label
    }
}

/// One row of a resource: a cell for each field of its [`ResourceMeta`], in that order.
#[derive(Clone, Debug)]
pub struct Record {
    meta: &'static ResourceMeta,
    cells: Vec<Cell>,
}

impl Record {
    /// A row of `meta`; `cells` stand in the order of its fields.
    ///
    /// # Panics
    /// When there are not as many cells as fields.
    pub fn new(meta: &'static ResourceMeta, cells: Vec<Cell>) -> Self {
        assert_eq!(meta.fields.len(), cells.len(), "a record of `{}` needs a cell for each field", meta.rust_name);
        Self { meta, cells }
    }

    /// The resource it is a row of.
    pub fn meta(&self) -> &'static ResourceMeta {
        self.meta
    }

    /// The cells, in the order of the fields.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cell of the field with this name.
    pub fn cell(&self, field: &str) -> Option<&Cell> {
        let at = self.meta.fields.iter().position(|meta| meta.name == field)?;
        self.cells.get(at)
    }

    /// A field as its Rust type.
    ///
    /// # Errors
    /// When the cell was unreadable or does not fit the type.
    pub fn get<R, T: FieldType>(&self, field: Field<R, T>) -> Result<T, RecordError> {
        self.read(field.name())
    }

    /// A field by name as the type that is asked for; what `from_record` is made of.
    #[doc(hidden)]
    pub fn read<T: FieldType>(&self, field: &str) -> Result<T, RecordError> {
        let fail = |reason: String| {
            let known = self.meta.fields.iter().find(|it| it.name == field);
            let label = known.map_or(field, |it| it.label).to_owned();
            RecordError { resource: self.meta.rust_name, field: field.to_owned(), label, reason }
        };
        let cell = self.cell(field).ok_or_else(|| fail("no such field".to_owned()))?;
        let value = cell.clone().map_err(|error| fail(error.to_string()))?;
        T::from_value(value).map_err(|error| fail(error.to_string()))
    }
}

/// [`Record::read`] as a function; what the derive writes.
///
/// # Errors
/// When the cell was unreadable or does not fit the type.
pub fn read<T: FieldType>(record: &Record, field: &str) -> Result<T, RecordError> {
    record.read(field)
}
