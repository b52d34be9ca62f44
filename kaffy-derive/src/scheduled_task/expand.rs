//! Tokens of a checked task. Nothing here can fail.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{ItemFn, spanned::Spanned};

use super::model::TaskModel;
use crate::{
    call::{millis, needs},
    function::{Takes, span_of},
    schedule,
    span::{at, local},
    words::plain,
};

/// The whole expansion: a job without arguments, with the schedule that runs it.
pub(super) fn task(model: &TaskModel, item: &ItemFn) -> TokenStream {
    let TaskModel { ident, vis, root, value, queue, .. } = model;
    let serde = quote!(#root::__private::serde).to_string().replace(' ', "");
    let derive = quote!(#root::__private::serde);
    let name = plain(ident);
    let docs = format!("A run of the task `{name}`.");
    let (ctx, last) = (local("ctx"), local("last"));
    let taken = model.takes.iter().map(|takes| match takes {
        Takes::Stored(..) => quote!(#last),
        Takes::Around(ty) => {
            let span = at(span_of(ty));
            quote_spanned!(span=> <#ty as _kaffy::FromContext>::from_context(&#ctx)?)
        }
    });
    let span = at(span_of(&model.output));
    // With its type, so that another one is an error at the function's own.
    let call = quote_spanned!(span=> #ident(#(#taken),*).await.map_err(_kaffy::JobError::from));
    let (returned, type_of) = (local("returned"), quote_spanned!(span=> _kaffy::Result<#value, _kaffy::JobError>));
    let initial = match &model.initial {
        Some(initial) => initial.to_token_stream(),
        None => quote_spanned!(at(value.span())=> _kaffy::Default::default()),
    };
    let queue = queue.iter().map(|queue| quote!(.queue(#queue)));
    let timeout = model.timeout.map(millis).into_iter().map(|time| quote!(.timeout(#time)));
    let needs = needs(&model.takes);
    let schedule_name = &model.schedule.name;
    let schedule = schedule::meta(&model.schedule, ident);
    let warnings = schedule::warnings(std::iter::once(&model.schedule), &item.attrs);
    quote! {
        #item

        #[doc = #docs]
        #[allow(non_camel_case_types, missing_debug_implementations, missing_copy_implementations, clippy::all)]
        #[derive(#derive::Serialize, #derive::Deserialize)]
        #[serde(deny_unknown_fields, crate = #serde)]
        #vis struct #ident {}

        #[doc(hidden)]
        const _: () = {
            use #root::__private as _kaffy;
            #warnings
            #[automatically_derived]
            impl _kaffy::Job for #ident {
                const META: &'static _kaffy::JobMeta =
                    &_kaffy::JobMeta::new(#name, _kaffy::concat!(_kaffy::module_path!(), "::", #name))
                        .max_attempts(1) #(#queue)* #(#timeout)* #needs
                        .schedules(&[#schedule.task()]);
                async fn run(self, #ctx: _kaffy::JobContext) -> _kaffy::Result<_kaffy::JsonValue, _kaffy::JobError> {
                    let first: fn() -> #value = || #initial;
                    _kaffy::run_task(#schedule_name, #ctx, first, |#last: #value, #ctx: _kaffy::JobContext| async move {
                        let #returned: #type_of = #call;
                        #returned
                    })
                    .await
                }
            }
            _kaffy::submit_job!(_kaffy::JobEntry::of::<#ident>());
        };
    }
}
