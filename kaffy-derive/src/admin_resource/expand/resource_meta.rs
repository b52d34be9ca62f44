//! `ResourceMeta`, option by option.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};

use super::{
    field_meta::field_meta,
    inlines::{inlines_meta, many_meta},
};
use crate::{
    admin_resource::model::{LayoutModel, PathModel, ResourceModel, SectionModel},
    span::at,
    syntax::{Operator, ValidateWord},
    words::plain,
};

pub(super) fn resource_meta(model: &ResourceModel) -> TokenStream {
    let ResourceModel { table, naming, primary_key, layout, .. } = model;
    let rust_name = plain(&model.ident);
    let table_name = &table.name;
    let schema = table.schema.iter().map(|schema| quote!(.schema(#schema)));
    let (singular, plural, slug) = (&naming.singular, &naming.plural, &naming.slug);
    let context = naming.context.iter().map(|context| quote!(.context(#context)));
    let help = model.help.iter().map(|help| quote!(.help(#help)));
    let fields = model.fields.iter().map(field_meta);
    let page_size = model.page_size.iter().map(|rows| quote!(.page_size(#rows)));
    let validation = model.validate.iter().map(|word| {
        let ident = &model.ident;
        let rules = match word {
            ValidateWord::Garde(span) => quote_spanned!(at(*span)=> _kaffy::validate_with_garde!(#ident)),
            ValidateWord::Validator(span) => quote_spanned!(at(*span)=> _kaffy::validate_with_validator!(#ident)),
        };
        quote!(.validation(#rules))
    });
    let layout = layout_meta(layout);
    let inlines = inlines_meta(&model.inlines);
    let many = many_meta(&model.links);
    quote! {
        _kaffy::ResourceMeta::new(#rust_name, _kaffy::TableMeta::new(#table_name) #(#schema)*)
            .module(_kaffy::module_path!())
            #(#context)*
            .names(#singular, #plural)
            .slug(#slug)
            #(#help)*
            .fields(&[#(#fields),*])
            .primary_key(&[#(#primary_key),*])
            #layout
            #inlines
            #many
            #(#page_size)*
            #(#validation)*
    }
}

pub(crate) fn layout_meta(layout: &LayoutModel) -> TokenStream {
    let list = call("list", layout.list.iter().map(path_meta));
    let list_edit = call("list_edit", layout.list_edit.iter().map(|field| quote!(#field)));
    let search = call(
        "search",
        layout.search.iter().map(|(path, operator)| {
            let path = path_meta(path);
            let operator = match operator {
                Operator::Contains => quote!(Contains),
                Operator::Prefix => quote!(Prefix),
                Operator::Exact => quote!(Exact),
                Operator::FullText => quote!(FullText),
            };
            quote!(_kaffy::SearchMeta::new(#path, _kaffy::SearchOperator::#operator))
        }),
    );
    let filter = call("filter", layout.filter.iter().map(path_meta));
    let drill_down = layout.drill_down.iter().map(|field| quote!(.drill_down(#field)));
    let order = call(
        "order",
        layout.order.iter().map(|(path, descending)| {
            let path = path_meta(path);
            let direction = if *descending { quote!(desc) } else { quote!(asc) };
            quote!(_kaffy::OrderMeta::#direction(#path))
        }),
    );
    let form = call("form", layout.form.iter().map(section_meta));
    let label = call("label", layout.label.iter().map(|field| quote!(#field)));
    quote!(#list #list_edit #search #filter #(#drill_down)* #order #form #label)
}

/// `.list(&[…])`, or nothing for an empty list, which is the default.
pub(super) fn call(method: &str, items: impl Iterator<Item = TokenStream>) -> TokenStream {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return TokenStream::new();
    }
    let method = format_ident!("{method}");
    quote!(.#method(&[#(#items),*]))
}

fn path_meta(path: &PathModel) -> TokenStream {
    let name = path.name();
    if path.relations.is_empty() {
        return quote!(_kaffy::PathMeta::field(#name));
    }
    let relations = path.relations.iter().map(plain);
    let field = plain(&path.field);
    quote!(_kaffy::PathMeta::over(&[#(#relations),*], #field, #name))
}

fn section_meta(section: &SectionModel) -> TokenStream {
    let fields = &section.fields;
    let title = section.title.iter().map(|title| quote!(.title(#title)));
    let description = section.description.iter().map(|text| quote!(.description(#text)));
    let collapsed = section.collapsed.then(|| quote!(.collapsed()));
    quote!(_kaffy::SectionMeta::new(&[#(#fields),*]) #(#title)* #(#description)* #collapsed)
}
