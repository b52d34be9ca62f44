//! Every option and every kind of parameter, with names that a user may shadow.
#![deny(warnings, missing_docs, unreachable_pub, missing_debug_implementations, clippy::all, clippy::pedantic)]
#![deny(unused, nonstandard_style, rust_2018_idioms)]
#![allow(dead_code)]

use kaffy::{
    AdminChoice, AdminFields, Actor, Data,
    chores::{Chore, ChoreEnd, ChoreError, ChoreFile, ChoreRun, Restriction},
};
use std::{string::String as Text, time::Duration};

struct Vec;
struct Option;
struct Box;
struct String;
struct Result;
struct Restrictions;

mod their {
    pub(crate) use kaffy as framework;
}

/// Where a price ends.
#[derive(AdminChoice, Debug, Clone, Copy, PartialEq)]
pub(crate) enum Rounding {
    /// At the cent.
    Cent,
    /// At the next nine.
    UpToNine,
}

fn even(number: i64) -> std::result::Result<i64, &'static str> {
    if number % 2 == 0 { Ok(number) } else { Err("It is odd.") }
}

fn halved(number: i64) -> std::result::Result<i64, std::fmt::Error> {
    Ok(number / 2)
}

mod rules {
    pub(crate) fn short(text: std::option::Option<std::string::String>) -> Result<std::option::Option<std::string::String>, std::string::String> {
        match text {
            Some(text) if text.len() > 3 => Err(format!("{text} is long")),
            text => Ok(text),
        }
    }
}

fn on_weekdays(actor: &Actor) -> bool {
    actor.id != "sunday"
}

async fn heard(end: ChoreEnd) {
    drop(end);
}

/// Give every product of a category a new price.
///
/// Prices are rounded.
#[kaffy::chore(
    restriction = global,
    queue = "slow",
    timeout = "30m",
    requires("manager", "shop owner"),
    title = "New prices",
    approvals = 2,
    dry_run,
    resumable,
    available = on_weekdays,
    ended = heard,
    crate = crate::their::framework
)]
pub(crate) async fn reprice(
    #[input(validate = even, validate(halved))] category: i64,
    /// What each price is multiplied with.
    #[input(min = 0, max = 10.5, default = 1.1)]
    #[input(label = "Times", placeholder = "1.1")]
    factor: f64,
    mut run: ChoreRun,
    Data(greeting): Data<Text>,
    rounding: Rounding,
    #[input(min_len = 1, max_len = 40, pattern = "[a-z]+", validate = crate::rules::short)] r#type: std::option::Option<Text>,
    #[input(choices("now", "later" = "Some time"))] when: Text,
    #[input(secret)] token: std::option::Option<Text>,
    rows: std::vec::Vec<u16>,
    prices: std::option::Option<ChoreFile>,
) -> std::result::Result<Text, ChoreError> {
    let other = run.clone();
    run = other;
    drop(run);
    Ok(format!("{greeting} {category} {factor} {rounding:?} {type:?} {when} {token:?} {rows:?} {prices:?}", type = r#type))
}

/// Nothing is asked; the name is a keyword.
#[kaffy::chore]
async fn r#loop() -> std::result::Result<(), ChoreError> {
    Err(ChoreError::failed("never"))
}

#[kaffy::chore(restriction = "none", requires = "manager")]
async fn same_names(same_names: u8, run: u8, errors: u8, end: u8, actor: u8) -> std::result::Result<(), ChoreError> {
    let _ = (same_names, run, errors, end, actor);
    Ok(())
}

mod inner {
    /// Public.
    #[kaffy::chore]
    #[expect(clippy::unused_async, reason = "it stands for one that waits")]
    pub(crate) async fn of_a_module(value: f64) -> Result<f64, kaffy::chores::ChoreError> {
        // With a comment.
        Ok(value)
    }
}

fn main() {
    let chore = reprice::CHORE;
    assert_eq!((chore.key, chore.title, chore.queue), ("reprice", "New prices", "slow"));
    assert_eq!(chore.description, "Give every product of a category a new price.\n\nPrices are rounded.");
    assert_eq!(chore.restriction, Restriction::Global);
    assert_eq!(chore.timeout, Some(Duration::from_secs(1800)));
    assert_eq!((chore.requires, chore.approvals), (&["manager", "shop owner"][..], 2));
    assert!(chore.dry_run && chore.resumable && chore.needs.len() == 1);
    assert!(chore.rust_name.ends_with("::reprice"), "{}", chore.rust_name);
    assert!(chore.source.file.ends_with("everything.rs") && chore.source.line == 60, "{:?}", chore.source);
    assert!(chore.source.text.starts_with("#[chore(\n    restriction = global,\n"), "{}", chore.source.text);
    assert!(chore.source.text.contains("\n    /// What each price is multiplied with.\n"), "{}", chore.source.text);
    assert!(chore.source.text.ends_with("\n}"), "{}", chore.source.text);

    let of_a_module = inner::of_a_module::CHORE;
    assert_eq!((of_a_module.title, of_a_module.restriction), ("Of a module", Restriction::Own));
    assert_eq!(
        of_a_module.source.text,
        "#[chore]\n/// Public.\n#[expect(clippy::unused_async, reason = \"it stands for one that waits\")]\n\
         pub(crate) async fn of_a_module(value: f64) -> Result<f64, kaffy::chores::ChoreError> {\n    \
         // With a comment.\n    Ok(value)\n}"
    );
    assert_eq!((r#loop::CHORE.key, same_names::CHORE.restriction), ("loop", Restriction::None));

    let fields = reprice::META.fields;
    let names: std::vec::Vec<_> = fields.iter().map(|field| field.name).collect();
    assert_eq!(names, ["category", "factor", "rounding", "type", "when", "token", "rows", "prices"]);
    assert_eq!((fields[1].label, fields[1].help), ("Times", Some("What each price is multiplied with.")));
    assert_eq!((fields[1].min, fields[1].max, fields[1].default), (Some("0"), Some("10.5"), Some("1.1")));
    assert_eq!(fields[4].choices[1].label, "Some time");
    assert!(fields[5].is_secret() && fields[7].ty.is_upload && !fields[6].ty.is_upload);
    assert_eq!(reprice::fields().when.name(), "when");

    let mut inputs = reprice {
        category: 7,
        factor: 1.0,
        rounding: Rounding::Cent,
        r#type: Some("long enough".into()),
        when: "now".into(),
        token: None,
        rows: std::vec![],
        prices: None,
    };
    let mut errors = kaffy::chores::InputErrors::default();
    inputs.check(&mut errors);
    let said: std::vec::Vec<_> = errors.iter().collect();
    assert_eq!(said, [("category", "It is odd."), ("type", "long enough is long")], "all rules are asked");
    assert_eq!(inputs.category, 3, "a rule may change the value");
    // Still an ordinary function.
    drop(inner::of_a_module(0.5));
    drop(r#loop());
    drop(same_names(1, 2, 3, 4, 5));
}
