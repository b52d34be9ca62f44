//! The fields of a form, with what they hold: those of a record, or inputs that are no table.

use std::{borrow::Cow, collections::BTreeMap};

use kaffy_core::{
    Access, Actor, ComputedField, CustomMeta, FormField, FormSection, Found, HeldFile, Inputs, Key, Kind, OwnChoice,
    Permission, Record, Resource, ResourceMeta, View, Widget, tr, value,
};

use super::{filled::Filled, plan::Step};
use crate::{
    WebError,
    extract::Visit,
    pages::Web,
    view::{Around, CellView, FieldView, FileInputView, FileView, InputView, SectionView, ShowIfView, form},
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
    /// The address of the files of the record.
    pub(super) files_at: Option<String>,
    /// The resource as the actor knows it; none for inputs that are no table.
    pub(super) resource: Option<&'a Resource>,
    /// What the fields are part of.
    pub(super) meta: &'static ResourceMeta,
    /// What code offers for fields.
    pub(super) choices: BTreeMap<&'static str, Vec<OwnChoice>>,
    /// What code shows of the record.
    pub(super) computed: Vec<ComputedField>,
}

/// A field with its place on the form.
pub(super) struct Placed<'a> {
    pub(super) field: FormField,
    /// Its whole name: `price`, `items.0.title`.
    pub(super) name: String,
    /// The label of what it is inside of.
    pub(super) inside: String,
    /// What is stored; none for something new.
    pub(super) record: Option<Cow<'a, Record>>,
    /// What people call the rows that the record names, where it brought that along.
    pub(super) labels: Option<&'a [Option<String>]>,
    /// Why there is another input than usual.
    pub(super) note: Option<String>,
    /// What it is called, where that is not what its metadata says.
    pub(super) label: Option<String>,
    /// What it is a field of.
    pub(super) of: &'static ResourceMeta,
}

impl<'a> Drawing<'a> {
    /// Inputs that are no table.
    pub(super) fn inputs(
        web: &'a Web,
        visit: &'a Visit,
        actor: &'a Actor,
        inputs: &Inputs,
        filled: &'a Filled,
    ) -> Self {
        Self {
            web,
            visit,
            actor,
            sections: inputs.sections(),
            found: None,
            filled,
            is_read_only: false,
            files_at: None,
            resource: None,
            meta: inputs.resource().meta(),
            choices: BTreeMap::new(),
            computed: Vec::new(),
        }
    }

    /// The sections; one statement for each field that names another row than the record does.
    pub(super) async fn draw(&self) -> Result<Vec<SectionView>, WebError> {
        let mut drawn = Vec::new();
        for (at, section) in self.sections.iter().enumerate() {
            let mut fields = Vec::new();
            for step in self.plan(section) {
                match step {
                    Step::Field(placed) => {
                        let label = self.label(&placed).await?;
                        fields.push(self.field(&placed, label.as_deref())?);
                    }
                    Step::Drawn(view) => fields.push(*view),
                }
            }
            if at + 1 == self.sections.len() {
                fields.extend(self.computed_after(None));
            }
            self.focus(&mut fields);
            drawn.push(SectionView::new(at, section, fields));
        }
        Ok(drawn)
    }

    /// The cursor goes to the field that was asked for, or into the group.
    fn focus(&self, fields: &mut [FieldView]) {
        let Some(focus) = self.filled.focus.as_deref() else { return };
        let is_input = |field: &&mut FieldView| field.input.is_some() && field.name.starts_with(&format!("{focus}."));
        let exact = fields.iter().position(|field| field.name == focus && field.group.is_none());
        let found = match exact {
            Some(at) => fields.get_mut(at),
            None => {
                let inner = fields.iter_mut().find(is_input).map(|field| field.name.clone());
                let name = inner.unwrap_or_else(|| focus.to_owned());
                fields.iter_mut().find(|field| field.name == name)
            }
        };
        if let Some(field) = found {
            field.has_focus = true;
        }
    }

