//! A shop with built-in accounts, browsers that use it, and a clock that tests move.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use axum::{Router, body::Body, extract::ConnectInfo};
use chrono::DateTime;
use http::{Request, header};
use http_body_util::BodyExt;
use kaffy::{
    AdminBuilder, Reader,
    accounts::{AccountSettings, Accounts, Grant, NewUser},
    prelude::*,
};
use sea_query::{Asterisk, Expr, ExprTrait, Query, SelectStatement};
use tower::ServiceExt;

#[path = "../admin/support/page.rs"]
#[allow(dead_code, reason = "shared with the tests of the pages, which read more of them")]
mod page;

pub(crate) use page::Page;

use crate::jar::Jar;

pub(crate) const PASSWORD: &str = "a violet tin of nails";
pub(crate) const OTHER: &str = "seven owls in the attic";

#[derive(Debug, AdminResource)]
#[admin(table = "loaves", context = "Shop", slug = "loaves", plural = "Loaves", admin = LoafAdmin, list(title))]
pub(crate) struct Loaf {
    id: i64,
    title: String,
}

struct LoafAdmin;

impl ResourceAdmin for LoafAdmin {
    type Record = Loaf;

    fn actions(&self) -> Actions<Loaf> {
        Actions::new().with(Praise)
    }
}

struct Praise;

impl RecordAction for Praise {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("praise", "Praise").done("praised")
    }

    async fn run(&self, _: &mut Ctx, _: &Loaf, _: &()) -> Result<(), Refusal> {
        Ok(())
    }
}

#[derive(Debug, AdminResource)]
#[admin(table = "bills", context = "Shop", list(note))]
pub(crate) struct Bill {
    id: i64,
    note: String,
}

const TABLES: [&str; 4] = [
    "CREATE TABLE loaves (id BIGINT NOT NULL PRIMARY KEY, title VARCHAR(100) NOT NULL)",
    "CREATE TABLE bills (id BIGINT NOT NULL PRIMARY KEY, note VARCHAR(100) NOT NULL)",
    "INSERT INTO loaves (id, title) VALUES (1, 'Rye'), (2, 'Spelt')",
    "INSERT INTO bills (id, note) VALUES (1, 'paid')",
];

/// What all browsers share.
#[derive(Clone)]
pub(crate) struct Shop {
    router: Router,
    pub(crate) admin: Admin,
    pub(crate) clock: Arc<AtomicI64>,
}

/// One browser.
pub(crate) struct TestApp {
    pub(crate) shop: Shop,
    pub(crate) prefix: &'static str,
    peer: Option<SocketAddr>,
    cookies: Jar,
}

impl Shop {
    /// A shop with a superuser (root), a viewer, and a clerk who sells loaves.
    pub(crate) async fn over(db: Database) -> Self {
        Self::with(db, |settings| settings, |builder| builder).await
    }

    pub(crate) async fn with(
        db: Database,
        settings: impl FnOnce(AccountSettings) -> AccountSettings,
        change: impl FnOnce(AdminBuilder) -> AdminBuilder,
    ) -> Self {
        for statement in TABLES {
            db.execute(statement).await.expect("the tables are made");
        }
        let shop = Self::again(db, settings, change).await;
        let accounts = shop.accounts();
        accounts.set_role("Viewer", [Grant::on_all(Permission::View)]).await.expect("a role");
        let sells = [Permission::View, Permission::Change].map(|it| Grant::new("shop/loaves", it.key()));
        accounts.set_role("Clerk", sells).await.expect("a role");
        for (email, new) in [
            ("root@shop.example", NewUser::new("root@shop.example").superuser()),
            ("vera@shop.example", NewUser::new("Vera@Shop.example").name("Vera").role("Viewer")),
            ("carl@shop.example", NewUser::new("carl@shop.example").name("Carl").role("Clerk")),
        ] {
            accounts.create_user(new.password(PASSWORD)).await.unwrap_or_else(|error| panic!("{email}: {error}"));
        }
        shop
    }

    /// The same database once more, as another process would open it.
    pub(crate) async fn again(
        db: Database,
        settings: impl FnOnce(AccountSettings) -> AccountSettings,
        change: impl FnOnce(AdminBuilder) -> AdminBuilder,
    ) -> Self {
        let clock = Arc::new(AtomicI64::new(1_800_000_000));
        let now = clock.clone();
        let now = move || DateTime::from_timestamp(now.load(Ordering::SeqCst), 0).expect("an instant");
        let auth = Auth::built_in_with(settings(AccountSettings::new().clock(now)));
        let builder = Admin::builder(db).title("Shop").auth(auth).resource::<Loaf>().resource::<Bill>();
        let admin = change(builder).build().await.unwrap_or_else(|problems| panic!("{problems}"));
        let router = Router::new().nest("/admin", kaffy::web::router(admin.clone()));
        Self { router, admin, clock }
    }

