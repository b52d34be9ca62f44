//! What refers to a record, from the foreign keys of the live database: blockers, rows that would go
//! with it, rows that would lose their reference (A64, W5).
//!
//! Counts stop at 100 and nothing is loaded beyond that, so the page costs the same for a category
//! of three products and one of three million.

use std::sync::Arc;

use sea_query::{Alias, CaseStatement, Expr, ExprTrait, IntoIden, Order, Query, SelectStatement, Value};

use super::condition::{self, BASE};
use crate::{
    Access, Allowed, Column, DbError, Delete, Denied, ForeignKey, Key, OnDelete, Permission, Record, Resource,
    ResourceMeta, TableName, View,
    actions::seen_of,
    store::{Read, column_sql},
};

/// The most rows that are counted per relation.
const CAP: u64 = 100;
/// How many of them are named.
const SAMPLES: usize = 5;
/// How far cascades are followed.
const DEPTH: usize = 4;
/// Rows that would go along and are asked about at a time, and how many times.
const PAGE: u64 = 1_000;
const PAGES: u64 = 100;

/// What deleting a record would do.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeletePreview {
    /// What people call the record.
    pub label: String,
    /// The state that this was drawn from, for the answer ([`Allowed::delete_asked`]).
    pub seen: String,
    /// Rows that must go first. The record cannot be deleted while there are any.
    pub blockers: Vec<Reference>,
    /// Rows that would be deleted too.
    pub cascades: Vec<Reference>,
    /// Rows whose reference would become empty or its default.
    pub unlinked: Vec<Reference>,
    /// Why this record is not for the actor to delete, if it is not.
    pub denied: Option<Denied>,
    /// Names of resources whose rows would go, although the actor may not delete them or not see them.
    pub forbidden: Vec<&'static str>,
}

/// Rows of one table that refer to a record through one foreign key.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reference {
    /// What people call them: the plural of the resource, else the table's name.
    pub name: String,
    /// The field that refers, in words; the column where no field stands for it.
    pub through: String,
    /// The resource, when there is one that the actor may view.
    pub resource: Option<&'static ResourceMeta>,
    /// How many, at most 100.
    pub count: u64,
    /// Whether there are more than `count`.
    pub capped: bool,
    /// Some of those that the actor may see, by key and label; none without a resource.
    pub samples: Vec<(Key, String)>,
    /// The tables on the way from the record, when it is not referred to directly.
    pub via: Vec<String>,
}

impl DeletePreview {
    /// How much would go along or lose its reference.
    fn extent(&self) -> String {
        self.cascades.iter().chain(&self.unlinked).map(|reference| format!(".{}", reference.count)).collect()
    }

    /// Whether the record of this state is the one that it was drawn from.
    pub(super) fn is_of(&self, seen: &str) -> bool {
        self.seen.strip_prefix(seen).is_some_and(|rest| rest == self.extent())
    }
}

