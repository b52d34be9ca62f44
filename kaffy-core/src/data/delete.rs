//! Deleting a record, and what would happen to the rows that refer to it (A64, W5).

use sea_query::Query;

use super::condition;
use crate::{Allowed, DbError, Delete, Key};

/// A record that was deleted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Deleted {
    /// What people called it.
    pub label: String,
}

/// A record that was not deleted. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DeleteError {
    /// The record is not there, or not for this actor.
    #[error("the record no longer exists")]
    NotFound,
    /// Other rows refer to it and must go first; [`Allowed::references`] names them.
    #[error("other records refer to this one")]
    Blocked,
    /// Rows would go along that the actor may not delete; [`Allowed::references`] names their resources.
    #[error("records would be deleted too that you may not delete")]
    Forbidden,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

impl Allowed<Delete> {
    /// Deletes a record.
    ///
    /// # Errors
    /// See [`DeleteError`]; nothing is deleted then.
    pub async fn delete(&self, key: &Key) -> Result<Deleted, DeleteError> {
        let resource = self.resource().clone();
        let dialect = self.database().dialect();
        let preview = self.references(key).await?.ok_or(DeleteError::NotFound)?;
        if !preview.forbidden.is_empty() {
            return Err(DeleteError::Forbidden);
        }
        let mut ctx = self.ctx().await?;
        let record = self.lock(&mut ctx.tx, key).await?.ok_or(DeleteError::NotFound)?;
        let mut delete = Query::delete();
        delete.from_table(condition::table(resource.table()));
        delete.cond_where(condition::key_of_table(&resource, key, dialect));
        match ctx.tx.execute(&delete).await {
            Ok(0) => return Err(DeleteError::NotFound),
            Ok(_) => ctx.commit().await.map_err(blocked)?,
            Err(error) => return Err(blocked(error)),
        }
        Ok(Deleted { label: resource.label_of(&record) })
    }
}

/// A broken reference, also one that is only checked at the commit, means that rows refer to it.
fn blocked(error: DbError) -> DeleteError {
    match error {
        DbError::ForeignKey { .. } => DeleteError::Blocked,
        other => DeleteError::Database(other),
    }
}
