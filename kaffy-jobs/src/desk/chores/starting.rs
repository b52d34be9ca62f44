//! Chores that are started with what their form says, again, or for good after a dry run.

use std::collections::BTreeMap;

use kaffy_core::{DbError, FormErrors, Posted, Rejected, Right, chore_rights::Run};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Desk, told};
use crate::chores::{
    ChoreEntry, RunOptions, RunStatus, StartError, StartedVia, Starting, digest, inputs, start_in, tries_again,
};

impl Desk<'_> {
    /// Starts a chore with what its form says.
    ///
    /// # Errors
    /// What is wrong with the form, who keeps it out; see [`StartError`].
    pub async fn start_chore(
        &self,
        right: &Right<Run>,
        key: &str,
        posted: &Posted,
        options: RunOptions,
    ) -> Result<Uuid, StartError> {
        let entry = self.chore(right, key).ok_or_else(|| StartError::Unknown(key.to_owned()))?;
        let given = inputs::read(entry, posted).map_err(StartError::Inputs)?;
        self.start(right, entry, &given, options.via(StartedVia::Page)).await
    }

    pub(crate) async fn start(
        &self,
        right: &Right<Run>,
        entry: ChoreEntry,
        given: &Map<String, Value>,
        options: RunOptions,
    ) -> Result<Uuid, StartError> {
        // A row that somebody may not see is none that they may name (S23).
        let record =
            inputs::from_json(entry, given).map_err(|words| refused(entry, given, FormErrors::new(), vec![words]))?;
        let errors = right.admin().check_references(right.actor(), &record).await?;
        if !errors.is_empty() {
            return Err(refused(entry, given, errors, Vec::new()));
        }
        // A commit whose answer is lost is no second run.
        let mut options = options;
        options.nonce.get_or_insert_with(|| Uuid::new_v4().to_string());
        let mut attempt = 1;
        loop {
            let done = self.start_once(right, entry, given, options.clone()).await;
            if !tries_again(&done, attempt).await {
                return done;
            }
            attempt += 1;
        }
    }

    async fn start_once(
        &self,
        right: &Right<Run>,
        entry: ChoreEntry,
        given: &Map<String, Value>,
        options: RunOptions,
    ) -> Result<Uuid, StartError> {
        let is_dry = options.is_dry;
        let mut tx = self.jobs.database().begin().await?;
        let what = Starting { entry, given, actor: right.actor(), admin: Some(right.admin()), options };
        let started = start_in(self.jobs, &mut tx, what).await?;
        if started.is_new {
            let meta = entry.meta();
            let mut note = told("chore-started", started.id, meta.title).field("chore", None, Some(meta.key));
            for input in inputs::shown(entry, given) {
                note = note.field(&input.name, None, input.text.as_deref());
            }
            right.commit(tx, [note.field("dry", None, is_dry.then_some("true"))]).await?;
            self.jobs.chores().tell_ended(started.ended);
        }
        Ok(started.id)
    }

    /// The chore of a run, and what its form was sent with, without secrets: to start it again (J85).
    pub async fn run_again(
        &self,
        right: &Right<Run>,
        id: Uuid,
    ) -> Result<Option<(ChoreEntry, BTreeMap<String, Vec<String>>)>, DbError> {
        let Some(row) = self.row(right, id).await? else { return Ok(None) };
        let given: Map<String, Value> = serde_json::from_str(&row.given).unwrap_or_default();
        Ok(self.chore(right, &row.run.chore).map(|entry| (entry, inputs::prefill(entry, &given))))
    }

    /// Starts for good what a dry run was tried with, by whoever tried it.
    ///
    /// # Errors
    /// When it was no dry run of the actor's, or what it was given is not kept any more; see [`StartError`].
    pub async fn start_exactly(&self, right: &Right<Run>, dry_run: Uuid) -> Result<Uuid, StartError> {
        let row = self.row(right, dry_run).await?;
        let row = row.filter(|row| row.run.is_dry && row.run.actor == right.actor().id);
        let row = row.ok_or_else(|| StartError::Unknown(dry_run.to_string()))?;
        let entry = self.chore(right, &row.run.chore).ok_or_else(|| StartError::Unknown(row.run.chore.clone()))?;
        let given: Map<String, Value> = serde_json::from_str(&row.given).unwrap_or_default();
        let mut tx = self.jobs.database().begin().await?;
        let now_digest = digest(self.jobs, &mut tx.lend(), entry, &given).await?;
        drop(tx);
        // Secrets were forgotten with the end of the dry run, and without them it would be another one.
        let lacks = entry.inputs().fields.iter().any(|field| !given.contains_key(field.name));
        if row.run.status != RunStatus::Succeeded || lacks || now_digest != row.digest {
            return Err(StartError::Changed);
        }
        let options = RunOptions::new().again_of(dry_run).via(StartedVia::Page).once(format!("exactly {dry_run}"));
        self.start(right, entry, &given, options).await
    }
}

fn refused(entry: ChoreEntry, given: &Map<String, Value>, errors: FormErrors, general: Vec<String>) -> StartError {
    StartError::Inputs(Box::new(Rejected {
        values: inputs::prefill(entry, given),
        errors,
        general,
        ..Rejected::default()
    }))
}
