//! The type of a field, as far as columns, forms and cells care.

use sea_query::Value;

use super::ChoiceMeta;

/// What a value is, whatever Rust type holds it. It decides the column decoding, the form input, the
/// operators of a filter and the look of a cell.
///
/// The canonical [`Value`] of each kind stands beside it; NULL is `Value::String(None)` for all.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// `Value::Bool`.
    Bool,
    /// `Value::BigInt`, except `u64`, which is `Value::BigUnsigned`.
    Int(IntWidth),
    /// `Value::Float` for `f32`, `Value::Double` for `f64`.
    Float(FloatWidth),
    /// `Value::Decimal`.
    Decimal,
    /// `Value::String`.
    Text,
    /// `Value::String` of one character.
    Char,
    /// `Value::Bytes`.
    Bytes,
    /// `Value::Uuid`.
    Uuid,
    /// `Value::ChronoDate`.
    Date,
    /// `Value::ChronoTime`.
    Time,
    /// A date and time without a zone: `Value::ChronoDateTime`.
    DateTime,
    /// An instant: `Value::ChronoDateTimeUtc`, whatever zone the Rust type keeps.
    Timestamp,
    /// `Value::Json`.
    Json,
    /// A unit enum: `Value::String` or `Value::BigInt`, as its [`ChoiceMeta`] says.
    Choice(&'static ChoiceMeta),
    /// A list of scalars: `Value::Json` of an array, whatever the column is.
    List(&'static TypeMeta),
}

/// The range of an integer type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum IntWidth {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

impl IntWidth {
    /// The smallest and the largest value.
    pub const fn range(self) -> (i128, i128) {
        match self {
            Self::I8 => (i8::MIN as i128, i8::MAX as i128),
            Self::I16 => (i16::MIN as i128, i16::MAX as i128),
            Self::I32 => (i32::MIN as i128, i32::MAX as i128),
            Self::I64 => (i64::MIN as i128, i64::MAX as i128),
            Self::U8 => (0, u8::MAX as i128),
            Self::U16 => (0, u16::MAX as i128),
            Self::U32 => (0, u32::MAX as i128),
            Self::U64 => (0, u64::MAX as i128),
        }
    }
}

/// The precision of a floating-point type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum FloatWidth {
    F32,
    F64,
}

/// Asks whether a canonical, non-null value fits the Rust type behind it; says in words why not.
pub type ValueCheck = fn(&Value) -> Result<(), String>;

/// Where a value may live when a column can hold it in several ways (`#[admin(storage = …)]`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageHint {
    /// As text, the default of decimals and uuids where the database has no type for them.
    Text,
    /// As bytes: a uuid in `BLOB` or `BINARY(16)`.
    Blob,
}

/// A [`Kind`] with what a Rust type adds to it: whether it may be NULL, and a check of its own.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct TypeMeta {
    /// What the value is.
    pub kind: Kind,
    /// Whether the Rust type is an `Option`.
    pub nullable: bool,
    /// A rule of the Rust type beyond its kind, such as the shape of `Json<T>`.
    pub check: Option<ValueCheck>,
    /// Whether it is a [`StoredFile`](crate::StoredFile), whose input takes a file.
    pub is_file: bool,
    /// Whether it is the id of a file that is uploaded for it and kept beside, as the files of chores are.
    pub is_upload: bool,
}

impl TypeMeta {
    /// A type that is never NULL.
    pub const fn new(kind: Kind) -> Self {
        Self { kind, nullable: false, check: None, is_file: false, is_upload: false }
    }

    /// The same type in an `Option`.
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// The same type, whose input takes a file.
    pub(crate) const fn file(mut self) -> Self {
        self.is_file = true;
        self
    }

    /// The same type, the id of a file that its input uploads.
    pub const fn upload(mut self) -> Self {
        self.is_upload = true;
        self
    }

    /// The same type with a rule of its own.
    pub const fn check(mut self, check: ValueCheck) -> Self {
        self.check = Some(check);
        self
    }
}

impl Kind {
    /// The names of all kinds, for whoever has to have something for each of them.
    pub const NAMES: [&'static str; 15] = [
        "bool",
        "int",
        "float",
        "decimal",
        "text",
        "char",
        "bytes",
        "uuid",
        "date",
        "time",
        "datetime",
        "timestamp",
        "json",
        "choice",
        "list",
    ];

