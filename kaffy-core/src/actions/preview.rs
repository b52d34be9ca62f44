//! What an action is about to be run on: the first rows by name, and a fresh count.

use super::{AllowedAction, Selection};
use crate::{
    Cell, Count, DbError, Key,
    data::{
        condition,
        shown::{KeyAt, LabelAt},
    },
    i18n::Here,
    query::sql::{Narrowing, Rows, Statement},
};

/// How many rows are named.
const NAMED: usize = 10;

/// What an action is about to be run on, as it is now.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Preview {
    /// The first ten rows, by key and label.
    pub rows: Vec<(Key, String)>,
    /// How many rows there are.
    pub count: Count,
    /// How many of the rows that were picked are gone, or never were there for this actor.
    pub missing: u64,
    /// Of rows that were picked what they hold, all of them.
    pub(super) seen: Vec<(Key, String)>,
}

impl AllowedAction {
    /// What the action is about to be run on: two statements at most, or one for each hundred keys that were
    /// picked where a key has several columns.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn preview(&self, selection: &Selection) -> Result<Preview, DbError> {
        match selection {
            Selection::Keys(keys) => self.preview_keys(keys).await,
            Selection::Query(query) => {
                let order = query.keys(self.resource());
                let list = self.seen.list_scope();
                let narrowing = Narrowing::of(query, &list, Here::now());
                let statement = self.seen.with_source(|source| {
                    let mut rows = Rows::new(source, narrowing, &order);
                    let parts = shown(&mut rows, source.resource);
                    (rows.cut(None, false, NAMED as u64), parts)
                });
                let rows = self.labels(statement).await?;
                let count = self.seen.count(query).await?;
                Ok(Preview { rows, count, missing: 0, seen: Vec::new() })
            }
        }
    }

    async fn preview_keys(&self, keys: &[Key]) -> Result<Preview, DbError> {
        let resource = self.resource();
        let at_once = if resource.key().len() == 1 { keys.len() } else { condition::KEYS };
        let (mut found, mut seen) = (Vec::new(), Vec::new());
        for keys in keys.chunks(at_once.max(1)) {
            let statement = self.seen.with_source(|source| {
                let mut rows = Rows::new(source, Narrowing::none(), &[]);
                rows.only(condition::keys(source.resource, keys, source.resource.dialect));
                let (key, label) = shown(&mut rows, source.resource);
                let cells: Vec<_> = source.resource.asked_about().map(|column| rows.show(&[], column)).collect();
                (rows.cut(None, false, keys.len() as u64), (key, label), cells)
            });
            let (statement, parts, places) = statement;
            let rows = self.seen.database().fetch(&statement.select, &statement.reads).await?;
            for row in &rows {
                let Some(key) = parts.0.read(row) else { continue };
                let cells = resource.asked_about().zip(&places).map(|(column, at)| (&**column, &row[*at]));
                seen.push((key.clone(), self.digest(&key, cells)));
            }
            found.extend(self.named(&rows, &parts));
        }
        let count = found.len() as u64;
        // As they were picked.
        found.sort_by_key(|(key, _)| keys.iter().position(|picked| picked == key));
        found.truncate(NAMED);
        Ok(Preview { rows: found, count: Count::Exact(count), missing: keys.len() as u64 - count, seen })
    }

    async fn labels(&self, (statement, parts): (Statement, Parts)) -> Result<Vec<(Key, String)>, DbError> {
        let rows = self.seen.database().fetch(&statement.select, &statement.reads).await?;
        Ok(self.named(&rows, &parts))
    }

    fn named(&self, rows: &[Vec<Cell>], (key, label): &Parts) -> Vec<(Key, String)> {
        let named = rows.iter().filter_map(|row| {
            let key = key.read(row)?;
            let label = label.read(row).unwrap_or_else(|| self.resource().fallback_label(&key));
            Some((key, label))
        });
        named.collect()
    }
}

type Parts = (KeyAt, LabelAt);

fn shown(rows: &mut Rows<'_>, resource: &crate::Resource) -> Parts {
    (KeyAt::show(rows, resource), LabelAt::show(rows, &[], resource.label()))
}
