//! What can happen.

use crate::tr;

/// What an entry of the log is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AuditEvent {
    /// A record was added.
    Added,
    /// A record was changed.
    Changed,
    /// A record was deleted.
    Deleted,
    /// A record was moved to the trash.
    Trashed,
    /// A record was taken out of the trash.
    TakenOut,
    /// An action was run on a record.
    Action,
    /// Fields of a record were set back to what they were.
    Restored,
    /// Somebody may not do what they asked for.
    Refused,
    /// Somebody signed in.
    SignedIn,
    /// Somebody failed to sign in.
    SignInFailed,
    /// Somebody signed out.
    SignedOut,
    /// An account was changed: a password, a role, a second factor.
    Account,
    /// Something was done to a background job or a queue of them.
    Job,
    /// A view of a list was shared, or one that is shared was changed.
    View,
    /// What the application itself notes.
    Noted,
}

impl AuditEvent {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Added,
        Self::Changed,
        Self::Deleted,
        Self::Trashed,
        Self::TakenOut,
        Self::Action,
        Self::Restored,
        Self::Refused,
        Self::SignedIn,
        Self::SignInFailed,
        Self::SignedOut,
        Self::Account,
        Self::Job,
        Self::View,
        Self::Noted,
    ];

    /// How the log and addresses write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Deleted => "deleted",
            Self::Trashed => "trashed",
            Self::TakenOut => "taken-out",
            Self::Action => "action",
            Self::Restored => "restored",
            Self::Refused => "refused",
            Self::SignedIn => "signed-in",
            Self::SignInFailed => "sign-in-failed",
            Self::SignedOut => "signed-out",
            Self::Account => "account",
            Self::Job => "job",
            Self::View => "view",
            Self::Noted => "noted",
        }
    }

    /// Back from [`code`](Self::code).
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.code() == code)
    }

    /// What a person reads.
    pub fn label(self) -> String {
        match self {
            Self::Added => tr!("audit-added"),
            Self::Changed => tr!("audit-changed"),
            Self::Deleted => tr!("audit-deleted"),
            Self::Trashed => tr!("audit-trashed"),
            Self::TakenOut => tr!("audit-taken-out"),
            Self::Action => tr!("audit-action"),
            Self::Restored => tr!("audit-restored"),
            Self::Refused => tr!("audit-refused"),
            Self::SignedIn => tr!("audit-signed-in"),
            Self::SignInFailed => tr!("audit-sign-in-failed"),
            Self::SignedOut => tr!("audit-signed-out"),
            Self::Account => tr!("audit-account"),
            Self::Job => tr!("audit-job-event"),
            Self::View => tr!("audit-view-event"),
            Self::Noted => tr!("audit-noted"),
        }
    }

    /// Whether it is about fields of a record that was there before.
    pub(super) const fn is_a_change(self) -> bool {
        matches!(self, Self::Changed | Self::Restored)
    }

    /// Whether what changed can be set back: the record is there, and there was something before.
    pub(super) const fn can_be_restored(self) -> bool {
        matches!(self, Self::Changed | Self::Action | Self::Restored)
    }
}
