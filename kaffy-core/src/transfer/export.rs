//! An export under way: rows of a selection as cells of a file, some at a time (A28).

use std::fmt;

use super::{Datum, ExportColumn, words};
use crate::{Allowed, DbError, Selection, View, data::Batches, tr};

/// How values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportStyle {
    /// As people read them: labels of choices and of rows of other resources, numbers and dates as the reader's
    /// region writes them, instants in the reader's zone.
    Shown,
    /// As an import reads them: canonical values, keys of rows of other resources, instants in UTC.
    Raw,
}

/// Rows of one statement. Few enough to hold in memory, many enough not to spend the time on statements.
const BATCH: u64 = 500;

/// Why there is no export.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoExport {
    /// The actor may not export.
    #[error("{}", tr!("export-forbidden", things = *.0))]
    Forbidden(&'static str),
    /// No column was chosen.
    #[error("{}", tr!("export-no-columns"))]
    Nothing,
    /// A column that there is not, or not for this actor.
    #[error("{}", tr!("export-unknown-column", name = .0.as_str()))]
    Unknown(String),
}

/// An export under way. What it holds in memory does not depend on how many rows there are.
pub struct Export {
    seen: Allowed<View>,
    columns: Vec<ExportColumn>,
    style: ExportStyle,
    batches: Batches,
    left: u64,
    is_cut: bool,
}

impl Allowed<View> {
    /// Whether the actor may export rows of this resource ([`ResourceAdmin::may_export`](crate::ResourceAdmin::may_export)).
    pub fn may_export(&self) -> bool {
        !self.is_in_trash()
            && self.resource().behaviour.as_ref().is_none_or(|behaviour| behaviour.get().may_export(self.actor()))
    }

    /// Begins to export some columns, by name and in this order, of the rows of a selection: within the actor's scope and that of
    /// the list, by primary key, [`Admin::export_limit`](crate::Admin::export_limit) rows at most.
    ///
    /// # Errors
    /// See [`NoExport`].
    pub fn export(self, selection: Selection, columns: &[&str], style: ExportStyle) -> Result<Export, NoExport> {
        if !self.may_export() {
            return Err(NoExport::Forbidden(self.resource().meta().plural));
        }
        let offered = self.export_columns();
        let unknown = columns.iter().find(|name| !offered.iter().any(|column| column.name() == **name));
        if let Some(name) = unknown {
            return Err(NoExport::Unknown(name.chars().take(60).collect()));
        }
        let mut chosen: Vec<ExportColumn> = Vec::new();
        for name in columns {
            let known = chosen.iter().any(|column| column.name() == *name);
            chosen.extend(offered.iter().find(|column| column.name() == *name && !known).cloned());
        }
        let columns = chosen;
        if columns.is_empty() {
            return Err(NoExport::Nothing);
        }
        let shown = columns.iter().map(|column| column.column.clone()).collect();
        let batches = Batches::new(&self, selection, shown);
        let left = self.admin().export_limit();
        Ok(Export { seen: self, columns, style, batches, left, is_cut: false })
    }
}

impl Export {
    /// What stands above the columns.
    pub fn headings(&self) -> Vec<Datum> {
        self.columns.iter().map(|column| Datum::text(column.heading(self.seen.actor(), self.style))).collect()
    }

    /// Limits how many rows there are, where a kind of file takes fewer than the admin allows.
    #[must_use]
    pub fn at_most(mut self, rows: u64) -> Self {
        self.left = self.left.min(rows);
        self
    }

    /// The next rows; none at the end.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next(&mut self) -> Result<Vec<Vec<Datum>>, DbError> {
        if self.is_cut {
            return Ok(Vec::new());
        }
        // One row more tells whether any is left out.
        let wanted = BATCH.min(self.left.saturating_add(1));
        let mut rows = self.batches.next(&self.seen, wanted).await?;
        if rows.len() as u64 > self.left {
            rows.truncate(usize::try_from(self.left).unwrap_or(usize::MAX));
            self.is_cut = true;
        }
        self.left -= rows.len() as u64;
        let row = |row: crate::Row| {
            let cells = self.columns.iter().zip(&row.cells);
            cells.map(|(column, cell)| words::datum(&column.column, cell, self.style)).collect()
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Whether the limit was reached and rows were left out.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }
}

impl fmt::Debug for Export {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Export").field("of", &self.seen).field("style", &self.style).finish_non_exhaustive()
    }
}
