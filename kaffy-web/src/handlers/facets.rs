//! How many rows each value of a filter would leave (A15), and each tab has (A18): asked for after the list is there,
//! and never by the list itself.

use std::time::{Duration, Instant};

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use kaffy_core::{Allowed, Count, ListQuery, Operator, Path, Preset, View};

use crate::{WebError, extract::Params, view::fixed_options};

/// Asks for the list with all counts beside its tabs and the values of its filters.
const FACETS: &str = "facets";
/// Asks for the counts of the tabs alone, as JSON.
const COUNTS: &str = "_counts";
/// Values of one filter that are counted: what more there are, nobody reads as a list.
const MOST: usize = 60;

/// How long counting goes on to the next filter.
const LONGEST: Duration = Duration::from_secs(3);

/// Whether counting reads a parameter of this name.
pub(super) fn reads(name: &str) -> bool {
    matches!(name, FACETS | COUNTS)
}

/// The counts that somebody asked for; none on most pages.
#[derive(Debug, Default)]
pub(crate) struct Facets {
    is_asked: bool,
    counts: Vec<(&'static str, Operator, String, Count)>,
    /// The filters whose counting took too long, or was not tried after that.
    slow: Vec<&'static str>,
    tabs: Vec<(String, Count)>,
    are_tabs_slow: bool,
}

impl Facets {
    /// Counts what an address asks for: one statement for the tabs, and one for each filter with listed values. After
    /// one that took too long, or all of them together, the others are left.
    pub(crate) async fn of_page(seen: &Allowed<View>, query: &ListQuery, params: &Params) -> Result<Self, WebError> {
        let mut facets = Self { is_asked: params.get(FACETS) == Some("1"), ..Self::default() };
        if !facets.is_asked {
            return Ok(facets);
        }
        let since = Instant::now();
        facets.count_tabs(seen, query).await?;
        for path in seen.resource().filters() {
            let values = listed(path, query);
            if values.is_empty() {
                continue;
            }
            let counts = match facets.slow.is_empty() && since.elapsed() < LONGEST {
                true => seen.facet_counts(query, path, &values).await?,
                false => None,
            };
            match counts {
                Some(counts) => facets.counts.extend(
                    values
                        .into_iter()
                        .zip(counts)
                        .map(|((operator, value), count)| (path.name, operator, value, count)),
                ),
                None => facets.slow.push(path.name),
            }
        }
        Ok(facets)
    }

    async fn count_tabs(&mut self, seen: &Allowed<View>, query: &ListQuery) -> Result<(), WebError> {
        match seen.tab_counts(query).await? {
            Some(counts) => self.tabs = counts,
            None => self.are_tabs_slow = true,
        }
        Ok(())
    }

    /// Whether the address asks for them.
    pub(crate) fn is_asked(&self) -> bool {
        self.is_asked
    }

    /// The rows that a value leaves, in words.
    pub(crate) fn of(&self, path: &Path, operator: Operator, value: &str) -> Option<String> {
        let is_it = |(name, known, text, _): &&(&str, Operator, String, Count)| {
            *name == path.name && *known == operator && text == value
        };
        self.counts.iter().find(is_it).map(|(.., count)| count.to_string())
    }

    /// Whether the values of a filter take too long to count.
    pub(crate) fn is_slow(&self, path: &Path) -> bool {
        self.slow.contains(&path.name)
    }

    /// The rows of a tab, in words.
    pub(crate) fn of_tab(&self, key: &str) -> Option<String> {
        self.tabs.iter().find(|(known, _)| known == key).map(|(_, count)| count.to_string())
    }

    /// Whether the rows of the tabs take too long to count.
    pub(crate) fn are_tabs_slow(&self) -> bool {
        self.are_tabs_slow
    }
}

/// Whether any filter has values to count.
pub(crate) fn has_listed(seen: &Allowed<View>, query: &ListQuery) -> bool {
    seen.resource().filters().iter().any(|path| !listed(path, query).is_empty())
}

/// The state of the list that has all counts, as a query string.
pub(crate) fn asked(query: &ListQuery) -> String {
    let pairs = query.pairs().into_iter().chain([(FACETS.to_owned(), "1".to_owned())]);
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// The state of the list whose tabs are counted for the script.
pub(crate) fn tabs_asked(query: &ListQuery) -> String {
    let pairs = query.first_page().pairs().into_iter().chain([(COUNTS.to_owned(), "tabs".to_owned())]);
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// What the script asks for once the list is there: the counts of the tabs by their keys, nothing where that takes too
/// long.
pub(super) async fn for_script(
    seen: &Allowed<View>,
    query: &ListQuery,
    params: &Params,
) -> Result<Option<Response>, WebError> {
    if params.get(COUNTS) != Some("tabs") {
        return Ok(None);
    }
    let counts = seen.tab_counts(query).await?;
    let words = counts.map(|counts| {
        counts.into_iter().map(|(key, count)| (key, count.to_string())).collect::<std::collections::BTreeMap<_, _>>()
    });
    let json = serde_json::to_string(&words).map_err(|error| WebError::Internal(Box::new(error)))?;
    Ok(Some(([(header::CONTENT_TYPE, "application/json")], json).into_response()))
}

/// The values that a filter lists: its choices, the rows that were picked, named ranges of days, empty or not.
fn listed(path: &Path, query: &ListQuery) -> Vec<(Operator, String)> {
    let offered = Operator::offered(path);
    let mut values: Vec<_> = match path.column.meta.belongs_to {
        Some(_) => query
            .filter(path, Operator::Is)
            .map(|filter| filter.values().iter().map(|value| (Operator::Is, value.clone())).collect())
            .unwrap_or_default(),
        None => fixed_options(path, &[]).into_iter().map(|option| (Operator::Is, option.value)).collect(),
    };
    values.truncate(MOST);
    if offered.contains(&Operator::Preset) {
        values.extend(Preset::ALL.into_iter().map(|preset| (Operator::Preset, preset.key().to_owned())));
    }
    if offered.contains(&Operator::Empty) {
        values.extend(["true", "false"].map(|empty| (Operator::Empty, empty.to_owned())));
    }
    values
}
