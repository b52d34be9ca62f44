//! Typed names of fields and relations: what `Product::fields()` hands out.

use std::{fmt, marker::PhantomData};

use crate::Direction;

/// The field of type `T` of resource `R`, by name.
///
/// The derive makes one for each field, so that code and options can name fields and have the
/// compiler check them.
pub struct Field<R, T> {
    name: &'static str,
    of: PhantomData<fn() -> (R, T)>,
}

impl<R, T> Field<R, T> {
    /// For the derive.
    #[doc(hidden)]
    pub const fn new(name: &'static str) -> Self {
        Self { name, of: PhantomData }
    }

    /// The Rust name of the field.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Smallest first.
    pub const fn asc(self) -> OrderBy<R> {
        OrderBy { field: self.name, direction: Direction::Asc, of: PhantomData }
    }

    /// Largest first.
    pub const fn desc(self) -> OrderBy<R> {
        OrderBy { field: self.name, direction: Direction::Desc, of: PhantomData }
    }
}

/// A field of resource `R` to sort by; made by [`Field::asc`] and [`Field::desc`].
pub struct OrderBy<R> {
    pub(crate) field: &'static str,
    pub(crate) direction: Direction,
    of: PhantomData<fn() -> R>,
}

impl<R> fmt::Debug for OrderBy<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.field, self.direction)
    }
}

/// The relation from resource `R` to resource `T` that a `belongs_to` field makes.
pub struct Relation<R, T> {
    name: &'static str,
    of: PhantomData<fn() -> (R, T)>,
}

impl<R, T> Relation<R, T> {
    /// For the derive.
    #[doc(hidden)]
    pub const fn new(name: &'static str) -> Self {
        Self { name, of: PhantomData }
    }

    /// The relation's name: the field's without `_id`.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

impl<R, T> Clone for Field<R, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R, T> Copy for Field<R, T> {}
impl<R, T> Clone for Relation<R, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R, T> Copy for Relation<R, T> {}

impl<R, T> fmt::Debug for Field<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Field({})", self.name)
    }
}
impl<R, T> fmt::Debug for Relation<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Relation({})", self.name)
    }
}
