//! What a chore means. Every rule lives here; plain values afterwards.

use std::time::Duration;

use darling::{Error, Result};
use proc_macro2::{Ident, TokenStream};
use syn::{FnArg, ItemFn, Path, Type, Visibility};

use super::{
    attr::ChoreAttrs,
    inputs::{Input, form},
};
use crate::{
    admin_fields::FieldsModel,
    doc,
    function::{CHORE, Takes, between, fits, output, taken},
    shape,
    syntax::{RestrictionWord, Text},
    words::{in_words, plain},
};

/// Types that are a way to a database.
const DATABASES: [&str; 5] = ["Database", "Pool", "SqlitePool", "PgPool", "MySqlPool"];

/// A checked chore.
#[derive(Debug)]
pub(super) struct ChoreModel {
    pub(super) ident: Ident,
    pub(super) vis: Visibility,
    pub(super) root: TokenStream,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) restriction: Option<RestrictionWord>,
    pub(super) queue: Option<String>,
    pub(super) timeout: Option<Duration>,
    pub(super) requires: Vec<String>,
    pub(super) approvals: Option<u32>,
    pub(super) dry_run: bool,
    pub(super) resumable: bool,
    pub(super) available: Option<Path>,
    pub(super) ended: Option<Path>,
    pub(super) takes: Vec<Takes>,
    pub(super) inputs: Vec<Input>,
    pub(super) form: FieldsModel,
    pub(super) output: Type,
}

impl ChoreModel {
    pub(super) fn new(attrs: ChoreAttrs, item: &ItemFn, misread: Option<Error>) -> Result<Self> {
        let mut errors = Error::accumulator();
        misread.into_iter().for_each(|error| errors.push(error));
        errors.handle(shaped(item));
        let signature = &item.sig;
        let output = errors.handle(output(&signature.output, &signature.ident, &CHORE));
        let (mut takes, mut inputs) = (Vec::new(), Vec::new());
        for parameter in &signature.inputs {
            let Some(taken) = errors.handle(taken(parameter, &CHORE)) else { continue };
            match (&taken, parameter) {
                (Takes::Stored(name, _), FnArg::Typed(typed)) => {
                    let (input, wrong) = Input::new(name, typed);
                    wrong.into_iter().for_each(|error| errors.push(error));
                    inputs.push(input);
                }
                (_, parameter) => drop(errors.handle(no_input(parameter))),
            }
            takes.push(taken);
        }
        errors.handle(one_run(&takes));
        if attrs.dry_run.0.is_some() {
            errors.handle(no_database(&takes));
        }
        errors.handle(attrs.queue.as_ref().map_or(Ok(()), |queue| fits(queue, 64)));
        errors.handle(attrs.title.as_ref().map_or(Ok(()), |title| fits(title, 100)));
        let requires = errors.handle(roles(&attrs)).unwrap_or_default();
        let approvals = attrs.approvals.map(|count| {
            let message = "a run waits for 1 to 20 other people; leave the option out where nobody has to agree";
            errors.handle(between(count, 1, 20, message));
            count.number
        });
        let title = attrs.title.as_ref().map_or_else(|| in_words(&plain(&signature.ident)), Text::value);
        let root = shape::root(attrs.root.as_ref());
        let form = errors.handle(form(&signature.ident, &title, &root, &inputs));
        errors.finish()?;
        let unread = || Error::custom("the chore could not be read");
        Ok(Self {
            ident: signature.ident.clone(),
            vis: item.vis.clone(),
            root,
            title,
            description: doc::text(&item.attrs),
            restriction: attrs.restriction,
            queue: attrs.queue.as_ref().map(Text::value),
            timeout: attrs.timeout.map(|time| time.duration()),
            requires,
            approvals,
            dry_run: attrs.dry_run.0.is_some(),
            resumable: attrs.resumable.0.is_some(),
            available: attrs.available.map(|path| path.0),
            ended: attrs.ended.map(|path| path.0),
            takes,
            inputs,
            form: form.ok_or_else(unread)?,
            output: output.ok_or_else(unread)?,
        })
    }
}

/// The function itself.
fn shaped(item: &ItemFn) -> Result<()> {
    let mut errors = Error::accumulator();
    let signature = &item.sig;
    if let Some(parameter) = signature.generics.params.first() {
        let message =
            "a chore has a form of its own, so it cannot be generic; write a function without parameters of type";
        errors.push(Error::custom(message).with_span(parameter));
    }
    if let Some(clause) = &signature.generics.where_clause {
        errors.push(Error::custom("a chore has no type parameters, so nothing to say about them").with_span(clause));
    }
    if signature.asyncness.is_none() {
        let message = "a chore is an `async fn`; write `async` in front of it";
        errors.push(Error::custom(message).with_span(&signature.fn_token));
    }
    errors.finish()
}

/// What nobody fills in has no options.
fn no_input(parameter: &FnArg) -> Result<()> {
    let FnArg::Typed(typed) = parameter else { return Ok(()) };
    match typed.attrs.iter().find(|attr| attr.path().is_ident("input")) {
        Some(mark) => {
            let message = "nobody fills this in: the run and `Data<…>` are given to the chore; take `#[input]` away";
            Err(Error::custom(message).with_span(mark))
        }
        None => Ok(()),
    }
}

fn one_run(takes: &[Takes]) -> Result<()> {
    let runs = takes.iter().filter(|takes| matches!(takes, Takes::Around(_)) && takes.needed().is_none());
    match runs.filter_map(|takes| if let Takes::Around(ty) = takes { Some(ty) } else { None }).nth(1) {
        Some(second) => {
            let message = "a chore has one run, which it is given already; clone that, or take this away";
            Err(Error::custom(message).with_span(second))
        }
        None => Ok(()),
    }
}

/// What goes around the run is not taken back with it.
fn no_database(takes: &[Takes]) -> Result<()> {
    let mut errors = Error::accumulator();
    for ty in takes.iter().filter_map(Takes::needed) {
        let Type::Path(path) = ty else { continue };
        if path.path.segments.last().is_some_and(|last| DATABASES.iter().any(|name| last.ident == name)) {
            let message = "a chore that may be started dry takes its database from its run: `run.transaction(…)`";
            errors.push(Error::custom(message).with_span(ty));
        }
    }
    errors.finish()
}

fn roles(attrs: &ChoreAttrs) -> Result<Vec<String>> {
    let mut errors = Error::accumulator();
    let mut roles: Vec<String> = Vec::new();
    for role in attrs.requires.iter().flat_map(|roles| &roles.0) {
        let name = role.value();
        if name.trim().is_empty() || name.chars().count() > 100 {
            errors.push(Error::custom("the name of a role has 1 to 100 characters").with_span(role));
        }
        if roles.contains(&name) {
            errors.push(Error::custom(format!("the role `{name}` is here twice; keep one")).with_span(role));
        }
        roles.push(name);
    }
    errors.finish_with(roles)
}
