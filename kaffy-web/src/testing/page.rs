//! What came back: a status, headers, and a page to read.

use std::fmt;

use axum::http::{HeaderMap, StatusCode, header};
use scraper::{ElementRef, Html};

use super::read;

/// An answer of the admin.
///
/// ```
/// # use kaffy_web::testing::TestAdmin;
/// # async fn test(ann: TestAdmin) {
/// let page = ann.get("/audit").await.assert_status(200).assert_text("Rye bread").refute_text("hunter2");
/// assert_eq!(page.heading(), "Activity");
/// assert!(page.has("table tbody tr"));
/// # }
/// ```
#[derive(Clone)]
pub struct TestPage {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
    html: String,
    address: String,
}

impl TestPage {
    pub(super) fn new(status: StatusCode, headers: HeaderMap, body: Vec<u8>, address: String) -> Self {
        let html = String::from_utf8_lossy(&body).into_owned();
        Self { status, headers, body, html, address }
    }

    /// The status: 200, or 403 for somebody who may not, 404 for what is not there (for them), and so on.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The method and the path that were asked for.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A header, or an empty text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The answer as it came, such as a file.
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// The HTML.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// What stands in the middle of the page, a line for each block.
    pub fn text(&self) -> String {
        read::page(&self.html)
    }

    /// The main heading.
    pub fn heading(&self) -> String {
        self.texts("h1").into_iter().next().unwrap_or_default()
    }

    /// The message of what was just done, or an empty text.
    pub fn flash(&self) -> String {
        self.texts(".flash").into_iter().next().unwrap_or_default()
    }

    /// The texts of all elements that match a CSS selector, white space as a browser shows it, without what only a
    /// screen reader says.
    ///
    /// # Panics
    /// When it is no selector.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.select(selector, read::text)
    }

    /// An attribute of all elements that match a CSS selector and have it.
    ///
    /// # Panics
    /// When it is no selector.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.select(selector, |element| element.attr(name).map(str::to_owned)).into_iter().flatten().collect()
    }

    /// Whether an element matches a CSS selector.
    ///
    /// # Panics
    /// When it is no selector.
    pub fn has(&self, selector: &str) -> bool {
        !self.select(selector, |_| ()).is_empty()
    }

    /// Where the answer leads on to, if it does.
    pub fn location(&self) -> Option<&str> {
        self.headers.get(header::LOCATION).and_then(|place| place.to_str().ok())
    }

    /// Whether it leads on to another page, as after a save.
    pub fn is_redirect(&self) -> bool {
        self.status.is_redirection()
    }

    /// Says the page itself, which must have this status.
    ///
    /// # Panics
    /// When it has another, with what the page says.
    #[track_caller]
    pub fn assert_status(self, status: u16) -> Self {
        assert!(self.status() == status, "{} answered {}, not {status}.\n{}", self.address, self.status, self.text());
        self
    }

    /// Says the page itself, which must say this somewhere in its middle.
    ///
    /// # Panics
    /// When it does not, with what it says.
    #[track_caller]
    pub fn assert_text(self, words: &str) -> Self {
        let text = self.text();
        assert!(text.contains(words), "{} does not say “{words}” but:\n{text}", self.address);
        self
    }

    /// Says the page itself, which must not say this anywhere in its middle.
    ///
    /// # Panics
    /// When it does, with all that it says.
    #[track_caller]
    pub fn refute_text(self, words: &str) -> Self {
        let text = self.text();
        assert!(!text.contains(words), "{} says “{words}”:\n{text}", self.address);
        self
    }

    pub(super) fn select<T>(&self, selector: &str, read: impl FnMut(ElementRef<'_>) -> T) -> Vec<T> {
        Html::parse_document(&self.html).select(&read::selector(selector)).map(read).collect()
    }

    pub(super) fn status_code(&self) -> StatusCode {
        self.status
    }
}

impl fmt::Debug for TestPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} answered {}:", self.address, self.status)?;
        f.write_str(&self.text())
    }
}
