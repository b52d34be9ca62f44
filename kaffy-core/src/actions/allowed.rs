//! The proof that an actor may run an action, and which actions there are for somebody.

use std::{fmt, sync::Arc};

use super::{
    ActionError, ActionList, ActionMeta, ActionPlace,
    bulk_delete::DeleteSelected,
    bulk_restore::RestoreSelected,
    erased::{DynAction, Typed},
};
use crate::{Actor, Admin, Allowed, Change, Delete, InputError, Inputs, Posted, Record, Resource, View, tr};

/// The proof that an actor may run an action of a resource.
///
/// Only [`Allowed::action`] makes one. What it may be run on is decided row by row, when it runs.
pub struct AllowedAction {
    pub(super) seen: Allowed<View>,
    pub(super) work: Work,
    pub(super) place: ActionPlace,
}

/// What an action does to a row.
#[derive(Clone)]
pub(super) enum Work {
    /// What somebody wrote.
    Custom(Arc<dyn DynAction>),
    /// Deletes it, like the page that deletes one.
    Delete(Arc<DeleteSelected>),
    /// Takes it out of the trash.
    Restore(Arc<RestoreSelected>),
}

/// Why an action cannot be run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoAction {
    /// There is none of this key here.
    #[error("{}", tr!("action-unknown"))]
    Unknown,
    /// The actor may not run it.
    #[error("{}", forbidden(.0))]
    Forbidden(String),
}

fn forbidden(label: &str) -> String {
    tr!("action-forbidden", label = label)
}

impl Work {
    pub(super) fn meta(&self) -> &ActionMeta {
        match self {
            Self::Custom(action) => action.meta(),
            Self::Delete(delete) => &delete.meta,
            Self::Restore(restore) => &restore.meta,
        }
    }
}

impl Allowed<View> {
    /// The actions that the actor may run on a selection of the list; of the trash others than of the list itself.
    pub fn list_actions(&self) -> Vec<ActionMeta> {
        let mut metas: Vec<_> = self
            .offered(ActionPlace::List)
            .filter(|action| action.allows(self.actor(), None).unwrap_or(false))
            .map(|action| action.meta().clone())
            .collect();
        metas.extend(self.bulk_restore().map(|restore| restore.meta.clone()));
        metas.extend(self.bulk_delete().map(|delete| delete.meta.clone()));
        metas
    }

    /// Whether any action of the resource runs as a job, whoever may run it.
    pub fn has_background_actions(&self) -> bool {
        self.resource().actions.0.iter().any(|action| action.meta().is_background())
    }

    /// The actions that the actor may run on a record.
    pub fn record_actions(&self, record: &Record) -> Vec<AllowedAction> {
        let proofs = self.offered(ActionPlace::Record).map(|it| self.action(ActionPlace::Record, it.meta().key()));
        proofs.flatten().filter(|action| action.allows(record)).collect()
    }

    /// The proof that the actor may run the action with this key at a place.
    ///
    /// # Errors
    /// See [`NoAction`].
    pub fn action(&self, place: ActionPlace, key: &str) -> Result<AllowedAction, NoAction> {
        if ActionList::IN_TRASH.contains(&key) && !self.is_in_trash() {
            // What only the trash has is about the trash, whatever list it was asked from.
            if let Some(trash) = self.in_trash() {
                return trash.action(place, key);
            }
        }
        let known = self.resource().actions.0.iter().find(|action| action.meta().key() == key && !self.is_in_trash());
        let work = match known.filter(|action| action.meta().stands(place)) {
            Some(action) => {
                // On a record `allows` is asked about that record.
                let is_for_all = place == ActionPlace::Record || action.allows(self.actor(), None).unwrap_or(false);
                if !is_for_all || !self.may_run(action.meta()) {
                    return Err(NoAction::Forbidden(action.meta().label().to_owned()));
                }
                Work::Custom(action.clone())
            }
            None if key == self.delete_key() && place == ActionPlace::List => {
                let delete = self.bulk_delete();
                let label = || NoAction::Forbidden(DeleteSelected::own_label(key));
                Work::Delete(Arc::new(delete.ok_or_else(label)?))
            }
            None if key == RestoreSelected::KEY && place == ActionPlace::List && self.is_in_trash() => {
                let label = || NoAction::Forbidden(RestoreSelected::own_label());
                Work::Restore(Arc::new(self.bulk_restore().ok_or_else(label)?))
            }
            None => return Err(NoAction::Unknown),
        };
        let seen = self.admin().authorize::<View>(self.actor(), self.resource());
        let seen = seen.map_err(|_| NoAction::Forbidden(work.meta().label().to_owned()))?.within(self.realm());
        Ok(AllowedAction { seen, work, place })
    }

    fn offered(&self, place: ActionPlace) -> impl Iterator<Item = &Arc<dyn DynAction>> {
        let fits = move |action: &&Arc<dyn DynAction>| {
            !self.is_in_trash() && action.meta().stands(place) && self.may_run(action.meta())
        };
        self.resource().actions.0.iter().filter(fits)
    }

