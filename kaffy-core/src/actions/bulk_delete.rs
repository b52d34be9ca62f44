//! "Delete selected": the action that every list has, unless its resource says otherwise (K144).

use std::slice;

use super::{
    ActionList, ActionMeta,
    report::{Outcome, RowFailure},
    walk::Walk,
};
use crate::{Allowed, Ctx, DbError, Delete, DeleteError, Key, Permission, View, data::Chosen, tr};

/// Deletes rows one after the other, each like the page that deletes one: in a transaction of its own,
/// with the same hooks and the same refusals.
pub(super) struct DeleteSelected {
    pub(super) meta: ActionMeta,
    allowed: Allowed<Delete>,
}

impl DeleteSelected {
    /// Its key; no other action may have it.
    pub(super) const KEY: &'static str = ActionList::BUILT_IN;

    /// The key of the one that deletes for ever what is in the trash.
    pub(super) const PURGE: &'static str = ActionList::IN_TRASH[1];

    pub(super) fn new(allowed: Allowed<Delete>) -> Self {
        let meta = match (allowed.is_in_trash(), allowed.trashing()) {
            (true, _) => ActionMeta::new(Self::PURGE, Self::own_label(Self::PURGE))
                .done(tr!("action-deleted"))
                .confirm(tr!("action-cannot-undo"))
                .danger(),
            (false, Some(_)) => ActionMeta::new(Self::KEY, tr!("trash-move-selected"))
                .done(tr!("trash-moved-many"))
                .confirm(tr!("trash-can-restore")),
            (false, None) => ActionMeta::new(Self::KEY, Self::own_label(Self::KEY))
                .done(tr!("action-deleted"))
                .confirm(tr!("action-cannot-undo"))
                .danger(),
        };
        Self { meta: meta.permission(Permission::Delete).on_list(), allowed }
    }

    pub(super) fn own_label(key: &str) -> String {
        if key == Self::PURGE { tr!("trash-purge-selected") } else { tr!("action-delete-selected") }
    }

    /// Deletes one row of a walk.
    pub(super) async fn row(&self, walk: &Walk, seen: &Allowed<View>, key: &Key) -> Result<Outcome, DbError> {
        let words = match self.allowed.delete_chosen(key, &StillMatching { walk, seen }).await {
            Ok(deleted) => return Ok(Outcome::Done(deleted.label)),
            Err(DeleteError::NotFound) => return Ok(Outcome::Gone),
            Err(DeleteError::Database(error)) => return Err(error),
            Err(DeleteError::Blocked) => self.blockers(key).await?,
            Err(DeleteError::Refused(words)) => words.join(" "),
            Err(DeleteError::Panicked(words) | DeleteError::TooSlow(words)) => words,
            Err(error @ DeleteError::Denied(_)) => tr!("action-may-not-delete", reason = error.to_string()),
            Err(DeleteError::Forbidden) => tr!("action-may-not-delete-others"),
            Err(DeleteError::Changed) => tr!("delete-changed"),
        };
        Ok(Outcome::Failed(RowFailure { label: self.label(key).await?, key: key.clone(), words }))
    }

    /// What refers to the row, in words.
    async fn blockers(&self, key: &Key) -> Result<String, DbError> {
        let preview = self.allowed.references(key).await?;
        let names = preview.iter().flat_map(|preview| &preview.blockers).map(|blocker| {
            let plus = if blocker.capped { "+" } else { "" };
            format!("{} ({}{plus})", blocker.name, blocker.count)
        });
        let names: Vec<_> = names.collect();
        Ok(match names.as_slice() {
            [] => tr!("action-blocked"),
            names => tr!("action-blocked-by", names = names.join(", ")),
        })
    }

    async fn label(&self, key: &Key) -> Result<String, DbError> {
        let seen = self.allowed.admin().authorize::<View>(self.allowed.actor(), self.allowed.resource());
        let label = match seen {
            Ok(seen) => seen.within(self.allowed.realm()).label_for(key).await?,
            Err(_) => None,
        };
        Ok(label.unwrap_or_else(|| self.allowed.resource().fallback_label(key)))
    }
}

/// A row may have stopped to match since its batch was read: then it is none of those to delete.
struct StillMatching<'a> {
    walk: &'a Walk,
    seen: &'a Allowed<View>,
}

impl Chosen for StillMatching<'_> {
    async fn holds(&self, ctx: &mut Ctx, key: &Key) -> Result<bool, DbError> {
        // Locked first, so that it matches for as long as it is there.
        if !self.walk.is_narrowed() || self.seen.lock(&mut ctx.tx, key).await?.is_none() {
            return Ok(true);
        }
        let matching = self.walk.matching(self.seen, &mut ctx.tx, slice::from_ref(key)).await?;
        Ok(matching.is_none_or(|matching| matching.contains(&key.segment(self.seen.resource()))))
    }
}
