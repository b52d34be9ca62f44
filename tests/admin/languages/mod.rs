//! Whom the pages speak to, and that they say nothing but what the message files have (K20).

mod bakery;
mod chores;
mod jobs;
mod marked;
mod runs;
mod schedules;
mod trash;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use kaffy::{
    Actor, AdminBuilder, Audit, AuditEvent, Auth, Permission,
    accounts::{AccountSettings, Grant, NewUser},
};

use self::bakery::{bakery, with_a_site};
use crate::support::{Page, TestApp};

/// Somebody who walks through the bakery in the made-up language, and notes what is in no message file.
struct Walk {
    app: TestApp,
    strays: Vec<String>,
}

impl Walk {
    async fn through(change: impl FnOnce(AdminBuilder) -> AdminBuilder) -> Self {
        Self { app: bakery(marked::TAG, change).await, strays: Vec::new() }
    }

    #[track_caller]
    fn seen(&mut self, status: u16, page: Page) -> Page {
        assert_eq!(page.status, status, "{}: {}", page.address, page.words("main"));
        if page.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
            let is_part = !page.body.contains("<html");
            assert!(is_part || page.body.contains('⟦'), "{} is in another language", page.address);
            let found = marked::strays(&page).into_iter();
            self.strays.extend(found.map(|stray| format!("{} {}: {stray}", status, page.address)));
        }
        page
    }

    async fn get(&mut self, path: &str) -> Page {
        self.get_as("ann", 200, path).await
    }

    async fn get_as(&mut self, user: &str, status: u16, path: &str) -> Page {
        let page = self.app.get_as(user, path).await;
        self.seen(status, page)
    }

    async fn post(&mut self, status: u16, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_as("ann", status, path, fields).await
    }

    /// Posts, and follows to the page with the message, if there is one.
    async fn post_as(&mut self, user: &str, status: u16, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.app.post_as(user, path, fields).await;
        let page = self.seen(status, page);
        if status == 303 {
            let place = page.headers[header::LOCATION].to_str().expect("an address").to_owned();
            let place = place.split('#').next().unwrap_or_default().strip_prefix("/admin").expect("inside").to_owned();
            return self.get_as(user, 200, &place).await;
        }
        page
    }

    async fn send(&mut self, status: u16, request: http::request::Builder, body: impl Into<Body>) -> Page {
        let page = self.app.send(request.body(body.into()).expect("a request")).await;
        self.seen(status, page)
    }

    /// A form that comes in parts, as a page of the admin would send it.
    async fn parts(&mut self, status: u16, boundary: &str, parts: &str) -> Page {
        let token = self.app.token().await;
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{token}\r\n");
        let request = Request::post("/admin/agora/loaves")
            .header(header::CONTENT_TYPE, format!("multipart/form-data{boundary}"))
            .header(header::ORIGIN, "http://shed.test");
        self.send(status, request, head + parts).await
    }

    /// A file to import.
    async fn sheet(&mut self, status: u16, text: &str) -> Page {
        let token = self.app.token().await;
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{token}\r\n");
        let request = Request::post("/admin/agora/loaves/import")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .header(header::ORIGIN, "http://shed.test");
        let body = format!("{head}{PART}name=\"_sheet\"; filename=\"a.csv\"\r\n\r\n{text}\r\n--x--\r\n");
        self.send(status, request, body).await
    }

    #[track_caller]
    fn end(self) {
        let mut strays = self.strays;
        strays.dedup();
        assert!(strays.is_empty(), "{} texts are in no message file:\n{}", strays.len(), strays.join("\n"));
    }
}

const PART: &str = "--x\r\nContent-Disposition: form-data; ";

#[tokio::test]
async fn k20_homes_dashboards_pages_and_links_say_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    walk.get("/").await;
    walk.get("/agora").await;
    walk.get("/dashboard").await;
    walk.get_as("stranger", 200, "/").await;
    let mut walk = Walk { strays: walk.strays, app: bakery(marked::TAG, with_a_site).await };
    for path in ["/dashboard", "/dashboard?whole", "/p/map"] {
        walk.get(path).await;
    }
    let board = walk.get("/dashboard").await;
    let questions = board.attributes(".nav-links a[href*='/links/']", "href");
    assert_eq!(questions.len(), 1);
    for href in board.attributes(".waiting a", "href").into_iter().chain(questions) {
        let path = href.strip_prefix("/admin").expect("inside").to_owned();
        walk.get(&path).await;
        walk.get(&format!("{path}?part")).await;
    }
    walk.end();
}

