//! A file into records: what would happen, what does, and what no file can do.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use axum::body::Body;
use http::StatusCode;
use kaffy::{AdminBuilder, Database, Permission, prelude::*};

use crate::{
    app::{Filled, Page, TestApp},
    exporting::{download, rows, table},
    goods::{Good, Shelf, tables},
};

/// Lets import, and has rules of its own.
#[derive(Clone, Default)]
struct Importing {
    committed: Arc<AtomicUsize>,
    is_slow: bool,
}

impl ResourceAdmin for Importing {
    type Record = Good;

    fn may_import(&self, _: &Actor) -> bool {
        true
    }

    async fn before_save(&self, _: &mut Ctx, change: &mut Changeset<Good>) -> Result<(), Refusal> {
        if self.is_slow {
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        match change.get(Good::fields().title).as_deref() {
            Some("Refused") => Err("Nobody eats that.".into()),
            Some("Panic") => panic!("the oven is off"),
            _ => Ok(()),
        }
    }

    async fn after_commit(&self, _: &Actor, _: &Committed<Good>) {
        self.committed.fetch_add(1, Relaxed);
    }
}

async fn shop(db: Database, rows: &str, add: impl FnOnce(AdminBuilder) -> AdminBuilder) -> TestApp {
    let tables = tables(&db);
    TestApp::over(db, &format!("{tables}{rows}"), |builder| {
        add(builder.resource_admin(Importing::default()).resource::<Shelf>())
    })
    .await
}

/// The page after a file was sent.
async fn upload(app: &TestApp, file: &[u8]) -> Page {
    let body = |token: &str| {
        let part = |name: &str| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"");
        let mut body = format!("{}\r\n\r\n{token}\r\n{}; filename=\"a.csv\"\r\n\r\n", part("_csrf"), part("_sheet"));
        body.push('\u{1}');
        let (head, _) = body.split_once('\u{1}').expect("its end");
        Body::from([head.as_bytes(), file, b"\r\n--x--\r\n"].concat())
    };
    app.post_body("/shop/goods/import", "multipart/form-data; boundary=x", body).await
}

async fn mapping(app: &TestApp, file: &str) -> Filled {
    upload(app, file.as_bytes()).await.ok().form("form.import").without("_local")
}

async fn checked(app: &TestApp, form: Filled) -> Page {
    form.set("_run", "check").submit(app).await.ok()
}

/// The run behind the page that shows what would happen.
async fn done(app: &TestApp, page: &Page) -> Page {
    page.form("form.import-next").set("_run", "import").submit(app).await.ok()
}

async fn goods(app: &TestApp) -> Vec<String> {
    let file = download(app, "/shop/goods/export", &["title", "kind", "shelf_id"], &[("_as", "raw")]).await.ok();
    table(&file.body)[1..].iter().map(|row| row.join(" ")).collect()
}

const TWO: &str = "Title,kind,PRICE,stock,words\r\nRye,Plain,3.5,1,[]\r\n'=SUM(1),Rye & wheat,4,2,\"[\"\"a\"\"]\"\r\n";

pub(crate) async fn a30_a_file_becomes_records_after_a_look_at_them(db: Database) {
    let app = shop(db, "", |builder| builder).await;
    let list = app.get("/shop/goods").await.ok();
    assert_eq!(list.attribute("[data-import]", "href").as_deref(), Some("/admin/shop/goods/import"));
    let page = app.get("/shop/goods/import").await.ok();
    assert!(page.words("main").contains("At most 20 MB, 100,000 rows and 1,000 columns"), "{}", page.words("main"));
    let example = app.get("/shop/goods/import?_example=1").await.ok();
    assert!(example.body.starts_with("id,title,kind,on_sale,price,"), "{}", example.body);
    let form = mapping(&app, TWO).await;
    assert_eq!(form.value("_map.title"), Some("0"), "by the label");
    assert_eq!((form.value("_map.price"), form.value("_map.note")), (Some("2"), Some("")), "whatever the case");
    assert_eq!(form.value("_mode"), Some("add"), "without keys there is nothing to find");
    let page = checked(&app, form).await;
    assert_eq!(page.words("h1"), "This would happen");
    assert_eq!(page.texts(".counts li"), ["To be added: 2 goods"]);
    assert_eq!(goods(&app).await, Vec::<String>::new(), "nothing is written before it is said");
    let next = page.form("form.import-next").set("_run", "import");
    let page = next.submit(&app).await.ok();
    assert_eq!(page.texts(".counts li"), ["Added: 2 goods"]);
    assert_eq!(goods(&app).await, ["Rye plain ", "'=SUM(1) mixed "], "the label of a choice is its value");
    let keys = app.keys::<Good>("q=SUM").await;
    let title = app.form_of::<Good>(&keys[0]).await.value("title").map(str::to_owned);
    assert_eq!(title.as_deref(), Some("=SUM(1)"), "the apostrophe is gone again");
    let again = next.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.words(".summary").contains("no longer there"), "{}", again.words(".summary"));
    assert_eq!(goods(&app).await.len(), 2, "pressed twice, imported once");
}

