//! Rows of other resources on the form: `has_many(…)`, as far as the struct itself can answer.

use std::collections::HashSet;

use darling::{Error, Result};
use heck::ToSnakeCase;
use proc_macro2::Ident;
use syn::{Path, ext::IdentExt, spanned::Spanned};

use super::names::Names;
use crate::{
    admin_resource::attr::ResourceAttrs,
    syntax::{HasMany, ManyToMany, Number},
    words::{plain, plural},
};

/// A checked `has_many`; what is left concerns the child, and is the compiler's to check.
#[derive(Debug)]
pub(in crate::admin_resource) struct InlineModel {
    pub(in crate::admin_resource) child: Path,
    pub(in crate::admin_resource) by: Ident,
    pub(in crate::admin_resource) name: String,
    pub(in crate::admin_resource) label: Option<String>,
    pub(in crate::admin_resource) stacked: bool,
    pub(in crate::admin_resource) min: Option<u16>,
    pub(in crate::admin_resource) max: Option<u16>,
    pub(in crate::admin_resource) extra: Option<u16>,
    pub(in crate::admin_resource) fields: Vec<Ident>,
}

/// A checked `many_to_many`.
#[derive(Debug)]
pub(in crate::admin_resource) struct ManyModel {
    pub(in crate::admin_resource) target: Path,
    pub(in crate::admin_resource) through: Path,
    pub(in crate::admin_resource) by: Ident,
    pub(in crate::admin_resource) to: Ident,
    pub(in crate::admin_resource) name: String,
    pub(in crate::admin_resource) label: Option<String>,
}

/// All of a struct, each under a name of its own.
pub(super) fn relations(attrs: &ResourceAttrs, names: &Names<'_>) -> Result<(Vec<InlineModel>, Vec<ManyModel>)> {
    let mut errors = Error::accumulator();
    let mut taken = HashSet::new();
    let mut models = Vec::new();
    let mut links = Vec::new();
    for written in &attrs.many_to_many {
        let Some(model) = errors.handle(ManyModel::new(written, &attrs.ident)) else { continue };
        let span = written.name.as_ref().map_or_else(|| written.target.span(), Ident::span);
        let is_field = names.fields.iter().any(|field| field.name == model.name);
        if is_field || !taken.insert(model.name.clone()) {
            let what = if is_field { "a field is" } else { "others of this form are" };
            let message = format!("{what} called `{}` already; name these with `name = …`", model.name);
            errors.push(Error::custom(message).with_span(&span));
        }
        links.push(model);
    }
    for written in &attrs.has_many {
        let Some(model) = errors.handle(InlineModel::new(written)) else { continue };
        let word = written
            .name
            .as_ref()
            .map_or_else(|| written.child.segments.last().map(|it| it.ident.span()), |it| Some(it.span()));
        let span = word.unwrap_or(written.span);
        let is_field = names.fields.iter().any(|field| field.name == model.name);
        if is_field || !taken.insert(model.name.clone()) {
            let what = if is_field { "a field is" } else { "other rows of this form are" };
            let message = format!("{what} called `{}` already; name these rows with `name = …`", model.name);
            errors.push(Error::custom(message).with_span(&span));
        }
        models.push(model);
    }
    errors.finish_with((models, links))
}

/// What the rows of other resources are called, for options that name them: those of each `many_to_many`, and
/// of each `has_many`.
pub(super) fn row_names(attrs: &ResourceAttrs) -> (Vec<String>, Vec<String>) {
    let many = attrs.many_to_many.iter().map(|written| name_of(written.name.as_ref(), &written.target));
    let rows = attrs.has_many.iter().map(|written| name_of(written.name.as_ref(), &written.child));
    (many.collect(), rows.collect())
}

/// As written, or the plural of the other struct.
fn name_of(written: Option<&Ident>, other: &Path) -> String {
    written.map_or_else(|| plural(&last(other).to_snake_case()), plain)
}

impl ManyModel {
    fn new(written: &ManyToMany, resource: &Ident) -> Result<Self> {
        let target = last(&written.target);
        let Some(through) = &written.through else {
            let message = format!("`{target}` needs the struct of the table between the two; add `through = …`");
            return Err(Error::custom(message).with_span(&written.target));
        };
        // By convention, so that an error about it belongs to the struct between the two.
        let usual = |name: &str| Ident::new(&format!("{}_id", name.to_snake_case()), through.span());
        let by = written.by.clone().unwrap_or_else(|| usual(&plain(resource)));
        let to = written.to.clone().unwrap_or_else(|| usual(&target));
        if by == to {
            let message =
                format!("`by` and `to` are both `{by}`; one field of the rows between leads here, another one there");
            return Err(Error::custom(message).with_span(&written.to.as_ref().map_or(written.span, Ident::span)));
        }
        Ok(Self {
            target: written.target.clone(),
            through: through.clone(),
            by,
            to,
            name: name_of(written.name.as_ref(), &written.target),
            label: written.label.as_ref().map(syn::LitStr::value),
        })
    }
}

/// The name at the end of a path.
fn last(path: &Path) -> String {
    path.segments.last().map(|segment| plain(&segment.ident)).unwrap_or_default()
}

impl InlineModel {
    fn new(written: &HasMany) -> Result<Self> {
        let mut errors = Error::accumulator();
        let child = last(&written.child);
        if written.by.is_none() {
            let message = format!("`{child}` needs the field that refers to this struct; add `by = …_id`");
            errors.push(Error::custom(message).with_span(&written.child));
        }
        if let (Some(min), Some(max)) = (written.min, written.max)
            && min.value > max.value
        {
            errors.push(Error::custom("`min` is larger than `max`; swap them").with_span(&min.span));
        }
        if let Some(Number { value: 0, span }) = written.max {
            errors.push(Error::custom("`max = 0` leaves no row; leave out the `has_many`").with_span(&span));
        }
        let mut seen = HashSet::new();
        for field in &written.fields {
            if written.by.as_ref().is_some_and(|by| by.unraw() == field.unraw()) {
                let message = format!("`{}` is set to this record, so it is no input; take it out", field.unraw());
                errors.push(Error::custom(message).with_span(field));
            } else if !seen.insert(field.unraw()) {
                errors.push(
                    Error::custom(format!("`{}` is in `fields` twice; keep one", field.unraw())).with_span(field),
                );
            }
        }
        let count = |number: Option<Number>| number.map(|number| number.value);
        let name = name_of(written.name.as_ref(), &written.child);
        errors.finish_with(Self {
            child: written.child.clone(),
            by: written.by.clone().unwrap_or_else(|| Ident::new("id", written.span)),
            name,
            label: written.label.as_ref().map(syn::LitStr::value),
            stacked: written.layout.as_ref().is_some_and(|word| word == "stacked"),
            min: count(written.min),
            max: count(written.max),
            extra: count(written.extra),
            fields: written.fields.clone(),
        })
    }
}
