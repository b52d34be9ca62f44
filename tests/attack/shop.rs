//! A shop on the internet, with built-in accounts, a log and two tenants; and the browsers that come to it.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};

use axum::{Router, body::Body, extract::ConnectInfo};
use chrono::DateTime;
use http::{Request, header};
use http_body_util::BodyExt;
use kaffy::{
    AdminBuilder, Audit, LocalFolder,
    accounts::{AccountSettings, Accounts, Grant, NewUser},
    prelude::*,
};
use tower::ServiceExt;

#[path = "../admin/support/page.rs"]
#[allow(dead_code, reason = "shared with the tests of the pages, which read more of them")]
mod page;

pub(crate) use page::Page;

use crate::{
    jar::Jar,
    models::{self, Leaflet, Maker, Part, Raw, Tag, Tagging, Thing},
    work,
};

pub(crate) const PASSWORD: &str = "a violet tin of nails";

/// Who comes, from outside to inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// Nobody signed in.
    Anonymous,
    /// Has an account and no role.
    Bare,
    /// May look at everything of tenant `a`.
    Viewer,
    /// May do everything to the rows of tenant `a`, and nothing to accounts.
    Editor,
    /// The same in tenant `b`.
    Other,
    /// May do everything.
    Admin,
}

impl Who {
    pub(crate) const ALL: [Self; 6] =
        [Self::Anonymous, Self::Bare, Self::Viewer, Self::Editor, Self::Other, Self::Admin];

    fn name(self) -> Option<&'static str> {
        match self {
            Self::Anonymous => None,
            Self::Bare => Some("bea"),
            Self::Viewer => Some("vera"),
            Self::Editor => Some("edda"),
            Self::Other => Some("otto"),
            Self::Admin => Some("root"),
        }
    }
}

/// What all browsers share.
#[derive(Clone)]
pub(crate) struct Shop {
    router: Router,
    pub(crate) admin: Admin,
    /// Seconds since 1970, for built-in accounts.
    clock: Arc<AtomicI64>,
    /// Files and half-done imports of this test.
    _folder: Arc<tempfile::TempDir>,
}

/// One browser.
pub(crate) struct TestApp {
    pub(crate) shop: Shop,
    pub(crate) prefix: &'static str,
    pub(crate) who: Who,
    cookies: Jar,
    /// The token of its forms, once a page had it.
    token: Mutex<Option<String>>,
}

impl Shop {
    pub(crate) async fn over(db: Database) -> Self {
        Self::with(db, |builder| builder).await
    }

    pub(crate) async fn with(db: Database, change: impl FnOnce(AdminBuilder) -> AdminBuilder) -> Self {
        for statement in models::tables(&db).split(";\n") {
            run(&db, statement).await;
        }
        let folder = Arc::new(tempfile::tempdir().expect("a folder"));
        // Time stands still unless a test moves it, so that no session ends in between.
        let clock = Arc::new(AtomicI64::new(1_800_000_000));
        let seconds = clock.clone();
        let now = move || DateTime::from_timestamp(seconds.load(Ordering::SeqCst), 0).expect("an instant");
        let settings = AccountSettings::new().clock(now);
        let jobs = work::jobs(&db).await.unwrap_or_else(|problems| panic!("{problems}"));
        work::as_at_first(&db).await;
        let builder = Admin::builder(db)
            .jobs(jobs)
            .title("Shop")
            .auth(Auth::built_in_with(settings))
            .audit(Audit::on().auditors(|actor| actor.has_role("Superuser")))
            .files(LocalFolder::new(folder.path().join("files")))
            .import_folder(folder.path().join("imports"));
        let builder = builder.resource::<Maker>().resource::<Thing>().resource::<Part>().resource::<Tag>();
        let builder = builder.resource::<Leaflet>();
        let builder = models::site(models::scopes(builder.resource::<Tagging>().resource::<Raw>()));
        let admin = change(builder).build().await.unwrap_or_else(|problems| panic!("{problems}"));
        let router = Router::new().nest("/admin", kaffy::web::router(admin.clone()));
        let shop = Self { router, admin, clock, _folder: folder };
        shop.people().await;
        shop.runs().await;
        shop
    }

