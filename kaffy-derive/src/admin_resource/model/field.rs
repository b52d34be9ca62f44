//! One field, its options checked against each other.

use darling::{Error, Result};
use proc_macro2::{Ident, Span};
use syn::Type;

use super::{
    beside::{Inside, beside_a_file, beside_formatted_text, inside},
    key::Key,
    kinds::checks,
    names::{NamedField, RelationModel},
};
use crate::{
    admin_resource::{attr::FieldAttrs, check::Check},
    doc,
    syntax::{AccessWord, FileRule, Literal, LiteralKind, Rename, StorageWord, Text, Word},
    words::in_words,
};

/// The input of a field, where it is not the default of its kind.
#[derive(Clone, Debug)]
pub(crate) enum WidgetModel {
    TextArea { rows: u16 },
    RichText,
    Email,
    Url,
    Color,
    Password,
    Tel,
    File(FileRule),
    Image(FileRule),
}

/// A checked field.
#[derive(Debug)]
pub(crate) struct FieldModel {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) column: Option<String>,
    pub(crate) label: String,
    pub(crate) help: Option<String>,
    pub(crate) key: Option<Key>,
    pub(crate) create: Option<AccessWord>,
    pub(crate) update: Option<AccessWord>,
    pub(crate) widget: Option<WidgetModel>,
    pub(crate) choices: Vec<(String, String)>,
    pub(crate) default: Option<String>,
    pub(crate) min: Option<String>,
    pub(crate) max: Option<String>,
    pub(crate) min_len: Option<u32>,
    pub(crate) max_len: Option<u32>,
    pub(crate) pattern: Option<String>,
    pub(crate) placeholder: Option<String>,
    pub(crate) blank: bool,
    pub(crate) embedded: Option<Inside>,
    pub(crate) slug_from: Vec<String>,
    pub(crate) show_if: Option<(String, Vec<String>)>,
    pub(crate) custom: bool,
    pub(crate) version: bool,
    pub(crate) soft_delete: bool,
    pub(crate) storage: Option<StorageWord>,
    pub(crate) relation: Option<RelationModel>,
    pub(crate) checks: Vec<Check>,
}

impl FieldModel {
    pub(crate) fn new(field: &NamedField<'_>, key: Option<Key>, rename: Option<Rename>) -> Result<Self> {
        let attrs = field.attrs;
        let mut errors = Error::accumulator();
        let widget = errors.handle(widget(attrs)).flatten();
        errors.handle(in_order(attrs));
        let embedded = errors.handle(inside(attrs)).flatten();
        errors.handle(beside_a_file(attrs));
        errors.handle(beside_formatted_text(attrs));
        errors.handle(attrs.pattern.as_ref().map_or(Ok(()), pattern));
        let choices = errors.handle(choices(attrs)).unwrap_or_default();
        if let (Some(_), Some(span)) = (key, attrs.password.0) {
            let message = "a primary key is part of the address, so it cannot be a `password`";
            errors.push(Error::custom(message).with_span(&span));
        }
        errors.handle(written_by_kaffy(("version", attrs.version), attrs, key));
        errors.handle(written_by_kaffy(("soft_delete", attrs.soft_delete), attrs, key));
        errors.handle(one_meaning(attrs));
        let text = |option: &Option<Text>| option.as_ref().map(Text::value);
        let literal = |option: &Option<Literal>| option.as_ref().map(|literal| literal.text.clone());
        let relation = field.relation.clone();
        let words = || relation.as_ref().map_or_else(|| in_words(&field.name), |relation| relation.label.clone());
        let renamed = rename.map(|rule| rule.0.field(&field.name)).filter(|column| *column != field.name);
        errors.finish_with(Self {
            ident: field.ident.clone(),
            name: field.name.clone(),
            ty: attrs.ty.clone(),
            column: text(&attrs.column).or(renamed),
            label: text(&attrs.label).unwrap_or_else(words),
            help: text(&attrs.help).or_else(|| doc::first_paragraph(&attrs.attrs)),
            // A key that is the key of another resource is chosen, so it is no counter.
            key: if relation.is_some() { key.map(|_| Key::Part) } else { key },
            create: attrs.create,
            update: attrs.update,
            widget,
            choices,
            default: literal(&attrs.default),
            min: literal(&attrs.min),
            max: literal(&attrs.max),
            min_len: attrs.min_len.map(|count| count.number),
            max_len: attrs.max_len.map(|count| count.number),
            pattern: text(&attrs.pattern),
            placeholder: text(&attrs.placeholder),
            blank: attrs.blank.0.is_some(),
            embedded,
            slug_from: Vec::new(),
            show_if: None,
            custom: attrs.custom.0.is_some(),
            version: attrs.version.0.is_some(),
            soft_delete: attrs.soft_delete.0.is_some(),
            storage: attrs.storage,
            checks: checks(field, key),
            relation,
        })
    }
}

