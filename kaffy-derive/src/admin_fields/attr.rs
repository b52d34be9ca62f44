//! What a person may write on a struct of fields. No rules here.

use darling::{FromDeriveInput, ast::Data, util::Ignored};
use syn::{Attribute, Generics, Ident};

use crate::{
    admin_resource::{FieldAttrs, ResourceAttrs},
    syntax::{FormList, RootPath, Text, Word},
};

#[derive(Debug, FromDeriveInput)]
#[darling(attributes(admin), forward_attrs(doc))]
pub(super) struct FieldsAttrs {
    pub(super) ident: Ident,
    pub(super) generics: Generics,
    pub(super) data: Data<Ignored, FieldAttrs>,
    pub(super) attrs: Vec<Attribute>,

    #[darling(rename = "crate")]
    pub(super) root: Option<RootPath>,
    pub(super) name: Option<Text>,
    pub(super) help: Option<Text>,
    pub(super) form: Option<FormList>,
}

impl FieldsAttrs {
    /// The same as options of a resource, which says nothing about a table.
    pub(super) fn into_resource(self) -> ResourceAttrs {
        ResourceAttrs {
            ident: self.ident,
            generics: self.generics,
            data: self.data,
            attrs: self.attrs,
            root: self.root,
            name: self.name,
            help: self.help,
            form: self.form,
            admin: None,
            table: None,
            schema: None,
            context: None,
            plural: None,
            slug: None,
            rename_all: None,
            composite: Word::default(),
            primary_key: None,
            list: None,
            search: None,
            filter: None,
            drill_down: None,
            list_edit: None,
            order: None,
            has_many: Vec::new(),
            many_to_many: Vec::new(),
            label: None,
            page_size: None,
            validate: None,
        }
    }
}
