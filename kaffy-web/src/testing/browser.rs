//! One browser in front of an admin.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    http::{HeaderMap, HeaderName, HeaderValue, Request, header, request::Parts},
};
use kaffy_core::{Actor, Admin, AdminResource, Key, Resource, accounts::NewUser};

use super::{ActionTest, FormTest, ListTest, TestError, TestForm, TestPage};
use crate::{links::Links, router};

/// The password of those whom [`TestAdmin::sign_in_new`] adds.
const PASSWORD: &str = "nine lanterns in a row";

/// Somebody who is in front of the admin, in a test.
///
/// ```
/// # use kaffy_core::{Actor, Admin, AdminResource};
/// # use kaffy_web::testing::{TestAdmin, TestError};
/// # async fn test<Product: AdminResource>(admin: Admin) -> Result<(), TestError> {
/// let ann = TestAdmin::new(admin).signed_in_as(Actor::new("1", "Ann").role("manager"));
///
/// let list = ann.list::<Product>().search("rye").sort("-price").get().await?;
/// assert_eq!(list.titles(), ["Rye bread", "Rye rolls"]);
/// assert_eq!(list.cell(0, "price"), "3.90");
///
/// let error = ann.form::<Product>(1).set("price", -1).submit().await.expect_err("a price below nothing");
/// assert_eq!(error.field("price"), "must be at least 0");
///
/// let saved = ann.form::<Product>(1).set("price", "4.20").submit().await?;
/// assert_eq!(saved.message(), "The product “Rye bread” was saved.");
/// # Ok(())
/// # }
/// ```
///
/// Each has cookies of its own. What takes a `TestAdmin` and makes another ([`signed_in_as`](Self::signed_in_as),
/// [`sign_in`](Self::sign_in)) is another browser in front of the same admin, so two people are two values.
pub struct TestAdmin {
    admin: Admin,
    pub(super) app: Router,
    prefix: String,
    pub(super) host: String,
    who: Option<Actor>,
    pub(super) headers: HeaderMap,
    pub(super) cookies: Mutex<Vec<(String, String)>>,
}

/// Whoever the kit says is asking. Only this module can make one, so nothing that comes from outside is one.
#[derive(Clone)]
struct StandsFor(Arc<Actor>);

/// Whoever a test says is asking.
pub(crate) fn stands_for(parts: &Parts) -> Option<Actor> {
    parts.extensions.get::<StandsFor>().map(|it| it.0.as_ref().clone())
}

impl TestAdmin {
    /// The pages of an admin below `/admin`, as [`router`](crate::router()) makes them.
    pub fn new(admin: Admin) -> Self {
        let app = Router::new().nest_service("/admin", router(admin.clone()));
        Self::over(admin, app, "/admin")
    }

    /// An application that has the pages of an admin below a path: with its login, its layers, or pages that
    /// [`Pages`](crate::Pages) made.
    ///
    /// ```
    /// # use axum::Router;
    /// # use kaffy_core::Admin;
    /// # use kaffy_web::{Pages, TemplateError, testing::TestAdmin};
    /// # fn test(admin: Admin) -> Result<(), TemplateError> {
    /// let app = Router::new().nest_service("/back", Pages::new(admin.clone()).router()?);
    /// let admin = TestAdmin::over(admin, app, "/back");
    /// # Ok(())
    /// # }
    /// ```
    pub fn over(admin: Admin, app: Router, prefix: &str) -> Self {
        Self {
            admin,
            app,
            prefix: prefix.trim_end_matches('/').to_owned(),
            host: "localhost".to_owned(),
            who: None,
            headers: HeaderMap::new(),
            cookies: Mutex::default(),
        }
    }

    /// Another browser, of somebody who is signed in by the application's own login (`Auth::external`), or in place of
    /// the local developer.
    ///
    /// The closure of the login is not asked then. Test it by itself, or through the admin with
    /// [`with_header`](Self::with_header).
    ///
    /// # Panics
    /// With built-in accounts, where a session has to begin: [`sign_in`](Self::sign_in), [`sign_in_new`](Self::sign_in_new).
    #[must_use]
    pub fn signed_in_as(&self, actor: Actor) -> Self {
        assert!(
            self.admin.accounts().is_none(),
            "this admin has accounts of its own: `sign_in(address, password)`, or `sign_in_new(NewUser::new(…).role(…))`"
        );
        Self { who: Some(actor), ..self.another() }
    }

    /// Another browser, of somebody with a built-in account: fills in the page to sign in.
    ///
    /// # Errors
    /// When the page refuses.
    pub async fn sign_in(&self, address: &str, password: &str) -> Result<Self, TestError> {
        let browser = self.another();
        let page = browser.get("/login").await;
        let form = browser.form_on(&page, "main form")?.set("email", address).set("password", password);
        let page = form.send().await?;
        match page.is_redirect() {
            true => Ok(browser),
            false => Err(TestError::at(&page, "nobody is signed in")),
        }
    }

    /// Another browser, of somebody who is added to the built-in accounts first; with a password of the kit's.
    ///
    /// ```
    /// # use kaffy_core::accounts::{Grant, NewUser};
    /// # use kaffy_core::{Admin, Permission};
    /// # use kaffy_web::testing::TestAdmin;
    /// # async fn test(admin: Admin) -> Result<(), Box<dyn std::error::Error>> {
    /// let accounts = admin.accounts().expect("Auth::built_in()");
    /// accounts.set_role("Clerk", [Grant::on_all(Permission::View)]).await?;
    /// let carl = TestAdmin::new(admin).sign_in_new(NewUser::new("carl@shop.example").role("Clerk")).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// When somebody has the address already, a role is not there, or the page refuses.
    ///
    /// # Panics
    /// Without built-in accounts.
    pub async fn sign_in_new(&self, user: NewUser) -> Result<Self, TestError> {
        let accounts = self.admin.accounts();
        let accounts =
            accounts.unwrap_or_else(|| panic!("this admin has no accounts of its own: `signed_in_as(actor)`"));
        let made = accounts.create_user(user.password(PASSWORD)).await;
        let made = made.map_err(|error| TestError::said(&format!("the user could not be added: {error}")))?;
        self.sign_in(&made.user.email, PASSWORD).await
    }

