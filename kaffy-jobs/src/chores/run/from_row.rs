//! Rows as tuples.

use kaffy_core::{Cell, FieldType, inside::Read};

/// A row as a tuple of up to eight field types: `(i64, Option<String>)`.
pub trait FromRow: Sized + Send {
    #[doc(hidden)]
    fn reads() -> Vec<Read>;

    #[doc(hidden)]
    fn from_row(row: Vec<Cell>) -> Result<Self, RowError>;
}

/// A value of a row that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the value in column {column} does not fit: {reason}")]
#[non_exhaustive]
pub struct RowError {
    /// The column, counted from 1.
    pub column: usize,
    /// Why.
    pub reason: String,
}

fn cell<T: FieldType>(cells: &mut impl Iterator<Item = Cell>, column: usize) -> Result<T, RowError> {
    let wrong = |reason: String| RowError { column, reason };
    let cell = cells.next().ok_or_else(|| wrong("it is missing".to_owned()))?;
    let value = cell.map_err(|unreadable| wrong(unreadable.to_string()))?;
    T::from_value(value).map_err(|error| wrong(error.to_string()))
}

macro_rules! tuples {
    ($($name:ident = $column:literal),+) => {
        impl<$($name: FieldType + Send),+> FromRow for ($($name,)+) {
            fn reads() -> Vec<Read> {
                vec![$(Read::As($name::TYPE.kind)),+]
            }

            fn from_row(row: Vec<Cell>) -> Result<Self, RowError> {
                let mut cells = row.into_iter();
                Ok(($(cell::<$name>(&mut cells, $column)?,)+))
            }
        }
    };
}

tuples!(A = 1);
tuples!(A = 1, B = 2);
tuples!(A = 1, B = 2, C = 3);
tuples!(A = 1, B = 2, C = 3, D = 4);
tuples!(A = 1, B = 2, C = 3, D = 4, E = 5);
tuples!(A = 1, B = 2, C = 3, D = 4, E = 5, F = 6);
tuples!(A = 1, B = 2, C = 3, D = 4, E = 5, F = 6, G = 7);
tuples!(A = 1, B = 2, C = 3, D = 4, E = 5, F = 6, G = 7, H = 8);
