//! Deleting a record, and what would happen to the rows that refer to it (A64, W5).

use super::{
    logged_label, refusal,
    stop::{Stop, limited, panic_words, slow_words},
    trash, write,
};
use crate::{
    Allowed, AuditEvent, Ctx, DbError, Delete, Denied, Key, Replaced, actions::seen_of, audit::Noted, behaviour::Event,
    files, tr,
};

/// A record that was deleted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Deleted {
    /// What people called it.
    pub label: String,
    /// Whether it was moved to the trash, and can come back.
    pub in_trash: bool,
}

/// A record that was not deleted. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DeleteError {
    /// The record is not there, or not for this actor.
    #[error("{}", tr!("record-gone"))]
    NotFound,
    /// Other rows refer to it and must go first; [`Allowed::references`] names them.
    #[error("{}", tr!("delete-blocked"))]
    Blocked,
    /// Rows would go along that the actor may not delete; [`Allowed::references`] names their resources.
    #[error("{}", tr!("delete-forbidden"))]
    Forbidden,
    /// The record, or what would go along with it, is not as it was when the question was asked: ask again.
    #[error("{}", tr!("delete-changed"))]
    Changed,
    /// A hook refused, in these words.
    #[error("{}", .0.join(" "))]
    Refused(Vec<String>),
    /// A hook of the application panicked; the words are for the person who asked.
    #[error("{0}")]
    Panicked(String),
    /// The deletion as a whole took too long; the words are for the person who asked.
    #[error("{0}")]
    TooSlow(String),
    /// The actor may not delete this record.
    #[error(transparent)]
    Denied(Denied),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Says inside the transaction whether a record is still one of those that were chosen.
pub(crate) trait Chosen: Sync {
    fn holds(&self, ctx: &mut Ctx, key: &Key) -> impl Future<Output = Result<bool, DbError>> + Send;
}

/// A record that was named, and not found by something that may change.
struct ByName;

impl Chosen for ByName {
    async fn holds(&self, _: &mut Ctx, _: &Key) -> Result<bool, DbError> {
        Ok(true)
    }
}

impl Allowed<Delete> {
    /// Deletes a record, with the hooks of the resource around it. Where the resource has a trash it is moved
    /// there, and by a proof [`in_trash`](Self::in_trash) deleted for ever.
    ///
    /// # Errors
    /// See [`DeleteError`]; nothing is deleted then.
    pub async fn delete(&self, key: &Key) -> Result<Deleted, DeleteError> {
        self.delete_chosen(key, &ByName).await
    }

    /// The same, as an answer to a question that was drawn from this state
    /// ([`DeletePreview::seen`](crate::DeletePreview)): should it be another one by now, nothing is deleted.
    ///
    /// # Errors
    /// See [`DeleteError`]; nothing is deleted then.
    pub async fn delete_asked(&self, key: &Key, seen: &str) -> Result<Deleted, DeleteError> {
        self.delete_if(key, &ByName, Some(seen)).await
    }

    /// The same, for a record that is gone once it is no longer among those that were chosen.
    pub(crate) async fn delete_chosen(&self, key: &Key, chosen: &impl Chosen) -> Result<Deleted, DeleteError> {
        self.delete_if(key, chosen, None).await
    }

    async fn delete_if(&self, key: &Key, chosen: &impl Chosen, seen: Option<&str>) -> Result<Deleted, DeleteError> {
        let preview = self.references(key).await?.ok_or(DeleteError::NotFound)?;
        if seen.is_some_and(|seen| seen != preview.seen) {
            return Err(DeleteError::Changed);
        }
        if !preview.forbidden.is_empty() {
            return Err(DeleteError::Forbidden);
        }
        let name = self.resource().meta().rust_name;
        let work = async {
            let mut ctx = self.ctx().await?;
            if !chosen.holds(&mut ctx, key).await? {
                return Err(Stop::NotFound);
            }
            if seen.is_some() {
                let record = self.lock(&mut ctx.tx, key).await?.ok_or(Stop::NotFound)?;
                // Somebody may have been faster between the two looks.
                if !preview.is_of(&seen_of(self.admin(), self.resource(), key, &record)) {
                    return Err(Stop::Changed);
                }
            }
            let deleted = self.delete_in(&mut ctx, key).await?;
            Ok((ctx, deleted))
        };
        let done = limited(name, self.admin().save_timeout(), work).await;
        let (ctx, deleted) = done.map_err(DeleteError::of)?;
        ctx.commit().await.map_err(blocked)?;
        Ok(deleted)
    }

