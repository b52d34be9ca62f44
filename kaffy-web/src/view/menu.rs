//! The sidebar: the dashboard, links, pages, and the resources by context.

use kaffy_core::{
    Actor, Admin, Area, Permission,
    site::{LinkPlace, PlacedLink},
    tr,
};
use serde::Serialize;

use super::widget::icon;
use crate::{extract::Visit, pages::Web};

/// What the sidebar shows beside the groups of resources.
#[derive(Clone, Debug, Default, Hash, Serialize)]
#[non_exhaustive]
pub struct MenuView {
    /// The main dashboard, for somebody who sees a widget on it.
    pub dashboard: Option<NavLink>,
    /// Links above the groups.
    pub top: Vec<NavLink>,
    /// Custom pages.
    pub pages: Vec<NavLink>,
    /// Links below the groups.
    pub bottom: Vec<NavLink>,
}

/// One link of the sidebar.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct NavLink {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// The address of its icon on the sheet of icons.
    pub icon: Option<String>,
    /// Whether this is the page.
    pub is_current: bool,
    /// Whether it opens a new tab.
    pub is_new_tab: bool,
    /// Whether it is a button that posts to `href`.
    pub is_post: bool,
}

/// A group of the sidebar.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct NavContext {
    /// Its name.
    pub label: String,
    /// Its page.
    pub href: String,
    /// The address of its icon on the sheet of icons.
    pub icon: Option<String>,
    /// Its dashboard, for somebody who sees a widget on it.
    pub dashboard: Option<NavLink>,
    /// Whether this page is in it.
    pub is_current: bool,
    /// Its resources that the menu of the actor shows.
    pub resources: Vec<NavResource>,
}

/// One resource of the sidebar.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct NavResource {
    /// Its name.
    pub label: String,
    /// Its list.
    pub href: String,
    /// The address of its icon on the sheet of icons.
    pub icon: Option<String>,
    /// Whether this page is about it.
    pub is_current: bool,
    /// Links of its own.
    pub links: Vec<NavLink>,
}

impl NavLink {
    fn to(visit: &Visit, label: &str, href: String, icon: Option<String>) -> Self {
        let is_current = visit.here.split('?').next() == Some(href.as_str());
        Self { label: label.to_owned(), href, icon, is_current, is_new_tab: false, is_post: false }
    }

    fn custom(web: &Web, visit: &Visit, link: &PlacedLink) -> Self {
        // What asks first or posts goes by a page of its own.
        let is_direct = !link.is_post() && link.question().is_none();
        let href = if is_direct { link.url().to_owned() } else { visit.links.link(link.id()) };
        Self {
            is_new_tab: link.is_new_tab(),
            is_post: link.is_post() && link.question().is_none(),
            ..Self::to(visit, link.name(), href, icon(web, visit, link.icon()))
        }
    }
}

impl MenuView {
    pub(super) fn new(web: &Web, visit: &Visit) -> Self {
        let Some(actor) = visit.actor() else { return Self::default() };
        let at = |place| {
            let links =
                web.admin.links(actor).filter(move |link| link.place() == place && !is_hidden(web, actor, link));
            links.map(|link| NavLink::custom(web, visit, link)).collect()
        };
        let pages = web.admin.pages(actor).filter(|page| page.is_in_menu());
        let page = |page: &kaffy_core::site::PlacedPage| {
            NavLink::to(visit, page.name(), visit.links.page(page.slug()), icon(web, visit, page.icon()))
        };
        let dashboard = shows_dashboard(&web.admin, actor);
        let mut bottom: Vec<_> = at(LinkPlace::Bottom);
        if web.admin.may_audit(actor) {
            bottom.push(NavLink::to(visit, &tr!("audit-title"), visit.links.audit(), None));
        }
        Self {
            dashboard: dashboard.then(|| NavLink::to(visit, &tr!("layout-dashboard"), visit.links.dashboard(), None)),
            top: at(LinkPlace::Top),
            pages: pages.map(page).collect(),
            bottom,
        }
    }
}

/// A link under a resource that the menu does not show has no place to stand.
fn is_hidden(web: &Web, actor: &Actor, link: &PlacedLink) -> bool {
    let resource = link.resource().and_then(|meta| web.admin.registry().of(meta));
    link.place() == LinkPlace::Sub && resource.is_some_and(|resource| !web.admin.is_in_menu(actor, resource))
}

/// Whether an actor sees anything on the main dashboard.
pub(crate) fn shows_dashboard(admin: &Admin, actor: &Actor) -> bool {
    admin.has_dashboard() && admin.widgets(actor, None).next().is_some()
}

