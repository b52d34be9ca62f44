//! The list of chores, and what runs.

use kaffy_core::tr;
use kaffy_jobs::chores::{ChoreEntry, ChoreRunRecord, LogLine, Restriction, RunMove};
use serde::Serialize;

use super::{ChoresNav, CounterView, RunProgressView, named, restriction_words, status_label, status_view};
use crate::{
    extract::Visit,
    view::{
        MomentView, SearchView,
        jobs::{StateView, cut},
    },
};

/// Characters of a line of a log on a card.
const LINE: usize = 200;

/// `chores/list.html`: the chores, and what runs.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ChoresView {
    /// The pages beside it.
    pub nav: ChoresNav,
    /// Its own address.
    pub href: String,
    /// All of them, in words.
    pub plural: String,
    /// What the list is narrowed by.
    pub search: Option<SearchView>,
    /// How many chores there are, in words.
    pub count: String,
    /// The chores by title.
    pub chores: Vec<ChoreLine>,
    /// Runs that are not over, the latest first.
    pub running: Vec<RunCard>,
    /// How many more of them there are, in words.
    pub more: Option<String>,
}

/// A chore in the list.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ChoreLine {
    /// Its name in addresses.
    pub key: String,
    /// What people call it.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The first sentence about it.
    pub lead: String,
    /// What it may not run beside, in words; none where it may run beside everything.
    pub restriction: Option<String>,
    /// The run that keeps it out.
    pub holder: Option<String>,
    /// The page of that run.
    pub holder_href: Option<String>,
    /// Where its latest run is.
    pub last: Option<StateView>,
    /// When that was started.
    pub last_at: Option<MomentView>,
    /// By whom.
    pub last_by: String,
    /// Its page.
    pub last_href: String,
    /// What the script looks through: small letters of all that a search finds it by.
    pub words: String,
}

impl ChoreLine {
    /// A chore with its latest run, among those that are not over.
    pub(crate) fn new(
        visit: &Visit,
        entry: ChoreEntry,
        last: Option<&ChoreRunRecord>,
        running: &[ChoreRunRecord],
        is_global: impl Fn(&str) -> bool,
    ) -> Self {
        let meta = entry.meta();
        let keeps_out = |run: &&ChoreRunRecord| match meta.restriction {
            _ if !run.status.is_active() => false,
            Restriction::None => false,
            Restriction::Own => run.chore == meta.key,
            Restriction::Global => is_global(&run.chore),
        };
        let holder = running.iter().find(keeps_out);
        Self {
            key: meta.key.to_owned(),
            title: meta.title.to_owned(),
            href: visit.links.chore(meta.key, []),
            lead: first_sentence(meta.description).to_owned(),
            restriction: (meta.restriction != Restriction::None).then(|| restriction_words(meta.restriction)),
            holder: holder.map(|run| {
                tr!(
                    "chores-held",
                    title = run.title.as_str(),
                    status = status_label(run.status),
                    who = run.actor_name.as_str(),
                    when = MomentView::new(run.created_at).words
                )
            }),
            holder_href: holder.map(|run| visit.links.chore_run(run.id, "")),
            last: last.map(|run| status_view(run.status)),
            last_at: last.map(|run| MomentView::new(run.created_at)),
            last_by: last.map(|run| run.actor_name.clone()).unwrap_or_default(),
            last_href: last.map(|run| visit.links.chore_run(run.id, "")).unwrap_or_default(),
            words: searched(entry),
        }
    }
}

/// All that a search finds a chore by, in small letters.
fn searched(entry: ChoreEntry) -> String {
    let meta = entry.meta();
    [meta.title, meta.key, meta.description].join("\n").to_lowercase()
}

/// Whether a search finds a chore (C70): each word is somewhere in its title, its name or its description.
pub(crate) fn finds(entry: ChoreEntry, search: &str) -> bool {
    let (words, search) = (searched(entry), search.to_lowercase());
    search.split_whitespace().all(|word| words.contains(word))
}

/// What stands before the first full stop, or the first paragraph.
pub(super) fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let paragraph = text.find("\n\n").unwrap_or(text.len());
    let stop = text.find(". ").or_else(|| text.find(".\n")).map_or(text.len(), |at| at + 1);
    text[..paragraph.min(stop)].trim()
}

/// A run that is not over (C72).
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RunCard {
    /// The `id` of its heading.
    pub id: String,
    /// What people call its chore.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Where it is.
    pub state: StateView,
    /// Who started it, and when.
    pub started: String,
    /// How far it is.
    pub progress: Option<RunProgressView>,
    /// What it counts.
    pub counters: Vec<CounterView>,
    /// What it logged last; of the first cards only.
    pub line: Option<String>,
    /// Where it is stopped, by a form that posts; none for somebody who may not.
    pub stop: Option<String>,
}

impl RunCard {
    pub(crate) fn new(visit: &Visit, run: &ChoreRunRecord, line: Option<&LogLine>, may_stop: bool) -> Self {
        let is_stoppable = may_stop && RunMove::Cancel.from().contains(&run.status);
        Self {
            id: format!("run-{}", run.id),
            title: named(&run.title, run.is_dry),
            href: visit.links.chore_run(run.id, ""),
            state: status_view(run.status),
            started: tr!(
                "chores-started-by",
                who = run.actor_name.as_str(),
                when = MomentView::new(run.created_at).words
            ),
            progress: RunProgressView::of(run),
            counters: CounterView::all(run),
            line: line.map(|line| cut(&line.text, LINE).0),
            stop: is_stoppable.then(|| visit.links.chore_run(run.id, "move")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c70_the_first_sentence_of_a_description() {
        for (text, first) in [
            ("", ""),
            ("Sets a price", "Sets a price"),
            ("Sets a price. Or two.", "Sets a price."),
            (" Sets\na price.\nMore.", "Sets\na price."),
            ("Sets a price of 3.50 euros\n\nMore. And more.", "Sets a price of 3.50 euros"),
        ] {
            assert_eq!(first_sentence(text), first, "{text}");
        }
    }
}
