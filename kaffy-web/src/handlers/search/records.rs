//! Records, by the search of their own resource: a few resources at once, and none for longer than somebody waits.

use std::{sync::Arc, time::Duration};

use futures_util::{StreamExt, stream};
use kaffy_core::{Actor, Allowed, DbError, Key, LookUp, Resource, SearchWords, View, tr};
use tokio::time::{Instant, timeout_at};

use super::{ROWS, names::Matches, recent};
use crate::{
    WebError,
    extract::Visit,
    links::query_string,
    pages::Web,
    view::{CellKind, CellView, LinkView, SearchGroup, SearchItem},
};

/// Resources that are asked for one search: those named in it, those of records that were opened lately, and the first
/// of the menu.
const MOST: usize = 40;
/// Those that are asked at once.
const AT_ONCE: usize = 4;
/// How long all of them may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// Lists that are named because they took too long.
const NAMED: usize = 8;

/// What became of it.
#[derive(Default)]
pub(super) struct Records {
    pub(super) groups: Vec<SearchGroup>,
    pub(super) late: Vec<LinkView>,
    pub(super) rest: Option<String>,
}

/// One resource to ask, with the words for it.
struct Asked {
    seen: Allowed<View>,
    words: SearchWords,
}

pub(super) async fn find(
    web: &Web,
    visit: &Visit,
    actor: &Actor,
    visible: &[&Arc<Resource>],
    words: &SearchWords,
    named: &[(&Arc<Resource>, String)],
) -> Result<Records, WebError> {
    let seen = |resource: &Arc<Resource>| {
        let seen = web.admin.authorize::<View>(actor, resource).ok()?;
        seen.is_looked_up().then_some(seen)
    };
    let is_named = |resource: &Arc<Resource>| named.iter().any(|(it, _)| Arc::ptr_eq(it, resource));
    let mut asked = Vec::new();
    for (resource, rest) in named {
        if let (Some(seen), Ok(words)) = (seen(resource), SearchWords::parse(rest)) {
            asked.push(Asked { seen, words });
        }
    }
    let others = in_order(web, visit, actor, visible, words);
    let others: Vec<_> = others.into_iter().filter(|it| !it.search().is_empty() && !is_named(it)).collect();
    let all = asked.len() + others.len();
    // Rights are asked of no more than are looked at.
    let mut others = others.into_iter();
    while asked.len() < MOST
        && let Some(resource) = others.next()
    {
        asked.extend(seen(resource).map(|seen| Asked { seen, words: words.clone() }));
    }
    let left = others.len();
    let answers = ask(&asked).await?;
    let mut records = Records::default();
    for (one, answer) in asked.iter().zip(answers) {
        match answer {
            Some(found) if !found.rows.is_empty() => records.groups.push(group(visit, one, found)),
            Some(_) => {}
            None => records.late.push(list(visit, one, one.seen.resource().meta().plural.to_owned())),
        }
    }
    records.late.truncate(NAMED);
    records.rest = (left > 0).then(|| tr!("search-rest", count = all - left, all = all));
    Ok(records)
}

/// All of them, those first in which somebody is likely to look.
fn in_order<'a>(
    web: &Web,
    visit: &Visit,
    actor: &Actor,
    visible: &[&'a Arc<Resource>],
    words: &SearchWords,
) -> Vec<&'a Arc<Resource>> {
    if visible.len() <= MOST {
        return visible.to_vec();
    }
    let (matches, lately) = (Matches::of(words), recent::of(web, visit, actor));
    let rank = |resource: &Resource| {
        let is_one = |(context, slug): (&str, &str)| context == resource.context_slug() && slug == resource.slug();
        let is_recent = lately.iter().any(|(context, slug, _)| is_one((context, slug)));
        let is_named = matches.fits(resource.meta().plural, "") || matches.fits(resource.meta().singular, "");
        (!is_named, !is_recent)
    };
    let mut all = visible.to_vec();
    all.sort_by_cached_key(|resource| rank(resource));
    all
}

/// Asks all of them, some at once; none for one that did not answer in time.
async fn ask(asked: &[Asked]) -> Result<Vec<Option<LookUp>>, WebError> {
    let end = Instant::now() + PATIENCE;
    let mut answers: Vec<Option<LookUp>> = asked.iter().map(|_| None).collect();
    let mut all = Vec::new();
    for (at, one) in asked.iter().enumerate() {
        all.push(async move { (at, one.seen.look_up(&one.words, ROWS).await) });
    }
    let mut running = stream::iter(all).buffer_unordered(AT_ONCE);
    // What is dropped with the stream is ended by the database, at once or by its own limit for statements.
    while let Ok(Some((at, answer))) = timeout_at(end, running.next()).await {
        match answer {
            Ok(found) => answers[at] = Some(found),
            Err(DbError::Timeout) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(answers)
}

fn group(visit: &Visit, one: &Asked, found: LookUp) -> SearchGroup {
    let resource = one.seen.resource();
    let item = |row: kaffy_core::FoundRow| {
        let words = |(column, cell): &(Arc<kaffy_core::ListColumn>, kaffy_core::Cell)| {
            let view = CellView::of(column.path.as_ref()?.column.meta, cell);
            // Yes and no say nothing without their heading.
            let is_said = matches!(
                view.kind,
                CellKind::Text | CellKind::Code | CellKind::Number | CellKind::Badge | CellKind::Time | CellKind::Link
            );
            is_said.then_some(view.text)
        };
        let details: Vec<_> = row.details.iter().filter_map(words).collect();
        SearchItem::to(CellView::plain(&row.label).text, details.join(" · "), visit.links.record(resource, &row.key))
    };
    let plural = resource.meta().plural;
    SearchGroup {
        title: plural.to_owned(),
        items: found.rows.into_iter().map(item).collect(),
        more: found.has_more.then(|| list(visit, one, tr!("search-all-in", things = plural))),
    }
}

/// The list of a resource, searched for the same.
fn list(visit: &Visit, one: &Asked, label: String) -> LinkView {
    let query = query_string([("q", one.words.text())]);
    LinkView { label, href: visit.links.list_at(one.seen.resource(), &query), is_current: false }
}

/// The record whose key was typed, as far as whoever asks may see it.
pub(super) async fn by_key(seen: &Allowed<View>, typed: &str) -> Result<Option<(Key, String)>, WebError> {
    let Ok(key) = Key::typed(seen.resource(), typed) else { return Ok(None) };
    Ok(seen.labels_for(&[key]).await?.pop())
}
