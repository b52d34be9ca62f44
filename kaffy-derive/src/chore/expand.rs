//! Tokens of a checked chore. Nothing here can fail.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{ItemFn, Type, spanned::Spanned};

use super::{inputs::without_marks, model::ChoreModel};
use crate::{
    admin_fields,
    call::{call, millis, needs},
    function::span_of,
    span::{at, local},
    syntax::RestrictionWord,
    words::plain,
};

/// The whole expansion.
pub(super) fn chore(model: &ChoreModel, item: &ItemFn, source: &str) -> TokenStream {
    let ChoreModel { ident, vis, root, .. } = model;
    let item = without_marks(item.clone());
    let docs = format!("The inputs of the chore `{}`.", plain(ident));
    let fields = model.inputs.iter().map(|input| input.field(vis));
    let form = admin_fields::fields(&model.form);
    let meta = meta(model, source);
    let run = local("run");
    let around = |span: Span, ty: &Type| quote_spanned!(span=> <#ty as _kaffy::FromRun>::from_run(&#run)?);
    let call = call(ident, &model.takes, &model.output, around);
    let returned = quote_spanned!(at(span_of(&model.output))=> _kaffy::chore_returned(#call));
    let (check, available, ended) = (check(model), available(model), ended(model));
    quote! {
        #item

        #[doc = #docs]
        // Its inputs need be neither.
        #[allow(non_camel_case_types, missing_debug_implementations, missing_copy_implementations, clippy::all)]
        #vis struct #ident { #(#fields),* }

        #form

        #[doc(hidden)]
        const _: () = {
            use #root::__private as _kaffy;
            #[automatically_derived]
            impl _kaffy::Chore for #ident {
                const CHORE: &'static _kaffy::ChoreMeta = &#meta;
                async fn run(self, #run: _kaffy::ChoreRun) -> _kaffy::Result<_kaffy::JsonValue, _kaffy::ChoreError> {
                    #returned
                }
                #check
                #available
                #ended
            }
            _kaffy::submit_chore!(_kaffy::ChoreEntry::of::<#ident>());
        };
    }
}

fn meta(model: &ChoreModel, source: &str) -> TokenStream {
    let ChoreModel { ident, title, .. } = model;
    let name = plain(ident);
    let description = model.description.iter().map(|text| quote!(.description(#text)));
    let restriction = model.restriction.iter().map(|word| match word {
        RestrictionWord::None => quote!(.restriction(_kaffy::Restriction::None)),
        RestrictionWord::Own => quote!(.restriction(_kaffy::Restriction::Own)),
        RestrictionWord::Global => quote!(.restriction(_kaffy::Restriction::Global)),
    });
    let queue = model.queue.iter().map(|queue| quote!(.queue(#queue)));
    let timeout = model.timeout.map(millis).into_iter().map(|time| quote!(.timeout(#time)));
    let requires = &model.requires;
    let requires = (!requires.is_empty()).then(|| quote!(.requires(&[#(#requires),*]))).into_iter();
    let approvals = model.approvals.iter().map(|people| quote!(.approvals(#people)));
    let dry_run = model.dry_run.then(|| quote!(.dry_run())).into_iter();
    let resumable = model.resumable.then(|| quote!(.resumable())).into_iter();
    let needs = needs(&model.takes);
    quote! {
        _kaffy::ChoreMeta::new(
            #name,
            _kaffy::concat!(_kaffy::module_path!(), "::", #name),
            #title,
            _kaffy::ChoreSource::new(_kaffy::file!(), _kaffy::line!(), #source)
        )
            #(#description)* #(#restriction)* #(#queue)* #(#timeout)* #(#requires)* #(#approvals)* #(#dry_run)* #(#resumable)* #needs
    }
}

/// Rules of inputs, all of them, in the order they are written.
fn check(model: &ChoreModel) -> Option<TokenStream> {
    let errors = local("errors");
    let mut rules = model.inputs.iter().flat_map(|input| input.rules.iter().map(move |rule| (input, rule))).peekable();
    rules.peek()?;
    let calls = rules.map(|(input, rule)| {
        let (own, name, text) = (quote!(self), &input.name, plain(&input.name));
        let span = at(rule.span());
        // The call stands at the rule, so that a function of another type is an error there.
        quote_spanned!(span=> _kaffy::validate_input(&mut #own.#name, #text, #errors, #rule);)
    });
    Some(quote! {
        fn check(&mut self, #errors: &mut _kaffy::InputErrors) {
            #(#calls)*
        }
    })
}

fn available(model: &ChoreModel) -> Option<TokenStream> {
    let (path, actor) = (model.available.as_ref()?, local("actor"));
    let call = quote_spanned!(at(path.span())=> #path(#actor));
    Some(quote! {
        fn is_available(#actor: &_kaffy::Actor) -> _kaffy::bool {
            #call
        }
    })
}

fn ended(model: &ChoreModel) -> Option<TokenStream> {
    let (path, end) = (model.ended.as_ref()?, local("end"));
    let call = quote_spanned!(at(path.span())=> #path(#end).await);
    Some(quote! {
        async fn ended(#end: _kaffy::ChoreEnd) {
            #call
        }
    })
}
