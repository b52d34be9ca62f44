//! Lists: cells, search, filters, order, pages, state.

use http::StatusCode;

use crate::support::TestApp;

async fn many() -> TestApp {
    let app = TestApp::new().await;
    let sql = "WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 130)
        INSERT INTO tools (id, title, maker_id, price, quantity, status, sharp, tested, labels, uses, views)
        SELECT i, printf('Tool %03d', i), 1 + i % 3, CAST(i AS TEXT), i, CASE i % 2 WHEN 0 THEN 'ready' ELSE 'lent' END,
        i % 2, NULL, '[]', '[]', 0 FROM n";
    app.admin.database().execute(sql).await.expect("rows");
    app
}

#[tokio::test]
async fn a1_cells_are_drawn_by_what_they_are() {
    let app = TestApp::new().await;
    let page = app.get("/shed/tools?q=saw").await.ok();
    assert_eq!(page.words("h1"), "Tools");
    assert_eq!(page.words(".count"), "1 tool matches");
    for (heading, text) in [
        ("Title", "Saw"),
        ("Maker", "Stahl & Söhne"),
        ("Price", "12.50"),
        ("Status", "Ready"),
        ("Grade", "Good"),
        ("Sharp", "Yes"),
        ("Tested", "—empty"),
        ("Made on", "2024-02-29"),
        ("Sold at", "2026-03-29 14:05"),
        ("Site", "https://example.org/saw (opens in a new tab)"),
        ("Color", "#1f6feb"),
        ("Settings", "{\"teeth\":24}"),
        ("Labels", "long, old"),
        ("Uses", "Wood"),
        ("Manual", "—empty"),
        ("Views", "7"),
    ] {
        assert_eq!(page.column(heading), [text], "{heading}");
    }
    assert_eq!(page.attribute("td time", "datetime").as_deref(), Some("2024-02-29"));
    assert_eq!(page.attribute("td a[rel]", "rel").as_deref(), Some("noopener noreferrer"));
    assert_eq!(page.attribute("td svg rect", "fill").as_deref(), Some("#1f6feb"));
    assert!(page.has("td.number"));
}

#[tokio::test]
async fn a2_the_first_column_leads_to_the_record() {
    let app = TestApp::new().await;
    let page = app.get("/shed/tools").await.ok();
    assert_eq!(page.attribute("tbody th a", "href").as_deref(), Some("/admin/shed/tools/2"));
    let parts = app.get("/shed/parts").await.ok();
    let href = parts.attribute("tbody th a", "href").expect("a link");
    assert_eq!(href, "/admin/shed/parts/1,A%2F1");
    assert_eq!(app.get("/shed/parts/1,A%2F1").await.ok().words("h1"), "A/1");
    assert_eq!(app.get("/shed/parts/1,B%2C2").await.ok().words("h1"), "B,2");
}

#[tokio::test]
async fn a3_headings_sort_add_and_remove() {
    let app = many().await;
    let page = app.get("/shed/tools?sort=-price").await.ok();
    assert_eq!(page.column("Price")[..2], ["130", "129"]);
    assert_eq!(page.attribute("th[aria-sort=descending] a", "href").as_deref(), Some("/admin/shed/tools?sort=price"));
    let also = page.attribute("th:first-of-type .sort-more a", "href").expect("a second column can be added");
    assert_eq!(also, "/admin/shed/tools?sort=-price%2Ctitle");
    let both = app.get("/shed/tools?sort=-status,title").await.ok();
    assert_eq!(both.texts(".priority"), ["2", "1"]);
    assert_eq!(both.texts("th[aria-sort=descending], th[aria-sort=ascending]").len(), 1);
    assert!(both.body.contains("No longer sort by Title"));
    assert!(!both.words("thead").contains("Sort also by Settings"), "JSON has no order");
}

#[tokio::test]
async fn a6_pages_follow_each_other_to_the_end_and_back() {
    let app = many().await;
    let mut seen = Vec::new();
    let mut path = "/shed/tools?sort=tested,-title".to_owned();
    let mut pages = 0;
    loop {
        let page = app.get(&path).await.ok();
        seen.extend(page.column("Title"));
        pages += 1;
        match page.attribute("a[rel=next]", "href") {
            Some(next) => path = next.strip_prefix("/admin").expect("below").to_owned(),
            None => break,
        }
    }
    assert_eq!(pages, 6);
    let mut unique = seen.clone();
    unique.sort();
    unique.dedup();
    assert_eq!((seen.len(), unique.len()), (130, 130));
    let last = app.get("/shed/tools?sort=tested,-title&last=1").await.ok();
    assert_eq!(last.column("Title").last(), seen.last());
    assert!(!last.has("a[rel=next]") && last.has("a[rel=prev]"));
    let first = app.get("/shed/tools").await.ok();
    assert!(!first.has("a[rel=prev]"));
    assert_eq!(app.get("/shed/tools?size=100").await.ok().texts("tbody tr").len(), 100);
}

#[tokio::test]
async fn a4_w12_a_list_takes_four_statements_at_most_and_a_form_three() {
    let app = many().await;
    for path in [
        "/shed/tools",
        "/shed/tools?size=200&q=tool",
        "/shed/tools?f.maker=1&f.maker=2&f.status=ready&sort=-price,title&f.made_on.during=2024",
        "/shed/makers",
    ] {
        let statements = app.statements_of(path).await;
        assert!(statements <= 4, "{path} took {statements}");
    }
    for path in ["/shed/tools/1", "/shed/tools/new", "/shed/parts/1,A%2F1"] {
        let statements = app.statements_of(path).await;
        assert!(statements <= 3, "{path} took {statements}");
    }
    assert!(app.statements_of("/shed/makers/options?q=a").await <= 1);
}

