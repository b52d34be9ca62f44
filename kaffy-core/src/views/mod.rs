//! Views of lists that people saved: a name for what a list shows, for one person, a role or everyone (A19).
//!
//! A list is known here by a text alone, `shop/products` or `jobs`, and what it shows by a query string, so that any
//! list can have views. Which lists an actor sees, and what a query means, is for whoever hands out [`Views`]:
//! [`Allowed::views`](crate::Allowed::views) for resources, [`Right::views`](crate::Right::views) for areas,
//! [`Admin::audit_views`] for the audit log.

mod audience;
mod change;
mod error;
pub mod lists;
mod rows;
mod tables;
mod texts;

pub use audience::Audience;
pub use change::NewView;
pub use error::ViewError;
pub(crate) use rows::Beside;
pub(crate) use tables::prepare;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Actor, Admin, AdminBuilder, Area, AreaRight, DbError, Right, ViewMark};

/// Views that one person may have saved of one list.
pub const MOST_VIEWS: usize = 100;
/// Characters of a name.
pub const MOST_NAME: usize = 80;
/// Bytes of a query string.
const MOST_QUERY: usize = 8_000;
/// Views of one list that somebody is shown, their own first.
const SHOWN: u64 = 300;

/// A saved view of a list, as an actor sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SavedView {
    /// Names it for ever.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// What the list shows, as a query string without a place in it; empty beside a page of the list
    /// ([`Allowed::page_with_views`](crate::Allowed::page_with_views)) unless it is the default or the one looked at.
    pub query: String,
    /// Who sees it.
    pub audience: Audience,
    /// Whether the actor saved it.
    pub is_own: bool,
    /// What people call whoever saved it.
    pub owner: String,
    /// Whether the plain list is this view for the actor.
    pub is_default: bool,
    /// When it was saved.
    pub created: DateTime<Utc>,
}

impl SavedView {
    /// Stands for what it shows: whoever replaces that says by it what they saw.
    pub fn version(&self) -> String {
        hex(&Sha256::digest(self.query.as_bytes())[..16])
    }
}

/// Whose queries are read: each may have 8,000 bytes, and a list opens two of them at most.
#[derive(Clone, Copy, Debug)]
enum Queries {
    All,
    /// Of the default view, and of the one that the list is looked at in.
    Opened(Option<Uuid>),
}

/// The saved views of one list, for an actor who may see the list.
#[derive(Clone, Debug)]
pub struct Views {
    admin: Admin,
    actor: Actor,
    list: String,
    queries: Queries,
}

impl Views {
    /// Those of a list that the actor was found to see; `None` where no views are saved.
    pub(crate) fn of(admin: &Admin, actor: &Actor, list: impl Into<String>) -> Option<Self> {
        admin.has_saved_views().then(|| Self {
            admin: admin.clone(),
            actor: actor.clone(),
            list: list.into(),
            queries: Queries::All,
        })
    }

    /// The same, to be shown above the list that is looked at in `view`: only that one and the default come with a
    /// query, the others with none.
    #[must_use]
    pub fn above(&self, view: ViewMark) -> Self {
        let current = if let ViewMark::Saved(id) = view { Some(id) } else { None };
        Self { queries: Queries::Opened(current), ..self.clone() }
    }

    /// The name under which this admin keeps views: admins with other titles over the same database have others.
    fn kept_as(&self) -> String {
        self.admin.notifying_as()
    }

    /// The text that names the list.
    pub fn list(&self) -> &str {
        &self.list
    }

    /// Whether the actor may share views with a role or everyone, and change those that others share.
    pub fn may_share(&self) -> bool {
        self.admin.may_in(&self.actor, Area::Views, "share")
    }

    /// Whether the actor may change a view: one of their own, and with the right to share also one that others share.
    pub fn may_change(&self, view: &SavedView) -> bool {
        view.is_own || (view.audience.is_shared() && self.may_share())
    }