#[tokio::test]
async fn k20_lists_say_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    for path in [
        "/agora/loaves",
        "/agora/loaves?sort=title,-price",
        "/agora/loaves?sort=-made_on&last=1",
        "/agora/loaves?q=%CE%A0&f.on_sale=true",
        "/agora/loaves?q=%CE%BE%CE%BE%CE%BE",
        "/agora/loaves?f.price.gte=%CE%BE&f.made_on.preset=today",
        "/agora/loaves?f.price.gte=1&f.price.lte=5&f.kind=white&f.kind=dark&f.fresh.empty=true",
        "/agora/loaves?f.title.contains=%CE%A0&f.title.starts=%CE%A0&f.made_on.gte=2020-01-01&f.made_on.lte=2030-01-01",
        "/agora/loaves?f.made_on.during=2026",
        "/agora/loaves?f.made_on.during=2026-03&f.oven=1",
        "/pelates/orders",
        "/agora/crumbs",
    ] {
        walk.get(path).await;
    }
    let page = walk.get("/agora/loaves").await;
    for part in [".pager a[rel=next]", ".filters", ".drill", "[data-select-all]"] {
        assert!(page.has(part), "{part}");
    }
    let path = page.attribute(".filters button[name=_pick]", "value").expect("a row to pick");
    for words in ["", "&_words=%CE%BE"] {
        walk.get(&format!("/agora/loaves?_pick={path}{words}")).await;
    }
    walk.get_as("viewer", 200, "/agora/loaves?q=%CE%BE%CE%BE").await;
    for bad in ["sort=%CE%BE", "f.%CE%BE=1", "size=7", "after=%CE%BE", "last=2", "f.title.%CE%BE=x", "_pick=nonsense"] {
        walk.get_as("ann", 400, &format!("/agora/loaves?{bad}")).await;
    }
    walk.app.admin.database().execute("DELETE FROM orders").await.expect("empty");
    walk.get("/pelates/orders").await;
    walk.get_as("viewer", 200, "/pelates/orders").await;
    walk.end();
}

#[tokio::test]
async fn k20_tabs_counts_and_cells_say_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    for path in ["/agora/loaves?tab=on", "/agora/loaves?tab=none", "/agora/loaves?facets=1&f.oven=1&tab=on"] {
        walk.get(path).await;
    }
    walk.get_as("ann", 400, "/agora/loaves?tab=%CE%BE").await;
    let page = walk.get("/agora/loaves/cells").await;
    let (first, second) = (page.form("form.cells"), page.form("form.cells"));
    let saved = first.set("rows.0.price", "77").submit(&walk.app).await;
    walk.seen(303, saved);
    walk.get("/agora/loaves").await;
    let both = second.set("rows.0.price", "78").set("rows.1.price", "-1").submit(&walk.app).await;
    assert!(both.status.is_client_error(), "{}", both.status);
    walk.seen(both.status.as_u16(), both);
    let none = walk.app.get("/agora/loaves/cells?tab=none").await;
    walk.seen(303, none);
    walk.get("/agora/loaves?tab=none").await;
    let one = walk.get("/agora/loaves/cells?_id=1&_cell=title").await.form("form.cell-form");
    let wrong = one.set("rows.0.title", "").submit(&walk.app).await;
    let wrong = walk.seen(422, wrong).form("form.cell-form");
    let saved = wrong.set("rows.0.title", "Άλλο").submit(&walk.app).await;
    walk.seen(200, saved);
    walk.end();
}

#[tokio::test]
async fn k20_forms_say_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    for path in ["/agora/loaves/new", "/agora/loaves/1", "/agora/loaves/2", "/agora/loaves/3", "/agora/ovens/1"] {
        walk.get(path).await;
        if !path.ends_with("new") {
            walk.get_as("viewer", 200, path).await;
        }
    }
    walk.get("/agora/loaves/new?oven_id=99&tags=1,2&crumbs.0.name=%CE%B1").await;
    let loaf = [
        ("title", "Κάτι πολύ μακρύ που δεν χωράει"),
        ("price", "-1"),
        ("kind", "ξ"),
        ("weight", "ξ"),
        ("made_on", "ξ"),
        ("oven_id", "99"),
        ("site", "ξ"),
        ("settings.@", ""),
        ("settings.size", "0"),
        ("lines.@", ""),
        ("lines.0.@", ""),
        ("lines.0.text", ""),
        ("tags", "77"),
        ("crumbs.0._key", ""),
        ("crumbs.0.name", ""),
        ("crumbs.0.count", "ξ"),
        ("crumbs.1._key", "77"),
        ("crumbs.1.name", "α"),
        ("remarks.0._key", ""),
        ("remarks.0.words", ""),
    ];
    walk.post(422, "/agora/loaves", &loaf).await;
    walk.post(422, "/agora/loaves", &[]).await;
    walk.post(422, "/agora/loaves/1", &loaf).await;
    walk.post(422, "/agora/ovens", &[("name", "")]).await;
    walk.post(303, "/agora/ovens", &[("name", "Νέος")]).await;
    let version = async |walk: &mut Walk, path| {
        walk.get(path).await.attribute("input[name=_version]", "value").expect("each form has one")
    };
    let before = version(&mut walk, "/agora/ovens/1").await;
    walk.post(303, "/agora/ovens/1", &[("name", "Νέος"), ("_version", &before)]).await;
    walk.post(409, "/agora/ovens/1", &[("name", "Παλιός"), ("_version", &before)]).await;
    walk.post(409, "/agora/ovens/1", &[("name", "Παλιός")]).await;
    let now = version(&mut walk, "/agora/ovens/1").await;
    walk.post(303, "/agora/ovens/1", &[("name", "Παλιός"), ("_save", "stay"), ("_version", &now)]).await;
    walk.get("/agora/ovens/1").await;
    walk.post(404, "/agora/ovens/999", &[("name", "Νέος")]).await;
    for button in [
        ("_pick", "oven_id"),
        ("_pick", "tags"),
        ("_rows", "add:lines"),
        ("_rows", "add:extra"),
        ("_rows", "add:facts"),
        ("_add_row", "crumbs"),
        ("_related", "add:oven_id"),
        ("_related", "edit:oven_id"),
    ] {
        let fields = [button, ("oven_id", "1"), ("title", "Κάτι")];
        walk.post(200, "/agora/loaves/1", &fields).await;
        walk.post(200, "/agora/loaves", &fields).await;
    }
    walk.post(200, "/agora/loaves/1", &[("_pick", "oven_id"), ("_words", "ξξ")]).await;
    walk.post(400, "/agora/loaves/1", &[("_pick", "nonsense")]).await;
    walk.post(400, "/agora/loaves/1", &[("_related", "add:nonsense")]).await;
    walk.post(400, "/agora/ovens", &[("_carried", "x"), ("_leave", "1")]).await;
    walk.end();
}