    /// The same browser with one more header on each of its requests, such as one that a login reads.
    ///
    /// # Panics
    /// When it is no header.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        let (name, value) = (HeaderName::try_from(name), HeaderValue::try_from(value));
        match (name, value) {
            (Ok(name), Ok(value)) => self.headers.insert(name, value),
            _ => panic!("a header has a name of letters and a value of visible signs"),
        };
        self
    }

    /// The same browser at another host than `localhost`, where [`AdminBuilder::allowed_hosts`](kaffy_core::AdminBuilder::allowed_hosts) names some.
    #[must_use]
    pub fn at_host(mut self, host: impl Into<String>) -> Self {
        self.host = host.into();
        self
    }

    /// The admin.
    pub const fn admin(&self) -> &Admin {
        &self.admin
    }

    /// The list of a resource.
    pub fn list<R: AdminResource>(&self) -> ListTest<'_, R> {
        ListTest::new(self)
    }

    /// The form of a record, by its key.
    pub fn form<R: AdminResource>(&self, id: impl Into<Key>) -> FormTest<'_, R> {
        FormTest::new(self, Some(id.into()))
    }

    /// The form for a new record.
    pub fn new_form<R: AdminResource>(&self) -> FormTest<'_, R> {
        FormTest::new(self, None)
    }

    /// An action by its key; [`on`](ActionTest::on) says what it is done to.
    pub fn action<R: AdminResource>(&self, key: &str) -> ActionTest<'_, R> {
        ActionTest::new(self, key)
    }

    /// Deletes a record as people do: opens the page that asks, and answers it. Says what was said.
    ///
    /// # Errors
    /// When the page refuses, or something is in the way; its words are in [`TestError::text`].
    pub async fn delete<R: AdminResource>(&self, id: impl Into<Key>) -> Result<String, TestError> {
        let resource = self.resource::<R>()?;
        let page = self.get_ok(&self.links().delete(&resource, &id.into())).await?;
        if !page.has("form.answer") {
            return Err(TestError::at(&page, "it cannot be deleted"));
        }
        let answer = self.form_on(&page, "form.answer")?.send().await?;
        if !answer.is_redirect() {
            return Err(TestError::at(&answer, "it was not deleted"));
        }
        Ok(self.follow(&answer).await.flash())
    }

    /// Any page by its address below the admin: `/`, `/chores/reprice`, `/audit?q=rye`. It is not followed where it
    /// leads on, and not looked at: [`TestPage::status`] says what came.
    pub async fn get(&self, path: &str) -> TestPage {
        self.send(self.request("GET", &self.address(path)), Vec::new()).await
    }

    /// A form of a page, to fill in and send: the first that matches the CSS selector.
    ///
    /// # Errors
    /// When there is none.
    pub fn form_on(&self, page: &TestPage, selector: &str) -> Result<TestForm<'_>, TestError> {
        TestForm::of(self, page, selector)
    }

    /// Goes where a page leads on to.
    pub async fn follow(&self, page: &TestPage) -> TestPage {
        let place = page.location().unwrap_or_default();
        let path = place.split('#').next().unwrap_or_default();
        self.send(self.request("GET", path), Vec::new()).await
    }

    /// The page at a whole path, which has to be there.
    pub(super) async fn get_ok(&self, path: &str) -> Result<TestPage, TestError> {
        let page = self.send(self.request("GET", path), Vec::new()).await;
        match page.status() {
            200 => Ok(page),
            _ => Err(TestError::at(&page, "the page is not there")),
        }
    }

    pub(super) fn links(&self) -> Links {
        Links::new(self.prefix.clone())
    }

    pub(super) fn resource<R: AdminResource>(&self) -> Result<Arc<Resource>, TestError> {
        let found = self.admin.registry().of(R::META).cloned();
        found.ok_or_else(|| {
            let known: Vec<_> = self.admin.registry().resources().iter().map(|it| it.meta().rust_name).collect();
            let name = R::META.rust_name;
            TestError::said(&format!("`{name}` is no resource of this admin, which has: {}", known.join(", ")))
        })
    }

    /// Whoever asks, as far as a test knows.
    pub(super) fn actor(&self) -> Actor {
        self.who.clone().unwrap_or_else(|| Actor::new("test", "Test"))
    }

    pub(super) fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, &self.host);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        match &self.who {
            Some(actor) => request.extension(StandsFor(Arc::new(actor.clone()))),
            None => request,
        }
    }

    /// Another browser, without cookies.
    fn another(&self) -> Self {
        Self {
            admin: self.admin.clone(),
            app: self.app.clone(),
            prefix: self.prefix.clone(),
            host: self.host.clone(),
            who: self.who.clone(),
            headers: self.headers.clone(),
            cookies: Mutex::default(),
        }
    }

    fn address(&self, path: &str) -> String {
        match path.trim_start_matches('/') {
            "" => self.links().home(),
            path => format!("{}/{path}", self.prefix),
        }
    }

    pub(super) fn held(&self) -> std::sync::MutexGuard<'_, Vec<(String, String)>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for TestAdmin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestAdmin").field("prefix", &self.prefix).field("who", &self.who).finish_non_exhaustive()
    }
}
