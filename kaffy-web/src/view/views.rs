//! Saved views: the tabs and the menu above a list, and the pages that look after them (A19).

use kaffy_core::views::{Audience, MOST_NAME, SavedView, Views};
use serde::Serialize;
use uuid::Uuid;

use super::{Hidden, LinkView, OptionView};
use crate::links::{Links, with_query};

/// Views that have a tab; the rest are on the page of all.
const TABS: usize = 8;
/// Roles of the actor that a menu offers to share with.
const ROLES: usize = 20;

/// `list/views.html` and `list/views_menu.html`: the saved views of a list, and what is done with them.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct ViewsMenu {
    /// What the list is of: `Products`.
    pub title: String,
    /// The whole list.
    pub all: LinkView,
    /// A view each.
    pub tabs: Vec<ViewTab>,
    /// How many views have no tab.
    pub more: usize,
    /// The page of all of them.
    pub manage_href: String,
    /// The view that the list is looked at in.
    pub current: Option<CurrentView>,
    /// Where the form that makes another view the first one is posted.
    pub default_action: String,
    /// Whether the plain list is a view.
    pub has_default: bool,
    /// The form that saves the list.
    pub save: SaveView,
}

/// A view as a tab.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct ViewTab {
    /// Its name.
    pub label: String,
    /// The list as it.
    pub href: String,
    /// Whether the list is looked at in it.
    pub is_current: bool,
    /// Whether the plain list is this view.
    pub is_default: bool,
    /// Who shared it; none for one's own.
    pub shared_by: Option<String>,
}

/// The view that a list is looked at in.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct CurrentView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether the plain list is this view.
    pub is_default: bool,
    /// The view as it was saved; none while the list shows just that.
    pub undo_href: Option<String>,
    /// Where what the list shows is posted to take its place; none for somebody who may not, while it is the same, and
    /// where others share it and see more of it.
    pub replace_action: Option<String>,
    /// Stands for what it shows, posted beside that as `seen`.
    pub version: String,
}

/// The form that saves a list.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct SaveView {
    /// Where it is posted.
    pub action: String,
    /// Hidden inputs: which list, and what it shows.
    pub hidden: Vec<Hidden>,
    /// The longest name.
    pub most_name: usize,
    /// Who may see it; none where there is no choice.
    pub audiences: Vec<OptionView>,
}

/// `views/list.html`: the saved views of a list, to look after.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ViewsPage {
    /// The heading.
    pub heading: String,
    /// The list.
    pub list_href: String,
    /// Where the form that makes a view the first one is posted.
    pub default_action: String,
    /// Which list, for that form.
    pub list: String,
    /// The views.
    pub views: Vec<ViewLine>,
}

/// A view in a table.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ViewLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The list as it.
    pub href: String,
    /// Who sees it, in words.
    pub audience: String,
    /// Who saved it; none for one's own.
    pub owner: Option<String>,
    /// Whether the plain list is this view.
    pub is_default: bool,
    /// Whether it may be: it is for whoever looks.
    pub may_be_default: bool,
    /// Its page, for somebody who may change it.
    pub edit_href: Option<String>,
}

/// `views/form.html`: one view, to be saved or changed.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ViewForm {
    /// The heading.
    pub heading: String,
    /// Where it is posted.
    pub action: String,
    /// Hidden inputs of a new one.
    pub hidden: Vec<Hidden>,
    /// The name.
    pub name: String,
    /// The name that it has; empty for a new one.
    pub saved_name: String,
    /// The longest name.
    pub most_name: usize,
    /// Who may see it; none where there is no choice.
    pub audiences: Vec<OptionView>,
    /// The role.
    pub role: String,
    /// Roles to propose.
    pub roles: Vec<String>,
    /// What is wrong, in words.
    pub problem: Option<String>,
    /// The way back.
    pub cancel_href: String,
    /// Where its deletion is posted; none for a new one.
    pub delete_action: Option<String>,
}

