//! What a list of jobs is asked for: the address, and nothing else, says it.

use chrono::{DateTime, Utc};
use kaffy_core::{Kind, i18n::Localizer, tr};
use kaffy_jobs::{JobFilter, JobState, desk::JobPlace};
use sea_query::Value;
use uuid::Uuid;

use crate::{WebError, links::Links};

/// What narrows the list, in the order of the form.
pub(super) const NAMES: [&str; 13] =
    ["state", "args", "type", "queue", "tag", "meta", "by", "about", "id", "worker", "group", "from", "until"];
/// The longest text of a filter.
const LONGEST: usize = 500;

/// What a list is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pairs: Vec<(String, String)>,
    pub(super) filter: JobFilter,
    pub(super) state: Option<JobState>,
}

impl Asked {
    /// Reads the parameters; those of others are left alone.
    pub(super) fn of(pairs: &[(String, String)]) -> Result<Self, WebError> {
        let given = |name: &str| {
            let found = pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
            found.filter(|value| !value.is_empty())
        };
        let mut asked = Self::default();
        for name in NAMES {
            let Some(value) = given(name) else { continue };
            if value.len() > LONGEST || value.contains('\0') {
                return Err(bad(name));
            }
            asked.pairs.push((name.to_owned(), value.to_owned()));
        }
        let text = |name: &str| given(name).map(str::to_owned);
        let mut filter = JobFilter::new();
        asked.state = given("state").map(|word| JobState::of_word(word).ok_or_else(|| bad("state"))).transpose()?;
        filter.states.extend(asked.state);
        filter.types.extend(text("type"));
        filter.queues.extend(text("queue"));
        filter.tag = text("tag");
        filter.args_contain = text("args");
        filter.meta_contains = text("meta");
        filter.created_by = text("by");
        filter.record = text("about").zip(text("id"));
        filter.worker = given("worker").map(|id| Uuid::parse_str(id).map_err(|_| bad("worker"))).transpose()?;
        filter.group = given("group").map(|id| Uuid::parse_str(id).map_err(|_| bad("group"))).transpose()?;
        filter.created_since = given("from").map(|at| instant(at).ok_or_else(|| bad("from"))).transpose()?;
        filter.created_before = given("until").map(|at| instant(at).ok_or_else(|| bad("until"))).transpose()?;
        asked.filter = filter;
        Ok(asked)
    }

    /// The same of a query string.
    pub(super) fn of_query(query: &str) -> Result<Self, WebError> {
        Self::of(&form_urlencoded::parse(query.as_bytes()).into_owned().collect::<Vec<_>>())
    }

    /// What was typed into an input.
    pub(super) fn typed(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Whether something beside the state narrows the list.
    pub(super) fn is_narrowed(&self) -> bool {
        self.pairs.iter().any(|(name, _)| name != "state")
    }

    /// The list with another state, from its beginning.
    pub(super) fn href(&self, links: &Links, state: Option<JobState>) -> String {
        links.jobs_at(self.others().chain(state.map(|state| ("state", state.word()))))
    }

    /// The list from a place on.
    pub(super) fn href_at(&self, links: &Links, place: JobPlace) -> String {
        let (name, id) = match place {
            JobPlace::Newest => ("", String::new()),
            JobPlace::Before(id) => ("before", id.to_string()),
            JobPlace::After(id) => ("after", id.to_string()),
        };
        links.jobs_at(self.all().chain((!name.is_empty()).then_some((name, id.as_str()))))
    }

    /// As a query string.
    pub(super) fn query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.all()).finish()
    }

    fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    fn others(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all().filter(|(name, _)| *name != "state")
    }
}

/// Where a page begins.
pub(super) fn place(pairs: &[(String, String)]) -> Result<JobPlace, WebError> {
    let given = |name: &str| match pairs.iter().find(|(known, _)| known == name) {
        None => Ok(None),
        Some((_, text)) => Uuid::parse_str(text).map(Some).map_err(|_| bad("before")),
    };
    Ok(match (given("before")?, given("after")?) {
        (Some(id), _) => JobPlace::Before(id),
        (None, Some(id)) => JobPlace::After(id),
        (None, None) => JobPlace::Newest,
    })
}

/// A time on the reader's clock.
fn instant(text: &str) -> Option<DateTime<Utc>> {
    match Localizer::current().typed(Kind::Timestamp, text) {
        Ok(Value::ChronoDateTimeUtc(Some(at))) => Some(at),
        _ => None,
    }
}

fn bad(name: &str) -> WebError {
    WebError::bad_request(tr!("jobs-bad-query", name = label(name)))
}

/// What an input is called.
pub(super) fn label(name: &str) -> String {
    match name {
        "state" => tr!("jobs-state"),
        "args" => tr!("jobs-filter-args"),
        "type" => tr!("jobs-type"),
        "queue" => tr!("jobs-queue"),
        "tag" => tr!("jobs-tag"),
        "meta" => tr!("jobs-filter-meta"),
        "by" => tr!("jobs-created-by"),
        "about" => tr!("jobs-filter-resource"),
        "id" => tr!("jobs-filter-record"),
        "worker" => tr!("jobs-worker"),
        "group" => tr!("jobs-filter-group"),
        "from" => tr!("jobs-filter-from"),
        "until" => tr!("jobs-filter-until"),
        _ => tr!("jobs-pages"),
    }
}
