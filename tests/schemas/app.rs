//! An admin over tables that a test made, and what every such admin must be able to do.

use axum::{Router, body::Body};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use kaffy::{Actor, Admin, AdminBuilder, AdminResource, Allowed, Auth, Database, Dialect, ListQuery, Resource, View};
use tower::ServiceExt;

#[path = "../admin/support/page.rs"]
#[allow(dead_code, reason = "shared with the tests of the pages, which read more of them")]
mod page;

pub(crate) use page::{Filled, Page};

use crate::jar::Jar;

/// The pages of an admin, as one browser sees them.
pub(crate) struct TestApp {
    app: Router,
    pub(crate) admin: Admin,
    pub(crate) prefix: &'static str,
    cookies: Jar,
}

impl TestApp {
    /// Makes the tables, then an admin over them.
    pub(crate) async fn over(db: Database, tables: &str, add: impl FnOnce(AdminBuilder) -> AdminBuilder) -> Self {
        let admin = Self::build(db, tables, add).await;
        Self::with_pages(kaffy::web::router(admin.clone()), admin)
    }

    /// The same, with pages that are drawn in another way.
    #[allow(dead_code, reason = "the tests of odd schemas draw nothing of their own")]
    pub(crate) async fn drawn(
        db: Database,
        tables: &str,
        add: impl FnOnce(AdminBuilder) -> AdminBuilder,
        draw: impl FnOnce(kaffy::web::Pages) -> kaffy::web::Pages,
    ) -> Self {
        let admin = Self::build(db, tables, add).await;
        Self::with_pages(draw(kaffy::web::Pages::new(admin.clone())).router().expect("the templates compile"), admin)
    }

    /// The same admin with pages made in another way.
    #[allow(dead_code, reason = "shared with the tests of odd schemas")]
    pub(crate) fn served(self, app: Router) -> Self {
        Self { app, ..self }
    }

    async fn build(db: Database, tables: &str, add: impl FnOnce(AdminBuilder) -> AdminBuilder) -> Admin {
        run(&db, tables).await;
        let auth = Auth::external(|_| async { Some(Actor::new("test", "Test")) });
        let builder = add(Admin::builder(db).auth(auth));
        builder.build().await.unwrap_or_else(|problems| panic!("{problems}"))
    }

    fn with_pages(pages: Router, admin: Admin) -> Self {
        Self { app: Router::new().nest("/admin", pages), admin, prefix: "/admin", cookies: Jar::default() }
    }

    pub(crate) async fn run(&self, sql: &str) {
        run(self.admin.database(), sql).await;
    }

    pub(crate) fn resource<R: AdminResource>(&self) -> &Resource {
        self.admin.registry().of(R::META).expect("the resource is registered")
    }

    pub(crate) fn view<R: AdminResource>(&self) -> Allowed<View> {
        let resource = self.admin.registry().of(R::META).expect("the resource is registered");
        self.admin.authorize::<View>(&Actor::new("test", "Test"), resource).expect("everything is allowed")
    }

    /// The address of a list, below the prefix.
    pub(crate) fn list_path<R: AdminResource>(&self) -> String {
        let resource = self.resource::<R>();
        format!("/{}/{}", resource.context_slug(), resource.slug())
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(Request::get(self.address(path)), Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        if self.cookie("kaffy_csrf").is_none() {
            self.get("/").await;
        }
        let token = self.cookie("kaffy_csrf").expect("a page sets the token");
        let mut body = form_urlencoded::Serializer::new(String::new());
        let body = body.append_pair("_csrf", &token).extend_pairs(fields).finish();
        let request = Request::post(self.address(path))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, "http://odd.test");
        self.send(request, Body::from(body)).await
    }

    /// Posts a body of another type, which `body` makes with the token, as a page of the admin would.
    #[allow(dead_code, reason = "for the tests of uploads, which include this file")]
    pub(crate) async fn post_body(&self, path: &str, kind: &str, body: impl FnOnce(&str) -> Body) -> Page {
        if self.cookie("kaffy_csrf").is_none() {
            self.get("/").await;
        }
        let token = self.cookie("kaffy_csrf").expect("a page sets the token");
        let request = Request::post(self.address(path))
            .header(header::CONTENT_TYPE, kind)
            .header(header::ORIGIN, "http://odd.test");
        self.send(request, body(&token)).await
    }

    /// The form for a new record.
    pub(crate) async fn new_form<R: AdminResource>(&self) -> Filled {
        self.get(&format!("{}/new", self.list_path::<R>())).await.ok().form("form.record")
    }

    /// The form of a record, by the segment of its key.
    pub(crate) async fn form_of<R: AdminResource>(&self, key: &str) -> Filled {
        self.get(&format!("{}/{key}", self.list_path::<R>())).await.ok().form("form.record")
    }

    /// The keys of a list in its order, as address segments.
    pub(crate) async fn keys<R: AdminResource>(&self, query: &str) -> Vec<String> {
        let resource = self.resource::<R>();
        let list = parse(resource, query);
        let page = self.view::<R>().page(&list).await.unwrap_or_else(|error| panic!("{query}: {error:?}"));
        page.rows.iter().map(|row| row.key.as_ref().expect("a key").segment(resource)).collect()
    }

