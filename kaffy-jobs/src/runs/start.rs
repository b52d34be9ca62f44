//! Starting a run: its job, its row and the entry in the audit log, all or none.

use kaffy_core::{
    AllowedAction, Given, Selection,
    accounts::Subject,
    inside::{KeptRun, Lend, Told},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::RunAction;
use crate::{EnqueueError, Enqueued, Job, JobOptions, Jobs, Unique, new_job::NewJob, store};

/// The most characters of the id of an actor, of the address of a resource and of the key of an action.
const MOST: usize = 200;

impl Jobs {
    /// Starts an action in the background, and says the id of its job: the proof, the rows and the inputs are those of a
    /// run at once. "All that match" ends with the row that is the last one now. What the same actor started with the
    /// same rows and inputs, and is not over, is not started again: the id is that of the first one.
    ///
    /// # Errors
    /// See [`EnqueueError`]; nothing was started then.
    pub async fn start_action(
        &self,
        action: &AllowedAction,
        selection: &Selection,
        given: &Given,
    ) -> Result<Uuid, EnqueueError> {
        let kept = action.keep(selection, given).await?;
        let texts =
            [("id of the actor", &kept.actor), ("address of the resource", &kept.resource), ("action", &kept.action)];
        for (what, text) in texts {
            let length = text.chars().count();
            if length > MOST {
                return Err(EnqueueError::TooLong { what, length, limit: MOST });
            }
        }
        let job = RunAction { action: kept.action.clone(), resource: kept.resource.clone() };
        let options = JobOptions {
            queue: action.meta().queue_name().map(str::to_owned),
            created_by: Some(action.actor().name.chars().take(MOST).collect()),
            unique: Some(Unique::new().key(same(&super::kept_title(action.admin()), &kept))),
            ..JobOptions::default()
        };
        let now = self.clock().now();
        let args = serde_json::to_value(&job).map_err(EnqueueError::Args)?;
        let job = NewJob::new(RunAction::META, &args, &options, now, self.parts().max_args)?;
        let admin = action.admin();
        let mut ctx = admin.open(action.actor()).await?;
        let id = match crate::enqueue::first(self.store_in(&mut ctx, vec![job]).await?) {
            Enqueued::Created(id) => id,
            // Sent twice.
            known => return Ok(known.id()),
        };
        store::add_run(&mut ctx.lend(), id, &kept, admin.title(), now).await?;
        let rows = kept.total.map(|rows| rows.to_string());
        let told = Told::new("action-started", Subject::Job, &id.to_string(), kept.label(admin));
        ctx.told(told.field("rows", None, rows.as_deref()));
        ctx.close().await?;
        Ok(id)
    }
}

/// What two runs have in common that are the same.
fn same(admin: &str, kept: &KeptRun) -> String {
    let KeptRun { resource, action, place, actor, who: _, rows, inputs, total: _ } = kept;
    let mut digest = Sha256::new();
    for text in [admin, resource, action, place, actor, rows, inputs.as_deref().unwrap_or_default()] {
        digest.update(text.len().to_le_bytes());
        digest.update(text);
    }
    format!("{:x}", digest.finalize())
}
