//! One row by its key.

use super::{
    condition,
    shown::{KeyAt, LabelAt, LinkAt},
};
use crate::{
    Allowed, DbError, Key, Record, View,
    query::{
        keys::own,
        sql::{Narrowing, Rows, Source},
    },
};

/// One row with what people call the rows it names.
#[derive(Clone, Debug)]
pub struct Found {
    /// The row.
    pub record: Record,
    /// For each field the label of the row of another resource that it names, if it names one.
    pub labels: Vec<Option<String>>,
}

impl Allowed<View> {
    /// The row with this key, in one statement; `None` when there is none or it is not for this actor.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&self, key: &Key) -> Result<Option<Found>, DbError> {
        let resource = self.resource();
        let (statement, places, links) = self.with_source(|source| {
            let mut rows = one(source, key);
            let places: Vec<_> = resource.columns().iter().map(|column| rows.show(&[], column)).collect();
            let link = |column| LinkAt::show(&mut rows, source, &own(column));
            let links: Vec<_> = resource.columns().iter().map(link).collect();
            (rows.cut(None, false, 1), places, links)
        });
        let mut found = self.database().fetch(&statement.select, &statement.reads).await?;
        let Some(row) = found.pop() else { return Ok(None) };
        let label = |link: &Option<LinkAt>| Some(link.as_ref()?.read(&row, self.admin(), self.actor())?.label);
        let labels = links.iter().map(label).collect();
        let cells = places.iter().map(|at| row[*at].clone()).collect();
        Ok(Some(Found { record: Record::new(resource.meta(), cells), labels }))
    }

    /// What people call the row with this key, in one statement; `None` when there is none or it is not
    /// for this actor.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn label_for(&self, key: &Key) -> Result<Option<String>, DbError> {
        let (statement, label) = self.with_source(|source| {
            let mut rows = one(source, key);
            KeyAt::show(&mut rows, source.resource);
            let label = LabelAt::show(&mut rows, &[], source.resource.label());
            (rows.cut(None, false, 1), label)
        });
        let found = self.database().fetch(&statement.select, &statement.reads).await?;
        Ok(found.first().map(|row| label.read(row).unwrap_or_else(|| self.resource().fallback_label(key))))
    }

    /// What people call the rows with these keys, in one statement and in no order; without those that are
    /// not there or not for this actor.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn labels_for(&self, keys: &[Key]) -> Result<Vec<(Key, String)>, DbError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let (statement, (key, label)) = self.with_source(|source| {
            let mut rows = Rows::new(source, Narrowing::none(), &[]);
            rows.only(condition::keys(source.resource, keys, source.resource.dialect));
            let parts =
                (KeyAt::show(&mut rows, source.resource), LabelAt::show(&mut rows, &[], source.resource.label()));
            (rows.cut(None, false, keys.len() as u64), parts)
        });
        let found = self.database().fetch(&statement.select, &statement.reads).await?;
        let named = found.iter().filter_map(|row| {
            let key = key.read(row)?;
            let label = label.read(row).unwrap_or_else(|| self.resource().fallback_label(&key));
            Some((key, label))
        });
        Ok(named.collect())
    }
}

fn one<'a>(source: Source<'a>, key: &Key) -> Rows<'a> {
    let mut rows = Rows::new(source, Narrowing::none(), &[]);
    rows.only(condition::key(source.resource, key, source.resource.dialect));
    rows
}
