//! What code of the application tells people, and their page of it: A90.

use http::StatusCode;
use kaffy::{
    Actor, Admin, Auth, Database, Notification, NotificationKind, NotificationLink, Reader, inside, prelude::*,
};
use sea_query::Query;
use uuid::Uuid;

use crate::app::{TestApp, run};

#[derive(Debug, Clone, AdminResource)]
#[admin(context = "Shop", table = "bills", admin = BillAdmin, label(title), list(title), search(title))]
struct Bill {
    id: i64,
    title: String,
}

/// Tells what its title says.
struct BillAdmin;

impl ResourceAdmin for BillAdmin {
    type Record = Bill;

    async fn after_save(&self, ctx: &mut Ctx, bill: &Bill) -> Result<(), Refusal> {
        match bill.title.as_str() {
            "paid" => ctx.notify("test", "A bill was <b>paid</b>").await?,
            "late" => {
                let told = Notification::new("A bill is late").warning().to_record::<Bill>(bill.id);
                ctx.notify("test", told).await?;
            }
            "outside" => ctx.notify("test", Notification::new("Look there").link("https://example.org/x")).await?,
            "other" => ctx.notify("somebody else", "For somebody else").await?,
            "refused" => {
                ctx.notify("test", "Nobody hears this").await?;
                return Err("refused".into());
            }
            _ => {}
        }
        Ok(())
    }
}

const TABLES: &str = "CREATE TABLE bills (id BIGINT PRIMARY KEY, title VARCHAR(80) NOT NULL);
    INSERT INTO bills VALUES (1, 'open');";

async fn app(db: Database) -> TestApp {
    TestApp::over(db, TABLES, |builder| builder.resource::<Bill>().notifications(true)).await
}

async fn save(app: &TestApp, title: &str) -> StatusCode {
    app.form_of::<Bill>("1").await.set("title", title).submit(app).await.status
}

async fn told(app: &TestApp) -> Vec<kaffy::NotificationRecord> {
    app.admin.notifications(&Actor::new("test", "Test"), None, 100).await.expect("read")
}

pub(crate) async fn a90_a_hook_tells_somebody_in_the_transaction_of_the_save(db: Database) {
    let app = app(db).await;
    for title in ["paid", "late", "outside", "other"] {
        assert_eq!(save(&app, title).await, StatusCode::SEE_OTHER, "{title}");
    }
    assert_eq!(save(&app, "refused").await, StatusCode::UNPROCESSABLE_ENTITY);
    let all = told(&app).await;
    let words: Vec<_> = all.iter().map(|one| (one.words.as_str(), one.kind)).collect();
    let expected = [
        ("Look there", NotificationKind::Success),
        ("A bill is late", NotificationKind::Warning),
        ("A bill was <b>paid</b>", NotificationKind::Success),
    ];
    assert_eq!(words, expected, "the newest first, nothing that was taken back, nothing of others");
    assert_eq!(all[1].link, Some(NotificationLink::Inside("/shop/bills/1".to_owned())));
    let page = app.get("/notifications").await.ok();
    assert_eq!(
        page.texts(".notices li > div > p:first-child"),
        ["Look there", "Look at this: A bill is late", "A bill was <b>paid</b>"]
    );
    assert_eq!(page.attributes(".notices p > a", "href"), ["https://example.org/x", "/admin/shop/bills/1"]);
    assert!(!page.has(".notices b") && page.texts(".notices .unread").len() == 3);
    let news: serde_json::Value = serde_json::from_str(&app.get("/notifications/news").await.ok().body).expect("JSON");
    assert_eq!((news["unread"].as_str(), news["news"][0]["words"].as_str()), (Some("3"), Some("Look there")));
    assert!(app.get("/search?q=notifications").await.ok().has(".found a[href='/admin/notifications']"));
}