    fn field(&self, placed: &Placed<'_>, label: Option<&str>) -> Result<FieldView, WebError> {
        let field = &placed.field;
        let around = self.around(placed);
        let file = self.file(placed);
        if !self.is_input(field) {
            let text = Some(self.text(placed, label));
            let view = FieldView::new(field, Around { unreadable: None, ..around });
            return Ok(FieldView { text, file, is_required: false, ..view });
        }
        let view = FieldView {
            show_if: self.show_if(placed),
            slug_from: self.slug_from(placed),
            ..FieldView::new(field, around)
        };
        if let Some(custom) = field.column.meta.custom {
            let markup = Some(self.custom(&custom, placed, &view)?);
            return Ok(FieldView { is_custom: true, markup, ..view });
        }
        let own = self.own_choices(placed);
        let mut input = InputView::new(self.web, self.visit, field, &self.values(placed), label, own);
        let is_cleared = self.filled.cleared.contains(&placed.name);
        let (meta, kept) = (field.column.meta, self.filled.kept.get(&placed.name));
        input.file = FileInputView::new(meta, file.is_some(), is_cleared).or_else(|| FileInputView::upload(meta, kept));
        Ok(FieldView { input: Some(input), file, ..view })
    }

    fn own_choices(&self, placed: &Placed<'_>) -> Option<&[OwnChoice]> {
        self.choices.get(placed.field.column.meta.name).filter(|_| placed.field.is_chosen).map(Vec::as_slice)
    }

    /// The fields that an empty one is made of, for the script; only of something new.
    fn slug_from(&self, placed: &Placed<'_>) -> String {
        if placed.record.is_some() {
            return String::new();
        }
        let prefix = placed.name.strip_suffix(placed.field.column.meta.name).unwrap_or_default();
        let ids = placed.field.column.meta.slug_from.iter().map(|name| format!("field-{prefix}{name}"));
        ids.collect::<Vec<_>>().join(" ")
    }

    /// What code shows behind a field, or at the end.
    pub(super) fn computed_after(&self, field: Option<&str>) -> Vec<FieldView> {
        let here = self.computed.iter().enumerate().filter(|(_, computed)| computed.after == field);
        here.map(|(at, it)| FieldView::computed(at, it.label.clone(), CellView::shown(&it.shown))).collect()
    }

    /// The inputs that a type draws by a template of the application.
    fn custom(&self, custom: &CustomMeta, placed: &Placed<'_>, view: &FieldView) -> Result<String, WebError> {
        let cell = form::cell(&placed.field, placed.record.as_deref());
        let held = cell.and_then(|cell| cell.as_ref().ok()).map(|held| (custom.fill)(held)).unwrap_or_default();
        let input = |(at, input): (usize, &&str)| {
            let name = format!("{}.{input}", placed.name);
            let typed = self.filled.values.get(&name).and_then(|values| values.last());
            let drawn = CustomInput {
                id: if at == 0 { view.id.clone() } else { format!("{}-{input}", view.id) },
                value: typed.or_else(|| held.get(at)).cloned().unwrap_or_default(),
                error: self.filled.errors.get(name.as_str()).cloned(),
                name,
            };
            ((*input).to_owned(), drawn)
        };
        let inputs: BTreeMap<_, _> = custom.inputs.iter().enumerate().map(input).collect();
        let mut context = tera::Context::new();
        context.insert("field", view);
        context.insert("inputs", &inputs);
        Ok(self.web.templates.current().render(custom.template, &context)?)
    }

    pub(super) fn is_input(&self, field: &FormField) -> bool {
        field.access == Access::Editable && !self.is_read_only
    }

    /// What is said about a field beside its value.
    pub(super) fn around(&self, placed: &Placed<'_>) -> Around {
        let cell = form::cell(&placed.field, placed.record.as_deref());
        Around {
            name: placed.name.clone(),
            error: self.filled.errors.get(placed.name.as_str()).cloned(),
            unreadable: cell.and_then(|cell| cell.as_ref().err()).map(ToString::to_string),
            note: placed.note.clone(),
            label: placed.label.clone(),
            has_focus: false,
            inside: placed.inside.clone(),
        }
    }

    /// The file that the record has in a field.
    fn file(&self, placed: &Placed<'_>) -> Option<FileView> {
        let meta = placed.field.column.meta;
        let held = HeldFile::of(meta, form::cell(&placed.field, placed.record.as_deref())?)?;
        Some(FileView::new(meta, held, self.files_at.as_ref()?))
    }

