//! What a handler means. Every rule lives here; plain values afterwards.

use std::time::Duration;

use darling::{Error, Result};
use proc_macro2::{Ident, TokenStream};
use syn::{FnArg, ItemFn, Type, Visibility};

use super::attr::JobAttrs;
use crate::{
    function::{JOB, Takes, between, fits, output, taken},
    nearest::suggest,
    schedule::{self, ScheduleModel},
    shape,
    syntax::{DotPath, Text, TimeRange, UniqueRule},
    words::plain,
};

/// A checked handler.
#[derive(Debug)]
pub(super) struct JobModel {
    pub(super) ident: Ident,
    pub(super) vis: Visibility,
    pub(super) root: TokenStream,
    pub(super) job_type: String,
    pub(super) queue: Option<String>,
    pub(super) max_attempts: Option<u32>,
    pub(super) timeout: Option<Duration>,
    pub(super) priority: Option<u32>,
    pub(super) backoff: Option<TimeRange>,
    pub(super) unique: Option<UniqueRule>,
    pub(super) resource: Option<String>,
    /// Arguments whose values no page shows.
    pub(super) mask: Vec<String>,
    pub(super) takes: Vec<Takes>,
    /// Whether the one stored argument is all that is stored.
    pub(super) is_whole: bool,
    pub(super) output: Type,
    /// When it runs by itself.
    pub(super) schedules: Vec<ScheduleModel>,
}

impl JobModel {
    pub(super) fn new(attrs: JobAttrs, item: &ItemFn, misread: Option<Error>) -> Result<Self> {
        let mut errors = Error::accumulator();
        if let Some(misread) = misread {
            errors.push(misread);
        }
        let signature = &item.sig;
        if let Some(parameter) = signature.generics.params.first() {
            let message =
                "a job is stored under one name, so it cannot be generic; write a function without parameters of type";
            errors.push(Error::custom(message).with_span(parameter));
        }
        if let Some(clause) = &signature.generics.where_clause {
            errors.push(Error::custom("a job has no type parameters, so nothing to say about them").with_span(clause));
        }
        if signature.asyncness.is_none() {
            let message = "a job is done by an `async fn`; write `async` in front of it";
            errors.push(Error::custom(message).with_span(&signature.fn_token));
        }
        let output = errors.handle(output(&signature.output, &signature.ident, &JOB));
        let mut takes = Vec::new();
        for parameter in &signature.inputs {
            takes.extend(errors.handle(taken(parameter, &JOB)));
        }
        let is_whole = errors.handle(whole(item)).unwrap_or(false);
        if let Some(rule) = &attrs.unique {
            errors.handle(known(rule, &takes, is_whole));
        }
        if let Some(list) = &attrs.mask {
            let names = list.paths.iter().flat_map(|path| &path.0);
            errors.handle(named(names, &takes, is_whole));
        }
        let mut schedules: Vec<ScheduleModel> = Vec::new();
        let (said, misread) = schedule::all(&item.attrs);
        misread.into_iter().for_each(|error| errors.push(error));
        let stored: Vec<String> = takes.iter().filter_map(Takes::stored).collect();
        for said in said {
            let at = said.at;
            let name = plain(&signature.ident);
            let Some(model) = errors.handle(ScheduleModel::new(said, &name, &stored)) else { continue };
            if schedules.iter().any(|other| other.name == model.name) {
                let message = format!("there is a schedule `{}` already: give this one a `name = \"…\"`", model.name);
                errors.push(Error::custom(message).with_span(&at.unwrap_or_else(proc_macro2::Span::call_site)));
            }
            schedules.push(model);
        }
        for (text, limit) in [(&attrs.queue, 64), (&attrs.job_type, 100), (&attrs.resource, 100)] {
            errors.handle(text.as_ref().map_or(Ok(()), |text| fits(text, limit)));
        }
        let max_attempts = attrs.max_attempts.map(|count| {
            errors.handle(between(count, 1, u32::MAX, "a job that is never started does nothing: at least 1"));
            count.number
        });
        let priority = attrs.priority.map(|count| {
            errors.handle(between(count, 0, 1_000, "a priority is 0 to 1,000; higher runs first"));
            count.number
        });
        let text = |text: &Option<Text>| text.as_ref().map(Text::value);
        errors.finish_with(Self {
            ident: signature.ident.clone(),
            vis: item.vis.clone(),
            root: shape::root(attrs.root.as_ref()),
            job_type: text(&attrs.job_type).unwrap_or_else(|| plain(&signature.ident)),
            queue: text(&attrs.queue),
            max_attempts,
            timeout: attrs.timeout.map(|time| time.duration()),
            priority,
            backoff: attrs.backoff,
            unique: attrs.unique,
            resource: text(&attrs.resource),
            mask: attrs.mask.iter().flat_map(|list| &list.paths).map(DotPath::name).collect(),
            takes,
            is_whole,
            output: output.unwrap_or_else(|| syn::parse_quote!(())),
            schedules,
        })
    }

    /// What is stored.
    pub(super) fn stored(&self) -> impl Iterator<Item = (&Ident, &Type)> {
        self.takes.iter().filter_map(|takes| match takes {
            Takes::Stored(ident, ty) => Some((ident, ty)),
            Takes::Around(_) => None,
        })
    }
}

/// Whether a parameter is marked with `#[args]`, which must be the only one that is stored.
fn whole(item: &ItemFn) -> Result<bool> {
    let typed = item.sig.inputs.iter().filter_map(|parameter| match parameter {
        FnArg::Typed(typed) => Some(typed),
        FnArg::Receiver(_) => None,
    });
    let stored: Vec<_> = typed
        .filter(|typed| matches!(taken(&FnArg::Typed((*typed).clone()), &JOB), Ok(Takes::Stored(..)) | Err(_)))
        .collect();
    let marked = stored.iter().filter_map(|typed| typed.attrs.iter().find(|attr| attr.path().is_ident("args")));
    match marked.into_iter().next() {
        None => Ok(false),
        Some(_) if stored.len() == 1 => Ok(true),
        Some(mark) => {
            let message = "`#[args]` says that one struct is all that is stored; put the others into it";
            Err(Error::custom(message).with_span(mark))
        }
    }
}

/// The function without what only the macro reads.
pub(super) fn without_marks(mut item: ItemFn) -> ItemFn {
    item.attrs.retain(|attr| !schedule::is_schedule(attr));
    for parameter in &mut item.sig.inputs {
        if let FnArg::Typed(typed) = parameter {
            typed.attrs.retain(|attr| !attr.path().is_ident("args"));
        }
    }
    item
}

/// Whether the arguments that are compared are there.
fn known(rule: &UniqueRule, takes: &[Takes], is_whole: bool) -> Result<()> {
    named(rule.args.iter().flatten(), takes, is_whole)
}

/// Whether arguments of these names are there.
fn named<'a>(wanted: impl Iterator<Item = &'a Ident>, takes: &[Takes], is_whole: bool) -> Result<()> {
    if is_whole {
        // The fields of a struct of the user's own.
        return Ok(());
    }
    let names: Vec<String> = takes
        .iter()
        .filter_map(|takes| match takes {
            Takes::Stored(ident, _) => Some(plain(ident)),
            Takes::Around(_) => None,
        })
        .collect();
    let mut errors = Error::accumulator();
    for arg in wanted.filter(|arg| !names.contains(&plain(arg))) {
        let wrong = plain(arg);
        let message = format!("no such argument: `{wrong}`{}", suggest(&wrong, names.iter().map(String::as_str)));
        errors.push(Error::custom(message).with_span(arg));
    }
    errors.finish()
}