    /// Deletes a record in a transaction that others share. Whoever calls it has looked at
    /// [`references`](Self::references).
    pub(super) async fn delete_in(&self, ctx: &mut Ctx, key: &Key) -> Result<Deleted, Stop> {
        let resource = self.resource();
        let record = self.lock(&mut ctx.tx, key).await?.ok_or(Stop::NotFound)?;
        self.permits(&record)?;
        let mut replaced = Replaced::No;
        if let Some(behaviour) = &resource.behaviour {
            replaced = behaviour.get().delete(ctx, &record).await?;
            // Nobody was asked about what would go along.
            let is_kept = self.trashing().is_some();
            if replaced == Replaced::No && !is_kept && behaviour.get().delete_keeps_row() {
                tracing::error!(
                    resource = resource.meta().rust_name,
                    "`delete_keeps_row` says that rows stay, and `delete` left it to the admin to delete one"
                );
                return Err(Stop::Panicked);
            }
        }
        let moved = match self.trashing().cloned() {
            Some(column) if replaced == Replaced::No => {
                Some(trash::put_in(ctx, resource, key, &record, &column).await?)
            }
            _ => None,
        };
        if replaced == Replaced::No && moved.is_none() && write::delete(&mut ctx.tx, resource, key).await? == 0 {
            return Err(Stop::NotFound);
        }
        if moved.is_none() {
            files::forget_all(ctx, resource, &record);
        }
        if let Some(behaviour) = &resource.behaviour {
            behaviour.get().deleted(ctx, &record).await?;
            ctx.tell(behaviour, Event::Deleted, record.clone());
        }
        let label = resource.label_of(&record);
        let noted = Noted { resource, key, before: Some(&record), after: moved.as_ref() };
        let event = if moved.is_some() { AuditEvent::Trashed } else { AuditEvent::Deleted };
        ctx.trail.record(event, &noted, &logged_label(resource, key, &record), "");
        Ok(Deleted { label, in_trash: moved.is_some() })
    }
}

impl DeleteError {
    fn of(stop: Stop) -> Self {
        match stop {
            Stop::NotFound => Self::NotFound,
            Stop::Denied(denied) => Self::Denied(denied),
            Stop::Invalid(errors, general) => Self::Refused(general.into_iter().chain(errors.into_values()).collect()),
            // Nothing is posted that could set anything.
            Stop::Refused(refused) => Self::Refused(vec![refused.to_string()]),
            Stop::Changed => Self::Changed,
            // Only saves send forms.
            Stop::Conflict(_) | Stop::SentBefore => Self::Refused(vec![tr!("conflict-other-version")]),
            Stop::Panicked => Self::Panicked(panic_words("deleted")),
            Stop::TooSlow(limit) => Self::TooSlow(slow_words("deleted", limit)),
            Stop::Database(error) => blocked(error),
            Stop::InHook(error) => match refusal::of_hook(error) {
                Ok(words) => Self::Refused(vec![words]),
                Err(error) => Self::Database(error),
            },
        }
    }
}

/// A broken reference, also one that is only checked at the commit, means that rows refer to it.
fn blocked(error: DbError) -> DeleteError {
    match error {
        DbError::ForeignKey { .. } => DeleteError::Blocked,
        other => DeleteError::Database(other),
    }
}
