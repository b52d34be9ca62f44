//! The search of everything: what it found, and the places of the admin that it finds by their names.

use kaffy_core::{Permission, tr};
use serde::Serialize;

use super::{LinkView, MenuView, NavLink, menu};
use crate::{extract::Visit, pages::Web};

/// `search.html` and `search_part.html`: what was found for some words, or what somebody opened lately.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SearchPageView {
    /// Where it is searched.
    pub href: String,
    /// What was searched for; empty for nothing yet.
    pub words: String,
    /// Where it looks, and how.
    pub help: String,
    /// How much was found, in words; empty for no search yet.
    pub count: String,
    /// Which words were too many.
    pub note: Option<String>,
    /// What was found, the closest first.
    pub groups: Vec<SearchGroup>,
    /// Lists that took too long, with the same search.
    pub late: Vec<LinkView>,
    /// That not all lists were looked at, in words.
    pub rest: Option<String>,
    /// The value of the hidden field `_csrf` of what posts.
    pub csrf: String,
}

/// Some of what was found, of one kind.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SearchGroup {
    /// What they are.
    pub title: String,
    /// What was found.
    pub items: Vec<SearchItem>,
    /// The list with all of them.
    pub more: Option<LinkView>,
}

/// One thing that was found.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SearchItem {
    /// What people call it.
    pub label: String,
    /// What tells it from others of that name: its group, or what its list says.
    pub details: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is a button that posts to `href`.
    pub is_post: bool,
    /// Whether it opens a new tab.
    pub is_new_tab: bool,
}

impl SearchItem {
    pub(crate) fn to(label: impl Into<String>, details: impl Into<String>, href: String) -> Self {
        Self { label: label.into(), details: details.into(), href, is_post: false, is_new_tab: false }
    }

    fn nav(link: NavLink, group: &str) -> Self {
        let NavLink { is_post, is_new_tab, .. } = link;
        Self { is_post, is_new_tab, ..Self::to(link.label, group, link.href) }
    }
}

/// The pages of the menu, for whoever asks, in its order.
pub(crate) fn pages(web: &Web, visit: &Visit) -> Vec<SearchItem> {
    let MenuView { dashboard, top, pages, bottom } = MenuView::new(web, visit);
    let mut all: Vec<_> = dashboard.into_iter().chain(top).chain(pages).map(|link| SearchItem::nav(link, "")).collect();
    for group in menu::groups(web, visit) {
        all.extend(group.dashboard.map(|link| SearchItem::nav(link, &group.label)));
        for resource in group.resources {
            all.push(SearchItem::to(resource.label, &*group.label, resource.href));
            all.extend(resource.links.into_iter().map(|link| SearchItem::nav(link, &group.label)));
        }
    }
    all.extend(bottom.into_iter().map(|link| SearchItem::nav(link, "")));
    if visit.signed().is_some_and(|signed| signed.who_acts().is_none()) {
        for (path, label) in [
            ("me", tr!("accounts-profile")),
            ("me/password", tr!("accounts-password")),
            ("me/sessions", tr!("accounts-sessions")),
        ] {
            all.push(SearchItem::to(label, tr!("accounts-profile"), visit.links.accounts(path)));
        }
    }
    if has_bell(web, visit) {
        all.push(SearchItem::to(tr!("notice-title"), "", visit.links.notifications("")));
    }
    all.push(SearchItem::to(tr!("keys-title"), "", visit.links.keys()));
    all
}

/// What whoever asks may do, where it begins; `is_wanted` is asked about the words of each before a right is.
pub(crate) fn actions(web: &Web, visit: &Visit, is_wanted: impl Fn(&str, &str) -> bool) -> Vec<SearchItem> {
    let Some(actor) = visit.actor() else { return Vec::new() };
    let (admin, links) = (&web.admin, &visit.links);
    let mut all = Vec::new();
    for resource in admin.visible(actor) {
        let meta = resource.meta();
        let context = admin.context_label(resource);
        let add = tr!("search-add", thing = meta.singular);
        if is_wanted(&add, context) && admin.may(actor, meta, Permission::Add) {
            all.push(SearchItem::to(add, context, links.new_record(resource)));
        }
        let (import, export) = (tr!("search-import", things = meta.plural), tr!("search-export", things = meta.plural));
        if !is_wanted(&import, context) && !is_wanted(&export, context) {
            continue;
        }
        let Ok(seen) = admin.authorize::<kaffy_core::View>(actor, resource) else { continue };
        if is_wanted(&import, context) && seen.may_import() {
            all.push(SearchItem::to(import, context, links.import(resource)));
        }
        if is_wanted(&export, context) && seen.may_export() {
            all.push(SearchItem::to(export, context, links.export(resource)));
        }
    }
    #[cfg(feature = "jobs")]
    all.extend(of_areas(web, visit, actor).into_iter().filter(|item| is_wanted(&item.label, &item.details)));
    if visit.signed().is_some() {
        let sign_out = SearchItem::to(tr!("accounts-sign-out"), "", links.logout());
        all.extend(Some(SearchItem { is_post: true, ..sign_out }).filter(|item| is_wanted(&item.label, "")));
    }
    all
}

/// What may be begun in areas: a job, a schedule, each chore.
#[cfg(feature = "jobs")]
fn of_areas(web: &Web, visit: &Visit, actor: &kaffy_core::Actor) -> Vec<SearchItem> {
    use kaffy_core::{Area, chore_rights::Run};
    let (admin, links) = (&web.admin, &visit.links);
    let mut all = Vec::new();
    if admin.may_in(actor, Area::Jobs, "enqueue") {
        all.push(SearchItem::to(tr!("jobs-new"), Area::Jobs.label(), links.jobs("new")));
    }
    if admin.may_in(actor, Area::Schedules, "edit") {
        all.push(SearchItem::to(tr!("schedules-new"), Area::Schedules.label(), links.new_schedule("")));
    }
    if let (Some(jobs), Ok(right)) = (admin.extension::<kaffy_jobs::Jobs>(), admin.authorize_area::<Run>(actor)) {
        for entry in jobs.desk().chores(&right) {
            let meta = entry.meta();
            let label = tr!("search-start", name = meta.title);
            all.push(SearchItem::to(label, Area::Chores.label(), links.chore(meta.key, [])));
        }
    }
    all
}

/// Whether whoever asks has notifications: who acts as another has none of theirs.
pub(crate) fn has_bell(web: &Web, visit: &Visit) -> bool {
    web.admin.has_notifications() && visit.actor().is_some_and(|actor| actor.who_acts().is_none())
}
