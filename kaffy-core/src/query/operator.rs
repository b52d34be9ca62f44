//! What a filter can ask of a value, by the kind of the value (A10–A14).

use crate::{Kind, Path, tr};

/// How a filter compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operator {
    /// One of the values; for a list, one of its items. A day means all of it.
    Is,
    /// Text that contains the value, whatever the case.
    Contains,
    /// Text that starts with the value, whatever the case.
    Starts,
    /// The value or more; the day or later.
    AtLeast,
    /// The value or less; the day, all of it, or earlier.
    AtMost,
    /// More than the value; after the day.
    Above,
    /// Less than the value; before the day.
    Below,
    /// In a named range of days: a [`Preset`](super::Preset).
    Preset,
    /// In a year, month or day, `2026-03`; what a drill-down links to.
    During,
    /// `true`: no value, or no text. `false`: some.
    Empty,
}

impl Operator {
    /// What a filter on this path offers, the usual one first.
    pub fn offered(path: &Path) -> &'static [Self] {
        const CHOICE: [Operator; 2] = [Operator::Is, Operator::Empty];
        const TEXT: [Operator; 4] = [Operator::Contains, Operator::Starts, Operator::Is, Operator::Empty];
        const NUMBER: [Operator; 6] =
            [Operator::AtLeast, Operator::AtMost, Operator::Above, Operator::Below, Operator::Is, Operator::Empty];
        const DATE: [Operator; 8] = [
            Operator::Preset,
            Operator::AtLeast,
            Operator::AtMost,
            Operator::Above,
            Operator::Below,
            Operator::Is,
            Operator::During,
            Operator::Empty,
        ];
        let meta = path.column.meta;
        let all: &'static [Self] = match path.column.kind() {
            _ if meta.belongs_to.is_some() || !meta.choices.is_empty() => &CHOICE,
            Kind::Text | Kind::Char => &TEXT,
            kind if kind.has_date() => &DATE,
            kind if kind.is_number() => &NUMBER,
            Kind::Time => &NUMBER,
            _ => &CHOICE,
        };
        // Emptiness is always the last, and means nothing where every row has a value.
        let can_be_empty = path.nullable() || matches!(path.column.kind(), Kind::Text | Kind::List(_));
        if can_be_empty { all } else { &all[..all.len() - 1] }
    }

    /// The name of its parameter on this path: `f.price.gte`, and for [`Is`](Self::Is) just `f.price`.
    pub fn parameter(self, path: &Path) -> String {
        match self {
            Self::Is => format!("f.{}", path.name),
            _ => format!("f.{}.{}", path.name, self.key()),
        }
    }

    /// Its name in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::Contains => "contains",
            Self::Starts => "starts",
            Self::AtLeast => "gte",
            Self::AtMost => "lte",
            Self::Above => "gt",
            Self::Below => "lt",
            Self::Preset => "preset",
            Self::During => "during",
            Self::Empty => "empty",
        }
    }

    /// What a person reads before the value: `is at least`, and `is on or after` for dates.
    pub fn label(self, path: &Path) -> String {
        let dated = path.column.kind().has_date() || matches!(path.column.kind(), Kind::Time);
        match (self, dated) {
            (Self::Is | Self::Preset, _) => tr!("operator-is"),
            (Self::Contains, _) => tr!("operator-contains"),
            (Self::Starts, _) => tr!("operator-starts"),
            (Self::AtLeast, false) => tr!("operator-at-least"),
            (Self::AtLeast, true) => tr!("operator-from"),
            (Self::AtMost, false) => tr!("operator-at-most"),
            (Self::AtMost, true) => tr!("operator-until"),
            (Self::Above, false) => tr!("operator-above"),
            (Self::Above, true) => tr!("operator-after"),
            (Self::Below, false) => tr!("operator-below"),
            (Self::Below, true) => tr!("operator-before"),
            (Self::During, _) => tr!("operator-during"),
            (Self::Empty, _) => tr!("operator-empty"),
        }
    }

    /// By its name in addresses; `eq` is another word for `is`.
    pub(crate) fn by_key(key: &str) -> Option<Self> {
        const ALL: [Operator; 10] = [
            Operator::Is,
            Operator::Contains,
            Operator::Starts,
            Operator::AtLeast,
            Operator::AtMost,
            Operator::Above,
            Operator::Below,
            Operator::Preset,
            Operator::During,
            Operator::Empty,
        ];
        if key == "eq" { Some(Self::Is) } else { ALL.into_iter().find(|operator| operator.key() == key) }
    }
}