#[tokio::test]
async fn k20_deleting_says_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    for path in ["/agora/loaves/1/delete", "/agora/loaves/3/delete", "/agora/loaves/4/delete", "/agora/ovens/1/delete"]
    {
        walk.get(path).await;
    }
    walk.get_as("careful", 200, "/agora/loaves/1/delete").await;
    walk.post_as("careful", 403, "/agora/loaves/1/delete", &[]).await;
    walk.post(409, "/agora/loaves/3/delete", &[]).await;
    walk.post(409, "/agora/loaves/4/delete", &[]).await;
    walk.post(303, "/agora/loaves/1/delete", &[]).await;
    walk.get_as("ann", 404, "/agora/loaves/1/delete").await;
    walk.end();
}

#[tokio::test]
async fn k20_actions_say_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    let bar = "/agora/loaves/actions";
    walk.post(303, bar, &[]).await;
    walk.post(303, bar, &[("_action", "reprice")]).await;
    walk.post(303, bar, &[("_action", "reprice"), ("_id", "999")]).await;
    walk.post(404, bar, &[("_action", "nonsense"), ("_id", "1")]).await;
    walk.post(400, bar, &[("_action", "reprice"), ("_all", "forged")]).await;
    let list = walk.get("/agora/loaves?q=%CE%A0").await;
    let all = list.attribute("[data-select-all]", "value").expect("more than a page");
    walk.post(200, bar, &[("_action", "reprice"), ("_all", &all)]).await;
    let some = [("_id", "1"), ("_id", "2"), ("_id", "3"), ("_id", "999")];
    for action in ["reprice", "take-off", "ask", "delete"] {
        walk.post(200, bar, &[&[("_action", action)], &some[..]].concat()).await;
    }
    let reprice = "/agora/loaves/actions/reprice";
    walk.post(422, reprice, &[("_id", "1"), ("_run", "1"), ("price", "ξ"), ("oven_id", "99")]).await;
    walk.post(200, reprice, &[("_id", "1"), ("_pick", "oven_id")]).await;
    walk.post(200, reprice, &[&[("_run", "1"), ("price", "1"), ("oven_id", "")], &some[..]].concat()).await;
    walk.post(303, reprice, &[("_run", "1"), ("price", "1"), ("oven_id", ""), ("_id", "1")]).await;
    walk.post(303, reprice, &[("_run", "1"), ("price", "1"), ("oven_id", ""), ("_id", "1"), ("_id", "10")]).await;
    walk.post(200, reprice, &[("_run", "1"), ("price", "1"), ("oven_id", ""), ("_id", "2")]).await;
    walk.post(303, "/agora/loaves/actions/take-off", &[("_run", "1"), ("_id", "1")]).await;
    walk.post(303, "/agora/loaves/actions/take-off", &[("_run", "1"), ("_id", "1"), ("_id", "10")]).await;
    walk.post(200, "/agora/loaves/actions/delete", &[&[("_run", "1")], &some[1..]].concat()).await;
    let told = walk.post(200, "/agora/loaves/actions/slow", &[("_run", "1"), ("_id", "1"), ("_id", "10")]).await;
    assert!(told.has(".step") && told.has(".result .failures"), "{}", told.words("main"));
    for path in ["reprice", "ask"] {
        walk.get(&format!("/agora/loaves/1/actions/{path}")).await;
    }
    walk.get_as("ann", 404, "/agora/loaves/1/actions/nonsense").await;
    walk.post(422, "/agora/loaves/1/actions/reprice", &[("_run", "1"), ("price", "")]).await;
    walk.post(500, "/agora/loaves/3/actions/reprice", &[("_run", "1"), ("price", "1"), ("oven_id", "")]).await;
    walk.post(303, "/agora/loaves/1/actions/reprice", &[("_run", "1"), ("price", "1"), ("oven_id", "")]).await;
    walk.post(303, "/agora/loaves/1/actions/take-off", &[]).await;
    walk.end();
}