/// At most one of the widgets.
fn widget(attrs: &FieldAttrs) -> Result<Option<WidgetModel>> {
    let all = widgets(attrs);
    let mut errors = Error::accumulator();
    if let [(first, ..), others @ ..] = all.as_slice() {
        for (name, span, _) in others {
            let message = format!("a field has one input, and `{first}` is one already; take `{name}` away");
            errors.push(Error::custom(message).with_span(span));
        }
    }
    errors.finish_with(all.into_iter().next().map(|(.., widget)| widget))
}

/// All that are written, which should be one at most.
pub(super) fn widgets(attrs: &FieldAttrs) -> Vec<(&'static str, Span, WidgetModel)> {
    let textarea = attrs.textarea.map(|area| ("textarea", area.span, WidgetModel::TextArea { rows: area.rows }));
    let words = [
        ("richtext", attrs.richtext, WidgetModel::RichText),
        ("email", attrs.email, WidgetModel::Email),
        ("url", attrs.url, WidgetModel::Url),
        ("color", attrs.color, WidgetModel::Color),
        ("password", attrs.password, WidgetModel::Password),
        ("tel", attrs.tel, WidgetModel::Tel),
    ];
    let file = |rule: &FileRule| ("file", rule.span, WidgetModel::File(rule.clone()));
    let image = |rule: &FileRule| ("image", rule.span, WidgetModel::Image(rule.clone()));
    textarea
        .into_iter()
        .chain(attrs.file.as_ref().map(file))
        .chain(attrs.image.as_ref().map(image))
        .chain(words.into_iter().filter_map(|(name, word, widget)| Some((name, word.0?, widget))))
        .collect()
}

/// kaffy alone writes such a field, so that no form can say anything about it.
fn written_by_kaffy((name, word): (&str, Word), attrs: &FieldAttrs, key: Option<Key>) -> Result<()> {
    let mut errors = Error::accumulator();
    let Some(span) = word.0 else { return errors.finish() };
    if key.is_some() {
        errors.push(Error::custom(format!("a key stays as it is, so it cannot be the `{name}`")).with_span(&span));
    }
    for (option, word) in [("create", attrs.create), ("update", attrs.update)] {
        if word.is_some() {
            let message = format!("kaffy alone writes a `{name}`, so `{option}` says nothing; take it away");
            errors.push(Error::custom(message).with_span(&span));
        }
    }
    errors.finish()
}

/// Every write changes a version, and only a deletion the other.
fn one_meaning(attrs: &FieldAttrs) -> Result<()> {
    match (attrs.version.0, attrs.soft_delete.0) {
        (Some(_), Some(span)) => {
            let message = "a `version` changes with every write and `soft_delete` says when a row was deleted; \
                           take a field of its own for each";
            Err(Error::custom(message).with_span(&span))
        }
        _ => Ok(()),
    }
}

