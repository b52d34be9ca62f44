//! What the attributes of a struct of fields mean.

use darling::{Error, Result};
use proc_macro2::{Ident, TokenStream};

use super::attr::FieldsAttrs;
use crate::{
    admin_resource::{Check, FieldAttrs, FieldModel, LayoutModel, Names, alone, named_fields, others},
    doc, shape,
    syntax::Text,
    words::{in_words, plain},
};

/// Checked fields: plain values from here on.
#[derive(Debug)]
pub(crate) struct FieldsModel {
    pub(super) ident: Ident,
    pub(super) root: TokenStream,
    pub(super) singular: String,
    pub(super) help: Option<String>,
    pub(super) fields: Vec<FieldModel>,
    pub(super) skipped: Vec<Ident>,
    pub(super) layout: LayoutModel,
    pub(super) checks: Vec<Check>,
}

impl FieldsModel {
    pub(super) fn new(attrs: FieldsAttrs) -> Result<Self> {
        let attrs = attrs.into_resource();
        let fields = named_fields(&attrs, "a form", "a form fills in a struct with named fields")?;
        let names = Names::of(fields);
        let mut errors = Error::accumulator();
        errors.handle(shape::reject_generics(&attrs.generics, "a form asks for values of known types"));
        errors.handle(names.check());
        let (mut models, mut skipped) = (Vec::new(), Vec::new());
        for field in &names.fields {
            errors.handle(no_column(field.attrs));
            if field.attrs.skip.0.is_some() {
                errors.handle(alone(field.attrs));
                skipped.push(field.ident.clone());
                continue;
            }
            if let Some(mut model) = errors.handle(FieldModel::new(field, None, None)) {
                errors.handle(others(&mut model, field, &names));
                models.push(model);
            }
        }
        let mut checks: Vec<Check> = models.iter_mut().flat_map(|field| std::mem::take(&mut field.checks)).collect();
        let mut layout = errors.handle(LayoutModel::new(&attrs, &names)).unwrap_or_default();
        checks.append(&mut layout.checks);
        errors.finish_with(Self {
            root: shape::root(attrs.root.as_ref()),
            singular: attrs.name.as_ref().map_or_else(|| in_words(&plain(&attrs.ident)), Text::value),
            help: attrs.help.as_ref().map(Text::value).or_else(|| doc::first_paragraph(&attrs.attrs)),
            fields: models,
            skipped,
            layout,
            checks,
            ident: attrs.ident,
        })
    }
}

/// Options that say something about a column have nothing to say here.
fn no_column(attrs: &FieldAttrs) -> Result<()> {
    let mut errors = Error::accumulator();
    let written = [
        ("column", attrs.column.as_ref().map(|text| text.option)),
        ("storage", attrs.storage.map(|word| word.span())),
        ("primary_key", attrs.primary_key.0),
        ("version", attrs.version.0),
        ("soft_delete", attrs.soft_delete.0),
    ];
    for (option, span) in written.into_iter().filter_map(|(option, span)| Some((option, span?))) {
        let message = format!("`{option}` is about the column of a table, and these fields have none; take it away");
        errors.push(Error::custom(message).with_span(&span));
    }
    let files = [("file", attrs.file.as_ref()), ("image", attrs.image.as_ref())];
    for (option, rule) in files.into_iter().filter_map(|(option, rule)| Some((option, rule?))) {
        let message = format!("`{option}` is about a file of a record, and these fields are none; take it away");
        errors.push(Error::custom(message).with_span(&rule.span));
    }
    errors.finish()
}
