//! Values that break nothing in any parameter and part of any address, and in any header.

use http::{Request, header};
use kaffy::{Database, Dialect};

use super::{asked, coded, corpus, fields, is_calm};
use crate::{
    matrix::of_pattern,
    shop::{Shop, TestApp, Who},
    support,
};

/// What a list looks for, each alone: the first that is wrong is the answer.
const LIST: &[&str] =
    &["q", "sort", "size", "after", "before", "last", "_pick", "_back", "_words", "_id", "tab", "facets", "_counts"];

/// Filters, all together: one that cannot be read stays with its error beside it.
const FILTERS: &[&str] = &[
    "f.title",
    "f.title.contains",
    "f.title.starts",
    "f.title.empty",
    "f.maker",
    "f.flag",
    "f.small.gte",
    "f.price",
    "f.ratio.lt",
    "f.letter",
    "f.code",
    "f.day",
    "f.day.during",
    "f.day.preset",
    "f.hour.gt",
    "f.packed.lte",
    "f.sold",
    "f.grade",
    "f.words",
];

const AUDIT: &[&str] = &["about", "who", "what", "from", "until", "after", "before"];

/// What any other address might look for.
const OTHERS: &[&str] = &[
    "q",
    "after",
    "before",
    "_picked",
    "_after",
    "tab",
    "facets",
    "_counts",
    "_back",
    "_id",
    "_all",
    "_these",
    "_from",
    "_for",
    "_carried",
    "_failed",
    "_related",
    "entry",
    "next",
    "whole",
    "part",
    "title",
    "maker_id",
    "day",
    "words",
    "packing.layers",
    "parts.0.name",
    "_at.parts",
];

pub(crate) async fn s6_s14_no_value_of_any_parameter_breaks_an_address(db: Database) {
    let every = if db.dialect() == Dialect::Sqlite { 1 } else { 3 };
    let shop = Shop::over(db).await;
    let admin = shop.browser(Who::Admin).await;
    for value in fields().iter().step_by(every) {
        let value: String = coded(&value.chars().take(150).collect::<String>());
        for name in LIST {
            is_calm(&admin.get(&format!("/shop/things?{name}={value}")).await, &value);
        }
        for name in AUDIT {
            is_calm(&admin.get(&format!("/audit?{name}={value}")).await, &value);
        }
        let all = |names: &[&str]| names.iter().map(|name| format!("{name}={value}")).collect::<Vec<_>>().join("&");
        let page = admin.get(&format!("/shop/things?{}", all(FILTERS))).await;
        is_calm(&page, &value);
        for address in kaffy::web::addresses().iter().filter(|address| address.get) {
            is_calm(&admin.get(&asked(address.path, &all(OTHERS))).await, &value);
        }
    }
}

#[tokio::test]
async fn s6_s7_no_query_string_breaks_an_address() {
    let shop = Shop::over(support::sqlite().await).await;
    let admin = shop.browser(Who::Admin).await;
    let queries = corpus(include_str!("../../list/corpus.json"));
    for query in &queries {
        // What no client can send at all.
        let query: String = query
            .chars()
            .map(|letter| if letter.is_ascii_graphic() { letter.to_string() } else { coded(&letter.to_string()) })
            .collect();
        for address in kaffy::web::addresses().iter().filter(|address| address.get) {
            let uri = asked(address.path, &query);
            if uri.parse::<http::Uri>().is_ok() {
                is_calm(&admin.get(&uri).await, &query);
            }
        }
    }
    for raw in ["%", "%f", "%ff=1", "a=%c0%af", "%00", "a=%0d%0aX:1", "&&&&", "=", "==&="] {
        for address in kaffy::web::addresses().iter().filter(|address| address.get) {
            is_calm(&admin.get(&asked(address.path, raw)).await, raw);
        }
    }
}

#[tokio::test]
async fn s7_s10_no_part_of_any_address_breaks_it() {
    let shop = Shop::over(support::sqlite().await).await;
    let admin = shop.browser(Who::Admin).await;
    for value in fields().iter().filter(|value| value.len() < 3_000) {
        for address in kaffy::web::addresses() {
            let good = of_pattern(address.path);
            let places = address.path.split('/').enumerate().filter(|(_, part)| part.starts_with('{'));
            for (at, _) in places {
                let coded = coded(value);
                let parts: Vec<_> =
                    good.split('/').enumerate().map(|(place, part)| if place == at { &*coded } else { part }).collect();
                let path = parts.join("/");
                if address.get {
                    is_calm(&admin.get(&path).await, value);
                }
            }
        }
    }
}

#[tokio::test]
async fn s7_no_header_breaks_a_page() {
    let shop = Shop::over(support::sqlite().await).await;
    let anonymous = shop.browser(Who::Anonymous).await;
    for value in fields().iter().filter(|value| value.len() < 3_000) {
        let Ok(value) = http::HeaderValue::from_bytes(value.as_bytes()) else { continue };
        for name in [
            "cookie",
            "accept",
            "accept-language",
            "user-agent",
            "origin",
            "referer",
            "sec-fetch-site",
            "sec-fetch-mode",
            "x-forwarded-for",
            "forwarded",
            "x-forwarded-proto",
            "content-type",
            "content-length",
            "range",
            "if-none-match",
            "accept-encoding",
            "x-request-id",
        ] {
            let request = Request::get(anonymous.address("/login")).header(name, value.clone());
            is_calm(&anonymous.send(request, axum::body::Body::empty()).await, name);
        }
        let cookies = ["kaffy_session", "kaffy_csrf", "kaffy_flash", "kaffy_theme", "kaffy_language"];
        for cookie in cookies {
            let held = [format!("{cookie}=").as_bytes(), value.as_bytes()].concat();
            let Ok(held) = http::HeaderValue::from_bytes(&held) else { continue };
            let fresh = TestApp::bare(&shop);
            let request = Request::get(fresh.address("/shop/things")).header(header::COOKIE, held);
            is_calm(&fresh.send(request, axum::body::Body::empty()).await, cookie);
        }
    }
}
