//! Reading and writing rows as the structs they are, inside the transaction of a hook or an action.
//!
//! This is the application's own code: neither the actor's permissions nor row scopes nor hooks hold here.

use std::sync::Arc;

use sea_query::{Asterisk, Expr, Func, IntoIden, Query, SelectStatement};

use super::{Changeset, Ctx, Draft};
use crate::{
    AdminResource, DbError, FieldType, Key, Record, Registry, Resource, RowFilter,
    access::RowRule,
    data::{condition, write},
    store::{Read, column_sql},
    tr,
};

impl Ctx {
    /// The row with this key; `None` when there is none.
    ///
    /// Like everything here it is the application's own access to its data: the actor's permissions and
    /// row scopes do not hold, and no hooks run.
    ///
    /// ```
    /// # use kaffy_core::{AdminResource, Ctx, DbError, Field, Record, RecordError, ResourceMeta, TableMeta};
    /// # struct Stock { amount: i64 }
    /// # #[derive(Clone, Copy)]
    /// # struct Fields { product_id: Field<Stock, i64>, amount: Field<Stock, i64> }
    /// # impl AdminResource for Stock {
    /// #     type Fields = Fields;
    /// #     const FIELDS: Fields = Fields { product_id: Field::new("product_id"), amount: Field::new("amount") };
    /// #     const META: &'static ResourceMeta = &ResourceMeta::new("Stock", TableMeta::new("stocks"));
    /// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self { amount: 0 }) }
    /// # }
    /// async fn restock(ctx: &mut Ctx, key: i64) -> Result<(), DbError> {
    ///     let fields = Stock::fields();
    ///     let empty = ctx.count([fields.amount.is(0)]).await?;
    ///     let first = ctx.first([fields.product_id.is(7)]).await?;
    ///     println!("{empty} are empty, the first of seven has {:?}", first.map(|stock| stock.amount));
    ///
    ///     // Change a row, or leave it when it is not there.
    ///     if let Some(mut stock) = ctx.edit::<Stock>(key).await? {
    ///         stock.set(fields.amount, 100);
    ///         ctx.update(stock).await?;
    ///     }
    ///     // Add a row.
    ///     let mut stock = ctx.draft::<Stock>()?;
    ///     stock.set(fields.product_id, 8);
    ///     stock.set(fields.amount, 1);
    ///     let key = ctx.insert(stock).await?;
    ///     assert!(ctx.find::<Stock>(key).await?.is_some());
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// When the database fails, `R` is no resource of this admin, or the row does not fit it.
    pub async fn find<R: AdminResource>(&mut self, key: impl Into<Key> + Send) -> Result<Option<R>, DbError> {
        let key = key.into();
        let (admin, resource) = (self.admin().clone(), self.resource::<R>()?);
        let record = write::read(&mut self.tx, admin.registry(), &resource, &key, &[], false).await?;
        record.map(|record| typed(&record)).transpose()
    }

    /// The rows that pass every filter, by their key, at most `limit`; see [`find`](Self::find).
    ///
    /// # Errors
    /// When the database fails, `R` is no resource of this admin, or a row does not fit it.
    pub async fn all<R: AdminResource>(
        &mut self,
        filters: impl IntoIterator<Item = RowFilter<R>> + Send,
        limit: u64,
    ) -> Result<Vec<R>, DbError> {
        let resource = self.resource::<R>()?;
        let rules: Vec<RowRule> = filters.into_iter().map(RowFilter::into_rule).collect();
        let mut select = rows(self.admin().registry(), &resource, &rules);
        let mut reads = Vec::new();
        for column in resource.columns() {
            select.expr(column_sql::select(column, condition::BASE, resource.dialect));
            reads.push(Read::of(column));
        }
        for column in resource.key() {
            let key = column_sql::operand(column, condition::BASE, resource.dialect);
            select.order_by_expr(key, sea_query::Order::Asc);
        }
        let found = self.tx.fetch(select.limit(limit), &reads).await?;
        found.into_iter().map(|cells| typed(&Record::new(resource.meta(), cells))).collect()
    }

    /// The first row that passes every filter, by its key; see [`find`](Self::find).
    ///
    /// # Errors
    /// When the database fails, `R` is no resource of this admin, or the row does not fit it.
    pub async fn first<R: AdminResource>(
        &mut self,
        filters: impl IntoIterator<Item = RowFilter<R>> + Send,
    ) -> Result<Option<R>, DbError> {
        Ok(self.all(filters, 1).await?.pop())
    }

    /// How many rows pass every filter; see [`find`](Self::find).
    ///
    /// # Errors
    /// When the database fails, or `R` is no resource of this admin.
    pub async fn count<R: AdminResource>(
        &mut self,
        filters: impl IntoIterator<Item = RowFilter<R>> + Send,
    ) -> Result<u64, DbError> {
        let resource = self.resource::<R>()?;
        let rules: Vec<RowRule> = filters.into_iter().map(RowFilter::into_rule).collect();
        let mut select = rows(self.admin().registry(), &resource, &rules);
        select.expr(Func::count(Expr::col(Asterisk)));
        let counted: Option<i64> = self.scalar(&select).await?;
        Ok(counted.and_then(|number| u64::try_from(number).ok()).unwrap_or_default())
    }

