//! The tabs above a list (A18).

use kaffy_core::{ListQuery, ListTab, Resource, tr};
use serde::Serialize;

use crate::{
    handlers::facets::{Facets, asked, tabs_asked},
    links::Links,
};

/// The tabs of a list.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct TabsView {
    /// What they are tabs of, for those who cannot see.
    pub label: String,
    /// The tabs, those of a group together.
    pub groups: Vec<TabGroupView>,
    /// Where the script asks for their counts; none where they are there, or none is counted.
    pub counts_href: Option<String>,
    /// The list with their counts, for whoever has no script; none likewise.
    pub show_href: Option<String>,
    /// That counting took too long.
    pub note: Option<String>,
}

/// Some tabs under one heading.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct TabGroupView {
    /// The heading.
    pub heading: Option<String>,
    /// Its tabs.
    pub tabs: Vec<TabView>,
}

/// One tab.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct TabView {
    /// Its key in addresses.
    pub key: String,
    /// Its words.
    pub label: String,
    /// The list in it.
    pub href: String,
    /// Whether it is open.
    pub is_current: bool,
    /// Whether its rows are counted.
    pub is_counted: bool,
    /// How many there are, where that was asked for: `1,204`, `10,000+`.
    pub count: Option<String>,
}

impl TabsView {
    /// The tabs of a list; none for a list without.
    pub(crate) fn new(links: &Links, resource: &Resource, query: &ListQuery, facets: &Facets) -> Option<Self> {
        let tabs = query.tabs();
        if tabs.is_empty() {
            return None;
        }
        let current = query.tab().map(|tab| tab.key.as_str());
        let view = |tab: &ListTab| TabView {
            key: tab.key.clone(),
            label: tab.label.clone(),
            href: links.list_at(resource, &query.in_tab(&tab.key).to_query_string()),
            is_current: current == Some(&tab.key),
            is_counted: tab.is_counted,
            count: facets.of_tab(&tab.key),
        };
        let mut groups: Vec<TabGroupView> = Vec::new();
        for tab in tabs {
            match groups.iter_mut().find(|group| group.heading == tab.group) {
                Some(group) => group.tabs.push(view(tab)),
                None => groups.push(TabGroupView { heading: tab.group.clone(), tabs: vec![view(tab)] }),
            }
        }
        let is_open = !facets.is_asked() && tabs.iter().any(|tab| tab.is_counted);
        Some(Self {
            label: tr!("tabs-title", things = resource.meta().plural),
            groups,
            counts_href: is_open.then(|| links.list_at(resource, &tabs_asked(query))),
            show_href: is_open.then(|| links.list_at(resource, &asked(query))),
            note: facets.are_tabs_slow().then(|| tr!("facets-slow")),
        })
    }
}