#[tokio::test]
async fn a8_the_search_says_where_it_looks() {
    let app = TestApp::new().await;
    let page = app.get("/shed/tools?q=aoki").await.ok();
    assert_eq!(page.column("Title"), ["File"]);
    let help = page.attribute("#search", "aria-describedby").expect("help");
    assert!(page.words(&format!("#{help}")).starts_with("Looks in title and maker."));
    assert_eq!(page.attribute("#search", "value").as_deref(), Some("aoki"));
}

#[tokio::test]
async fn a10_a16_filters_become_chips_that_can_be_taken_away() {
    let app = TestApp::new().await;
    let form = app.get("/shed/tools?q=a&sort=-price").await.ok().form("form.panel");
    assert_eq!(form.value("q"), Some("a"));
    assert_eq!(form.value("sort"), Some("-price"));
    let page = app.get("/shed/tools?q=a&f.status=ready&f.price.gte=10&f.tested.empty=true&f.maker=1").await.ok();
    assert_eq!(page.column("Title"), ["Saw"]);
    let chips = page.texts(".chip > span");
    assert_eq!(
        chips,
        ["Search for “a”", "Status is Ready", "Price is at least 10", "Tested is empty", "Maker is Stahl & Söhne"]
    );
    assert!(page.has("input[name='f.status'][value=ready][checked]"));
    assert!(page.has("input[name='f.maker_id'][value='1'][checked]"));
    assert_eq!(page.attribute("input[name='f.price.gte']", "value").as_deref(), Some("10"));
    let without = page.attribute(".chip:nth-child(3) a", "href").expect("a way to remove it");
    assert!(!without.contains("price") && without.contains("f.status=ready"), "{without}");
    let clear = page.attribute("a.clear", "href").expect("a way to clear all");
    assert_eq!(clear, "/admin/shed/tools");
}

#[tokio::test]
async fn a12_a_wrong_filter_value_is_said_beside_its_chip_and_the_rest_applies() {
    let app = TestApp::new().await;
    let page = app.get("/shed/tools?f.price.gte=cheap&f.status=lent").await.ok();
    assert_eq!(page.column("Title"), ["File"]);
    assert!(page.words(".chip.wrong .chip-error").contains("decimal number"));
    assert_eq!(page.attribute("input[name='f.price.gte']", "value").as_deref(), Some("cheap"));
}

#[tokio::test]
async fn a10_presets_are_links_that_switch_on_and_off() {
    let app = TestApp::new().await;
    let page = app.get("/shed/tools").await.ok();
    let href = page.attribute(".presets a", "href").expect("a preset");
    assert!(href.ends_with(".preset=today"), "{href}");
    let on = app.get(href.strip_prefix("/admin").expect("below")).await.ok();
    assert_eq!(on.attribute(".presets [aria-current]", "href").as_deref(), Some("/admin/shed/tools"));
    assert!(on.form("form.panel").value("f.made_on.preset").is_some(), "Apply keeps it");
}

#[tokio::test]
async fn a21_the_drill_down_narrows_by_year() {
    let app = TestApp::new().await;
    let page = app.get("/shed/tools").await.ok();
    assert!(page.texts(".drill a").contains(&"2024".to_owned()));
    let page = app.get("/shed/tools?f.made_on.during=2024").await.ok();
    assert_eq!(page.column("Title"), ["Saw"]);
}

#[tokio::test]
async fn a5_empty_lists_say_why() {
    let app = TestApp::new().await;
    let none = app.get("/shed/tools?q=nothing").await.ok();
    assert_eq!(none.words(".empty h2"), "No tools match");
    assert_eq!(none.attribute(".empty a", "href").as_deref(), Some("/admin/shed/tools"));
    app.admin.database().execute("DELETE FROM loans").await.expect("deleted");
    let new = app.get("/people/loans").await.ok();
    assert_eq!(new.words(".empty h2"), "No loans yet");
    assert_eq!(new.attribute(".empty a", "href").as_deref(), Some("/admin/people/loans/new"));
    let looked = app.get_as("viewer", "/people/loans").await.ok();
    assert!(!looked.has(".empty a"));
}

#[tokio::test]
async fn a73_other_parameters_are_marks_of_others_or_refused_in_words() {
    let app = TestApp::new().await;
    assert_eq!(app.get("/shed/tools?utm_source=x&fbclid=1").await.ok().texts("tbody tr").len(), 2);
    for (query, name) in [("page=2", "page"), ("stauts=lent&q=a", "stauts"), ("_page=2", "_page"), ("Q=a", "Q")] {
        let page = app.get(&format!("/shed/tools?{query}")).await.is(StatusCode::BAD_REQUEST);
        let words = page.words("main");
        assert!(words.contains(&format!("Tools cannot be narrowed by “{name}”: there is no such filter.")), "{words}");
        assert_eq!(page.attribute("main p a", "href").as_deref(), Some("/admin/shed/tools"));
    }
    // Of what it has the forms and scripts of its page are a part.
    for query in ["facets=1", "_counts=", "_columns=1&_column=title&_at.title=1&density=compact", "q=&sort=&trash="] {
        let status = app.get(&format!("/shed/tools?{query}")).await.status;
        assert!(status == StatusCode::OK || status == StatusCode::SEE_OTHER, "{query}: {status}");
    }
}