pub(crate) async fn a30_a_raw_export_comes_back_and_changes_nothing(db: Database) {
    let odd = "UPDATE goods SET made_on = '2026-03-29', made_at = '14:05:00', note = '''=1\n two ', fresh = NULL, \
               weight = 0.1, margin_note = '' WHERE id = 2;";
    let three = rows(&[
        "'=1+1', 'mixed', TRUE, 3.5, 1, -4, '[]'",
        "'Bun, \"sweet\"', 'plain', FALSE, 1234567.25, NULL, 5, '[\"a\", \"b\"]'",
        "' Wheat', 'plain', TRUE, 2, 2, 0, '[\"\"]'",
    ]);
    let app = shop(db, &(three + odd), |builder| builder).await;
    let offered = app.get("/shop/goods/export").await.ok().attributes("input[name=_column]", "value");
    let offered: Vec<_> = offered.iter().map(String::as_str).collect();
    let file = download(&app, "/shop/goods/export", &offered, &[("_as", "raw")]).await.ok().body;
    let form = mapping(&app, &file).await;
    assert_eq!(form.value("_mode"), Some("both"), "with keys there is something to find");
    let page = checked(&app, form).await;
    assert_eq!(page.texts(".counts li"), ["Staying as they are: 3 goods"], "{}", page.words("main"));
    assert!(page.words("main").contains("Columns that are left out: rank"), "{}", page.words("main"));
    let changed = file.replace("Bun, ", "Roll, ");
    let page = checked(&app, mapping(&app, &changed).await).await;
    assert_eq!(page.texts(".counts li"), ["To be changed: 1 good", "Staying as they are: 2 goods"]);
    done(&app, &page).await;
    assert_eq!(goods(&app).await[1], "Roll, \"sweet\" plain ");
}

pub(crate) async fn a30_records_are_changed_by_their_key(db: Database) {
    let app =
        shop(db, &rows(&["'Rye', 'plain', TRUE, 1, 1, 1, '[]'", "'Bun', 'plain', TRUE, 1, 1, 1, '[]'"]), |it| it).await;
    let file = "id;title;kind\n1;Ryes;mixed\n9;Nobody;Plain\n;New;Plain\n2;Bun;Plain\n";
    let form = mapping(&app, file).await.set("_mode", "change").set("_whole", "0");
    let page = checked(&app, form).await;
    assert_eq!(page.texts(".counts li"), ["To be changed: 1 good", "Staying as they are: 1 good", "2 rows are wrong"]);
    assert_eq!(
        page.texts(".failures li"),
        [
            "Line 3 There is no good with the key 9.",
            "Line 4 The row has no key, so that nobody knows which record is meant."
        ]
    );
    done(&app, &page).await;
    assert_eq!(goods(&app).await, ["Ryes mixed 1", "Bun plain 1"], "a field without a column stays");
    let no_key = mapping(&app, "title\nx\n").await.set("_mode", "change").set("_run", "check").submit(&app).await;
    let no_key = no_key.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(no_key.words(".summary").contains("choose a column for “ID”"), "{}", no_key.words(".summary"));
    // Both: what has no key is new, and what has one that is counted by the database has to be there.
    let form = mapping(&app, "id,title,kind,price,stock\n1,Rye,Plain,1,1\n,New,Plain,1,1\n9,No,Plain,1,1\n").await;
    let page = checked(&app, form.set("_whole", "0")).await;
    assert_eq!(page.texts(".counts li"), ["To be added: 1 good", "To be changed: 1 good", "1 row is wrong"]);
}