    /// The value of a field as text.
    fn text(&self, placed: &Placed<'_>, label: Option<&str>) -> CellView {
        let meta = placed.field.column.meta;
        let cell = form::cell(&placed.field, placed.record.as_deref());
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
            (None, Ok(held)) if placed.field.is_chosen && !matches!(meta.ty.kind, Kind::List(_)) => {
                let text = value::print(meta.ty.kind, held);
                let choice = self.own_choices(placed).and_then(|own| own.iter().find(|choice| choice.value == text));
                choice.map_or_else(|| CellView::whole(meta, cell), |choice| CellView::plain(&choice.label))
            }
            _ => CellView::whole(meta, cell),
        }
    }

    /// What the inputs of a field hold: what was typed, else what the record does, else the default.
    fn values(&self, placed: &Placed<'_>) -> Vec<String> {
        match (self.filled.values.get(&placed.name), placed.record.as_deref()) {
            // What was typed into a password field is not sent back.
            (Some(_), _) if placed.field.column.meta.widget == Widget::Password => Vec::new(),
            (Some(typed), _) => typed.clone(),
            (None, Some(record)) => form::held(&placed.field, record),
            (None, None) => vec![placed.field.initial()],
        }
    }

    /// What people call the row that a field names: what the record brought along, or one statement
    /// where the field names another one by now.
    async fn label(&self, placed: &Placed<'_>) -> Result<Option<String>, WebError> {
        let field = &placed.field;
        let Some(relation) = field.column.meta.belongs_to else { return Ok(None) };
        let text = self.values(placed).pop().unwrap_or_default();
        let is_stored = placed.record.as_deref().is_some_and(|record| field.text(record) == text);
        if let Some(labels) = placed.labels.filter(|_| is_stored) {
            return Ok(labels.get(field.column.index).cloned().flatten());
        }
        let Some(target) = self.web.admin.registry().of((relation.target)()) else { return Ok(None) };
        let seen = self.web.admin.authorize::<View>(self.actor, target);
        match (seen, crate::view::key_of_text(target, &text)) {
            (Ok(seen), Some(key)) => Ok(seen.label_for(&key).await?),
            _ => Ok(None),
        }
    }

    /// When a field is shown; always, where the actor may not know of what decides.
    pub(super) fn show_if(&self, placed: &Placed<'_>) -> Option<ShowIfView> {
        let is_own = placed.of.id() == self.meta.id();
        let hides = |field| self.resource.is_some_and(|it| it.access(field) == Access::Hidden);
        show_if(placed)
            .filter(|_| !is_own || !placed.field.column.meta.show_if.is_some_and(|condition| hides(condition.field)))
    }

    /// What was typed.
    pub(super) fn typed(&self) -> &BTreeMap<String, Vec<String>> {
        &self.filled.values
    }
}

/// When a field is shown, for the script and in words.
fn show_if(placed: &Placed<'_>) -> Option<ShowIfView> {
    let meta = placed.field.column.meta;
    let condition = meta.show_if?;
    let other = placed.of.field(condition.field)?;
    let prefix = placed.name.strip_suffix(meta.name).unwrap_or_default();
    let word = |value: &&str| match other.ty.kind {
        Kind::Choice(choice) => choice.by_key(value).map_or((*value).to_owned(), |variant| variant.label.to_owned()),
        Kind::Bool if *value == "true" => tr!("page-form-condition-yes"),
        Kind::Bool => tr!("page-form-condition-no"),
        _ => (*value).to_owned(),
    };
    let words = condition.values.iter().map(word);
    let values = words.reduce(|most, last| tr!("page-or", most = most, last = last)).unwrap_or_default();
    Some(ShowIfView {
        field: format!("{prefix}{}", condition.field),
        values: condition.values.join("\n"),
        words: tr!("page-form-condition", label = other.label, values = values),
    })
}

/// One input of a type that draws its own.
#[derive(serde::Serialize)]
struct CustomInput {
    name: String,
    id: String,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// What types of the application drew, by field. It comes out of templates, which escape; none of it is
/// escaped once more.
pub(super) fn markup(sections: &[SectionView]) -> tera::Value {
    let fields = sections.iter().flat_map(|section| &section.fields);
    let drawn =
        fields.filter_map(|field| Some((field.name.clone(), tera::Value::safe_string(field.markup.as_deref()?))));
    let drawn: BTreeMap<_, _> = drawn.collect();
    // Most forms have none, and a map to look in costs more than to say so.
    if drawn.is_empty() { tera::Value::none() } else { drawn.into() }
}
