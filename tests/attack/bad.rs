//! Bad inputs, all of them everywhere: into every field of every kind, every parameter and part of every address, every
//! file input and JSON field. No answer is a 5xx, and each carries the headers (S4, S5, S6, S7, S14, S18).

use std::time::Instant;

use http::{Request, StatusCode, header};
use kaffy::{Database, Dialect};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    matrix::of_pattern,
    shop::{Page, Shop, TestApp, Who},
    support,
};

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
    let mut values = corpus(include_str!("corpus/fields.json"));
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
    corpus(include_str!("corpus/json.json")).into_iter().map(made).collect()
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

/// Every input of a form, save those that say where it came from.
fn inputs(page: &Page) -> Vec<String> {
    let mut names = page.attributes("form.record [name]", "name");
    // Where it came from, what its rows are, and files are not typed.
    names.retain(|name| {
        !name.starts_with(['_', '+'])
            && !name.contains("._")
            && !matches!(name.as_str(), "tags.was" | "packing" | "photo" | "paper")
    });
    names.sort();
    names.dedup();
    names
}

pub(crate) async fn s7_s14_no_value_of_any_field_breaks_a_form(db: Database) {
    let every = if db.dialect() == Dialect::Sqlite { 1 } else { 2 };
    let shop = Shop::over(db).await;
    let editor = shop.browser(Who::Editor).await;
    let (mut saved, mut refused) = (0, 0);
    for value in fields().iter().step_by(every) {
        for path in ["/shop/things/new", "/shop/things/1"] {
            let page = editor.get(path).await.ok();
            let names = inputs(&page);
            assert!(names.len() > 25, "{names:?}");
            let mut form = names.iter().fold(page.form("form.record"), |form, name| form.set(name, value));
            // Fields that take it reach the database together, once those that do not are as they were.
            for _ in 0..4 {
                let answer = form.submit(&editor).await;
                is_calm(&answer, value);
                assert_ne!(answer.status, StatusCode::BAD_REQUEST, "{names:?}: {}", answer.words("main"));
                if answer.status != StatusCode::UNPROCESSABLE_ENTITY {
                    saved += usize::from(answer.status == StatusCode::SEE_OTHER);
                    break;
                }
                refused += 1;
                let wrong = answer.attributes("form.record [aria-invalid]", "name");
                form = wrong.iter().fold(form, |form, name| form.set(name, good(name)));
            }
            is_calm(&editor.get("/shop/things").await, value);
        }
        shop.as_at_first().await;
    }
    assert!(saved > 40 && refused > 100, "{saved} saved, {refused} refused");
}

/// A value that the field takes.
fn good(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or(name) {
        "title" | "name" | "colour" => "Anvil",
        "layers" => "1",
        "words" => "[]",
        _ => "",
    }
}

#[tokio::test]
async fn s7_s14_no_json_breaks_a_form() {
    let shop = Shop::over(support::sqlite().await).await;
    let editor = shop.browser(Who::Editor).await;
    for value in json() {
        for name in ["data", "words"] {
            let form = editor.get("/shop/things/1").await.ok().form("form.record").set(name, &value);
            let started = Instant::now();
            is_calm(&form.submit(&editor).await, &value);
            assert!(started.elapsed().as_secs() < 10, "{name}: {:?}", started.elapsed());
        }
        is_calm(&editor.get("/shop/things").await, &value);
        is_calm(&editor.get("/shop/things/1/history").await, &value);
    }
}

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
    let queries = corpus(include_str!("../list/corpus.json"));
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
async fn s7_s14_no_value_breaks_a_form_that_is_no_record() {
    let shop = Shop::over(support::sqlite().await).await;
    let admin = shop.browser(Who::Admin).await;
    let names = [
        "email",
        "name",
        "roles",
        "disabled",
        "locale",
        "time_zone",
        "do",
        "session",
        "old",
        "password",
        "again",
        "code",
        "key",
        "next",
        "theme",
        "language",
        "_here",
        "grant",
        "grants",
        "_action",
        "_id",
        "_all",
        "_these",
        "_run",
        "_seen",
        "_column",
        "_format",
        "_as",
        "_back",
        "_file",
        "_mode",
        "_map.title",
        "_local",
        "_whole",
        "_entry",
        "field",
        "_save",
        "_version",
        "_take.title",
        "_rows",
        "_at.parts",
        "_cell",
        "rows.0._key",
        "rows.0._version",
        "rows.0.title",
        "parts.0._key",
        "parts.0.name",
        "parts.99999999999.name",
        "tags",
        "tags.was",
        "_related",
        "_from",
        "_for",
        "_carried",
        "_clear.photo",
        "_zone",
        "_region",
        "_token",
    ];
    let token = admin.token().await;
    for value in fields().iter().filter(|value| value.len() < 3_000) {
        let pairs: Vec<_> = names.iter().map(|name| (*name, value.as_str())).collect();
        for address in kaffy::web::addresses().iter().filter(|address| address.post && address.path != "/logout") {
            // Only the first wrong one is said in some, so each is also alone now and then.
            let path = of_pattern(address.path);
            is_calm(&admin.post_with(&token, &path, &pairs).await, value);
            is_calm(&admin.post_with(&token, &path, &pairs[value.len() % names.len()..][..1]).await, value);
        }
    }
}

/// A form in parts with one file.
fn file(input: &str, name: &str, kind: &str, content: &[u8], ends: bool) -> Vec<u8> {
    let head = format!(
        "--XyZ\r\nContent-Disposition: form-data; name=\"{input}\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
    );
    [head.as_bytes(), content, if ends { b"\r\n--XyZ--\r\n" } else { b"" }].concat()
}

