//! Actions: the bar of a list, the page that asks, what became of the rows.

use kaffy_core::{ActionMeta, ActionReport, Allowed, AllowedAction, Count, ListQuery, Page, SelectionToken, View, tr};
use serde::Serialize;

use super::{Problem, SampleView, SectionView, input::Hidden};
use crate::{
    links::{Links, with_query},
    list_state::ListState,
    pages::Web,
};

/// The bar of a list that runs an action on a selection.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct SelectionView {
    /// Where the selection is posted.
    pub action: String,
    /// Where the selection is posted to become a file, for somebody who may.
    pub export: Option<String>,
    /// The state of the list to go back to; the hidden field `_back`.
    pub back: String,
    /// The actions to choose from.
    pub actions: Vec<ActionOption>,
    /// Rows of this page that can be selected.
    pub rows: usize,
    /// All that match, signed, when they are more than this page; the field `_all`.
    pub token: Option<String>,
    /// What the token stands for: `all 1,248 that match`.
    pub all: String,
    /// The label of its box: `Select all 1,248 that match`.
    pub select_all: String,
    /// What the script says of a box that is ticked: `Selected: all 1,248 that match`.
    pub selected_all: String,
    /// The address of the script of the bar.
    pub script: String,
}

/// One action to choose.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct ActionOption {
    /// Its key.
    pub key: String,
    /// Its words.
    pub label: String,
}

/// A button of the form page that runs an action on the record.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ActionButton {
    /// Its words.
    pub label: String,
    /// A sentence about what it does.
    pub help: Option<String>,
    /// Its address.
    pub href: String,
    /// Whether it runs at once, by a form that posts; otherwise a link leads to a page that asks.
    pub is_direct: bool,
    /// Whether it is something to be careful with.
    pub is_danger: bool,
}

/// `resource/action.html`: asks before an action runs.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ActionView {
    /// The question.
    pub heading: String,
    /// The words of the button.
    pub label: String,
    /// A sentence about what the action does.
    pub help: Option<String>,
    /// What to know before the answer.
    pub question: Option<String>,
    /// Whether it is something to be careful with.
    pub is_danger: bool,
    /// Where the answer is posted.
    pub action: String,
    /// The state of the list to go back to; the hidden field `_back`.
    pub back: String,
    /// The page one came from.
    pub cancel_href: String,
    /// The selection, as hidden inputs.
    pub selected: Vec<Hidden>,
    /// How many rows: `about 1,000,000 products`. Empty for one record.
    pub count: String,
    /// What the selection was narrowed by, in words.
    pub narrowed: Vec<String>,
    /// The first rows.
    pub rows: Vec<SampleView>,
    /// How many more: `and 97 more`.
    pub more: Option<String>,
    /// What is no longer there, in words.
    pub missing: Option<String>,
    /// What the action asks for.
    pub sections: Vec<SectionView>,
    /// What is wrong, with the `id` of the input to mend.
    pub problems: Vec<Problem>,
    /// What is wrong with the whole.
    pub general: Vec<String>,
}

/// `resource/action_run.html`: a run while it goes on. The page is sent in pieces: what stands before the
/// word in `mark`, a `resource/action_step.html` every second, a `resource/action_result.html`, and what
/// stands after it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RunView {
    /// The words of the action.
    pub heading: String,
    /// How many rows there are to go through, in words.
    pub count: String,
    /// Where the pieces belong.
    pub mark: String,
}

/// `resource/action_step.html`: how far a run is.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct StepView {
    /// Rows that had their turn.
    pub seen: String,
    /// How many of them it was not done to; empty for none.
    pub failed: String,
    /// How many there are, in words.
    pub count: String,
    /// From 0 to 100, where the number of rows is known.
    pub percent: Option<u64>,
}

/// `resource/action_done.html` and `resource/action_result.html` in it: what became of the rows.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ResultView {
    /// The words of the action.
    pub heading: String,
    /// Whether it was done to every row.
    pub is_complete: bool,
    /// What was done, as a sentence.
    pub done: String,
    /// What was not done, as a sentence.
    pub failed: Option<String>,
    /// Rows that were gone, as a sentence.
    pub gone: Option<String>,
    /// Why the run ended early.
    pub stopped: Option<String>,
    /// The rows that it was not done to.
    pub failures: Vec<FailureView>,
    /// How many more of them there are.
    pub more: Option<String>,
    /// The list, as it was.
    pub back_href: String,
    /// All of them, in running text: `products`.
    pub plural: String,
    /// All of them, as it stands alone, for messages: `Products`.
    pub things: String,
}

/// A row that an action was not done to.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct FailureView {
    /// What people call it.
    pub label: String,
    /// Its page.
    pub href: String,
    /// Why, in words.
    pub words: String,
}

