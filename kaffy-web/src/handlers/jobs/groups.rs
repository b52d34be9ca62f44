//! The list of groups.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{job_rights::View, tr};
use kaffy_jobs::{GroupStatus, SearchError, desk::GroupFilter};

use super::{Permitted, asked, nav, respond, screen, tabs};
use crate::{
    WebError,
    extract::{Params, Visit},
    listing::{self, Around, Asked, GROUPS, Offer, Opened},
    pages::Web,
    view::jobs::{GroupLine, GroupsView, count_words, group_label},
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    Params(params): Params,
) -> Result<Response, WebError> {
    let links = &visit.links;
    let views = |list| at.right.views(list);
    let (asked, views) = match listing::open(&web, &visit, &GROUPS, &params, views, &fits).await? {
        Opened::List(asked, views) => (asked, views),
        Opened::View(response) => return Ok(response),
    };
    let (filter, place) = (filter(&asked)?, asked::place(&asked)?);
    let found = at.desk().groups(&at.right, &filter, place, asked.size()).await.map_err(unfound)?;
    let counts = found.counts.iter().map(|(status, count)| (status.word(), group_label(*status), *count));
    let list = asked.parts(Around {
        offers: &offers,
        search_help: tr!("jobs-group-search-help"),
        previous: found.newer.map(asked::at),
        next: found.older.map(asked::at),
        is_empty: found.groups.is_empty(),
        none: tr!("jobs-group-none-yet"),
        export: Some(links.jobs("groups/export")),
        views,
    });
    let kept = asked.kept();
    let view = GroupsView {
        nav: nav(&web, &visit, at.right.actor()),
        tabs: tabs(&asked, "status", counts),
        looked: found.looked.map(|looked| tr!("jobs-group-looked", count = count_words(looked, false))),
        groups: found.groups.iter().map(|group| GroupLine::new(&visit, &kept, group)).collect(),
        list,
    };
    let screen = screen(&web, &visit, tr!("jobs-groups"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "jobs/groups.html", &view)?))
}

/// The groups that are asked for.
pub(super) fn filter(asked: &Asked<'_>) -> Result<GroupFilter, WebError> {
    Ok(GroupFilter {
        status: asked.word("status", GroupStatus::of_word)?,
        group_type: asked.owned("type"),
        name: asked.owned("q"),
    })
}

/// Whether the list knows all that it is asked for.
pub(in crate::handlers) fn fits(asked: &Asked<'_>) -> Result<(), WebError> {
    filter(asked).map(drop)
}

pub(super) fn unfound(error: SearchError) -> WebError {
    match error {
        SearchError::Database(error) => error.into(),
        other => WebError::bad_request(other.to_string()),
    }
}

/// The words that can be chosen.
fn offers(name: &str) -> Vec<Offer> {
    match name {
        "status" => GroupStatus::ALL.into_iter().map(|it| (it.word().to_owned(), group_label(it))).collect(),
        _ => Vec::new(),
    }
}