    /// The first column of the first row of a statement of sea-query; `None` without a row.
    ///
    /// # Errors
    /// When the database fails, or the value is no `T`.
    pub async fn scalar<T: FieldType>(&mut self, select: &SelectStatement) -> Result<Option<T>, DbError> {
        let rows = self.tx.fetch(select, &[Read::As(T::TYPE.kind)]).await?;
        let Some(cell) = rows.into_iter().next().and_then(|row| row.into_iter().next()) else { return Ok(None) };
        let value = cell.map_err(other)?;
        T::from_value(value).map(Some).map_err(other)
    }

    /// A new row to fill in and hand to [`insert`](Self::insert); see [`find`](Self::find).
    ///
    /// # Errors
    /// When `R` is no resource of this admin.
    pub fn draft<R: AdminResource>(&self) -> Result<Changeset<R>, DbError> {
        Ok(Changeset::new(Draft::blank(self.resource::<R>()?, None)))
    }

    /// A row to change and hand to [`update`](Self::update), locked until the commit; `None` when there is
    /// none. See [`find`](Self::find).
    ///
    /// # Errors
    /// When the database fails, or `R` is no resource of this admin.
    pub async fn edit<R: AdminResource>(
        &mut self,
        key: impl Into<Key> + Send,
    ) -> Result<Option<Changeset<R>>, DbError> {
        let key = key.into();
        let (admin, resource) = (self.admin().clone(), self.resource::<R>()?);
        let record = write::read(&mut self.tx, admin.registry(), &resource, &key, &[], true).await?;
        Ok(record.map(|record| Changeset::new(Draft::blank(resource, Some(record)))))
    }

    /// Adds a row, or the one that a hook was asked to insert, and says its key. Only the fields that were
    /// set are written, and what was called an error stops nothing here. See [`find`](Self::find).
    ///
    /// # Errors
    /// When the database fails or refuses the row.
    pub async fn insert<R: AdminResource>(&mut self, new: Changeset<R>) -> Result<Key, DbError> {
        self.write_new(&new).await
    }

    /// Writes the fields that were set; nothing when none was. See [`find`](Self::find).
    ///
    /// # Errors
    /// When the database fails or refuses the row.
    pub async fn update<R: AdminResource>(&mut self, change: Changeset<R>) -> Result<(), DbError> {
        self.write_changed(&change).await
    }

    /// [`insert`](Self::insert) for a changeset that is somebody else's: in the hook that replaces the
    /// statement of the admin.
    ///
    /// # Errors
    /// When the database fails or refuses the row.
    pub async fn write_new<R: AdminResource>(&mut self, new: &Changeset<R>) -> Result<Key, DbError> {
        let draft = new.draft();
        write::insert(&mut self.tx, &draft.resource, &draft.changes).await
    }

    /// [`update`](Self::update) for a changeset that is somebody else's: in the hook that replaces the
    /// statement of the admin.
    ///
    /// # Errors
    /// When the database fails or refuses the row.
    pub async fn write_changed<R: AdminResource>(&mut self, change: &Changeset<R>) -> Result<(), DbError> {
        let draft = change.draft();
        let key = draft.original.as_ref().and_then(|record| draft.resource.key_of(record));
        match key {
            Some(key) if !draft.changes.is_empty() => {
                let (resource, held) = (&draft.resource, draft.original.as_ref());
                match write::update(&mut self.tx, resource, &key, held, &draft.changes).await? {
                    0 if resource.version().is_some() => Err(DbError::Refused(tr!("conflict-other-version"))),
                    _ => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// Deletes the row with this key and says whether there was one. See [`find`](Self::find).
    ///
    /// # Errors
    /// When the database fails or refuses it, or `R` is no resource of this admin.
    pub async fn delete<R: AdminResource>(&mut self, key: impl Into<Key> + Send) -> Result<bool, DbError> {
        let key = key.into();
        let resource = self.resource::<R>()?;
        Ok(write::delete(&mut self.tx, &resource, &key).await? > 0)
    }

    fn resource<R: AdminResource>(&self) -> Result<Arc<Resource>, DbError> {
        let found = self.admin().registry().of(R::META).cloned();
        found.ok_or_else(|| {
            let name = R::META.rust_name;
            other(format!("`{name}` is no resource of this admin: add it with `.resource::<{name}>()`"))
        })
    }
}

fn rows(registry: &Registry, resource: &Resource, rules: &[RowRule]) -> SelectStatement {
    let mut select = Query::select();
    select.from_as(condition::table(resource.table()), condition::BASE.into_iden());
    select.cond_where(condition::scope(registry, resource, rules));
    select
}

fn typed<R: AdminResource>(record: &Record) -> Result<R, DbError> {
    R::from_record(record).map_err(other)
}

fn other(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> DbError {
    DbError::Other(error.into())
}
