//! The pages of schedules. What is done there is the desk's, and needs its proofs.

pub(crate) mod change;
pub(crate) mod edit;
pub(crate) mod export;
mod inputs;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod schedule;
mod words;

use kaffy_core::{Actor, Area, tr};
use kaffy_jobs::MAX_NAME;

use super::{
    jobs::{Permitted, form_page, reason},
    respond,
};
use crate::{
    WebError,
    extract::Visit,
    listing::{Kept, SCHEDULES},
    pages::Web,
    view::{Screen, jobs::JobsNav},
};

/// Whether the actor has a right, for a button.
fn may(web: &Web, actor: &Actor, right: &str) -> bool {
    web.admin.may_in(actor, Area::Schedules, right)
}

/// The name of the schedule in the address. What no schedule can be called is a 404, and not asked for.
fn name(visit: &Visit) -> Result<String, WebError> {
    let name = visit.segment(1)?;
    let can_be = (1..=MAX_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if can_be { Ok(name) } else { Err(no_schedule()) }
}

fn no_schedule() -> WebError {
    WebError::NotFound(tr!("schedules-no-schedule"))
}

/// A page below the list of schedules.
fn screen(web: &Web, visit: &Visit, title: impl Into<String>) -> Screen {
    let list = Kept::of(&SCHEDULES, visit).href(&SCHEDULES, &visit.links);
    Screen::new(web, visit, title).after(tr!("schedules-title"), list)
}

/// The page of a schedule, or one below it, with the list that leads there.
fn page_of(visit: &Visit, name: &str, below: &str) -> String {
    Kept::of(&SCHEDULES, visit).on(&visit.links.schedule(name, below))
}

/// A page below that of a schedule.
fn screen_of(web: &Web, visit: &Visit, title: &str, name: &str) -> Screen {
    screen(web, visit, title).after(name, page_of(visit, name, ""))
}

/// The pages beside one another.
fn nav(web: &Web, visit: &Visit, actor: &Actor) -> JobsNav {
    JobsNav::new(visit, actor, web)
}
