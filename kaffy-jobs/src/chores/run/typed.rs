//! Changing rows of a resource, so that a dry run can show each of them before and after.

use kaffy_core::{AdminResource, Dialect, FieldMeta, Kind, ResourceMeta, TableMeta, inside::Read};
use sea_query::{Cond, Expr, ExprTrait, Func, IntoCondition, IntoTableRef, Query, SelectStatement, TableRef};

use super::{ChoreTx, changes::MOST_CHANGES};
use crate::{chores::ChoreError, desk::MASK};

/// A row for people: its key, and its values as texts.
type Shown = (String, Vec<(String, Option<String>)>);

impl ChoreTx {
    /// Changes rows of a resource and says how many. A dry run shows each of them before and after, up to a thousand.
    ///
    /// ```
    /// # use kaffy_core::{AdminResource, sea_query::{Expr, ExprTrait}};
    /// # use kaffy_jobs::chores::{ChoreError, ChoreTx};
    /// async fn reprice<P: AdminResource>(tx: &mut ChoreTx, factor: f64) -> Result<u64, ChoreError> {
    ///     tx.update_rows::<P>([("price", Expr::col("price").mul(factor))], Expr::col("category_id").eq(3)).await
    /// }
    /// ```
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn update_rows<R: AdminResource>(
        &mut self,
        set: impl IntoIterator<Item = (&'static str, Expr)>,
        which: impl IntoCondition,
    ) -> Result<u64, ChoreError> {
        let (meta, which) = (R::META, which.into_condition());
        let before = self.read(meta, &which).await?;
        let update = Query::update().table(table(meta.table)).values(set).cond_where(which).to_owned();
        let changed = self.parts().tx.execute(&update).await?;
        let Some(before) = before else { return Ok(changed) };
        let after = match is_one_of(meta, &before.keys, self.dialect()) {
            Some(same) => self.read(meta, &same).await?.map(|rows| rows.shown).unwrap_or_default(),
            None => Vec::new(),
        };
        let known = before.shown.len() as u64;
        if let Some(changes) = &mut self.parts().changes {
            for (key, row) in before.shown {
                // By a key that was changed it is not found again.
                let after = after.iter().find(|(other, _)| *other == key).map(|(_, row)| row.clone());
                changes.row(meta.table.name, key, Some(row), after);
            }
            if changed > known {
                changes.statement(&format!("UPDATE {}", meta.table.name), changed - known);
            }
        }
        Ok(changed)
    }

    /// Deletes rows of a resource and says how many. A dry run shows each of them, up to a thousand.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn delete_rows<R: AdminResource>(&mut self, which: impl IntoCondition) -> Result<u64, ChoreError> {
        let (meta, which) = (R::META, which.into_condition());
        let before = self.read(meta, &which).await?;
        let delete = Query::delete().from_table(table(meta.table)).cond_where(which).to_owned();
        let changed = self.parts().tx.execute(&delete).await?;
        if let (Some(before), Some(changes)) = (before, &mut self.parts().changes) {
            let known = before.shown.len() as u64;
            for (key, row) in before.shown {
                changes.row(meta.table.name, key, Some(row), None);
            }
            if changed > known {
                changes.statement(&format!("DELETE FROM {}", meta.table.name), changed - known);
            }
        }
        Ok(changed)
    }

    /// Adds a row to the table of a resource. A dry run shows it.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn insert_row<R: AdminResource>(
        &mut self,
        set: impl IntoIterator<Item = (&'static str, Expr)>,
    ) -> Result<(), ChoreError> {
        let meta = R::META;
        let (names, values): (Vec<_>, Vec<_>) = set.into_iter().unzip();
        let mut insert = Query::insert().into_table(table(meta.table)).columns(names.clone()).to_owned();
        insert.values(values.clone()).map_err(ChoreError::failed)?;
        self.parts().tx.execute(&insert).await?;
        if self.parts().changes.is_some() {
            // What was set is what is known of it on every database.
            let dialect = self.dialect();
            let select = Query::select().exprs(values.into_iter().map(|value| as_text(value, dialect))).to_owned();
            let reads = vec![TEXT; names.len()];
            let row = self.parts().tx.fetch(&select, &reads).await?.into_iter().next().unwrap_or_default();
            let fields = names.iter().map(|name| meta.fields.iter().find(|field| field.column == *name));
            let row = names.iter().zip(fields).zip(row).map(|((name, field), cell)| {
                let value = words(cell);
                let label = field.map_or(*name, |field| field.label);
                (label.to_owned(), masked(field, value))
            });
            let row = row.collect();
            if let Some(changes) = &mut self.parts().changes {
                changes.row(meta.table.name, String::new(), None, Some(row));
            }
        }
        Ok(())
    }