#[tokio::test]
async fn k20_the_audit_log_says_only_messages() {
    let mut walk = Walk::through(|builder| with_a_site(builder.audit(Audit::on()))).await;
    walk.get("/audit").await;
    walk.get("/agora/ovens/1/history").await;
    walk.post(303, "/agora/ovens", &[("name", "Νέος")]).await;
    let form = walk.get("/agora/ovens/1").await;
    let version = form.attribute("form.record input[name=_version]", "value").expect("a version");
    walk.post(303, "/agora/ovens/1", &[("name", "Νέος"), ("_version", &version)]).await;
    walk.post(409, "/agora/ovens/1", &[("name", "Παλιός"), ("_version", &version)]).await;
    walk.post(409, "/agora/ovens/1/delete", &[("_seen", "ξ")]).await;
    for (status, name) in [(303, "Δύο"), (303, "Δύο"), (409, "Τρία")] {
        walk.post(status, "/agora/ovens", &[("name", name), ("_form", "ξ")]).await;
        walk.get("/agora/ovens").await;
    }
    walk.post(303, "/agora/ovens/1/history", &[("_entry", "2"), ("field", "name")]).await;
    walk.post(303, "/agora/ovens/1/history", &[("_entry", "2"), ("field", "name")]).await;
    walk.post(422, "/agora/ovens/1/history", &[("_entry", "2")]).await;
    walk.post_as("ann", 404, "/agora/ovens/1/history", &[("_entry", "99"), ("field", "name")]).await;
    walk.post_as("ann", 404, "/agora/ovens/1/history", &[("_entry", "ξ")]).await;
    walk.post_as("viewer", 403, "/agora/ovens/1/history", &[("_entry", "2")]).await;
    walk.post(303, "/agora/loaves/1/actions/reprice", &[("_run", "1"), ("price", "1"), ("oven_id", "")]).await;
    walk.post(303, "/agora/loaves/1/delete", &[]).await;
    for event in AuditEvent::ALL {
        walk.app.admin.note(&Actor::new("", ""), event, "ξ").await.expect("noted");
        walk.app.admin.note(&Actor::new("ann", "Άννα"), event, "7").await.expect("noted");
    }
    for path in [
        "/",
        "/dashboard",
        "/agora/ovens/1",
        "/agora/ovens/1/history",
        "/agora/ovens/1/history?before=3",
        "/agora/loaves/2/history",
        "/audit?before=9",
        "/audit?what=refused&from=2026-01-01",
        "/audit?who=%CE%BE",
    ] {
        let page = walk.app.get(path).await;
        // A message of the application's own actor is in no message file.
        walk.seen(if page.status == 303 { 303 } else { 200 }, page);
    }
    walk.get_as("ann", 400, "/audit?what=nonsense").await;
    let mut walk =
        Walk { strays: walk.strays, app: bakery(marked::TAG, |it| it.audit(Audit::on().auditors(|_| false))).await };
    walk.get_as("ann", 403, "/audit").await;
    walk.end();
}

#[tokio::test]
async fn k20_columns_and_saved_views_say_only_messages() {
    let mut walk = Walk::through(|builder| builder.audit(Audit::on()).areas(|_, _, _| true)).await;
    let list = "/agora/loaves";
    for query in ["columns=%CE%BE", "columns=title,title", "density=%CE%BE", "view=%CE%BE"] {
        walk.get_as("ann", 400, &format!("{list}?{query}")).await;
    }
    let page = walk.get(&format!("{list}?density=compact&columns=id")).await;
    let choices = page.attributes("input[name=_column]", "value");
    walk.get(&format!("{list}?columns={}", choices.join(","))).await;
    walk.get("/views?list=agora%2Floaves").await;
    let new = |name: &'static str, audience: &'static str| {
        [("list", "agora/loaves"), ("query", "q=%CE%A0"), ("name", name), ("audience", audience), ("role", "ρόλος")]
    };
    for (name, audience) in [("Μία", "me"), ("Δύο", "role"), ("Τρία", "everyone")] {
        walk.post(303, "/views", &new(name, audience)).await;
    }
    walk.post(422, "/views", &new("", "me")).await;
    walk.post(422, "/views", &new("Μία", "me")).await;
    walk.post(422, "/views", &[("list", "agora/loaves"), ("name", "Α"), ("audience", "role")]).await;
    walk.post(400, "/views", &new("Α", "nobody")).await;
    let long = "ξ".repeat(5_000);
    walk.post(
        422,
        "/views",
        &[("list", "agora/loaves"), ("name", "Α"), ("query", &format!("f.title.contains={long}"))],
    )
    .await;
    let place = walk.get("/views?list=agora%2Floaves").await.attribute("tbody a[href*='/views/']", "href");
    let view = place.expect("a view").strip_prefix("/admin").expect("below").to_owned();
    let id = view.strip_prefix("/views/").expect("an id").to_owned();
    walk.get(&view).await;
    walk.app.post("/views/default", &[("list", "agora/loaves"), ("view", &id)]).await.location();
    walk.get(&format!("{list}?view=none")).await;
    walk.get("/views?list=agora%2Floaves").await;
    let page = walk.get(&format!("{list}?q=%CE%A1&size=50&view={id}")).await;
    let seen = page.attribute("form[action$='/replace'] [name=seen]", "value").expect("a version");
    walk.post(303, &format!("{view}/replace"), &[("query", "size=25"), ("seen", &seen)]).await;
    walk.post(409, &format!("{view}/replace"), &[("query", "q=%CE%A0"), ("seen", &seen)]).await;
    walk.post(303, &view, &[("name", "Νέα"), ("audience", "everyone")]).await;
    walk.post(303, &view, &[("name", "Νέα"), ("audience", "me")]).await;
    walk.get(&format!("{list}?view=none")).await;
    walk.app.admin.database().execute("UPDATE kaffy_views SET query = 'columns=gone'").await.expect("changed");
    walk.get_as("ann", 303, &format!("{list}?view={id}")).await;
    walk.post(303, &view, &[("name", "Νέα"), ("audience", "everyone")]).await;
    walk.post(409, &format!("{view}/replace"), &[("query", "")]).await;
    walk.post(303, &view, &[("name", "Νέα"), ("audience", "me")]).await;
    walk.get(&format!("{list}?view=none")).await;
    walk.post(303, "/views/default", &[("list", "agora/loaves")]).await;
    walk.get(list).await;
    walk.post(303, &format!("{view}/delete"), &[]).await;
    walk.post(404, &format!("{view}/delete"), &[]).await;
    for path in ["/audit", "/audit?about=views"] {
        walk.get(path).await;
    }
    walk.end();
}