    fn may_run(&self, action: &ActionMeta) -> bool {
        self.admin().may_act(self.actor(), self.resource().meta(), action.key(), action.permission, None)
    }

    fn bulk_delete(&self) -> Option<DeleteSelected> {
        let behaviour = self.resource().behaviour.as_ref();
        let is_on = behaviour.is_none_or(|behaviour| behaviour.get().bulk_delete(self.actor()));
        let allowed = self.admin().authorize::<Delete>(self.actor(), self.resource()).ok().filter(|_| is_on)?;
        Some(DeleteSelected::new(allowed.within(self.realm())))
    }

    fn delete_key(&self) -> &'static str {
        if self.is_in_trash() { DeleteSelected::PURGE } else { DeleteSelected::KEY }
    }

    fn bulk_restore(&self) -> Option<RestoreSelected> {
        let change = self.admin().authorize::<Change>(self.actor(), self.resource());
        Some(RestoreSelected::new(change.ok().filter(|_| self.is_in_trash())?))
    }
}

impl AllowedAction {
    /// What the action says about itself.
    pub fn meta(&self) -> &ActionMeta {
        self.work.meta()
    }

    /// The right to see the rows that it can be run on.
    pub fn seen(&self) -> &Allowed<View> {
        &self.seen
    }

    /// The resource.
    pub fn resource(&self) -> &Arc<Resource> {
        self.seen.resource()
    }

    /// Who asked.
    pub fn actor(&self) -> &Actor {
        self.seen.actor()
    }

    /// The admin that gave the proof.
    pub fn admin(&self) -> &Admin {
        self.seen.admin()
    }

    /// What it asks for, if anything.
    pub fn inputs(&self) -> Option<&Inputs> {
        match &self.work {
            Work::Custom(action) => Some(action.inputs()).filter(|inputs| !inputs.is_empty()),
            Work::Delete(_) | Work::Restore(_) => None,
        }
    }

    /// Whether it is asked about on a page of its own before it is run on one record.
    pub fn asks(&self) -> bool {
        self.inputs().is_some() || self.meta().question().is_some()
    }

    /// Whether it is for this record, by the action's own rule and by what the actor may do to the record;
    /// not, where the record cannot be read as its struct.
    pub fn allows(&self, record: &Record) -> bool {
        let is_for_it = match &self.work {
            Work::Custom(action) => action.allows(self.actor(), Some(record)).unwrap_or(false),
            Work::Delete(_) | Work::Restore(_) => true,
        };
        is_for_it && self.may_touch(record)
    }

    /// Whether the actor may do this to a record, whatever the action itself says.
    pub(super) fn may_touch(&self, record: &Record) -> bool {
        let (admin, meta) = (self.admin(), self.meta());
        match &self.work {
            Work::Custom(_) => admin.may_act(self.actor(), record.meta(), meta.key(), meta.permission, Some(record)),
            Work::Delete(_) | Work::Restore(_) => admin.may_record(self.actor(), meta.permission, record),
        }
    }

    /// What its inputs start with; none where the defaults of their fields do.
    pub fn initial(&self, record: Option<&Record>) -> Option<Record> {
        let (Work::Custom(action), Some(inputs)) = (&self.work, self.inputs()) else { return None };
        let values = action.initial(self.actor(), record).ok().flatten()?;
        Some(Record::new(inputs.resource().meta(), values.into_iter().map(Ok).collect()))
    }

    /// Reads posted inputs: by their rules, and with the rows that they refer to.
    ///
    /// # Errors
    /// What is wrong with them, with what was typed.
    pub async fn read(&self, posted: Posted) -> Result<Given, ActionError> {
        let Work::Custom(action) = &self.work else { return Ok(Given::nothing(posted)) };
        let record = action.inputs().read(&posted)?;
        let errors = self.seen.check_references(&record).await?;
        if !errors.is_empty() {
            return Err(ActionError::invalid(posted, errors, Vec::new()));
        }
        Ok(Given { inputs: action.given(&record).map_err(InputError::from)?, posted, asked: None })
    }
}

impl fmt::Debug for AllowedAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AllowedAction({} of {} for {})", self.meta().key(), self.resource().meta.rust_name, self.actor().id)
    }
}

/// Inputs that were read and checked, for one run of one action.
pub struct Given {
    pub(super) inputs: Typed,
    /// As they were typed, should they have to be drawn again.
    pub(super) posted: Posted,
    /// The state of the record that the question was asked about.
    pub(super) asked: Option<String>,
}

impl Given {
    fn nothing(posted: Posted) -> Self {
        Self { inputs: Box::new(()), posted, asked: None }
    }

    /// As the answer to a question about a record in this state ([`AllowedAction::seen_of`]): should it have
    /// changed since, nothing is run.
    #[must_use]
    pub fn asked(self, seen: Option<&str>) -> Self {
        Self { asked: seen.map(str::to_owned), ..self }
    }
}

impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Given").finish_non_exhaustive()
    }
}
