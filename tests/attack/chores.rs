//! What a stranger would ask of a chore: names that are none, fields that nobody declared, values of every kind. None of
//! it starts anything, and none is our fault (S8, S14, S30).

use kaffy::{Actor, Database, jobs::chores::RunOptions};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use crate::shop::{Shop, Who};

/// A value as a form would have it, those that are described made.
fn text(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match text.as_str() {
        "a x10000" | "x10000" => "a".repeat(10_000),
        "10 MB" => "x".repeat(300_000),
        _ => text,
    }
}

/// The name that is asked for, and what is sent along.
fn asked(one: &Map<String, Value>) -> (String, Map<String, Value>) {
    let name = one.get("name").map_or_else(|| "tidy".to_owned(), text);
    let mut fields = Map::new();
    for (key, value) in one.iter().filter(|(key, _)| *key != "name") {
        match value {
            Value::Object(args) if key == "args" => fields.extend(args.clone()),
            other => drop(fields.insert(key.clone(), other.clone())),
        }
    }
    (name, fields)
}

pub(crate) async fn s30_what_no_chore_asks_for_starts_nothing(db: Database) {
    let shop = Shop::over(db).await;
    let admin = shop.browser(Who::Admin).await;
    let corpus: Vec<Map<String, Value>> =
        serde_json::from_str(include_str!("corpus/chores.json")).expect("a list of objects");
    let jobs = shop.admin.extension::<kaffy::Jobs>().expect("there are jobs").clone();
    let started = async || jobs.chores().list_runs(&Default::default(), None, 500).await.expect("read").len();
    let before = started().await;
    for one in &corpus {
        let (name, fields) = asked(one);
        let path = format!("/chores/{}", utf8_percent_encode(&name, NON_ALPHANUMERIC));
        let texts: Vec<_> = fields.iter().map(|(key, value)| (key.as_str(), text(value))).collect();
        // With all that the chore does ask for, so that nothing else keeps it from starting.
        let whole = [("title", "x"), ("secret", "")];
        let pairs: Vec<_> = texts.iter().map(|(key, value)| (*key, value.as_str())).collect();
        let all: Vec<_> = if pairs.is_empty() { pairs } else { whole.into_iter().chain(pairs).collect() };
        let page = admin.post(&path, &all).await;
        assert!(page.status.is_client_error(), "{} {one:?}", page.status);
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(texts.iter().take(3)).finish();
        let page = admin.get(&format!("{path}?{}", query.chars().take(4_000).collect::<String>())).await;
        assert!(!page.status.is_server_error(), "{} {one:?}", page.status);
        // By its name, as programs start one.
        let mut given = fields.clone();
        if !given.is_empty() {
            given.insert("title".to_owned(), Value::from("x"));
        }
        let answer = jobs.chores().run_by_name(&Actor::new("x", "X"), &name, &given, RunOptions::new()).await;
        assert!(answer.is_err(), "{one:?}");
    }
    assert_eq!(started().await, before);
}
