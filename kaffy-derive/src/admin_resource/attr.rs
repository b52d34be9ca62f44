//! What a person may write on a struct and its fields. No rules here.

use darling::{FromDeriveInput, FromField, ast::Data, util::Ignored};
use syn::{Attribute, Generics, Ident, Type};

use crate::syntax::{
    AccessWord, ChoiceList, Count, FormList, Instance, Literal, Name, NameList, OrderList, Rename, RootPath,
    SearchList, StorageWord, Text, TextArea, TypePath, Word,
};

#[derive(Debug, FromDeriveInput)]
#[darling(attributes(admin), forward_attrs(doc))]
pub(super) struct ResourceAttrs {
    pub(super) ident: Ident,
    pub(super) generics: Generics,
    pub(super) data: Data<Ignored, FieldAttrs>,
    pub(super) attrs: Vec<Attribute>,

    #[darling(rename = "crate")]
    pub(super) root: Option<RootPath>,
    pub(super) admin: Option<Instance>,
    pub(super) table: Option<Text>,
    pub(super) schema: Option<Text>,
    pub(super) context: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) plural: Option<Text>,
    pub(super) slug: Option<Text>,
    pub(super) help: Option<Text>,
    pub(super) rename_all: Option<Rename>,
    pub(super) composite: Word,
    pub(super) primary_key: Option<NameList>,
    pub(super) list: Option<NameList>,
    pub(super) search: Option<SearchList>,
    pub(super) filter: Option<NameList>,
    pub(super) drill_down: Option<NameList>,
    pub(super) order: Option<OrderList>,
    pub(super) form: Option<FormList>,
    pub(super) label: Option<NameList>,
    pub(super) page_size: Option<Count>,
}

#[derive(Debug, FromField)]
#[darling(attributes(admin), forward_attrs(doc))]
pub(super) struct FieldAttrs {
    pub(super) ident: Option<Ident>,
    pub(super) ty: Type,
    pub(super) attrs: Vec<Attribute>,

    pub(super) label: Option<Text>,
    pub(super) help: Option<Text>,
    pub(super) column: Option<Text>,
    pub(super) storage: Option<StorageWord>,
    pub(super) primary_key: Word,
    pub(super) belongs_to: Option<TypePath>,
    pub(super) relation: Option<Name>,
    pub(super) skip: Word,

    pub(super) textarea: Option<TextArea>,
    pub(super) email: Word,
    pub(super) url: Word,
    pub(super) color: Word,
    pub(super) password: Word,
    pub(super) tel: Word,

    pub(super) choices: Option<ChoiceList>,
    pub(super) default: Option<Literal>,
    pub(super) create: Option<AccessWord>,
    pub(super) update: Option<AccessWord>,
    pub(super) min: Option<Literal>,
    pub(super) max: Option<Literal>,
    pub(super) min_len: Option<Count>,
    pub(super) max_len: Option<Count>,
    pub(super) pattern: Option<Text>,
    pub(super) placeholder: Option<Text>,
    pub(super) blank: Word,
}