impl SelectionView {
    /// The bar for a list; none where nothing can be done to a selection, or there is no row.
    pub(crate) fn new(
        web: &Web,
        links: &Links,
        allowed: &Allowed<View>,
        query: &ListQuery,
        page: &Page,
        count: Count,
    ) -> Option<Self> {
        let (resource, rows) = (allowed.resource(), page.rows.iter().filter(|row| row.key.is_some()).count());
        let option =
            |meta: ActionMeta| ActionOption { key: meta.key().to_owned(), label: meta.label_for_many().to_owned() };
        let actions: Vec<_> =
            if rows == 0 { Vec::new() } else { allowed.list_actions().into_iter().map(option).collect() };
        if actions.is_empty() {
            return None;
        }
        let is_more = page.after.is_some() || page.before.is_some();
        let token = is_more.then(|| SelectionToken::new(allowed, query, None));
        let message = match (count, query.is_narrowed()) {
            (Count::Many, true) => "selection-many-match",
            (Count::Many, false) => "selection-many",
            (_, true) => "selection-all-match",
            (_, false) => "selection-all",
        };
        let all = tr!(message, count = count.to_string(), things = resource.meta().plural);
        Some(Self {
            action: links.actions(resource),
            export: allowed.may_export().then(|| links.export(resource)),
            back: query.to_query_string(),
            actions,
            rows,
            token: token.map(|token| token.to_string()),
            select_all: tr!("selection-select", all = all.as_str()),
            selected_all: tr!("selection-selected", all = all.as_str()),
            all,
            script: links.asset(web.assets().hash(), "actions.js"),
        })
    }
}

impl ActionButton {
    pub(crate) fn new(links: &Links, action: &AllowedAction, key: &kaffy_core::Key, back: &ListState) -> Self {
        let meta = action.meta();
        Self {
            label: meta.label().to_owned(),
            help: meta.description().map(str::to_owned),
            href: back.on(&links.record_action(action.resource(), key, meta.key())),
            is_direct: !action.asks(),
            is_danger: meta.is_dangerous(),
        }
    }
}

impl ResultView {
    pub(crate) fn new(links: &Links, action: &AllowedAction, report: &ActionReport, back: &ListState) -> Self {
        let (resource, meta) = (action.resource(), action.resource().meta());
        let record = |href: String| match back.text() {
            "" => href,
            state => with_query(&href, &crate::links::query_string([("_back", state)])),
        };
        let failures = report.failures.iter().map(|failure| FailureView {
            label: failure.label.clone(),
            href: record(links.record(resource, &failure.key)),
            words: failure.words.clone(),
        });
        let rest = report.failed - report.failures.len() as u64;
        Self {
            heading: action.meta().label_for_many().to_owned(),
            is_complete: report.is_complete(),
            done: done_words(action.meta(), meta, report),
            failed: (report.failed > 0).then(|| tr!("page-action-stayed", rows = counted(report.failed, meta))),
            gone: (report.gone > 0)
                .then(|| tr!("page-action-gone", number = report.gone, rows = counted(report.gone, meta))),
            stopped: report.stopped.clone(),
            failures: failures.collect(),
            more: (rest > 0).then(|| tr!("page-action-more", count = rest)),
            back_href: back.href(links, resource),
            plural: meta.plural.to_lowercase(),
            things: meta.plural.to_owned(),
        }
    }
}

/// `3 products were published.`; without a participle `Publish: done for 3 products.`
pub(crate) fn done_words(action: &ActionMeta, meta: &kaffy_core::ResourceMeta, report: &ActionReport) -> String {
    let thing = meta.singular;
    match (action.participle(), report.done, &report.last) {
        (_, 1, Some(label)) => done_to(action, meta, label),
        (Some(done), 0, _) => tr!("page-action-done-none", thing = thing, done = done),
        (Some(done), number, _) => tr!("page-action-done-many", rows = counted(number, meta), done = done),
        (None, 0, _) => {
            tr!("page-action-ran-none", action = action.label_for_many(), thing = thing)
        }
        (None, number, _) => {
            tr!("page-action-ran-many", action = action.label_for_many(), rows = counted(number, meta))
        }
    }
}

/// `The product “Rye bread” was published.`
pub(crate) fn done_to(action: &ActionMeta, meta: &kaffy_core::ResourceMeta, label: &str) -> String {
    match action.participle() {
        Some(done) => tr!("page-action-done-one", thing = meta.singular, label = label, done = done),
        None => tr!("page-action-ran-one", action = action.label(), thing = meta.singular, label = label),
    }
}

/// `1 product`, `1,248 products`.
pub(crate) fn counted(number: u64, meta: &kaffy_core::ResourceMeta) -> String {
    count_words(Count::Exact(number), meta)
}

/// `1 product`, `10,000+ products`, `many products`.
pub(crate) fn count_words(count: Count, meta: &kaffy_core::ResourceMeta) -> String {
    super::list::counted(count, meta, false)
}