#[tokio::test]
async fn k20_exports_and_imports_say_only_messages() {
    let mut walk = Walk::through(|builder| builder.export_limit(20)).await;
    let (export, import) = ("/agora/loaves/export", "/agora/loaves/import");
    walk.get(&format!("{export}?q=%CE%A0&f.on_sale=true")).await;
    assert!(walk.get(export).await.has(".over-limit"));
    walk.post(200, export, &[("_id", "1")]).await;
    walk.post(422, export, &[("_run", "1")]).await;
    walk.post(400, export, &[("_run", "1"), ("_column", "ξ")]).await;
    walk.post(400, export, &[("_run", "1"), ("_column", "title"), ("_format", "ξ")]).await;
    walk.post(400, export, &[("_all", "ξ")]).await;
    let file = walk.post(200, export, &[("_run", "1"), ("_column", "title"), ("_column", "on_sale")]).await;
    assert!(file.body.contains("⟦Yes⟧") && file.body.contains("⟦Only the first⟧ 20 ⟦rows"), "{}", file.body);
    walk.get(import).await;
    walk.get_as("viewer", 403, import).await;
    walk.get_as("ann", 404, &format!("{import}?_failed=%CE%BE")).await;
    walk.post(422, import, &[]).await;
    walk.post(422, import, &[("_file", "ξ")]).await;
    for file in ["", "Τ", "Τ\n\"ξ", "Τ\nξ\0", "\u{1}"] {
        let wide = vec!["ξ"; 1_001].join(",") + "\nξ\n";
        walk.sheet(422, if file == "\u{1}" { &wide } else { file }).await;
    }
    let rows = "Αριθμός,Τίτλος,τιμή,Είδος,Φούρνος,Χ,Χ\n1,Α,1,Λευκό,ξ,,\n999,Α,ξ,ξ,,,\n,Β,1,Λευκό,,,\n,Γ\n";
    let page = walk.sheet(200, rows).await;
    let form = [
        ("_file", page.attribute("input[name=_file]", "value").expect("a file")),
        ("_map.id", "0".to_owned()),
        ("_map.title", "1".to_owned()),
        ("_map.price", "2".to_owned()),
        ("_map.kind", "3".to_owned()),
        ("_map.oven_id", "4".to_owned()),
    ];
    let with = |more: &[(&'static str, &'static str)]| -> Vec<(&'static str, String)> {
        form.iter().cloned().chain(more.iter().map(|(name, value)| (*name, (*value).to_owned()))).collect()
    };
    for (status, more) in [
        (200, &[("_mode", "both"), ("_whole", "1"), ("_run", "check")][..]),
        (200, &[("_mode", "both"), ("_whole", "1"), ("_run", "map")]),
        (200, &[("_mode", "both"), ("_whole", "1"), ("_run", "import")]),
        (200, &[("_mode", "change"), ("_whole", "0"), ("_run", "check")]),
        (422, &[("_mode", "change"), ("_map.id", ""), ("_run", "check")]),
        (400, &[("_mode", "ξ")]),
        (400, &[("_mode", "add"), ("_map.ξ", "1"), ("_run", "check")]),
        (200, &[("_mode", "both"), ("_whole", "0"), ("_run", "import")]),
    ] {
        let mut fields = with(more);
        if let Some((_, value)) = more.iter().find(|(name, _)| *name == "_map.id") {
            fields.retain(|(name, _)| *name != "_map.id");
            fields.push(("_map.id", (*value).to_owned()));
        }
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        walk.post(status, import, &fields).await;
    }
    walk.end();
}

