//! The first rows of a resource that match a search of everything (A81): by the search, the list and the row scope of the
//! resource itself, in one statement.

use std::{collections::HashSet, sync::Arc};

use super::shown::{KeyAt, LabelAt};
use crate::{
    Allowed, BadQuery, Cell, DbError, Key, Kind, ListColumn, View, Widget,
    query::{
        Search,
        keys::total_order,
        sql::{Narrowing, Rows},
    },
};

/// Columns of the list that tell two rows of one name apart.
const DETAILS: usize = 2;

/// What somebody looks for everywhere.
#[derive(Clone, Debug)]
pub struct SearchWords(Search);

impl SearchWords {
    /// Splits at white space; a phrase in quotes stays together, as in the search of a list.
    ///
    /// # Errors
    /// When it holds a control character, which no text column does.
    pub fn parse(typed: &str) -> Result<Self, BadQuery> {
        Search::parse(typed).map(Self)
    }

    /// As it was typed, without white space around it; a very long one is cut.
    pub fn text(&self) -> &str {
        self.0.text()
    }

    /// What everything that is found contains.
    pub fn words(&self) -> &[String] {
        self.0.words()
    }

    /// Says which words were too many.
    pub fn note(&self) -> Option<String> {
        self.0.note()
    }
}

/// A row that was found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FoundRow {
    /// Its key.
    pub key: Key,
    /// What people call it.
    pub label: String,
    /// What its list shows beside that: a column of the list and the value, two at most.
    pub details: Vec<(Arc<ListColumn>, Cell)>,
}

/// The first rows that were found.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LookUp {
    /// The newest first, by the primary key.
    pub rows: Vec<FoundRow>,
    /// Whether there are more.
    pub has_more: bool,
}

impl Allowed<View> {
    /// Whether a search of everything looks here: there is a search, of fields that the actor may read, and the code of
    /// the resource does not say no.
    pub fn is_looked_up(&self) -> bool {
        !self.resource().search().is_empty() && self.resource().in_global_search(self.actor())
    }

    /// The first rows of the list that match, in one statement. They come in the order of the primary key, which has an
    /// index: what matches often is found at once, however many rows there are. What matches nowhere is looked for in
    /// all of them, so whoever asks sets a limit.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn look_up(&self, words: &SearchWords, most: usize) -> Result<LookUp, DbError> {
        if words.words().is_empty() || self.resource().search().is_empty() {
            return Ok(LookUp::default());
        }
        let (keys, columns) = (total_order(self.resource(), &[]), self.details());
        let list_scope = self.list_scope();
        let (statement, key, label, details) = self.with_source(|source| {
            let narrowing = Narrowing { search: Some(&words.0), rows: &list_scope, ..Narrowing::none() };
            let mut rows = Rows::new(source, narrowing, &keys);
            let key = KeyAt::show(&mut rows, source.resource);
            let label = LabelAt::show(&mut rows, &[], source.resource.label());
            let show = |column: &Arc<ListColumn>| Some(rows.show(&[], &column.path.as_ref()?.column));
            let details: Vec<_> = columns.iter().filter_map(show).collect();
            (rows.cut(None, false, most as u64 + 1), key, label, details)
        });
        let mut found = self.database().fetch(&statement.select, &statement.reads).await?;
        let has_more = found.len() > most;
        found.truncate(most);
        let row = |row: &Vec<Cell>| {
            let key = key.read(row)?;
            let label = label.read(row).unwrap_or_else(|| self.resource().fallback_label(&key));
            let details = columns.iter().zip(&details).map(|(column, at)| (column.clone(), row[*at].clone())).collect();
            Some(FoundRow { key, label, details })
        };
        Ok(LookUp { rows: found.iter().filter_map(row).collect(), has_more })
    }

    /// Columns of the list that cost nothing: fields of the resource itself, shown as they are, that neither the
    /// label nor the key says already.
    fn details(&self) -> Vec<Arc<ListColumn>> {
        let key = self.resource().key().iter().map(|column| column.meta.name);
        let said: HashSet<_> = self.resource().label().iter().map(|path| path.name).chain(key).collect();
        let fits = |column: &Arc<ListColumn>| {
            let Some(path) = column.path.as_ref().filter(|path| path.hops.is_empty()) else { return false };
            let meta = path.column.meta;
            let is_short = !matches!(path.column.kind(), Kind::Bytes | Kind::Json)
                && !matches!(meta.widget, Widget::RichText)
                && meta.file().is_none();
            is_short
                && meta.belongs_to.is_none()
                && !meta.is_secret()
                && column.drawn().is_none()
                && !said.contains(column.name)
        };
        self.list_columns().into_iter().filter(fits).take(DETAILS).collect()
    }
}
