//! A list: how it is asked for, and what stands in it.

use std::{fmt::Display, marker::PhantomData};

use kaffy_core::{AdminResource, Key};
use scraper::ElementRef;

use super::{FieldName, TestAdmin, TestError, TestPage, read};
use crate::links::query_string;

/// A list that is going to be asked for.
///
/// ```
/// # use kaffy_core::AdminResource;
/// # use kaffy_web::testing::{TestAdmin, TestError};
/// # async fn test<Product: AdminResource>(ann: TestAdmin) -> Result<(), TestError> {
/// let list = ann.list::<Product>().search("rye").filter("status", "sold_out").sort("-price").get().await?;
/// list.assert_titles(&["Rye bread", "Rye rolls"]);
/// assert_eq!(list.column("price"), ["3.90", "1.20"]);
/// list.assert_cell("Rye rolls", "status", "Sold out");
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct ListTest<'a, R> {
    admin: &'a TestAdmin,
    pairs: Vec<(String, String)>,
    sort: Vec<String>,
    of: PhantomData<fn() -> R>,
}

impl<'a, R: AdminResource> ListTest<'a, R> {
    pub(super) const fn new(admin: &'a TestAdmin) -> Self {
        Self { admin, pairs: Vec::new(), sort: Vec::new(), of: PhantomData }
    }

    /// Searches.
    #[must_use]
    pub fn search(self, words: &str) -> Self {
        self.with("q", words)
    }

    /// Narrows by a filter: equal to a value, as it stands in the address (`sold_out`, not “Sold out”).
    #[must_use]
    pub fn filter(self, field: impl Into<FieldName>, value: impl Display) -> Self {
        let name = format!("f.{}", field.into());
        self.with(&name, &value.to_string())
    }

    /// Narrows by a filter with an operator: `gte`, `contains`, `blank`, …
    #[must_use]
    pub fn filter_by(self, field: impl Into<FieldName>, operator: &str, value: impl Display) -> Self {
        let name = format!("f.{}.{operator}", field.into());
        self.with(&name, &value.to_string())
    }

    /// Sorts by a column, `"-price"` from the largest down; called again, by another one after it.
    #[must_use]
    pub fn sort(mut self, by: impl Into<FieldName>) -> Self {
        self.sort.push(by.into().to_string());
        self
    }

    /// Asks for so many rows a page.
    #[must_use]
    pub fn size(self, rows: u16) -> Self {
        self.with("size", &rows.to_string())
    }

    /// Adds a parameter to the address.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.pairs.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Asks for it.
    ///
    /// # Errors
    /// When the answer is not 200 (403 for somebody who may not see it), or a filter has a value that it cannot take.
    pub async fn get(mut self) -> Result<TestList, TestError> {
        let resource = self.admin.resource::<R>()?;
        if !self.sort.is_empty() {
            self.pairs.push(("sort".to_owned(), self.sort.join(",")));
        }
        let query = query_string(self.pairs.iter().map(|(name, value)| (&**name, &**value)));
        let page = self.admin.get_ok(&self.admin.links().list_at(&resource, &query)).await?;
        TestList::of::<R>(self.admin, page)
    }
}

/// A list that came.
#[derive(Clone, Debug)]
pub struct TestList {
    page: TestPage,
    /// Names of columns with their headings.
    columns: Vec<(&'static str, String)>,
    heads: Vec<String>,
    rows: Vec<(Option<Key>, Vec<String>)>,
    /// The column that names a record.
    title: usize,
}

/// A row of a list: `0` for the first, `"Rye bread"` for the one that is called so.
#[derive(Clone, Debug)]
pub struct RowAt(Place);

#[derive(Clone, Debug)]
enum Place {
    Number(usize),
    Title(String),
}

impl From<usize> for RowAt {
    fn from(number: usize) -> Self {
        Self(Place::Number(number))
    }
}

impl From<&str> for RowAt {
    fn from(title: &str) -> Self {
        Self(Place::Title(title.to_owned()))
    }
}

impl TestList {
    fn of<R: AdminResource>(admin: &TestAdmin, page: TestPage) -> Result<Self, TestError> {
        if page.has(".chip-error") {
            return Err(TestError::at(&page, "a filter cannot take its value"));
        }
        let (resource, actor) = (admin.resource::<R>()?, admin.actor());
        let columns = resource.list().iter().map(|column| (column.name, column.label_for(&actor))).collect();
        let key = |row: ElementRef<'_>| {
            let tick = row.select(&read::selector("[data-tick]")).next().and_then(|it| it.attr("value"));
            let link = row.select(&read::selector("[data-open]")).next().and_then(|it| it.attr("href"));
            let segment = tick.or_else(|| link?.split('?').next()?.rsplit('/').next())?;
            Key::parse(&resource, segment).ok()
        };
        let is_tick = |cell: &ElementRef<'_>| cell.value().classes().any(|class| class == "tick");
        let cells = |row: ElementRef<'_>| row.child_elements().filter(|it| !is_tick(it)).map(read::text).collect();
        let rows = page.select("tbody tr[data-row]", |row| (key(row), cells(row)));
        let heads = page.select("thead th", heading);
        let mut list = Self { page, columns, heads, rows, title: 0 };
        list.title = resource.label().first().and_then(|path| list.at(path.name)).unwrap_or(0);
        Ok(list)
    }

