//! One input of a form: which HTML it is, what it holds, what can be picked.

use kaffy_core::{FormField, Key, Kind, OwnChoice, Permission, Resource, Widget, i18n::Localizer, tr, value};
use serde::Serialize;

use super::{FileInputView, OptionView};
use crate::{extract::Visit, pages::Web};

/// A hidden input.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Hidden {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl Hidden {
    pub(crate) fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Vec<Self> {
        pairs.into_iter().map(|(name, value)| Self { name, value }).collect()
    }
}

/// Which HTML an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum InputKind {
    /// `<input>` of some type.
    Line,
    /// `<textarea>`.
    Area,
    /// `<textarea>` of HTML, which the script makes an editor.
    Rich,
    /// `<input type="file">`, beside the file that is there.
    File,
    /// One checkbox, with a hidden `false` before it.
    Check,
    /// `<select>`.
    Select,
    /// Several checkboxes, with a hidden empty value before them.
    Checks,
    /// The key of a row of another resource, with its label and a way to find it.
    Pick,
}

/// One input. A template does not see what it does not have (`{% if input.suffix %}`).
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct InputView {
    /// Which HTML it is.
    pub kind: InputKind,
    /// The `type` of a line.
    pub input_type: &'static str,
    /// What it holds.
    pub value: String,
    /// What can be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionView>,
    /// Visible lines of an area.
    pub rows: u16,
    /// The keyboard it wants on a phone.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub inputmode: &'static str,
    /// The `step` of a time.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub step: &'static str,
    /// What it shows while empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<&'static str>,
    /// What stands behind it, such as `UTC`.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub suffix: &'static str,
    /// Whether it holds code.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_code: bool,
    /// What is picked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pick: Option<PickView>,
    /// What a file input takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<FileInputView>,
}

/// What is needed to pick a row of another resource.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PickView {
    /// What people call the row that is picked.
    pub label: Option<String>,
    /// Its page.
    pub href: Option<String>,
    /// One of what is picked, in running text: `category`.
    pub singular: String,
    /// The same as it stands alone, for messages: `Category`.
    pub thing: String,
    /// The form that adds one, for somebody who may.
    pub add_href: Option<String>,
    /// What the addresses of those that exist start with, for somebody who may change them.
    pub edit_base: Option<String>,
    /// Where the script finds rows to pick from.
    pub options_href: String,
}

impl InputView {
    /// The input of a field that holds these values; `label` names the row of a relation.
    /// `own` is what code offers.
    pub(crate) fn new(
        web: &Web,
        visit: &Visit,
        field: &FormField,
        values: &[String],
        label: Option<&str>,
        own: Option<&[OwnChoice]>,
    ) -> Self {
        let meta = field.column.meta;
        let value = values.last().cloned().unwrap_or_default();
        let pick = pick(web, visit, field, &value, label);
        let options = options(field, values, own);
        let kind = match meta.ty.kind {
            _ if pick.is_some() => InputKind::Pick,
            _ if meta.file().is_some() || meta.ty.is_upload => InputKind::File,
            Kind::Bool if !meta.ty.nullable => InputKind::Check,
            Kind::List(_) if own.is_some() || !options.is_empty() => InputKind::Checks,
            _ if own.is_some() => InputKind::Select,
            _ if !options.is_empty() => InputKind::Select,
            Kind::Json | Kind::List(_) | Kind::Bytes => InputKind::Area,
            Kind::Text if meta.widget == Widget::RichText => InputKind::Rich,
            Kind::Text if is_long(meta.widget, &value) => InputKind::Area,
            _ => InputKind::Line,
        };
        let input_type = if kind == InputKind::Line { input_type(meta.ty.kind, meta.widget, &value) } else { "text" };
        Self {
            kind,
            input_type,
            value: native(input_type, value),
            options,
            rows: match (meta.widget, meta.ty.kind) {
                (Widget::TextArea { rows }, _) => rows,
                (Widget::RichText, _) => 10,
                (_, Kind::Json) => 8,
                _ => 5,
            },
            inputmode: match meta.ty.kind {
                Kind::Int(_) if kind == InputKind::Line => "numeric",
                Kind::Float(_) | Kind::Decimal if kind == InputKind::Line => "decimal",
                _ => "",
            },
            step: if matches!(input_type, "time" | "datetime-local") { "1" } else { "" },
            placeholder: meta.placeholder,
            suffix: if matches!(meta.ty.kind, Kind::Timestamp) { Localizer::current().zone_name() } else { "" },
            is_code: matches!(meta.ty.kind, Kind::Json | Kind::Bytes | Kind::Uuid),
            pick,
            file: None,
        }
    }
}

/// A line would lose the line breaks of a text.
fn is_long(widget: Widget, text: &str) -> bool {
    match widget {
        Widget::TextArea { .. } => true,
        Widget::Auto => text.contains(['\n', '\r']) || text.chars().count() > 200,
        _ => text.contains(['\n', '\r']),
    }
}

