use kaffy_core::{FieldMeta, FieldType, Unreadable, i18n::Localizer};

use super::*;

fn cell(meta: FieldMeta, value: impl FieldType) -> CellView {
    CellView::of(&meta, &Ok(value.to_value()))
}

#[test]
fn a1_values_are_drawn_by_what_they_are() {
    assert_eq!(cell(FieldMeta::of::<Option<i32>>("a"), None::<i32>).kind, CellKind::Empty);
    assert_eq!(cell(FieldMeta::of::<bool>("a"), true).kind, CellKind::Yes);
    assert_eq!(cell(FieldMeta::of::<i32>("a"), 7).kind, CellKind::Number);
    assert_eq!(cell(FieldMeta::of::<Vec<u8>>("a"), vec![0_u8; 1_234]).text, "1.2 kB");
    assert_eq!(cell(FieldMeta::of::<Vec<String>>("a"), vec!["x".to_owned(), "y".to_owned()]).text, "x, y");
    let broken = CellView::of(&FieldMeta::of::<i32>("a"), &Err(Unreadable::new("why")));
    assert_eq!((broken.kind, broken.full.as_deref()), (CellKind::Broken, Some("why")));
}

#[test]
fn k20_values_are_written_as_the_region_does() {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 29).expect("a day");
    let moment = day.and_hms_opt(14, 5, 7).expect("a time");
    let drawn = || {
        [
            cell(FieldMeta::of::<bool>("a"), true),
            cell(FieldMeta::of::<f64>("a"), 12345.5),
            cell(FieldMeta::of::<chrono::NaiveDate>("a"), day),
            cell(FieldMeta::of::<chrono::NaiveTime>("a"), moment.time()),
            cell(FieldMeta::of::<chrono::NaiveDateTime>("a"), moment),
        ]
    };
    let texts = |cells: &[CellView]| cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
    let plain = drawn();
    assert_eq!(texts(&plain), ["Yes", "12345.5", "2026-03-29", "14:05:07", "2026-03-29 14:05"]);
    for (tag, expected) in [
        ("de", ["Yes", "12.345,5", "29.03.2026", "14:05:07", "29.03.2026 14:05"]),
        ("en-US", ["Yes", "12,345.5", "03/29/2026", "2:05:07 PM", "03/29/2026 2:05 PM"]),
    ] {
        let cells = Localizer::current().written_as(tag).run(drawn);
        assert_eq!(texts(&cells), expected, "{tag}");
        let machine = |cells: &[CellView]| cells.iter().map(|cell| cell.machine.clone()).collect::<Vec<_>>();
        assert_eq!(machine(&cells), machine(&plain), "machines read the same everywhere");
    }
}

#[test]
fn a1_long_text_is_cut_and_the_whole_stays_at_hand() {
    let long = "ä".repeat(200);
    let view = cell(FieldMeta::of::<String>("a"), long.clone());
    assert_eq!(view.text.chars().count(), LONG);
    assert_eq!(view.full, Some(long));
}

#[test]
fn s34_only_web_addresses_become_links() {
    let url = FieldMeta::of::<String>("a").widget(Widget::Url);
    assert!(cell(url, "https://example.org".to_owned()).href.is_some());
    for bad in ["javascript:alert(1)", "data:text/html,x", "//example.org", " https://example.org"] {
        assert_eq!(cell(url, bad.to_owned()).href, None, "{bad}");
    }
}

#[test]
fn k98_a_list_shows_the_words_of_a_rich_text() {
    let body = FieldMeta::of::<String>("a").widget(Widget::RichText);
    let html = "<h2>Rye</h2><p>Dark &amp; <b>sour</b>.</p><script>x</script>".to_owned();
    let view = cell(body, html.clone());
    assert_eq!((view.text.as_str(), view.html), ("Rye Dark & sour.", None));
    assert_eq!(CellView::whole(&body, &Ok(html.clone().to_value())).html, Some(html));
    assert_eq!(cell(body, "<p><br></p>".to_owned()).kind, CellKind::Empty);
    assert_eq!(cell(body, "ä<b>".repeat(10_000)).text.chars().count(), LONG);
}

#[test]
fn s34_links_by_code_lead_to_the_web_or_stay_on_the_site() {
    let href = |href: &str| CellView::shown(&Shown::link("words", href)).href;
    for good in ["https://example.org/", "/orders/7?a=1", "mailto:ann@example.org", "tel:+4930"] {
        assert_eq!(href(good).as_deref(), Some(good));
    }
    for bad in ["javascript:alert(1)", "//example.org", "/\\example.org", "/\t/example.org", " /x", "data:text/html,x"]
    {
        assert_eq!(href(bad), None, "{bad}");
    }
}

#[test]
fn k62_lists_show_four_items_and_have_the_rest_at_hand() {
    let list = |count: usize| cell(FieldMeta::of::<Vec<i32>>("a"), (1..=count).map(|n| n as i32).collect::<Vec<_>>());
    assert_eq!((list(4).text.as_str(), list(4).full), ("1, 2, 3, 4", None));
    assert_eq!(list(5).text, "1, 2, 3 and 2 others");
    assert_eq!(list(5).full.as_deref(), Some("1, 2, 3, 4, 5"));
    assert_eq!(list(0).kind, CellKind::Empty);
    let words = cell(FieldMeta::of::<Vec<String>>("a"), vec!["x".repeat(100); 9]);
    assert!(words.text.chars().count() <= LONG && words.full.is_some_and(|full| full.len() > 900));
}

#[test]
fn k62_rows_are_cut_as_lists_are() {
    let rows = |count: usize| {
        let row = |at| RowLink { text: format!("Tag {at}"), href: format!("/tags/{at}") };
        CellView::rows((1..=count.min(4)).map(row).collect(), count)
    };
    assert_eq!((rows(4).text.as_str(), rows(4).more), ("Tag 1, Tag 2, Tag 3, Tag 4", None));
    assert_eq!((rows(6).text.as_str(), rows(6).rows.len()), ("Tag 1, Tag 2, Tag 3 and 3 others", 3));
    assert_eq!(rows(0).kind, CellKind::Empty);
}

#[test]
fn s36_only_colours_are_drawn_as_colours() {
    let color = FieldMeta::of::<String>("a").widget(Widget::Color);
    assert_eq!(cell(color, "#1f6feb".to_owned()).kind, CellKind::Color);
    assert_eq!(cell(color, "\"/><script>".to_owned()).kind, CellKind::Text);
}

#[test]
fn secrets_are_never_drawn() {
    let secret = FieldMeta::of::<String>("a").widget(Widget::Password);
    assert!(!format!("{:?}", cell(secret, "hunter2".to_owned())).contains("hunter2"));
}
