//! Rows as an Excel file, read back by another program than the one that wrote it (A28, S17).

use std::io::Cursor;

use axum::body::Body;
use calamine::{Data, Reader, Xlsx};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use kaffy::{Database, XlsxFile};
use tower::ServiceExt;

use crate::{
    app::{TestApp, by},
    exporting::rows,
    goods::shop,
};

/// The cells of the file, with its head.
async fn excel(app: &TestApp, columns: &[&str], more: &str) -> (http::HeaderMap, Vec<Vec<Data>>) {
    let token = app.get("/shop/goods/export").await.ok().attribute("input[name=_csrf]", "value").expect("a token");
    let columns: Vec<_> = columns.iter().map(|column| format!("&_column={column}")).collect();
    let body = format!("_csrf={token}&_format=xlsx&_run=1{}{more}", columns.concat());
    let request = Request::post("/shop/goods/export")
        .header(header::HOST, "odd.test")
        .header(header::ORIGIN, "http://odd.test")
        .header(header::COOKIE, format!("kaffy_csrf={token}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .expect("a request");
    let answer = kaffy::web::router(app.admin.clone()).oneshot(request).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    let (parts, body) = answer.into_parts();
    let bytes = body.collect().await.expect("a body").to_bytes();
    assert_eq!(parts.headers[header::CONTENT_LENGTH], bytes.len().to_string());
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).expect("an Excel file");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("that can be read");
    let formulas = book.worksheet_formula(&book.sheet_names()[0].clone()).expect("read");
    assert!(formulas.used_cells().all(|(.., formula)| formula.is_empty()), "there is no formula in it");
    (parts.headers, sheet.rows().map(<[Data]>::to_vec).collect())
}

fn text(cell: &Data) -> &str {
    match cell {
        Data::String(text) => text,
        other => panic!("{other:?} is no text"),
    }
}

pub(crate) async fn a28_s17_texts_are_texts_and_numbers_are_numbers(db: Database) {
    let nasty = ["=1+1", "+1", "-1", "@SUM(1)", "'=1", "\t=1", "=HYPERLINK(\"http://evil\")", "00123", "1e5", "TRUE"];
    let quoted = |text: &str| format!("'{}', 'plain', TRUE, 3.5, 1, -4, '[]'", text.replace('\'', "''"));
    let all: Vec<_> = nasty.iter().map(|text| quoted(text)).collect();
    let app = shop(db, &rows(&all.iter().map(String::as_str).collect::<Vec<_>>()), |builder| builder).await;
    let (head, sheet) = excel(&app, &["title", "price", "stock", "shelf_id", "on_sale"], "").await;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    assert_eq!(head[header::CONTENT_TYPE], kind);
    assert_eq!(head[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    let place = head[header::CONTENT_DISPOSITION].to_str().expect("plain").to_owned();
    assert!(place.starts_with("attachment; filename=\"Goods 2") && place.contains(".xlsx\""), "{place}");
    let headings: Vec<_> = sheet[0].iter().map(text).collect();
    assert_eq!(headings, ["Title", "On sale", "Price", "Shelf", "Stock"]);
    let titles: Vec<_> = sheet[1..].iter().map(|row| text(&row[0])).collect();
    assert_eq!(titles, nasty, "as they are, and nothing in front");
    assert_eq!(
        sheet[1][1..],
        [Data::String("Yes".into()), Data::Float(3.5), Data::String("Left".into()), Data::Float(-4.0)]
    );
}

pub(crate) async fn a28_days_and_times_are_those_of_excel_and_digits_are_not_lost(db: Database) {
    let big = by(&db, "'1234567890123456.25'", "1234567890123456.25", "1234567890123456.25");
    let made = "UPDATE goods SET made_on = '2026-03-29', made_at = '14:05:00' WHERE id = 1; UPDATE goods SET made_on = \
                '1899-01-02' WHERE id = 2;";
    let one = format!("'Rye', 'plain', TRUE, {big}, NULL, 0, '[]'");
    let app = shop(db, &(rows(&[&one, "'Oats', 'plain', TRUE, 1, NULL, 0, '[]'"]) + made), |builder| builder).await;
    let (_, sheet) = excel(&app, &["price", "made_on", "made_at"], "").await;
    let digits: String = text(&sheet[1][0]).chars().filter(char::is_ascii_digit).collect();
    assert!(digits.starts_with("123456789012345625"), "a number of more digits than Excel keeps is a text");
    let Data::DateTime(day) = &sheet[1][1] else { panic!("{:?} is no day", sheet[1][1]) };
    assert_eq!(day.to_ymd_hms_milli(), (2026, 3, 29, 0, 0, 0, 0));
    assert!(
        matches!(&sheet[1][2], Data::DateTime(time) if (time.as_f64() - 0.586_805).abs() < 1e-4),
        "{:?}",
        sheet[1][2]
    );
    assert!(text(&sheet[2][1]).contains("1899"), "Excel has no number for it");
    let (_, raw) = excel(&app, &["made_on"], "&_as=raw").await;
    assert_eq!(text(&raw[1][0]), "2026-03-29", "as an import reads it");
}

pub(crate) async fn a28_an_excel_file_says_when_rows_are_left_out(db: Database) {
    let many: Vec<_> = (1..=1_200).map(|at| format!("'Good {at}', 'plain', TRUE, {at}, NULL, {at}, '[]'")).collect();
    let many = rows(&many.iter().map(String::as_str).collect::<Vec<_>>());
    let app = shop(db, &many, |builder| builder.export_limit(1_001)).await;
    let page = app.get("/shop/goods/export").await.ok();
    assert_eq!(page.attributes("#export-format option", "value"), ["csv", "xlsx"]);
    assert!(page.words("#export-format-help").contains("100,000 rows"), "{}", page.words("#export-format-help"));
    assert_eq!(XlsxFile::ROWS, 100_000);
    let (_, sheet) = excel(&app, &["title"], "").await;
    assert_eq!(sheet.len(), 1 + 1_001 + 1);
    assert!(text(&sheet[1_002][0]).contains("1,001"), "{:?}", sheet[1_002]);
    let odd = [("_format", "ods"), ("_column", "title"), ("_run", "1")];
    assert_eq!(app.post("/shop/goods/export", &odd).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        app.post("/shop/goods/export", &[("_format", "xlsx"), ("_column", "pin"), ("_run", "1")]).await.status,
        400
    );
}
