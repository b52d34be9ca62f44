//! What a history of runs is asked for: the address, and nothing else, says it.

use chrono::{DateTime, Utc};
use kaffy_core::{Kind, chore_rights::View, i18n::Localizer, tr};
use kaffy_jobs::chores::{RunFilter, RunStatus};
use sea_query::Value;
use uuid::Uuid;

use super::Permitted;
use crate::{
    WebError,
    view::{OptionView, chores::status_label, jobs::FilterInput},
};

/// What narrows the list, in the order of the form.
const NAMES: [&str; 5] = ["chore", "status", "who", "from", "until"];
/// The longest text of a filter, in characters.
const LONGEST: usize = 200;

/// What is asked for.
pub(super) struct Asked {
    pairs: Vec<(&'static str, String)>,
    pub(super) filter: RunFilter,
    /// Runs older than this one.
    pub(super) before: Option<Uuid>,
}

impl Asked {
    /// Reads the parameters; those of others are left alone.
    pub(super) fn of(params: &[(String, String)]) -> Result<Self, WebError> {
        let given = |name: &str| {
            let found = params.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
            found.filter(|value| !value.is_empty())
        };
        let mut pairs = Vec::new();
        for name in NAMES {
            let Some(value) = given(name) else { continue };
            if value.contains('\0') || value.chars().count() > LONGEST {
                return Err(bad(name));
            }
            pairs.push((name, value.to_owned()));
        }
        let mut filter = RunFilter::new();
        filter.chores = given("chore").map(|key| vec![key.to_owned()]);
        filter
            .statuses
            .extend(given("status").map(|it| RunStatus::of_word(it).ok_or_else(|| bad("status"))).transpose()?);
        filter.actor_name = given("who").map(str::to_owned);
        filter.since = given("from").map(|it| instant(it).ok_or_else(|| bad("from"))).transpose()?;
        filter.until = given("until").map(|it| instant(it).ok_or_else(|| bad("until"))).transpose()?;
        let before = given("before").map(|id| Uuid::parse_str(id).map_err(|_| bad("before"))).transpose()?;
        Ok(Self { pairs, filter, before })
    }

    /// Whether something narrows the list.
    pub(super) fn is_narrowed(&self) -> bool {
        !self.pairs.is_empty()
    }

    /// An address with the same narrowing.
    pub(super) fn href(&self, place: &str, before: Option<Uuid>) -> String {
        let before = before.map(|id| id.to_string());
        let pairs = self.pairs.iter().map(|(name, value)| (*name, value.as_str()));
        let pairs = pairs.chain(before.as_deref().map(|before| ("before", before)));
        crate::links::with_query(place, &crate::links::query_string(pairs))
    }

    fn typed(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// The inputs of the filter.
    pub(super) fn filters(&self, at: &Permitted<View>) -> Vec<FilterInput> {
        let input = |name: &'static str| FilterInput {
            id: format!("runs-filter-{name}"),
            name,
            label: label(name),
            value: self.typed(name).to_owned(),
            kind: match name {
                "chore" | "status" => "select",
                "from" | "until" => "datetime-local",
                _ => "text",
            },
            options: match name {
                "chore" => {
                    let chores = at.desk().chores(&at.right);
                    self.choices(name, chores.iter().map(|it| (it.meta().key.to_owned(), it.meta().title.to_owned())))
                }
                "status" => {
                    self.choices(name, RunStatus::ALL.into_iter().map(|it| (it.word().to_owned(), status_label(it))))
                }
                _ => Vec::new(),
            },
            is_usual: true,
        };
        NAMES.into_iter().map(input).collect()
    }

    /// What can be chosen, and what was although it cannot.
    fn choices(&self, name: &str, known: impl Iterator<Item = (String, String)>) -> Vec<OptionView> {
        let typed = self.typed(name);
        let option = |(value, label): (String, String)| OptionView { is_on: value == typed, value, label };
        let any = option((String::new(), tr!("jobs-any")));
        let mut all: Vec<_> = std::iter::once(any).chain(known.map(option)).collect();
        if !all.iter().any(|option| option.is_on) {
            all.push(option((typed.to_owned(), typed.to_owned())));
        }
        all
    }
}

/// A time on the reader's clock.
fn instant(text: &str) -> Option<DateTime<Utc>> {
    match Localizer::current().typed(Kind::Timestamp, text) {
        Ok(Value::ChronoDateTimeUtc(Some(at))) => Some(at),
        _ => None,
    }
}

fn bad(name: &str) -> WebError {
    WebError::bad_request(tr!("chores-bad-query", name = label(name)))
}

fn label(name: &str) -> String {
    match name {
        "chore" => tr!("chores-chore"),
        "status" => tr!("jobs-state"),
        "who" => tr!("chores-by"),
        "from" => tr!("chores-filter-from"),
        "until" => tr!("chores-filter-until"),
        _ => tr!("chores-pages"),
    }
}
