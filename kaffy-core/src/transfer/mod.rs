//! Rows as files: what leaves the admin as a table for a spreadsheet, and what comes back.
//!
//! Which rows and columns an actor gets is decided in `data/` and [`columns`], as on the list. What a cell says
//! in a file is [`words`]'s, and that no spreadsheet takes a text for a formula is [`formula`]'s.

mod columns;
mod csv;
mod export;
pub(crate) mod formula;
mod import;
mod words;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use self::csv::CsvText;
pub use columns::ExportColumn;
pub use export::{Export, ExportStyle, NoExport};
pub use formula::{guarded as formula_guarded, unguarded as formula_unguarded};
pub(crate) use import::guess;
pub use import::{BadFile, ImportField, ImportMode, KeptFile, KeptFiles, Sheet, SheetRow};
pub use words::{Datum, Typed};
#[cfg(feature = "xlsx")]
pub use xlsx::XlsxFile;
