//! The fields of a form, with what they hold: those of a record, or inputs that are no table.

use std::collections::BTreeMap;

use kaffy_core::{Access, Actor, FormField, FormSection, Found, Inputs, Key, Permission, View, Widget};

use super::filled::Filled;
use crate::{
    WebError,
    extract::Visit,
    pages::Web,
    view::{CellView, FieldView, InputView, SectionView, form},
};

/// A form to draw.
pub(super) struct Drawing<'a> {
    pub(super) web: &'a Web,
    pub(super) visit: &'a Visit,
    pub(super) actor: &'a Actor,
    pub(super) sections: Vec<FormSection>,
    /// The record; none for a new one.
    pub(super) found: Option<&'a Found>,
    pub(super) filled: &'a Filled,
    /// Whether nothing can be changed.
    pub(super) is_read_only: bool,
}

impl<'a> Drawing<'a> {
    /// Inputs that are no table.
    #[expect(dead_code, reason = "what actions ask for is drawn with it")]
    pub(super) fn inputs(
        web: &'a Web,
        visit: &'a Visit,
        actor: &'a Actor,
        inputs: &Inputs,
        filled: &'a Filled,
    ) -> Self {
        Self { web, visit, actor, sections: inputs.sections(), found: None, filled, is_read_only: false }
    }

    /// The sections; one statement for each field that names another row than the record does.
    pub(super) async fn draw(&self) -> Result<Vec<SectionView>, WebError> {
        let labels = self.labels().await?;
        let section = |(at, section): (usize, &FormSection)| {
            let fields = section.fields.iter().map(|field| self.field(field, &labels));
            SectionView::new(at, section, fields.collect())
        };
        Ok(self.sections.iter().enumerate().map(section).collect())
    }

    fn field(&self, field: &FormField, labels: &BTreeMap<&'static str, String>) -> FieldView {
        let meta = field.column.meta;
        let error = self.filled.errors.get(meta.name).cloned();
        let has_focus = self.filled.focus.as_deref() == Some(meta.name);
        let label = labels.get(meta.name).map(String::as_str);
        if field.access == Access::Editable && !self.is_read_only {
            let cell = form::cell(field, self.found.map(|found| &found.record));
            let unreadable = cell.and_then(|cell| cell.as_ref().err()).map(ToString::to_string);
            let input = InputView::new(self.web, self.visit, field, &self.values(field), label);
            FieldView { input: Some(input), ..FieldView::new(field, error, unreadable, has_focus) }
        } else {
            let text = Some(self.text(field, label));
            FieldView { text, is_required: false, ..FieldView::new(field, error, None, has_focus) }
        }
    }

    /// The value of a field as text.
    fn text(&self, field: &FormField, label: Option<&str>) -> CellView {
        let meta = field.column.meta;
        let cell = form::cell(field, self.found.map(|found| &found.record));
        let Some(cell) = cell else { return CellView::unsaved(meta) };
        match (label, cell) {
            (Some(label), Ok(held)) => {
                let target = meta.belongs_to.and_then(|it| self.web.admin.registry().of((it.target)()));
                let seen = target.filter(|it| self.web.admin.may(self.actor, it.meta(), Permission::View));
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
    fn values(&self, field: &FormField) -> Vec<String> {
        let meta = field.column.meta;
        match (self.filled.values.get(meta.name), self.found) {
            // What was typed into a password field is not sent back.
            (Some(_), _) if meta.widget == Widget::Password => Vec::new(),
            (Some(typed), _) => typed.clone(),
            (None, Some(found)) => form::held(field, &found.record),
            (None, None) => vec![field.initial()],
        }
    }

    /// What people call the rows that the fields name: what the record brought along, and one statement
    /// for each field that names another one by now.
    async fn labels(&self) -> Result<BTreeMap<&'static str, String>, WebError> {
        let mut labels = BTreeMap::new();
        for field in self.sections.iter().flat_map(|section| &section.fields) {
            let meta = field.column.meta;
            let Some(relation) = meta.belongs_to else { continue };
            let text = self.values(field).pop().unwrap_or_default();
            let known = self.found.filter(|found| field.text(&found.record) == text);
            if let Some(found) = known {
                if let Some(label) = found.labels.get(field.column.index).cloned().flatten() {
                    labels.insert(meta.name, label);
                }
                continue;
            }
            let Some(target) = self.web.admin.registry().of((relation.target)()) else { continue };
            let seen = self.web.admin.authorize::<View>(self.actor, target);
            if let (Ok(seen), Some(key)) = (seen, crate::view::key_of_text(target, &text))
                && let Some(label) = seen.label_for(&key).await?
            {
                labels.insert(meta.name, label);
            }
        }
        Ok(labels)
    }
}
