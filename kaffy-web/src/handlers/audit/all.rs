//! All entries that the actor may see.

use axum::{extract::State, http::StatusCode, response::Response};
use chrono::NaiveDate;
use kaffy_core::{
    AuditEvent, AuditQuery,
    accounts::{ACCOUNT_RESOURCES, Subject},
    tr,
};

use super::{bad, kept, place, respond};
use crate::{
    WebError,
    extract::{Params, Signed, Visit},
    pages::Web,
    view::{AuditView, EntryView, OptionView, RowNames, Screen, around},
};

/// What narrows the page.
const FILTERS: [&str; 5] = ["about", "who", "what", "from", "until"];

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    params: Params,
) -> Result<Response, WebError> {
    kept(&web)?;
    if !web.admin.may_audit(&actor) {
        return Err(WebError::Forbidden(tr!("audit-forbidden")));
    }
    let given = |name: &'static str| params.get(name).map(str::trim).filter(|text| !text.is_empty());
    let visible: Vec<_> = web.admin.visible(&actor).cloned().collect();
    let address = |resource: &kaffy_core::Resource| format!("{}/{}", resource.context_slug(), resource.slug());
    let subjects: Vec<_> = Subject::ALL.into_iter().filter(|it| web.admin.may_audit_accounts(&actor, *it)).collect();
    let accounts = subjects.iter().copied().find(|it| given("about") == Some(address_of(*it)));
    let resource = given("about")
        .filter(|_| accounts.is_none())
        .map(|name| {
            visible.iter().find(|it| address(it) == name).cloned().ok_or_else(|| bad(tr!("audit-filter-resource")))
        })
        .transpose()?;
    let query = AuditQuery {
        resource,
        accounts,
        actor: given("who").map(str::to_owned),
        event: given("what")
            .map(|code| AuditEvent::of(code).ok_or_else(|| bad(tr!("audit-filter-event"))))
            .transpose()?,
        from: given("from").map(|day| date(day).ok_or_else(|| bad(tr!("audit-filter-from")))).transpose()?,
        until: given("until").map(|day| date(day).ok_or_else(|| bad(tr!("audit-filter-until")))).transpose()?,
        place: place(&params)?,
    };
    let page = web.admin.audit_page(&actor, &query).await?;
    let links = &visit.links;
    let filters: Vec<_> = FILTERS.iter().filter_map(|name| Some((*name, given(name)?))).collect();
    let [older_href, newer_href] =
        around(&page, |name, at| links.audit_at(filters.iter().copied().chain([(name, at.as_str())])));
    let option = |value: String, label: String, chosen: Option<&str>| OptionView {
        is_on: chosen == Some(value.as_str()),
        value,
        label,
    };
    let view = AuditView {
        href: links.audit(),
        resources: visible
            .iter()
            .map(|it| (address(it), it.meta().plural.to_owned()))
            .chain(subjects.iter().map(|it| (address_of(*it).to_owned(), subjects_words(*it))))
            .map(|(address, label)| option(address, label, given("about")))
            .collect(),
        events: AuditEvent::ALL.iter().map(|it| option(it.code().to_owned(), it.label(), given("what"))).collect(),
        actor: given("who").unwrap_or_default().to_owned(),
        from: given("from").unwrap_or_default().to_owned(),
        until: given("until").unwrap_or_default().to_owned(),
        is_narrowed: !filters.is_empty(),
        entries: page.entries.iter().map(|it| EntryView::new(links, it, true, &RowNames::new())).collect(),
        older_href,
        newer_href,
    };
    let screen = Screen::new(&web, &visit, tr!("audit-title"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "audit.html", &view)?))
}

/// What an address calls users and roles, as roles do.
fn address_of(subject: Subject) -> &'static str {
    let [users, roles] = ACCOUNT_RESOURCES;
    match subject {
        Subject::User => users,
        Subject::Role => roles,
        Subject::Job => "jobs",
        Subject::Queue => "jobs/queues",
        Subject::JobGroup => "jobs/groups",
        Subject::Schedule => "schedules",
        Subject::ChoreRun => "chores",
        Subject::View => "views",
    }
}

fn subjects_words(subject: Subject) -> String {
    match subject {
        Subject::User => tr!("accounts-users"),
        Subject::Role => tr!("accounts-roles"),
        Subject::Job => tr!("jobs-title"),
        Subject::Queue => tr!("jobs-queues"),
        Subject::JobGroup => tr!("jobs-groups"),
        Subject::Schedule => tr!("schedules-title"),
        Subject::ChoreRun => tr!("chore-runs"),
        Subject::View => tr!("views-title"),
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    // Years that a zone's arithmetic leaves alone.
    let day: Option<NaiveDate> = text.parse().ok();
    day.filter(|day| (1..=9998).contains(&chrono::Datelike::year(day)))
}
