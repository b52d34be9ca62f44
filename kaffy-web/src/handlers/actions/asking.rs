//! The page that asks before an action runs: what it asks for, and what would change.

use axum::{http::StatusCode, response::Response};
use kaffy_core::{Allowed, AllowedAction, Inputs, Key, ListQuery, Preview, Record, Selection, View, tr};

use super::{SEEN, selecting::Selected};
use crate::{
    WebError,
    extract::Visit,
    handlers::{
        drawing::{Drawing, markup},
        filled::Filled,
        respond,
    },
    list_state::ListState,
    pages::Web,
    view::{ActionView, FieldView, Hidden, SampleView, Screen, SectionView, count_words, counted, held},
};

/// One such page.
pub(super) struct Asking<'a> {
    pub(super) web: &'a Web,
    pub(super) visit: &'a Visit,
    pub(super) action: &'a AllowedAction,
    pub(super) back: &'a ListState,
    /// What the page is answered with.
    pub(super) status: StatusCode,
}

impl Asking<'_> {
    /// About one record.
    pub(super) async fn record(&self, key: &Key, record: &Record, filled: Filled) -> Result<Response, WebError> {
        let (links, resource, meta) = (&self.visit.links, self.action.resource(), self.action.meta());
        let label = resource.label_of(record);
        let filled = self.filled(filled, Some(record));
        let view = ActionView {
            heading: tr!("page-action-heading", action = meta.label(), label = label.as_str()),
            label: meta.label().to_owned(),
            action: links.record_action(resource, key, meta.key()),
            cancel_href: self.back.on(&links.record(resource, key)),
            selected: Hidden::from_pairs([(SEEN.to_owned(), self.action.seen_of(key, record))]),
            ..self.view(&filled).await?
        };
        let record = (label, view.cancel_href.clone());
        self.draw(view, Some(record))
    }

    /// About the rows of a selection.
    pub(super) async fn rows(
        &self,
        selected: &Selected,
        preview: &Preview,
        filled: Filled,
    ) -> Result<Response, WebError> {
        let (links, resource, meta) = (&self.visit.links, self.action.resource(), self.action.meta());
        let narrowed = match &selected.selection {
            Selection::Query(query) => narrowed(self.action.seen(), query).await?,
            Selection::Keys(_) => Vec::new(),
        };
        let sample = |(key, label): &(Key, String)| SampleView {
            label: label.clone(),
            href: self.back.on(&links.record(resource, key)),
        };
        let filled = self.filled(filled, None);
        let view = ActionView {
            heading: format!("{}: {}", meta.label_for_many(), count_words(preview.count, resource.meta())),
            label: meta.label_for_many().to_owned(),
            action: links.list_action(resource, meta.key()),
            cancel_href: self.back.href(links, resource),
            selected: selected.hidden(self.action, preview),
            count: count_words(preview.count, resource.meta()),
            narrowed,
            rows: preview.rows.iter().map(sample).collect(),
            more: more(preview),
            missing: missing(self.action, preview.missing + selected.invalid),
            ..self.view(&filled).await?
        };
        self.draw(view, None)
    }

    /// What both have.
    async fn view(&self, filled: &Filled) -> Result<ActionView, WebError> {
        let meta = self.action.meta();
        let sections = match self.action.inputs() {
            Some(inputs) => self.sections(inputs, filled).await?,
            None => Vec::new(),
        };
        let is_shown = |name: &str| sections.iter().any(|it| it.fields.iter().any(|field| field.name == name));
        // Such as a field of the record that the action found wanting.
        let elsewhere = filled.errors.iter().filter(|(name, _)| !is_shown(name)).map(|(name, words)| {
            let column = self.action.resource().column(name);
            format!("{}: {words}", column.map_or(&**name, |column| column.meta.label))
        });
        Ok(ActionView {
            heading: String::new(),
            label: String::new(),
            help: meta.description().map(str::to_owned),
            question: meta.question().map(str::to_owned),
            is_danger: meta.is_dangerous(),
            action: String::new(),
            back: self.back.text().to_owned(),
            cancel_href: String::new(),
            selected: Vec::<Hidden>::new(),
            count: String::new(),
            narrowed: Vec::new(),
            rows: Vec::new(),
            more: None,
            missing: None,
            problems: sections.iter().flat_map(|it| it.fields.iter().filter_map(FieldView::problem)).collect(),
            general: filled.general.iter().cloned().chain(elsewhere).collect(),
            sections,
        })
    }

    async fn sections(&self, inputs: &Inputs, filled: &Filled) -> Result<Vec<SectionView>, WebError> {
        Drawing::inputs(self.web, self.visit, self.action.actor(), inputs, filled).draw().await
    }

    /// What the inputs hold: what was typed, else what the action says.
    fn filled(&self, mut filled: Filled, record: Option<&Record>) -> Filled {
        let (Some(inputs), Some(initial)) = (self.action.inputs(), self.action.initial(record)) else { return filled };
        if filled.values.is_empty() {
            for field in inputs.sections().iter().flat_map(|section| &section.fields) {
                filled.values.insert(field.column.meta.name.to_owned(), held(field, &initial));
            }
        }
        filled
    }

    fn draw(&self, view: ActionView, record: Option<(String, String)>) -> Result<Response, WebError> {
        let (links, resource) = (&self.visit.links, self.action.resource());
        let mut screen = Screen::new(self.web, self.visit, view.label.clone())
            .below(self.web, self.visit, resource)
            .after(resource.meta().plural, self.back.href(links, resource));
        if let Some((label, href)) = record {
            screen = screen.after(label, href);
        }
        let screen = screen.failed_if(self.status != StatusCode::OK);
        Ok(respond::page(
            self.status,
            screen.render_with(self.web, "resource/action.html", &view, "markup", markup(&view.sections))?,
        ))
    }
}

/// What a list is narrowed by, in words.
pub(in crate::handlers) async fn narrowed(seen: &Allowed<View>, query: &ListQuery) -> Result<Vec<String>, WebError> {
    let labels = seen.filter_labels(query).await?;
    let filters = query.filters().iter().zip(&labels).map(|(filter, labels)| filter.words(labels));
    let search = (!query.search().is_empty()).then(|| tr!("page-list-searched", text = query.search()));
    let tab = query.tab().filter(|tab| !tab.is_whole());
    let tab = tab.map(|tab| tr!("tabs-open", tab = tab.label.as_str()));
    Ok(tab.into_iter().chain(search).chain(filters).collect())
}

/// `and 97 more`.
fn more(preview: &Preview) -> Option<String> {
    use kaffy_core::Count::{About, Exact, Many, MoreThan};
    let named = preview.rows.len() as u64;
    match preview.count {
        Exact(count) if count <= named => None,
        Exact(count) => Some(tr!("page-action-more", count = count - named)),
        MoreThan(count) => Some(tr!("page-action-more-than", count = count - named)),
        About(count) => Some(tr!("page-action-more-about", count = count - named)),
        Many => Some(tr!("page-action-more-many")),
    }
}

fn missing(action: &AllowedAction, rows: u64) -> Option<String> {
    let words = || tr!("page-action-missing", number = rows, rows = counted(rows, action.resource().meta()));
    (rows > 0).then(words)
}
