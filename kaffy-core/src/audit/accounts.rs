//! Entries about users and roles of built-in accounts, which are no resources of the admin.

use sea_query::{Condition, Expr, ExprTrait, LikeExpr};
use serde_json::{Value as Json, json};

use super::{
    AuditEvent, Kept, Moved,
    asking::col,
    chain,
    stored::{KEY, SHORT, Stored, fitted},
    trail::Note,
};
use crate::{Actor, Admin, Area, Database, DbError, Permission, accounts::Subject, store::Tx, tr};

/// The user or the role that an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccountEntry {
    /// Which of both it is.
    pub subject: Subject,
    /// Whose: the id.
    pub id: String,
    /// What changed.
    pub changes: Vec<AccountChange>,
}

/// A field of a user or a role before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccountChange {
    /// Its name in the log.
    pub name: String,
    /// What it was; a secret never is there.
    pub before: Kept,
    /// What it became.
    pub after: Kept,
}

impl AccountChange {
    /// What people call the field.
    pub fn label(&self) -> String {
        match self.name.as_str() {
            "email" => tr!("accounts-email"),
            "name" => tr!("accounts-name"),
            "roles" => tr!("accounts-roles"),
            "disabled" => tr!("audit-disabled"),
            "password" => tr!("accounts-password"),
            "second_factor" => tr!("accounts-factor"),
            "permissions" => tr!("audit-permissions"),
            "sessions" => tr!("accounts-sessions"),
            "locale" => tr!("accounts-locale"),
            "time_zone" => tr!("accounts-zone"),
            "state" => tr!("jobs-state"),
            "run_at" => tr!("jobs-run-at"),
            "args" => tr!("jobs-args"),
            "queue" => tr!("jobs-queue"),
            "reason" => tr!("jobs-reason"),
            "concurrency" => tr!("jobs-concurrency"),
            "rows" => tr!("run-audit-rows"),
            "done" => tr!("run-audit-done"),
            "failed" => tr!("run-audit-failed"),
            "gone" => tr!("run-audit-gone"),
            "stopped" => tr!("run-audit-stopped"),
            "job_type" => tr!("jobs-type"),
            "cron" => tr!("schedules-cron"),
            "every" => tr!("schedules-every"),
            "timezone" => tr!("schedules-timezone"),
            "missed" => tr!("schedules-missed"),
            "window" => tr!("schedules-window"),
            "overlap" => tr!("schedules-overlap"),
            "run_on" => tr!("schedules-run-on"),
            "priority" => tr!("jobs-priority"),
            "max_attempts" => tr!("jobs-attempts"),
            "list" => tr!("views-list"),
            "audience" => tr!("views-audience"),
            other => other.to_owned(),
        }
    }
}

/// What the code of an entry means, for people; codes of later versions as they are.
pub(super) fn words(code: &str) -> String {
    match code {
        "user-added" => tr!("audit-user-added"),
        "user-changed" => tr!("audit-user-changed"),
        "user-disabled" => tr!("audit-user-disabled"),
        "password-reset" => tr!("audit-password-reset"),
        "sessions-ended" => tr!("audit-sessions-ended"),
        "second-factor-reset" => tr!("audit-second-factor-reset"),
        "second-factor-on" => tr!("audit-second-factor-on"),
        "second-factor-off" => tr!("audit-second-factor-off"),
        "own-password" => tr!("audit-own-password"),
        "own-profile" => tr!("audit-own-profile"),
        "acting-started" => tr!("audit-acting-started"),
        "acting-ended" => tr!("audit-acting-ended"),
        "role-added" => tr!("audit-role-added"),
        "role-changed" => tr!("audit-role-changed"),
        "role-deleted" => tr!("audit-role-deleted"),
        "job-retried" => tr!("audit-job-retried"),
        "job-cancelled" => tr!("audit-job-cancelled"),
        "job-deleted" => tr!("audit-job-deleted"),
        "job-rescheduled" => tr!("audit-job-rescheduled"),
        "job-run-now" => tr!("audit-job-run-now"),
        "job-edited" => tr!("audit-job-edited"),
        "job-enqueued" => tr!("audit-job-enqueued"),
        "group-cancelled" => tr!("audit-group-cancelled"),
        "action-started" => tr!("audit-action-started"),
        "action-ended" => tr!("audit-action-ended"),
        "queue-paused" => tr!("audit-queue-paused"),
        "queue-resumed" => tr!("audit-queue-resumed"),
        "queue-concurrency" => tr!("audit-queue-concurrency"),
        "schedule-added" => tr!("audit-schedule-added"),
        "schedule-changed" => tr!("audit-schedule-changed"),
        "schedule-paused" => tr!("audit-schedule-paused"),
        "schedule-resumed" => tr!("audit-schedule-resumed"),
        "schedule-run" => tr!("audit-schedule-run"),
        "schedule-deleted" => tr!("audit-schedule-deleted"),
        "chore-started" => tr!("audit-chore-started"),
        "chore-paused" => tr!("audit-chore-paused"),
        "chore-resumed" => tr!("audit-chore-resumed"),
        "chore-stopped" => tr!("audit-chore-stopped"),
        "chore-forced" => tr!("audit-chore-forced"),
        "chore-agreed" => tr!("audit-chore-agreed"),
        "chore-refused" => tr!("audit-chore-refused"),
        "chore-file-deleted" => tr!("audit-chore-file-deleted"),
        "view-shared" => tr!("audit-view-shared"),
        "view-unshared" => tr!("audit-view-unshared"),
        "view-changed" => tr!("audit-view-changed"),
        "view-replaced" => tr!("audit-view-replaced"),
        "view-deleted" => tr!("audit-view-deleted"),
        other => other.to_owned(),
    }
}

