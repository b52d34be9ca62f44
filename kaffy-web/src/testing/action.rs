//! An action, as people run it.

use std::{fmt::Display, marker::PhantomData};

use kaffy_core::{AdminResource, Key};
use scraper::ElementRef;

use super::{FieldName, TestAdmin, TestError, TestForm, TestPage, read};

/// The form that asks before an action runs.
const ASKING: &str = "form.answer-form";

/// An action that is going to be run.
///
/// ```
/// # use kaffy_core::AdminResource;
/// # use kaffy_web::testing::{TestAdmin, TestError};
/// # async fn test<Product: AdminResource>(ann: TestAdmin) -> Result<(), TestError> {
/// let ran = ann.action::<Product>("restock").on([1, 2]).input("amount", 10).run().await?;
/// assert_eq!(ran.message(), "2 products were restocked.");
/// assert!(ran.failures().is_empty());
///
/// // Somebody who may not is told so.
/// let error = ann.action::<Product>("restock").on_record(3).run().await.expect_err("not for this one");
/// assert_eq!(error.status(), 403);
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct ActionTest<'a, R> {
    admin: &'a TestAdmin,
    key: String,
    on: On,
    inputs: Vec<(FieldName, String)>,
    of: PhantomData<fn() -> R>,
}

#[derive(Debug)]
enum On {
    Nothing,
    Selection(Vec<Key>),
    All,
    Record(Key),
}

impl<'a, R: AdminResource> ActionTest<'a, R> {
    pub(super) fn new(admin: &'a TestAdmin, key: &str) -> Self {
        Self { admin, key: key.to_owned(), on: On::Nothing, inputs: Vec::new(), of: PhantomData }
    }

    /// Runs it from the list, on these rows: as if each were ticked, whichever page it is on.
    #[must_use]
    pub fn on<K: Into<Key>>(mut self, ids: impl IntoIterator<Item = K>) -> Self {
        self.on = On::Selection(ids.into_iter().map(Into::into).collect());
        self
    }

    /// Runs it from the list, on all rows that there are.
    #[must_use]
    pub fn on_all(mut self) -> Self {
        self.on = On::All;
        self
    }

    /// Runs it from the page of one record.
    #[must_use]
    pub fn on_record(mut self, id: impl Into<Key>) -> Self {
        self.on = On::Record(id.into());
        self
    }

    /// Fills in what it asks for.
    #[must_use]
    pub fn input(mut self, field: impl Into<FieldName>, value: impl Display) -> Self {
        self.inputs.push((field.into(), value.to_string()));
        self
    }

    /// Runs it.
    ///
    /// # Errors
    /// When it is not offered to whoever asks, when nothing is selected, when an input is wrong
    /// ([`TestError::errors`]), and when it refused a single record. Rows of a selection that it was not done to are in
    /// [`Ran::failures`].
    pub async fn run(self) -> Result<Ran, TestError> {
        let asked = self.asked().await?;
        let answer = match asked.has(ASKING) {
            true => self.filled(&asked)?.press("_run", "1").send().await?,
            false if self.inputs.is_empty() => asked,
            false => return Err(TestError::at(&asked, "it asks for nothing, and inputs were given")),
        };
        self.ran(answer).await
    }