#[tokio::test]
async fn k20_errors_say_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    walk.get_as("nobody", 403, "/").await;
    walk.get_as("panic", 500, "/").await;
    for (user, status, path) in [
        ("stranger", 403, "/agora/loaves"),
        ("viewer", 403, "/agora/loaves/new"),
        ("ann", 404, "/nonsense"),
        ("ann", 404, "/agora/nonsense"),
        ("ann", 404, "/agora/loaves/999"),
        ("ann", 404, "/agora/loaves/%CE%BE"),
        ("ann", 404, "/agora/loaves/3/files/photo"),
        ("ann", 400, "/agora/loaves?q=%FF"),
        ("ann", 400, "/%FF/loaves"),
        ("ann", 404, "/links/nonsense"),
    ] {
        walk.get_as(user, status, path).await;
    }
    walk.post_as("viewer", 403, "/agora/loaves", &[]).await;
    walk.post(400, "/language", &[("language", "tlh")]).await;
    let address = "/admin/agora/loaves";
    walk.send(405, Request::builder().method(Method::PUT).uri(address), "").await;
    walk.post(405, "/p/map", &[]).await;
    let form = || walk_form(address);
    walk.send(403, form(), "title=x").await;
    walk.send(403, form().header("sec-fetch-site", "cross-site"), "title=x").await;
    walk.send(403, form().header(header::ORIGIN, "http://evil.test"), "title=x").await;
    walk.send(403, form().header(header::ORIGIN, "http://shed.test"), "title=x").await;
    let ours = || form().header(header::ORIGIN, "http://shed.test");
    walk.send(413, ours(), "x".repeat(3_000_000)).await;
    walk.send(413, ours(), "a=1&".repeat(1_500)).await;
    walk.send(400, ours(), "a=%FF").await;
    let json = Request::post(address)
        .header(header::ORIGIN, "http://shed.test")
        .header(header::CONTENT_TYPE, "application/json");
    walk.send(415, json, "{}").await;
    walk.parts(400, "", "").await;
    walk.parts(400, "; boundary=x", "--x\r\n\r\n").await;
    walk.parts(400, "; boundary=x", &format!("{PART}\r\n\r\n1\r\n--x--\r\n")).await;
    walk.parts(400, "; boundary=x", &format!("{PART}name=\"photo\"\r\n\r\ntext\r\n--x--\r\n")).await;
    let file = |name: &str| format!("{PART}name=\"{name}\"; filename=\"φ\"\r\nContent-Type: image/png\r\n\r\n1\r\n");
    walk.parts(400, "; boundary=x", &(file("title") + "--x--\r\n")).await;
    walk.parts(400, "; boundary=x", &(file("photo") + &file("photo") + "--x--\r\n")).await;
    walk.parts(422, "; boundary=x", &(file("photo") + "--x--\r\n")).await;
    let nested = format!("{PART}name=\"a\"\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n1\r\n--x--\r\n");
    walk.parts(400, "; boundary=x", &nested).await;
    walk.end();
}

