//! What reads bytes from outside, one function each: none may panic, whatever comes (F27).
//!
//! `fuzz_targets/` gives them to libFuzzer; `tests/attack/parsers.rs` gives them random bytes on stable Rust.

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use kaffy::{
    CleanHtml, Inputs, Key, Kind, ListQuery, OptionsQuery, Posted, SelectionToken, Sheet, View, prelude::*, value,
};
use rust_decimal::Decimal;
use tower::ServiceExt;

/// A thing with fields of every kind.
#[derive(Debug, AdminResource)]
#[admin(
    table = "things",
    context = "Shop",
    list(title, flag, small, price, day, sold, tags),
    search(title, exact(small)),
    filter(title, flag, small, ratio, price, letter, code, day, hour, sold, tags),
    order(title)
)]
pub struct Thing {
    id: i64,
    title: String,
    flag: Option<bool>,
    small: Option<i8>,
    ratio: Option<f32>,
    price: Option<Decimal>,
    letter: Option<char>,
    blob: Option<Vec<u8>>,
    code: Option<uuid::Uuid>,
    day: Option<NaiveDate>,
    hour: Option<NaiveTime>,
    sold: Option<DateTime<Utc>>,
    data: Option<serde_json::Value>,
    tags: Vec<String>,
    #[admin(file)]
    paper: Option<String>,
}

/// Rows under a key of two parts.
#[derive(Debug, AdminResource)]
#[admin(table = "slots", context = "Shop", composite, list(room, day))]
pub struct Slot {
    #[admin(primary_key)]
    room: String,
    #[admin(primary_key)]
    day: NaiveDate,
}

/// What a form asks for.
#[derive(Debug, AdminFields)]
pub struct Typed {
    title: String,
    small: Option<u8>,
    price: Option<Decimal>,
    sold: Option<DateTime<Utc>>,
    data: Option<serde_json::Value>,
    tags: Vec<String>,
}

const TABLES: &str = "
    CREATE TABLE things (id INTEGER PRIMARY KEY, title TEXT NOT NULL, flag BOOLEAN, small INTEGER, ratio REAL, price TEXT,
        letter TEXT, blob BLOB, code TEXT, day TEXT, hour TEXT, sold TEXT, data TEXT, tags TEXT NOT NULL, paper TEXT);
    CREATE TABLE slots (room TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (room, day));
    INSERT INTO things (id, title, tags) VALUES (1, 'Anvil', '[]')";

/// The token of a browser, in its cookie and in its forms.
const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// An admin in memory, to give bytes to.
pub struct Targets {
    admin: Admin,
    router: Router,
    runtime: tokio::runtime::Runtime,
}

/// What takes bytes.
pub type Target = fn(&Targets, &[u8]);

/// One for each place where bytes come in, by its name.
pub const ALL: &[(&str, Target)] = &[
    ("filter_query", Targets::filter_query),
    ("cursor", Targets::cursor),
    ("row_id", Targets::row_id),
    ("form_fields", Targets::form_fields),
    ("json_field", Targets::json_field),
    ("values", Targets::values),
    ("csv_import", Targets::csv_import),
    ("rich_text", Targets::rich_text),
    ("token", Targets::token),
    ("form_body", Targets::form_body),
    ("multipart", Targets::multipart),
    ("cookie", Targets::cookie),
    ("address", Targets::address),
];