/// The smallest before the largest.
fn in_order(attrs: &FieldAttrs) -> Result<()> {
    let mut errors = Error::accumulator();
    if let (Some(min), Some(max)) = (attrs.min_len, attrs.max_len)
        && min.number > max.number
    {
        errors.push(Error::custom("`min_len` is larger than `max_len`; swap them").with_span(&min.span));
    }
    if let (Some(min), Some(max)) = (&attrs.min, &attrs.max) {
        let number = |literal: &Literal| literal.text.parse::<f64>().ok();
        let swapped = match (number(min), number(max)) {
            (Some(min), Some(max)) => min > max,
            // Dates and times as the options take them sort like their text.
            _ => min.kind == LiteralKind::Text && max.kind == LiteralKind::Text && min.text > max.text,
        };
        if swapped {
            errors.push(Error::custom("`min` is larger than `max`; swap them").with_span(&min.span));
        }
    }
    errors.finish()
}

/// A pattern must be one that the `regex` crate takes.
fn pattern(pattern: &Text) -> Result<()> {
    let reason = match regex_syntax::parse(&pattern.value()) {
        Ok(_) => return Ok(()),
        Err(regex_syntax::Error::Parse(error)) => error.kind().to_string(),
        Err(regex_syntax::Error::Translate(error)) => error.kind().to_string(),
        Err(_) => "it cannot be read".to_owned(),
    };
    Err(Error::custom(format!("not a regular expression: {reason}")).with_span(&pattern.span()))
}

/// Values with labels; all of one sort, none twice.
fn choices(attrs: &FieldAttrs) -> Result<Vec<(String, String)>> {
    let Some(list) = &attrs.choices else { return Ok(Vec::new()) };
    let mut errors = Error::accumulator();
    let mut pairs: Vec<(String, String)> = Vec::new();
    if list.choices.is_empty() {
        errors
            .push(Error::custom("`choices()` allows nothing; name the values, or leave it out").with_span(&list.span));
    }
    for choice in &list.choices {
        let value = &choice.value;
        if list.choices.first().is_some_and(|first| first.value.kind != value.kind) {
            errors.push(Error::custom("choices are all texts or all whole numbers").with_span(&value.span));
        }
        if pairs.iter().any(|(other, _)| *other == value.text) {
            errors.push(
                Error::custom(format!("the choice {:?} is here twice; keep one", value.text)).with_span(&value.span),
            );
        }
        let label = choice.label.as_ref().map_or_else(|| in_words(&value.text), |label| label.value());
        pairs.push((value.text.clone(), label));
    }
    if let Some(default) =
        attrs.default.as_ref().filter(|default| !pairs.iter().any(|(value, _)| *value == default.text))
    {
        let message = format!("the default {:?} is not one of the choices", default.text);
        errors.push(Error::custom(message).with_span(&default.span));
    }
    errors.finish_with(pairs)
}

/// `skip` leaves nothing for other options to say.
pub(crate) fn alone(attrs: &FieldAttrs) -> Result<()> {
    let flags = [
        attrs.primary_key,
        attrs.blank,
        attrs.embedded,
        attrs.key_value,
        attrs.custom,
        attrs.version,
        attrs.soft_delete,
    ]
    .iter()
    .any(|word| word.0.is_some());
    let texts = [&attrs.label, &attrs.help, &attrs.column, &attrs.pattern, &attrs.placeholder]
        .iter()
        .any(|text| text.is_some());
    let literals = [&attrs.default, &attrs.min, &attrs.max].iter().any(|literal| literal.is_some());
    let others = attrs.belongs_to.is_some()
        || attrs.slug_from.is_some()
        || attrs.show_if.is_some()
        || attrs.relation.is_some()
        || attrs.storage.is_some()
        || attrs.choices.is_some()
        || attrs.create.is_some()
        || attrs.update.is_some()
        || attrs.min_len.is_some()
        || attrs.max_len.is_some();
    match attrs.skip.0 {
        Some(span) if flags || texts || literals || others || !widgets(attrs).is_empty() => {
            let message =
                "`skip` leaves the field out of the admin, so the other options say nothing; take them or `skip` away";
            Err(Error::custom(message).with_span(&span))
        }
        _ => Ok(()),
    }
}
