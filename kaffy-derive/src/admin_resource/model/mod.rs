//! What the attributes of a resource mean. Every rule that needs no types lives here.

mod beside;
mod field;
mod inline;
mod key;
mod kinds;
mod layout;
mod names;
mod other;
mod path;
mod table;

use darling::{Error, Result, ast::Data};
use proc_macro2::{Ident, TokenStream};
use syn::Expr;

use self::table::Naming;
pub(super) use self::{
    beside::Inside,
    field::WidgetModel,
    inline::{InlineModel, ManyModel},
    key::Key,
    layout::SectionModel,
    names::RelationModel,
    path::PathModel,
    table::TableModel,
};
pub(crate) use self::{
    field::{FieldModel, alone},
    layout::LayoutModel,
    names::Names,
    other::others,
};
use super::{
    attr::{FieldAttrs, ResourceAttrs},
    check::Check,
};
use crate::{
    doc, shape,
    syntax::{ValidateWord, Word},
};

/// A checked resource: plain values from here on.
#[derive(Debug)]
pub(super) struct ResourceModel {
    pub(super) ident: Ident,
    pub(super) root: TokenStream,
    pub(super) table: TableModel,
    pub(super) naming: Naming,
    pub(super) help: Option<String>,
    pub(super) fields: Vec<FieldModel>,
    pub(super) skipped: Vec<Ident>,
    pub(super) primary_key: Vec<String>,
    pub(super) layout: LayoutModel,
    pub(super) page_size: Option<u16>,
    pub(super) inlines: Vec<InlineModel>,
    pub(super) links: Vec<ManyModel>,
    /// The value that says what the resource does.
    pub(super) admin: Option<Expr>,
    /// The validation crate whose rules hold as well.
    pub(super) validate: Option<ValidateWord>,
    pub(super) checks: Vec<Check>,
}

impl ResourceModel {
    pub(super) fn new(attrs: ResourceAttrs) -> Result<Self> {
        let fields = named_fields(&attrs, "an admin resource", "a resource is a struct with named fields")?;
        let mut names = Names::of(fields);
        (names.many, names.rows) = inline::row_names(&attrs);
        let mut errors = Error::accumulator();
        errors.handle(shape::reject_generics(&attrs.generics, "a resource is one table"));
        errors.handle(names.check());
        let table = errors.handle(TableModel::new(&attrs));
        let naming = errors.handle(Naming::new(&attrs));
        let keys = errors.handle(key::primary_key(&attrs, &names)).unwrap_or_default();
        let mut models = Vec::new();
        let mut skipped = Vec::new();
        for field in &names.fields {
            if field.attrs.skip.0.is_some() {
                errors.handle(field::alone(field.attrs));
                skipped.push(field.ident.clone());
                continue;
            }
            let key = Key::of(&field.name, &keys);
            if let Some(mut model) = errors.handle(FieldModel::new(field, key, attrs.rename_all)) {
                errors.handle(others(&mut model, field, &names));
                models.push(model);
            }
        }
        errors.handle(only_one("version", &names, |attrs| attrs.version));
        errors.handle(only_one("soft_delete", &names, |attrs| attrs.soft_delete));
        let mut checks: Vec<Check> = models.iter_mut().flat_map(|field| std::mem::take(&mut field.checks)).collect();
        let layout = errors.handle(LayoutModel::new(&attrs, &names));
        errors.handle(layout::keys_stay(&attrs, &keys));
        let page_size = errors.handle(table::page_size(attrs.page_size)).flatten();
        let (inlines, links) = errors.handle(inline::relations(&attrs, &names)).unwrap_or_default();
        let mut layout = layout.unwrap_or_default();
        checks.append(&mut layout.checks);
        errors.finish_with(Self {
            root: shape::root(attrs.root.as_ref()),
            table: table.unwrap_or_default(),
            naming: naming.unwrap_or_default(),
            help: attrs.help.as_ref().map(|help| help.value()).or_else(|| doc::first_paragraph(&attrs.attrs)),
            fields: models,
            skipped,
            primary_key: keys,
            layout,
            page_size,
            inlines,
            links,
            admin: attrs.admin.map(|admin| admin.0),
            validate: attrs.validate,
            checks,
            ident: attrs.ident,
        })
    }
}

/// A row has one state at a time, and is in the trash or not.
fn only_one(option: &str, names: &Names<'_>, word: impl Fn(&FieldAttrs) -> Word) -> Result<()> {
    let mut errors = Error::accumulator();
    let written = names.fields.iter().filter_map(|field| Some((field, word(field.attrs).0?)));
    for (field, span) in written.skip(1) {
        let message = format!(
            "a resource has one `{option}`, and another field is it already; take this one of `{}` away",
            field.name
        );
        errors.push(Error::custom(message).with_span(&span));
    }
    errors.finish()
}

/// The named fields, or why there are none, which keeps it from being `what`.
pub(crate) fn named_fields<'a>(attrs: &'a ResourceAttrs, what: &str, because: &str) -> Result<&'a [FieldAttrs]> {
    let wrong = |item: &str| {
        let message = format!("{item} cannot be {what}; {because}");
        Err(Error::custom(message).with_span(&attrs.ident))
    };
    match &attrs.data {
        Data::Enum(_) => wrong("an enum"),
        Data::Struct(data) if data.is_struct() => Ok(&data.fields),
        Data::Struct(data) if data.is_unit() => wrong("a struct without fields"),
        Data::Struct(_) => wrong("a tuple struct"),
    }
}