    /// Opens the page that asks, and fills it in: to look at what it says and holds.
    ///
    /// # Errors
    /// As [`run`](Self::run), and when it asks for nothing: one on a record was run then.
    pub async fn ask(self) -> Result<TestForm<'a>, TestError> {
        let asked = self.asked().await?;
        self.filled(&asked)
    }

    async fn asked(&self) -> Result<TestPage, TestError> {
        match &self.on {
            On::Nothing => Err(TestError::said("an action is run `.on([ids])`, `.on_all()` or `.on_record(id)`")),
            On::Record(key) => self.asked_on_record(key).await,
            On::Selection(_) | On::All => self.asked_on_list().await,
        }
    }

    fn filled(&self, asked: &TestPage) -> Result<TestForm<'a>, TestError> {
        let form = self.admin.form_on(asked, ASKING)?;
        Ok(self.inputs.iter().fold(form, |form, (field, value)| form.set(field.clone(), value)))
    }

    async fn ran(&self, answer: TestPage) -> Result<Ran, TestError> {
        let run = answer.location().and_then(|place| {
            let (_, rest) = place.split_once(&format!("/actions/{}/", self.key))?;
            rest.split(['?', '#']).next().map(str::to_owned)
        });
        let is_result = answer.status() == 200 && answer.has(".result");
        let page = match answer.is_redirect() {
            true => self.admin.follow(&answer).await,
            false if is_result => answer,
            false => return Err(TestError::at(&answer, "it was not run")),
        };
        if page.has(".flash.warning") && !is_result {
            return Err(TestError::at(&page, "it was not run"));
        }
        let failure = |item: ElementRef<'_>| {
            let one = |name: &str| item.select(&read::selector(name)).next().map(read::text).unwrap_or_default();
            (one("a"), one("span"))
        };
        let failures = page.select(".result .failures li:not(.quiet)", failure);
        Ok(Ran { message: page.flash(), failures, run, page })
    }

    async fn asked_on_list(&self) -> Result<TestPage, TestError> {
        let resource = self.admin.resource::<R>()?;
        let list = self.admin.get_ok(&self.admin.links().list(&resource)).await?;
        if !list.has("form#selection") {
            return Err(self.not_offered(&list, &[]));
        }
        let form = self.admin.form_on(&list, "form#selection")?;
        let offered = form.has_select("_action");
        if !offered.contains(&&*self.key) {
            return Err(self.not_offered(&list, &offered));
        }
        let form = form.set("_action", &self.key);
        let form = match &self.on {
            On::All => self.all(form, &list)?,
            On::Selection(keys) => keys.iter().fold(form, |form, key| form.also("_id", &key.segment(&resource))),
            On::Nothing | On::Record(_) => form,
        };
        let page = form.send().await?;
        // Nothing was selected, or nothing of it is there.
        let page = if page.is_redirect() { self.admin.follow(&page).await } else { page };
        match page.status() {
            200 if page.has(ASKING) => Ok(page),
            _ => Err(TestError::at(&page, "it was not run")),
        }
    }

    fn not_offered(&self, page: &TestPage, offered: &[&str]) -> TestError {
        let others = if offered.is_empty() { "no other is, either" } else { "but" };
        let list = if offered.is_empty() { String::new() } else { format!(": {}", offered.join(", ")) };
        TestError::at(page, &format!("the action `{}` is not offered, {others}{list}", self.key))
    }

    /// With all rows selected: by the tick for it, or one by one where the list has one page.
    fn all(&self, form: TestForm<'a>, list: &TestPage) -> Result<TestForm<'a>, TestError> {
        if let Some(token) = list.attributes("form#selection [name=_all]", "value").first() {
            return Ok(form.also("_all", token));
        }
        let ids = list.attributes("[data-tick]", "value");
        match ids.is_empty() {
            true => Err(TestError::at(list, "there is nothing to select")),
            false => Ok(ids.iter().fold(form, |form, id| form.also("_id", id))),
        }
    }

    async fn asked_on_record(&self, key: &Key) -> Result<TestPage, TestError> {
        let resource = self.admin.resource::<R>()?;
        let page = self.admin.get_ok(&self.admin.links().record(&resource, key)).await?;
        let place = format!("/actions/{}", self.key);
        let leads = |address: &String| address.split('?').next().is_some_and(|path| path.ends_with(&place));
        if let Some(address) = page.attributes(".page-actions form", "action").into_iter().find(leads) {
            let form = self.admin.form_on(&page, &format!(".page-actions form[action=\"{address}\"]"))?;
            return form.send().await;
        }
        let Some(address) = page.attributes(".page-actions a", "href").into_iter().find(leads) else {
            let offered = page.texts(".page-actions :is(a, button)");
            return Err(self.not_offered(&page, &offered.iter().map(String::as_str).collect::<Vec<_>>()));
        };
        self.admin.get_ok(&address).await
    }
}

/// An action that was run.
#[derive(Clone, Debug)]
pub struct Ran {
    message: String,
    failures: Vec<(String, String)>,
    run: Option<String>,
    page: TestPage,
}

impl Ran {
    /// What was said: “3 products were archived.”
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The rows that it was not done to, with the reason, as far as the page names them.
    pub fn failures(&self) -> Vec<(&str, &str)> {
        self.failures.iter().map(|(row, why)| (&**row, &**why)).collect()
    }

    /// The run of an action in the background. Nothing is done yet: `TestJobs::drain` does it.
    pub fn background(&self) -> Option<&str> {
        self.run.as_deref()
    }

    /// The page that came after it.
    pub const fn page(&self) -> &TestPage {
        &self.page
    }
}
