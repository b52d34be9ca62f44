//! Fields as the options of a struct name them, directly or over relations.

/// A field of the resource, or of one that it belongs to: `category.name`.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathMeta {
    /// Relations to follow, by name; empty for a field of the resource itself.
    pub relations: &'static [&'static str],
    /// The field at the end.
    pub field: &'static str,
    /// The whole path as written, `category.name`: its name in addresses.
    pub name: &'static str,
}

impl PathMeta {
    /// A field of the resource itself.
    pub const fn field(field: &'static str) -> Self {
        Self { relations: &[], field, name: field }
    }

    /// A field over relations; `name` is the dotted path.
    pub const fn over(relations: &'static [&'static str], field: &'static str, name: &'static str) -> Self {
        Self { relations, field, name }
    }
}

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Asc,
    /// Largest first.
    Desc,
}

impl Direction {
    /// The other one.
    pub const fn reversed(self) -> Self {
        match self {
            Self::Asc => Self::Desc,
            Self::Desc => Self::Asc,
        }
    }
}

/// One part of `order(desc(views), title)`.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct OrderMeta {
    /// What to sort by.
    pub path: PathMeta,
    /// Which way.
    pub direction: Direction,
}

impl OrderMeta {
    /// Smallest first.
    pub const fn asc(path: PathMeta) -> Self {
        Self { path, direction: Direction::Asc }
    }

    /// Largest first.
    pub const fn desc(path: PathMeta) -> Self {
        Self { path, direction: Direction::Desc }
    }
}

/// How a word of a search must occur in a field (Django's prefixes, A7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SearchOperator {
    /// Anywhere, whatever the case.
    Contains,
    /// At the start, whatever the case.
    Prefix,
    /// As the whole value. A word that is not of the field's type is skipped for this field.
    Exact,
    /// As a word, or the beginning of one, in a full-text index of the database over all fields of the table that are
    /// searched so (A9).
    FullText,
}

/// One part of `search(title, exact(id))`.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct SearchMeta {
    /// Where to look.
    pub path: PathMeta,
    /// How.
    pub operator: SearchOperator,
}

impl SearchMeta {
    /// Looks for a word in a field.
    pub const fn new(path: PathMeta, operator: SearchOperator) -> Self {
        Self { path, operator }
    }
}