impl Targets {
    /// Makes the admin.
    ///
    /// # Panics
    /// When it cannot be made, which is no finding.
    pub fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let admin = runtime.block_on(async {
            let db = Database::connect("sqlite::memory:").await.expect("SQLite in memory");
            db.execute(TABLES).await.expect("the tables are made");
            let auth = Auth::external(|_| async { Some(Actor::new("fuzz", "Fuzz")) });
            let files =
                kaffy::LocalFolder::new(std::env::temp_dir().join(format!("kaffy-fuzz-{}", std::process::id())));
            let builder = Admin::builder(db).auth(auth).files(files).resource::<Thing>().resource::<Slot>();
            builder.build().await.expect("an admin")
        });
        let router = Router::new().nest("/admin", kaffy::web::router(admin.clone()));
        Self { admin, router, runtime }
    }

    fn view<R: AdminResource>(&self) -> kaffy::Allowed<View> {
        let resource = self.admin.registry().of(R::META).expect("registered");
        self.admin.authorize::<View>(&Actor::new("fuzz", "Fuzz"), resource).expect("everything is allowed")
    }

    /// A query string, after its escapes are read; what was understood is written and read again as the same.
    pub fn filter_query(&self, data: &[u8]) {
        let text = String::from_utf8_lossy(data);
        let view = self.view::<Thing>();
        let Ok(query) = ListQuery::parse(view.resource(), &pairs(&text)) else { return };
        let written = query.to_query_string();
        let again = ListQuery::parse(view.resource(), &pairs(&decoded(&written)));
        assert!(again.is_ok() || written.contains('%'), "{written}");
    }

    /// A place in a list, as `after` or `before`.
    pub fn cursor(&self, data: &[u8]) {
        let (view, slots) = (self.view::<Thing>(), self.view::<Slot>());
        let text = String::from_utf8_lossy(data).into_owned();
        for name in ["after", "before"] {
            for sort in ["", "title", "-price,day", "tags"] {
                let params = [("sort".to_owned(), sort.to_owned()), (name.to_owned(), text.clone())];
                let _ = ListQuery::parse(view.resource(), &params);
                let _ = OptionsQuery::parse(slots.resource(), &params);
            }
        }
    }

    /// A part of an address that names a row; what was understood names the same row when it is written.
    pub fn row_id(&self, data: &[u8]) {
        let text = String::from_utf8_lossy(data);
        for view in [self.view::<Thing>(), self.view::<Slot>()] {
            let Ok(key) = Key::parse(view.resource(), &text) else { continue };
            let again = Key::parse(view.resource(), &key.segment(view.resource()));
            assert_eq!(again.ok().as_ref().map(Key::parts), Some(key.parts()), "{text}");
        }
    }

    /// Fields of a form, after the body is read.
    pub fn form_fields(&self, data: &[u8]) {
        let text = String::from_utf8_lossy(data);
        let pairs = pairs(&text);
        let posted = || Posted::new(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let _ = Inputs::of::<Typed>().read(&posted());
        let each = ["title", "small", "price", "sold", "data", "tags"].map(|name| (name, text.as_ref()));
        let _ = Inputs::of::<Typed>().read(&Posted::new(each));
    }

    /// JSON in a text area.
    pub fn json_field(&self, data: &[u8]) {
        let text = String::from_utf8_lossy(data);
        let Ok(json) = value::parse(Kind::Json, &text) else { return };
        let shown = value::print(Kind::Json, &json);
        assert_eq!(value::parse(Kind::Json, &shown).ok(), Some(json), "{text}");
    }

    /// A value of each kind.
    pub fn values(&self, data: &[u8]) {
        let text = String::from_utf8_lossy(data);
        let view = self.view::<Thing>();
        for column in view.resource().columns() {
            let kind = column.kind();
            let Ok(read) = value::parse(kind, &text) else { continue };
            let shown = value::print(kind, &read);
            assert_eq!(value::parse(kind, &shown).ok(), Some(read), "{}: {text}", column.meta.name);
        }
    }

    /// A file to be imported.
    pub fn csv_import(&self, data: &[u8]) {
        let Ok(sheet) = Sheet::read(data) else { return };
        assert_eq!(sheet.rows().count(), sheet.len(), "as many rows as it says");
    }

    /// HTML of an editor: nothing of it runs, and cleaning it again changes nothing.
    pub fn rich_text(&self, data: &[u8]) {
        let clean = CleanHtml::of(&String::from_utf8_lossy(data));
        let html = clean.as_str().to_lowercase();
        for bad in ["<script", "<svg", "<math", "<style", "<iframe", "<object", "<form", "<img"] {
            assert!(!html.contains(bad), "{html}");
        }
        let again = CleanHtml::of(clean.as_str());
        let differs = again.as_str().chars().zip(clean.as_str().chars()).position(|(one, other)| one != other);
        let near =
            |text: &str| text.chars().skip(differs.unwrap_or_default().saturating_sub(20)).take(60).collect::<String>();
        assert!(again == clean, "cleaned again: {:?}, cleaned once: {:?}", near(again.as_str()), near(clean.as_str()));
    }

    /// All that match, as a browser carries it.
    pub fn token(&self, data: &[u8]) {
        let text = String::from_utf8_lossy(data);
        assert!(SelectionToken::read(&self.view::<Thing>(), None, &text).is_err(), "a token that nobody signed");
    }

    /// The body of a form.
    pub fn form_body(&self, data: &[u8]) {
        let body = [format!("_csrf={TOKEN}&").as_bytes(), data].concat();
        let kind = "application/x-www-form-urlencoded";
        self.answer(Request::post("/admin/shop/things").header(header::CONTENT_TYPE, kind), body);
    }

    /// The body of a form with files.
    pub fn multipart(&self, data: &[u8]) {
        let head = format!("--XyZ\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{TOKEN}\r\n");
        let body = [head.as_bytes(), data].concat();
        self.answer(
            Request::post("/admin/shop/things").header(header::CONTENT_TYPE, "multipart/form-data; boundary=XyZ"),
            body,
        );
    }

    /// The header `Cookie`.
    pub fn cookie(&self, data: &[u8]) {
        for name in ["", "kaffy_session=", "kaffy_flash=", "kaffy_csrf=", "kaffy_theme=", "kaffy_language="] {
            let Ok(value) = header::HeaderValue::from_bytes(&[name.as_bytes(), data].concat()) else { return };
            self.answer(Request::get("/admin/shop/slots").header(header::COOKIE, value), Vec::new());
        }
    }

    /// Path and query of a request.
    pub fn address(&self, data: &[u8]) {
        let Ok(text) = std::str::from_utf8(data) else { return };
        let uri = format!("/admin/{text}");
        if uri.parse::<axum::http::Uri>().is_ok() {
            self.answer(Request::get(uri), Vec::new());
        }
    }

    /// Sends a request of a browser that has been here before; no answer is an error of ours.
    fn answer(&self, request: axum::http::request::Builder, body: Vec<u8>) {
        let request = request
            .header(header::HOST, "fuzz.test")
            .header(header::ORIGIN, "http://fuzz.test")
            .header(header::COOKIE, format!("kaffy_csrf={TOKEN}"))
            .body(Body::from(body));
        let Ok(request) = request else { return };
        let status = self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await;
            answer.expect("a router always answers").status()
        });
        assert!(!status.is_server_error(), "{status}");
    }
}

impl Default for Targets {
    fn default() -> Self {
        Self::new()
    }
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// A query string that the admin wrote, without its escapes; `&` and `=` in values stay escaped.
fn decoded(query: &str) -> String {
    query.replace('+', " ")
}
