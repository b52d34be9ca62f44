//! Pages of built-in accounts: signing in, one's own account, users and roles.

use kaffy_core::tr;
use serde::Serialize;

use super::{ListParts, MomentView, form::Problem};
use crate::extract::Visit;

/// Where somebody with a built-in account goes from every page.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct AccountLinks {
    /// Their own page.
    pub profile: String,
    /// Where signing out is posted.
    pub sign_out: String,
}

impl AccountLinks {
    pub(crate) fn new(visit: &Visit) -> Self {
        Self { profile: visit.links.accounts("me"), sign_out: visit.links.logout() }
    }
}

/// `accounts/sign_in.html` and `accounts/form.html`: a form about an account.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct AccountFormView {
    /// The heading.
    pub heading: String,
    /// A sentence below it.
    pub lead: Option<String>,
    /// Where it is posted.
    pub action: String,
    /// Names and values that it sends along unseen: a form that waits for the password.
    pub carried: Vec<(String, String)>,
    /// Its inputs.
    pub fields: Vec<AccountField>,
    /// What a role allows.
    pub matrix: Option<MatrixView>,
    /// What is wrong with fields; each says it again beside its input.
    pub problems: Vec<Problem>,
    /// What else is wrong, in words.
    pub general: Vec<String>,
    /// What the button says; without one it is only looked at.
    pub submit: Option<String>,
    /// Whether the button does something that cannot be taken back.
    pub is_danger: bool,
    /// Where cancelling leads.
    pub cancel_href: Option<String>,
    /// Where the page that deletes is.
    pub delete_href: Option<String>,
    /// A secret to type into an app, shown this once.
    pub secret: Option<String>,
    /// Other pages about the same: labels and addresses.
    pub links: Vec<(String, String)>,
    /// What can be done for a user who cannot sign in, and where it is posted.
    pub help: Vec<AccountHelp>,
    /// Where that is posted.
    pub help_action: String,
    /// Where acting as the user begins, for somebody who may.
    pub acting_action: Option<String>,
}

impl AccountFormView {
    /// Puts what is wrong beside its fields, and above the form where there is no such field.
    #[must_use]
    pub(crate) fn with_errors(mut self, errors: Vec<(&'static str, String)>) -> Self {
        for (name, words) in errors {
            match self.fields.iter_mut().find(|field| field.name == name) {
                Some(field) => {
                    let (id, label) = (field.id.clone(), field.label.clone());
                    self.problems.push(Problem { id, label, message: words.clone() });
                    field.error = Some(words);
                }
                None => self.general.push(words),
            }
        }
        self
    }
}

/// An input of such a form.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct AccountField {
    /// Its `id`.
    pub id: String,
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub label: String,
    /// `text`, `email`, `password`, `hidden`, `select`, `check` or `checks`.
    pub kind: &'static str,
    /// What it holds; never that of a password.
    pub value: String,
    /// The word for browsers that fill in forms.
    pub autocomplete: &'static str,
    /// A sentence below it.
    pub help: Option<String>,
    /// What is wrong, in words.
    pub error: Option<String>,
    /// Whether it has to be filled in.
    pub is_required: bool,
    /// Whether it is on, of a `check`.
    pub is_on: bool,
    /// What can be chosen, of a `select` and of `checks`.
    pub options: Vec<AccountOption>,
}

/// Something to choose.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct AccountOption {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub is_on: bool,
    /// Whether it is not for whoever sees it to change.
    pub is_locked: bool,
}

impl AccountField {
    pub(crate) fn new(kind: &'static str, name: &'static str, label: String) -> Self {
        Self { id: format!("account-{name}"), name, label, kind, autocomplete: "off", ..Self::default() }
    }

    pub(crate) fn text(name: &'static str, label: String, value: impl Into<String>) -> Self {
        Self { value: value.into(), is_required: true, ..Self::new("text", name, label) }
    }

