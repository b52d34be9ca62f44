//! Why something was not done, with the page that said so.

use std::{error::Error, fmt};

use scraper::ElementRef;

use super::{TestPage, read};

/// What went wrong in a test: the admin refused, or the test asks for what is not on the page.
///
/// `?` and `expect` print all of it: what was asked for, the status, the errors by field, and what the page says.
///
/// ```
/// # use kaffy_core::AdminResource;
/// # use kaffy_web::testing::{TestAdmin, TestError};
/// # async fn test<Product: AdminResource>(ann: TestAdmin) {
/// let error = ann.form::<Product>(1).set("price", -1).submit().await.expect_err("below nothing");
/// assert_eq!(error.status(), 422);
/// assert_eq!(error.errors(), [("price", "This is too small: it must be at least 0.")]);
/// # }
/// ```
pub struct TestError(Box<Inner>);

struct Inner {
    why: String,
    errors: Vec<(String, String)>,
    page: Option<TestPage>,
}

impl TestError {
    pub(super) fn said(why: &str) -> Self {
        Self(Box::new(Inner { why: why.to_owned(), errors: Vec::new(), page: None }))
    }

    pub(super) fn at(page: &TestPage, why: &str) -> Self {
        Self(Box::new(Inner { why: why.to_owned(), errors: errors(page), page: Some(page.clone()) }))
    }

    /// The status of the answer; 0 where nothing was asked for, since the test asks for what is not there.
    pub fn status(&self) -> u16 {
        self.0.page.as_ref().map_or(0, TestPage::status)
    }

    /// What is wrong by field, in the order of the page. What is about no field has an empty name.
    pub fn errors(&self) -> Vec<(&str, &str)> {
        self.0.errors.iter().map(|(field, words)| (&**field, &**words)).collect()
    }

    /// What is wrong with a field, or an empty text.
    pub fn field(&self, name: impl Into<super::FieldName>) -> &str {
        let name = name.into();
        self.0.errors.iter().find(|(field, _)| field == name.as_str()).map_or("", |(_, words)| words)
    }

    /// The page that said so, if one did.
    pub fn page(&self) -> Option<&TestPage> {
        self.0.page.as_ref()
    }

    /// What the page says, or an empty text.
    pub fn text(&self) -> String {
        self.0.page.as_ref().map(TestPage::text).unwrap_or_default()
    }
}

/// What a form says beside its inputs, and above them.
fn errors(page: &TestPage) -> Vec<(String, String)> {
    let of_field = |field: ElementRef<'_>| {
        let one = |selector: &str| field.select(&read::selector(selector)).next();
        // A fieldset of ticks has its name in each of them.
        let name = one("[name]").and_then(|input| input.attr("name")).unwrap_or_default();
        one(".error").map(|words| (name.to_owned(), read::text(words)))
    };
    let fields = page.select(".field.wrong", of_field).into_iter().flatten();
    page.texts(".summary > p").into_iter().map(|words| (String::new(), words)).chain(fields).collect()
}

impl fmt::Display for TestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { why, errors, page } = &*self.0;
        let Some(page) = page else { return f.write_str(why) };
        write!(f, "{why}: {} answered {}", page.address(), page.status_code())?;
        for (field, words) in errors {
            let field = if field.is_empty() { "(no field)" } else { field };
            write!(f, "\n  {field}: {words}")?;
        }
        write!(f, "\n\nThe page says:\n{}", page.text())
    }
}

impl fmt::Debug for TestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for TestError {}
