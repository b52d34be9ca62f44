//! A checked resource as tokens. Nothing here can fail.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Data, DeriveInput, Fields, Type, spanned::Spanned};

use super::model::{FieldModel, Key, LayoutModel, PathModel, RelationModel, ResourceModel, SectionModel, WidgetModel};
use crate::{
    shape,
    span::{at, local},
    syntax::{AccessWord, Operator, StorageWord},
    words::plain,
};

/// The whole expansion. The closure in it reads each field, as the admin does in ways that the
/// compiler's search for dead code cannot follow.
pub(super) fn resource(model: &ResourceModel) -> TokenStream {
    let ResourceModel { ident, root, fields, skipped, .. } = model;
    let handles = format_ident!("FieldsOf{}", ident);
    let typed = fields.iter().map(|field| (&field.ident, &field.ty));
    let relations = fields.iter().filter_map(|field| field.relation.as_ref());
    let (fields_type, names) = typed_names(ident, &handles, typed, relations);
    let meta = meta(model);
    let record = local("record");
    let read = fields.iter().map(|FieldModel { ident, name, ty, .. }| {
        let span = at(ty.span());
        quote_spanned!(span=> #ident: _kaffy::read::<#ty>(#record, #name)?)
    });
    let skipped = skipped.iter().map(|ident| {
        let span = at(ident.span());
        quote_spanned!(span=> #ident: _kaffy::Default::default())
    });
    let read_once = fields.iter().map(|field| &field.ident);
    let checks = model.checks.iter().map(|check| check.tokens(ident));
    quote! {
        #[doc(hidden)]
        const _: () = {
            use #root::__private as _kaffy;
            #fields_type
            #[automatically_derived]
            impl _kaffy::AdminResource for #ident {
                type Fields = #handles;
                const FIELDS: #handles = #names;
                const META: &'static _kaffy::ResourceMeta = &#meta;
                fn from_record(#record: &_kaffy::Record) -> _kaffy::Result<Self, _kaffy::RecordError> {
                    _kaffy::Result::Ok(Self {
                        #(#read,)*
                        #(#skipped,)*
                    })
                }
            }
            const _: fn(&#ident) = |#record| { #(let _ = &#record.#read_once;)* };
            #(#checks)*
            _kaffy::submit!(_kaffy::ResourceEntry::of::<#ident>());
        };
    }
}

/// Beside errors: the trait without content, so that one mistake is not a page of others.
pub(super) fn stub(input: &DeriveInput, errors: &TokenStream) -> TokenStream {
    let ident = &input.ident;
    if !input.generics.params.is_empty() {
        return errors.clone();
    }
    let handles = format_ident!("FieldsOf{}", ident);
    let fields = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => {
                named.named.iter().filter_map(|field| Some((field.ident.as_ref()?, &field.ty))).collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    let (fields_type, names) = typed_names(ident, &handles, fields.into_iter(), [].into_iter());
    let root = shape::root_of(&input.attrs);
    quote! {
        #errors
        #[doc(hidden)]
        const _: () = {
            use #root::__private as _kaffy;
            #fields_type
            #[automatically_derived]
            impl _kaffy::AdminResource for #ident {
                type Fields = #handles;
                const FIELDS: #handles = #names;
                const META: &'static _kaffy::ResourceMeta = &_kaffy::ResourceMeta::new("", _kaffy::TableMeta::new(""));
                fn from_record(_: &_kaffy::Record) -> _kaffy::Result<Self, _kaffy::RecordError> {
                    loop {}
                }
            }
        };
    }
}

/// The struct behind `Product::fields()`, and its value.
fn typed_names<'a>(
    resource: &Ident,
    handles: &Ident,
    fields: impl Iterator<Item = (&'a Ident, &'a Type)> + Clone,
    relations: impl Iterator<Item = &'a RelationModel> + Clone,
) -> (TokenStream, TokenStream) {
    let declared = fields.clone().map(|(ident, ty)| quote!(pub #ident: _kaffy::Field<#resource, #ty>));
    let related = relations
        .clone()
        .map(|RelationModel { ident, target, .. }| quote!(pub #ident: _kaffy::Relation<#resource, #target>));
    let declaration = quote! {
        #[doc(hidden)]
        #[allow(missing_docs, non_snake_case, private_interfaces, unreachable_pub, clippy::all)]
        #[derive(_kaffy::Clone, _kaffy::Copy)]
        pub struct #handles {
            #(#declared,)*
            #(#related,)*
        }
    };
    let names = fields.map(|(ident, _)| {
        let name = plain(ident);
        quote!(#ident: _kaffy::Field::new(#name))
    });
    let related = relations.map(|RelationModel { ident, name, .. }| quote!(#ident: _kaffy::Relation::new(#name)));
    (declaration, quote!(#handles { #(#names,)* #(#related,)* }))
}

fn meta(model: &ResourceModel) -> TokenStream {
    let ResourceModel { table, naming, primary_key, layout, .. } = model;
    let rust_name = plain(&model.ident);
    let table_name = &table.name;
    let schema = table.schema.iter().map(|schema| quote!(.schema(#schema)));
    let (singular, plural, slug) = (&naming.singular, &naming.plural, &naming.slug);
    let context = naming.context.iter().map(|context| quote!(.context(#context)));
    let help = model.help.iter().map(|help| quote!(.help(#help)));
    let fields = model.fields.iter().map(field_meta);
    let page_size = model.page_size.iter().map(|rows| quote!(.page_size(#rows)));
    let layout = layout_meta(layout);
    quote! {
        _kaffy::ResourceMeta::new(#rust_name, _kaffy::TableMeta::new(#table_name) #(#schema)*)
            #(#context)*
            .names(#singular, #plural)
            .slug(#slug)
            #(#help)*
            .fields(&[#(#fields),*])
            .primary_key(&[#(#primary_key),*])
            #layout
            #(#page_size)*
    }
}

fn layout_meta(layout: &LayoutModel) -> TokenStream {
    let list = call("list", layout.list.iter().map(path_meta));
    let search = call(
        "search",
        layout.search.iter().map(|(path, operator)| {
            let path = path_meta(path);
            let operator = match operator {
                Operator::Contains => quote!(Contains),
                Operator::Prefix => quote!(Prefix),
                Operator::Exact => quote!(Exact),
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
    quote!(#list #search #filter #(#drill_down)* #order #form #label)
}

/// `.list(&[…])`, or nothing for an empty list, which is the default.
fn call(method: &str, items: impl Iterator<Item = TokenStream>) -> TokenStream {
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

fn field_meta(field: &FieldModel) -> TokenStream {
    let FieldModel { name, ty, label, .. } = field;
    let span = at(ty.span());
    let of = quote_spanned!(span=> _kaffy::FieldMeta::of::<#ty>(#name));
    let texts = [
        ("column", &field.column),
        ("help", &field.help),
        ("default", &field.default),
        ("min", &field.min),
        ("max", &field.max),
        ("pattern", &field.pattern),
        ("placeholder", &field.placeholder),
    ];
    let texts = texts.into_iter().filter_map(|(method, text)| {
        let method = format_ident!("{method}");
        text.as_ref().map(|text| quote!(.#method(#text)))
    });
    let lengths =
        [("min_len", field.min_len), ("max_len", field.max_len)].into_iter().filter_map(|(method, length)| {
            let method = format_ident!("{method}");
            length.map(|length| quote!(.#method(#length)))
        });
    let key = field.key.map(|key| match key {
        Key::Whole => quote!(.primary_key()),
        Key::Part => quote!(.key_part()),
    });
    let create = field.create.map(|word| access("create", word));
    let update = field.update.map(|word| access("update", word));
    let widget = field.widget.map(widget);
    let choices = call(
        "choices",
        field.choices.iter().map(|(value, label)| quote!(_kaffy::FixedChoice { value: #value, label: #label })),
    );
    let blank = field.blank.then(|| quote!(.blank()));
    let storage = field.storage.map(|word| match word {
        StorageWord::Text(_) => quote!(.storage(_kaffy::StorageHint::Text)),
        StorageWord::Blob(_) => quote!(.storage(_kaffy::StorageHint::Blob)),
    });
    let belongs_to = field.relation.as_ref().map(|relation| {
        let (target, name, label) = (&relation.target, &relation.name, &relation.label);
        let span = at(target.span());
        let to = quote_spanned!(span=> _kaffy::RelationMeta::to::<#target>(#name, #label));
        quote!(.belongs_to(#to))
    });
    quote! {
        #of.label(#label) #(#texts)* #key #create #update #widget #choices #(#lengths)* #blank #storage #belongs_to
    }
}

fn access(method: &str, word: AccessWord) -> TokenStream {
    let method = format_ident!("{method}");
    let word = match word {
        AccessWord::Editable => quote!(Editable),
        AccessWord::ReadOnly => quote!(ReadOnly),
        AccessWord::Hidden => quote!(Hidden),
    };
    quote!(.#method(_kaffy::Access::#word))
}

fn widget(widget: WidgetModel) -> TokenStream {
    let widget = match widget {
        WidgetModel::TextArea { rows } => quote!(TextArea { rows: #rows }),
        WidgetModel::Email => quote!(Email),
        WidgetModel::Url => quote!(Url),
        WidgetModel::Color => quote!(Color),
        WidgetModel::Password => quote!(Password),
        WidgetModel::Tel => quote!(Tel),
    };
    quote!(.widget(_kaffy::Widget::#widget))
}