/// The type of an `<input>`. One that would drop a text it does not understand is only used for texts
/// it does: what was typed wrong stays to be mended (A53).
fn input_type(kind: Kind, widget: Widget, text: &str) -> &'static str {
    // An input of the browser has no place for an offset, which a doubled hour needs.
    let has_offset = text.get(10..).is_some_and(|clock| clock.contains(['+', '-', 'Z']));
    let fits = text.is_empty() || (!has_offset && Localizer::current().typed(kind, text).is_ok());
    // Browsers keep milliseconds and drop what is finer.
    let is_coarse = text.split('.').nth(1).is_none_or(|fraction| fraction.len() <= 3);
    match (kind, widget) {
        (_, Widget::Password) => "password",
        (Kind::Text, Widget::Email) => "email",
        (Kind::Text, Widget::Url) => "url",
        (Kind::Text, Widget::Tel) => "tel",
        (Kind::Text, Widget::Color) if is_color(text) => "color",
        (Kind::Date, _) if fits => "date",
        (Kind::Time, _) if fits && is_coarse => "time",
        (Kind::DateTime | Kind::Timestamp, _) if fits && is_coarse => "datetime-local",
        _ => "text",
    }
}

/// A colour input has no empty state and writes small letters, so only such a colour is shown in one.
fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| {
        hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })
}

/// A text as the browser itself would write it, so that what comes back unchanged is unchanged.
fn native(input_type: &str, text: String) -> String {
    match input_type {
        "datetime-local" => text.trim().replacen(' ', "T", 1),
        _ => text,
    }
}

fn options(field: &FormField, values: &[String], own: Option<&[OwnChoice]>) -> Vec<OptionView> {
    let meta = field.column.meta;
    let option = |value: &str, label: &str| OptionView {
        value: value.to_owned(),
        label: label.to_owned(),
        is_on: values.iter().any(|held| held == value),
    };
    let mut options: Vec<_> = match meta.ty.kind {
        Kind::List(_) if own.is_some() => {
            let own = own.unwrap_or_default();
            // What the record holds beside them stays, or saving would take it away.
            let others = values.iter().filter(|held| !held.is_empty() && !own.iter().any(|it| it.value == **held));
            let others: Vec<_> = others.map(|held| option(held, held)).collect();
            return own.iter().map(|choice| option(&choice.value, &choice.label)).chain(others).collect();
        }
        _ if own.is_some() => own.unwrap_or_default().iter().map(|it| option(&it.value, &it.label)).collect(),
        _ if !meta.choices.is_empty() => meta.choices.iter().map(|choice| option(choice.value, choice.label)).collect(),
        Kind::Choice(choice) => choice.variants.iter().map(|it| option(it.key, it.label)).collect(),
        Kind::Bool if meta.ty.nullable => vec![option("true", &tr!("cell-yes")), option("false", &tr!("cell-no"))],
        Kind::List(item) => {
            return match item.kind {
                Kind::Choice(choice) => choice.variants.iter().map(|it| option(it.key, it.label)).collect(),
                _ => Vec::new(),
            };
        }
        _ => return Vec::new(),
    };
    let held = values.last().map(String::as_str).unwrap_or_default();
    let is_known = options.iter().any(|option| option.is_on);
    if !held.is_empty() && !is_known {
        // What the database holds beside the choices stays choosable, or saving would change it.
        options.insert(0, option(held, held));
    }
    if meta.ty.nullable || held.is_empty() {
        let label = if meta.ty.nullable { "—".to_owned() } else { tr!("page-form-choose") };
        options.insert(0, OptionView { value: String::new(), label, is_on: held.is_empty() });
    }
    options
}

/// The key of a row of another resource from the text of the field that names it.
pub(crate) fn key_of_text(target: &Resource, text: &str) -> Option<Key> {
    match target.key() {
        [only] => value::parse(only.kind(), text).ok().map(|value| Key::new(vec![value])),
        _ => None,
    }
}

fn pick(web: &Web, visit: &Visit, field: &FormField, held: &str, label: Option<&str>) -> Option<PickView> {
    let target = web.admin.registry().of((field.column.meta.belongs_to?.target)())?;
    let actor = visit.actor()?;
    if !web.admin.may(actor, target.meta(), Permission::View) {
        return None;
    }
    let links = &visit.links;
    let key = key_of_text(target, held);
    Some(PickView {
        href: label.and(key).map(|key| links.record(target, &key)),
        label: label.map(str::to_owned),
        singular: target.meta().singular.to_lowercase(),
        thing: target.meta().singular.to_owned(),
        add_href: web.admin.may(actor, target.meta(), Permission::Add).then(|| links.new_record(target)),
        edit_base: web.admin.may(actor, target.meta(), Permission::Change).then(|| links.list(target) + "/"),
        options_href: links.options(target),
    })
}
