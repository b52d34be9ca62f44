//! What the macros of functions share: what a function takes and returns.

use darling::{Error, Result};
use proc_macro2::{Ident, Span};
use syn::{FnArg, Pat, PatType, ReturnType, Type, TypePath, spanned::Spanned};

use crate::{
    syntax::{Count, Text},
    words::plain,
};

/// What messages call a function of a macro, and what it takes.
#[derive(Debug)]
pub(crate) struct Words {
    /// `a job`.
    pub(crate) one: &'static str,
    /// `what is stored with a job`: the parameters that somebody gives it.
    pub(crate) given: &'static str,
    /// The type that stands for one of its runs.
    pub(crate) context: &'static str,
    /// The type of its errors.
    pub(crate) error: &'static str,
}

/// A job.
pub(crate) const JOB: Words =
    Words { one: "a job", given: "what is stored with a job", context: "JobContext", error: "JobError" };
/// A chore.
pub(crate) const CHORE: Words =
    Words { one: "a chore", given: "an input of a chore", context: "ChoreRun", error: "ChoreError" };

/// One parameter of the function.
#[derive(Debug)]
pub(crate) enum Takes {
    /// Given to it by name.
    Stored(Ident, Type),
    /// Taken from what surrounds it: `JobContext`, `ChoreRun`, `Data<T>`.
    Around(Type),
}

impl Takes {
    /// The name of what is given.
    pub(crate) fn stored(&self) -> Option<String> {
        match self {
            Self::Stored(name, _) => Some(plain(name)),
            Self::Around(_) => None,
        }
    }

    /// What the application has to provide: `T` of `Data<T>`.
    pub(crate) fn needed(&self) -> Option<&Type> {
        match self {
            Self::Around(Type::Path(path)) => inside(path),
            _ => None,
        }
    }
}

/// The type that a function returns, which is named.
pub(crate) fn output(output: &ReturnType, ident: &Ident, words: &Words) -> Result<Type> {
    let Words { one, error, .. } = words;
    let wrong = format!("{one} returns `Result<T, {error}>`, such as `-> Result<(), {error}>`");
    match output {
        ReturnType::Default => Err(Error::custom(wrong).with_span(ident)),
        ReturnType::Type(_, ty) => match &**ty {
            Type::Path(_) => Ok((**ty).clone()),
            other => Err(Error::custom(wrong).with_span(other)),
        },
    }
}

/// What a parameter is.
pub(crate) fn taken(parameter: &FnArg, words: &Words) -> Result<Takes> {
    let PatType { pat, ty, .. } = match parameter {
        FnArg::Typed(typed) => typed,
        FnArg::Receiver(receiver) => {
            let message = format!("{} is done by a function outside of an `impl`: nobody stores `self`", words.one);
            return Err(Error::custom(message).with_span(receiver));
        }
    };
    if let Type::Path(path) = &**ty
        && let Some(last) = path.path.segments.last()
        && (last.ident == words.context || last.ident == "Data")
    {
        return Ok(Takes::Around((**ty).clone()));
    }
    match &**ty {
        Type::Reference(reference) => {
            let way_out = match &*reference.elem {
                Type::Path(path) if path.path.is_ident("str") => "`String`".to_owned(),
                _ => "the value itself".to_owned(),
            };
            let message = format!("{} is owned: take {way_out}, not a reference", words.given);
            return Err(Error::custom(message).with_span(reference));
        }
        Type::ImplTrait(of) => {
            return Err(Error::custom(format!("{} has a type; name it", words.given)).with_span(of));
        }
        _ => {}
    }
    match &**pat {
        Pat::Ident(ident) if ident.subpat.is_none() && ident.by_ref.is_none() => {
            Ok(Takes::Stored(ident.ident.clone(), (**ty).clone()))
        }
        other => {
            let message = format!("{} has a name; write `name: Type`, and take it apart inside", words.given);
            Err(Error::custom(message).with_span(other))
        }
    }
}

/// Whether a name has as many characters as may be stored.
pub(crate) fn fits(text: &Text, limit: usize) -> Result<()> {
    let length = text.value().chars().count();
    if length == 0 || length > limit || text.value().contains('\0') {
        let message = format!("a name has 1 to {limit} characters, and this has {length}");
        return Err(Error::custom(message).with_span(&text.span()));
    }
    Ok(())
}

/// Whether a number is one of those that make sense.
pub(crate) fn between(count: Count, least: u32, most: u32, message: &str) -> Result<()> {
    if (least..=most).contains(&count.number) { Ok(()) } else { Err(Error::custom(message).with_span(&count.span)) }
}

/// `T` of `Data<T>`.
fn inside(path: &TypePath) -> Option<&Type> {
    let last = path.path.segments.last().filter(|last| last.ident == "Data")?;
    match &last.arguments {
        syn::PathArguments::AngleBracketed(arguments) => arguments.args.iter().find_map(|argument| match argument {
            syn::GenericArgument::Type(ty) => Some(ty),
            _ => None,
        }),
        _ => None,
    }
}

/// What the compiler would say about a type is said there.
pub(crate) fn span_of(ty: &Type) -> Span {
    ty.span()
}