/// An entry to be written.
#[derive(Debug)]
pub(crate) struct AccountNote {
    pub(crate) event: AuditEvent,
    /// A fixed word.
    pub(crate) what: &'static str,
    pub(crate) id: String,
    table: &'static str,
    label: String,
    changes: serde_json::Map<String, Json>,
}

impl AccountNote {
    pub(crate) fn new(event: AuditEvent, what: &'static str, table: &'static str, id: &str, label: String) -> Self {
        Self { event, what, id: id.to_owned(), table, label, changes: serde_json::Map::new() }
    }

    /// What became of a field; nothing where it stayed as it was.
    pub(crate) fn field(&mut self, name: &str, before: Option<&str>, after: Option<&str>) {
        if before != after {
            self.changes.insert(name.to_owned(), json!([before, after]));
        }
    }

    pub(crate) fn secret(&mut self, name: &str) {
        self.changes.insert(name.to_owned(), json!([{ "secret": true }, { "secret": true }]));
    }

    pub(crate) async fn write(&self, tx: &mut Tx, db: &Database, actor: &Actor) -> Result<Moved, DbError> {
        chain::append(tx, db, actor, vec![self.to_note()]).await
    }

    pub(super) fn to_note(&self) -> Note {
        let changes = if self.changes.is_empty() { String::new() } else { json!(self.changes).to_string() };
        Note {
            event: self.event,
            resource: fitted(self.table, SHORT).into_owned(),
            record: fitted(&self.id, KEY).into_owned(),
            label: self.label.clone(),
            changes,
            detail: self.what.to_owned(),
        }
    }
}

/// What an entry says of a user or a role; `None` for one about something else.
pub(super) fn entry(stored: &Stored) -> Option<AccountEntry> {
    let subject = Subject::ALL.into_iter().find(|it| it.table() == stored.text("resource"))?;
    let json: serde_json::Map<String, Json> = serde_json::from_str(stored.text("changes")).unwrap_or_default();
    let change = |(name, both): (String, Json)| {
        let both = both.as_array()?;
        let kept = |at| both.get(at).map_or(Kept::Nothing, Kept::from_json);
        Some(AccountChange { name, before: kept(0), after: kept(1) })
    };
    let changes = json.into_iter().filter_map(change).collect();
    Some(AccountEntry { subject, id: stored.text("record").to_owned(), changes })
}

impl Admin {
    /// Whether the actor sees entries about others of this kind: an auditor, and whoever may view them.
    pub fn may_audit_accounts(&self, actor: &Actor, subject: Subject) -> bool {
        let managing = || self.accounts().map(|accounts| accounts.managing(actor));
        let has_any = match subject {
            Subject::User | Subject::Role => self.accounts().is_some(),
            Subject::Job | Subject::Queue | Subject::JobGroup => self.all_areas().contains(&Area::Jobs),
            Subject::Schedule => self.all_areas().contains(&Area::Schedules),
            Subject::ChoreRun => self.all_areas().contains(&Area::Chores),
            Subject::View => self.all_areas().contains(&Area::Views),
        };
        let may_view = match subject {
            Subject::User => managing().is_some_and(|managing| managing.may_users(Permission::View)),
            Subject::Role => managing().is_some_and(|managing| managing.may_roles(Permission::View)),
            Subject::Job | Subject::Queue | Subject::JobGroup => self.may_in(actor, Area::Jobs, "view"),
            Subject::Schedule => self.may_in(actor, Area::Schedules, "view"),
            Subject::ChoreRun => self.may_in(actor, Area::Chores, "view"),
            Subject::View => self.may_in(actor, Area::Views, "share"),
        };
        has_any && (self.is_auditor(actor) || may_view)
    }

    /// The entries about users and roles that the actor may see: those of their own, and those that they may see of
    /// others. Of the views of others only those of lists that they may see.
    pub(super) fn about_accounts(&self, actor: &Actor, asked: Option<Subject>) -> Condition {
        let mut any = Condition::any();
        for subject in Subject::ALL.into_iter().filter(|it| asked.is_none_or(|asked| asked == *it)) {
            let about: Expr = col("resource").eq(subject.table());
            let all = Condition::all().add(about);
            any = any.add(match (self.may_audit_accounts(actor, subject), subject) {
                (false, _) => all.add(super::asking::own(actor)),
                (true, Subject::View) => all.add(self.views_of_seen_lists(actor).add(super::asking::own(actor))),
                (true, _) => all,
            });
        }
        any
    }

    /// Entries about views of lists that the actor may see: their labels end with the list.
    fn views_of_seen_lists(&self, actor: &Actor) -> Condition {
        let resources = self.visible(actor).map(|it| format!("{}/{}", it.context_slug(), it.slug()));
        let others = crate::views::lists::seen(self, actor).map(str::to_owned);
        resources.chain(others).fold(Condition::any(), |any, list| {
            // No sign of a pattern is left in it.
            let list = crate::views::list_in_log(&list).replace('!', "!!").replace('%', "!%").replace('_', "!_");
            any.add(col("label").like(LikeExpr::new(format!("%{list}")).escape('!')))
        })
    }
}