#[tokio::test]
async fn k20_accounts_say_only_messages() {
    const PASSWORD: &str = "επτά κουκουβάγιες";
    const ANNA: &str = "άννα@αγορά.ελ";
    let clock = Arc::new(AtomicI64::new(1_800_000_000));
    let seconds = clock.clone();
    let mut walk = Walk::through(|builder| {
        let now = move || chrono::DateTime::from_timestamp(seconds.load(Ordering::SeqCst), 0).expect("an instant");
        builder.auth(Auth::built_in_with(AccountSettings::new().clock(now))).audit(Audit::on())
    })
    .await;
    let accounts = walk.app.admin.accounts().expect("built in").clone();
    let everything = accounts.set_role("Όλα", [Grant::everything()]).await.expect("a role");
    accounts.set_role("Λίγα", [Grant::on_all(Permission::View)]).await.expect("a role");
    let anna = NewUser::new(ANNA).name("Άννα").password(PASSWORD).role("Όλα");
    let anna = accounts.create_user(anna).await.expect("added").user;
    let other = NewUser::new("βέρα@αγορά.ελ").name("Βέρα").password(PASSWORD).role("Λίγα");
    let other = accounts.create_user(other).await.expect("added").user;
    walk.get("/login").await;
    walk.send(401, walk_form("/admin/agora/loaves"), "").await;
    walk.post(422, "/login", &[("email", ANNA), ("password", "ξ")]).await;
    walk.post(303, "/login", &[("email", ANNA), ("password", PASSWORD), ("next", "/admin/agora/loaves")]).await;
    for path in ["/accounts/me", "/accounts/me/password", "/accounts/me/sessions", "/accounts/me/second-factor"] {
        walk.get(path).await;
    }
    walk.post(422, "/accounts/me", &[("name", ""), ("time_zone", "ξ")]).await;
    walk.post(422, "/accounts/me", &[("name", "Ά"), ("locale", "ξ")]).await;
    walk.post(303, "/accounts/me", &[("name", "Άννα")]).await;
    for (old, new, again) in [
        ("ξ", "ένας μακρύς κωδικός", "ένας μακρύς κωδικός"),
        (PASSWORD, "ξ", "ξ"),
        (PASSWORD, "ξξξξξξξξξξξξξξξ", "ξξξξξξξξξξξξξξξ"),
        (PASSWORD, ANNA, ANNA),
        (PASSWORD, &"ξψ".repeat(65), &"ξψ".repeat(65)),
        (PASSWORD, PASSWORD, PASSWORD),
        (PASSWORD, PASSWORD, "ξ"),
    ] {
        walk.post(422, "/accounts/me/password", &[("old", old), ("password", new), ("again", again)]).await;
    }
    walk.post(200, "/accounts/me/second-factor", &[]).await;
    walk.post(422, "/accounts/me/second-factor", &[("code", "000000")]).await;
    walk.post(303, "/accounts/me/sessions", &[]).await;
    walk.post(303, "/accounts/me/sessions", &[("session", "ξ")]).await;
    for path in [
        "/accounts/users",
        "/accounts/users?q=%CE%BE%CE%BE",
        "/accounts/users/new",
        "/accounts/roles",
        "/accounts/roles/new",
    ] {
        walk.get(path).await;
    }
    walk.post(422, "/accounts/users", &[("email", "ξ"), ("name", "")]).await;
    walk.post(422, "/accounts/users", &[("email", ANNA), ("name", &"ξ".repeat(200)), ("roles", "ξ")]).await;
    walk.post(422, "/accounts/users", &[("email", ANNA), ("name", "Ξ")]).await;
    walk.post(422, "/accounts/users", &[("email", "γ@αγορά.ελ"), ("name", "Γ"), ("roles", "ξ")]).await;
    walk.post(200, "/accounts/users", &[("email", "γ@αγορά.ελ"), ("name", "Γ")]).await;
    walk.get("/accounts/users").await;
    let (me, path) = (format!("/accounts/users/{}", anna.id), format!("/accounts/users/{}", other.id));
    walk.get(&path).await;
    walk.post(422, &me, &[("email", ANNA), ("name", "Άννα"), ("disabled", "true")]).await;
    walk.post(409, &me, &[("email", ANNA), ("name", "Άννα")]).await;
    walk.post(303, &path, &[("email", "βέρα@αγορά.ελ"), ("name", "Βέρα"), ("disabled", "true")]).await;
    for (help, status) in [("password", 200), ("sessions", 303), ("factor", 303), ("ξ", 400)] {
        walk.post(status, &format!("{path}/help"), &[("do", help)]).await;
    }
    walk.post(403, &format!("{me}/help"), &[("do", "password")]).await;
    walk.get_as("", 404, "/accounts/users/%CE%BE").await;
    let role = format!("/accounts/roles/{}", everything.id);
    walk.get(&role).await;
    walk.post(422, "/accounts/roles", &[("name", "Όλα")]).await;
    walk.post(303, "/accounts/roles", &[("name", "Νέα"), ("allow", "agora/loaves view")]).await;
    walk.get(&format!("{role}/delete")).await;
    walk.post(409, &format!("{role}/delete"), &[]).await;
    walk.post(403, &format!("{path}/act"), &[]).await;
    walk.post(403, &format!("{me}/act"), &[]).await;
    walk.post(303, &path, &[("email", "βέρα@αγορά.ελ"), ("name", "Βέρα")]).await;
    walk.get(&path).await;
    walk.app.post_as("ann", &format!("{path}/act"), &[]).await.location();
    walk.get("/dashboard").await;
    walk.get_as("ann", 403, "/accounts/me").await;
    walk.post(303, "/accounts/acting/end", &[]).await;
    clock.fetch_add(15 * 60, Ordering::SeqCst);
    walk.post(403, "/accounts/roles", &[("name", "Ξένη")]).await;
    walk.post(422, "/accounts/roles", &[("name", "Ξένη"), ("_password", "ξ")]).await;
    walk.post(422, &path, &[("_alone", "1"), ("_password", "ξ")]).await;
    walk.post(303, &path, &[("_alone", "1"), ("_password", PASSWORD)]).await;
    for about in ["?about=accounts/users", "?about=accounts/roles", "?what=account"] {
        walk.get(&format!("/audit{about}")).await;
    }
    walk.post(303, "/logout", &[]).await;
    for status in [422, 422, 422, 422, 422, 429] {
        walk.post(status, "/login", &[("email", ANNA), ("password", "ξ")]).await;
    }
    walk.end();
}

