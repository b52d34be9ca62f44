//! Forms are faithful: what is typed is what is saved, what is shown is what is there, and a form that is saved as it is
//! shown changes nothing (F29). A case is a value of a field; a form takes some twenty at a time.

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use kaffy::{Database, Dialect};
use proptest::{
    collection::vec,
    option,
    prelude::{Just, Strategy, any, prop_oneof},
    sample::select,
    strategy::{BoxedStrategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::shop::{Page, Shop, Who};

/// What is typed into a field, and when two texts of it are the same.
struct Typed {
    name: &'static str,
    text: BoxedStrategy<String>,
    same: fn(&str, &str) -> bool,
}

fn typed(name: &'static str, text: impl Strategy<Value = String> + 'static, same: fn(&str, &str) -> bool) -> Typed {
    Typed { name, text: text.boxed(), same }
}

/// A field may be left empty.
fn or_empty(text: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = String> {
    option::weighted(0.9, text).prop_map(Option::unwrap_or_default)
}

fn exactly(typed: &str, shown: &str) -> bool {
    typed == shown
}

/// Line breaks are sent as two characters and are one.
fn lines(typed: &str, shown: &str) -> bool {
    typed.replace("\r\n", "\n") == shown.replace("\r\n", "\n")
}

fn number(typed: &str, shown: &str) -> bool {
    typed.parse::<f64>().ok() == shown.parse().ok()
}

fn decimal(typed: &str, shown: &str) -> bool {
    typed.parse::<Decimal>().ok() == shown.parse().ok()
}

fn same_json(typed: &str, shown: &str) -> bool {
    let parse = |text: &str| serde_json::from_str::<Value>(text).ok();
    parse(typed) == parse(shown)
}

/// A list is a line for each item, or JSON where a line would be read as such.
fn items(typed: &str, shown: &str) -> bool {
    let items = |text: &str| -> Vec<String> {
        serde_json::from_str(text).unwrap_or_else(|_| text.lines().map(str::to_owned).collect())
    };
    items(typed) == items(shown)
}

fn clock(typed: &str, shown: &str) -> bool {
    let parse = |text: &str| {
        let forms = ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"];
        forms.iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok())
    };
    parse(typed) == parse(shown)
}

fn moment(typed: &str, shown: &str) -> bool {
    let parse = |text: &str| {
        let forms = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%.f"];
        forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
    };
    parse(typed) == parse(shown)
}

/// Text is cleaned into a paragraph.
fn paragraph(typed: &str, shown: &str) -> bool {
    let text = scraper::Html::parse_fragment(shown).root_element().text().collect::<String>();
    text.trim() == typed.trim()
}

/// Anything a person may type on one line.
fn line() -> impl Strategy<Value = String> {
    let strange = select(vec![
        "'",
        "\"",
        "\\",
        "<b>",
        "&amp;",
        "{{ 1 }}",
        "%",
        "é",
        "e\u{301}",
        "💩",
        "ß",
        "İ",
        "\u{200b}a",
        "=1+1",
        "null",
        "0",
        "-0",
        "ǅ",
    ]);
    let piece = prop_oneof![strange.prop_map(str::to_owned), "[a-zA-Z0-9 .,;:/_-]{1,8}", "[^\\p{C}\\p{Z}]{1,6}"];
    vec(piece, 1..5)
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("not blank", |text| !text.is_empty())
}

fn date() -> impl Strategy<Value = NaiveDate> {
    // From the year 1000 on, where MySQL begins.
    (365_243..3_652_000_i32).prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).expect("a day"))
}

fn time() -> impl Strategy<Value = NaiveTime> {
    let whole =
        (0_u32..86_400).prop_map(|seconds| NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).expect("a time"));
    let parts = (0_u32..86_400, 0_u32..1_000_000).prop_map(|(seconds, micros)| {
        NaiveTime::from_num_seconds_from_midnight_opt(seconds, micros * 1_000).expect("a time")
    });
    prop_oneof![whole, parts]
}

fn at() -> impl Strategy<Value = String> {
    (date(), time()).prop_map(|(day, time)| format!("{day}T{}", time.format("%H:%M:%S%.f")))
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i32>().prop_map(|number| json!(number)),
        line().prop_map(Value::String)
    ]
}

fn json_text() -> impl Strategy<Value = String> {
    (vec(("[a-z]{1,6}", leaf()), 0..4), vec(leaf(), 0..3)).prop_map(|(pairs, list)| {
        let mut object: serde_json::Map<String, Value> = pairs.into_iter().collect();
        object.insert("list".to_owned(), Value::Array(list));
        Value::Object(object).to_string()
    })
}

