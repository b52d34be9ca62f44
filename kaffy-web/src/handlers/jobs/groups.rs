//! The list of groups.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{job_rights::View, tr};
use kaffy_jobs::{
    GroupStatus, SearchError,
    desk::{GroupFilter, JobPlace},
};

use super::{Permitted, asked, nav, respond, screen};
use crate::{
    WebError,
    extract::{Params, Visit},
    links::Links,
    pages::Web,
    view::jobs::{FilterInput, GroupLine, GroupsView, StateTab, count_words, group_label},
};

/// The longest text of a filter.
const LONGEST: usize = 200;

/// What the list is asked for.
#[derive(Default)]
struct Asked {
    filter: GroupFilter,
}

impl Asked {
    fn of(pairs: &[(String, String)]) -> Result<Self, WebError> {
        let bad = |label: String| WebError::bad_request(tr!("jobs-bad-query", name = label));
        let given = |name: &str| {
            let found = pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim().to_owned());
            found.filter(|value| !value.is_empty())
        };
        let text = |name: &str, label: fn() -> String| match given(name) {
            Some(text) if text.chars().count() > LONGEST || text.contains('\0') => Err(bad(label())),
            text => Ok(text),
        };
        let status = given("status").map(|word| GroupStatus::of_word(&word).ok_or_else(|| bad(tr!("jobs-state"))));
        let filter = GroupFilter {
            status: status.transpose()?,
            group_type: text("type", || tr!("jobs-group-type"))?,
            name: text("name", || tr!("jobs-group-name"))?,
        };
        Ok(Self { filter })
    }

    fn pairs(&self, status: Option<GroupStatus>) -> Vec<(&str, &str)> {
        let all = [
            ("status", status.map(GroupStatus::word)),
            ("type", self.filter.group_type.as_deref()),
            ("name", self.filter.name.as_deref()),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    fn href(&self, links: &Links, status: Option<GroupStatus>) -> String {
        links.job_groups_at(self.pairs(status))
    }

    fn href_at(&self, links: &Links, place: JobPlace) -> String {
        let (name, id) = match place {
            JobPlace::Before(id) => ("before", id.to_string()),
            JobPlace::After(id) => ("after", id.to_string()),
            JobPlace::Newest => return self.href(links, self.filter.status),
        };
        let mut pairs = self.pairs(self.filter.status);
        pairs.push((name, &id));
        links.job_groups_at(pairs)
    }

    fn is_narrowed(&self) -> bool {
        self.filter.group_type.is_some() || self.filter.name.is_some()
    }

    fn inputs(&self) -> Vec<FilterInput> {
        let input = |name: &'static str, label: String, value: Option<&String>| FilterInput {
            id: format!("groups-filter-{name}"),
            name,
            label,
            value: value.cloned().unwrap_or_default(),
            kind: "text",
            options: Vec::new(),
            is_usual: true,
        };
        vec![
            input("name", tr!("jobs-group-name"), self.filter.name.as_ref()),
            input("type", tr!("jobs-group-type"), self.filter.group_type.as_ref()),
        ]
    }
}

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    Params(params): Params,
) -> Result<Response, WebError> {
    let (asked, place) = (Asked::of(&params)?, asked::place(&params)?);
    let found = at.desk().groups(&at.right, &asked.filter, place).await.map_err(|error| match error {
        SearchError::Database(error) => error.into(),
        other => WebError::bad_request(other.to_string()),
    })?;
    let links = &visit.links;
    let total =
        found.counts.iter().fold((0, false), |(sum, more), (_, count)| (sum + count.number, more || count.is_more));
    let tab = |status: Option<GroupStatus>, number: u64, is_more: bool| StateTab {
        label: status.map_or_else(|| tr!("jobs-all-states"), group_label),
        count: count_words(number, is_more),
        href: asked.href(links, status),
        is_current: asked.filter.status == status,
    };
    let tabs = std::iter::once(tab(None, total.0, total.1))
        .chain(found.counts.iter().map(|(status, count)| tab(Some(*status), count.number, count.is_more)));
    let view = GroupsView {
        nav: nav(&web, &visit, at.right.actor()),
        href: links.jobs("groups"),
        tabs: tabs.collect(),
        filters: asked.inputs(),
        status: asked.filter.status.map(|status| status.word().to_owned()),
        is_narrowed: asked.is_narrowed(),
        clear_href: Asked::default().href(links, asked.filter.status),
        looked: found.looked.map(|looked| tr!("jobs-group-looked", count = count_words(looked, false))),
        groups: found.groups.iter().map(|group| GroupLine::new(&visit, group)).collect(),
        older_href: found.older.map(|place| asked.href_at(links, place)),
        newer_href: found.newer.map(|place| asked.href_at(links, place)),
        first_href: (place != JobPlace::Newest).then(|| asked.href(links, asked.filter.status)),
    };
    let screen = screen(&web, &visit, tr!("jobs-groups"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "jobs/groups.html", &view)?))
}
