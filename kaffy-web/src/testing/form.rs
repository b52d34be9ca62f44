//! The form of a record.

use std::{fmt::Display, marker::PhantomData};

use kaffy_core::{AdminResource, Key};

use super::{FieldName, TestAdmin, TestError, TestForm, TestPage};

/// The form of a record that is going to be filled in.
///
/// ```
/// # use kaffy_core::AdminResource;
/// # use kaffy_web::testing::{TestAdmin, TestError};
/// # async fn test<Product: AdminResource>(ann: TestAdmin) -> Result<(), TestError> {
/// let saved = ann.new_form::<Product>().set("title", "Rye").set("price", 4).submit().await?;
/// let form = ann.form::<Product>(saved.key()).open().await?;
/// assert_eq!(form.value("price"), Some("4"));
///
/// // What no page would send is refused.
/// assert!(ann.form::<Product>(saved.key()).force("id", 8).submit().await.is_err());
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct FormTest<'a, R> {
    admin: &'a TestAdmin,
    key: Option<Key>,
    fills: Vec<Fill>,
    of: PhantomData<fn() -> R>,
}

#[derive(Debug)]
enum Fill {
    Values(FieldName, Vec<String>),
    File(FieldName, String, Vec<u8>),
    Forced(FieldName, String),
}

impl<'a, R: AdminResource> FormTest<'a, R> {
    pub(super) const fn new(admin: &'a TestAdmin, key: Option<Key>) -> Self {
        Self { admin, key, fills: Vec::new(), of: PhantomData }
    }

    /// Fills in an input: a text as people type it, the value or the words of a choice, `true` or `false` for a tick.
    #[must_use]
    pub fn set(mut self, field: impl Into<FieldName>, value: impl Display) -> Self {
        self.fills.push(Fill::Values(field.into(), vec![value.to_string()]));
        self
    }

    /// Sets the ticks of several choices: those of these values, and no others.
    #[must_use]
    pub fn set_all(mut self, field: impl Into<FieldName>, values: &[&str]) -> Self {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        self.fills.push(Fill::Values(field.into(), values));
        self
    }

    /// Chooses a file.
    #[must_use]
    pub fn attach(mut self, field: impl Into<FieldName>, file: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.fills.push(Fill::File(field.into(), file.to_owned(), bytes.into()));
        self
    }

    /// Sends a pair that no page would, in place of what an input of this name holds: for tests of what is refused.
    #[must_use]
    pub fn force(mut self, field: impl Into<FieldName>, value: impl Display) -> Self {
        self.fills.push(Fill::Forced(field.into(), value.to_string()));
        self
    }

    /// Opens the page, and fills it in: to look at what it holds.
    ///
    /// # Errors
    /// When the page is not there (404, also for a record that is out of reach), may not be seen (403), or can only be
    /// looked at.
    pub async fn open(self) -> Result<TestForm<'a>, TestError> {
        let (resource, links) = (self.admin.resource::<R>()?, self.admin.links());
        let place = match &self.key {
            Some(key) => links.record(&resource, key),
            None => links.new_record(&resource),
        };
        let page = self.admin.get_ok(&place).await?;
        if !page.has("form.record") {
            return Err(TestError::at(&page, "the record can be looked at and not changed"));
        }
        let mut form = self.admin.form_on(&page, "form.record")?;
        for fill in self.fills {
            match fill {
                Fill::Values(field, values) => form.put(field.as_str(), &values),
                Fill::File(field, name, bytes) => form = form.attach(field, &name, bytes),
                Fill::Forced(field, value) => form = form.force(field, value),
            }
        }
        Ok(form)
    }

    /// Opens the page, fills it in and saves.
    ///
    /// # Errors
    /// As [`open`](Self::open), and when it was not saved: [`TestError::errors`] has what stands beside the inputs.
    pub async fn submit(self) -> Result<Saved, TestError> {
        let (admin, resource) = (self.admin, self.admin.resource::<R>()?);
        let answer = self.open().await?.press("_save", "stay").send().await?;
        if !answer.is_redirect() {
            return Err(TestError::at(&answer, "it was not saved"));
        }
        let place = answer.location().unwrap_or_default().to_owned();
        let path = place.split(['?', '#']).next().unwrap_or_default();
        let key = path.rsplit('/').next().and_then(|segment| Key::parse(&resource, segment).ok());
        let key = key.ok_or_else(|| TestError::at(&answer, "it leads to no record"))?;
        Ok(Saved { id: key.words(&resource), key, page: admin.follow(&answer).await })
    }
}

/// A record that was saved.
#[derive(Clone, Debug)]
pub struct Saved {
    key: Key,
    id: String,
    page: TestPage,
}

impl Saved {
    /// Its key, good for all that takes one.
    pub fn key(&self) -> Key {
        self.key.clone()
    }

    /// Its key as a text.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What was said: “The product “Rye bread” was saved.”
    pub fn message(&self) -> String {
        self.page.flash()
    }

    /// The page that came after it: that of the record, for those who may see it.
    pub const fn page(&self) -> &TestPage {
        &self.page
    }
}
