//! One schedule.

use axum::{extract::State, http::StatusCode, response::Response};
use chrono::{DateTime, Utc};
use kaffy_core::{Area, schedule_rights::View, tr};

use super::{Permitted, may, name, nav, no_schedule, page_of, respond, screen};
use crate::{
    WebError,
    extract::{Params, Visit},
    links::with_query,
    listing::{Kept, SCHEDULES, bad},
    pages::Web,
    view::{
        PagerView,
        schedules::{ScheduleRights, ScheduleView},
    },
};

/// Ticks of a page.
const TICKS: usize = 50;

pub(crate) async fn page(
    State(web): State<Web>,
    visit: Visit,
    at: Permitted<View>,
    params: Params,
) -> Result<Response, WebError> {
    let name = name(&visit)?;
    let before = params.get("before").map(before).transpose()?;
    let one = at.desk().schedule(&at.right, &name).await?.ok_or_else(no_schedule)?;
    let further = match before {
        Some(before) => Some(at.jobs.schedules().ticks(&name, Some(before), TICKS as u64).await?),
        None => None,
    };
    let ticks = further.as_ref().unwrap_or(&one.ticks);
    let actor = at.right.actor();
    let rights = ScheduleRights {
        run: may(&web, actor, "run"),
        pause: may(&web, actor, "pause"),
        edit: may(&web, actor, "edit"),
        delete: may(&web, actor, "delete"),
        jobs: web.admin.may_in(actor, Area::Jobs, "view"),
    };
    let older = ticks.last().filter(|_| ticks.len() >= TICKS).map(|last| {
        let before = last.due_at.timestamp_micros().to_string();
        let query = crate::links::query_string([("before", before.as_str())]);
        Kept::of(&SCHEDULES, &visit).on(&with_query(&visit.links.schedule(&name, ""), &query))
    });
    let pager = PagerView::onwards(before.map(|_| page_of(&visit, &name, "")), older);
    let view = ScheduleView {
        pager: pager.map(PagerView::by_time),
        ..ScheduleView::new(&visit, &one, ticks, at.desk().now(), &rights, nav(&web, &visit, actor))
    };
    let screen = screen(&web, &visit, &*name);
    Ok(respond::page(StatusCode::OK, screen.render(&web, "schedules/schedule.html", &view)?))
}

/// A place in the history: the microsecond of a tick.
fn before(text: &str) -> Result<DateTime<Utc>, WebError> {
    // Between the years 1970 and 9999, where every database can compare.
    let micros = text.parse::<i64>().ok().filter(|micros| (0..=253_402_300_799_999_999).contains(micros));
    let at = micros.and_then(DateTime::from_timestamp_micros);
    at.ok_or_else(|| bad(&tr!("schedules-history"), &tr!("page-list-pages")))
}