    /// The same shop behind another router.
    pub(crate) fn with_router(&self, router: Router) -> Self {
        Self { router, ..self.clone() }
    }

    pub(crate) fn accounts(&self) -> &Accounts {
        self.admin.accounts().expect("they are built in")
    }

    pub(crate) fn later(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    /// A browser nobody signed in with, at this address.
    pub(crate) fn browser_at(&self, peer: &str) -> TestApp {
        let peer = (!peer.is_empty()).then(|| peer.parse().expect("an address"));
        TestApp { shop: self.clone(), prefix: "/admin", peer, cookies: Jar::default() }
    }

    pub(crate) fn browser(&self) -> TestApp {
        self.browser_at("192.0.2.1:5000")
    }

    /// A browser that somebody signed in with.
    pub(crate) async fn signed_in(&self, name: &str) -> TestApp {
        let browser = self.browser();
        browser.sign_in(name, PASSWORD).await.location();
        browser
    }

    /// The id of a user, by the part before the `@`.
    pub(crate) async fn id(&self, name: &str) -> String {
        let email = format!("{name}@shop.example");
        self.accounts().user_by_email(&email).await.expect("read").unwrap_or_else(|| panic!("no {email}")).id
    }

    pub(crate) async fn role(&self, name: &str) -> String {
        let roles = self.accounts().roles().await.expect("read");
        roles.into_iter().find(|role| role.name == name).unwrap_or_else(|| panic!("no role {name}")).id
    }

    /// Texts straight from a table.
    pub(crate) async fn texts(&self, table: &'static str, column: &'static str) -> Vec<String> {
        let select = Query::select().column(column).from(table).order_by(column, sea_query::Order::Asc).to_owned();
        self.fetch::<(String,)>(&select).await.into_iter().map(|(text,)| text).collect()
    }

    /// Whether no row of a table has anything in a column.
    pub(crate) async fn is_null(&self, table: &'static str, column: &'static str) -> bool {
        let select = Query::select().expr(Expr::col(column).count()).from(table).to_owned();
        self.fetch::<(i64,)>(&select).await[0].0 == 0
    }

    pub(crate) async fn count(&self, table: &'static str) -> i64 {
        let select = Query::select().expr(Expr::col(Asterisk).count()).from(table).to_owned();
        self.fetch::<(i64,)>(&select).await[0].0
    }

    async fn fetch<T: kaffy::ReadRow>(&self, select: &SelectStatement) -> Vec<T> {
        let reader = Reader::new(self.admin.clone(), Actor::new("test", "Test"));
        reader.fetch(select).await.unwrap_or_else(|error| panic!("{error}"))
    }
}

impl TestApp {
    pub(crate) async fn sign_in(&self, name: &str, password: &str) -> Page {
        self.post("/login", &[("email", &format!("{name}@shop.example")), ("password", password)]).await
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(Request::get(self.address(path)), Body::empty()).await
    }

    /// How many statements a request took.
    pub(crate) async fn statements_of(&self, path: &str) -> u64 {
        let before = self.shop.admin.database().statements();
        self.get(path).await.ok();
        self.shop.admin.database().statements() - before
    }

    /// Posts fields as a page of the admin would: with its token, from its own host.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token().await;
        self.post_with(&token, path, fields).await
    }

    pub(crate) async fn post_with(&self, token: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        let body = body.append_pair("_csrf", token).extend_pairs(fields).finish();
        self.send(self.form(path).header(header::ORIGIN, "http://shop.test"), Body::from(body)).await
    }

    /// The head of a form request, without origin and token.
    pub(crate) fn form(&self, path: &str) -> http::request::Builder {
        Request::post(self.address(path)).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
    }

    /// The token of a form of this browser.
    pub(crate) async fn token(&self) -> String {
        let own = self.get("/accounts/me/password").await;
        let page = if own.has("[name=_csrf]") { own } else { self.get("/login").await.ok() };
        page.attribute("[name=_csrf]", "value").expect("a page has a token")
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.get(name)
    }

    pub(crate) fn session(&self) -> String {
        self.cookie("kaffy_session").expect("somebody is signed in")
    }

    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.set(name, value);
    }

    pub(crate) fn address(&self, path: &str) -> String {
        if path == "/" { self.prefix.to_owned() } else { format!("{}{path}", self.prefix) }
    }

    pub(crate) async fn send(&self, request: http::request::Builder, body: impl Into<Body>) -> Page {
        let mut request = request.header(header::HOST, "shop.test").body(body.into()).expect("a request");
        self.cookies.send_with(request.headers_mut());
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(ConnectInfo(peer));
        }
        let address = request.uri().to_string();
        let response = self.shop.router.clone().oneshot(request).await.expect("a router always answers");
        let (parts, body) = response.into_parts();
        self.cookies.keep(&parts.headers);
        let body = body.collect().await.expect("a body").to_bytes();
        Page {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            address,
        }
    }
}
