//! `unique` and `unique(args(a, b), within = "60s", states(available, scheduled), debounce)`.

use darling::{Error, FromMeta, Result};
use proc_macro2::Span;
use syn::{Ident, Meta, Token, punctuated::Punctuated};

use super::{
    duration::Time,
    value::{Text, Word},
};
use crate::{nearest::suggest, words::plain};

const OPTIONS: [&str; 8] = ["args", "whatever_args", "within", "states", "per_queue", "key", "debounce", "throttle"];
/// The states of a job, as words and as variants.
const STATES: [(&str, &str); 7] = [
    ("scheduled", "Scheduled"),
    ("available", "Available"),
    ("running", "Running"),
    ("retrying", "Retrying"),
    ("succeeded", "Succeeded"),
    ("failed", "Failed"),
    ("cancelled", "Cancelled"),
];

/// When a job is the same as another.
#[derive(Clone, Debug)]
pub(crate) struct UniqueRule {
    pub(crate) args: Option<Vec<Ident>>,
    pub(crate) whatever_args: Option<Span>,
    pub(crate) within: Option<Time>,
    pub(crate) states: Option<Vec<Ident>>,
    pub(crate) per_queue: bool,
    pub(crate) key: Option<Text>,
    pub(crate) debounce: Option<Span>,
    pub(crate) throttle: Option<Span>,
}

impl FromMeta for UniqueRule {
    fn from_meta(item: &Meta) -> Result<Self> {
        let mut rule = Self {
            args: None,
            whatever_args: None,
            within: None,
            states: None,
            per_queue: false,
            key: None,
            debounce: None,
            throttle: None,
        };
        let list = match item {
            Meta::Path(_) => return Ok(rule),
            Meta::List(list) => list,
            Meta::NameValue(_) => {
                let message = "write it as `unique` or `unique(args(user_id), within = \"60s\")`";
                return Err(Error::custom(message).with_span(item));
            }
        };
        let mut errors = Error::accumulator();
        let options = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)?;
        for (place, option) in options.iter().enumerate() {
            if options.iter().take(place).any(|before| before.path() == option.path()) {
                let word = option.path().get_ident().map(plain).unwrap_or_default();
                errors.push(Error::custom(format!("`{word}` is here twice; keep one")).with_span(option));
                continue;
            }
            errors.handle(rule.take(option));
        }
        if let (Some(span), Some(_)) = (rule.throttle, rule.debounce) {
            let message = "`debounce` puts the run off and `throttle` does not; keep one";
            errors.push(Error::custom(message).with_span(&span));
        }
        if let (Some(span), true) = (rule.whatever_args, rule.args.is_some()) {
            let message = "`args(…)` compares some arguments and `whatever_args` none; keep one";
            errors.push(Error::custom(message).with_span(&span));
        }
        errors.finish_with(rule)
    }
}

impl UniqueRule {
    fn take(&mut self, option: &Meta) -> Result<()> {
        let word = option.path().get_ident().map(plain).unwrap_or_default();
        match word.as_str() {
            "args" => self.args = Some(names(option, "args(user_id, kind)")?),
            "whatever_args" => self.whatever_args = Word::from_meta(option)?.0,
            "within" => self.within = Some(Time::from_meta(option)?),
            "states" => self.states = Some(states(option)?),
            "per_queue" => self.per_queue = Word::from_meta(option)?.0.is_some(),
            "key" => self.key = Some(Text::from_meta(option)?),
            "debounce" => self.debounce = Word::from_meta(option)?.0,
            "throttle" => self.throttle = Word::from_meta(option)?.0,
            _ => {
                let message = format!("no such option: `{word}`{}", suggest(&word, OPTIONS));
                return Err(Error::custom(message).with_span(option));
            }
        }
        Ok(())
    }
}

fn names(option: &Meta, example: &str) -> Result<Vec<Ident>> {
    let wrong = || Error::custom(format!("write it as `{example}`")).with_span(option);
    let Meta::List(list) = option else { return Err(wrong()) };
    let names = list.parse_args_with(Punctuated::<Ident, Token![,]>::parse_terminated).map_err(|_| wrong())?;
    if names.is_empty() {
        return Err(wrong());
    }
    Ok(names.into_iter().collect())
}

/// Variants, at the words that name them.
fn states(option: &Meta) -> Result<Vec<Ident>> {
    let mut errors = Error::accumulator();
    let mut states = Vec::new();
    for name in names(option, "states(scheduled, available)")? {
        let word = plain(&name);
        match STATES.iter().find(|(state, _)| *state == word) {
            Some((_, variant)) => states.push(Ident::new(variant, name.span())),
            None => {
                let words = STATES.iter().map(|(state, _)| *state);
                let message = format!("no such state: `{word}`{}", suggest(&word, words));
                errors.push(Error::custom(message).with_span(&name));
            }
        }
    }
    errors.finish_with(states)
}
