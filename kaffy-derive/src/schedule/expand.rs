//! Tokens of checked schedules. Nothing here can fail.

use std::time::Duration;

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Attribute;

use super::{
    attr::{MissedRule, RunOnRule},
    model::ScheduleModel,
};
use crate::{call::millis, span::at};

/// `ScheduleMeta` of a schedule of the job `job`.
pub(crate) fn meta(model: &ScheduleModel, job: &Ident) -> TokenStream {
    let ScheduleModel { name, cron, every, timezone, missed, window, overlap, run_on, args, .. } = model;
    let cron = cron.iter().map(|cron| quote!(.cron(#cron)));
    let every = every.map(seconds).into_iter().map(|every| quote!(.every(#every)));
    let timezone = timezone.iter().map(|zone| quote!(.timezone(#zone)));
    let missed = missed.iter().map(|missed| match missed {
        MissedRule::Skip => quote!(.missed(_kaffy::Missed::Skip)),
        MissedRule::One => quote!(.missed(_kaffy::Missed::One)),
        MissedRule::All(most, _) => quote!(.missed(_kaffy::Missed::All(#most))),
    });
    let window = window.map(millis).into_iter().map(|window| quote!(.window(#window)));
    let overlap = overlap.iter().map(|overlap| match *overlap {
        "queue" => quote!(.overlap(_kaffy::Overlap::Queue)),
        "allow" => quote!(.overlap(_kaffy::Overlap::Allow)),
        "cancel" => quote!(.overlap(_kaffy::Overlap::Cancel)),
        _ => quote!(.overlap(_kaffy::Overlap::Skip)),
    });
    let run_on = run_on.iter().filter_map(|run_on| match run_on {
        RunOnRule::One => None,
        RunOnRule::Every => Some(quote!(.on_every_node())),
        RunOnRule::Node(node) => Some(quote!(.on_node(#node))),
    });
    let values = args.iter().map(|(name, value)| quote!(#name: #value));
    quote! {
        _kaffy::ScheduleMeta::new(
            #name,
            _kaffy::concat!(_kaffy::file!(), ":", _kaffy::line!()),
            || _kaffy::to_json(&#job { #(#values),* }),
        )
        #(#cron)* #(#every)* #(#timezone)* #(#missed)* #(#window)* #(#overlap)* #(#run_on)*
    }
}

/// What the compiler warns of, at the words it is about: by what it says of something deprecated, since a macro has no
/// other warnings.
/// `#[allow(deprecated)]` at the function silences them.
pub(crate) fn warnings<'a>(models: impl Iterator<Item = &'a ScheduleModel>, attrs: &[Attribute]) -> TokenStream {
    let allowed: Vec<_> = attrs.iter().filter(|attr| attr.path().is_ident("allow")).collect();
    models
        .filter_map(|model| model.warning.as_ref())
        .map(|(span, message)| {
            let call = quote_spanned!(at(*span)=> shifted());
            quote! {
                #(#allowed)*
                const _: () = {
                    #[deprecated(note = #message)]
                    const fn shifted() {}
                    #call
                };
            }
        })
        .collect()
}

fn seconds(time: Duration) -> TokenStream {
    let seconds = time.as_secs();
    quote!(_kaffy::Duration::from_secs(#seconds))
}
