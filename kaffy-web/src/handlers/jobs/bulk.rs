//! Retrying, cancelling and deleting many jobs: first a page that says which, then the answer to it.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    job_rights::{Cancel, Delete, Retry, View},
    tr,
};
use kaffy_jobs::desk::{Bulk, BulkReport, Which};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Permitted, asked, list::ALL, respond};
use crate::{
    WebError,
    extract::{Form, Proof, Visit, pairs},
    flash::Flash,
    list_state::NAME,
    listing::{Asked, JOBS, Kept},
    pages::Web,
    view::{
        Screen,
        jobs::{JobBulkView, JobLine, count_words},
    },
};

/// What an answer is signed for.
const CHOSEN: &str = "chosen";
/// The button that answers yes.
const RUN: &str = "_run";
/// More than a page has rows were not ticked there.
const MOST_IDS: usize = 500;

/// Which jobs, as the page that asks carries it.
#[derive(Serialize, Deserialize)]
enum Chosen {
    Ids(Vec<Uuid>),
    All(String),
}

impl Chosen {
    fn which(&self, visit: &Visit) -> Result<Which, WebError> {
        Ok(match self {
            Self::Ids(ids) => Which::Ids(ids.clone()),
            Self::All(query) => {
                let asked = Asked::of(&JOBS, &visit.links, &pairs(query.as_bytes())?)?;
                Which::Filter(Box::new(asked::filter(&asked)?))
            }
        })
    }
}

pub(crate) async fn post(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    proof: Proof,
    form: Form,
) -> Result<Response, WebError> {
    match form.get("_action") {
        Some("retry") => answer::<Retry>(&web, &visit, &at, &form, "retry").await,
        Some("cancel") => answer::<Cancel>(&web, &visit, &at, &form, "cancel").await,
        Some("delete") => {
            if form.get(RUN).is_some() {
                web.admin.authorize_area::<Delete>(at.right.actor())?;
                proof.needed().await?;
            }
            answer::<Delete>(&web, &visit, &at, &form, "delete").await
        }
        _ => list(&web, &visit, &Kept::read(&JOBS, &visit, form.get(NAME)), Flash::warning(tr!("jobs-bulk-no-action"))),
    }
}

async fn answer<B: Bulk>(
    web: &Web,
    visit: &Visit,
    at: &Permitted<View>,
    form: &Form,
    action: &'static str,
) -> Result<Response, WebError> {
    let right = web.admin.authorize_area::<B>(at.right.actor())?;
    let back = Kept::read(&JOBS, visit, form.get(NAME));
    let forged = |error: kaffy_core::BadToken| WebError::BadRequest {
        words: error.to_string(),
        way_on: Some((tr!("jobs-to-list"), back.href(&JOBS, &visit.links))),
    };
    if form.get(RUN).is_some() {
        let sealed = form.get("_which").unwrap_or_default();
        let text = right.unseal(CHOSEN, sealed).map_err(forged)?;
        let chosen: Chosen = serde_json::from_str(&text).map_err(|_| forged(kaffy_core::BadToken::Forged))?;
        let report = at.desk().run(&right, &chosen.which(visit)?).await?;
        return list(web, visit, &back, done(report));
    }
    let chosen = match form.get("_all") {
        Some(sealed) => Chosen::All(at.right.unseal(ALL, sealed).map_err(forged)?),
        None => {
            let ids = form.pairs().iter().filter(|(name, _)| name == "_id");
            let ids: Result<Vec<_>, _> = ids.take(MOST_IDS).map(|(_, id)| Uuid::parse_str(id)).collect();
            Chosen::Ids(ids.map_err(|_| forged(kaffy_core::BadToken::Forged))?)
        }
    };
    let preview = at.desk().preview(&right, &chosen.which(visit)?).await?;
    if preview.count.number == 0 {
        return list(web, visit, &back, Flash::warning(tr!("jobs-bulk-none")));
    }
    let (number, is_more) = (preview.count.number, preview.count.is_more);
    let count = count_words(number, is_more);
    let (heading, submit) = match action {
        "retry" => (tr!("jobs-bulk-retry", number = number, count = count), tr!("jobs-retry")),
        "cancel" => (tr!("jobs-bulk-cancel", number = number, count = count), tr!("jobs-cancel")),
        _ => (tr!("jobs-bulk-delete", number = number, count = count), tr!("jobs-delete")),
    };
    let mut notes = Vec::new();
    if preview.unfit > 0 {
        notes.push(tr!("jobs-bulk-unfit", count = preview.unfit));
    }
    if is_more {
        notes.push(tr!("jobs-bulk-more", count = count_words(number, false)));
    }
    if let Some(looked) = preview.looked {
        notes.push(tr!("jobs-bulk-looked", count = count_words(looked, false)));
    }
    let view = JobBulkView {
        heading,
        notes,
        sample: preview.sample.iter().map(|job| JobLine::new(visit, &back, job)).collect(),
        has_more: number > preview.sample.len() as u64,
        action: visit.links.jobs("bulk"),
        name: action.to_owned(),
        which: right.seal(CHOSEN, &serde_json::to_string(&chosen).unwrap_or_default()),
        submit,
        is_danger: action != "retry",
        back: back.text().to_owned(),
        cancel_href: back.href(&JOBS, &visit.links),
    };
    let screen = Screen::new(web, visit, &*view.heading).after(tr!("jobs-title"), view.cancel_href.clone());
    Ok(respond::page(StatusCode::OK, screen.render(web, "jobs/bulk.html", &view)?))
}

fn done(report: BulkReport) -> Flash {
    let mut words = vec![tr!("jobs-bulk-done", count = report.done)];
    if report.refused > 0 {
        words.push(tr!("jobs-bulk-refused", count = report.refused));
    }
    if report.is_more {
        words.push(tr!("jobs-bulk-again"));
    }
    let words = words.join(" ");
    if report.refused > 0 || report.is_more { Flash::warning(words) } else { Flash::success(words) }
}

/// Back to the list as it was left.
fn list(web: &Web, visit: &Visit, back: &Kept, flash: Flash) -> Result<Response, WebError> {
    respond::see_other(web, visit, &back.href(&JOBS, &visit.links), Some(flash))
}
