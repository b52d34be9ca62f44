//! What an address asks of the jobs: a filter, and where the page begins.

use kaffy_jobs::{JobFilter, JobState, desk::JobPlace};
use uuid::Uuid;

use crate::{
    WebError,
    listing::{Asked, Place},
};

/// The jobs that are asked for.
pub(super) fn filter(asked: &Asked<'_>) -> Result<JobFilter, WebError> {
    let id = |text: &str| Uuid::parse_str(text).ok();
    let mut filter = JobFilter::new();
    filter.states.extend(asked.word("state", JobState::of_word)?);
    filter.types.extend(asked.owned("type"));
    filter.queues.extend(asked.owned("queue"));
    filter.tag = asked.owned("tag");
    filter.args_contain = asked.owned("q");
    filter.meta_contains = asked.owned("meta");
    filter.created_by = asked.owned("by");
    filter.record = asked.owned("about").zip(asked.owned("id"));
    filter.worker = asked.word("worker", id)?;
    filter.group = asked.word("group", id)?;
    filter.created_since = asked.moment("from")?;
    filter.created_before = asked.moment("until")?;
    Ok(filter)
}

/// Whether the list knows all that it is asked for.
pub(in crate::handlers) fn fits(asked: &Asked<'_>) -> Result<(), WebError> {
    filter(asked).map(drop)
}

/// Where a page of jobs or groups begins.
pub(super) fn place(asked: &Asked<'_>) -> Result<JobPlace, WebError> {
    Ok(match asked.place(|text| Uuid::parse_str(text).ok())? {
        Place::Start => JobPlace::Newest,
        Place::Before(id) => JobPlace::Before(id),
        Place::After(id) => JobPlace::After(id),
    })
}

/// The same for an address.
pub(super) fn at(place: JobPlace) -> Place<Uuid> {
    match place {
        JobPlace::Newest => Place::Start,
        JobPlace::Before(id) => Place::Before(id),
        JobPlace::After(id) => Place::After(id),
    }
}
