//! Who agrees to a run, and who did.

use kaffy_core::{Actor, tr};
use kaffy_jobs::{
    chores::{Approval, RunStatus},
    desk::OneRun,
};
use serde::Serialize;

use super::{ChoreRunView, RunRights};
use crate::{
    extract::Visit,
    listing::{Kept, RUNS},
    view::{MomentView, jobs::count_words},
};

/// Who has to agree to a run, and who did (J78).
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ApprovalsView {
    /// How many have agreed, and how many have to.
    pub words: String,
    /// Why what was said before does not count any more.
    pub dropped: Option<String>,
    /// What was said, in its order.
    pub given: Vec<ApprovalLine>,
    /// The form to say something; none for somebody who may not, or has.
    pub form: Option<ApprovalForm>,
    /// Why there is no form.
    pub note: Option<String>,
}

/// What somebody said.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ApprovalLine {
    /// Who.
    pub name: String,
    /// When.
    pub at: MomentView,
    /// Agreed, or refused, in words.
    pub label: String,
    /// The number of its colour.
    pub tone: u8,
    /// Why.
    pub reason: String,
    /// Whether it still counts.
    pub counts: bool,
}

/// The form to agree or to refuse.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct ApprovalForm {
    /// Where it is posted.
    pub action: String,
    /// What is agreed to, for the posted form to say.
    pub seen: String,
    /// What was typed.
    pub reason: String,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl ChoreRunView {
    /// With what others said of it.
    #[must_use]
    pub(crate) fn with_approvals(
        mut self,
        visit: &Visit,
        one: &OneRun,
        actor: &Actor,
        rights: RunRights,
        asked: Option<ApprovalForm>,
    ) -> Self {
        let (run, given) = (&one.run, &one.approvals);
        if run.approvals_needed == 0 {
            return self;
        }
        // Who acts as several is one.
        let actor = actor.who_acts().map_or(&*actor.id, |who| &*who.id);
        let agreed = given.iter().filter(|it| it.counts && it.agreed).count() as u64;
        let has_spoken = given.iter().any(|it| it.counts && it.actor == actor);
        let note = match (run.status, rights) {
            (status, _) if status != RunStatus::Awaiting => None,
            (_, RunRights { is_own: true, .. }) => Some(tr!("chores-approval-own")),
            (_, RunRights { approve: false, .. }) => None,
            _ => has_spoken.then(|| tr!("chores-approval-twice")),
        };
        let takes = run.status == RunStatus::Awaiting && rights.approve && note.is_none();
        let action = Kept::of(&RUNS, visit).on(&visit.links.chore_run(run.id, "approve"));
        self.approvals = Some(ApprovalsView {
            words: tr!(
                "chores-approvals",
                count = u64::from(run.approvals_needed),
                agreed = count_words(agreed, false),
                needed = count_words(run.approvals_needed.into(), false)
            ),
            dropped: run.dropped.clone(),
            given: given.iter().map(approval).collect(),
            form: takes.then(|| ApprovalForm { action, seen: one.digest.clone(), ..asked.unwrap_or_default() }),
            note,
        });
        self
    }
}

fn approval(said: &Approval) -> ApprovalLine {
    let (label, tone) = match said.agreed {
        true => (tr!("chores-agreed"), 0),
        false => (tr!("chores-refused"), 6),
    };
    ApprovalLine {
        name: said.name.clone(),
        at: MomentView::new(said.at),
        label,
        tone: if said.counts { tone } else { 3 },
        reason: said.reason.clone(),
        counts: said.counts,
    }
}
