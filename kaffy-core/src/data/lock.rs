//! Reading a row so that nobody changes it before the commit.

use sea_query::{IntoIden, Query};

use super::condition;
use crate::{
    Allowed, DbError, Dialect, Key, Record,
    access::Action,
    store::{Read, Tx, column_sql},
};

impl<A: Action> Allowed<A> {
    /// Reads the row inside the transaction and locks it; `None` when it is not there for this actor.
    pub(super) async fn lock(&self, tx: &mut Tx, key: &Key) -> Result<Option<Record>, DbError> {
        let resource = self.resource();
        let dialect = self.database().dialect();
        let mut select = Query::select();
        select.from_as(condition::table(resource.table()), condition::BASE.into_iden());
        for column in resource.columns() {
            select.expr(column_sql::select(column, condition::BASE, dialect));
        }
        select.cond_where(condition::key(resource, key, dialect));
        select.cond_where(condition::scope(resource, self.scope()));
        // SQLite's transaction holds the write lock already.
        if dialect != Dialect::Sqlite {
            select.lock_exclusive();
        }
        let reads: Vec<_> = resource.columns().iter().map(|column| Read::of(column)).collect();
        let row = tx.fetch(&select, &reads).await?.pop();
        Ok(row.map(|cells| Record::new(resource.meta(), cells)))
    }
}
