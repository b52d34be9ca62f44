//! `InlineMeta`, and what only the compiler knows of the child.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::resource_meta::call;
use crate::{
    admin_resource::model::{FieldModel, InlineModel, ManyModel},
    span::{at, local, local_at},
    words::plain,
};

/// `.inlines(&[…])`.
pub(super) fn inlines_meta(inlines: &[InlineModel]) -> TokenStream {
    call("inlines", inlines.iter().map(inline_meta))
}

fn inline_meta(inline: &InlineModel) -> TokenStream {
    let InlineModel { child, name, .. } = inline;
    let by = plain(&inline.by);
    let of = quote_spanned!(at(child.span())=> _kaffy::InlineMeta::of::<#child>(#name, #by));
    let label = inline.label.iter().map(|label| quote!(.label(#label)));
    let stacked = inline.stacked.then(|| quote!(.stacked()));
    let min = inline.min.iter().map(|rows| quote!(.min(#rows)));
    let max = inline.max.iter().map(|rows| quote!(.max(#rows)));
    let extra = inline.extra.iter().map(|rows| quote!(.extra(#rows)));
    let fields = call(
        "fields",
        inline.fields.iter().map(|field| {
            let name = plain(field);
            quote!(#name)
        }),
    );
    quote!(#of #(#label)* #stacked #(#min)* #(#max)* #(#extra)* #fields)
}

/// `.many(&[…])`.
pub(super) fn many_meta(links: &[ManyModel]) -> TokenStream {
    call(
        "many",
        links.iter().map(|link| {
            let ManyModel { target, through, name, .. } = link;
            let (by, to) = (plain(&link.by), plain(&link.to));
            let label = link.label.iter().map(|label| quote!(.label(#label)));
            let of = quote_spanned!(at(target.span())=> _kaffy::ManyMeta::of::<#target, #through>(#name, #by, #to));
            quote!(#of #(#label)*)
        }),
    )
}

/// That the rows between lead here and there.
pub(super) fn many_checks(resource: &Ident, links: &[ManyModel]) -> TokenStream {
    let checks = links.iter().map(|link| {
        let here = leads_to(&quote!(#resource), &link.through, &link.by);
        let target = &link.target;
        let there = leads_to(&quote!(#target), &link.through, &link.to);
        quote!(#here #there)
    });
    quote!(#(#checks)*)
}

/// Where each `belongs_to` leads, as a type, for those who declare the other end.
pub(super) fn referrers(resource: &Ident, fields: &[FieldModel]) -> TokenStream {
    let impls = fields.iter().enumerate().filter_map(|(index, field)| {
        let target = &field.relation.as_ref()?.target;
        let index = Literal::usize_unsuffixed(index);
        Some(quote_spanned! {at(target.span())=>
            #[automatically_derived]
            impl _kaffy::Refers<#target, #index> for #resource {}
        })
    });
    quote!(#(#impls)*)
}

/// That the fields named are the child's, and that `by` leads back here.
pub(super) fn inline_checks(resource: &Ident, inlines: &[InlineModel]) -> TokenStream {
    let checks = inlines.iter().map(|inline| {
        let names = inline.fields.iter().map(|field| {
            let handles = local_at("fields", field.span());
            quote_spanned!(at(field.span())=> let _ = #handles.#field;)
        });
        let by = leads_to(&quote!(#resource), &inline.child, &inline.by);
        let (child, handles) = (&inline.child, local("fields"));
        quote! {
            #by
            const _: () = {
                let #handles = <#child as _kaffy::AdminResource>::FIELDS;
                #(#names)*
            };
        }
    });
    quote!(#(#checks)*)
}

/// That a field of another resource belongs to this one.
pub(super) fn leads_to(resource: &TokenStream, child: &syn::Path, by: &Ident) -> TokenStream {
    let (name, span) = (plain(by), at(by.span()));
    let (place, alias) = (local("PLACE"), local_at("Child", by.span()));
    let words = child.segments.last().map(|segment| plain(&segment.ident)).unwrap_or_default();
    let message = format!(
        "`{name}` of `{words}` does not belong to any resource; mark it there with \
         `#[admin(belongs_to = {})]`",
        resource.to_string().replace(' ', "")
    );
    quote_spanned! {span=>
        const _: () = {
            const #place: _kaffy::usize =
                _kaffy::belongs_to_at(<#child as _kaffy::AdminResource>::FIELDS.#by, #message);
            type #alias = #child;
            _kaffy::leads_to::<#alias, #resource, #place>();
        };
    }
}
