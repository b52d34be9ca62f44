//! The cells of a row, one after the other, as what the tables hold.

use kaffy_core::{Cell, DbError, Kind, inside::Read};
use sea_query::Value;
use uuid::Uuid;

/// Reads a column as a number.
pub(crate) const NUMBER: Read = Read::As(Kind::Int(kaffy_core::IntWidth::I64));
/// Reads a column as a text.
pub(crate) const TEXT: Read = Read::As(Kind::Text);

/// Reads a column as bytes.
pub(crate) const BYTES: Read = Read::As(Kind::Bytes);

/// The cells of one row.
pub(crate) struct Cells(std::vec::IntoIter<Cell>);

impl Cells {
    pub(crate) fn new(row: Vec<Cell>) -> Self {
        Self(row.into_iter())
    }

    fn next(&mut self) -> Result<Value, DbError> {
        match self.0.next() {
            Some(Ok(value)) => Ok(value),
            Some(Err(unreadable)) => Err(DbError::Other(unreadable.to_string().into())),
            None => Err(DbError::Other("a column is missing".into())),
        }
    }

    /// A number that may be missing.
    pub(crate) fn maybe_number(&mut self) -> Result<Option<i64>, DbError> {
        Ok(match self.next()? {
            Value::BigInt(number) => number,
            _ => None,
        })
    }

    /// A number.
    pub(crate) fn number(&mut self) -> Result<i64, DbError> {
        Ok(self.maybe_number()?.unwrap_or_default())
    }

    /// A number that is no less than 0.
    pub(crate) fn count(&mut self) -> Result<u32, DbError> {
        Ok(u32::try_from(self.number()?.max(0)).unwrap_or(u32::MAX))
    }

    /// A text that may be missing.
    pub(crate) fn maybe_text(&mut self) -> Result<Option<String>, DbError> {
        Ok(match self.next()? {
            Value::String(text) => text,
            _ => None,
        })
    }

    /// A text.
    pub(crate) fn text(&mut self) -> Result<String, DbError> {
        Ok(self.maybe_text()?.unwrap_or_default())
    }

    /// Bytes.
    pub(crate) fn bytes(&mut self) -> Result<Vec<u8>, DbError> {
        Ok(match self.next()? {
            Value::Bytes(Some(bytes)) => bytes.to_vec(),
            _ => Vec::new(),
        })
    }

    /// A number that is no less than 0.
    pub(crate) fn unsigned(&mut self) -> Result<u64, DbError> {
        Ok(u64::try_from(self.number()?).unwrap_or_default())
    }

    /// A UUID that may be missing.
    pub(crate) fn maybe_id(&mut self) -> Result<Option<Uuid>, DbError> {
        let text = self.maybe_text()?;
        text.map(|text| Uuid::parse_str(&text).map_err(|error| DbError::Other(error.into()))).transpose()
    }

    /// A UUID.
    pub(crate) fn id(&mut self) -> Result<Uuid, DbError> {
        self.maybe_id()?.ok_or_else(|| DbError::Other("an id is missing".into()))
    }
}
