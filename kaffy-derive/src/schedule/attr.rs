//! What a person may write in `#[schedule(…)]`. No rules here.

use darling::{Error, FromMeta, Result, ast::NestedMeta};
use proc_macro2::Span;
use quote::ToTokens;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, LitStr, Meta, MetaNameValue, Token, punctuated::Punctuated};

use crate::{
    nearest::suggest,
    syntax::{Text, Time, expected, value_of},
    words::plain,
};

/// One `#[schedule(…)]`.
#[derive(Debug, Default, FromMeta)]
pub(crate) struct ScheduleAttrs {
    pub(crate) name: Option<Text>,
    pub(crate) cron: Option<Text>,
    pub(crate) every: Option<Text>,
    pub(crate) timezone: Option<Text>,
    pub(crate) missed: Option<MissedRule>,
    pub(crate) window: Option<Time>,
    pub(crate) overlap: Option<OverlapRule>,
    pub(crate) run_on: Option<RunOnRule>,
    pub(crate) args: Option<ArgsRule>,
    /// Where it stands.
    #[darling(skip)]
    pub(crate) at: Option<Span>,
}

/// `missed = skip`, `missed = one`, `missed = all(5)`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum MissedRule {
    Skip,
    One,
    All(u32, Span),
}

/// `overlap = skip`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OverlapRule(pub(crate) &'static str);

/// `run_on = one`, `run_on = every`, `run_on = node("web-1")`.
#[derive(Clone, Debug)]
pub(crate) enum RunOnRule {
    One,
    Every,
    Node(LitStr),
}

/// `args(to = "ada@example.org")`.
#[derive(Clone, Debug)]
pub(crate) struct ArgsRule {
    pub(crate) values: Vec<(Ident, Expr)>,
    pub(crate) span: Span,
}

/// A word, or a call of one: `all(5)`.
fn word(item: &Meta, example: &str, words: &[&'static str]) -> Result<(&'static str, Option<Expr>, Span)> {
    let value = value_of(item, example)?;
    let (path, argument) = match value {
        Expr::Path(path) => (path, None),
        Expr::Call(call) if call.args.len() == 1 => match &*call.func {
            Expr::Path(path) => (path, call.args.first().cloned()),
            other => return Err(expected(&option(item), example, other)),
        },
        other => return Err(expected(&option(item), example, other)),
    };
    let span = syn::spanned::Spanned::span(path);
    let written = path.path.get_ident().map(plain).unwrap_or_else(|| path.to_token_stream().to_string());
    let known = words.iter().find(|word| **word == written);
    let message = || format!("`{}` cannot be `{written}`{}", option(item), suggest(&written, words.iter().copied()));
    known.map(|word| (*word, argument, span)).ok_or_else(|| Error::custom(message()).with_span(&span))
}

fn option(item: &Meta) -> String {
    item.path().get_ident().map(plain).unwrap_or_default()
}

impl FromMeta for MissedRule {
    fn from_meta(item: &Meta) -> Result<Self> {
        let example = " = one` or `missed = all(5)";
        match word(item, example, &["skip", "one", "all"])? {
            ("skip", None, _) => Ok(Self::Skip),
            ("one", None, _) => Ok(Self::One),
            ("all", Some(Expr::Lit(ExprLit { lit: Lit::Int(most), .. })), _) => {
                let span = most.span();
                most.base10_parse().map(|most| Self::All(most, span)).map_err(|_| expected("missed", example, &span))
            }
            (_, _, span) => Err(expected("missed", example, &span)),
        }
    }
}

impl FromMeta for OverlapRule {
    fn from_meta(item: &Meta) -> Result<Self> {
        match word(item, " = skip", &["skip", "queue", "allow", "cancel"])? {
            (word, None, _) => Ok(Self(word)),
            (_, _, span) => Err(expected("overlap", " = skip", &span)),
        }
    }
}

impl FromMeta for RunOnRule {
    fn from_meta(item: &Meta) -> Result<Self> {
        let example = " = one`, `run_on = every` or `run_on = node(\"…\")";
        match word(item, example, &["one", "every", "node"])? {
            ("one", None, _) => Ok(Self::One),
            ("every", None, _) => Ok(Self::Every),
            ("node", Some(Expr::Lit(ExprLit { lit: Lit::Str(name), .. })), _) => Ok(Self::Node(name)),
            (_, _, span) => Err(expected("run_on", example, &span)),
        }
    }
}

impl FromMeta for ArgsRule {
    fn from_meta(item: &Meta) -> Result<Self> {
        let Meta::List(list) = item else { return Err(expected("args", "(name = value)", item)) };
        let pairs = list.parse_args_with(Punctuated::<MetaNameValue, Token![,]>::parse_terminated)?;
        let mut errors = Error::accumulator();
        let mut values: Vec<(Ident, Expr)> = Vec::new();
        for pair in pairs {
            match pair.path.get_ident() {
                Some(name) if values.iter().any(|(before, _)| before == name) => {
                    errors.push(Error::custom(format!("`{}` is here twice; keep one", plain(name))).with_span(name));
                }
                Some(name) => values.push((name.clone(), pair.value)),
                None => errors.push(expected("args", "(name = value)", &pair.path)),
            }
        }
        errors.finish_with(Self { values, span: syn::spanned::Spanned::span(&list.path) })
    }
}

/// All `#[schedule(…)]` among attributes, with what could not be read.
pub(crate) fn all(attrs: &[Attribute]) -> (Vec<ScheduleAttrs>, Vec<Error>) {
    let (mut read, mut errors) = (Vec::new(), Vec::new());
    for attr in attrs.iter().filter(|attr| is_schedule(attr)) {
        let span = syn::spanned::Spanned::span(attr.path());
        let Meta::List(list) = &attr.meta else {
            let message = "say when: `#[schedule(cron = \"0 9 * * MON-FRI\")]` or `#[schedule(every = \"15m\")]`";
            errors.push(Error::custom(message).with_span(&span));
            continue;
        };
        match NestedMeta::parse_meta_list(list.tokens.clone()) {
            Ok(options) => match ScheduleAttrs::from_list(&options) {
                Ok(attrs) => read.push(ScheduleAttrs { at: Some(span), ..attrs }),
                Err(error) => errors.push(error),
            },
            Err(error) => errors.push(error.into()),
        }
    }
    (read, errors)
}

/// Whether an attribute is one, by whatever path.
pub(crate) fn is_schedule(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|last| last.ident == "schedule")
}