    /// Every sort of a list, both ways, from end to end and back: each row once, in one order.
    pub(crate) async fn pages<R: AdminResource>(&self, rows: usize) {
        let names: Vec<_> = self.resource::<R>().sortable().iter().map(|path| path.name).collect();
        assert!(!names.is_empty(), "there is something to sort by");
        for sort in names.iter().flat_map(|name| [format!("sort={name}"), format!("sort=-{name}")]) {
            self.walk::<R>(&sort, rows).await;
            self.get(&format!("{}?{sort}", self.list_path::<R>())).await.ok();
        }
    }

    /// Goes through a list, page by page in both directions, by the addresses of its pages.
    pub(crate) async fn walk<R: AdminResource>(&self, query: &str, rows: usize) {
        let (resource, view) = (self.resource::<R>(), self.view::<R>());
        let whole = self.keys::<R>(&format!("{query}&size=200")).await;
        assert_eq!(whole.len(), rows, "{query}: all rows fit one page");
        let query = format!("{query}&size=25");
        let segments = |page: &kaffy::Page| -> Vec<String> {
            page.rows.iter().map(|row| row.key.as_ref().expect("a key").segment(resource)).collect()
        };
        let mut forwards = Vec::new();
        let mut at = parse(resource, &query);
        loop {
            let page = view.page(&at).await.unwrap_or_else(|error| panic!("{query}: {error:?}"));
            forwards.extend(segments(&page));
            assert!(forwards.len() <= rows, "{query}: rows come again: {forwards:?}");
            let Some(after) = page.after else { break };
            at = parse(resource, &at.after(after).to_query_string());
        }
        assert_eq!(forwards, whole, "{query}: forwards");
        let mut backwards = Vec::new();
        let mut at = parse(resource, &query).last_page();
        loop {
            let page = view.page(&at).await.unwrap_or_else(|error| panic!("{query}: {error:?}"));
            backwards.splice(0..0, segments(&page));
            assert!(backwards.len() <= rows, "{query}: rows come again backwards: {backwards:?}");
            let Some(before) = page.before else { break };
            at = parse(resource, &at.before(before).to_query_string());
        }
        assert_eq!(backwards, whole, "{query}: backwards");
    }

    /// The records of the first page, opened and saved as they are shown: nothing is written.
    pub(crate) async fn untouched<R: AdminResource>(&self) {
        for key in self.keys::<R>("size=25").await {
            self.form_of::<R>(&key).await.submit(self).await.is(StatusCode::SEE_OTHER);
            let flash = self.get(&self.list_path::<R>()).await.ok().words(".flash");
            let is_unchanged = ["was left as it was", "blieb, wie es war"].iter().any(|words| flash.contains(words));
            assert!(is_unchanged, "{key}: {flash}");
        }
    }

    /// Every record deleted, through the page that asks first.
    pub(crate) async fn deleted<R: AdminResource>(&self) {
        for key in self.keys::<R>("size=200").await {
            let question = self.get(&format!("{}/{key}/delete", self.list_path::<R>())).await.ok();
            question.form("form.answer").submit(self).await.is(StatusCode::SEE_OTHER);
        }
        assert_eq!(self.keys::<R>("").await, Vec::<String>::new());
    }

    /// Saves a form, which goes through, and reads the record again.
    #[track_caller]
    pub(crate) fn saved(&self, page: &Page) -> String {
        let location = page.location();
        location.strip_prefix(self.prefix).expect("a place in the admin").to_owned()
    }

    fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.get(name)
    }

    fn address(&self, path: &str) -> String {
        if path == "/" { self.prefix.to_owned() } else { format!("{}{path}", self.prefix) }
    }

    async fn send(&self, request: http::request::Builder, body: Body) -> Page {
        let mut request = request.header(header::HOST, "odd.test").body(body).expect("a request");
        self.cookies.send_with(request.headers_mut());
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

/// Runs SQL made at run time.
pub(crate) async fn run(db: &Database, sql: &str) {
    let failed: String = sql.chars().take(600).collect();
    db.execute(sql.to_owned().leak()).await.unwrap_or_else(|error| panic!("{failed}: {error:?}"));
}

/// The text for the database at hand.
pub(crate) fn by<'a>(db: &Database, sqlite: &'a str, postgres: &'a str, mysql: &'a str) -> &'a str {
    match db.dialect() {
        Dialect::Sqlite => sqlite,
        Dialect::Postgres => postgres,
        Dialect::MySql => mysql,
    }
}

/// Rows of a table, `odd` values in turn: `(1, a), (2, b), (3, a), …`.
pub(crate) fn rows(table: &str, count: usize, odd: &[&str]) -> String {
    let values: Vec<_> = (1..=count).map(|id| format!("({id}, {})", odd[(id - 1) % odd.len()])).collect();
    format!("INSERT INTO {table} VALUES {};", values.join(", "))
}

fn parse(resource: &Resource, query: &str) -> ListQuery {
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let pairs: Vec<_> = pairs.map(|(name, value)| (decode(name), decode(&value.replace('+', " ")))).collect();
    ListQuery::parse(resource, &pairs).unwrap_or_else(|error| panic!("{query}: {error}"))
}
