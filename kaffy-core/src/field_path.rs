//! What the derive asks about paths over relations, while the user's code compiles.
//!
//! The macro sees one struct at a time. A path such as `category.name` becomes an expression made of
//! these functions, so that the compiler looks up each name and says what is wrong at that name.

use crate::{AdminResource, Field, FieldType, Kind, Relation};

/// The end of a path: a field.
#[diagnostic::on_unimplemented(
    message = "this path ends in a relation",
    label = "a relation, not a field",
    note = "name one of the fields at its other end, as in `category.name`"
)]
pub trait FieldPath: Copy {
    /// The resource that has the field.
    type Resource: AdminResource;
    /// What the field holds.
    type Value: FieldType;
}

impl<R: AdminResource, T: FieldType> FieldPath for Field<R, T> {
    type Resource = R;
    type Value = T;
}

/// The middle of a path: a relation.
#[diagnostic::on_unimplemented(
    message = "this is a field, not a relation",
    label = "leads nowhere",
    note = "only a field with `belongs_to` makes a relation that a path can follow"
)]
pub trait RelationPath: Copy {
    /// The resource at its other end.
    type Target: AdminResource;
}

impl<R, T: AdminResource> RelationPath for Relation<R, T> {
    type Target = T;
}

/// The fields at the other end of a relation.
pub const fn follow<P: RelationPath>(_path: P) -> <P::Target as AdminResource>::Fields {
    <P::Target as AdminResource>::FIELDS
}

/// The kind of the field at the end of a path.
pub const fn kind_of_field<P: FieldPath>(_path: P) -> Kind {
    P::Value::TYPE.kind
}

/// Whether the field at the end of a path, whose name is `name`, may be seen.
pub const fn is_shown<P: FieldPath>(_path: P, name: &str) -> bool {
    let fields = P::Resource::META.fields;
    let mut at = 0;
    while at < fields.len() {
        if same(fields[at].name, name) {
            return !fields[at].is_secret();
        }
        at += 1;
    }
    true
}

/// Stops the compiler with `message`. The caller is where the error is shown.
#[track_caller]
pub const fn require(holds: bool, message: &str) {
    if !holds {
        panic!("{}", message);
    }
}

/// `==` of texts, which is not `const` yet.
pub(crate) const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}
