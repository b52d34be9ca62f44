//! A CSV file as an input of a chore: each row is a value, and an item of its run (J72).

mod reading;
mod rows;
mod watching;

use std::{fmt, marker::PhantomData};

use kaffy_core::{FieldType, TypeMeta, ValueError};
use sea_query::Value;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{ChoreError, ChoreFile, ChoreRun};

pub use self::rows::{CsvPlace, CsvRows};

/// A CSV file that whoever starts a chore chooses: the type of an input. `Row` derives serde's `Deserialize`; its
/// fields are the headings of the file.
///
/// ```
/// # use kaffy_jobs::chores::{ChoreCsv, ChoreError, ChoreRun, ChoreTx};
/// #[derive(serde::Deserialize)]
/// struct Price {
///     sku: String,
///     price: f64,
///     note: Option<String>,
/// }
///
/// async fn import(prices: ChoreCsv<Price>, run: ChoreRun) -> Result<(), ChoreError> {
///     run.walk(prices.rows(&run).await?).run(async |_tx: ChoreTx, _row: Price| {
///         // UPDATE products SET price = … WHERE sku = …
///         Ok(())
///     })
///     .await?;
///     Ok(())
/// }
/// ```
///
/// It is read as UTF-8, with or without a mark at its start, with commas, semicolons or tabs between cells, whichever
/// its first line has most of. An empty cell is `None` for an `Option`. All rows are looked at before the first one is
/// handed out: what is wrong is said with its lines, and nothing was done then. However long it is, little of it is in
/// memory at once.
pub struct ChoreCsv<Row> {
    id: Uuid,
    row: PhantomData<fn() -> Row>,
}

impl<Row> ChoreCsv<Row> {
    /// The file of an id, as an upload made it.
    pub const fn new(id: Uuid) -> Self {
        Self { id, row: PhantomData }
    }

    /// The file itself.
    pub const fn file(&self) -> ChoreFile {
        ChoreFile::new(self.id)
    }
}

impl<Row: DeserializeOwned + Send> ChoreCsv<Row> {
    /// Its rows, once all were looked at.
    ///
    /// # Errors
    /// Everything that is wrong with the first 20 wrong rows; that the file is not there any more; the database's own.
    pub async fn rows(&self, run: &ChoreRun) -> Result<CsvRows<Row>, ChoreError> {
        CsvRows::open(self.file(), run).await
    }
}

impl<Row: 'static> FieldType for ChoreCsv<Row> {
    const TYPE: TypeMeta = ChoreFile::TYPE;

    fn to_value(&self) -> Value {
        self.id.to_value()
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        Uuid::from_value(value).map(Self::new)
    }
}

impl<Row> Clone for ChoreCsv<Row> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Row> Copy for ChoreCsv<Row> {}

impl<Row> fmt::Debug for ChoreCsv<Row> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ChoreCsv").field(&self.id).finish()
    }
}
