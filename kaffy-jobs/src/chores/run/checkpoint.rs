//! Where a run goes on after a pause, a crash or a deploy (J75).

use std::sync::PoisonError;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::ChoreRun;
use crate::{
    chores::{ChoreError, error::Broken},
    store::chores::working::{self, Step},
};

/// Where a run goes on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Checkpoint {
    /// How many walks over items are over.
    #[serde(default)]
    pub(super) walks: u32,
    /// The last item of the walk that is not.
    #[serde(default)]
    pub(super) cursor: Option<Value>,
    /// How many of its items are done.
    #[serde(default)]
    pub(super) done: u64,
    /// What the chore itself wants to know.
    #[serde(default)]
    pub(super) own: Option<Value>,
}

impl Checkpoint {
    pub(super) fn read(text: Option<&str>) -> Self {
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }

    pub(super) fn text(&self) -> Result<String, ChoreError> {
        Ok(serde_json::to_string(self)?)
    }
}

impl ChoreRun {
    /// Notes where the run goes on if it is broken off from here on, and breaks it off if somebody asked for that. What
    /// came before this should not be done again, and what comes after may be.
    ///
    /// [`each`](Self::each) does it by itself, in the transaction of each item.
    ///
    /// ```
    /// # use kaffy_jobs::chores::{ChoreError, ChoreRun};
    /// async fn copy_pages(run: ChoreRun) -> Result<(), ChoreError> {
    ///     let first = run.cursor::<u32>()?.map_or(1, |done| done + 1);
    ///     for page in first..=100 {
    ///         run.log(format!("page {page}"));
    ///         run.checkpoint(&page).await?;
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// When the database fails; when somebody asked for a pause or an end: pass it on.
    pub async fn checkpoint(&self, cursor: &impl Serialize) -> Result<(), ChoreError> {
        let mut checkpoint = self.saved();
        checkpoint.own = Some(serde_json::to_value(cursor)?);
        self.save(checkpoint).await?;
        self.leave()
    }

    /// What was given to [`checkpoint`](Self::checkpoint) last, in this going of the run or an earlier one.
    ///
    /// # Errors
    /// When it is no `T`.
    pub fn cursor<T: DeserializeOwned>(&self) -> Result<Option<T>, ChoreError> {
        Ok(self.saved().own.map(serde_json::from_value).transpose()?)
    }

    pub(super) fn saved(&self) -> Checkpoint {
        self.0.checkpoint.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn note(&self, checkpoint: Checkpoint) {
        *self.0.checkpoint.lock().unwrap_or_else(PoisonError::into_inner) = checkpoint;
    }

    /// Saves it by itself.
    pub(super) async fn save(&self, checkpoint: Checkpoint) -> Result<(), ChoreError> {
        if !self.is_dry() {
            let step = Step { checkpoint: Some(checkpoint.text()?), ..Step::default() };
            let mut tx = self.db().begin().await?;
            if !working::step(&mut tx, self.id(), self.0.ctx.token(), &step, self.jobs().clock().now()).await? {
                return Err(ChoreError(Broken::Lost));
            }
            tx.commit().await?;
        }
        self.note(checkpoint);
        Ok(())
    }
}