    pub(crate) fn email(value: impl Into<String>, autocomplete: &'static str) -> Self {
        Self { kind: "email", autocomplete, ..Self::text("email", tr!("accounts-email"), value) }
    }

    pub(crate) fn password(name: &'static str, label: String, autocomplete: &'static str) -> Self {
        Self { autocomplete, is_required: true, ..Self::new("password", name, label) }
    }

    pub(crate) fn select(name: &'static str, label: String, options: Vec<AccountOption>) -> Self {
        Self { options, ..Self::new("select", name, label) }
    }

    #[must_use]
    pub(crate) fn help(mut self, words: String) -> Self {
        self.help = Some(words);
        self
    }
}

/// What can be done for a user who cannot sign in.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct AccountHelp {
    /// What is sent.
    pub value: &'static str,
    /// What the button says.
    pub label: String,
    /// What it does, in a sentence.
    pub help: String,
}

/// What a role allows: resources by permissions.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct MatrixView {
    /// Everything there is.
    pub everything: Tick,
    /// The permissions, as headings.
    pub heads: Vec<String>,
    /// The resources.
    pub rows: Vec<MatrixRow>,
    /// Whether it is only looked at.
    pub is_read_only: bool,
}

/// A resource and what a role may do with it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct MatrixRow {
    /// The resource.
    pub label: String,
    /// A tick for each permission; none where there is no such permission.
    pub ticks: Vec<Option<Tick>>,
    /// A tick for each of its actions.
    pub actions: Vec<Tick>,
}

/// A permission to tick.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Tick {
    /// What is sent.
    pub value: String,
    /// What it is, with its resource.
    pub label: String,
    /// Whether it is on.
    pub is_on: bool,
    /// Whether it is not for whoever sees it to give.
    pub is_locked: bool,
}

/// `accounts/once.html`: a password that is shown this once.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PasswordOnceView {
    /// The heading.
    pub heading: String,
    /// Whose it is: the address to sign in with.
    pub email: String,
    /// The password.
    pub password: String,
    /// Where to go on.
    pub href: String,
}

/// `accounts/codes.html`: recovery codes that are shown this once.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RecoveryCodesView {
    /// The codes.
    pub codes: Vec<String>,
    /// Where to go on.
    pub href: String,
}

/// `accounts/users.html`: the list of users.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct UsersView {
    /// What is around its rows.
    #[serde(flatten)]
    pub list: ListParts,
    /// Where one is added, for somebody who may.
    pub new_href: Option<String>,
    /// The users.
    pub users: Vec<UserLine>,
}

/// A user of the list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct UserLine {
    /// Their page.
    pub href: String,
    /// What others call them.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// The names of their roles.
    pub roles: Vec<String>,
    /// Whether they may not sign in.
    pub disabled: bool,
    /// Whether they have yet to choose a password.
    pub is_pending: bool,
    /// When they last signed in.
    pub last_sign_in: Option<MomentView>,
}

/// `accounts/roles.html`: the list of roles.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RolesView {
    /// Where one is added, for somebody who may.
    pub new_href: Option<String>,
    /// The roles.
    pub roles: Vec<RoleLine>,
}

/// A role of the list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RoleLine {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Whether it allows everything.
    pub is_everything: bool,
}

/// `accounts/sessions.html`: where somebody is signed in.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SessionsView {
    /// Where ending one is posted.
    pub action: String,
    /// The sessions, the latest first.
    pub sessions: Vec<SessionLine>,
    /// Whether there is another one.
    pub has_others: bool,
}

/// A session of the list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SessionLine {
    /// What is sent to end it.
    pub key: String,
    /// When it began.
    pub created: MomentView,
    /// When it was last used.
    pub seen: MomentView,
    /// Where it began.
    pub address: Option<String>,
    /// The browser, as it calls itself.
    pub agent: Option<String>,
    /// Whether it is this one.
    pub is_this: bool,
}