impl ViewsMenu {
    /// `list_href` is the plain list, `shown` what it shows now, as a view would be saved; `as_seen` tells what somebody
    /// sees of a view, and whether something of it is left out.
    pub(crate) fn new(
        links: &Links,
        views: &Views,
        saved: &[SavedView],
        (title, list_href): (&str, &str),
        (current, shown): (Option<Uuid>, &str),
        as_seen: impl Fn(&SavedView) -> (String, bool),
        roles: &[String],
    ) -> Self {
        let current = current.and_then(|id| saved.iter().find(|view| view.id == id));
        let has_default = saved.iter().any(|view| view.is_default);
        let is_current = |view: &SavedView| current.is_some_and(|current| current.id == view.id);
        let (tabs, rest): (Vec<_>, Vec<_>) =
            saved.iter().enumerate().partition(|(at, view)| *at < TABS || is_current(view));
        let tab = |(_, view): (usize, &SavedView)| ViewTab {
            label: view.name.clone(),
            href: view_href(list_href, view.id),
            is_current: is_current(view),
            is_default: view.is_default,
            shared_by: (!view.is_own).then(|| view.owner.clone()),
        };
        Self {
            title: title.to_owned(),
            all: LinkView {
                label: kaffy_core::tr!("views-all"),
                href: if has_default { with_query(list_href, "view=none") } else { list_href.to_owned() },
                is_current: current.is_none(),
            },
            more: rest.len(),
            tabs: tabs.into_iter().map(tab).collect(),
            manage_href: links.views_of(views.list()),
            current: current.map(|view| {
                let (saved, is_cut) = as_seen(view);
                let is_same = saved == shown;
                let may_replace = views.may_change(view) && !(is_cut && view.audience.is_shared());
                CurrentView {
                    id: view.id.to_string(),
                    name: view.name.clone(),
                    is_default: view.is_default,
                    undo_href: (!is_same).then(|| view_href(list_href, view.id)),
                    replace_action: (!is_same && may_replace).then(|| links.view(view.id, "replace")),
                    version: view.version(),
                }
            }),
            default_action: links.views("default"),
            has_default,
            save: SaveView {
                action: links.views(""),
                hidden: Hidden::from_pairs(
                    [("list", views.list()), ("query", shown)].map(|(name, value)| (name.to_owned(), value.to_owned())),
                ),
                most_name: MOST_NAME,
                audiences: audiences_with_roles(views.may_share(), roles),
            },
        }
    }
}

/// The list as a view.
pub(crate) fn view_href(list_href: &str, id: Uuid) -> String {
    with_query(list_href, &format!("view={id}"))
}

/// Before the name of a role that a menu offers.
pub(crate) const ROLE: &str = "role:";

fn audiences_with_roles(may_share: bool, roles: &[String]) -> Vec<OptionView> {
    if !may_share {
        return Vec::new();
    }
    let option = |value: String, label: String| OptionView { is_on: value == "me", value, label };
    let roles = roles.iter().take(ROLES);
    let roles = roles.map(|role| option(format!("{ROLE}{role}"), Audience::Role(role.clone()).label()));
    let me = option("me".to_owned(), kaffy_core::tr!("views-audience-me"));
    let everyone = option("everyone".to_owned(), kaffy_core::tr!("views-audience-everyone"));
    [me].into_iter().chain(roles).chain([everyone]).collect()
}

/// Who may see a view, to choose from; none where somebody has no choice. As it is it may stay.
pub(crate) fn audiences(may_share: bool, now: &Audience) -> Vec<OptionView> {
    let all = [
        ("me", kaffy_core::tr!("views-audience-me")),
        ("role", kaffy_core::tr!("views-audience-role")),
        ("everyone", kaffy_core::tr!("views-audience-everyone")),
    ];
    if !may_share && !now.is_shared() {
        return Vec::new();
    }
    let is_open = |code: &str| may_share || code == "me" || code == now.code();
    let options = all.into_iter().filter(|(code, _)| is_open(code));
    options.map(|(code, label)| OptionView { is_on: code == now.code(), value: code.to_owned(), label }).collect()
}
