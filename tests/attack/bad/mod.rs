//! Bad inputs, all of them everywhere: into every field of every kind, every parameter and part of every address, every
//! file input and JSON field. No answer is a 5xx, and each carries the headers (S4, S5, S6, S7, S14, S18).

mod addresses;
mod files;
mod forms;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

pub(crate) use self::{
    addresses::s6_s14_no_value_of_any_parameter_breaks_an_address, forms::s7_s14_no_value_of_any_field_breaks_a_form,
};
use crate::{matrix::of_pattern, shop::Page};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What every answer is, whatever was asked.
#[track_caller]
fn is_calm(page: &Page, asked: &str) {
    let shown = || asked.chars().take(120).collect::<String>();
    assert!(!page.status.is_server_error(), "{} {}: {}", page.status, page.address, shown());
    let head = |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert_eq!(head("content-security-policy"), POLICY, "{}: {}", page.address, shown());
    assert_eq!(head("x-content-type-options"), "nosniff", "{}", page.address);
    assert_eq!(head("x-frame-options"), "DENY", "{}", page.address);
    assert_eq!(head("referrer-policy"), "same-origin", "{}", page.address);
    assert!(!head("permissions-policy").is_empty() && head("server").is_empty(), "{}", page.address);
    assert!(["no-store", "public, max-age=31536000, immutable"].contains(&head("cache-control")), "{}", page.address);
    let location = head("location");
    assert!(
        location.is_empty() || location.starts_with("/admin") || location == "/cache",
        "{}: {location}",
        page.address
    );
    for words in ["panicked at", "SQLITE_", "sqlx", "thread '", "RUST_BACKTRACE"] {
        assert!(!page.body.contains(words), "{}: the answer holds {words:?}", page.address);
    }
}

fn corpus(text: &str) -> Vec<String> {
    serde_json::from_str(text).expect("a list of texts")
}

fn fields() -> Vec<String> {
    let mut values = corpus(include_str!("../corpus/fields.json"));
    values.extend(["a".repeat(10_000), "💩".repeat(500), "\u{301}".repeat(2_000), "<".repeat(5_000)]);
    values
}

/// Values of JSON, those that are described made.
fn json() -> Vec<String> {
    let made = |text: String| match text.as_str() {
        "[[[[... x100000" => "[".repeat(100_000),
        "{\"a\":{\"a\":... x10000" => "{\"a\":".repeat(10_000),
        "10 MB string" => format!("\"{}\"", "x".repeat(300_000)),
        "1e6 keys" => format!("{{{}}}", (0..10_000).map(|at| format!("\"k{at}\":1")).collect::<Vec<_>>().join(",")),
        _ => text,
    };
    corpus(include_str!("../corpus/json.json")).into_iter().map(made).collect()
}

/// An address of the shop for a pattern, with a query.
fn asked(pattern: &str, query: &str) -> String {
    let path = of_pattern(pattern);
    // The first page is where the admin is nested, without a slash.
    format!("{}?{query}", if path == "/" { "" } else { &path })
}

fn coded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
