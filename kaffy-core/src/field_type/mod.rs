//! From Rust types to columns, forms and cells: the one trait a field's type implements.

mod choice;
mod custom;
mod embed;
mod list;
mod newtype;
mod option;
mod scalars;

use sea_query::Value;

#[doc(hidden)]
pub use choice::{variant_of, variant_value};
pub use custom::{CustomError, CustomField};
pub use embed::Embed;
pub use list::ListItem;
#[doc(hidden)]
pub use newtype::{checked_inner, in_words};

use crate::{Kind, TypeMeta, tr};

/// A type that a field of a resource may have.
///
/// It says what the value is ([`Kind`]) and turns it into the canonical [`Value`] of that kind and
/// back. Everything else (decoding a column of each database, form text, filters, cells) follows
/// from the kind. Enums get it with `#[derive(AdminChoice)]`, newtypes with `#[derive(AdminValue)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of an admin field",
    label = "not a field type",
    note = "numbers, bool, String, char, Decimal, Uuid, chrono types, Json<T>, Vec<u8>, and Option or Vec of them are",
    note = "for a unit enum use #[derive(AdminChoice)], for a newtype #[derive(AdminValue)], or leave the field out with #[admin(skip)]"
)]
pub trait FieldType: Sized + 'static {
    /// What it is.
    const TYPE: TypeMeta;

    /// Its canonical value.
    fn to_value(&self) -> Value;

    /// Back from the canonical value.
    ///
    /// # Errors
    /// When the value is NULL, of another kind, or out of range.
    fn from_value(value: Value) -> Result<Self, ValueError>;
}

/// A value that does not fit a Rust type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ValueError(String);

impl ValueError {
    /// With the reason in words.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }

    /// A value where another kind was expected; `expected` is in the words of whoever reads.
    pub fn unexpected(expected: &str, value: &Value) -> Self {
        let found = if crate::value::is_null(value) { "NULL".to_owned() } else { format!("{value:?}") };
        Self(tr!("value-unexpected", expected = expected, found = found))
    }
}

/// A `&'static` to the type of `T`, which a generic `const` cannot borrow by itself.
pub(crate) struct TypeOf<T>(std::marker::PhantomData<T>);

impl<T: FieldType> TypeOf<T> {
    pub(crate) const META: &'static TypeMeta = &T::TYPE;
}

/// Whether a `T` can say which file it means: a text or a [`StoredFile`](crate::StoredFile).
#[doc(hidden)]
pub const fn holds_file<T: FieldType>() -> bool {
    T::TYPE.is_file || matches!(T::TYPE.kind, Kind::Text)
}

/// Whether a `T` may be NULL.
#[doc(hidden)]
pub const fn is_nullable<T: FieldType>() -> bool {
    T::TYPE.nullable
}

/// The kind of `T`, for the rules that the derive asks at compile time.
#[doc(hidden)]
pub const fn kind_of<T: FieldType>() -> Kind {
    T::TYPE.kind
}
