//! Which options fit which kinds of fields: the questions that only the type can answer.

use proc_macro2::Span;

use super::{field::widgets, key::Key, names::NamedField};
use crate::{
    admin_resource::check::{Check, Rule, Subject},
    syntax::{Literal, LiteralKind, StorageWord},
};

/// All of them for one field, each with its answer when the type says no.
pub(super) fn checks(field: &NamedField<'_>, key: Option<Key>) -> Vec<Check> {
    let attrs = field.attrs;
    let name = &field.name;
    let mut checks = Vec::new();
    let mut ask = |rule: Rule, span: Span, message: String| {
        checks.push(Check { subject: Subject::Own(attrs.ty.clone()), rule, span, message });
    };
    let (files, widgets): (Vec<_>, Vec<_>) =
        widgets(attrs).into_iter().map(|(word, span, _)| (word, span)).partition(|(word, _)| is_file(word));
    for (word, span) in files {
        let message =
            format!("`{word}` is for texts, which hold the key of a file, and for `StoredFile`; `{name}` is neither");
        ask(Rule::HoldsFile, span, message);
    }
    let texts = widgets.into_iter().chain(
        [
            ("min_len", attrs.min_len.map(|count| count.option)),
            ("max_len", attrs.max_len.map(|count| count.option)),
            ("pattern", attrs.pattern.as_ref().map(|text| text.option)),
            ("blank", attrs.blank.0),
        ]
        .into_iter()
        .filter_map(|(word, span)| Some((word, span?))),
    );
    for (word, span) in texts {
        let way_out = if word.ends_with("_len") { "; for numbers and dates there are `min` and `max`" } else { "" };
        ask(Rule::PlainText, span, format!("`{word}` is for texts, and `{name}` is not one{way_out}"));
    }
    for (word, limit) in [("min", &attrs.min), ("max", &attrs.max)] {
        let Some(limit) = limit else { continue };
        let takes = match limit.kind {
            LiteralKind::Text => "a limit in quotes is for dates, times and decimals".to_owned(),
            LiteralKind::Integer => {
                format!(
                    "it cannot hold {}; a date is written in quotes, the length of a text as `{word}_len`",
                    limit.text
                )
            }
            LiteralKind::Float => "a fraction limits floats and decimals".to_owned(),
            LiteralKind::Bool => "true and false limit nothing".to_owned(),
        };
        ask(limit_rule(limit), limit.span, format!("`{word}` does not fit `{name}`: {takes}"));
    }
    if let Some(default) = &attrs.default {
        let (rule, what) = match default.kind {
            LiteralKind::Text => (Rule::TakesText, "a text"),
            LiteralKind::Integer => (limit_rule(default), "a whole number"),
            LiteralKind::Float => (Rule::TakesFraction, "a fraction"),
            LiteralKind::Bool => (Rule::TakesBool, "a boolean"),
        };
        ask(rule, default.span, format!("the default is {what} that `{name}` cannot hold"));
        if default.kind == LiteralKind::Text {
            let message =
                format!("the enum of `{name}` has no variant {:?}; its tokens are in snake case", default.text);
            ask(Rule::Offers(default.text.clone()), default.span, message);
        }
    }
    if let Some(list) = &attrs.choices {
        let message = format!(
            "`choices` limits texts and whole numbers, and `{name}` is neither; for an enum derive `AdminChoice`"
        );
        ask(Rule::TakesChoices, list.span, message);
    }
    if let Some(placeholder) = &attrs.placeholder {
        let message = format!("`placeholder` is for inputs that are typed into, and `{name}` is chosen");
        ask(Rule::Typed, placeholder.option, message);
    }
    if let Some(StorageWord::Text(span) | StorageWord::Blob(span)) = attrs.storage {
        let message = format!(
            "`storage` is for decimals and uuids, which a column can hold in several ways; `{name}` is neither"
        );
        ask(Rule::HasStorage, span, message);
    }
    if let Some(span) = attrs.key_value.0 {
        ask(
            Rule::Json,
            span,
            format!(
                "`key_value` draws the entries of a JSON object; make `{name}` a `serde_json::Value` or a `Json<…>`"
            ),
        );
    }
    if let Some(span) = attrs.version.0 {
        let message = format!("a `version` is a whole number or a point in time, and `{name}` is neither");
        ask(Rule::Version, span, message);
    }
    if let Some(span) = attrs.soft_delete.0 {
        let message = format!("`soft_delete` is the time at which a row was deleted, and `{name}` is no point in time");
        ask(Rule::SoftDelete, span, message);
        let message = format!("`soft_delete` is empty while a row is not deleted; make `{name}` an `Option`");
        ask(Rule::Nullable, span, message);
    }
    if key.is_some() {
        let span = attrs.primary_key.0.unwrap_or_else(|| field.ident.span());
        let message =
            format!("`{name}` cannot be a primary key: whole numbers, texts, uuids, dates, booleans and enums can");
        ask(Rule::Key, span, message);
    }
    checks
}

fn is_file(widget: &str) -> bool {
    matches!(widget, "file" | "image")
}

fn limit_rule(literal: &Literal) -> Rule {
    match literal.kind {
        LiteralKind::Text | LiteralKind::Bool => Rule::TakesLimitText,
        LiteralKind::Integer => Rule::TakesInteger(literal.text.parse().unwrap_or(i128::MAX)),
        LiteralKind::Float => Rule::TakesFraction,
    }
}
