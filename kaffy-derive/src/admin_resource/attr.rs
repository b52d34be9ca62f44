//! What a person may write on a struct and its fields. No rules here.

use darling::{FromDeriveInput, FromField, ast::Data, util::Ignored};
use syn::{Attribute, Generics, Ident, Type};

use crate::syntax::{
    AccessWord, ChoiceList, Count, FileRule, FormList, HasMany, Instance, Literal, ManyToMany, Name, NameList,
    OrderList, Rename, RootPath, SearchList, ShowIf, SlugFrom, StorageWord, Text, TextArea, TypePath, ValidateWord,
    Word,
};

#[derive(Debug, FromDeriveInput)]
#[darling(attributes(admin), forward_attrs(doc))]
pub(crate) struct ResourceAttrs {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) data: Data<Ignored, FieldAttrs>,
    pub(crate) attrs: Vec<Attribute>,

    #[darling(rename = "crate")]
    pub(crate) root: Option<RootPath>,
    pub(crate) admin: Option<Instance>,
    pub(crate) table: Option<Text>,
    pub(crate) schema: Option<Text>,
    pub(crate) context: Option<Text>,
    pub(crate) name: Option<Text>,
    pub(crate) plural: Option<Text>,
    pub(crate) slug: Option<Text>,
    pub(crate) help: Option<Text>,
    pub(crate) rename_all: Option<Rename>,
    pub(crate) composite: Word,
    pub(crate) primary_key: Option<NameList>,
    pub(crate) list: Option<NameList>,
    pub(crate) list_edit: Option<NameList>,
    pub(crate) search: Option<SearchList>,
    pub(crate) filter: Option<NameList>,
    pub(crate) drill_down: Option<NameList>,
    pub(crate) order: Option<OrderList>,
    pub(crate) form: Option<FormList>,
    #[darling(multiple)]
    pub(crate) has_many: Vec<HasMany>,
    #[darling(multiple)]
    pub(crate) many_to_many: Vec<ManyToMany>,
    pub(crate) label: Option<NameList>,
    pub(crate) page_size: Option<Count>,
    pub(crate) validate: Option<ValidateWord>,
}

#[derive(Debug, FromField)]
#[darling(attributes(admin), forward_attrs(doc))]
pub(crate) struct FieldAttrs {
    pub(crate) ident: Option<Ident>,
    pub(crate) ty: Type,
    pub(crate) attrs: Vec<Attribute>,

    pub(crate) label: Option<Text>,
    pub(crate) help: Option<Text>,
    pub(crate) column: Option<Text>,
    pub(crate) storage: Option<StorageWord>,
    pub(crate) primary_key: Word,
    pub(crate) belongs_to: Option<TypePath>,
    pub(crate) relation: Option<Name>,
    pub(crate) skip: Word,

    pub(crate) textarea: Option<TextArea>,
    pub(crate) richtext: Word,
    pub(crate) file: Option<FileRule>,
    pub(crate) image: Option<FileRule>,
    pub(crate) email: Word,
    pub(crate) url: Word,
    pub(crate) color: Word,
    pub(crate) password: Word,
    pub(crate) tel: Word,

    pub(crate) choices: Option<ChoiceList>,
    pub(crate) default: Option<Literal>,
    pub(crate) create: Option<AccessWord>,
    pub(crate) update: Option<AccessWord>,
    pub(crate) min: Option<Literal>,
    pub(crate) max: Option<Literal>,
    pub(crate) min_len: Option<Count>,
    pub(crate) max_len: Option<Count>,
    pub(crate) pattern: Option<Text>,
    pub(crate) placeholder: Option<Text>,
    pub(crate) blank: Word,
    pub(crate) embedded: Word,
    pub(crate) key_value: Word,
    pub(crate) slug_from: Option<SlugFrom>,
    pub(crate) show_if: Option<ShowIf>,
    pub(crate) custom: Word,
    pub(crate) version: Word,
    pub(crate) soft_delete: Word,
}
