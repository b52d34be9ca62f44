//! Changing cells of a list: some fields of one record, or of the rows of a page (A22).
//!
//! A row is saved as its form would be, with the inputs of the list in place of those of the form: locked, compared
//! with the state that it was drawn from, checked, with the hooks, and with an entry in the log. Each row has a
//! transaction of its own, so that one which is refused keeps no other from being saved.

use std::collections::HashSet;

use super::{Given, SaveError, Saved};
use crate::{
    Allowed, Change, Ctx, FormField, Key, Mode, Permission, Posted, Record, Refused, View,
    access::Action,
    data::stop::Stop,
    form::{PostedRow, Submission},
};

/// What became of one row of cells.
#[derive(Debug)]
#[non_exhaustive]
pub struct SavedCells {
    /// The name of the row in the form: `rows.0`.
    pub name: String,
    /// The key of its record.
    pub key: Key,
    /// What was saved, `None` where the row was sent as it was drawn; or why nothing of the row was saved.
    pub outcome: Result<Option<Saved>, SaveError>,
}

impl<A: Action> Allowed<A> {
    /// The fields that are changed in the list: those of `list_edit` that the actor sees as columns and may write.
    pub fn cell_inputs(&self) -> Vec<FormField> {
        let resource = self.resource();
        let names = resource.meta().list_edit;
        if names.is_empty() {
            return Vec::new();
        }
        let is_column = |name: &str| resource.list().iter().any(|column| column.name == name && self.sees(column));
        let is_cell = |field: &FormField| names.contains(&field.column.meta.name) && is_column(field.column.meta.name);
        resource.inputs(Mode::Update).into_iter().filter(is_cell).collect()
    }

    /// The state of a record as its cells show it, to be sent back with them.
    pub fn cells_version(&self, key: &Key, record: &Record) -> String {
        self.versions(key).of(&self.cell_inputs(), record)
    }
}

impl Allowed<Change> {
    /// Changes cells of records: `rows.0._key` and `rows.0._version` say which record and from which state of it,
    /// `rows.0.price` what it is to hold. Fields that were not sent stay as they are, and so does a row that was sent
    /// as it was drawn, without a transaction.
    ///
    /// All rows are read in one statement; each that changes is saved in a transaction of its own, in the order in
    /// which they were sent.
    ///
    /// # Errors
    /// For more than `most` rows, a row that is there twice, and names that are no cells; and when the database
    /// fails before anything is saved.
    pub async fn save_cells(&self, posted: &Posted, most: usize) -> Result<Vec<SavedCells>, SaveError> {
        let rows = self.cell_rows(posted, most)?;
        let seen = self.admin().authorize::<View>(self.actor(), self.resource()).map_err(SaveError::Denied)?;
        let keys: Vec<_> = rows.iter().map(|(_, key)| key.clone()).collect();
        let held = seen.find_all(&keys).await?;
        // All are looked at before the first is saved: what no page sends is refused as a whole.
        let mut asked = Vec::with_capacity(rows.len());
        for (row, key) in rows {
            let record = held.iter().find(|(known, _)| *known == key).map(|(_, found)| &found.record);
            let as_drawn = record.map(|record| self.is_as_drawn(&row, &key, record)).transpose();
            let as_drawn = as_drawn.map_err(|refused| row.refused(refused))?;
            asked.push((row, key, as_drawn));
        }
        let mut saved = Vec::with_capacity(asked.len());
        for (row, key, as_drawn) in asked {
            let outcome = match as_drawn {
                None => Err(SaveError::NotFound),
                Some(true) => Ok(None),
                Some(false) => self.update_cells(&key, row.fields.clone()).await.map(Some),
            };
            saved.push(SavedCells { name: row.name, key, outcome });
        }
        Ok(saved)
    }

    /// Changes some cells of one record; see [`save_cells`](Self::save_cells).
    async fn update_cells(&self, key: &Key, posted: Posted) -> Result<Saved, SaveError> {
        let done = self.committed(self.update_cells_whole(key, &posted)).await;
        done.map_err(|stop| self.explained(stop, Mode::Update, posted))
    }

    async fn update_cells_whole(&self, key: &Key, posted: &Posted) -> Result<(Ctx, Saved), Stop> {
        let inputs = self.sent(posted);
        let mut ctx = self.ctx().await?;
        let saved = self.update_in(&mut ctx, key, posted, Given::inputs(&inputs)).await?;
        Ok((ctx, saved))
    }

    /// Whether nothing would be written: the row was sent as it was drawn, whatever others did to it since.
    fn is_as_drawn(&self, row: &PostedRow, key: &Key, record: &Record) -> Result<bool, Refused> {
        let inputs = self.sent(&row.fields);
        if !self.admin().may_record(self.actor(), Permission::Change, record) {
            // Its cells were no inputs, so it sent none; if it did, saving says why not.
            return Ok(inputs.is_empty());
        }
        let (read, drift) = Submission::update_since(self.versions(key), &inputs, &row.fields, record)?;
        Ok(read.changes.is_empty() && read.errors.is_empty() && !drift.is_conflict)
    }

    /// The inputs of the cells that were sent.
    fn sent(&self, posted: &Posted) -> Vec<FormField> {
        let is_sent = |field: &FormField| !posted.get(field.column.meta.name).is_empty();
        self.cell_inputs().into_iter().filter(is_sent).collect()
    }

    fn cell_rows(&self, posted: &Posted, most: usize) -> Result<Vec<(PostedRow, Key)>, Refused> {
        let rows = posted.clone().take_cells()?;
        if rows.len() > most {
            return Err(Refused::of(&rows[most].name));
        }
        let (inputs, mut known) = (self.cell_inputs(), HashSet::new());
        let key = |row: PostedRow| {
            row.fields.only(&inputs).map_err(|refused| row.refused(refused))?;
            let text = row.key.as_deref().unwrap_or_default();
            let key = Key::parse(self.resource(), text).map_err(|_| Refused::of(&row.input("_key")))?;
            match known.insert(key.segment(self.resource())) {
                true => Ok((row, key)),
                false => Err(Refused::of(&row.input("_key"))),
            }
        };
        rows.into_iter().map(key).collect()
    }
}