pub(crate) async fn a30_wrong_rows_are_named_and_come_back_as_a_file(db: Database) {
    let app = shop(db, "", |builder| builder).await;
    let file = "title,kind,price,stock,shelf_id,made_on\n\
                Rye,Plain,1,1,,\n\
                Rye,Plain,1,1,,\n\
                \"Bun\nbun\",Nonsense,-1,x,,2026-02-30\n\
                short\n\
                =cmd,Plain,1,1,77,\n";
    let page = checked(&app, mapping(&app, file).await).await;
    assert_eq!(page.texts(".counts li"), ["To be added: 1 good", "4 rows are wrong"]);
    let failures = page.texts(".failures li");
    assert!(failures[0].starts_with("Line 3 Title:"), "there twice in one file: {failures:?}");
    for words in ["Line 4", "Kind:", "Price:", "Stock:", "Made on:"] {
        assert!(failures[1].contains(words), "{words} in {failures:?}");
    }
    assert!(failures[2].starts_with("Line 6 The row has 1 cell, and there are 6 headings."), "{failures:?}");
    assert!(failures[3].starts_with("Line 7 Shelf:"), "{failures:?}");
    assert!(!page.has("button[value=import]"), "all or nothing, and not all");
    let href = page.attribute("#failed ~ p a", "href").expect("a file").replace("/admin", "");
    let failed = table(&app.get(&href).await.ok().body);
    assert_eq!(failed[0][6..], ["Line", "What is wrong"]);
    assert_eq!(failed[2][..2], ["Bun\nbun", "Nonsense"]);
    assert_eq!(failed[4][0], "'=cmd", "and no formula comes along");
    // Whoever sends it all the same imports nothing.
    let page = done(&app, &page).await;
    assert_eq!(page.words("h1"), "Nothing was imported");
    assert_eq!(goods(&app).await.len(), 0);
    // The file is still there, for another choice.
    let form = page.form("form.import-next").set("_run", "map").submit(&app).await.ok().form("form.import");
    let page = checked(&app, form.without("_local").set("_whole", "0")).await;
    let page = done(&app, &page).await;
    assert_eq!(page.texts(".counts li"), ["Added: 1 good", "4 rows are wrong"]);
    assert_eq!(goods(&app).await, ["Rye plain "]);
    assert!(page.has("#failed ~ p a"));
}

pub(crate) async fn a30_hooks_of_the_form_hold_for_every_row(db: Database) {
    let admin = Importing::default();
    let committed = admin.committed.clone();
    let app = shop(db, "", |builder| builder.resource_admin(admin)).await;
    let file = "title,kind,price,stock\nRye,Plain,1,1\nRefused,Plain,1,1\nPanic,Plain,1,1\nBun,Plain,1,1\n";
    let page = checked(&app, mapping(&app, file).await.set("_whole", "0")).await;
    assert_eq!(page.texts(".counts li"), ["To be added: 2 goods", "2 rows are wrong"]);
    let failures = page.texts(".failures li");
    assert_eq!(failures[0], "Line 3 Nobody eats that.");
    assert!(failures[1].starts_with("Line 4"), "{failures:?}");
    assert_eq!(committed.load(Relaxed), 0, "nothing followed a commit that there was not");
    done(&app, &page).await;
    assert_eq!(goods(&app).await, ["Rye plain ", "Bun plain "]);
    assert_eq!(committed.load(Relaxed), 2);
}

pub(crate) async fn a30_s23_other_records_are_named_by_key_or_label(db: Database) {
    let scoped =
        |builder: AdminBuilder| builder.scope::<Shelf>(|_| vec![Shelf::fields().name.is_not("Right".to_owned())]);
    let app = shop(db, "", scoped).await;
    let file = "title,kind,price,stock,shelf_id\na,Plain,1,1,Left\nb,Plain,1,1,1\nc,Plain,1,1,Twin\nd,Plain,1,1,Right\n\
                e,Plain,1,1,2\nf,Plain,1,1,Nowhere\n";
    let page = checked(&app, mapping(&app, file).await.set("_whole", "0")).await;
    assert_eq!(
        page.texts(".failures li"),
        [
            "Line 4 Shelf: More than one shelf is called “Twin”: write its key.",
            "Line 5 Shelf: There is no shelf called “Right”.",
            "Line 6 Shelf: There is no such shelf: choose one from the list.",
            "Line 7 Shelf: There is no shelf called “Nowhere”.",
        ]
    );
    done(&app, &page).await;
    assert_eq!(goods(&app).await, ["a plain 1", "b plain 1"]);
}