    /// Its name, one of [`NAMES`](Self::NAMES).
    pub const fn name(self) -> &'static str {
        Self::NAMES[match self {
            Self::Bool => 0,
            Self::Int(_) => 1,
            Self::Float(_) => 2,
            Self::Decimal => 3,
            Self::Text => 4,
            Self::Char => 5,
            Self::Bytes => 6,
            Self::Uuid => 7,
            Self::Date => 8,
            Self::Time => 9,
            Self::DateTime => 10,
            Self::Timestamp => 11,
            Self::Json => 12,
            Self::Choice(_) => 13,
            Self::List(_) => 14,
        }]
    }
}

/// Questions the derive asks at compile time; each answers a rule of an attribute.
impl Kind {
    /// Text that `contains` and `prefix` make sense for.
    pub const fn is_text(self) -> bool {
        match self {
            Self::Text | Self::Char => true,
            Self::Choice(choice) => choice.is_text(),
            _ => false,
        }
    }

    /// A number of any sort.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Int(_) | Self::Float(_) | Self::Decimal)
    }

    /// A date, with or without a time.
    pub const fn has_date(self) -> bool {
        matches!(self, Self::Date | Self::DateTime | Self::Timestamp)
    }

    /// Something with a smaller and a larger, for `order`, `min` and `max`.
    pub const fn is_ordered(self) -> bool {
        !matches!(self, Self::Json | Self::List(_) | Self::Bytes)
    }

    /// Something that can name a row.
    pub const fn is_key(self) -> bool {
        matches!(self, Self::Int(_) | Self::Text | Self::Char | Self::Uuid | Self::Date | Self::Choice(_) | Self::Bool)
    }

    /// Something that can count the states of a row.
    pub const fn is_version(self) -> bool {
        matches!(self, Self::Int(_) | Self::DateTime | Self::Timestamp)
    }

    /// A point in time.
    pub const fn is_instant(self) -> bool {
        matches!(self, Self::DateTime | Self::Timestamp)
    }

    /// Something a filter has operators for.
    pub const fn is_filterable(self) -> bool {
        !matches!(self, Self::Json | Self::Bytes)
    }

    /// Text as it was typed, for limits of length, patterns and the inputs of texts.
    pub const fn is_plain_text(self) -> bool {
        matches!(self, Self::Text | Self::Char)
    }

    /// True or false.
    pub const fn is_bool(self) -> bool {
        matches!(self, Self::Bool)
    }

    /// An enum.
    pub const fn is_choice(self) -> bool {
        matches!(self, Self::Choice(_))
    }

    /// JSON of any shape.
    pub const fn is_json(self) -> bool {
        matches!(self, Self::Json)
    }

    /// A number that may have a fraction.
    pub const fn takes_fraction(self) -> bool {
        matches!(self, Self::Float(_) | Self::Decimal)
    }

    /// Something whose `default` is written as a text.
    pub const fn takes_text(self) -> bool {
        !matches!(self, Self::Bool | Self::Int(_) | Self::Float(_) | Self::Bytes)
    }

    /// Something whose `min` and `max` are written as a text.
    pub const fn takes_limit_text(self) -> bool {
        self.has_date() || matches!(self, Self::Time | Self::Decimal)
    }

    /// Something that `choices` can limit.
    pub const fn takes_choices(self) -> bool {
        matches!(self, Self::Text | Self::Int(_))
    }

    /// Something with an input that is typed into.
    pub const fn is_typed(self) -> bool {
        !matches!(self, Self::Bool | Self::Choice(_))
    }

    /// Something that a column can hold in several ways.
    pub const fn has_storage(self) -> bool {
        matches!(self, Self::Decimal | Self::Uuid)
    }

    /// Whether a whole number of this size fits.
    pub const fn takes_integer(self, number: i128) -> bool {
        match self {
            Self::Int(width) => {
                let (smallest, largest) = width.range();
                smallest <= number && number <= largest
            }
            Self::Float(_) | Self::Decimal => true,
            _ => false,
        }
    }

    /// Whether `key` is one of the variants, where the kind is an enum.
    pub const fn offers(self, key: &str) -> bool {
        let Self::Choice(choice) = self else { return true };
        let mut at = 0;
        while at < choice.variants.len() {
            if crate::field_path::same(choice.variants[at].key, key) {
                return true;
            }
            at += 1;
        }
        false
    }
}