/// The head of a form request, from a page that does not say where it is.
fn walk_form(address: &str) -> http::request::Builder {
    Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

#[tokio::test]
async fn k20_the_search_and_the_keys_say_only_messages() {
    let mut walk = Walk::through(|builder| with_a_site(builder.notifications(true))).await;
    for path in [
        "/search",
        "/search?q=%CE%A0",
        "/search?q=%CE%A0&part",
        "/search?q=%CE%BE%CE%BE%CE%BE",
        "/search?q=%CE%BE%CE%BE%CE%BE&part",
        "/keys",
        "/keys?part",
        "/keys?q=%CE%BE%CE%BE",
        "/notifications",
    ] {
        walk.get(path).await;
        walk.get_as("viewer", 200, path).await;
        walk.get_as("stranger", 200, path).await;
    }
    walk.get("/agora/ovens/1").await;
    walk.get("/search").await;
    walk.get(&format!("/search?q={}", "%CE%BE+".repeat(30))).await;
    walk.app.post("/keys", &[("keys", "off")]).await.location();
    for path in ["/agora/loaves", "/keys", "/keys?part"] {
        walk.get(path).await;
    }
    walk.end();
}

#[tokio::test]
async fn k20_german_is_spoken_to_whoever_asks_for_it() {
    let app = bakery("fr, de;q=0.9, en;q=0.5", |builder| builder).await;
    let page = app.get("/agora/loaves").await.ok();
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("de"));
    assert_eq!(page.words("#count"), "65 Ψωμιά");
    assert_eq!(page.words(".page-head .button"), "Ψωμί hinzufügen");
    assert_eq!(page.attribute("#search", "placeholder").as_deref(), Some("Suchen"));
    assert!(
        page.texts("td[data-label=Τιμή], td.number").iter().any(|text| text.contains("12") && text.contains(",50"))
    );
    assert!(page.texts("td time").contains(&"29.03.2026".to_owned()), "{:?}", page.texts("td time"));
    let none = app.get("/agora/loaves?q=%CE%BE%CE%BE").await.ok();
    assert_eq!(none.words(".empty h2"), "Keine Ψωμιά gefunden");
    let gone = app.get("/agora/loaves/999").await.is(StatusCode::NOT_FOUND);
    assert_eq!(gone.words("h1"), "Nicht gefunden");
    assert!(gone.words("main").contains("(Ψωμί)"), "a noun stays as it is: {}", gone.words("main"));
    app.post("/agora/ovens", &[("name", "Νέος")]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.get("/agora/ovens").await.ok().words(".flash"), "Φούρνος „Νέος“ wurde hinzugefügt.");
}

#[tokio::test]
async fn k20_scripts_speak_the_language_of_the_page_under_a_hash_of_their_own() {
    let (english, german) = (bakery("en", |builder| builder).await, bakery("de", |builder| builder).await);
    let script = async |app: &TestApp| {
        let page = app.get("/agora/loaves").await.ok();
        let address = page.attribute("script[src$='kaffy.js']", "src").expect("a script");
        let path = address.strip_prefix("/admin").expect("inside").to_owned();
        (address.clone(), app.get(&path).await.ok().body)
    };
    let ((one, said), (other, gesagt)) = (script(&english).await, script(&german).await);
    assert_ne!(one, other);
    assert!(said.contains("\"Nothing found\"") && said.contains("\"{count} found\""));
    assert!(gesagt.contains("\"Nichts gefunden\"") && gesagt.contains("\"Gefunden: {count}\""));
    assert!(!said.contains("t(\"combo") && !gesagt.contains("t(\"combo"), "no message is left to say");
    // Whoever has the page of before still gets its script, whatever they ask for.
    assert_eq!(german.get(one.strip_prefix("/admin").expect("inside")).await.ok().body, said);
}

#[tokio::test]
async fn k20_a_choice_wins_over_the_browser_and_the_actor_over_both() {
    let app = bakery("de", |builder| builder).await;
    let page = app.get("/agora/ovens").await.ok();
    assert_eq!(page.texts(".languages button"), ["English", "Deutsch", marked::TAG]);
    assert_eq!(page.words(".languages [aria-current]"), "Deutsch");
    let answer = app.post("/language", &[("language", "en"), ("_here", "/admin/agora/ovens")]).await;
    assert_eq!(answer.location(), "/admin/agora/ovens");
    assert_eq!(app.cookie("kaffy_language").as_deref(), Some("en"));
    assert_eq!(app.get("/agora/ovens").await.ok().attribute("html", "lang").as_deref(), Some("en"));
    let as_somebody = |locale: &str| {
        Request::get("/admin/agora/ovens").header("x-locale", locale).body(Body::empty()).expect("a request")
    };
    let page = app.send(as_somebody("de-CH")).await.ok();
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("de"), "what the application knows of somebody");
    assert!(!page.has(".languages"), "who has a language has nothing to choose");
    let page = app.send(as_somebody("tlh")).await.ok();
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"), "one that nobody speaks here is no language");
    let bad = app.post("/language", &[("language", "tlh")]).await.is(StatusCode::BAD_REQUEST);
    assert_eq!(bad.words("h1"), "This request does not fit here");
    assert_eq!(app.cookie("kaffy_language").as_deref(), Some("en"));
}

#[tokio::test]
async fn k20_a_refused_form_is_explained_in_the_language_of_the_actor() {
    let app = bakery("en", |builder| builder).await;
    let request = walk_form("/admin/agora/ovens").header("x-locale", "de").body(Body::from("name=x"));
    let page = app.send(request.expect("a request")).await.is(StatusCode::FORBIDDEN);
    assert_eq!(page.words("h1"), "Das dürfen Sie nicht");
    assert!(page.words("main").contains("Nichts wurde geändert."), "{}", page.words("main"));
}
