//! One answer, read as a person would: texts, tables, forms.

use http::{HeaderMap, StatusCode, header};
use scraper::{ElementRef, Html, Selector};

use super::TestApp;

/// An answer.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    pub(crate) address: String,
}

/// A form with what its inputs hold.
pub(crate) struct Filled {
    action: String,
    fields: Vec<(String, String)>,
}

impl Page {
    /// The page, which was answered with 200.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        self.is(StatusCode::OK)
    }

    /// The page, which was answered with this status.
    #[track_caller]
    pub(crate) fn is(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.address, self.words("main"));
        self
    }

    pub(crate) fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }

    /// The texts of all elements that match.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.html().select(&parse(selector)).map(text).collect()
    }

    /// The first text that matches, or nothing.
    pub(crate) fn words(&self, selector: &str) -> String {
        self.texts(selector).into_iter().next().unwrap_or_default()
    }

    /// An attribute of the first element that has it.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.attributes(selector, name).into_iter().next()
    }

    /// An attribute of every element that has it.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let attribute = |element: ElementRef<'_>| element.attr(name).map(str::to_owned);
        self.html().select(&parse(selector)).filter_map(attribute).collect()
    }

    pub(crate) fn has(&self, selector: &str) -> bool {
        self.html().select(&parse(selector)).next().is_some()
    }

    /// The cells of a column of the list, by its heading.
    #[track_caller]
    pub(crate) fn column(&self, heading: &str) -> Vec<String> {
        let heads = self.texts("thead th");
        let at = heads.iter().position(|head| head.starts_with(heading));
        let at = at.unwrap_or_else(|| panic!("no column {heading} among {heads:?}"));
        let (html, rows) = (self.html(), parse("tbody tr"));
        html.select(&rows)
            .map(|row| row.child_elements().filter(|cell| !is_tick(cell)).nth(at).map(text).unwrap_or_default())
            .collect()
    }

    /// Where a redirect leads.
    #[track_caller]
    pub(crate) fn location(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}: {}", self.address, self.words("main"));
        self.headers[header::LOCATION].to_str().expect("an address")
    }

    /// A form of the page with what a browser would send for it, without any button.
    #[track_caller]
    pub(crate) fn form(&self, selector: &str) -> Filled {
        let html = self.html();
        let form = html
            .select(&parse(selector))
            .next()
            .unwrap_or_else(|| panic!("no form {selector} at {}: {}", self.address, self.words("main")));
        let mut fields = Vec::new();
        for input in form.select(&parse("input, select, textarea")) {
            let Some(name) = input.attr("name") else { continue };
            // What stands in a template is not on the page.
            if input.ancestors().filter_map(ElementRef::wrap).any(|it| it.value().name() == "template") {
                continue;
            }
            let value = match input.value().name() {
                // A parser drops the first line break of a text area, and so does a browser.
                "textarea" => Some(input.text().collect::<String>()),
                "select" => {
                    let options = parse("option");
                    let chosen = input.select(&options).find(|option| option.attr("selected").is_some());
                    chosen.or_else(|| input.select(&options).next()).map(|it| it.attr("value").unwrap_or("").to_owned())
                }
                _ if matches!(input.attr("type"), Some("checkbox" | "radio")) && input.attr("checked").is_none() => {
                    None
                }
                _ => Some(input.attr("value").unwrap_or("").to_owned()),
            };
            fields.extend(value.map(|value| (name.to_owned(), value)));
        }
        Filled { action: form.attr("action").unwrap_or("").to_owned(), fields }
    }
}

impl Filled {
    /// The value of a field.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// With another value in a field, or one more field.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        match self.fields.iter_mut().rev().find(|(known, _)| known == name) {
            Some(field) => field.1 = value.to_owned(),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// The same form, sent by a button that saves.
    pub(crate) fn clone_with_save(&self, button: &str) -> Self {
        Self { action: self.action.clone(), fields: self.fields.clone() }.set("_save", button)
    }

    /// Without a field.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self
    }

    /// With a field once more.
    pub(crate) fn also(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends it to where it wants to go.
    pub(crate) async fn submit(&self, app: &TestApp) -> Page {
        let path = self.action.strip_prefix(app.prefix).expect("a form stays below the prefix");
        let fields = self.fields.iter().filter(|(name, _)| name != "_csrf");
        let fields: Vec<_> = fields.map(|(name, value)| (name.as_str(), value.as_str())).collect();
        app.post(path, &fields).await
    }
}

fn parse(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

/// Whether a cell is where its row is selected, below no heading.
fn is_tick(cell: &ElementRef<'_>) -> bool {
    cell.value().classes().any(|class| class == "tick")
}

/// The text of an element, white space as a browser shows it.
fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
