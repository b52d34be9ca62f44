//! All entries that the actor may see.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    Actor, AuditEvent, AuditPlace, AuditQuery, Resource,
    accounts::{ACCOUNT_RESOURCES, Subject},
    tr,
};

use super::{kept, respond};
use crate::{
    WebError,
    extract::{Params, Signed, Visit},
    listing::{self, AUDIT, Around, Asked, Offer, Opened, Place},
    pages::Web,
    view::{AuditView, EntryView, RowNames, Screen},
};

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    Signed(actor): Signed,
    Params(params): Params,
) -> Result<Response, WebError> {
    let seen = Seen::of(&web, &actor)?;
    let (links, fits) = (&visit.links, |asked: &Asked<'_>| seen.fits(asked));
    let views = |_| web.admin.audit_views(&actor);
    let (asked, views) = match listing::open(&web, &visit, &AUDIT, &params, views, &fits).await? {
        Opened::List(asked, views) => (asked, views),
        Opened::View(response) => return Ok(response),
    };
    let page = web.admin.audit_page(&actor, &seen.query(&asked)?).await?;
    let list = asked.parts(Around {
        offers: &|name| seen.offers(name),
        search_help: String::new(),
        previous: page.newer.map(at),
        next: page.older.map(at),
        is_empty: page.entries.is_empty(),
        none: tr!("audit-none-why"),
        export: Some(links.audit_export()),
        views,
    });
    let entries = page.entries.iter().map(|it| EntryView::new(links, it, true, &RowNames::new())).collect();
    let screen = Screen::new(&web, &visit, tr!("audit-title"));
    Ok(respond::page(StatusCode::OK, screen.render(&web, "audit.html", &AuditView { list, entries })?))
}

/// What somebody may read the log of.
pub(in crate::handlers) struct Seen {
    resources: Vec<Arc<Resource>>,
    subjects: Vec<Subject>,
}

impl Seen {
    /// 404 where no log is kept, 403 for somebody who may not read it.
    pub(in crate::handlers) fn of(web: &Web, actor: &Actor) -> Result<Self, WebError> {
        kept(web)?;
        if !web.admin.may_audit(actor) {
            return Err(WebError::Forbidden(tr!("audit-forbidden")));
        }
        Ok(Self {
            resources: web.admin.visible(actor).cloned().collect(),
            subjects: Subject::ALL.into_iter().filter(|it| web.admin.may_audit_accounts(actor, *it)).collect(),
        })
    }

    /// The entries that are asked for.
    pub(super) fn query(&self, asked: &Asked<'_>) -> Result<AuditQuery, WebError> {
        let accounts = self.subjects.iter().copied().find(|it| asked.text("about") == Some(address_of(*it)));
        let resource = |name: &str| self.resources.iter().find(|it| address(it) == name).cloned();
        Ok(AuditQuery {
            resource: if accounts.is_none() { asked.word("about", resource)? } else { None },
            accounts,
            actor: asked.owned("who"),
            event: asked.word("what", AuditEvent::of)?,
            from: asked.day("from")?,
            until: asked.day("until")?,
            place: match asked.place(|number| number.parse().ok())? {
                Place::Start => AuditPlace::Newest,
                Place::Before(number) => AuditPlace::Before(number),
                Place::After(number) => AuditPlace::After(number),
            },
            rows: Some(asked.size()),
        })
    }

    /// Whether the list knows all that it is asked for.
    pub(in crate::handlers) fn fits(&self, asked: &Asked<'_>) -> Result<(), WebError> {
        self.query(asked).map(drop)
    }

    /// The words that can be chosen.
    fn offers(&self, name: &str) -> Vec<Offer> {
        match name {
            "about" => {
                let resources = self.resources.iter().map(|it| (address(it), it.meta().plural.to_owned()));
                let subjects = self.subjects.iter().map(|it| (address_of(*it).to_owned(), subjects_words(*it)));
                resources.chain(subjects).collect()
            }
            "what" => AuditEvent::ALL.iter().map(|it| (it.code().to_owned(), it.label())).collect(),
            _ => Vec::new(),
        }
    }
}

/// A place of the log in an address.
fn at(place: AuditPlace) -> Place<i64> {
    match place {
        AuditPlace::Newest => Place::Start,
        AuditPlace::Before(number) => Place::Before(number),
        AuditPlace::After(number) => Place::After(number),
    }
}

fn address(resource: &Resource) -> String {
    format!("{}/{}", resource.context_slug(), resource.slug())
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
