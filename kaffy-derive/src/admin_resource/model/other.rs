//! Options of a field that name another one: `show_if`, `slug_from`.

use darling::{Error, Result};
use proc_macro2::Ident;

use super::{
    field::FieldModel,
    names::{NamedField, Names},
    path::spanned,
};
use crate::{
    admin_resource::check::{Check, Rule, Subject},
    syntax::{LiteralKind, Wanted},
};

/// Fills in what a field says about others.
pub(crate) fn others(model: &mut FieldModel, field: &NamedField<'_>, names: &Names<'_>) -> Result<()> {
    let mut errors = Error::accumulator();
    errors.handle(slug_from(model, field, names));
    errors.handle(show_if(model, field, names));
    errors.finish()
}

fn slug_from(model: &mut FieldModel, field: &NamedField<'_>, names: &Names<'_>) -> Result<()> {
    let Some(slug) = &field.attrs.slug_from else { return Ok(()) };
    let mut errors = Error::accumulator();
    for path in &slug.paths {
        let Some(source) = errors.handle(names.own(path, "slug_from")) else { continue };
        if source.name == field.name {
            errors.push(spanned(format!("`{}` cannot be made of itself; name another field", field.name), path));
        } else if source.is_secret() {
            errors.push(spanned(format!("`{}` is a `password`, which is never shown; take it out", source.name), path));
        } else if model.slug_from.contains(&source.name) {
            errors.push(spanned(format!("`{}` is in `slug_from` twice; keep one", source.name), path));
        }
        let message =
            format!("no part of an address can be made of `{}`; name a text, a number or a date", source.name);
        match source.attrs {
            attrs
                if attrs.richtext.0.or(attrs.embedded.0).is_some() || attrs.file.is_some() || attrs.image.is_some() =>
            {
                errors.push(spanned(message, path));
            }
            attrs => model.checks.push(Check {
                subject: Subject::Own(attrs.ty.clone()),
                rule: Rule::Filterable,
                span: path.0.first().map_or(slug.option, Ident::span),
                message,
            }),
        }
        model.slug_from.push(source.name.clone());
    }
    let message = format!("`slug_from` fills in a text, and `{}` is not one", field.name);
    model.checks.push(Check {
        subject: Subject::Own(field.attrs.ty.clone()),
        rule: Rule::PlainText,
        span: slug.option,
        message,
    });
    errors.finish()
}

fn show_if(model: &mut FieldModel, field: &NamedField<'_>, names: &Names<'_>) -> Result<()> {
    let Some(condition) = &field.attrs.show_if else { return Ok(()) };
    let asked = names.own(&condition.field, "show_if")?;
    if asked.name == field.name {
        let message = format!("`{}` cannot depend on itself; name another field", field.name);
        return Err(spanned(message, &condition.field));
    }
    if asked.is_secret() {
        // Whether the field is there would tell what the secret is.
        let message = format!("`{}` is a `password`, which is never shown; name another field", asked.name);
        return Err(spanned(message, &condition.field));
    }
    if waits_for(asked, &field.name, names) {
        let message = format!(
            "`{}` depends on `{}` in turn, so neither would ever be asked for; name another field",
            asked.name, field.name
        );
        return Err(spanned(message, &condition.field));
    }
    if model.key.is_some() {
        let message = format!("`{}` is a primary key, which every record has; take `show_if` away", field.name);
        return Err(Error::custom(message).with_span(&condition.option));
    }
    let mut errors = Error::accumulator();
    for wanted in &condition.wanted {
        let (name, span) = (&asked.name, wanted.span());
        let mut ask = |rule: Rule, message: String| {
            model.checks.push(Check { subject: Subject::Own(asked.attrs.ty.clone()), rule, span, message });
        };
        match wanted {
            Wanted::Variant { key, written, .. } => {
                ask(
                    Rule::Choice,
                    format!("`{name}` is no enum; compare it with a text in quotes, a whole number, `true` or `false`"),
                );
                ask(Rule::Offers(key.clone()), format!("the enum of `{name}` has no variant `{written}`"));
            }
            Wanted::Literal { kind: LiteralKind::Bool, .. } => {
                ask(Rule::TakesBool, format!("`{name}` is never {}: it is no boolean", wanted.text()));
            }
            Wanted::Literal { kind: LiteralKind::Integer, text, .. } => {
                let number = text.parse().unwrap_or(i128::MAX);
                ask(
                    Rule::TakesInteger(number),
                    format!(
                        "`{name}` is never {text}: its numbers end before that, or it is a text, which is written in quotes"
                    ),
                );
            }
            Wanted::Literal { .. } => {
                ask(
                    Rule::PlainText,
                    format!("`{name}` is no text; write a variant, a whole number, `true` or `false` without quotes"),
                );
            }
        }
    }
    let mut values: Vec<String> = Vec::new();
    for wanted in &condition.wanted {
        if values.iter().any(|value| value == wanted.text()) {
            let message = format!("{} is here twice; keep one", wanted.written());
            errors.push(Error::custom(message).with_span(&wanted.span()));
        }
        values.push(wanted.text().to_owned());
    }
    model.show_if = Some((asked.name.clone(), values));
    errors.finish()
}

/// Whether the conditions that a field depends on lead to another one.
fn waits_for(field: &NamedField<'_>, other: &str, names: &Names<'_>) -> bool {
    let next =
        |field: &NamedField<'_>| field.attrs.show_if.as_ref()?.field.0.first().and_then(|word| names.field(word));
    let mut seen = next(field);
    // As many steps as there are fields: a circle elsewhere is told where it is.
    for _ in &names.fields {
        match seen {
            Some(field) if field.name == other => return true,
            Some(field) => seen = next(field),
            None => return false,
        }
    }
    false
}
