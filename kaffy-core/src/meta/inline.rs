//! Rows of another resource on the form of the one they belong to.

use super::ResourceMeta;
use crate::{AdminResource, Field, field_path::same};

/// `has_many`: rows of another resource whose `by` refers to a record, on the form of that record.
///
/// On a form, an input of such a row is called `ingredients.0.name`: the name of the rows, the place of
/// the row on the form, the field. `ingredients.0._key` holds the key of a row that exists, as in its
/// address, and nothing for a new one; `ingredients.0._delete` is `true` for one to leave out.
#[non_exhaustive]
#[derive(Clone, Copy)]
pub struct InlineMeta {
    /// Its name in forms.
    pub name: &'static str,
    /// The heading: the plural of the other resource by default.
    pub label: Option<&'static str>,
    /// The other resource. A function, so that two resources may refer to each other.
    pub child: fn() -> &'static ResourceMeta,
    /// The field of the other resource that names the record.
    pub by: &'static str,
    /// Whether each row is a small form of its own, rather than a line of a table.
    pub is_stacked: bool,
    /// The fewest rows.
    pub min: u16,
    /// The most rows.
    pub max: Option<u16>,
    /// Empty rows that a form starts with, 1 by default.
    pub extra: u16,
    /// Names of fields, in order. Empty: those of the other resource's own form, without `by`.
    pub fields: &'static [&'static str],
}

impl InlineMeta {
    /// Rows of `C`, with every option at its default.
    pub const fn of<C: AdminResource>(name: &'static str, by: &'static str) -> Self {
        Self { name, label: None, child: || C::META, by, is_stacked: false, min: 0, max: None, extra: 1, fields: &[] }
    }

    /// Sets the heading.
    pub const fn label(mut self, label: &'static str) -> Self {
        self.label = Some(label);
        self
    }

    /// Makes each row a small form of its own.
    pub const fn stacked(mut self) -> Self {
        self.is_stacked = true;
        self
    }

    /// Sets the fewest rows.
    pub const fn min(mut self, rows: u16) -> Self {
        self.min = rows;
        self
    }

    /// Sets the most rows.
    pub const fn max(mut self, rows: u16) -> Self {
        self.max = Some(rows);
        self
    }

    /// Sets how many empty rows a form starts with.
    pub const fn extra(mut self, rows: u16) -> Self {
        self.extra = rows;
        self
    }

    /// Sets the fields.
    pub const fn fields(mut self, fields: &'static [&'static str]) -> Self {
        self.fields = fields;
        self
    }
}

// By hand: printing the other resource would not end where two refer to each other.
impl std::fmt::Debug for InlineMeta {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InlineMeta").field("name", &self.name).field("by", &self.by).finish_non_exhaustive()
    }
}

/// The field of a resource at a place belongs to `T`; written by the derive for each `belongs_to`, so
/// that the other end can be checked by the compiler.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this field of `{Self}` does not belong to `{T}`",
    label = "belongs to another resource",
    note = "name the field whose `belongs_to` is the struct that this stands on"
)]
pub trait Refers<T, const FIELD: usize> {}

/// The place of a field among those of its resource.
///
/// # Panics
/// With `message`, while the compiler runs, when the field has no `belongs_to`.
#[doc(hidden)]
#[track_caller]
pub const fn belongs_to_at<C: AdminResource, T>(field: Field<C, T>, message: &str) -> usize {
    let fields = C::META.fields;
    let mut at = 0;
    while at < fields.len() {
        if same(fields[at].name, field.name()) && fields[at].belongs_to.is_some() {
            return at;
        }
        at += 1;
    }
    // A struct whose own mistakes are reported has no fields, and is not to blame for this one too.
    if fields.is_empty() {
        return 0;
    }
    panic!("{}", message)
}

/// Compiles when the field of `C` at a place belongs to `P`.
#[doc(hidden)]
pub const fn leads_to<C: Refers<P, FIELD>, P, const FIELD: usize>() {}
