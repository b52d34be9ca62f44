//! What a hook sees of a record before it is written.

use std::{fmt, marker::PhantomData};

use super::draft::Draft;
use crate::{AdminResource, Field, FieldType, Record, RecordError};

/// A record on its way to the database: what it was, what it will be, what is wrong with it.
///
/// Hooks read and change it by typed fields. They may set any field, also one that is hidden or
/// read-only on the form: code may, clients may not. What a hook finds wrong stands beside the field,
/// and nothing is written then.
///
/// ```
/// # use kaffy_core::{AdminResource, Changeset, Field, Record, RecordError, ResourceMeta, TableMeta};
/// # struct Product;
/// # #[derive(Clone, Copy)]
/// # struct Fields { title: Field<Product, String>, price: Field<Product, f64>, cost: Field<Product, f64> }
/// # impl AdminResource for Product {
/// #     type Fields = Fields;
/// #     const FIELDS: Fields =
/// #         Fields { title: Field::new("title"), price: Field::new("price"), cost: Field::new("cost") };
/// #     const META: &'static ResourceMeta = &ResourceMeta::new("Product", TableMeta::new("products"));
/// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self) }
/// # }
/// fn check(change: &mut Changeset<Product>) {
///     let fields = Product::fields();
///     if let Some(title) = change.get(fields.title) {
///         change.set(fields.title, title.trim().to_owned());
///     }
///     if change.get(fields.price) < change.get(fields.cost) {
///         change.error(fields.price, "This is less than it cost.");
///     }
/// }
/// ```
pub struct Changeset<R> {
    draft: Draft,
    of: PhantomData<fn() -> R>,
}

impl<R: AdminResource> Changeset<R> {
    /// The caller makes sure that the draft is one of `R`.
    pub(crate) fn new(draft: Draft) -> Self {
        debug_assert_eq!(draft.resource.meta().id(), R::META.id(), "a draft of the right resource");
        Self { draft, of: PhantomData }
    }

    pub(crate) fn into_draft(self) -> Draft {
        self.draft
    }

    pub(crate) fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Whether the record does not exist yet.
    pub fn is_new(&self) -> bool {
        self.draft.original.is_none()
    }

    /// The value that a field will have: the new one, else the record's. `None` for a new record that
    /// has none yet, and where what was typed or stored cannot be read.
    ///
    /// A field that is an `Option` answers with one inside another: `Some(None)` is an empty field.
    pub fn get<T: FieldType>(&self, field: Field<R, T>) -> Option<T> {
        self.draft.value(field.name()).and_then(|value| T::from_value(value.clone()).ok())
    }

    /// The value that the record has now; `None` for a new one, and where it cannot be read.
    pub fn old<T: FieldType>(&self, field: Field<R, T>) -> Option<T> {
        self.draft.old(field.name()).and_then(|value| T::from_value(value.clone()).ok())
    }

    /// Sets a field, in place of what was typed and of what was wrong with that. Any field: also one
    /// that the form hides, or shows as text.
    pub fn set<T: FieldType>(&mut self, field: Field<R, T>, value: T) {
        self.draft.set(field.name(), value.to_value());
    }

    /// Whether a field gets another value than the record has; for a new record, whether it gets one.
    pub fn is_changed<T>(&self, field: Field<R, T>) -> bool {
        self.draft.changes.iter().any(|change| change.column.meta.name == field.name())
    }

    /// The names of the fields that change, in no particular order.
    pub fn changed(&self) -> Vec<&'static str> {
        self.draft.changed()
    }

    /// The record as it would be saved.
    ///
    /// In a new one, whatever nobody has set yet and the database fills in is its default, or the
    /// emptiest value of its type: the key is 0, a text is empty.
    ///
    /// # Errors
    /// When a field cannot be read as its Rust type; the error names it.
    pub fn record(&self) -> Result<R, RecordError> {
        R::from_record(&self.draft.candidate())
    }

    /// The cells of the record as it would be saved.
    pub fn candidate(&self) -> Record {
        self.draft.candidate()
    }

    /// Says what is wrong with a field. Nothing is written; the words stand beside the input, or above
    /// the form where it has none.
    pub fn error<T>(&mut self, field: Field<R, T>, words: impl Into<String>) {
        self.draft.errors.insert(field.name().into(), words.into());
    }

    /// Says what is wrong with the record as a whole. Nothing is written; the words stand above the form.
    pub fn add_error(&mut self, words: impl Into<String>) {
        self.draft.general.push(words.into());
    }

    /// Whether nothing is wrong so far.
    pub fn is_valid(&self) -> bool {
        self.draft.is_valid()
    }
}

impl<R> fmt::Debug for Changeset<R> {
    /// Without the values, which are the users' own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let changed = self.draft.changed();
        f.debug_struct("Changeset").field("changed", &changed).field("errors", &self.draft.errors).finish()
    }
}