pub(crate) async fn a90_they_are_read_and_deleted_one_by_one_or_all(db: Database) {
    let app = app(db).await;
    for title in ["paid", "late", "outside", "other"] {
        save(&app, title).await;
    }
    let all = told(&app).await;
    let path = |at: usize| format!("/notifications/{}", all[at].id);
    assert_eq!(app.post(&path(0), &[("do", "read")]).await.location(), "/admin/notifications");
    let is_read = async || told(&app).await.iter().map(|one| one.is_read).collect::<Vec<_>>();
    assert_eq!(is_read().await, [true, false, false]);
    assert_eq!(app.admin.unread_notifications(&Actor::new("test", "Test")).await.expect("counted"), 2);
    assert_eq!(app.post(&path(2), &[("do", "delete")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(is_read().await, [true, false]);
    assert_eq!(app.post(&path(2), &[("do", "read")]).await.status, StatusCode::NOT_FOUND, "it is gone");
    app.post("/notifications", &[("do", "delete")]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(is_read().await, [false], "what was not read stays");
    app.post("/notifications", &[("do", "read")]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(is_read().await, [true]);
    let news = app.get("/notifications/news").await.ok().body;
    assert_eq!(news, r#"{"unread":"","news":[]}"#);
    for fields in [&[][..], &[("do", "everything")]] {
        assert_eq!(app.post("/notifications", fields).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(app.post(&path(1), fields).await.status, StatusCode::BAD_REQUEST);
    }
    // Somebody else's is none, whatever is done to it.
    let other = app.admin.notifications(&Actor::new("somebody else", ""), None, 9).await.expect("read");
    assert_eq!((other.len(), other[0].words.as_str(), other[0].is_read), (1, "For somebody else", false));
    for what in ["read", "delete"] {
        let path = format!("/notifications/{}", other[0].id);
        assert_eq!(app.post(&path, &[("do", what)]).await.status, StatusCode::NOT_FOUND);
    }
    for bad in ["nosuch", "00000000-0000-0000-0000-000000000000", "{0}", "%00"] {
        assert_eq!(app.post(&format!("/notifications/{bad}"), &[("do", "read")]).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(app.get("/notifications?before=nosuch").await.status, StatusCode::BAD_REQUEST);
}

pub(crate) async fn a90_many_are_pages_and_a_count_that_ends(db: Database) {
    let app = app(db.clone()).await;
    let mut tx = db.begin().await.expect("begun");
    for number in 1..=120 {
        Notification::new(format!("Number {number}")).send_in(&mut tx, "test").await.expect("told");
    }
    tx.commit().await.expect("committed");
    let mut seen = Vec::new();
    let mut path = "/notifications".to_owned();
    loop {
        let before = app.admin.database().statements();
        let page = app.get(&path).await.ok();
        assert_eq!(app.admin.database().statements() - before, 1, "{path}");
        seen.extend(page.texts(".notices li > div > p:first-child"));
        let older = page.attributes(".pager a", "href").into_iter().find(|href| href.contains("before="));
        match older {
            Some(href) => path = href.strip_prefix("/admin").expect("inside").to_owned(),
            None => break,
        }
    }
    let expected: Vec<_> = (1..=120).rev().map(|number| format!("Number {number}")).collect();
    assert_eq!(seen, expected);
    let news: serde_json::Value = serde_json::from_str(&app.get("/notifications/news").await.ok().body).expect("JSON");
    assert_eq!((news["unread"].as_str(), news["news"].as_array().map(Vec::len)), (Some("99+"), Some(3)));
}

pub(crate) async fn a90_what_came_after_the_page_was_drawn_is_not_read_with_the_rest(db: Database) {
    let app = app(db.clone()).await;
    let mut tx = db.begin().await.expect("begun");
    // More than a transaction changes.
    for number in 1..=1_010 {
        Notification::new(format!("Number {number}")).send_in(&mut tx, "test").await.expect("told");
    }
    tx.commit().await.expect("committed");
    let page = app.get("/notifications").await.ok();
    let older = page.attributes(".pager a", "href").pop().expect("an older page");
    let older = app.get(older.strip_prefix("/admin").expect("inside")).await.ok();
    save(&app, "late").await;
    let newest = page.attributes("form [name=newest]", "value").pop().expect("the newest");
    assert_eq!(older.attributes("form [name=newest]", "value").pop().as_deref(), Some(newest.as_str()));
    let test = Actor::new("test", "Test");
    app.post("/notifications", &[("do", "read"), ("newest", newest.as_str())]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.admin.unread_notifications(&test).await.expect("counted"), 1);
    save(&app, "paid").await;
    app.admin.note_all_read(&test, None).await.expect("all");
    app.post("/notifications", &[("do", "delete"), ("newest", newest.as_str())]).await.is(StatusCode::SEE_OTHER);
    let left: Vec<_> = told(&app).await.into_iter().map(|one| (one.words, one.is_read)).collect();
    assert_eq!(left, [("A bill was <b>paid</b>".to_owned(), true), ("A bill is late".to_owned(), true)]);
    let bad = app.post("/notifications", &[("do", "read"), ("newest", "x")]).await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
}

pub(crate) async fn a90_they_are_kept_for_ninety_days(db: Database) {
    let app = app(db.clone()).await;
    save(&app, "paid").await;
    save(&app, "late").await;
    let old = told(&app).await.pop().expect("two").id;
    let ago = chrono::Utc::now().timestamp_micros() - 91 * 24 * 60 * 60 * 1_000_000;
    run(&db, &format!("UPDATE kaffy_notifications SET created_at = {ago} WHERE id = '{old}'")).await;
    let now = chrono::Utc::now().timestamp_micros();
    assert!(!inside::prune_notifications(&db, now).await.expect("pruned"), "there is no more");
    let left: Vec<_> = told(&app).await.into_iter().map(|one| one.words).collect();
    assert_eq!(left, ["A bill is late"]);
}

pub(crate) async fn a90_what_the_table_holds_by_others_hands_is_harmless(db: Database) {
    let app = app(db.clone()).await;
    let rows = [
        ("{}", "javascript:alert(1)"),
        ("no JSON", "//evil.example"),
        (r#""plain""#, "~//evil.example"),
        (r#"{"message":"no-such-message","with":[]}"#, "~x"),
    ];
    for (said, link) in rows {
        let id = Uuid::now_v7();
        let insert = format!(
            "INSERT INTO kaffy_notifications (id, actor, admin, kind, said, link, about, created_at) VALUES \
             ('{id}', 'test', '', 'odd', '{said}', '{link}', 'odd', 1)"
        );
        run(&db, &insert).await;
    }
    let page = app.get("/notifications").await.ok();
    assert_eq!((page.texts(".notices li").len(), page.attributes(".notices p > a", "href").len()), (4, 0));
}

pub(crate) async fn a90_where_they_are_not_kept_telling_says_so(db: Database) {
    let app = TestApp::over(db, TABLES, |builder| builder.resource::<Bill>()).await;
    assert_eq!(save(&app, "paid").await, StatusCode::INTERNAL_SERVER_ERROR, "the way out is in the log");
    assert!(!app.get("/").await.ok().has(".bell"));
    for path in ["/notifications", "/notifications/news"] {
        assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

pub(crate) async fn a90_each_admin_over_one_database_has_its_own_people(db: Database) {
    let app = app(db.clone()).await;
    save(&app, "paid").await;
    let builder = Admin::builder(db.clone()).title("Another").auth(Auth::external(|_| async { None }));
    let other = builder.notifications(true).build().await.expect("built");
    let test = Actor::new("test", "Test");
    assert!(other.notifications(&test, None, 9).await.expect("read").is_empty());
    let mut tx = db.begin().await.expect("begun");
    Notification::new("For all").send_in(&mut tx, "test").await.expect("told");
    assert!(Notification::new("x").send_in(&mut tx, &"x".repeat(201)).await.is_err(), "no id is that long");
    tx.commit().await.expect("committed");
    let words: Vec<_> =
        other.notifications(&test, None, 9).await.expect("read").into_iter().map(|one| one.words).collect();
    assert_eq!(words, ["For all"], "code without an admin tells in all of them");
    let reader = Reader::new(other, test);
    let rows = Query::select().column("actor").column("admin").from("kaffy_notifications").to_owned();
    assert_eq!(reader.fetch::<(String, String)>(&rows).await.expect("rows").len(), 2);
}
