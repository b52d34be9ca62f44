//! What a function of a column hands back: a text, a number, a badge, a link, nothing.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use sea_query::Value;
use uuid::Uuid;

use crate::{FieldMeta, FieldType, Unreadable};

/// What one cell of a list shows. All of it is plain text, which the page escapes.
///
/// Texts, numbers, `bool`, dates and `Option`s of them become one by [`Into`]; any other type of a field
/// by [`Shown::of`].
///
/// ```
/// use kaffy_core::{Shown, Tone};
///
/// fn stock(left: u32) -> Shown {
///     match left {
///         0 => Shown::badge("Sold out", Tone::Bad),
///         1..=9 => Shown::badge(format!("{left} left"), Tone::Warning),
///         _ => left.into(),
///     }
/// }
/// assert!(matches!(stock(12), Shown::Value { .. }));
/// assert!(matches!(Shown::from(None::<&str>), Shown::Empty));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Shown {
    /// What the column would show without the function; nothing in a computed column.
    Usual,
    /// Nothing: the empty text of the column.
    Empty,
    /// Words. A long text is cut, with the whole at hand.
    Text(String),
    /// A value, shown as a field of its type is: a number, a date, yes or no, a list.
    Value {
        /// A field of its type.
        meta: &'static FieldMeta,
        /// Its canonical value.
        value: Value,
    },
    /// A word in a pill.
    Badge {
        /// The word.
        text: String,
        /// What its colour says.
        tone: Tone,
    },
    /// Words that lead somewhere.
    Link {
        /// The words.
        text: String,
        /// The address. Only web addresses, `mailto:`, `tel:` and places of the same site, which begin
        /// with one `/`, become links; of another one the words are shown.
        href: String,
    },
    /// A value that could not be made, and why; shown as broken.
    Broken(Unreadable),
}

/// What the colour of a badge says, beside its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// Something to know.
    Info,
    /// As it should be.
    Good,
    /// Worth a look.
    Warning,
    /// Wrong.
    Bad,
}

impl Shown {
    /// A word in a pill.
    pub fn badge(text: impl Into<String>, tone: Tone) -> Self {
        Self::Badge { text: text.into(), tone }
    }

    /// Words that lead somewhere: `Shown::link("Shop", "https://shop.example/7")`.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self::Link { text: text.into(), href: href.into() }
    }

    /// A value of any type that a field may have, shown as a field is.
    pub fn of<T: FieldType>(value: T) -> Self {
        let value = value.to_value();
        if crate::value::is_null(&value) {
            return Self::Empty;
        }
        Self::Value { meta: const { &FieldMeta::of::<T>("shown") }, value }
    }
}

impl From<&str> for Shown {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Shown {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Shown {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Cow<'_, str>> for Shown {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

/// Nothing where there is nothing.
impl<T: Into<Shown>> From<Option<T>> for Shown {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

macro_rules! values {
    ($($type:ty),+ $(,)?) => {$(
        impl From<$type> for Shown {
            fn from(value: $type) -> Self {
                Self::of(value)
            }
        }
    )+};
}
values!(
    i8,
    i16,
    i32,
    i64,
    u8,
    u16,
    u32,
    u64,
    f32,
    f64,
    bool,
    Decimal,
    Uuid,
    NaiveDate,
    NaiveTime,
    NaiveDateTime,
    DateTime<Utc>,
);

impl From<usize> for Shown {
    fn from(count: usize) -> Self {
        Self::of(u64::try_from(count).unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a1_what_a_function_returns_becomes_a_cell() {
        assert!(matches!(Shown::from("a"), Shown::Text(text) if text == "a"));
        assert!(matches!(Shown::from(Some(7_i32)), Shown::Value { value: Value::BigInt(Some(7)), .. }));
        assert!(matches!(Shown::from(None::<bool>), Shown::Empty));
        assert!(matches!(Shown::of(None::<i64>), Shown::Empty), "a NULL is nothing");
        let Shown::Value { meta, .. } = Shown::from(Decimal::new(125, 1)) else { panic!("a value") };
        assert!(meta.ty.kind.is_number());
    }
}