pub(crate) async fn s22_s38_rows_out_of_reach_are_neither_changed_nor_taken_over(db: Database) {
    let scoped = |builder: AdminBuilder| builder.scope::<Good>(|_| vec![Good::fields().shelf_id.is(Some(1))]);
    let app =
        shop(db, &rows(&["'Mine', 'plain', TRUE, 1, 1, 1, '[]'", "'Theirs', 'plain', TRUE, 1, 2, 1, '[]'"]), scoped)
            .await;
    let file = "id,title,shelf_id\n2,Stolen,1\n1,Mine,2\n99,No,1\n";
    let page = checked(&app, mapping(&app, file).await.set("_mode", "change").set("_whole", "0")).await;
    let failures = page.texts(".failures li");
    assert_eq!(failures[0].replace("2", "?").replace("key ?", "key"), "Line ? There is no good with the key.");
    assert!(failures[1].starts_with("Line 3 Shelf:"), "a row stays inside: {failures:?}");
    assert_eq!(failures[2], "Line 4 There is no good with the key 99.", "the same as one that there is not");
    done(&app, &page).await;
    let titles = goods(&app).await;
    assert_eq!(titles, ["Mine plain 1"]);
    let new = "title,kind,price,stock\nInside,Plain,1,1\n";
    let page = checked(&app, mapping(&app, new).await).await;
    done(&app, &page).await;
    assert_eq!(goods(&app).await, ["Mine plain 1", "Inside plain 1"], "filled in as in the form");
}

pub(crate) async fn s38_s8_a_column_reaches_no_field_that_the_form_does_not_have(db: Database) {
    let app = shop(db, &rows(&["'Rye', 'plain', TRUE, 1, 1, 1, '[]'"]), |builder| builder).await;
    let file = "id,title,rank,cost,kind,price,stock,is_admin\n1,Rye,99,99,Plain,1,1,true\n";
    let page = upload(&app, file.as_bytes()).await.ok();
    let form = page.form("form.import").without("_local");
    for field in ["rank", "cost", "is_admin", "shout"] {
        assert_eq!(form.value(&format!("_map.{field}")), None, "{field} is not offered");
        for run in ["check", "import", "map"] {
            let forged = form.clone_with_save("").without("_save").also(&format!("_map.{field}"), "2").set("_run", run);
            let forged = forged.submit(&app).await;
            assert_eq!(forged.status, StatusCode::BAD_REQUEST, "{field}");
            assert!(forged.words("main").contains("cannot be set by an import"));
        }
    }
    let beyond =
        form.clone_with_save("").without("_save").set("_map.title", "99").set("_run", "check").submit(&app).await;
    assert_eq!(beyond.status, StatusCode::BAD_REQUEST, "a column that the file does not have");
    let page = checked(&app, form).await;
    assert_eq!(page.texts(".counts li"), ["Staying as they are: 1 good"]);
    assert!(page.words("main").contains("Columns that are left out: rank, cost, is_admin"));
}

pub(crate) async fn s38_the_right_is_asked_before_the_file_is_read(db: Database) {
    let twin = crate::support::sqlite().await;
    let app = crate::goods::shop(db, "", |builder| builder).await;
    assert!(!app.get("/shop/goods").await.ok().has("[data-import]"), "off unless code says yes");
    app.get("/shop/goods/import").await.is(StatusCode::FORBIDDEN);
    upload(&app, b"title\nx\n").await.is(StatusCode::FORBIDDEN);
    app.post("/shop/goods/import", &[("_run", "import"), ("_file", "x")]).await.is(StatusCode::FORBIDDEN);
    let only_change = |builder: AdminBuilder| builder.permissions(|_, _, permission| permission != Permission::Add);
    let app = shop(twin, &rows(&["'Rye', 'plain', TRUE, 1, 1, 1, '[]'"]), only_change).await;
    let form = mapping(&app, "id,title\n1,Ryes\n").await;
    assert_eq!(form.value("_mode"), Some("change"));
    let forged = form.set("_mode", "add").set("_run", "import").submit(&app).await;
    assert_eq!(forged.status, StatusCode::BAD_REQUEST, "a way that is not open");
    let viewer = |builder: AdminBuilder| builder.permissions(|_, _, permission| permission == Permission::View);
    let app = shop(crate::support::sqlite().await, "", viewer).await;
    app.get("/shop/goods/import").await.is(StatusCode::FORBIDDEN);
    upload(&app, b"title\nx\n").await.is(StatusCode::FORBIDDEN);
}

