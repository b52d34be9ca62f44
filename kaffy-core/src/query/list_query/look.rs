//! How a list looks: its columns, how close its rows stand, and which saved view it came from. None of it has a part
//! in which rows there are.

use uuid::Uuid;

use super::ListQuery;
use crate::{BadQuery, ListColumn, Resource, query::bad_query::quoted, tr};

/// How close the rows of a list stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Density {
    /// With room around them, which is the default.
    #[default]
    Comfortable,
    /// Close, so that more of them fit.
    Compact,
}

impl Density {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Comfortable, Self::Compact];

    /// Its name in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Comfortable => "comfortable",
            Self::Compact => "compact",
        }
    }

    /// What a person picks.
    pub fn label(self) -> String {
        match self {
            Self::Comfortable => tr!("density-comfortable"),
            Self::Compact => tr!("density-compact"),
        }
    }

    fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|density| density.key() == key)
    }
}

/// Which saved view a list is looked at in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ViewMark {
    /// Nothing is said: a plain list is then the default view of whoever looks, where they have one.
    #[default]
    Unsaid,
    /// None of them, `view=none`: the plain list is the plain list.
    None,
    /// The list began as this view, and may show something else by now.
    Saved(Uuid),
}

/// What a [`ListQuery`] says about looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// By name, in the order shown; none for the columns that the list has by itself.
    columns: Vec<&'static str>,
    density: Density,
    view: ViewMark,
}

impl Look {
    /// Reads `columns`, `density` and `view`.
    pub(super) fn read<'a>(
        resource: &Resource,
        given: impl Fn(&'static str) -> Option<&'a str>,
    ) -> Result<Self, BadQuery> {
        let density = given("density").map_or(Ok(Density::default()), |key| {
            Density::of(key).ok_or_else(|| BadQuery::new(tr!("list-density", density = quoted(key))))
        })?;
        let view = match given("view") {
            None => ViewMark::Unsaid,
            Some("none") => ViewMark::None,
            Some(id) => {
                ViewMark::Saved(Uuid::try_parse(id).map_err(|_| BadQuery::new(tr!("list-view", view = quoted(id))))?)
            }
        };
        Ok(Self { columns: given("columns").map_or(Ok(Vec::new()), |text| columns(resource, text))?, density, view })
    }

    /// As parameters of an address; defaults are left out.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&'static str, String)> {
        let columns = (!self.columns.is_empty()).then(|| ("columns", self.columns.join(",")));
        let density = (self.density != Density::default()).then(|| ("density", self.density.key().to_owned()));
        columns.into_iter().chain(density)
    }
}

fn columns(resource: &Resource, text: &str) -> Result<Vec<&'static str>, BadQuery> {
    let mut columns: Vec<&'static str> = Vec::new();
    for name in text.split(',') {
        let column = resource.listable().find(|column| column.name == name);
        let column = column.ok_or_else(|| BadQuery::no_column(resource, name))?;
        if columns.contains(&column.name) {
            return Err(BadQuery::new(tr!("list-column-twice", name = quoted(name))));
        }
        columns.push(column.name);
    }
    Ok(columns)
}

/// How it looks, and copies that look otherwise: on the same page, since the rows are the same.
impl ListQuery {
    /// The columns that are asked for, by name and in the order shown; none for those that the list has by itself.
    pub fn columns(&self) -> &[&'static str] {
        &self.look.columns
    }

    /// How close its rows stand.
    pub fn density(&self) -> Density {
        self.look.density
    }

    /// Which saved view it is looked at in.
    pub fn view(&self) -> ViewMark {
        self.look.view
    }

    /// With these columns; with none, with those that the list has by itself.
    #[must_use]
    pub fn with_columns(&self, columns: &[&ListColumn]) -> Self {
        let columns = columns.iter().map(|column| column.name).collect();
        Self { look: Look { columns, ..self.look.clone() }, ..self.clone() }
    }

    /// With rows as close as this.
    #[must_use]
    pub fn with_density(&self, density: Density) -> Self {
        Self { look: Look { density, ..self.look.clone() }, ..self.clone() }
    }

    /// Looked at in this saved view.
    #[must_use]
    pub fn in_view(&self, view: ViewMark) -> Self {
        Self { look: Look { view, ..self.look.clone() }, ..self.clone() }
    }

    /// The first page, and nothing of how it looks: which rows there are, and in which order. As a query string it
    /// names its tab in any case, so that it means these rows or none when the tabs are others by then.
    #[must_use]
    pub fn rows_only(&self) -> Self {
        Self { look: Look::default(), tabs: self.tabs.said(), ..self.first_page() }
    }

    /// What a saved view of it holds, as a query string: all but the place in it and the view it came from.
    pub fn to_view_string(&self) -> String {
        let whole = Self { tabs: self.tabs.said(), ..self.first_page() };
        whole.in_view(ViewMark::Unsaid).to_query_string()
    }
}