impl Allowed<Delete> {
    /// What deleting the record would do; `None` when it is not there for this actor.
    ///
    /// One statement for the record and one for each foreign key that leads to it; where rows would go along
    /// that a [`ResourceAdmin`](crate::ResourceAdmin) decides about, one more for each thousand of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn references(&self, key: &Key) -> Result<Option<DeletePreview>, DbError> {
        let resource = self.resource().clone();
        let view = self.admin().authorize::<View>(self.actor(), &resource);
        let found = match view {
            Ok(view) => view.within(self.realm()).find(key).await?,
            Err(_) => None,
        };
        let Some(found) = found else { return Ok(None) };
        let mut preview = DeletePreview {
            denied: self.permits(&found.record).err(),
            label: resource.label_of(&found.record),
            seen: seen_of(self.admin(), &resource, key, &found.record),
            blockers: Vec::new(),
            cascades: Vec::new(),
            unlinked: Vec::new(),
            forbidden: Vec::new(),
        };
        let dialect = self.database().dialect();
        let mut start = Query::select();
        start.from_as(condition::table(resource.table()), BASE.into_iden());
        start.cond_where(condition::key(&resource, key, dialect));
        // What stays in its table is still there for everything that refers to it.
        let stays = self.trashing().is_some()
            || resource.behaviour.as_ref().is_some_and(|behaviour| behaviour.get().delete_keeps_row());
        // Without the live database there are no foreign keys to follow.
        if let Some(name) = resource.live.as_ref().filter(|_| !stays) {
            self.follow(name, start, &mut Vec::new(), &mut preview).await?;
        }
        preview.seen = format!("{}{}", preview.seen, preview.extent());
        Ok(Some(preview))
    }

    /// Looks at every foreign key to `table`; `rows` selects the rows of it that would go.
    async fn follow(
        &self,
        table: &TableName,
        rows: SelectStatement,
        way: &mut Vec<ForeignKey>,
        preview: &mut DeletePreview,
    ) -> Result<(), DbError> {
        let keys: Vec<_> = self.admin().registry().references_to(table).cloned().collect();
        for key in keys {
            // A row that refers to its own table leads back here for ever.
            if way.len() >= DEPTH || way.contains(&key) {
                continue;
            }
            let referring = referring_rows(&key, &rows);
            let Some(mut reference) = self.look(&key, &referring).await? else { continue };
            reference.via = way.iter().map(|key| self.name_of(&key.table)).collect();
            match key.on_delete {
                OnDelete::Restrict => preview.blockers.push(reference),
                OnDelete::SetNull | OnDelete::SetDefault => preview.unlinked.push(reference),
                OnDelete::Cascade => {
                    if let Some(child) = self.resource_of(&key.table)
                        && !preview.forbidden.contains(&child.meta().plural)
                        && !self.may_lose(child, &referring).await?
                    {
                        preview.forbidden.push(child.meta().plural);
                    }
                    preview.cascades.push(reference);
                    way.push(key.clone());
                    Box::pin(self.follow(&key.table, referring, way, preview)).await?;
                    way.pop();
                }
            }
        }
        Ok(())
    }

    /// Counts and names the rows; `None` when there are none.
    async fn look(&self, key: &ForeignKey, rows: &SelectStatement) -> Result<Option<Reference>, DbError> {
        let child = self.resource_of(&key.table);
        let shown = child.filter(|child| self.admin().may(self.actor(), child.meta(), Permission::View));
        let shown = shown.map(|child| self.admin().seen_by(self.actor(), child));
        let shown = shown.as_ref();
        let dialect = self.database().dialect();
        let mut select = rows.clone();
        select.expr(shown.map_or_else(|| self.integer(1), |child| self.is_inside(child)));
        let mut reads = vec![Read::integer()];
        for column in shown.iter().flat_map(|child| child.columns()) {
            select.expr(column_sql::select(column, BASE, dialect));
            reads.push(Read::of(column));
        }
        let found = self.database().fetch(select.limit(CAP + 1), &reads).await?;
        if found.is_empty() {
            return Ok(None);
        }
        let count = found.len() as u64;
        let samples = match shown {
            Some(child) => {
                let inside = found.into_iter().filter(|cells| matches!(cells[0], Ok(Value::BigInt(Some(1)))));
                let records = inside.take(SAMPLES).map(|cells| Record::new(child.meta(), cells[1..].to_vec()));
                records.filter_map(|record| Some((child.key_of(&record)?, child.label_of(&record)))).collect()
            }
            None => Vec::new(),
        };
        Ok(Some(Reference {
            name: self.name_of(&key.table),
            through: through(key, shown),
            resource: shown.map(|child| child.meta()),
            count: Ord::min(count, CAP),
            capped: count > CAP,
            samples,
            via: Vec::new(),
        }))
    }

    /// Whether the actor may delete every one of the rows of another resource.
    async fn may_lose(&self, child: &Resource, rows: &SelectStatement) -> Result<bool, DbError> {
        if !self.admin().may(self.actor(), child.meta(), Permission::Delete) {
            return Ok(false);
        }
        if !self.admin().row_scope(self.actor(), child.meta()).is_empty() {
            let mut outside = rows.clone();
            outside.expr(self.integer(1)).and_where(self.is_inside(child).eq(0)).limit(1);
            if !self.database().fetch(&outside, &[Read::integer()]).await?.is_empty() {
                return Ok(false);
            }
        }
        self.may_lose_each(child, rows).await
    }

    /// Asks the resource's own rule about each of the rows, some at a time. So many that this takes too long
    /// are not for losing.
    async fn may_lose_each(&self, child: &Resource, rows: &SelectStatement) -> Result<bool, DbError> {
        if child.behaviour.is_none() {
            return Ok(true);
        }
        let dialect = self.database().dialect();
        let mut select = rows.clone();
        for column in child.columns() {
            select.expr(column_sql::select(column, BASE, dialect));
        }
        for column in child.key() {
            select.order_by((BASE, Alias::new(column.meta.column)), Order::Asc);
        }
        let reads: Vec<_> = child.columns().iter().map(|column| Read::of(column)).collect();
        for page in 0..PAGES {
            let found = self.database().fetch(select.limit(PAGE).offset(page * PAGE), &reads).await?;
            let is_last = (found.len() as u64) < PAGE;
            let mut records = found.into_iter().map(|cells| Record::new(child.meta(), cells));
            if !records.all(|record| self.admin().may_record(self.actor(), Permission::Delete, &record)) {
                return Ok(false);
            }
            if is_last {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// 1 for a row that the actor may see, 0 for one outside the row scope.
    fn is_inside(&self, child: &Resource) -> Expr {
        match self.admin().row_scope(self.actor(), child.meta()).as_slice() {
            [] => self.integer(1),
            rules => {
                let inside = condition::scope(self.admin().registry(), child, rules);
                CaseStatement::new().case(inside, self.integer(1)).finally(self.integer(0)).into()
            }
        }
    }

    fn integer(&self, number: i64) -> Expr {
        Expr::val(number).cast_as(super::integer(self.database().dialect()))
    }

    fn resource_of(&self, table: &TableName) -> Option<&Arc<Resource>> {
        self.admin().registry().resources().iter().find(|resource| resource.live.as_ref() == Some(table))
    }

    fn name_of(&self, table: &TableName) -> String {
        self.resource_of(table).map_or_else(|| table.name.clone(), |resource| resource.meta().plural.to_owned())
    }
}

/// The rows of the referring table whose key columns are among `rows`.
fn referring_rows(key: &ForeignKey, rows: &SelectStatement) -> SelectStatement {
    let mut referred = rows.clone();
    for column in &key.referenced_columns {
        referred.expr(Expr::col((BASE, Alias::new(column))));
    }
    let held: Vec<Expr> = key.columns.iter().map(|column| Expr::col((BASE, Alias::new(column)))).collect();
    let among = match held.as_slice() {
        [only] => only.clone().in_subquery(referred),
        _ => Expr::tuple(held).in_subquery(referred),
    };
    let mut select = Query::select();
    select.from_as(condition::catalog_table(&key.table), BASE.into_iden());
    select.and_where(among);
    select
}

/// The field that refers, in words.
fn through(key: &ForeignKey, resource: Option<&Arc<Resource>>) -> String {
    let field = resource.zip(key.columns.first()).and_then(|(resource, name)| {
        let is_known = |column: &Column| resource.access(column.meta.name) != Access::Hidden;
        let named = |column: &&Arc<Column>| column.meta.column.eq_ignore_ascii_case(name) && is_known(column);
        resource.columns().iter().find(named)
    });
    field.map_or_else(|| key.columns.join(", "), |column| column.meta.label.to_owned())
}
