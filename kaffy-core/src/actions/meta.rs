//! What an action says about itself.

use crate::Permission;

/// Where an action is offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActionPlace {
    /// On the page of a record only.
    Record,
    /// For a selection of the list only.
    List,
    /// On both.
    #[default]
    Both,
}

/// What an action says about itself: its address, its words, where it stands, what it needs.
///
/// ```
/// # mod kaffy { pub use kaffy_core::*; }
/// use kaffy::{ActionMeta, Permission};
///
/// let restock = ActionMeta::new("restock", "Restock")
///     .plural("Restock products")
///     .done("restocked")
///     .help("Orders from the usual supplier.")
///     .confirm("The supplier gets the order at once.")
///     .permission(Permission::Add);
/// assert_eq!(restock.key(), "restock");
/// ```
#[derive(Clone, Debug)]
pub struct ActionMeta {
    pub(crate) key: String,
    pub(crate) label: String,
    pub(crate) plural: Option<String>,
    pub(crate) done: Option<String>,
    pub(crate) help: Option<String>,
    pub(crate) confirm: Option<String>,
    pub(crate) place: ActionPlace,
    pub(crate) permission: Permission,
    pub(crate) danger: bool,
    pub(crate) background: bool,
    pub(crate) queue: Option<String>,
}

impl ActionMeta {
    /// An action with a key, which is the last part of its address, and the words of its button.
    ///
    /// The key is of lower-case letters, digits, `-` and `_`, and another action of the same resource
    /// must not have it: `build()` says so. By default the action is offered on the record and on the
    /// list, needs [`Permission::Change`], and asks before it is run on a selection.
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            plural: None,
            done: None,
            help: None,
            confirm: None,
            place: ActionPlace::Both,
            permission: Permission::Change,
            danger: false,
            background: false,
            queue: None,
        }
    }

    /// The words for a selection, where they differ: `Publish products`.
    #[must_use]
    pub fn plural(mut self, label: impl Into<String>) -> Self {
        self.plural = Some(label.into());
        self
    }

    /// What has happened to a row afterwards, as in "3 products were *published*"; without it the
    /// message is made of the label.
    #[must_use]
    pub fn done(mut self, participle: impl Into<String>) -> Self {
        self.done = Some(participle.into());
        self
    }

    /// A sentence about what it does, on its page and as the hint of its button.
    #[must_use]
    pub fn help(mut self, sentence: impl Into<String>) -> Self {
        self.help = Some(sentence.into());
        self
    }

    /// Asks on a page of its own before it is run on a record, with this sentence. On a selection it
    /// is always asked, and shows the sentence too.
    #[must_use]
    pub fn confirm(mut self, sentence: impl Into<String>) -> Self {
        self.confirm = Some(sentence.into());
        self
    }

    /// Offers it on the page of a record only.
    #[must_use]
    pub fn on_record(mut self) -> Self {
        self.place = ActionPlace::Record;
        self
    }

    /// Offers it for a selection of the list only.
    #[must_use]
    pub fn on_list(mut self) -> Self {
        self.place = ActionPlace::List;
        self
    }

    /// What one must be allowed to do to the resource; [`Permission::Change`] by default.
    #[must_use]
    pub fn permission(mut self, permission: Permission) -> Self {
        self.permission = permission;
        self
    }

    /// Marks it as something to be careful with: its button is red, and whoever typed the password long ago types it
    /// again first, as [`Auth::ask_again_after`](crate::Auth::ask_again_after) says.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// Runs it as a job and not while somebody waits: the page that asks leads to one that shows how far it is, and
    /// the run goes on after a restart where it was, no row twice. [`RecordAction::run`](crate::RecordAction::run) is
    /// the same; what it writes with its [`Ctx`](crate::Ctx) is in the transaction that says the row had its turn.
    ///
    /// The admin needs jobs, `Admin::builder(db).jobs(jobs)`: `build()` says so. Who started it is asked again before
    /// each batch of rows: an account as it is then, somebody of the application's own login as
    /// [`Auth::by_id`](crate::Auth::by_id) says. What was typed is kept with the run until it has come to its end, so
    /// ask for no password.
    #[must_use]
    pub fn background(mut self) -> Self {
        self.background = true;
        self
    }

    /// The queue of the job of a [`background`](Self::background) run, `default` unless it is said. A worker that
    /// names its queues has to name this one as well.
    #[must_use]
    pub fn queue(mut self, name: impl Into<String>) -> Self {
        self.queue = Some(name.into());
        self
    }

    /// The last part of its address.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The words of its button on a record.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The words of its button for a selection.
    pub fn label_for_many(&self) -> &str {
        self.plural.as_deref().unwrap_or(&self.label)
    }

    /// What has happened to a row afterwards, if it says.
    pub fn participle(&self) -> Option<&str> {
        self.done.as_deref()
    }

    /// A sentence about what it does.
    pub fn description(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The sentence that asks before it is run.
    pub fn question(&self) -> Option<&str> {
        self.confirm.as_deref()
    }

    /// Where it is offered.
    pub fn place(&self) -> ActionPlace {
        self.place
    }

    /// Whether it is something to be careful with.
    pub fn is_dangerous(&self) -> bool {
        self.danger
    }

    /// Whether it is run as a job.
    pub fn is_background(&self) -> bool {
        self.background
    }

    /// The queue of that job, where it says one.
    pub fn queue_name(&self) -> Option<&str> {
        self.queue.as_deref()
    }

    /// Whether it is offered at a place.
    pub(crate) fn stands(&self, place: ActionPlace) -> bool {
        self.place == ActionPlace::Both || self.place == place
    }
}
