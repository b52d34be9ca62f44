//! One row by its key.

use std::{collections::HashMap, sync::OnceLock};

use sea_query::Value;

use super::{
    condition,
    shown::{KeyAt, LabelAt, LinkAt},
};
use crate::{
    Allowed, Cell, DbError, Key, Record, Registry, View,
    access::Realm,
    query::{
        keys::own,
        sql::{Narrowing, Rows, Source, Statement},
    },
    store::{Kept, column_sql},
};

/// One row with what people call the rows it names.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Found {
    /// The row.
    pub record: Record,
    /// For each field the label of the row of another resource that it names, if it names one.
    pub labels: Vec<Option<String>>,
}

/// How the rows of each resource are found by actors who may see all of them and all that they name, by the
/// `id` of its metadata: the first to ask has the statement built. Where rules narrow rows, or fields that
/// name them, they differ from actor to actor, and so do the statements.
pub(crate) type KeptFinds = HashMap<(&'static str, &'static str), OnceLock<Option<KeptFind>>>;

#[derive(Debug)]
pub(crate) struct KeptFind {
    statement: Kept,
    places: Places,
}

/// Nothing kept yet.
pub(crate) fn kept_finds(registry: &Registry) -> KeptFinds {
    registry.resources().iter().map(|resource| (resource.meta().id(), OnceLock::new())).collect()
}

/// Where in a result the parts of a [`Found`] stand.
#[derive(Debug)]
struct Places {
    cells: Vec<usize>,
    links: Vec<Option<LinkAt>>,
}

impl Places {
    fn show(source: Source<'_>, key: &Key) -> (Statement, Self) {
        let mut rows = one(source, key);
        let places = Self::of(&mut rows, source);
        (rows.cut(None, false, 1), places)
    }

    fn of(rows: &mut Rows<'_>, source: Source<'_>) -> Self {
        let columns = source.resource.columns();
        let cells = columns.iter().map(|column| rows.show(&[], column)).collect();
        let links = columns.iter().map(|column| LinkAt::show(rows, source, &own(column))).collect();
        Self { cells, links }
    }

    fn read(&self, seen: &Allowed<View>, row: &[Cell]) -> Found {
        let label = |link: &Option<LinkAt>| Some(link.as_ref()?.read(row, seen.admin(), seen.actor())?.label);
        let cells = self.cells.iter().map(|at| row[*at].clone()).collect();
        let record = Record::new(seen.resource().meta(), cells);
        Found { record, labels: self.links.iter().map(label).collect() }
    }
}

impl Allowed<View> {
    /// The row with this key, in one statement; `None` when there is none or it is not for this actor.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&self, key: &Key) -> Result<Option<Found>, DbError> {
        if let Some((find, values)) = self.kept_find(key) {
            let row = self.database().fetch_kept(&find.statement, values).await?;
            return Ok(row.map(|row| find.places.read(self, &row)));
        }
        let (statement, places) = self.with_source(|source| Places::show(source, key));
        let row = self.database().fetch_one(&statement.select, &statement.reads).await?;
        Ok(row.map(|row| places.read(self, &row)))
    }

    /// The rows with these keys, in no order and one statement; without those that are not there or not for this
    /// actor. Keys of several columns take a statement for each hundred.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_all(&self, keys: &[Key]) -> Result<Vec<(Key, Found)>, DbError> {
        let at_once = if self.resource().key().len() == 1 { keys.len() } else { condition::KEYS };
        let mut all = Vec::with_capacity(keys.len());
        for keys in keys.chunks(at_once.max(1)) {
            let (statement, key, places) = self.with_source(|source| {
                let mut rows = Rows::new(source, Narrowing::none(), &[]);
                rows.only(condition::keys(source.resource, keys, source.resource.dialect));
                let key = KeyAt::show(&mut rows, source.resource);
                let places = Places::of(&mut rows, source);
                (rows.cut(None, false, keys.len() as u64), key, places)
            });
            let found = self.database().fetch(&statement.select, &statement.reads).await?;
            all.extend(found.iter().filter_map(|row| Some((key.read(row)?, places.read(self, row)))));
        }
        Ok(all)
    }

    /// The statement for this key with its values, unless it is another one for this actor or this key.
    fn kept_find(&self, key: &Key) -> Option<(&KeptFind, Vec<Value>)> {
        let resource = self.resource();
        let relations = resource.columns().iter().filter_map(|column| column.meta.belongs_to);
        let mut targets = relations.map(|relation| (relation.target)());
        let is_scoped = |meta| {
            !self.admin().row_scope(self.actor(), meta).is_empty()
                || !self.admin().field_rights_of(self.actor(), meta).is_empty()
        };
        let is_elsewhere = self.realm() != Realm::Live && resource.soft_delete().is_some();
        if !self.own_scope().is_empty()
            || is_elsewhere
            || targets.any(is_scoped)
            || key.parts().len() != resource.key().len()
        {
            return None;
        }
        let parts = resource.key().iter().zip(key.parts());
        let values = parts.map(|(column, part)| column_sql::parameter(column, part, resource.dialect));
        let values = values.collect::<Option<Vec<_>>>()?;
        let build = || {
            let (statement, places) = self.with_source(|source| Places::show(source, key));
            let statement = Kept::new(&statement.select, statement.reads, &values, resource.dialect)?;
            Some(KeptFind { statement, places })
        };
        let find = self.admin().kept_finds().get(&resource.meta().id())?.get_or_init(build);
        find.as_ref().map(|find| (find, values))
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
        let found = self.database().fetch_one(&statement.select, &statement.reads).await?;
        Ok(found.map(|row| label.read(&row).unwrap_or_else(|| self.resource().fallback_label(key))))
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
