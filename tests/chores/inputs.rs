//! What a chore asks for: read strictly, checked by all its rules, shown without secrets.

use kaffy::{
    Database,
    chores::{RunOptions, RunStatus, StartError},
    jobs::testing::TestJobs,
    prelude::*,
};
use serde_json::{Map, Value, json};

use crate::chores::{ada, bakery_with};

/// Where a price ends.
#[derive(AdminChoice, Clone, Copy, Debug, PartialEq)]
pub(crate) enum Rounding {
    Cent,
    #[admin(value = "nine", label = "Up to nine")]
    UpToNine,
}

/// A code of four digits.
#[derive(AdminValue, Clone, Debug)]
#[admin(validate = four_digits)]
pub(crate) struct Code(String);

fn four_digits(text: &str) -> Result<(), &'static str> {
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) { Ok(()) } else { Err("Four digits.") }
}

fn even(number: i64) -> Result<i64, &'static str> {
    if number % 2 == 0 { Ok(number) } else { Err("It is odd.") }
}

fn small(number: i64) -> Result<i64, String> {
    if number < 10 { Ok(number) } else { Err(format!("{number} is large")) }
}

fn trimmed(text: Option<String>) -> Result<Option<String>, std::convert::Infallible> {
    Ok(text.map(|text| text.trim().to_owned()))
}

/// Says what it was given.
#[chore(restriction = none)]
#[expect(clippy::too_many_arguments, reason = "one of each type")]
async fn asks(
    #[input(validate(even, small))] whole: i64,
    #[input(min = 0, max = 2.5, default = 1.1, label = "Times")] factor: f64,
    #[input(default = false)] sure: bool,
    #[input(max_len = 5, pattern = "[a-z]*", validate = trimmed)] word: Option<String>,
    #[input(choices("now", "later" = "Some time"))] when: String,
    #[input(default = "cent")] rounding: Rounding,
    day: Option<chrono::NaiveDate>,
    price: Option<rust_decimal::Decimal>,
    id: Option<uuid::Uuid>,
    counts: Vec<u16>,
    ends: Vec<Rounding>,
    code: Option<Code>,
    #[input(secret)] pin: Option<String>,
) -> Result<Value, ChoreError> {
    Ok(json!([
        whole,
        factor,
        sure,
        word,
        when,
        format!("{rounding:?}"),
        day,
        price.map(|price| price.to_string()),
        id,
        counts,
        ends.len(),
        code.map(|code| code.0),
        pin.map(|pin| pin.len())
    ]))
}

/// Asks for nothing.
#[chore(restriction = none)]
async fn asks_nothing() -> Result<(), ChoreError> {
    Ok(())
}

