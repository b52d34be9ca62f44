//! `FieldMeta`, option by option.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::resource_meta::call;
use crate::{
    admin_resource::model::{FieldModel, Inside, Key, WidgetModel},
    span::at,
    syntax::{AccessWord, FileRule, StorageWord},
};

pub(crate) fn field_meta(field: &FieldModel) -> TokenStream {
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
    let widget = field.widget.as_ref().map(widget);
    let choices = call(
        "choices",
        field.choices.iter().map(|(value, label)| quote!(_kaffy::FixedChoice { value: #value, label: #label })),
    );
    let blank = field.blank.then(|| quote!(.blank()));
    let embedded = field.embedded.map(|inside| match inside {
        Inside::Struct => {
            let of = quote_spanned!(span=> _kaffy::EmbeddedMeta::of::<#ty>());
            quote!(.embedded(#of))
        }
        Inside::Entries => quote!(.embedded(_kaffy::EmbeddedMeta::entries())),
    });
    let custom = field.custom.then(|| {
        let of = quote_spanned!(span=> _kaffy::CustomMeta::of::<#ty>());
        quote!(.custom(#of))
    });
    let version = field.version.then(|| quote!(.version()));
    let soft_delete = field.soft_delete.then(|| quote!(.soft_delete()));
    let slug_from = call("slug_from", field.slug_from.iter().map(|name| quote!(#name)));
    let show_if = field.show_if.iter().map(|(name, wanted)| quote!(.show_if(#name, &[#(#wanted),*])));
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
        #of.label(#label) #(#texts)* #key #create #update #widget #choices #(#lengths)* #blank #storage #belongs_to #embedded #custom #version #soft_delete #slug_from #(#show_if)*
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

fn widget(widget: &WidgetModel) -> TokenStream {
    let widget = match widget {
        WidgetModel::TextArea { rows } => quote!(TextArea { rows: #rows }),
        WidgetModel::RichText => quote!(RichText),
        WidgetModel::Email => quote!(Email),
        WidgetModel::Url => quote!(Url),
        WidgetModel::Color => quote!(Color),
        WidgetModel::Password => quote!(Password),
        WidgetModel::Tel => quote!(Tel),
        WidgetModel::File(rule) => file(&quote!(file()), rule),
        WidgetModel::Image(rule) => file(&quote!(image()), rule),
    };
    quote!(.widget(_kaffy::Widget::#widget))
}

fn file(of: &TokenStream, rule: &FileRule) -> TokenStream {
    let types = call("types", rule.types.iter().map(|mime| quote!(#mime)));
    let max_size = rule.max_size.map(|bytes| quote!(.max_size(#bytes)));
    let folder = rule.folder.iter().map(|folder| quote!(.folder(#folder)));
    quote!(File(_kaffy::FileMeta::#of #types #max_size #(#folder)*))
}
