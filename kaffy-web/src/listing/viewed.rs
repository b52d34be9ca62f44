//! The saved views of a list that is no resource (A19): read beside its rows, and opened where an address asks for one.

use axum::response::Response;
use kaffy_core::{
    ViewMark, tr,
    views::{SavedView, Views},
};

use super::{Asked, ListMeta};
use crate::{
    WebError,
    extract::{Visit, is_mark},
    flash::Flash,
    handlers::respond,
    links::Links,
    pages::Web,
    view::ViewsMenu,
};

/// What a list says to words that its filters hold: an error for one that it does not know.
pub(super) type Check<'c> = &'c (dyn Fn(&Asked<'_>) -> Result<(), WebError> + Sync);

/// What an address leads to.
pub(crate) enum Opened<'a> {
    /// The list, and its saved views where views are saved.
    List(Asked<'a>, Option<Box<Viewed<'a>>>),
    /// Another address of it: what a saved view is for whoever asks.
    View(Response),
}

/// The saved views above a list.
pub(crate) struct Viewed<'a> {
    views: Views,
    saved: Vec<SavedView>,
    roles: &'a [String],
    check: Check<'a>,
}

/// Reads what a list is asked for. A view and nothing else leads to what was saved; so does the plain list for somebody
/// who lets it open with a view.
///
/// # Errors
/// 400 as [`Asked::of`], 404 for a view that is not there or not for whoever asks.
pub(crate) async fn open<'a>(
    web: &Web,
    visit: &'a Visit,
    list: &'static ListMeta,
    params: &[(String, String)],
    views: impl FnOnce(&'static str) -> Option<Views>,
    check: Check<'a>,
) -> Result<Opened<'a>, WebError> {
    let asked = Asked::of(list, &visit.links, params)?;
    let Some(views) = list.views.and_then(views) else { return Ok(Opened::List(asked, None)) };
    let named = params.iter().filter(|(name, _)| !is_mark(name)).count();
    if let (ViewMark::Saved(id), 1) = (asked.view, named) {
        let view = views.find(id).await?.ok_or_else(|| WebError::NotFound(tr!("views-gone")))?;
        return lead(web, visit, list, &view, check).map(Opened::View);
    }
    let saved = views.above(asked.view).all().await?;
    let first = saved.iter().find(|view| view.is_default);
    if let (Some(first), 0) = (first, named) {
        return lead(web, visit, list, first, check).map(Opened::View);
    }
    // From here on the plain list is meant where it is linked to.
    let asked = if first.is_some() && asked.view == ViewMark::Unsaid { asked.in_view(ViewMark::None) } else { asked };
    let roles = visit.actor().map_or(&[][..], |actor| &actor.roles[..]);
    Ok(Opened::List(asked, Some(Box::new(Viewed { views, saved, roles, check }))))
}

/// Leads to the list as a saved view has it, as far as that is there for whoever asks.
fn lead(
    web: &Web,
    visit: &Visit,
    list: &'static ListMeta,
    view: &SavedView,
    check: Check<'_>,
) -> Result<Response, WebError> {
    let (asked, is_cut) = Asked::of_saved(list, &visit.links, &view.query, check);
    // What was just done waits for the next page and is said once only; this is said each time.
    let is_said = is_cut && visit.flash.is_none();
    let flash = is_said.then(|| Flash::warning(tr!("views-left-out", name = view.name.as_str())));
    respond::see_other(web, visit, &asked.in_view(ViewMark::Saved(view.id)).href(), flash)
}

impl<'a> Asked<'a> {
    /// The list that a query string stands for which was saved once, by somebody else perhaps, and whether something
    /// of it is left out: a filter or a word that is not there any more, or not for this actor.
    pub(crate) fn of_saved(list: &'static ListMeta, links: &'a Links, saved: &str, check: Check<'_>) -> (Self, bool) {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(saved.as_bytes()).into_owned().collect();
        let read = |pairs: &[(String, String)]| Self::of(list, links, pairs).ok().filter(|asked| check(asked).is_ok());
        if let Some(asked) = read(&pairs) {
            return (asked, false);
        }
        let mut kept = Vec::new();
        for pair in pairs {
            kept.push(pair);
            if read(&kept).is_none() {
                kept.pop();
            }
        }
        (read(&kept).unwrap_or_else(|| Self::plain(list, links)), true)
    }
}

impl Viewed<'_> {
    /// The tabs and the menu.
    pub(super) fn menu(&self, asked: &Asked<'_>) -> ViewsMenu {
        let current = if let ViewMark::Saved(id) = asked.view { Some(id) } else { None };
        let as_seen = |view: &SavedView| {
            let (seen, is_cut) = Asked::of_saved(asked.list, asked.links, &view.query, self.check);
            (seen.view_string(), is_cut)
        };
        let (title, plain) = ((asked.list.title)(), (asked.list.href)(asked.links));
        let shown = asked.view_string();
        ViewsMenu::new(asked.links, &self.views, &self.saved, (&title, &plain), (current, &shown), as_seen, self.roles)
    }
}
