//! The search of everything (A81): a page, and for the script a part of one. Pages and actions are found by their names,
//! records by the search of their own resource.

mod names;
pub(crate) mod recent;
mod records;

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{Actor, SearchWords, tr};

use self::names::{Matches, named};
use super::respond;
use crate::{
    WebError,
    extract::{Params, Signed, Visit},
    pages::Web,
    view::{LinkView, Screen, SearchGroup, SearchItem, SearchPageView, search_actions, search_pages},
};

/// Pages, and actions, that are shown.
const PLACES: usize = 8;
/// Rows of each resource.
const ROWS: usize = 5;

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    params: Params,
) -> Result<Response, WebError> {
    let typed = params.get("q").unwrap_or_default();
    let words = SearchWords::parse(typed).map_err(|bad| WebError::bad_request(bad.to_string()))?;
    let is_part = params.get("part").is_some();
    let view = match words.text().is_empty() {
        true => nothing_yet(&web, &visit, &actor).await,
        false => match found(&web, &visit, &actor, &words, is_part).await {
            Found::Page(view) => *view,
            Found::Record(href) => return respond::see_other(&web, &visit, &href, None),
        },
    };
    let screen = Screen::new(&web, &visit, tr!("search-title"));
    let template = if is_part { "search_part.html" } else { "search.html" };
    Ok(respond::page(StatusCode::OK, screen.render(&web, template, &view)?))
}

enum Found {
    Page(Box<SearchPageView>),
    /// The one record whose key was typed behind the name of its resource.
    Record(String),
}

/// What was opened lately, and the first pages of the menu.
async fn nothing_yet(web: &Web, visit: &Visit, actor: &Actor) -> SearchPageView {
    let recent = recent::items(web, visit, actor).await;
    let pages: Vec<_> = search_pages(web, visit).into_iter().take(PLACES).collect();
    let groups = [(tr!("search-recent"), recent), (tr!("search-pages"), pages)];
    let group = |(title, items)| SearchGroup { title, items, more: None };
    let groups = groups.into_iter().map(group).filter(|group| !group.items.is_empty()).collect();
    SearchPageView { groups, ..blank(web, visit, actor) }
}

async fn found(web: &Web, visit: &Visit, actor: &Actor, words: &SearchWords, is_part: bool) -> Found {
    let matches = Matches::of(words);
    let visible: Vec<_> = web.admin.visible(actor).collect();
    // What was typed begins with the name of a resource: what is behind it is looked for there, and may be a key.
    let mut first = Vec::new();
    let named = named(&visible, words.text());
    for (resource, rest) in &named {
        let Ok(seen) = web.admin.authorize(actor, resource) else { continue };
        let Some((key, label)) = records::by_key(&seen, rest).await else { continue };
        let href = visit.links.record(resource, &key);
        if !is_part && named.len() == 1 {
            return Found::Record(href);
        }
        first.push(SearchItem::to(label, resource.meta().singular, href));
    }
    let pages = matches.best(search_pages(web, visit), PLACES);
    let actions = matches.best(search_actions(web, visit, |label, group| matches.fits(label, group)), PLACES);
    let records = records::find(web, visit, actor, &visible, words, &named).await;
    let mut groups = Vec::new();
    let mut add = |title: String, items: Vec<SearchItem>| {
        if !items.is_empty() {
            groups.push(SearchGroup { title, items, more: None });
        }
    };
    // The record that was named comes before everything else.
    for item in first {
        add(item.details.clone(), vec![SearchItem { details: String::new(), ..item }]);
    }
    add(tr!("search-pages"), pages);
    add(tr!("search-actions"), actions);
    groups.extend(records.groups);
    let number: usize = groups.iter().map(|group| group.items.len()).sum();
    // Where not all was looked at, nothing is not the end of it.
    let count = match number == 0 && (!records.late.is_empty() || records.rest.is_some()) {
        true => tr!("search-none-yet"),
        false => tr!("search-count", number = number),
    };
    Found::Page(Box::new(SearchPageView {
        words: words.text().to_owned(),
        count,
        note: words.note(),
        groups,
        late: records.late,
        rest: records.rest,
        ..blank(web, visit, actor)
    }))
}

fn blank(web: &Web, visit: &Visit, actor: &Actor) -> SearchPageView {
    let example = web.admin.visible(actor).next().map(|resource| resource.meta().singular);
    SearchPageView {
        href: visit.links.search(""),
        words: String::new(),
        help: example.map_or_else(|| tr!("search-help-none"), |thing| tr!("search-help", thing = thing)),
        count: String::new(),
        note: None,
        groups: Vec::new(),
        late: Vec::<LinkView>::new(),
        rest: None,
        csrf: visit.token.value.clone(),
    }
}