/// The groups of resources; those with nothing in them are left out (K31).
pub(super) fn groups(web: &Web, visit: &Visit) -> Vec<NavContext> {
    let Some(actor) = visit.actor() else { return Vec::new() };
    let (context, slug) = (visit.segment(0).unwrap_or_default(), visit.segment(1).unwrap_or_default());
    let admin = &web.admin;
    let mut groups: Vec<(&str, NavContext)> = Vec::new();
    for resource in admin.in_order(actor).into_iter().filter(|resource| admin.is_in_menu(actor, resource)) {
        let is_here = resource.context_slug() == context;
        let own = admin.links(actor).filter(|link| {
            link.place() == LinkPlace::Sub && link.resource().is_some_and(|meta| meta.id() == resource.meta().id())
        });
        let entry = NavResource {
            label: resource.meta().plural.to_owned(),
            href: visit.links.list(resource),
            icon: icon(web, visit, resource.icon()),
            is_current: is_here && resource.slug() == slug,
            links: own.map(|link| NavLink::custom(web, visit, link)).collect(),
        };
        let name = resource.meta().context;
        match groups.last_mut().filter(|(known, _)| *known == name) {
            Some((_, group)) => group.resources.push(entry),
            None => {
                let slug = resource.context_slug();
                let href = visit.links.context(slug);
                let has_board = admin.has_context_dashboards() && admin.widgets(actor, Some(slug)).next().is_some();
                let group = NavContext {
                    label: admin.context_label(resource).to_owned(),
                    dashboard: has_board.then(|| NavLink::to(visit, &tr!("layout-dashboard"), href.clone(), None)),
                    href,
                    icon: icon(web, visit, admin.context_icon(resource)),
                    is_current: is_here,
                    resources: vec![entry],
                };
                groups.push((name, group));
            }
        }
    }
    let own = [account_group(web, visit, actor), jobs_group(web, visit, actor)];
    groups.into_iter().map(|(_, group)| group).chain(own.into_iter().flatten()).collect()
}

/// Users and roles, for somebody who may see them.
fn account_group(web: &Web, visit: &Visit, actor: &Actor) -> Option<NavContext> {
    let managing = web.admin.accounts()?.managing(actor);
    let is_here = visit.raw_segment(0) == "accounts" && visit.raw_segment(1) != "me";
    let entry = |slug: &str, label: String| NavResource {
        label,
        href: visit.links.accounts(slug),
        icon: None,
        is_current: is_here && visit.raw_segment(1) == slug,
        links: Vec::new(),
    };
    let users = managing.may_users(Permission::View).then(|| entry("users", tr!("accounts-users")));
    let roles = managing.may_roles(Permission::View).then(|| entry("roles", tr!("accounts-roles")));
    let resources: Vec<_> = users.into_iter().chain(roles).collect();
    let href = resources.first()?.href.clone();
    Some(NavContext { label: tr!("accounts-title"), href, icon: None, dashboard: None, is_current: is_here, resources })
}

/// Jobs, groups, queues, workers, schedules and chores, for somebody who may see them.
fn jobs_group(web: &Web, visit: &Visit, actor: &Actor) -> Option<NavContext> {
    let may = |area: Area| cfg!(feature = "jobs") && web.admin.may_in(actor, area, "view");
    let (is_here, page) = (visit.raw_segment(0) == "jobs", visit.raw_segment(1));
    let (is_schedules, is_chores) = (visit.raw_segment(0) == "schedules", visit.raw_segment(0) == "chores");
    let entry = |path: &str, label: String, is_current: bool| NavResource {
        label,
        href: visit.links.jobs(path),
        icon: None,
        is_current: is_here && is_current,
        links: Vec::new(),
    };
    let mut resources = Vec::new();
    if may(Area::Jobs) {
        resources.push(entry("", Area::Jobs.label(), !matches!(page, "groups" | "queues" | "workers")));
        resources.push(entry("groups", tr!("jobs-groups"), page == "groups"));
        resources.push(entry("queues", tr!("jobs-queues"), page == "queues"));
        resources.push(entry("workers", tr!("jobs-workers"), page == "workers"));
    }
    if may(Area::Schedules) {
        let href = visit.links.schedules([]);
        let label = Area::Schedules.label();
        resources.push(NavResource { label, href, icon: None, is_current: is_schedules, links: Vec::new() });
    }
    if may(Area::Chores) {
        let href = visit.links.chores("");
        let label = Area::Chores.label();
        resources.push(NavResource { label, href, icon: None, is_current: is_chores, links: Vec::new() });
    }
    let href = resources.first()?.href.clone();
    let is_current = is_here || is_schedules || is_chores;
    Some(NavContext { label: tr!("jobs-group"), href, icon: None, dashboard: None, is_current, resources })
}
