//! A tool shed of its own for each test.

use axum::{Router, body::Body};
use http::{Method, Request, header};
use http_body_util::BodyExt;
use kaffy::{Actor, Admin, AdminBuilder, Auth, Database, Permission};
use tower::ServiceExt;

use super::{
    Page,
    models::{self, Loan, Maker, Part, Tool},
};
use crate::jar::Jar;

/// An admin nested in an application, with the cookies of one browser.
pub(crate) struct TestApp {
    pub(crate) app: Router,
    pub(crate) admin: Admin,
    pub(crate) prefix: &'static str,
    pub(crate) cookies: Jar,
}

impl TestApp {
    /// An admin under `/admin`, used by somebody who may do everything.
    pub(crate) async fn new() -> Self {
        Self::with("/admin", |builder| builder).await
    }

    /// An admin under a prefix, built in another way.
    pub(crate) async fn with(prefix: &'static str, change: impl FnOnce(AdminBuilder) -> AdminBuilder) -> Self {
        let database = Database::connect("sqlite::memory:").await.expect("SQLite opens a database in memory");
        Self::over(database, models::SQLITE, prefix, change).await
    }

    /// An admin over an empty database, with the tables as that database makes them.
    pub(crate) async fn over(
        database: Database,
        tables: &'static str,
        prefix: &'static str,
        change: impl FnOnce(AdminBuilder) -> AdminBuilder,
    ) -> Self {
        let statements = tables.split(";\n").chain(models::ROWS.split(";\n"));
        for statement in statements.map(str::trim).filter(|statement| !statement.is_empty()) {
            database.execute(statement).await.expect("the tables can be created");
        }
        let builder = Admin::builder(database).title("Shed <b>&").auth(Auth::external(|request| async move {
            let name = request.headers.get("x-user").and_then(|name| name.to_str().ok()).unwrap_or("ann").to_owned();
            if name == "panic" {
                panic!("the login broke");
            }
            (name != "nobody").then(|| Actor::new(&name, &name).role(&name))
        }));
        let builder = builder.resource::<Maker>().resource::<Tool>().resource::<Part>().resource::<Loan>();
        let builder = builder.permissions(|actor, meta, permission| match actor.id.as_str() {
            "viewer" => permission == Permission::View,
            "toolman" => meta.rust_name == "Tool",
            "stranger" => false,
            _ => true,
        });
        let admin = change(builder).build().await.unwrap_or_else(|problems| panic!("{problems}"));
        let pages = kaffy::web::router(admin.clone());
        let app = if prefix.is_empty() { pages } else { Router::new().nest(prefix, pages) };
        Self { app, admin, prefix, cookies: Jar::default() }
    }

    /// How many statements a request took.
    pub(crate) async fn statements_of(&self, path: &str) -> u64 {
        let before = self.admin.database().statements();
        self.get(path).await.ok();
        self.admin.database().statements() - before
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.get_as("ann", path).await
    }

    pub(crate) async fn get_as(&self, user: &str, path: &str) -> Page {
        self.send(Request::get(self.address(path)).header("x-user", user).body(Body::empty()).expect("a request")).await
    }

    /// Posts fields as a page of the admin would: with its token, from its own host.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_as("ann", path, fields).await
    }

    pub(crate) async fn post_as(&self, user: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token().await;
        let body =
            form_urlencoded::Serializer::new(String::new()).append_pair("_csrf", &token).extend_pairs(fields).finish();
        let request = self.form(path).header("x-user", user).header(header::ORIGIN, "http://shed.test");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// The head of a form request, without origin and token.
    pub(crate) fn form(&self, path: &str) -> http::request::Builder {
        Request::builder()
            .method(Method::POST)
            .uri(self.address(path))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
    }

    /// The token of this browser; that of a session follows from it and stands in its pages only.
    pub(crate) async fn token(&self) -> String {
        if self.cookie("kaffy_session").is_some() {
            let page = self.get("/accounts/me/password").await;
            if let Some(token) = page.attribute("[name=_csrf]", "value") {
                return token;
            }
        }
        if self.cookie("kaffy_csrf").is_none() {
            self.get("/").await;
        }
        self.cookie("kaffy_csrf").expect("a page sets the token")
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.get(name)
    }

    pub(crate) fn address(&self, path: &str) -> String {
        match (self.prefix, path) {
            ("", path) => path.to_owned(),
            (prefix, "/") => prefix.to_owned(),
            (prefix, path) => format!("{prefix}{path}"),
        }
    }

    /// Sends a request with the cookies so far, and keeps those that come back.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Page {
        let headers = request.headers_mut();
        self.cookies.send_with(headers);
        headers.entry(header::HOST).or_insert(header::HeaderValue::from_static("shed.test"));
        let address = request.uri().to_string();
        let response = self.app.clone().oneshot(request).await.expect("a router always answers");
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
