//! A form while it is drawn: of a new or an existing record, empty, filled in, or wrong.

use std::collections::BTreeMap;

use axum::{http::StatusCode, response::Response};
use kaffy_core::{Access, Allowed, FormField, Found, Key, Mode, Permission, Rejected, Resource, View, Widget};

use super::respond;
use crate::{
    WebError,
    extract::{Form, Visit},
    list_state::ListState,
    pages::Web,
    view::{CellView, FieldView, FormView, InputView, Screen, SectionView, form},
};

/// One form.
pub(super) struct Editing<'a> {
    pub(super) web: &'a Web,
    pub(super) visit: &'a Visit,
    pub(super) seen: &'a Allowed<View>,
    /// The record; none for a new one.
    pub(super) record: Option<(Key, Found)>,
    pub(super) back: ListState,
}

/// What its inputs hold, beside what the record does.
#[derive(Default)]
pub(super) struct Filled {
    values: BTreeMap<String, Vec<String>>,
    errors: BTreeMap<&'static str, String>,
    general: Vec<String>,
    focus: Option<String>,
}

impl Filled {
    /// As it was posted.
    pub(super) fn posted(form: &Form) -> Self {
        Self::pairs(form.fields())
    }

    /// With these values.
    pub(super) fn pairs<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut values = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in pairs {
            values.entry(name.to_owned()).or_default().push(value.to_owned());
        }
        Self { values, ..Self::default() }
    }

    /// With another value in one field, where the page opens.
    pub(super) fn with(mut self, field: &str, value: Option<&str>) -> Self {
        if let Some(value) = value {
            self.values.insert(field.to_owned(), vec![value.to_owned()]);
        }
        self.focus = Some(field.to_owned());
        self
    }

    fn is_wrong(&self) -> bool {
        !self.errors.is_empty() || !self.general.is_empty()
    }
}

impl From<Rejected> for Filled {
    fn from(rejected: Rejected) -> Self {
        Self { values: rejected.values, errors: rejected.errors, general: rejected.general, focus: None }
    }
}

impl<'a> Editing<'a> {
    /// The form of a record.
    pub(super) async fn open(
        web: &'a Web,
        visit: &'a Visit,
        seen: &'a Allowed<View>,
        key: Key,
        back: ListState,
    ) -> Result<Self, WebError> {
        let found = seen.find(&key).await?;
        let found = found.ok_or_else(|| WebError::no_record(seen.resource().meta().singular))?;
        Ok(Self { web, visit, seen, record: Some((key, found)), back })
    }