    /// The rows that a statement is about to change, in a dry run that has room for them.
    async fn read(&mut self, meta: &ResourceMeta, which: &Cond) -> Result<Option<Rows>, ChoreError> {
        let Some(room) = self.parts().changes.as_ref().map(|changes| changes.room()) else { return Ok(None) };
        let dialect = self.dialect();
        let keys: Vec<_> = meta.primary_key.iter().filter_map(|name| field(meta, name)).collect();
        let fields: Vec<_> = meta.fields.iter().filter(|field| !matches!(field.ty.kind, Kind::Bytes)).collect();
        let mut select: SelectStatement = Query::select();
        for field in keys.iter().chain(&fields) {
            select.expr(as_text(Expr::col(field.column), dialect));
        }
        let room = Ord::min(room, MOST_CHANGES) as u64;
        select.from(table(meta.table)).cond_where(which.clone()).limit(room);
        let reads = vec![TEXT; keys.len() + fields.len()];
        let mut rows = Rows::default();
        for row in self.parts().tx.fetch(&select, &reads).await? {
            let mut cells = row.into_iter().map(words);
            let key: Vec<_> = cells.by_ref().take(keys.len()).map(Option::unwrap_or_default).collect();
            let shown =
                fields.iter().zip(cells).map(|(field, value)| (field.label.to_owned(), masked(Some(field), value)));
            rows.shown.push((key.join("/"), shown.collect()));
            rows.keys.push(key);
        }
        Ok(Some(rows))
    }
}

/// Rows, and their keys as texts.
#[derive(Default)]
struct Rows {
    shown: Vec<Shown>,
    keys: Vec<Vec<String>>,
}

const TEXT: Read = Read::As(Kind::Text);
/// Characters of a value that are kept.
const MOST_SHOWN: usize = 1_000;

fn words(cell: kaffy_core::Cell) -> Option<String> {
    match cell {
        Ok(sea_query::Value::String(text)) => text.map(|text| match text.char_indices().nth(MOST_SHOWN) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }),
        _ => None,
    }
}

/// A secret, or what it is.
fn masked(field: Option<&FieldMeta>, value: Option<String>) -> Option<String> {
    match field.is_some_and(|field| field.is_secret()) {
        true => value.map(|_| MASK.to_owned()),
        false => value,
    }
}

/// As a text: MySQL has another word for it.
fn as_text(of: impl Into<Expr>, dialect: Dialect) -> Expr {
    Func::cast_as(of.into(), if dialect == Dialect::MySql { "char" } else { "text" }).into()
}

fn field<'m>(meta: &'m ResourceMeta, name: &str) -> Option<&'m FieldMeta> {
    meta.fields.iter().find(|field| field.name == name)
}

fn table(table: TableMeta) -> TableRef {
    match table.schema {
        Some(schema) => (schema, table.name).into_table_ref(),
        None => table.name.into_table_ref(),
    }
}

/// The rows of these keys.
fn is_one_of(meta: &ResourceMeta, keys: &[Vec<String>], dialect: Dialect) -> Option<Cond> {
    let fields: Vec<_> = meta.primary_key.iter().filter_map(|name| field(meta, name)).collect();
    if keys.is_empty() || fields.is_empty() {
        return None;
    }
    let one = |key: &Vec<String>| {
        let parts =
            fields.iter().zip(key).map(|(field, part)| as_text(Expr::col(field.column), dialect).eq(part.as_str()));
        parts.fold(Cond::all(), Cond::add)
    };
    if let [field] = fields[..] {
        let parts = keys.iter().filter_map(|key| key.first()).map(String::as_str);
        return Some(Cond::all().add(as_text(Expr::col(field.column), dialect).is_in(parts)));
    }
    Some(keys.iter().map(one).fold(Cond::any(), Cond::add))
}
