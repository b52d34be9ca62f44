//! Options that leave no room for others: what draws its own inputs, files, formatted text.

use darling::{Error, Result};
use proc_macro2::Span;

use super::field::widgets;
use crate::{admin_resource::attr::FieldAttrs, syntax::Text};

/// Fields that are drawn in place of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inside {
    /// Those of a struct.
    Struct,
    /// The entries of a JSON object.
    Entries,
}

/// An option and where it is written, if it is.
type Written = (&'static str, Option<Span>);

/// A field that is drawn as several has no input of its own.
pub(super) fn inside(attrs: &FieldAttrs) -> Result<Option<Inside>> {
    let ways = [
        ("embedded", attrs.embedded.0, Some(Inside::Struct)),
        ("key_value", attrs.key_value.0, Some(Inside::Entries)),
        ("custom", attrs.custom.0, None),
    ];
    let mut ways = ways.into_iter().filter_map(|(name, span, inside)| span.map(|_| (name, span, inside)));
    let Some((way, _, inside)) = ways.next() else { return Ok(None) };
    let mut errors = Error::accumulator();
    let of_an_input = [
        ("placeholder", option(&attrs.placeholder)),
        ("default", attrs.default.as_ref().map(|literal| literal.span)),
        ("slug_from", attrs.slug_from.as_ref().map(|slug| slug.option)),
    ];
    let widgets = widgets(attrs).into_iter().map(|(option, span, _)| (option, Some(span)));
    let others = of_an_input.into_iter().chain(ways.map(|(name, span, _)| (name, span))).chain(widgets);
    refuse(&mut errors, others, |option| {
        format!("`{way}` draws inputs of its own, so there is none for `{option}`; take one of the two away")
    });
    if attrs.custom.0.is_some() {
        let limits = [("min", &attrs.min), ("max", &attrs.max)];
        let limits = limits.map(|(name, limit)| (name, limit.as_ref().map(|limit| limit.span)));
        let rules = texts(attrs).into_iter().chain(limits).chain([("blank", attrs.blank.0)]);
        refuse(&mut errors, rules, |option| {
            format!(
                "a `custom` type reads its inputs by itself, so `{option}` says nothing; let `CustomField::read` see to it"
            )
        });
    }
    errors.finish_with(inside)
}

/// Options of texts say nothing about a file.
pub(super) fn beside_a_file(attrs: &FieldAttrs) -> Result<()> {
    let mut errors = Error::accumulator();
    if attrs.file.is_some() || attrs.image.is_some() {
        let others = [
            ("default", attrs.default.as_ref().map(|it| it.span)),
            ("placeholder", option(&attrs.placeholder)),
            ("slug_from", attrs.slug_from.as_ref().map(|it| it.option)),
        ];
        refuse(&mut errors, texts(attrs).into_iter().chain(others), |option| {
            format!("`{option}` says nothing about a file; take it away")
        });
    }
    errors.finish()
}

/// What is written in the editor is HTML, which nobody chooses from a list or types into an address.
pub(super) fn beside_formatted_text(attrs: &FieldAttrs) -> Result<()> {
    let mut errors = Error::accumulator();
    if attrs.richtext.0.is_some() {
        let others = [
            ("choices", attrs.choices.as_ref().map(|it| it.span)),
            ("pattern", option(&attrs.pattern)),
            ("slug_from", attrs.slug_from.as_ref().map(|it| it.option)),
        ];
        refuse(&mut errors, others, |option| {
            format!("`richtext` is kept as HTML, which `{option}` does not fit; take one of the two away")
        });
    }
    errors.finish()
}

/// The options that limit what a text may be.
fn texts(attrs: &FieldAttrs) -> [Written; 4] {
    [
        ("choices", attrs.choices.as_ref().map(|it| it.span)),
        ("min_len", attrs.min_len.map(|it| it.option)),
        ("max_len", attrs.max_len.map(|it| it.option)),
        ("pattern", option(&attrs.pattern)),
    ]
}

fn option(text: &Option<Text>) -> Option<Span> {
    text.as_ref().map(|text| text.option)
}

fn refuse(
    errors: &mut darling::error::Accumulator,
    written: impl IntoIterator<Item = Written>,
    message: impl Fn(&str) -> String,
) {
    for (option, span) in written.into_iter().filter_map(|(option, span)| Some((option, span?))) {
        errors.push(Error::custom(message(option)).with_span(&span));
    }
}
