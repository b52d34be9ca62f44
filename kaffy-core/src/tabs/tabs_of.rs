//! The tabs of one list, and which of them is open.

use std::sync::Arc;

use super::{ListTab, tab::ALL};
use crate::{
    Action, Actor, Allowed, ResourceMeta,
    access::{ANY_COLUMN, RowRule},
};

/// The tabs of a list and the one that is open; none for most lists.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tabs {
    all: Arc<[ListTab]>,
    /// The place of the one that the list begins with.
    first: usize,
    open: usize,
    /// Whether the open one is named even where the list begins with it.
    is_said: bool,
}

impl Tabs {
    /// Puts them together: with one for all rows before them where none is the default.
    pub(crate) fn new(said: Vec<ListTab>) -> Self {
        let mut all: Vec<ListTab> = Vec::new();
        for tab in said {
            if tab.key.is_empty() || all.iter().any(|known| known.key == tab.key) {
                tracing::error!(key = tab.key, "a tab needs a key that no other tab of its list has: it is left out");
            } else {
                all.push(tab);
            }
        }
        if !all.is_empty() && !all.iter().any(|tab| tab.is_default) {
            match all.iter_mut().find(|tab| tab.key == ALL) {
                Some(tab) => tab.is_default = true,
                None => all.insert(0, ListTab::whole()),
            }
        }
        let first = all.iter().position(|tab| tab.is_default).unwrap_or_default();
        Self { all: all.into(), first, open: first, is_said: false }
    }

    pub(crate) fn all(&self) -> &[ListTab] {
        &self.all
    }

    pub(crate) fn open(&self) -> Option<&ListTab> {
        self.all.get(self.open)
    }

    /// The same with another one open; `None` when there is none of this key.
    pub(crate) fn at(&self, key: &str) -> Option<Self> {
        let open = self.all.iter().position(|tab| tab.key == key)?;
        Some(Self { open, ..self.clone() })
    }

    /// What the address says: nothing for the one that the list begins with, unless it is said.
    pub(crate) fn parameter(&self) -> Option<&str> {
        self.open().filter(|_| self.is_said || self.open != self.first).map(|tab| tab.key.as_str())
    }

    /// The same, named in any case: for what is kept, since another one may be the first by then, or none at all.
    pub(crate) fn said(&self) -> Self {
        Self { is_said: true, ..self.clone() }
    }

    /// The same with the one for all rows open, where there is one.
    pub(crate) fn whole(&self) -> Self {
        let open = self.all.iter().position(|tab| tab.rule.is_none()).unwrap_or(self.first);
        Self { open, ..self.clone() }
    }

    /// Which rows the open one leaves; `None` for all.
    pub(crate) fn rule(&self) -> Option<&RowRule> {
        self.open()?.rule.as_ref()
    }
}

impl<A: Action> Allowed<A> {
    /// The tabs that the actor sees; none whose rows are told by a field that is hidden from them.
    pub(crate) fn tabs(&self) -> Tabs {
        let Some(behaviour) = &self.resource().behaviour else { return Tabs::default() };
        let mut tabs = behaviour.get().tabs(self.actor());
        if tabs.is_empty() {
            return Tabs::default();
        }
        let registry = self.admin().registry();
        let is_hidden = |meta: &'static ResourceMeta, field: &str| hides(self, self.actor(), meta, field);
        tabs.retain(|tab| !tab.rule.as_ref().is_some_and(|rule| rule.looks_at(registry, self.resource(), &is_hidden)));
        Tabs::new(tabs)
    }
}

fn hides<A: Action>(allowed: &Allowed<A>, actor: &Actor, meta: &'static ResourceMeta, field: &str) -> bool {
    let rights = allowed.admin().field_rights_of(actor, meta);
    if field == ANY_COLUMN { rights.hides_any() } else { rights.hides(field) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tab(key: &str, is_default: bool) -> ListTab {
        ListTab { key: key.to_owned(), is_default, ..ListTab::whole() }
    }

    fn keys(tabs: &Tabs) -> Vec<&str> {
        tabs.all().iter().map(|tab| tab.key.as_str()).collect()
    }

    #[test]
    fn a18_all_rows_come_first_unless_code_says_what_does() {
        assert!(Tabs::new(Vec::new()).open().is_none());
        let tabs = Tabs::new(vec![tab("paid", false), tab("open", false)]);
        assert_eq!((keys(&tabs), tabs.parameter()), (vec!["all", "paid", "open"], None));
        let tabs = Tabs::new(vec![tab("paid", false), tab("open", true)]);
        assert_eq!((keys(&tabs), tabs.parameter()), (vec!["paid", "open"], None));
        assert_eq!(tabs.open().map(|tab| tab.key.as_str()), Some("open"));
        assert_eq!(tabs.at("paid").expect("there").parameter(), Some("paid"));
        assert_eq!(tabs.said().parameter(), Some("open"), "what is kept names it");
        let tabs = Tabs::new(vec![tab("paid", false), tab("all", false)]);
        assert_eq!((keys(&tabs), tabs.open().map(|tab| tab.key.as_str())), (vec!["paid", "all"], Some("all")));
    }

    #[test]
    fn a18_a_key_is_one_tabs_only() {
        let tabs = Tabs::new(vec![tab("paid", true), tab("paid", false), tab("", false)]);
        assert_eq!(keys(&tabs), ["paid"]);
        assert!(tabs.at("nosuch").is_none());
    }
}
