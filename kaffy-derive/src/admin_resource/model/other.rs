//! Options of a field that name another one: `show_if`, `slug_from`.

use darling::{Error, Result};

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
    if model.key.is_some() {
        let message = format!("`{}` is a primary key, which every record has; take `show_if` away", field.name);
        return Err(Error::custom(message).with_span(&condition.option));
    }
    for wanted in &condition.wanted {
        let (name, span) = (&asked.name, wanted.span());
        let mut ask = |rule: Rule, message: String| {
            model.checks.push(Check { subject: Subject::Own(asked.attrs.ty.clone()), rule, span, message });
        };
        match wanted {
            Wanted::Variant { key, .. } => {
                ask(
                    Rule::Choice,
                    format!("`{name}` is no enum; compare it with a text in quotes, a whole number, `true` or `false`"),
                );
                ask(Rule::Offers(key.clone()), format!("the enum of `{name}` has no such variant"));
            }
            Wanted::Literal { kind: LiteralKind::Bool, .. } => {
                ask(Rule::TakesBool, format!("`{name}` is neither true nor false"));
            }
            Wanted::Literal { kind: LiteralKind::Integer, text, .. } => {
                let number = text.parse().unwrap_or(i128::MAX);
                ask(Rule::TakesInteger(number), format!("`{name}` cannot hold {text}"));
            }
            Wanted::Literal { .. } => {
                ask(Rule::PlainText, format!("`{name}` is no text; a variant of an enum is written without quotes"));
            }
        }
    }
    let wanted = condition.wanted.iter().map(|wanted| wanted.text().to_owned()).collect();
    model.show_if = Some((asked.name.clone(), wanted));
    Ok(())
}
