//! A field together with the live column behind it.

use std::sync::Arc;

use sea_query::Expr;

use crate::{Dialect, FieldMeta, Kind, StorageHint};

/// How a column holds the values of a field, where there is more than one way.
///
/// Chosen once, at `build()`, from the live column; `#[admin(storage = …)]` decides where the column
/// leaves a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Storage {
    /// The database's own type for this kind.
    Native,
    /// As text: a decimal or uuid in a text column, JSON in a text column.
    Text,
    /// As bytes: a uuid in `BLOB` or `BINARY(16)`.
    Blob,
    /// An instant in a column without a zone, taken as UTC.
    Naive,
    /// A date and time without a zone in a column with one, taken as UTC.
    Zoned,
    /// A list in a JSON column.
    Json,
    /// A list in a PostgreSQL array of this element type.
    Array(Arc<str>),
    /// A PostgreSQL type that is read and written through text: a native enum, `citext`, `inet`.
    Cast(Arc<str>),
}

impl Storage {
    /// What a column of this kind is when nobody looked at the database.
    pub fn assumed(kind: Kind, hint: Option<StorageHint>, dialect: Dialect) -> Self {
        match (kind, hint, dialect) {
            (Kind::Uuid, Some(StorageHint::Blob), _) => Self::Blob,
            (Kind::Uuid | Kind::Decimal, Some(StorageHint::Text), _) => Self::Text,
            (Kind::Uuid, None, Dialect::Postgres) => Self::Native,
            (Kind::Uuid, None, _) => Self::Text,
            (Kind::Decimal, None, Dialect::Sqlite) => Self::Text,
            (Kind::List(_), ..) => Self::Json,
            (Kind::Choice(choice), _, Dialect::Postgres) => match choice.storage {
                crate::ChoiceStorage::Native(name) => Self::Cast(name.into()),
                _ => Self::Native,
            },
            _ => Self::Native,
        }
    }
}

/// A field and its live column.
#[derive(Clone, Debug)]
pub struct Column {
    /// The field.
    pub meta: &'static FieldMeta,
    /// Its place in [`ResourceMeta::fields`](crate::ResourceMeta) and in a [`Record`](crate::Record).
    pub index: usize,
    /// How the column holds its values.
    pub storage: Storage,
    /// Whether the column may be NULL; as the field says where nobody looked at the database.
    pub nullable: bool,
    /// Whether the database fills the column when an insert leaves it out.
    pub has_default: bool,
    /// Whether the database alone writes the column: no form has an input for it.
    pub generated: bool,
    /// Whether its collation takes different texts for equal, and has no patterns for that reason.
    pub equates: bool,
    /// Its type as the database writes it; `None` where nobody looked.
    pub type_name: Option<Arc<str>>,
    /// The longest text the column takes, in characters.
    pub max_len: Option<u32>,
    /// What stands for the column in statements where it is none: an expression that a list is sorted by.
    pub(crate) expr: Option<Arc<Expr>>,
    /// The fields that the expression is made of; none for a column that is one.
    pub(crate) uses: Option<Arc<[&'static str]>>,
}

impl Column {
    /// The column as the struct describes it.
    pub fn assumed(meta: &'static FieldMeta, index: usize, dialect: Dialect) -> Self {
        Self {
            meta,
            index,
            storage: Storage::assumed(meta.ty.kind, meta.storage, dialect),
            nullable: meta.ty.nullable,
            has_default: false,
            generated: false,
            equates: false,
            type_name: None,
            max_len: None,
            expr: None,
            uses: None,
        }
    }

    /// Whether the database can say which of two values is smaller, or whether they are equal: PostgreSQL
    /// cannot for shapes, XML and plain JSON.
    pub fn is_comparable(&self) -> bool {
        const NEITHER: [&str; 9] = ["json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle"];
        !matches!(&self.storage, Storage::Cast(name) if NEITHER.contains(&name.as_ref()))
    }

    /// What it holds.
    pub fn kind(&self) -> Kind {
        self.meta.ty.kind
    }
}
