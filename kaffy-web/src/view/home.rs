//! The pages above the lists: all contexts, one context.

use kaffy_core::Permission;
use serde::Serialize;

use super::{BoardView, RecentView};
use crate::{extract::Visit, pages::Web};

/// `home.html`: everything the actor may see.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct HomeView {
    /// The heading.
    pub heading: String,
    /// Contexts with their resources.
    pub contexts: Vec<ContextView>,
    /// What the actor did last; nothing without an audit log.
    pub recent: Option<RecentView>,
}

/// `context.html`: one group of resources.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ContextView {
    /// Its name.
    pub label: String,
    /// Its page.
    pub href: String,
    /// Its resources that the actor may view.
    pub resources: Vec<ResourceView>,
    /// Its widgets, on its own page.
    pub board: Option<BoardView>,
}

/// One resource as a card.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ResourceView {
    /// Its name.
    pub label: String,
    /// One of them, in running text.
    pub singular: String,
    /// One of them, as it stands alone; for messages.
    pub thing: String,
    /// A sentence about it.
    pub help: Option<String>,
    /// Its list.
    pub href: String,
    /// The form for a new record, for somebody who may add one.
    pub new_href: Option<String>,
}

impl HomeView {
    pub(crate) fn new(web: &Web, visit: &Visit, heading: impl Into<String>, recent: Option<RecentView>) -> Self {
        Self { heading: heading.into(), contexts: ContextView::all(web, visit), recent }
    }
}

impl ContextView {
    /// All contexts in which the actor may see something.
    pub(crate) fn all(web: &Web, visit: &Visit) -> Vec<Self> {
        let Some(actor) = visit.actor() else { return Vec::new() };
        let links = &visit.links;
        let mut contexts: Vec<Self> = Vec::new();
        for resource in web.admin.in_order(actor) {
            let meta = resource.meta();
            let card = ResourceView {
                label: meta.plural.to_owned(),
                singular: meta.singular.to_lowercase(),
                thing: meta.singular.to_owned(),
                help: meta.help.map(str::to_owned),
                href: links.list(resource),
                new_href: web.admin.may(actor, meta, Permission::Add).then(|| links.new_record(resource)),
            };
            let href = links.context(resource.context_slug());
            match contexts.last_mut().filter(|context| context.href == href) {
                Some(context) => context.resources.push(card),
                None => contexts.push(Self {
                    label: web.admin.context_label(resource).to_owned(),
                    href,
                    resources: vec![card],
                    board: None,
                }),
            }
        }
        contexts
    }
}