    async fn people(&self) {
        let accounts = self.accounts();
        let of_shop = |permissions: &[&str]| {
            let resources =
                ["shop/things", "shop/makers", "shop/parts", "shop/tags", "shop/leaflets", "joins/taggings"];
            let grants = resources.iter().flat_map(|it| permissions.iter().map(move |may| Grant::new(*it, *may)));
            grants.collect::<Vec<_>>()
        };
        let jobs = |right: &str| ["jobs", "schedules", "chores"].map(|area| Grant::new(area, right));
        let (viewer, editor) = (of_shop(&["view"]), of_shop(&["*"]));
        accounts.set_role("Viewer", viewer.into_iter().chain(jobs("view"))).await.expect("a role");
        accounts.set_role("Editor", editor.into_iter().chain(jobs("*"))).await.expect("a role");
        accounts.set_role("Tenant B", []).await.expect("a role");
        for who in Who::ALL {
            let Some(name) = who.name() else { continue };
            let new = NewUser::new(format!("{name}@shop.example")).name(name).password(PASSWORD);
            let new = match who {
                Who::Anonymous | Who::Bare => new,
                Who::Viewer => new.role("Viewer"),
                Who::Editor => new.role("Editor"),
                Who::Other => new.role("Editor").role("Tenant B"),
                Who::Admin => new.superuser(),
            };
            accounts.create_user(new).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }

    pub(crate) fn accounts(&self) -> &Accounts {
        self.admin.accounts().expect("they are built in")
    }

    /// The rows as they were at the start.
    pub(crate) async fn as_at_first(&self) {
        for statement in models::rows() {
            run(self.admin.database(), statement).await;
        }
        work::as_at_first(self.admin.database()).await;
        self.runs().await;
    }

    async fn runs(&self) {
        let (edda, root) = (self.user("edda").await, self.user("root").await);
        work::runs(self.admin.database(), self.admin.title(), &edda, &root).await;
        work::views(self.admin.database(), self.admin.title(), &self.user("vera").await, &edda).await;
    }

    /// Moves the time.
    pub(crate) fn later(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    /// A browser of somebody, signed in.
    pub(crate) async fn browser(&self, who: Who) -> TestApp {
        let browser = TestApp { who, ..TestApp::bare(self) };
        browser.sign_in().await;
        browser
    }

    pub(crate) async fn user(&self, name: &str) -> String {
        let email = format!("{name}@shop.example");
        self.accounts().user_by_email(&email).await.expect("read").unwrap_or_else(|| panic!("no {email}")).id
    }

    pub(crate) async fn role(&self, name: &str) -> String {
        let roles = self.accounts().roles().await.expect("read");
        roles.into_iter().find(|role| role.name == name).unwrap_or_else(|| panic!("no role {name}")).id
    }
}

impl TestApp {
    /// A browser of nobody, without any cookie.
    pub(crate) fn bare(shop: &Shop) -> Self {
        Self {
            shop: shop.clone(),
            prefix: "/admin",
            who: Who::Anonymous,
            cookies: Jar::default(),
            token: Mutex::default(),
        }
    }

    /// Signs in whoever this browser belongs to, unless that was done.
    pub(crate) async fn sign_in(&self) {
        let Some(name) = self.who.name() else { return };
        if self.get("/accounts/me").await.status.is_success() {
            return;
        }
        let email = format!("{name}@shop.example");
        // A session has a token of its own.
        *self.token.lock().expect("one thread") = None;
        self.post("/login", &[("email", &email), ("password", PASSWORD)]).await.location();
        *self.token.lock().expect("one thread") = None;
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(Request::get(self.address(path)), Body::empty()).await
    }

    /// Posts fields as a page of the admin would: with its token, from its own host.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token().await;
        self.post_with(&token, path, fields).await
    }

    /// The same with a token that is known.
    pub(crate) async fn post_with(&self, token: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        let body = body.append_pair("_csrf", token).extend_pairs(fields).finish();
        self.send(self.form(path).header(header::ORIGIN, "http://shop.test"), Body::from(body)).await
    }

    /// Posts a form of parts: fields, then one file.
    pub(crate) async fn post_parts(&self, path: &str, parts: &[u8]) -> Page {
        let token = self.token().await;
        let head = format!("--XyZ\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{token}\r\n");
        let request = Request::post(self.address(path))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=XyZ")
            .header(header::ORIGIN, "http://shop.test");
        self.send(request, Body::from([head.as_bytes(), parts].concat())).await
    }

    /// The head of a form request, without origin and token.
    pub(crate) fn form(&self, path: &str) -> http::request::Builder {
        Request::post(self.address(path)).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
    }

    /// The token of a form of this browser.
    pub(crate) async fn token(&self) -> String {
        if let Some(token) = self.token.lock().expect("one thread").clone() {
            return token;
        }
        let own = self.get("/accounts/me/password").await;
        let page = if own.has("[name=_csrf]") { own } else { self.get("/login").await.ok() };
        let token = page.attribute("[name=_csrf]", "value").expect("a page has a token");
        self.token.lock().expect("one thread").insert(token).clone()
    }

    pub(crate) fn address(&self, path: &str) -> String {
        if path == "/" { self.prefix.to_owned() } else { format!("{}{path}", self.prefix) }
    }

    pub(crate) async fn send(&self, request: http::request::Builder, body: Body) -> Page {
        let mut request = request.header(header::HOST, "shop.test").body(body).expect("a request");
        self.cookies.send_with(request.headers_mut());
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 5000))));
        let address = format!("{} {}", request.method(), request.uri());
        let response = self.shop.router.clone().oneshot(request).await.expect("a router always answers");
        let (parts, body) = response.into_parts();
        self.cookies.keep(&parts.headers);
        let body = body.collect().await.expect("a body").to_bytes();
        let body = String::from_utf8_lossy(&body).into_owned();
        Page { status: parts.status, headers: parts.headers, body, address }
    }
}

/// Runs SQL made at run time.
pub(crate) async fn run(db: &Database, sql: &str) {
    let failed: String = sql.chars().take(600).collect();
    db.execute(sql.to_owned().leak()).await.unwrap_or_else(|error| panic!("{failed}: {error:?}"));
}
