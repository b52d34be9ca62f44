//! Links of the application's own in the menu.

use std::{fmt, sync::Arc};

use crate::{Actor, Admin, Icon, Permission, ResourceMeta};

type Rule = dyn Fn(&Actor) -> bool + Send + Sync;

/// A link in the menu (K32).
///
/// ```
/// use kaffy_core::site::CustomLink;
///
/// let shop = CustomLink::new("The shop", "/").top().new_tab();
/// let clear = CustomLink::new("Clear the cache", "/cache/clear").post().confirm("Everything is slow until it is full again.");
/// # let _ = (shop, clear);
/// ```
#[derive(Clone)]
pub struct CustomLink {
    pub(crate) name: String,
    pub(crate) url: String,
    pub(crate) icon: Option<Icon>,
    pub(crate) order: i32,
    pub(crate) place: Option<LinkPlace>,
    pub(crate) new_tab: bool,
    pub(crate) post: bool,
    pub(crate) confirm: Option<String>,
    pub(crate) rule: Option<Arc<Rule>>,
}

/// Where a link stands in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPlace {
    /// Above the groups.
    Top,
    /// Under the resource that declares it.
    Sub,
    /// Below the groups.
    Bottom,
}

impl CustomLink {
    /// A link to a path of this host or an `http(s)` address; `build()` refuses any other.
    ///
    /// It stands under the resource that declares it, and below the groups where the admin does.
    pub fn new(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            url: url.into(),
            icon: None,
            order: 999,
            place: None,
            new_tab: false,
            post: false,
            confirm: None,
            rule: None,
        }
    }

    /// Puts it above the groups.
    #[must_use]
    pub fn top(mut self) -> Self {
        self.place = Some(LinkPlace::Top);
        self
    }

    /// Puts it below the groups.
    #[must_use]
    pub fn bottom(mut self) -> Self {
        self.place = Some(LinkPlace::Bottom);
        self
    }

    /// Adds an icon; none by default (K33).
    #[must_use]
    pub fn icon(mut self, icon: impl Into<Icon>) -> Self {
        self.icon = Some(icon.into());
        self
    }

    /// Sets its place among its neighbours: smaller numbers first, 999 by default.
    #[must_use]
    pub fn order(mut self, order: i32) -> Self {
        self.order = order;
        self
    }

    /// Opens it in a new tab.
    #[must_use]
    pub fn new_tab(mut self) -> Self {
        self.new_tab = true;
        self
    }

    /// Sends a POST in place of a GET. The form goes to the admin, which checks its token and passes the
    /// request on to the address, a path of this host, with status 307.
    #[must_use]
    pub fn post(mut self) -> Self {
        self.post = true;
        self
    }

    /// Asks first, on a page that says this.
    #[must_use]
    pub fn confirm(mut self, words: impl Into<String>) -> Self {
        self.confirm = Some(words.into());
        self
    }

    /// Says who sees it. A link of a resource is never seen by somebody who may not view the resource.
    #[must_use]
    pub fn visible_to(mut self, rule: impl Fn(&Actor) -> bool + Send + Sync + 'static) -> Self {
        self.rule = Some(Arc::new(rule));
        self
    }
}

impl fmt::Debug for CustomLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CustomLink").field("name", &self.name).field("url", &self.url).finish_non_exhaustive()
    }
}

/// A link in its place.
#[derive(Clone, Debug)]
pub struct PlacedLink {
    pub(super) id: String,
    pub(super) link: CustomLink,
    pub(super) place: LinkPlace,
    pub(super) resource: Option<&'static ResourceMeta>,
}

impl PlacedLink {
    /// Names it in the address of its own page.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it says.
    pub fn name(&self) -> &str {
        &self.link.name
    }

    /// Where it leads.
    pub fn url(&self) -> &str {
        &self.link.url
    }

    /// Its icon.
    pub fn icon(&self) -> Option<Icon> {
        self.link.icon
    }

    /// Where it stands.
    pub fn place(&self) -> LinkPlace {
        self.place
    }

    /// The resource that declared it.
    pub fn resource(&self) -> Option<&'static ResourceMeta> {
        self.resource
    }

    /// Whether it opens a new tab.
    pub fn is_new_tab(&self) -> bool {
        self.link.new_tab
    }

    /// Whether it sends a POST.
    pub fn is_post(&self) -> bool {
        self.link.post
    }

    /// What is asked first.
    pub fn question(&self) -> Option<&str> {
        self.link.confirm.as_deref()
    }

    pub(super) fn is_for(&self, admin: &Admin, actor: &Actor) -> bool {
        self.resource.is_none_or(|meta| admin.may(actor, meta, Permission::View))
            && self.link.rule.as_ref().is_none_or(|rule| rule(actor))
    }
}