fn map(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

async fn jobs(db: &Database) -> Jobs {
    bakery_with(db, |builder| builder.chore::<asks>().chore::<asks_nothing>()).await.0
}

/// Starts it with these in place of inputs that fit, and says what is wrong with which.
async fn wrong(jobs: &Jobs, inputs: Value) -> Vec<(String, String)> {
    let mut given = map(json!({ "whole": 4, "when": "now" }));
    given.extend(map(inputs));
    match jobs.chores().run_by_name(&ada(), "asks", &given, RunOptions::new()).await {
        Err(StartError::Inputs(rejected)) => {
            let general = rejected.general.iter().map(|words| (String::new(), words.clone()));
            let errors = rejected.errors.iter().map(|(name, words)| (name.to_string(), words.clone()));
            errors.chain(general).collect()
        }
        other => panic!("{given:?} is wrong, not {other:?}"),
    }
}

pub(crate) async fn c11_c12_c13_c14_j71_each_type_is_read_strictly(db: Database) {
    let jobs = jobs(&db).await;
    for (name, values) in [
        ("whole", json!(["12abc", "", null, 1.5, "1.5", true, [1], {}, "9223372036854775808", "+1", "٣"])),
        ("factor", json!(["12abc", "", null, "NaN", "inf", "1,5", true, [], -0.1, 2.6, "1e999"])),
        ("sure", json!(["yes", "", null, 1, "TRUE", "on"])),
        ("word", json!(["abcdef", "ABC", 7, ["a"], "a\u{0}b"])),
        ("when", json!(["", null, "never", 1, "Some time", " "])),
        ("rounding", json!(["", null, "Cent", "tenth", 0])),
        ("day", json!(["2026-02-30", "yesterday", 20260101, "01.02.2026"])),
        ("price", json!(["1.2.3", "NaN", true, "1e3"])),
        ("id", json!(["7", 7, "../etc/passwd"])),
        ("counts", json!([[1, -1], [65536], ["a"], 7, "a", [[1]]])),
        ("ends", json!([["tenth"], ["cent", "cent"], "tenth"])),
        ("code", json!(["123", "12345", "abcd"])),
    ] {
        for value in values.as_array().unwrap() {
            let said = wrong(&jobs, json!({ name: value })).await;
            assert_eq!(said.len(), 1, "{name} {value}: {said:?}");
            assert!(said[0].0 == name && !said[0].1.is_empty(), "{name} {value}: {said:?}");
        }
    }
    let both = wrong(&jobs, json!({ "whole": "x", "factor": "y", "day": "z" })).await;
    assert_eq!(both.iter().map(|said| said.0.as_str()).collect::<Vec<_>>(), ["day", "factor", "whole"]);
    assert!(jobs.chores().list_running().await.unwrap().is_empty(), "nothing was started");
}

pub(crate) async fn j71_what_fits_arrives_as_it_was_given(db: Database) {
    let jobs = jobs(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let given = map(json!({
        "whole": "8", "factor": 0.3, "sure": true, "word": " a ", "when": "later", "rounding": "up_to_nine", "day": "2026-03-29",
        "price": "12.50", "id": "6f3e3c1e-0000-4000-8000-000000000001", "counts": [1, 65535], "ends": ["cent", "nine"],
        "code": "0042", "pin": "hunter2"
    }));
    // A pattern is for what was typed, before a rule changes it.
    let said = wrong(&jobs, Value::Object(given.clone())).await;
    assert_eq!(said[0].0, "word");
    let given = Map::from_iter(given.into_iter().chain([("word".to_owned(), "a".into())]));
    let id = jobs.chores().run_by_name(&ada(), "asks", &given, RunOptions::new()).await.unwrap();
    test.drain("default").await.unwrap();
    let run = jobs.chores().find_run(id).await.unwrap().unwrap();
    assert_eq!(run.status, RunStatus::Succeeded, "{run:?}");
    let expected = json!([
        8,
        0.3,
        true,
        "a",
        "later",
        "UpToNine",
        "2026-03-29",
        "12.50",
        "6f3e3c1e-0000-4000-8000-000000000001",
        [1, 65535],
        2,
        "0042",
        7
    ]);
    assert_eq!(run.result, Some(expected));
    let shown = |name: &str| run.inputs.iter().find(|input| input.name == name).unwrap();
    assert_eq!(shown("factor").label, "Times");
    assert_eq!(shown("when").text.as_deref(), Some("Some time"));
    assert_eq!(shown("rounding").text.as_deref(), Some("Up to nine"));
    assert_eq!(shown("ends").text.as_deref(), Some("Cent, Up to nine"));
    assert_eq!(shown("counts").text.as_deref(), Some("1, 65535"));
    assert_eq!(shown("pin").text.as_deref(), Some("••••••"), "nobody sees a secret");
    // And what is not given has its default, or is nothing.
    let id =
        jobs.chores().run_by_name(&ada(), "asks", &map(json!({ "whole": 2, "when": "now" })), RunOptions::new()).await;
    test.drain("default").await.unwrap();
    let run = jobs.chores().find_run(id.unwrap()).await.unwrap().unwrap();
    let expected = json!([2, 1.1, false, null, "now", "Cent", null, null, null, [], 0, null, null]);
    assert_eq!(run.result, Some(expected));
    assert!(run.inputs.iter().any(|input| input.name == "pin" && input.text.is_none()));
}

pub(crate) async fn c17_c18_all_rules_are_asked_and_all_they_say_is_shown(db: Database) {
    let jobs = jobs(&db).await;
    let said = wrong(&jobs, json!({ "whole": 11 })).await;
    assert_eq!(said, [("whole".to_owned(), "It is odd. 11 is large".to_owned())]);
    let said = wrong(&jobs, json!({ "whole": 12 })).await;
    assert_eq!(said, [("whole".to_owned(), "12 is large".to_owned())]);
}

/// The corpus of inputs that nobody should send.
pub(crate) async fn s33_c10_nothing_that_is_sent_starts_or_breaks_anything(db: Database) {
    let jobs = jobs(&db).await;
    for name in ["", "nosuch", "../chore", "a/b", "<b>", "asks\0", "Asks", "inputs::asks"] {
        let error = jobs.chores().run_by_name(&ada(), name, &Map::new(), RunOptions::new()).await;
        assert!(matches!(error, Err(StartError::Unknown(_))), "{name:?}: {error:?}");
    }
    let long = "x".repeat(10_000);
    let foreign = json!({
        "unknown": 1, "n": "1; rm", "path": "../../etc/passwd", "cmd": "$(id)", "sql": "drop table x", "queue": "",
        "priority": "high", "max_attempts": -1, "run_at": "-1 day", "timeout": 1e18, "unique_key": long, "tags": ["<b>"],
        "id ": "not-a-ulid", "tenant": "b", "status": "Done", "depends_on": ["itself"], "progress": "NaN", "_csrf": "x",
        "": 1, "whole.x": 1, "__proto__": {}, "error": "\u{1b}]0;x\u{7}"
    });
    for (name, value) in foreign.as_object().unwrap() {
        let given = Map::from_iter([(name.clone(), value.clone())]);
        let error = jobs.chores().run_by_name(&ada(), "asks_nothing", &given, RunOptions::new()).await;
        let Err(StartError::Inputs(rejected)) = error else { panic!("{name:?}: {error:?}") };
        assert_eq!((rejected.errors.len(), rejected.general.len()), (0, 1), "{name:?}: {rejected:?}");
        assert!(rejected.general[0].len() < 500, "what is long is cut");
    }
    for value in
        [json!("$(id)"), json!("`id`"), json!({ "a": [null, { "b": 1 }] }), json!(long), json!("{{7331*7919}}")]
    {
        let said = wrong(&jobs, json!({ "whole": value })).await;
        assert!(said.len() == 1 && said[0].0 == "whole" && said[0].1.len() < 20_500, "{said:?}");
    }
    assert!(jobs.chores().list_running().await.unwrap().is_empty());
}

/// Two of one name, and data that nobody gave.
pub(crate) async fn c3_what_is_wrong_with_chores_is_said_when_jobs_are_built(db: Database) {
    mod other {
        use kaffy::{Data, chores::ChoreError};

        #[kaffy::chore]
        pub(super) async fn asks(_of: Data<std::num::NonZeroU8>) -> Result<(), ChoreError> {
            Ok(())
        }
    }
    let built =
        Jobs::builder(&db).chore::<asks>().chore::<asks>().chore::<other::asks>().build_version("").build().await;
    let error = built.unwrap_err().to_string();
    assert!(error.contains("are both the chore `asks`"), "{error}");
    assert!(error.contains("version of the program"), "{error}");
    let built = Jobs::builder(&db).chore::<other::asks>().build().await;
    let error = built.unwrap_err().to_string();
    assert!(error.contains("::other::asks` takes `Data<") && error.contains("NonZeroU8"), "{error}");
}
