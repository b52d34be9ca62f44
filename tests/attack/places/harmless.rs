//! What poison that was drawn must not have become.

use http::header;
use scraper::{Html, Selector};

use super::place::Place;
use crate::shop::Page;

/// Nothing of the poison became an element, an attribute, a script or a template.
#[track_caller]
pub(super) fn is_harmless(page: &Page, place: Place) {
    let at = format!("{place:?}, {}", page.address);
    assert!(!page.status.is_server_error(), "{at}: {}", page.status);
    assert!(!page.body.contains("58054189"), "{at}: a template ran");
    let kind = page.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    match kind.split(';').next().unwrap_or_default() {
        "text/html" => {}
        "application/json" => {
            let json: serde_json::Value =
                serde_json::from_str(&page.body).unwrap_or_else(|error| panic!("{at}: {error}"));
            assert!(json.is_object(), "{at}");
            return;
        }
        "text/csv" => {
            let mut file = csv::ReaderBuilder::new().from_reader(page.body.as_bytes());
            let width = file.headers().expect("a row").len();
            for row in file.records() {
                assert_eq!(row.expect("quoted as it should be").len(), width, "{at}");
            }
            assert!(
                page.headers[header::CONTENT_DISPOSITION].to_str().expect("text").starts_with("attachment"),
                "{at}"
            );
            return;
        }
        "" if page.status.is_redirection() => return,
        other => panic!("{at}: {other}"),
    }
    let html = Html::parse_document(&page.body);
    for element in html.select(&Selector::parse("*").expect("a selector")) {
        let element_name = element.value().name();
        assert_ne!(element_name, "zqx7n", "{at}: an element came of it: {}", element.parent_html());
        for (name, value) in element.value().attrs() {
            assert!(
                !name.starts_with("zqx7") && !name.starts_with("on") && name != "style",
                "{at}: <{element_name} {name}>"
            );
            if matches!(name, "href" | "src" | "action" | "formaction") {
                assert!(value.starts_with(['/', '#', '?']) || value.starts_with("otpauth:"), "{at}: {name}={value}");
            }
        }
        if element_name == "script" {
            assert!(element.value().attr("src").is_some() && element.text().all(|text| text.trim().is_empty()), "{at}");
        }
    }
}

/// For the words of a failure.
trait ParentHtml {
    fn parent_html(&self) -> String;
}

impl ParentHtml for scraper::ElementRef<'_> {
    fn parent_html(&self) -> String {
        let parent = self.parent().and_then(scraper::ElementRef::wrap).map(|parent| parent.html());
        parent.unwrap_or_default().chars().take(400).collect()
    }
}

pub(super) fn has_mark(page: &Page, mark: &str) -> bool {
    // A mark ends with a blank, whatever else is made of the text.
    [" ", "+", "&#", "%20", "&nbsp;", "\u{a0}"].iter().any(|end| page.body.contains(&format!("zqx7{mark}{end}")))
}
