//! Tokens of a checked handler. Nothing here can fail.

use std::time::Duration;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{ItemFn, Type};

use super::model::{JobModel, without_marks};
use crate::{
    call::{call, millis, needs},
    function::span_of,
    schedule,
    span::{at, local},
    syntax::UniqueRule,
    words::plain,
};

/// The whole expansion.
pub(super) fn job(model: &JobModel, item: &ItemFn) -> TokenStream {
    let JobModel { ident, vis, root, .. } = model;
    let item = without_marks(item.clone());
    let args = args(model);
    let serde = quote!(#root::__private::serde).to_string().replace(' ', "");
    let derive = quote!(#root::__private::serde);
    let docs = format!("What a job of `{}` is about, as it is stored.", plain(ident));
    let transparent = model.is_whole.then(|| quote!(transparent,)).into_iter();
    let strict = (!model.is_whole).then(|| quote!(deny_unknown_fields,)).into_iter();
    let (jobs, ctx) = (local("jobs"), local("ctx"));
    let parameters = model.stored().map(|(name, ty)| quote!(#name: #ty));
    let names = model.stored().map(|(name, _)| name);
    let enqueue_docs = format!("Enqueues a job of `{}`, once what this returns is awaited.", plain(ident));
    let meta = meta(model);
    let warnings = schedule::warnings(model.schedules.iter(), &item.attrs);
    let around = |span: Span, ty: &Type| quote_spanned!(span=> <#ty as _kaffy::FromContext>::from_context(&#ctx)?);
    let call = call(ident, &model.takes, &model.output, around);
    let returned = quote_spanned!(at(span_of(&model.output))=> _kaffy::returned(#call));
    quote! {
        #item

        #[doc = #docs]
        // Its arguments need be neither.
        #[allow(non_camel_case_types, missing_debug_implementations, missing_copy_implementations, clippy::all)]
        #[derive(#derive::Serialize, #derive::Deserialize)]
        #[serde(#(#transparent)* #(#strict)* crate = #serde)]
        #vis struct #ident { #args }

        #[doc(hidden)]
        const _: () = {
            use #root::__private as _kaffy;
            #warnings
            #[automatically_derived]
            impl #ident {
                #[doc = #enqueue_docs]
                #[allow(dead_code, clippy::too_many_arguments)]
                #vis fn enqueue(#jobs: &_kaffy::Jobs, #(#parameters),*) -> _kaffy::Enqueue<'_, Self> {
                    #jobs.enqueue(Self { #(#names),* })
                }
            }
            #[automatically_derived]
            impl _kaffy::Job for #ident {
                const META: &'static _kaffy::JobMeta = &#meta;
                async fn run(self, #ctx: _kaffy::JobContext) -> _kaffy::Result<_kaffy::JsonValue, _kaffy::JobError> {
                    #returned
                }
            }
            _kaffy::submit_job!(_kaffy::JobEntry::of::<#ident>());
        };
    }
}

fn args(model: &JobModel) -> TokenStream {
    let vis = &model.vis;
    let fields = model.stored().map(|(name, ty)| {
        let docs = format!("The argument `{}`.", plain(name));
        quote!(#[doc = #docs] #vis #name: #ty)
    });
    quote!(#(#fields),*)
}

fn meta(model: &JobModel) -> TokenStream {
    let JobModel { ident, job_type, queue, max_attempts, priority, resource, .. } = model;
    let name = plain(ident);
    let queue = queue.iter().map(|queue| quote!(.queue(#queue)));
    let max_attempts = max_attempts.iter().map(|attempts| quote!(.max_attempts(#attempts)));
    let timeout = model.timeout.map(millis).into_iter().map(|time| quote!(.timeout(#time)));
    let priority = priority.iter().map(|priority| {
        let priority = i64::from(*priority);
        quote!(.priority(#priority))
    });
    let backoff = model.backoff.iter().map(|range| {
        let first = millis(Duration::from_millis(range.first));
        match range.last.map(|last| millis(Duration::from_millis(last))) {
            Some(last) => quote!(.backoff(_kaffy::Backoff::Exponential(#first, #last))),
            None => quote!(.backoff(_kaffy::Backoff::Fixed(#first))),
        }
    });
    let unique = model.unique.as_ref().map(unique).into_iter().map(|unique| quote!(.unique(|| #unique)));
    let resource = resource.iter().map(|resource| quote!(.resource(#resource)));
    let needs = needs(&model.takes);
    let stored: Vec<_> = model
        .stored()
        .map(|(name, ty)| {
            let (name, ty) = (plain(name), ty.to_token_stream().to_string());
            quote!((#name, #ty))
        })
        .collect();
    let schedules: Vec<_> = model.schedules.iter().map(|schedule| schedule::meta(schedule, ident)).collect();
    let schedules = (!schedules.is_empty()).then(|| quote!(.schedules(&[#(#schedules),*]))).into_iter();
    let mask = &model.mask;
    let mask = (!mask.is_empty()).then(|| quote!(.mask(&[#(#mask),*]))).into_iter();
    let stored = (!stored.is_empty() && !model.is_whole).then(|| quote!(.args(&[#(#stored),*]))).into_iter();
    quote! {
        _kaffy::JobMeta::new(#job_type, _kaffy::concat!(_kaffy::module_path!(), "::", #name))
            #(#queue)* #(#max_attempts)* #(#timeout)* #(#priority)* #(#backoff)* #(#unique)* #(#resource)* #needs #(#stored)* #(#mask)* #(#schedules)*
    }
}

fn unique(rule: &UniqueRule) -> TokenStream {
    let args = rule.args.iter().map(|args| {
        let args = args.iter().map(plain);
        quote!(.by([#(#args),*]))
    });
    let whatever = rule.whatever_args.iter().map(|_| quote!(.whatever_args()));
    let within = rule.within.map(|within| millis(within.duration())).into_iter().map(|time| quote!(.within(#time)));
    let states = rule.states.iter().map(|states| quote!(.states([#(_kaffy::JobState::#states),*])));
    let per_queue = rule.per_queue.then(|| quote!(.per_queue())).into_iter();
    let key = rule.key.iter().map(|key| {
        let key = key.value();
        quote!(.key(#key))
    });
    let debounce = rule.debounce.iter().map(|_| quote!(.debounce()));
    let throttle = rule.throttle.iter().map(|_| quote!(.throttle()));
    quote! {
        _kaffy::Unique::new()
            #(#args)* #(#whatever)* #(#within)* #(#states)* #(#per_queue)* #(#key)* #(#debounce)* #(#throttle)*
    }
}