    /// Draws it, with 422 when something is wrong.
    pub(super) async fn draw(&self, filled: Filled) -> Result<Response, WebError> {
        let labels = self.labels(&filled).await?;
        let view = self.view(&filled, &labels);
        let resource = self.seen.resource();
        let list = self.back.href(&self.visit.links, resource);
        let mut screen = Screen::new(self.web, self.visit, view.heading.clone())
            .below(self.visit, resource)
            .after(resource.meta().plural, list);
        let mut status = StatusCode::OK;
        if filled.is_wrong() {
            screen = screen.failed();
            status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        Ok(respond::page(status, screen.render(self.web, "resource/form.html", &view)?))
    }

    fn mode(&self) -> Mode {
        if self.record.is_some() { Mode::Update } else { Mode::Create }
    }

    fn may(&self, permission: Permission) -> bool {
        self.web.admin.may(self.seen.actor(), self.seen.resource().meta(), permission)
    }

    fn view(&self, filled: &Filled, labels: &BTreeMap<&'static str, String>) -> FormView {
        let (resource, links) = (self.seen.resource(), &self.visit.links);
        let meta = resource.meta();
        let is_read_only = self.record.is_some() && !self.may(Permission::Change);
        let sections = resource.form(self.mode());
        let sections: Vec<_> = sections
            .iter()
            .enumerate()
            .map(|(at, section)| {
                let fields = section.fields.iter().map(|field| self.field(field, filled, labels, is_read_only));
                SectionView::new(at, section, fields.collect())
            })
            .collect();
        let (heading, action, delete_href) = match &self.record {
            None => (format!("Add {}", meta.singular.to_lowercase()), links.list(resource), None),
            Some((key, found)) => (
                resource.label_of(&found.record),
                links.record(resource, key),
                self.may(Permission::Delete).then(|| self.back.on(&links.delete(resource, key))),
            ),
        };
        FormView {
            heading,
            singular: meta.singular.to_owned(),
            is_new: self.record.is_none(),
            is_read_only,
            action,
            back: self.back.text().to_owned(),
            cancel_href: self.back.href(links, resource),
            delete_href,
            may_add: self.may(Permission::Add),
            problems: sections.iter().flat_map(|it| it.fields.iter().filter_map(FieldView::problem)).collect(),
            general: filled.general.iter().cloned().chain(elsewhere(resource, filled, &sections)).collect(),
            sections,
        }
    }

    fn field(
        &self,
        field: &FormField,
        filled: &Filled,
        labels: &BTreeMap<&'static str, String>,
        is_read_only: bool,
    ) -> FieldView {
        let meta = field.column.meta;
        let error = filled.errors.get(meta.name).cloned();
        let has_focus = filled.focus.as_deref() == Some(meta.name);
        let label = labels.get(meta.name).map(String::as_str);
        if field.access == Access::Editable && !is_read_only {
            let cell = form::cell(field, self.record.as_ref().map(|(_, found)| &found.record));
            let unreadable = cell.and_then(|cell| cell.as_ref().err()).map(ToString::to_string);
            let input = InputView::new(self.web, self.visit, field, &self.values(field, filled), label);
            FieldView { input: Some(input), ..FieldView::new(field, error, unreadable, has_focus) }
        } else {
            let text = Some(self.text(field, label));
            FieldView { text, is_required: false, ..FieldView::new(field, error, None, has_focus) }
        }
    }

    /// The value of a field as text.
    fn text(&self, field: &FormField, label: Option<&str>) -> CellView {
        let meta = field.column.meta;
        let cell = form::cell(field, self.record.as_ref().map(|(_, found)| &found.record));
        let Some(cell) = cell else { return CellView::unsaved(meta) };
        match (label, cell) {
            (Some(label), Ok(held)) => {
                let target = meta.belongs_to.and_then(|it| self.web.admin.registry().of((it.target)()));
                let seen = target.filter(|it| self.web.admin.may(self.seen.actor(), it.meta(), Permission::View));
                match seen {
                    Some(target) => {
                        let key = Key::new(vec![held.clone()]);
                        CellView::link(label, self.visit.links.record(target, &key))
                    }
                    None => CellView::of(meta, cell),
                }
            }
            _ => CellView::whole(meta, cell),
        }
    }

    /// What the inputs of a field hold: what was typed, else what the record does, else the default.
    fn values(&self, field: &FormField, filled: &Filled) -> Vec<String> {
        let meta = field.column.meta;
        match (filled.values.get(meta.name), &self.record) {
            // What was typed into a password field is not sent back.
            (Some(_), _) if meta.widget == Widget::Password => Vec::new(),
            (Some(typed), _) => typed.clone(),
            (None, Some((_, found))) => form::held(field, &found.record),
            (None, None) => vec![field.initial()],
        }
    }

    /// What people call the rows that the fields name: what the record brought along, and one statement
    /// for each field that names another one by now.
    async fn labels(&self, filled: &Filled) -> Result<BTreeMap<&'static str, String>, WebError> {
        let mut labels = BTreeMap::new();
        for field in self.seen.resource().form(self.mode()).iter().flat_map(|section| &section.fields) {
            let meta = field.column.meta;
            let Some(relation) = meta.belongs_to else { continue };
            let text = self.values(field, filled).pop().unwrap_or_default();
            let known = self.record.as_ref().filter(|(_, found)| field.text(&found.record) == text);
            if let Some((_, found)) = known {
                if let Some(label) = found.labels.get(field.column.index).cloned().flatten() {
                    labels.insert(meta.name, label);
                }
                continue;
            }
            let Some(target) = self.web.admin.registry().of((relation.target)()) else { continue };
            let seen = self.web.admin.authorize::<View>(self.seen.actor(), target);
            if let (Ok(seen), Some(key)) = (seen, crate::view::key_of_text(target, &text))
                && let Some(label) = seen.label_for(&key).await?
            {
                labels.insert(meta.name, label);
            }
        }
        Ok(labels)
    }
}

/// What is wrong with fields that have no place on this form, such as a hidden one that must be unique.
fn elsewhere(resource: &Resource, filled: &Filled, sections: &[SectionView]) -> Vec<String> {
    let is_shown = |name: &str| sections.iter().any(|it| it.fields.iter().any(|field| field.name == name));
    let hidden = filled.errors.iter().filter(|(name, _)| !is_shown(name));
    let label = |name: &str| resource.column(name).map_or_else(|| name.to_owned(), |it| it.meta.label.to_owned());
    hidden.map(|(name, message)| format!("{}: {message}", label(name))).collect()
}