    /// The page.
    pub const fn page(&self) -> &TestPage {
        &self.page
    }

    /// How many rows the page has.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// How many rows the whole list has, as the page says it: “14 products match”.
    pub fn total(&self) -> String {
        self.page.texts("#count").into_iter().next().unwrap_or_default()
    }

    /// What each record is called: the column that names it, which `label(…)` says, else the first one.
    pub fn titles(&self) -> Vec<&str> {
        self.rows.iter().map(|(_, cells)| cells.get(self.title).map_or("", String::as_str)).collect()
    }

    /// The keys of the rows; without those that could not be read.
    pub fn keys(&self) -> Vec<Key> {
        self.rows.iter().filter_map(|(key, _)| key.clone()).collect()
    }

    /// The headings of the columns.
    pub fn headings(&self) -> Vec<&str> {
        self.heads.iter().map(String::as_str).collect()
    }

    /// Whether the list has a column, by its name or its heading.
    pub fn has_column(&self, column: impl Into<FieldName>) -> bool {
        self.at(column.into().as_str()).is_some()
    }

    /// All cells of a column, by its name (`price`, `category.name`) or its heading.
    ///
    /// # Panics
    /// When there is no such column, with those that there are.
    #[track_caller]
    pub fn column(&self, column: impl Into<FieldName>) -> Vec<&str> {
        let at = self.place(column.into().as_str());
        self.rows.iter().map(|(_, cells)| cells.get(at).map_or("", String::as_str)).collect()
    }

    /// The cell of a row in a column.
    ///
    /// # Panics
    /// When there is no such row or column, with those that there are.
    #[track_caller]
    pub fn cell(&self, row: impl Into<RowAt>, column: impl Into<FieldName>) -> &str {
        let at = self.place(column.into().as_str());
        let row = match row.into().0 {
            Place::Number(number) => self.rows.get(number),
            Place::Title(title) => self.rows.iter().find(|(_, cells)| cells.get(self.title) == Some(&title)),
        };
        let Some((_, cells)) = row else { panic!("there is no such row among {:?}:\n{:?}", self.titles(), self.page) };
        cells.get(at).map_or("", String::as_str)
    }

    /// Panics unless the list has the records that are called so, in this order.
    ///
    /// # Panics
    /// When they have others, with the page.
    #[track_caller]
    pub fn assert_titles(&self, titles: &[&str]) {
        assert!(self.titles() == titles, "the list has {:?}, not {titles:?}:\n{:?}", self.titles(), self.page);
    }

    /// Panics unless a cell says this.
    ///
    /// # Panics
    /// When it says something else, with the page.
    #[track_caller]
    pub fn assert_cell(&self, row: impl Into<RowAt>, column: impl Into<FieldName>, words: &str) {
        let column = column.into();
        let cell = self.cell(row, column.clone());
        assert!(cell == words, "`{column}` says “{cell}”, not “{words}”:\n{:?}", self.page);
    }

    #[track_caller]
    fn place(&self, column: &str) -> usize {
        self.at(column).unwrap_or_else(|| {
            let named: Vec<_> = self.columns.iter().map(|(name, _)| *name).collect();
            panic!("there is no column `{column}`; shown are {:?}, declared are {named:?}", self.heads)
        })
    }

    fn at(&self, column: &str) -> Option<usize> {
        let label = self.columns.iter().find(|(name, _)| *name == column).map(|(_, label)| label.as_str());
        self.heads.iter().position(|head| head == label.unwrap_or(column))
    }
}

/// What a heading says, without what is beside it to sort by.
fn heading(head: ElementRef<'_>) -> String {
    head.select(&read::selector(".sort > a")).next().map_or_else(|| read::text(head), read::text)
}