    /// Those that are for the actor: their own by name, then those that others share, in one statement.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(&self) -> Result<Vec<SavedView>, DbError> {
        let Beside { select, reads } = self.beside();
        Ok(self.read(self.admin.database().fetch(&select, &reads).await?))
    }

    /// Those that the actor may look after: those that are for them, and with the right to share all that are shared.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn manageable(&self) -> Result<Vec<SavedView>, DbError> {
        let Beside { select, reads } = rows::select(self, self.may_share(), None);
        Ok(self.read(self.admin.database().fetch(&select, &reads).await?))
    }

    /// One of those that the actor may look after; `None` for any other.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&self, id: Uuid) -> Result<Option<SavedView>, DbError> {
        self.one(id, self.may_share()).await
    }

    /// One that is for the actor, or with `all_shared` any that is shared.
    async fn one(&self, id: Uuid, all_shared: bool) -> Result<Option<SavedView>, DbError> {
        let Beside { select, reads } = rows::select(self, all_shared, Some(id));
        Ok(self.read(self.admin.database().fetch(&select, &reads).await?).pop())
    }

    /// What finds those that are for the actor, to be read beside something else.
    pub(crate) fn beside(&self) -> Beside {
        rows::select(self, false, None)
    }

    /// What [`beside`](Self::beside) found, each row one view or nothing: the actor's own by name, then the others.
    pub(crate) fn read(&self, found: Vec<Vec<crate::Cell>>) -> Vec<SavedView> {
        let owner = owner_key(&self.actor);
        let mut views: Vec<_> = found.iter().filter_map(|row| rows::read(row, &owner)).collect();
        // Beside other rows they come in any order; and people mind no capitals.
        views.sort_by_cached_key(|view| (!view.is_own, view.name.to_lowercase(), view.id));
        views
    }
}

impl AdminBuilder {
    /// Lets people save what a list shows as views, for themselves, and with the right to share
    /// ([`Area::Views`]) for a role or everyone. A list then takes one statement more, and four at most as before.
    ///
    /// By itself it is on where kaffy has tables of its own, which is to say with
    /// [`Auth::built_in`](crate::Auth::built_in), [`audit`](Self::audit) or jobs; elsewhere it is off, since
    /// [`build`](Self::build) makes the tables: `kaffy_views` and `kaffy_view_defaults`. Admins with different titles
    /// over one database have views of their own; with another title an admin has others than before.
    ///
    /// ```
    /// # use kaffy_core::{Admin, Database};
    /// # fn app(db: Database) {
    /// let builder = Admin::builder(db).saved_views(true);
    /// # }
    /// ```
    #[must_use]
    pub fn saved_views(mut self, on: bool) -> Self {
        self.saved_views = Some(on);
        self
    }
}

impl Admin {
    /// Whether people can save views of lists.
    pub fn has_saved_views(&self) -> bool {
        self.all_areas().contains(&Area::Views)
    }

    /// The text that names the list of a view, whoever asks; `None` when there is no such view. What the view is, only
    /// [`Views`] of that list say.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_of_view(&self, id: Uuid) -> Result<Option<String>, DbError> {
        if !self.has_saved_views() {
            return Ok(None);
        }
        rows::list_of(self.database(), self.notifying_as(), id).await
    }
}

impl<R: AreaRight> Right<R> {
    /// The saved views of a list of the area, such as [`lists::JOBS`]; `None` where no views are saved.
    pub fn views(&self, list: &'static str) -> Option<Views> {
        Views::of(self.admin(), self.actor(), list)
    }
}

impl Admin {
    /// The saved views of the audit log; `None` for somebody who may not read it, and where no views are saved.
    pub fn audit_views(&self, actor: &Actor) -> Option<Views> {
        self.may_audit(actor).then(|| Views::of(self, actor, lists::AUDIT)).flatten()
    }
}

/// What the tables know an actor by: the id, or what stands for one that is longer than a column.
fn owner_key(actor: &Actor) -> String {
    const LONGEST: usize = 190;
    if actor.id.chars().count() <= LONGEST && !actor.id.contains('\0') {
        return actor.id.clone();
    }
    format!("sha256:{}", hex(&Sha256::digest(actor.id.as_bytes())))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What stands behind the name of a view in the audit log, which is read by it.
pub(crate) fn list_in_log(list: &str) -> String {
    format!(" ({list})")
}
