//! What a schedule means. Every rule lives here; plain values afterwards.

use std::time::Duration;

use chrono::Utc;
use darling::{Error, Result};
use kaffy_cron::{Cron, Tz};
use proc_macro2::Span;
use syn::{Expr, Ident};

use super::attr::{MissedRule, RunOnRule, ScheduleAttrs};
use crate::{nearest::suggest, syntax::Text, words::plain};

/// Letters of the longest name.
const NAME: usize = 150;
/// Runs that are made up for at most.
const MADE_UP: u32 = 100;

/// A checked schedule.
#[derive(Debug)]
pub(crate) struct ScheduleModel {
    pub(crate) name: String,
    pub(crate) cron: Option<String>,
    pub(crate) every: Option<Duration>,
    pub(crate) timezone: Option<String>,
    pub(crate) missed: Option<MissedRule>,
    pub(crate) window: Option<Duration>,
    pub(crate) overlap: Option<&'static str>,
    pub(crate) run_on: Option<RunOnRule>,
    pub(crate) args: Vec<(Ident, Expr)>,
    /// Said by the compiler, without stopping it.
    pub(crate) warning: Option<(Span, String)>,
}

impl ScheduleModel {
    /// Checks one. `name` is that of the function, `stored` are the arguments that its jobs store.
    pub(crate) fn new(attrs: ScheduleAttrs, name: &str, stored: &[String]) -> Result<Self> {
        let mut errors = Error::accumulator();
        let at = attrs.at.unwrap_or_else(Span::call_site);
        if attrs.cron.is_none() && attrs.every.is_none() {
            let message = "say when: `cron = \"0 9 * * MON-FRI\"` or `every = \"15m\"`";
            errors.push(Error::custom(message).with_span(&at));
        }
        if let (Some(_), Some(every)) = (&attrs.cron, &attrs.every) {
            let message = "`cron` says when and `every` does; keep one";
            errors.push(Error::custom(message).with_span(&every.option));
        }
        if let (Some(zone), None) = (&attrs.timezone, &attrs.cron) {
            let message = "`every` counts from a moment, whatever the clock on the wall shows; leave out `timezone`";
            errors.push(Error::custom(message).with_span(&zone.option));
        }
        let zone = attrs.timezone.as_ref().map(zone).map(|zone| errors.handle(zone));
        let warning = match (&attrs.cron, zone) {
            // Without a zone, that of the application, which is not known here.
            (Some(text), None) => errors.handle(cron(text, Tz::UTC)).and(None),
            (Some(text), Some(Some(zone))) => errors.handle(cron(text, zone)).flatten(),
            _ => None,
        };
        let every = attrs.every.as_ref().map(every).and_then(|every| errors.handle(every));
        if let Some(name) = &attrs.name {
            let length = name.value().chars().count();
            if !(1..=NAME).contains(&length) || name.value().trim() != name.value() {
                let message = format!("a name has 1 to {NAME} characters and no space at its ends");
                errors.push(Error::custom(message).with_span(&name.span()));
            }
        }
        if let Some(MissedRule::All(most, span)) = attrs.missed
            && !(1..=MADE_UP).contains(&most)
        {
            let message = format!("1 to {MADE_UP} missed times are made up for");
            errors.push(Error::custom(message).with_span(&span));
        }
        if let Some(RunOnRule::Node(node)) = &attrs.run_on
            && !(1..=60).contains(&node.value().chars().count())
        {
            errors.push(Error::custom("the name of a node has 1 to 60 characters").with_span(node));
        }
        let values = attrs.args.as_ref().map(|args| args.values.clone()).unwrap_or_default();
        errors.handle(args(&values, stored, attrs.args.as_ref().map_or(at, |args| args.span)));
        errors.finish_with(Self {
            name: attrs.name.as_ref().map_or_else(|| name.to_owned(), Text::value),
            cron: attrs.cron.as_ref().map(Text::value),
            every,
            timezone: attrs.timezone.as_ref().map(Text::value),
            missed: attrs.missed,
            window: attrs.window.map(|window| window.duration()),
            overlap: attrs.overlap.map(|overlap| overlap.0),
            run_on: attrs.run_on,
            args: values,
            warning,
        })
    }
}

fn zone(text: &Text) -> Result<Tz> {
    kaffy_cron::zone(&text.value()).map_err(|unknown| Error::custom(unknown).with_span(&text.span()))
}

/// Checks an expression, and says a warning where the clock will skip it.
fn cron(text: &Text, zone: Tz) -> Result<Option<(Span, String)>> {
    let (span, now) = (text.span(), Utc::now());
    let cron = Cron::checked(&text.value(), zone, now).map_err(|wrong| Error::custom(wrong).with_span(&span))?;
    let day = cron.shifted_in_year_after(now).into_iter().next();
    Ok(day.map(|day| {
        let (date, before, after) = (day.before.date(), day.before.time(), day.after.time());
        let zone = zone.name();
        (span, format!("on {date} the clock of {zone} goes from {before} to {after}: that day it fires at {after}"))
    }))
}

fn every(text: &Text) -> Result<Duration> {
    let written = text.value();
    let time = kaffy_cron::every(&written).filter(|time| (1..=366 * 86_400).contains(&time.as_secs()));
    time.ok_or_else(|| {
        let message = format!(
            "`{written}` is no time between runs: write whole seconds or more and at most 366 days, such as `15s`, \
             `5m`, `2h`, `1d`"
        );
        Error::custom(message).with_span(&text.span())
    })
}

/// Whether each argument that is stored has a value, and no other.
fn args(values: &[(Ident, Expr)], stored: &[String], at: Span) -> Result<()> {
    let mut errors = Error::accumulator();
    for (name, _) in values {
        let name_said = plain(name);
        if !stored.contains(&name_said) {
            let message =
                format!("no such argument: `{name_said}`{}", suggest(&name_said, stored.iter().map(String::as_str)));
            errors.push(Error::custom(message).with_span(name));
        }
    }
    let missing: Vec<_> =
        stored.iter().filter(|stored| !values.iter().any(|(name, _)| plain(name) == **stored)).collect();
    if !missing.is_empty() {
        let names = missing.iter().map(|name| format!("{name} = …")).collect::<Vec<_>>().join(", ");
        let message = format!("nobody is there to say the arguments of a run: add `args({names})`");
        errors.push(Error::custom(message).with_span(&at));
    }
    errors.finish()
}