fn fields() -> Vec<Typed> {
    let word = "[a-z][a-z0-9]{0,10}";
    vec![
        typed("title", line(), exactly),
        typed("flag", or_empty(any::<bool>().prop_map(|flag| flag.to_string())), exactly),
        typed("small", or_empty((-1_000..=1_000_i32).prop_map(|number| number.to_string())), exactly),
        typed("ratio", or_empty(proptest::num::f64::NORMAL.prop_map(|number| format!("{number:?}"))), number),
        typed(
            "price",
            or_empty(
                (-1_000_000_000_000_i64..1_000_000_000_000, 0_u32..=4)
                    .prop_map(|(digits, scale)| Decimal::new(digits, scale).to_string()),
            ),
            decimal,
        ),
        typed("letter", or_empty("[^\\p{C}\\p{Z}\\p{M}]"), exactly),
        typed("blob", or_empty(vec(any::<u8>(), 1..40).prop_map(|bytes| BASE64_STANDARD.encode(bytes))), exactly),
        typed("code", or_empty(any::<u128>().prop_map(|bits| uuid::Uuid::from_u128(bits).to_string())), exactly),
        typed("day", or_empty(date().prop_map(|day| day.to_string())), exactly),
        typed("hour", or_empty(time().prop_map(|time| time.format("%H:%M:%S%.f").to_string())), clock),
        typed("packed", or_empty(at()), moment),
        typed("sold", or_empty(at()), moment),
        typed("data", or_empty(json_text()), same_json),
        typed("grade", or_empty(select(vec!["good", "fair"]).prop_map(str::to_owned)), exactly),
        typed("words", vec(line(), 0..4).prop_map(|words| words.join("\r\n")), items),
        typed("size", or_empty(select(vec!["s", "l"]).prop_map(str::to_owned)), exactly),
        typed(
            "site",
            or_empty((word, word).prop_map(|(host, path)| format!("https://{host}.example/{path}?a=b&c=%20#d"))),
            exactly,
        ),
        typed("mail", or_empty((word, word).prop_map(|(name, host)| format!("{name}+x@{host}.example"))), exactly),
        typed("phone", or_empty("\\+[0-9]{2} [0-9]{3,9}"), exactly),
        typed("color", or_empty("#[0-9a-f]{6}"), exactly),
        typed(
            "story",
            or_empty("[a-zA-Z0-9 .,&<>é💩]{0,10}[a-z]".prop_map(|text| text.replace('<', "< ").trim().to_owned())),
            paragraph,
        ),
        typed("notes", or_empty(vec(line(), 1..4).prop_map(|all| all.join("\r\n"))), lines),
        typed("packing.colour", line(), exactly),
        typed("packing.layers", (0..i64::MAX).prop_map(|number| number.to_string()), exactly),
    ]
}

/// How many values; `KAFFY_CASES` sets another number. A run of all tests takes a few on each database.
fn cases(dialect: Dialect) -> usize {
    let usual = if dialect == Dialect::Sqlite { 3_000 } else { 1_000 };
    std::env::var("KAFFY_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

pub(crate) async fn f29_what_is_shown_is_what_is_saved(db: Database) {
    let cases = cases(db.dialect());
    let shop = Shop::over(db).await;
    let editor = shop.browser(Who::Editor).await;
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (fields, mut done) = (fields(), 0);
    let mut form = editor.get("/shop/things/1").await.ok().form("form.record");
    while done < cases {
        let texts: Vec<_> =
            fields.iter().map(|field| field.text.new_tree(&mut runner).expect("a text").current()).collect();
        for (field, text) in fields.iter().zip(&texts) {
            form = form.set(field.name, text);
        }
        let answer = form.set("_save", "stay").submit(&editor).await;
        let wrong = || {
            fields
                .iter()
                .zip(&texts)
                .filter(|(field, _)| is_wrong(&answer, field.name))
                .map(|(field, text)| (field.name, text))
                .collect::<Vec<_>>()
        };
        assert_eq!(answer.status.as_u16(), 303, "{:?}: {}", wrong(), answer.words(".summary"));
        let shown = editor.get("/shop/things/1").await.ok().form("form.record");
        for (field, text) in fields.iter().zip(&texts) {
            let now = shown.value(field.name).unwrap_or_default();
            assert!((field.same)(text, now), "{}: typed {text:?}, shown {now:?}", field.name);
        }
        // Once more, as it is shown.
        let before: Vec<_> = fields.iter().map(|field| shown.value(field.name).map(str::to_owned)).collect();
        shown.set("_save", "stay").submit(&editor).await.location();
        let page = editor.get("/shop/things/1").await.ok();
        let words = page.words(".flash");
        assert!(words.contains("was left as it was"), "{words}: {texts:?}");
        form = page.form("form.record");
        for (field, before) in fields.iter().zip(before) {
            assert_eq!(form.value(field.name).map(str::to_owned), before, "{}", field.name);
        }
        done += fields.len();
    }
}

fn is_wrong(page: &Page, name: &str) -> bool {
    page.attributes("[aria-invalid]", "name").iter().any(|wrong| wrong == name)
}
