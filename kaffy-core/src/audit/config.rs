//! Switching the log on.

use std::{fmt, sync::Arc};

use crate::{Actor, Admin, AdminBuilder};

type Rule = Arc<dyn Fn(&Actor) -> bool + Send + Sync>;

/// The audit log of an admin; see [`AdminBuilder::audit`].
#[derive(Clone, Default)]
pub struct Audit {
    auditors: Option<Rule>,
}

impl Audit {
    /// A log of everything that is done through the admin: in the table `kaffy_audit`, which
    /// [`AdminBuilder::build`] makes where it is missing.
    pub fn on() -> Self {
        Self::default()
    }

    /// Leaves the page of all entries to those whom this is true of. They see sign-ins and refusals of everybody and
    /// the addresses of requests.
    ///
    /// By default everybody has that page, with their own sign-ins and refusals on it. Who must not see a record does
    /// not see what became of it either, whether an auditor or not.
    ///
    /// ```
    /// # use kaffy_core::{Admin, Audit, Database};
    /// # fn app(db: Database) {
    /// let builder = Admin::builder(db).audit(Audit::on().auditors(|actor| actor.has_role("auditor")));
    /// # }
    /// ```
    #[must_use]
    pub fn auditors(mut self, rule: impl Fn(&Actor) -> bool + Send + Sync + 'static) -> Self {
        self.auditors = Some(Arc::new(rule));
        self
    }
}

impl fmt::Debug for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Audit").field("has_auditors", &self.auditors.is_some()).finish()
    }
}

impl AdminBuilder {
    /// Keeps a log of who did what, with every field before and after; off by default, since it needs tables of
    /// its own.
    ///
    /// [`build`](Self::build) makes them: `kaffy_audit`, `kaffy_audit_head` and `kaffy_migrations`. Entries are
    /// written in the transaction of the change. Fields that are secret are never in it.
    ///
    #[cfg_attr(feature = "sqlite", doc = "```")]
    #[cfg_attr(not(feature = "sqlite"), doc = "```no_run")]
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use kaffy_core::{Admin, Audit, Auth, Database};
    /// let db = Database::connect("sqlite::memory:").await?;
    /// let admin = Admin::builder(db)
    ///     .auth(Auth::none_for_local_development())
    ///     .audit(Audit::on())
    ///     .build()
    ///     .await?;
    /// assert_eq!(admin.verify_audit().await?, 0, "nothing was done so far");
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn audit(mut self, audit: Audit) -> Self {
        self.audit = Some(audit);
        self
    }
}

impl Admin {
    /// Whether it keeps a log.
    pub fn has_audit(&self) -> bool {
        self.audit().is_some()
    }

    /// Whether the actor has the page of all entries.
    pub fn may_audit(&self, actor: &Actor) -> bool {
        self.audit().is_some_and(|audit| audit.auditors.as_ref().is_none_or(|rule| rule(actor)))
    }

    /// Whether the actor sees what is about no record, whoever it was, and addresses.
    pub(super) fn is_auditor(&self, actor: &Actor) -> bool {
        self.audit().is_some_and(|audit| audit.auditors.as_ref().is_some_and(|rule| rule(actor)))
    }
}
