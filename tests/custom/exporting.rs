//! Rows as a file: which of them, which columns, and what stands in the cells.

use std::time::Duration;

use axum::body::Body;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use kaffy::{
    Actor, AdminBuilder, AdminResource, Database, ExportStyle, Permission, Selection, View,
    i18n::{Localizer, Tz},
};
use tower::ServiceExt;

use crate::{
    app::{Page, TestApp, by},
    goods::{COLUMNS, Good, Goods, Shelf, shop},
};

/// The rows of a CSV file.
pub(crate) fn table(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// The file that a page of the export makes, with these values in its form.
pub(crate) async fn download(app: &TestApp, path: &str, columns: &[&str], more: &[(&str, &str)]) -> Page {
    let form = app.get(path).await.ok().form("form.export").without("_column").without("_format");
    let form = columns.iter().fold(form, |form, column| form.also("_column", column));
    let form = more.iter().fold(form, |form, (name, value)| form.set(name, value));
    form.set("_run", "1").submit(app).await
}

pub(crate) fn rows(values: &[&str]) -> String {
    let rows: Vec<_> = values.iter().enumerate().map(|(at, row)| format!("({}, {row})", at + 1)).collect();
    format!("{COLUMNS}{};", rows.join(", "))
}

fn three() -> String {
    rows(&[
        "'Rye', 'mixed', TRUE, 3.5, 1, -4, '[]'",
        "'Bun, \"sweet\"', 'plain', FALSE, 1234567.25, NULL, 5, '[\"a\", \"b\"]'",
        "'Wheat', 'plain', TRUE, 2, 2, 0, '[]'",
    ])
}

pub(crate) async fn a28_a_list_is_a_file_of_its_columns(db: Database) {
    let (half, two) = (by(&db, "3.5", "3.5", "3.5000"), by(&db, "2", "2", "2.0000"));
    let app = shop(db, &three(), |builder| builder).await;
    let list = app.get("/shop/goods?sort=-price&f.on_sale=true").await.ok();
    let href = list.attribute("[data-export]", "href").expect("a button").replace("/admin", "");
    let page = app.get(&href).await.ok();
    assert_eq!(page.words("#export-rows"), "In the file: 2 goods");
    assert_eq!(page.texts(".chip"), ["On sale is Yes"]);
    let columns = page.texts(".export fieldset:first-of-type .check");
    assert_eq!(columns, ["Title", "Kind", "On sale", "Price", "Shelf", "Shout"], "without what the list hides");
    assert_eq!(page.texts(".export fieldset:nth-of-type(2) .check")[0], "ID", "the key first");
    let file = page.form("form.export").without("_excel").set("_run", "1").submit(&app).await.ok();
    assert_eq!(
        file.body,
        format!(
            "Title,Kind,On sale,Price,Shelf,Shout\r\nRye,Rye & wheat,Yes,{half},Left,RYE\r\nWheat,Plain,Yes,{two},Right,\
             WHEAT\r\n"
        )
    );
    assert_eq!(file.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert_eq!(file.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    let place = file.headers[header::CONTENT_DISPOSITION].to_str().expect("plain").to_owned();
    assert!(place.starts_with("attachment; filename=\"Goods 2") && place.contains(".csv\""), "{place}");
    assert_eq!(app.get("/shop/goods?f.nonsense=1").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(app.get("/shop/goods/export?f.nonsense=1").await.status, StatusCode::BAD_REQUEST);
    let forged =
        app.post("/shop/goods/export", &[("_back", "f.nonsense=1"), ("_column", "title"), ("_run", "1")]).await;
    assert_eq!(forged.status, StatusCode::BAD_REQUEST, "a filter that cannot be read is not left out");
}

pub(crate) async fn a28_values_are_written_for_people_or_for_an_import(db: Database) {
    let odd = by(
        &db,
        "'2026-03-29', '14:05:00', '2026-03-29T14:05:00', '2026-07-01T12:00:00Z', 'true', '{\"a\": 1}', x'00ff', 1.5",
        "'2026-03-29', '14:05:00', '2026-03-29T14:05:00', '2026-07-01T12:00:00Z', TRUE, '{\"a\": 1}', '\\x00ff', 1.5",
        "'2026-03-29', '14:05:00', '2026-03-29T14:05:00', '2026-07-01 12:00:00', TRUE, '{\"a\": 1}', x'00ff', 1.5",
    )
    .replace("'true'", "1");
    let [date, time, packed, sold, fresh, extra, blob, weight]: [&str; 8] =
        odd.splitn(8, ", ").collect::<Vec<_>>().try_into().expect("eight values");
    let blob_name = by(&db, "blob", "blob", "`blob`");
    let update = format!(
        "UPDATE goods SET made_on = {date}, made_at = {time}, packed = {packed}, sold = {sold}, fresh = {fresh}, \
         extra = {extra}, {blob_name} = {blob}, weight = {weight}, note = 'two' WHERE id = 2;"
    );
    let german = |builder: AdminBuilder| builder.time_zone("Europe/Berlin".parse::<Tz>().expect("a zone"));
    let app = shop(db, &(three() + &update), german).await;
    let columns = [
        "id", "title", "kind", "on_sale", "price", "shelf_id", "stock", "weight", "made_on", "made_at", "packed",
        "sold", "words", "extra", "fresh", "blob", "note", "rank",
    ];
    let raw = download(&app, "/shop/goods/export", &columns, &[("_as", "raw")]).await.ok();
    let raw = table(&raw.body);
    assert_eq!(raw[0][..6], ["title", "kind", "on_sale", "price", "shelf_id", "id"]);
    assert_eq!(raw[1][..3], ["Rye", "mixed", "true"]);
    assert!(raw[1][3].starts_with("3.5"), "{}", raw[1][3]);
    assert_eq!(raw[1][4..6], ["1", "1"]);
    let second: Vec<_> = raw[0].iter().map(String::as_str).zip(raw[2].iter().map(String::as_str)).collect();
    for (name, text) in [
        ("title", "Bun, \"sweet\""),
        ("shelf_id", ""),
        ("stock", "5"),
        ("weight", "1.5"),
        ("made_on", "2026-03-29"),
        ("made_at", "14:05:00"),
        ("packed", "2026-03-29T14:05:00"),
        ("sold", "2026-07-01T12:00:00"),
        ("words", "[\n  \"a\",\n  \"b\"\n]"),
        ("extra", "{\n  \"a\": 1\n}"),
        ("fresh", "true"),
        ("blob", "AP8="),
        ("note", "two"),
        ("rank", "7"),
    ] {
        assert!(second.contains(&(name, text)), "{name}: {second:?}");
    }
    let resource = app.admin.registry().of(Good::META).expect("there");
    let seen = app.admin.authorize::<View>(&Actor::new("test", "Test"), resource).expect("allowed");
    let mut export =
        seen.export(Selection::Keys(vec![2.into()]), &columns, ExportStyle::Shown).expect("all are columns");
    let german = app.admin.languages().find("de").expect("built in").clone();
    let (headings, shown) =
        (export.headings(), Localizer::new(german, Tz::Europe__Berlin).scope(export.next()).await.expect("read"));
    for (name, text) in [
        ("Price", "1234567,25"),
        ("Weight", "1,5"),
        ("Made on", "29.03.2026"),
        ("Packed", "29.03.2026 14:05"),
        ("Sold", "01.07.2026 14:00"),
        ("Words", "a, b"),
        ("Extra", "{\"a\":1}"),
        ("Fresh", "Ja"),
        ("Blob", "2 Byte"),
    ] {
        let at = headings.iter().position(|heading| heading.text == name).expect("a heading");
        assert!(shown[0][at].text.starts_with(text), "{name}: {}", shown[0][at].text);
    }
}

pub(crate) async fn a29_s17_no_text_of_a_file_is_a_formula(db: Database) {
    let bad =
        ["=1+1", "+1", "-1", "@a", "\t=1", "＝1", "＋1", "－1", "＠1", "=cmd|'' /C calc''!A0", "''=1", "Rye - dark"];
    let rows =
        rows(&bad.map(|text| format!("'{text}', 'plain', TRUE, 1, NULL, -3, '[]'")).each_ref().map(String::as_str));
    let app = shop(db, &rows, |builder| builder).await;
    for style in ["shown", "raw"] {
        let file = download(&app, "/shop/goods/export", &["title", "stock"], &[("_as", style)]).await.ok();
        let cells = table(&file.body);
        for (row, text) in cells[1..].iter().zip(bad.map(|text| text.replace("''", "'"))) {
            let safe = if text == "Rye - dark" { text } else { format!("'{text}") };
            assert_eq!(row[..], [safe, "-3".to_owned()], "a number is a number");
        }
    }
    assert!(app.get("/shop/goods/export").await.ok().words("main").contains("gets an apostrophe in front"));
}

pub(crate) async fn a28_excel_gets_its_mark_and_its_separator(db: Database) {
    let app = shop(db, &three(), |builder| builder.languages(["de"])).await;
    let file = download(&app, "/shop/goods/export", &["title", "stock", "price"], &[("_excel", "1")]).await.ok();
    let mut lines = file.body.lines();
    assert_eq!(lines.next(), Some("\u{feff}Title;Price;Stock"));
    let first = lines.next().expect("a row");
    assert!(first.starts_with("Rye;3,5") && first.ends_with(";-4"), "{first}");
    let file = download(&app, "/shop/goods/export", &["title", "price"], &[]).await.ok();
    assert!(file.body.starts_with("Title,Price\r\nRye,\"3,5"), "{}", file.body);
}

pub(crate) async fn a28_a_selection_is_exported(db: Database) {
    let app = shop(db, &three(), |builder| builder.scope::<Good>(|_| vec![Good::fields().on_sale.is(true)])).await;
    let list = app.get("/shop/goods").await.ok();
    assert!(list.has(".selection [formaction='/admin/shop/goods/export']"));
    let selected = [("_back", "sort=title"), ("_id", "1"), ("_id", "2"), ("_id", "99"), ("_id", "x")];
    let page = app.post("/shop/goods/export", &selected).await.ok();
    assert_eq!(page.words("#export-rows"), "In the file: 1 good", "the rest is out of reach");
    let file = page.form("form.export").without("_column").also("_column", "title").set("_run", "1").submit(&app).await;
    assert_eq!(file.ok().body, "Title\r\nRye\r\n");
    let forged = app.post("/shop/goods/export", &[("_all", "forged")]).await;
    assert_eq!(forged.status, StatusCode::BAD_REQUEST);
}

pub(crate) async fn a28_s22_a_file_has_the_rows_of_the_list_and_no_others(db: Database) {
    let scoped = |builder: AdminBuilder| builder.scope::<Good>(|_| vec![Good::fields().shelf_id.is(Some(1))]);
    let app = shop(db, &three(), scoped).await;
    for path in ["/shop/goods/export", "/shop/goods/export?q=e", "/shop/goods/export?f.on_sale=true"] {
        let file = download(&app, path, &["title"], &[]).await.ok();
        assert_eq!(file.body, "Title\r\nRye\r\n", "{path}");
    }
    let file = download(&app, "/shop/goods/export?q=wheat", &["title"], &[]).await.ok();
    assert_eq!(file.body, "Title\r\n", "nothing is a file as well");
}

pub(crate) async fn s25_s37_what_an_actor_does_not_see_is_in_no_file(db: Database) {
    let secret = "UPDATE goods SET pin = 'zq-pin', cost = 777, margin_note = 'zq-margin';";
    let app = shop(db, &(three() + secret), |builder| builder).await;
    let page = app.get("/shop/goods/export").await.ok();
    let offered = page.attributes("input[name=_column]", "value");
    for hidden in ["pin", "cost", "margin_note"] {
        assert!(!offered.iter().any(|name| name == hidden), "{hidden} among {offered:?}");
        let forged = download(&app, "/shop/goods/export", &["title", hidden], &[]).await;
        assert_eq!(forged.status, StatusCode::BAD_REQUEST, "{hidden}");
        let unknown = download(&app, "/shop/goods/export", &["title", "nonsense"], &[]).await;
        let words = |page: &Page, name: &str| page.words("main p").replace(name, "?");
        assert_eq!(words(&forged, hidden), words(&unknown, "nonsense"), "like one that there is not (S15)");
    }
    let offered: Vec<_> = offered.iter().map(String::as_str).collect();
    for style in ["raw", "shown"] {
        let file = download(&app, "/shop/goods/export", &offered, &[("_as", style)]).await.ok();
        for text in ["zq-pin", "777", "zq-margin"] {
            assert!(!file.body.contains(text), "{text} in {}", file.body);
        }
    }
    let owner = Actor::new("test", "Test").role("owner");
    let resource = app.admin.registry().of(Good::META).expect("there");
    let seen = app.admin.authorize::<View>(&owner, resource).expect("allowed");
    assert!(seen.export_columns().iter().any(|column| column.name() == "margin_note"));
}

pub(crate) async fn a28_whoever_may_not_export_has_no_way_to(db: Database) {
    let app = shop(db, &three(), |builder| builder.resource_admin(Goods { may_export: false })).await;
    let list = app.get("/shop/goods").await.ok();
    assert!(!list.has("[data-export]") && !list.has("[formaction]"));
    app.get("/shop/goods/export").await.is(StatusCode::FORBIDDEN);
    app.post("/shop/goods/export", &[("_column", "title"), ("_run", "1")]).await.is(StatusCode::FORBIDDEN);
    let page = app.get(&format!("{}/export", app.list_path::<Shelf>())).await.ok();
    assert!(page.has("form.export"), "a resource without code of its own may be exported");
    let blind = |builder: AdminBuilder| {
        builder.permissions(|_, meta, permission| meta.id() != Shelf::META.id() || permission != Permission::View)
    };
    let app = shop(crate::support::sqlite().await, &three(), blind).await;
    app.get(&format!("{}/export", app.list_path::<Shelf>())).await.is(StatusCode::FORBIDDEN);
}

pub(crate) async fn s13_s2_a_download_needs_the_token_of_the_browser(db: Database) {
    let app = shop(db, &three(), |builder| builder).await;
    // An address alone downloads nothing.
    app.get("/shop/goods/export?_run=1&_column=title").await.is(StatusCode::BAD_REQUEST);
    let body = |_: &str| Body::from("_column=title&_run=1");
    let forged = app.post_body("/shop/goods/export", "application/x-www-form-urlencoded", body).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
}

pub(crate) async fn b14_a28_rows_left_out_are_said(db: Database) {
    let app = shop(db, &three(), |builder| builder.export_limit(2)).await;
    let page = app.get("/shop/goods/export").await.ok();
    assert!(page.words(".over-limit").starts_with("There are more rows than the 2"), "{}", page.words("main"));
    let file = download(&app, "/shop/goods/export", &["title"], &[]).await.ok();
    let lines: Vec<_> = file.body.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[3].contains("Only the first 2 rows are in this file."), "{}", lines[3]);
    let page = app.get("/shop/goods/export?f.on_sale=true").await.ok();
    assert!(!page.has(".over-limit") && page.words("main").contains("A file has 2 rows at most."));
    let file = download(&app, "/shop/goods/export?f.on_sale=true", &["title"], &[]).await.ok();
    assert_eq!(file.body, "Title\r\nRye\r\nWheat\r\n", "as many as there may be are all");
    let nothing = download(&app, "/shop/goods/export", &[], &[]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.words(".summary").contains("No column was chosen"));
}

pub(crate) async fn a28_a_long_file_costs_a_statement_a_batch_and_ends_with_its_reader(db: Database) {
    let many: Vec<_> = (1..=2_600).map(|at| format!("'Good {at}', 'plain', TRUE, {at}, NULL, {at}, '[]'")).collect();
    let app = shop(db.clone(), &rows(&many.iter().map(String::as_str).collect::<Vec<_>>()), |builder| builder).await;
    let before = db.statements();
    let file = download(&app, "/shop/goods/export", &["title", "shelf_id"], &[]).await.ok();
    assert_eq!(file.body.lines().count(), 2_601);
    assert_eq!(file.body.lines().nth(2_600), Some("Good 2600,"));
    // The page counts; the file looks for its end, then reads 500 rows a time.
    assert!(db.statements() - before <= 10, "{} statements", db.statements() - before);
    let token = app.get("/shop/goods/export").await.ok().attribute("input[name=_csrf]", "value").expect("a token");
    let request = Request::post("/shop/goods/export")
        .header(header::HOST, "odd.test")
        .header(header::ORIGIN, "http://odd.test")
        .header(header::COOKIE, format!("kaffy_csrf={token}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("_csrf={token}&_column=title&_run=1")))
        .expect("a request");
    let before = db.statements();
    let mut answer = kaffy::web::router(app.admin.clone()).oneshot(request).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    answer.body_mut().frame().await.expect("a piece").expect("of the file");
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(db.statements() - before <= 4, "nobody took the second piece: {}", db.statements() - before);
    drop(answer);
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(db.statements() - before <= 5, "nobody listens any more: {}", db.statements() - before);
}
