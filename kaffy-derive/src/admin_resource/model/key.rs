//! Which fields are the primary key.

use darling::{Error, Result};
use proc_macro2::Span;

use super::names::Names;
use crate::admin_resource::attr::ResourceAttrs;

/// The part a field has in the primary key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Whole,
    Part,
}

impl Key {
    pub(super) fn of(name: &str, keys: &[String]) -> Option<Self> {
        if !keys.iter().any(|key| key == name) {
            return None;
        }
        Some(if keys.len() == 1 { Self::Whole } else { Self::Part })
    }
}

/// `primary_key(a, b)` on the struct, else the fields marked with it, else `id`.
pub(super) fn primary_key(attrs: &ResourceAttrs, names: &Names<'_>) -> Result<Vec<String>> {
    let marked: Vec<(&str, Span)> =
        names.fields.iter().filter_map(|field| Some((field.name.as_str(), field.attrs.primary_key.0?))).collect();
    if let Some(list) = &attrs.primary_key {
        let mut errors = Error::accumulator();
        for (_, span) in &marked {
            let message = "the primary key is named on the struct already; keep one of the two";
            errors.push(Error::custom(message).with_span(span));
        }
        let found = list.paths.iter().filter_map(|path| errors.handle(names.own(path, "primary_key")));
        let keys: Vec<String> = found.map(|field| field.name.clone()).collect();
        return errors.finish_with(keys);
    }
    let composite = attrs.composite.0;
    match marked.as_slice() {
        [] if names.fields.iter().any(|field| field.name == "id" && field.attrs.skip.0.is_none()) => {
            Ok(vec!["id".to_owned()])
        }
        [] => Err(Error::custom("no primary key: name a field `id`, or mark one with `#[admin(primary_key)]`")
            .with_span(&attrs.ident)),
        [_] if composite.is_some() => {
            let message = "`composite` promises several primary key fields, and one is marked; mark the others too";
            Err(Error::custom(message).with_span(&composite.unwrap_or_else(Span::call_site)))
        }
        [(first, _), rest @ ..] if composite.is_none() => {
            let mut errors = Error::accumulator();
            for (_, span) in rest {
                let message = format!(
                    "`{first}` is a primary key already; if the key is made of both, say `#[admin(composite)]` on the struct"
                );
                errors.push(Error::custom(message).with_span(span));
            }
            errors.finish_with(vec![(*first).to_owned()])
        }
        all => Ok(all.iter().map(|(name, _)| (*name).to_owned()).collect()),
    }
}
