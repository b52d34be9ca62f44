//! "Restore selected": the action of every trash (A65).

use super::{
    ActionList, ActionMeta,
    report::{Outcome, RowFailure},
};
use crate::{Allowed, Change, DbError, Key, Permission, SaveError, View, tr};

/// Takes rows out of the trash one after the other, each like the button on its page: in a transaction of its own.
pub(super) struct RestoreSelected {
    pub(super) meta: ActionMeta,
    allowed: Allowed<Change>,
}

impl RestoreSelected {
    /// Its key; no other action of a resource with a trash may have it.
    pub(super) const KEY: &'static str = ActionList::IN_TRASH[0];

    pub(super) fn new(allowed: Allowed<Change>) -> Self {
        let meta = ActionMeta::new(Self::KEY, Self::own_label())
            .done(tr!("trash-restored-many"))
            .confirm(tr!("trash-restore-many"))
            .permission(Permission::Change)
            .on_list();
        Self { meta, allowed }
    }

    pub(super) fn own_label() -> String {
        tr!("trash-restore-selected")
    }

    /// Takes one row of a walk out of the trash.
    pub(super) async fn row(&self, seen: &Allowed<View>, key: &Key) -> Result<Outcome, DbError> {
        let words = match self.allowed.restore_from_trash(key).await {
            Ok(saved) => return Ok(Outcome::Done(saved.label)),
            Err(SaveError::NotFound) => return Ok(Outcome::Gone),
            Err(SaveError::Database(error)) => return Err(error),
            Err(SaveError::Invalid(rejected) | SaveError::Panicked(rejected) | SaveError::TooSlow(rejected)) => {
                rejected.words(seen.resource())
            }
            Err(error) => error.to_string(),
        };
        let label = seen.label_for(key).await?.unwrap_or_else(|| seen.resource().fallback_label(key));
        Ok(Outcome::Failed(RowFailure { label, key: key.clone(), words }))
    }
}
