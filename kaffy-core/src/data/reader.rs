//! Reading for what is no list and no form: widgets, pages and whatever else only looks.

use std::sync::Arc;

use sea_query::{Alias, Asterisk, Condition, Expr, Func, Query, SelectStatement, Value};

use super::condition::{self, BASE};
use crate::{
    Actor, Admin, AdminResource, Allowed, Cell, DbError, FieldType, Record, Refusal, RowFilter, View,
    query::sql::{Narrowing, Rows},
    store::Read,
};

/// What a widget or a page reads with: the rows that its actor may see.
///
/// Each function takes a connection for its own statement only, so that somebody who waits for something
/// else in between holds up nobody. Cheap to clone.
///
/// It reads whole records: rights per field ([`FieldRights`](crate::FieldRights)) are for whoever shows them to ask,
/// with [`Admin::access`].
#[derive(Clone, Debug)]
pub struct Reader {
    admin: Admin,
    actor: Actor,
}

impl Reader {
    /// Reads for an actor.
    pub fn new(admin: Admin, actor: Actor) -> Self {
        Self { admin, actor }
    }

    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The admin.
    pub fn admin(&self) -> &Admin {
        &self.admin
    }

    /// How many rows of `R` the actor may see that meet all of the filters.
    ///
    /// # Errors
    /// When the actor may not view `R`, or the database fails.
    pub async fn count<R: AdminResource>(
        &self,
        filters: impl IntoIterator<Item = RowFilter<R>> + Send,
    ) -> Result<u64, Refusal> {
        let mut select = self.narrowed::<R>(filters)?;
        select.expr(Func::count(Expr::col(Asterisk)));
        let counted = self.fetch::<(i64,)>(&select).await?;
        Ok(counted.first().map_or(0, |(number,)| u64::try_from(*number).unwrap_or_default()))
    }

    /// The first rows of `R` that the actor may see and that meet all of the filters, in the order of its
    /// list.
    ///
    /// # Errors
    /// When the actor may not view `R`, a row does not fit the struct, or the database fails.
    pub async fn all<R: AdminResource>(
        &self,
        filters: impl IntoIterator<Item = RowFilter<R>> + Send,
        limit: u64,
    ) -> Result<Vec<R>, Refusal> {
        let allowed = self.allowed::<R>()?;
        let rules: Vec<_> = filters.into_iter().map(RowFilter::into_rule).collect();
        let resource = allowed.resource();
        let (statement, places) = allowed.with_source(|source| {
            let mut rows = Rows::new(source, Narrowing::none(), source.resource.order());
            rows.only(condition::scope(source.registry, source.resource, &rules));
            let places: Vec<_> = source.resource.columns().iter().map(|column| rows.show(&[], column)).collect();
            (rows.cut(None, false, limit), places)
        });
        let found = self.admin.database().fetch(&statement.select, &statement.reads).await?;
        let record = |row: Vec<Cell>| {
            let cells = places.iter().map(|at| row[*at].clone()).collect();
            R::from_record(&Record::new(resource.meta(), cells)).map_err(|error| DbError::Other(Box::new(error)).into())
        };
        found.into_iter().map(record).collect()
    }

    /// The rows of `R` that the actor may see, as a statement that selects nothing yet: add columns,
    /// conditions, groups and an order, and run it with [`fetch`](Self::fetch).
    ///
    /// # Errors
    /// When the actor may not view `R`.
    pub fn rows_of<R: AdminResource>(&self) -> Result<SelectStatement, Refusal> {
        self.narrowed::<R>([])
    }

    /// Runs a statement of sea-query and reads each row as a tuple of field types.
    ///
    /// ```
    /// # mod kaffy { pub use kaffy_core::*; }
    /// # use kaffy_core::{AdminResource, Record, RecordError, ResourceMeta, TableMeta};
    /// # struct Product;
    /// # impl AdminResource for Product {
    /// #     type Fields = ();
    /// #     const FIELDS: () = ();
    /// #     const META: &'static ResourceMeta = &ResourceMeta::new("Product", TableMeta::new("products"));
    /// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self) }
    /// # }
    /// use kaffy::{Reader, Refusal};
    /// use sea_query::{Expr, ExprTrait, Order};
    ///
    /// async fn by_status(reader: &Reader) -> Result<Vec<(String, i64)>, Refusal> {
    ///     let mut select = reader.rows_of::<Product>()?;
    ///     select.column("status").expr(Expr::col("id").count()).group_by_col("status");
    ///     reader.fetch(&select).await
    /// }
    /// ```
    ///
    /// # Errors
    /// When the database fails or a value does not fit its type.
    pub async fn fetch<T: ReadRow>(&self, select: &SelectStatement) -> Result<Vec<T>, Refusal> {
        let rows = self.admin.database().fetch(select, &T::reads()).await?;
        let read = |row| T::of(row).map_err(|words| DbError::Other(words.into()).into());
        rows.into_iter().map(read).collect()
    }

    fn narrowed<R: AdminResource>(
        &self,
        filters: impl IntoIterator<Item = RowFilter<R>>,
    ) -> Result<SelectStatement, Refusal> {
        let allowed = self.allowed::<R>()?;
        let rules: Vec<_> = filters.into_iter().map(RowFilter::into_rule).collect();
        let resource = allowed.resource();
        let mut select = Query::select();
        select.from_as(condition::table(resource.table()), Alias::new(BASE));
        for rules in [allowed.scope(), &rules] {
            let condition: Condition = condition::scope(self.admin.registry(), resource, rules);
            if !condition.is_empty() {
                select.cond_where(condition);
            }
        }
        Ok(select)
    }

    fn allowed<R: AdminResource>(&self) -> Result<Allowed<View>, Refusal> {
        let resource = self.admin.registry().of(R::META).cloned();
        let unknown = || Refusal::message(crate::tr!("access-not-here", things = R::META.plural));
        let resource: Arc<_> = resource.ok_or_else(unknown)?;
        self.admin.authorize::<View>(&self.actor, &resource).map_err(|denied| Refusal::message(format!("{denied}.")))
    }
}

mod sealed {
    pub trait Sealed {}
}

/// A row of a statement's result: a tuple of one to six field types.
pub trait ReadRow: sealed::Sealed + Sized + Send {
    #[doc(hidden)]
    fn reads() -> Vec<Read>;

    #[doc(hidden)]
    fn of(row: Vec<Cell>) -> Result<Self, String>;
}

macro_rules! rows {
    ($($($part:ident)+;)+) => {$(
        impl<$($part: FieldType + Send),+> sealed::Sealed for ($($part,)+) {}
        impl<$($part: FieldType + Send),+> ReadRow for ($($part,)+) {
            fn reads() -> Vec<Read> {
                vec![$(Read::As(<$part as FieldType>::TYPE.kind)),+]
            }

            fn of(row: Vec<Cell>) -> Result<Self, String> {
                let mut cells = row.into_iter();
                Ok(($(one::<$part>(cells.next())?,)+))
            }
        }
    )+};
}
rows! { A; A B; A B C; A B C D; A B C D E; A B C D E F; }

fn one<T: FieldType>(cell: Option<Cell>) -> Result<T, String> {
    let value: Value = cell.ok_or("the statement selects fewer columns than are read")?.map_err(|it| it.to_string())?;
    T::from_value(value).map_err(|error| error.to_string())
}