fn png() -> Vec<u8> {
    [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x08\x08\x06\0\0\0"[..], &[0; 64]].concat()
}

#[tokio::test]
async fn s18_no_upload_breaks_a_form() {
    let shop = Shop::over(support::sqlite().await).await;
    let editor = shop.browser(Who::Editor).await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    let xml = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>".to_vec();
    let huge = [&b"\xff\xd8\xff\xc0\0\x11\x08\xea\x60\xea\x60\x03"[..], &[0; 180]].concat();
    let html = b"<html><script>alert(1)</script>".to_vec();
    let bomb = [&b"PK\x03\x04\x14\0\0\0\x08\0"[..], &[0; 200]].concat();
    let (long, columns) = (format!("{}.png", "a".repeat(5_000)), vec![b','; 1_000_000]);
    let open = [&b"title\n\""[..], &vec![b'x'; 3_000_000]].concat();
    let wide: Vec<u8> = "title,notes\r\nä,b".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let uploads: Vec<(&str, &str, Vec<u8>)> = vec![
        ("../../x.png", "image/png", png()),
        ("/etc/passwd", "text/plain", b"x".to_vec()),
        ("C:\\x.png", "image/png", png()),
        ("..", "image/png", png()),
        ("", "image/png", png()),
        (".htaccess", "text/plain", b"x".to_vec()),
        ("CON", "text/plain", b"x".to_vec()),
        ("a\0.png", "image/png", png()),
        ("a\r\nX: y.png", "image/png", png()),
        ("\"; filename=\"b.html", "image/png", png()),
        ("a.png", "image/png", html.clone()),
        ("a.html", "image/png", html.clone()),
        ("a.svg", "image/svg+xml", svg),
        ("a.svgz", "image/svg+xml", b"\x1f\x8b\x08\0".to_vec()),
        ("a.xml", "text/xml", xml),
        ("a.pdf", "application/pdf", b"%PDF-1.7 /JS (app.alert(1))".to_vec()),
        ("a.jpg", "image/jpeg", huge),
        ("a.gif", "image/gif", b"GIF89a/*<script>*/".to_vec()),
        ("a.webp", "image/webp", b"RIFF\0\0\0\0WEBPVP8 ".to_vec()),
        ("a.png.exe", "image/png", b"MZ".to_vec()),
        ("\u{202e}gnp.html", "image/png", html),
        (&long, "image/png", png()),
        ("<img src=x onerror=1>.png", "image/png", png()),
        ("{{7331*7919}}.png", "image/png", png()),
        ("=cmd.csv", "text/csv", b"=1+1".to_vec()),
        ("a.zip", "application/zip", bomb.clone()),
        ("a.xlsx", "application/zip", bomb),
        ("a.csv", "text/csv", columns),
        ("a.csv", "text/csv", open),
        ("a.csv", "text/csv", [&b"\xff\xfe"[..], &wide].concat()),
        ("a.csv", "text/csv", b"title\0,a\r\n\0,\0".to_vec()),
        ("a.csv", "text/csv", b"id,password_hash,is_admin\r\n1,x,1".to_vec()),
        ("a.png", "", png()),
        ("a.png", "image/png; charset=x\r\n", png()),
        ("a.png", "image/png", Vec::new()),
    ];
    for (name, kind, content) in &uploads {
        let version =
            editor.get("/shop/things/1").await.ok().attribute("input[name=_version]", "value").expect("drawn");
        let before =
            format!("--XyZ\r\nContent-Disposition: form-data; name=\"_version\"\r\n\r\n{version}\r\n").into_bytes();
        for input in ["photo", "paper"] {
            let body = [before.clone(), file(input, name, kind, content, true)].concat();
            let page = editor.post_parts("/shop/things/1", &body).await;
            is_calm(&page, name);
            let shown = editor.get("/shop/things/1").await;
            is_calm(&shown, name);
            assert!(!shown.body.contains("<img src=x") && !shown.body.contains("58054189"), "{name}");
            let served = editor.get(&format!("/shop/things/1/files/{input}")).await;
            if served.status == StatusCode::OK {
                let head = |name: header::HeaderName| served.headers[name].to_str().expect("text").to_owned();
                assert_eq!(head(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
                assert!(head(header::CONTENT_SECURITY_POLICY).contains("sandbox"), "{name}");
                let place = head(header::CONTENT_DISPOSITION);
                assert!(
                    place.starts_with("attachment") || head(header::CONTENT_TYPE).starts_with("image/"),
                    "{name}: {place}"
                );
                assert!(
                    !head(header::CONTENT_TYPE).contains("svg") && !head(header::CONTENT_TYPE).contains("html"),
                    "{name}"
                );
            } else {
                assert_eq!(served.status, StatusCode::NOT_FOUND, "{name}");
            }
        }
        is_calm(&editor.post_parts("/shop/things/import", &file("_sheet", name, kind, content, true)).await, name);
        is_calm(&editor.post_parts("/shop/things/import", &file("_sheet", name, kind, content, false)).await, name);
        is_calm(&editor.post_parts("/shop/things", &file(name, name, kind, content, true)).await, name);
    }
    // The same part twice, parts without names, and no parts at all.
    let twice = [
        file("photo", "a.png", "image/png", &png(), false),
        b"\r\n".to_vec(),
        file("photo", "b.png", "image/png", &png(), true),
    ];
    is_calm(&editor.post_parts("/shop/things/1", &twice.concat()).await, "twice");
    for body in [
        &b""[..],
        b"--XyZ--",
        b"--XyZ\r\n\r\nx\r\n--XyZ--",
        b"--Xy",
        b"\0\0\0",
        b"--XyZ\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XyZ--\r\n",
    ] {
        for path in ["/shop/things/1", "/shop/things", "/shop/things/import", "/accounts/me"] {
            is_calm(&editor.post_parts(path, body).await, "odd parts");
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
