//! Records, by the search of their own resource: a few resources at once, and none for longer than somebody waits.

use std::{sync::Arc, time::Duration};

use futures_util::{StreamExt, stream};
use kaffy_core::{Actor, Allowed, DbError, Key, LookUp, Resource, SearchWords, View, i18n::Localizer, tr};
use tokio::{
    sync::Semaphore,
    time::{Instant, timeout_at},
};

use super::{ROWS, names::Matches, recent};
use crate::{
    extract::Visit,
    links::query_string,
    pages::Web,
    view::{CellKind, CellView, LinkView, SearchGroup, SearchItem},
};

/// Resources that are asked for one search: those named in it, those of records that were opened lately, and the first
/// of the menu.
const MOST: usize = 40;
/// Those that are asked at once, by all searches of this process together: whatever is searched, most connections are
/// left to the pages.
const AT_ONCE: usize = 2;
static PLACES: Semaphore = Semaphore::const_new(AT_ONCE);
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
) -> Records {
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
    let asked: Vec<_> = asked.into_iter().map(Arc::new).collect();
    let answers = ask(&asked).await;
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
    records
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

/// Asks all of them, some at once; none for one that did not answer in time, or not at all: it keeps nobody from what
/// the others found.
async fn ask(asked: &[Arc<Asked>]) -> Vec<Option<LookUp>> {
    let end = Instant::now() + PATIENCE;
    let mut answers: Vec<Option<LookUp>> = asked.iter().map(|_| None).collect();
    let mut all = Vec::new();
    for (at, one) in asked.iter().enumerate() {
        let one = one.clone();
        all.push(async move {
            let place = PLACES.acquire().await;
            // A statement goes on in the database when nobody waits for it any more, and keeps its connection: a task
            // of its own keeps the place for as long.
            let work = async move {
                let answer = one.seen.look_up(&one.words, ROWS).await;
                drop(place);
                answer
            };
            (at, tokio::spawn(Localizer::current().scope(work)).await)
        });
    }
    let mut running = stream::iter(all).buffer_unordered(AT_ONCE);
    while let Ok(Some((at, answer))) = timeout_at(end, running.next()).await {
        match answer {
            Ok(Ok(found)) => answers[at] = Some(found),
            Ok(Err(DbError::Timeout)) => {}
            Ok(Err(error)) => not_searched(asked[at].seen.resource(), &error),
            Err(error) => not_searched(asked[at].seen.resource(), &error),
        }
    }
    answers
}

/// Notes why a search of everything is without one resource.
pub(super) fn not_searched(resource: &Resource, error: &(dyn std::error::Error + 'static)) {
    tracing::warn!(error, resource = resource.meta().rust_name, "a search of everything goes on without this resource");
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
pub(super) async fn by_key(seen: &Allowed<View>, typed: &str) -> Option<(Key, String)> {
    let key = Key::typed(seen.resource(), typed).ok()?;
    match seen.labels_for(&[key]).await {
        Ok(mut found) => found.pop(),
        Err(error) => {
            not_searched(seen.resource(), &error);
            None
        }
    }
}