pub(crate) async fn s38_bad_files_are_refused_in_words(db: Database) {
    let app = shop(db, "", |builder| builder).await;
    for (file, words) in [
        (&b""[..], "The file is empty: choose another one."),
        (b"title,price\n", "no row below"),
        (b"title\nBr\xf6tchen\n", "Line 2 is not UTF-8"),
        (b"title\n\"Rye\n", "does not end"),
        (b"PK\x03\x04\0\0zip", "NUL"),
        (b"\xff\xfet\0i", "UTF-16"),
    ] {
        let page = upload(&app, file).await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.words(".summary p").contains(words), "{words}: {}", page.words(".summary"));
    }
    let large = vec![b'a'; 21 * 1024 * 1024];
    let page = upload(&app, &large).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary p").contains("at most"), "{}", page.words(".summary"));
    let wide = vec!["a"; 1_000_000].join(",") + "\n1\n";
    let page = upload(&app, wide.as_bytes()).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary p").contains("columns"), "{}", page.words(".summary"));
    let page = upload(&app, b"title,Title,price\nx,y,1\n").await.ok();
    assert!(page.words(".note").contains("title, Title"), "{}", page.words(".note"));
    assert_eq!(page.form("form.import").value("_map.title"), Some(""), "nobody guesses between two");
    let page = upload(&app, b"title\n<b>x</b>\n").await.ok();
    assert!(!page.body.contains("<b>x</b>"));
    assert_eq!(goods(&app).await.len(), 0);
}

pub(crate) async fn s38_files_on_the_way_belong_to_one_actor_and_resource(db: Database) {
    let app = shop(db, "", |builder| builder).await;
    let form = mapping(&app, TWO).await;
    let carried = form.value("_file").expect("a file").to_owned();
    let (name, mac) = carried.split_once('.').expect("signed");
    let last = if mac.ends_with('A') { "E" } else { "A" };
    for forged in [
        format!("{name}.{}{last}", &mac[..mac.len() - 1]),
        format!("../../etc/passwd.{mac}"),
        format!("{}.{mac}", "0".repeat(49)),
        "x".to_owned(),
    ] {
        let page =
            form.clone_with_save("").without("_save").set("_file", &forged).set("_run", "check").submit(&app).await;
        let page = page.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.words(".summary").contains("no longer there"));
        app.get(&format!("/shop/goods/import?_failed={forged}")).await.is(StatusCode::NOT_FOUND);
    }
    // The same file, read by another process: another key.
    let other = shop(crate::support::sqlite().await, "", |builder| builder).await;
    let page = form.set("_run", "check").submit(&other).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
}

pub(crate) async fn a30_a_long_run_is_told_about_while_it_goes_on(db: Database) {
    let slow = Importing { is_slow: true, ..Importing::default() };
    let app = shop(db, "", |builder| builder.resource_admin(slow)).await;
    let rows: String = (1..=12).map(|at| format!("Good {at},Plain,1,1\n")).collect();
    let page = checked(&app, mapping(&app, &format!("title,kind,price,stock\n{rows}")).await).await;
    assert!(page.has(".step"), "{}", page.words("main"));
    assert_eq!(page.texts(".counts li"), ["To be added: 12 goods"]);
    let page = done(&app, &page).await;
    assert!(page.has(".step") && page.body.ends_with("</html>\n"), "the page ends after its result");
    assert_eq!(page.texts(".counts li"), ["Added: 12 goods"]);
    assert_eq!(goods(&app).await.len(), 12);
}
