//! What to look at before an admin faces the internet (S46), in the manner of Django's `check --deploy`.
//!
//! ```no_run
//! # async fn run(admin: kaffy_core::Admin) -> std::process::ExitCode {
//! let report = kaffy_core::doctor::deploy(&admin).await;
//! println!("{report}");
//! report.exit_code()
//! # }
//! ```

mod checks;
mod indexes;

use std::{fmt, process::ExitCode};

pub use crate::indexes::MissingIndex;
use crate::{Admin, DbError};

/// How a finding is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// As it should be.
    Good,
    /// Somebody should decide about it.
    Warning,
    /// It must not go to production like this.
    Problem,
}

/// One thing that was looked at.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// Names it for ever, such as `https`.
    pub id: &'static str,
    /// How it is meant.
    pub severity: Severity,
    /// What was found, and the way out where something is wrong.
    pub words: String,
}

impl Finding {
    /// Something that was found, by code outside of this crate: `kaffy_jobs` looks at jobs, an application at what is
    /// its own.
    pub fn new(id: &'static str, severity: Severity, words: impl Into<String>) -> Self {
        Self { id, severity, words: words.into() }
    }
}

/// Everything that was looked at.
#[derive(Clone, Debug)]
pub struct Report(Vec<Finding>);

impl Report {
    /// Adds findings of others; their problems stand in the way as well.
    #[must_use]
    pub fn with(mut self, findings: impl IntoIterator<Item = Finding>) -> Self {
        self.0.extend(findings);
        self
    }

    /// All findings, in their order.
    pub fn findings(&self) -> &[Finding] {
        &self.0
    }

    /// Whether nothing stands in the way of production. Warnings do not.
    pub fn is_ready(&self) -> bool {
        self.0.iter().all(|finding| finding.severity != Severity::Problem)
    }

    /// 0 when nothing stands in the way, else 1.
    pub fn exit_code(&self) -> ExitCode {
        if self.is_ready() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.0 {
            let mark = match finding.severity {
                Severity::Good => "ok     ",
                Severity::Warning => "warning",
                Severity::Problem => "PROBLEM",
            };
            writeln!(f, "{mark}  {:<16} {}", finding.id, finding.words)?;
        }
        let count = |severity| self.0.iter().filter(|finding| finding.severity == severity).count();
        let (problems, warnings) = (count(Severity::Problem), count(Severity::Warning));
        let verdict = if problems == 0 { "ready" } else { "not ready" };
        write!(f, "\n{verdict}: {problems} problems, {warnings} warnings")
    }
}

/// Looks at an admin as it was built and at its database. It changes nothing, and runs a statement or two.
pub async fn deploy(admin: &Admin) -> Report {
    let mut findings = checks::of_the_build();
    findings.extend(checks::of_the_admin(admin));
    findings.extend(checks::of_the_database(admin).await);
    findings.extend(indexes::of(admin, true).await);
    Report(findings)
}

/// Which indexes the lists, filters, searches and deletions of an admin would use, and its database lacks (W11): each with
/// what would use it and the statement to run. It is a warning from 10,000 rows on; what is shorter is good without.
///
/// It reads the catalog as it is now. Indexes on expressions of yours
/// ([`ColumnOf::sort_by_expr`](crate::ColumnOf::sort_by_expr)) and on flags are not asked for.
///
/// ```no_run
/// # async fn run(admin: kaffy_core::Admin) {
/// println!("{}", kaffy_core::doctor::indexes(&admin).await);
/// # }
/// ```
pub async fn indexes(admin: &Admin) -> Report {
    Report(indexes::of(admin, false).await)
}

/// The same as data, the longest tables first.
///
/// # Errors
/// When the database fails.
pub async fn missing_indexes(admin: &Admin) -> Result<Vec<MissingIndex>, DbError> {
    crate::indexes::missing(admin).await
}

#[cfg(all(test, feature = "sqlite"))]
mod tests;
