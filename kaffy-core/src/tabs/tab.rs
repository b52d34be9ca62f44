//! One tab, as code writes it and as a list has it.

use crate::{RowFilter, access::RowRule};

/// The key of the tab that has all rows.
pub(super) const ALL: &str = "all";

/// A tab above the list of `R`: some of its rows under a name; see
/// [`ResourceAdmin::tabs`](crate::ResourceAdmin::tabs).
///
/// Its rows are counted, up to 10,000, unless [`count`](Self::count) says otherwise.
#[derive(Clone, Debug)]
pub struct Tab<R> {
    key: String,
    label: String,
    group: Option<String>,
    rows: Option<RowFilter<R>>,
    is_shown: bool,
    is_default: bool,
    is_counted: bool,
}

impl<R> Tab<R> {
    /// The rows that pass a filter. The key stands in addresses, `tab=paid`, and tells one tab of the list from all
    /// others; the label is what people read, in whatever language the code says it.
    pub fn new(key: impl Into<String>, label: impl Into<String>, rows: RowFilter<R>) -> Self {
        Self { rows: Some(rows), ..Self::whole(key.into(), label.into()) }
    }

    /// All rows, under the key `all`. Without a tab that is the default one the list has such a tab by itself.
    pub fn all(label: impl Into<String>) -> Self {
        Self::whole(ALL.to_owned(), label.into())
    }

    fn whole(key: String, label: String) -> Self {
        Self { key, label, group: None, rows: None, is_shown: true, is_default: false, is_counted: true }
    }

    /// Puts it together with those of the same group, under this heading.
    #[must_use]
    pub fn group(self, heading: impl Into<String>) -> Self {
        Self { group: Some(heading.into()), ..self }
    }

    /// Leaves it out unless this holds, such as `actor.has_role("buyer")`.
    #[must_use]
    pub fn only_if(self, is_shown: bool) -> Self {
        Self { is_shown, ..self }
    }

    /// Makes it the one that the list begins with. Where none is, that is the tab of all rows.
    #[must_use]
    pub fn by_default(self) -> Self {
        Self { is_default: true, ..self }
    }

    /// Whether its rows are counted; yes by default. Counting reads 10,001 rows of it at most, after the list is
    /// drawn, and gives up after five seconds.
    #[must_use]
    pub fn count(self, is_counted: bool) -> Self {
        Self { is_counted, ..self }
    }

    /// The tab, its type forgotten; `None` when it is not shown.
    pub(crate) fn into_list_tab(self) -> Option<ListTab> {
        let Self { key, label, group, rows, is_shown, is_default, is_counted } = self;
        let rule = rows.map(RowFilter::into_rule);
        is_shown.then_some(ListTab { key, label, group, rule, is_default, is_counted })
    }
}

/// A tab of a list that an actor sees.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ListTab {
    /// Its key in addresses.
    pub key: String,
    /// What people read.
    pub label: String,
    /// The heading of the group that it is in.
    pub group: Option<String>,
    /// Whether its rows are counted.
    pub is_counted: bool,
    pub(crate) is_default: bool,
    /// Which rows it has; `None` for all of them.
    pub(crate) rule: Option<RowRule>,
}

impl ListTab {
    /// Whether it has all rows.
    pub fn is_whole(&self) -> bool {
        self.rule.is_none()
    }

    /// The tab of all rows, where code says nothing of one.
    pub(super) fn whole() -> Self {
        let (key, label) = (ALL.to_owned(), crate::tr!("tab-all"));
        Self { key, label, group: None, is_counted: true, is_default: true, rule: None }
    }
}
