//! What was said about columns, before anybody looked whether it fits.

use std::{fmt, sync::Arc};

use super::{
    ColumnOf, Drawing, Shown, SortBy,
    drawing::{Draw, Typed},
};
use crate::{Actor, AdminResource, Direction, Field, FieldType, Kind};

/// The columns of a list, to change: what [`ResourceAdmin::columns`](crate::ResourceAdmin::columns) is
/// given.
///
/// It starts with the columns that `list(…)` declares. Whatever does not fit the resource is reported by
/// `build()`: a name that is taken or unknown, an order that no database can give.
///
/// ```
/// # mod kaffy { pub use kaffy_core::*; }
/// # use kaffy_core::*;
/// # #[derive(Clone, Copy)]
/// # struct ProductFields { price: Field<Product, f64>, cost: Field<Product, f64>, name: Field<Product, String> }
/// # struct Product { price: f64, cost: f64 }
/// # impl AdminResource for Product {
/// #     type Fields = ProductFields;
/// #     const FIELDS: ProductFields =
/// #         ProductFields { price: Field::new("price"), cost: Field::new("cost"), name: Field::new("name") };
/// #     const META: &'static ResourceMeta = &ResourceMeta::new("Product", TableMeta::new("products"));
/// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self { price: 0.0, cost: 0.0 }) }
/// # }
/// use kaffy::{Columns, ResourceAdmin, Shown, Tone};
///
/// struct ProductAdmin;
///
/// impl ResourceAdmin for ProductAdmin {
///     type Record = Product;
///
///     fn columns(&self, columns: &mut Columns<Product>) {
///         let fields = Product::fields();
///         columns
///             .computed("margin", |product: &Product| product.price - product.cost)
///             .label("What we earn")
///             .after(fields.price)
///             .visible_to(|actor| actor.has_role("owner"));
///         columns.field(fields.price).show(|price, product| match *price < product.cost {
///             true => Shown::badge(format!("{price} €"), Tone::Bad),
///             false => Shown::Usual,
///         });
///         columns.field(fields.name).link();
///         columns.path::<String>("category.name").label("Kind").empty("none");
///     }
/// }
/// ```
pub struct Columns<R: AdminResource> {
    pub(super) specs: Vec<Spec>,
    pub(super) draws: Vec<Draw<R>>,
    links: Links,
}

/// Which columns lead to the record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Links {
    /// Those that say so, else the first one.
    #[default]
    Usual,
    /// None.
    None,
}

/// What is said about one column.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    pub(crate) name: &'static str,
    pub(crate) subject: Subject,
    pub(crate) label: Option<Label>,
    pub(crate) visible: Option<Visible>,
    pub(crate) place: Option<Place>,
    pub(crate) sorts: Vec<(SortBy, Direction)>,
    pub(crate) empty: Option<String>,
    pub(crate) number: Option<bool>,
    pub(crate) opens: bool,
    /// Whether a function shows it, and whether that looks at the record.
    pub(crate) draws: Option<Needs>,
}

/// What a column is about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject {
    /// What a function makes of the record.
    Computed,
    /// A field of the resource, or over relations, of this kind.
    Field(Kind),
}

/// What the function of a column looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// The value of the column.
    Value,
    /// The record.
    Record,
}

/// Where a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    First,
    Before(&'static str),
    After(&'static str),
}

/// What the heading of a column says.
#[derive(Clone)]
pub(crate) enum Label {
    Text(String),
    By(Arc<dyn Fn(&Actor) -> String + Send + Sync>),
}

/// Whether an actor sees a column.
#[derive(Clone)]
pub(crate) struct Visible(pub(crate) Arc<dyn Fn(&Actor) -> bool + Send + Sync>);

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => text.fmt(f),
            Self::By(_) => f.write_str("by actor"),
        }
    }
}

impl fmt::Debug for Visible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("by actor")
    }
}

/// Columns whose record type is forgotten.
pub(crate) struct ColumnSet {
    pub(crate) specs: Vec<Spec>,
    pub(crate) links: Links,
    /// Draws the column of each spec, by its place.
    pub(crate) drawing: Arc<dyn Drawing>,
}

impl<R: AdminResource> Columns<R> {
    /// Those of a function that says something about them.
    pub(crate) fn collect(say: impl FnOnce(&mut Self)) -> Option<ColumnSet> {
        let mut columns = Self { specs: Vec::new(), draws: Vec::new(), links: Links::default() };
        say(&mut columns);
        if columns.specs.is_empty() && columns.links == Links::Usual {
            return None;
        }
        let names = columns.specs.iter().map(|spec| spec.name).collect();
        let drawing = Arc::new(Typed { names, draws: columns.draws });
        Some(ColumnSet { specs: columns.specs, links: columns.links, drawing })
    }

    /// Adds a column whose cells a function makes of the record, at the end unless it says where.
    ///
    /// `name` stands in addresses: small letters, digits and `_`. The heading is the name in words. The
    /// list cannot be sorted by it unless [`sort_by`](ColumnOf::sort_by) or
    /// [`sort_by_expr`](ColumnOf::sort_by_expr) says how. A function that panics
    /// and a record that does not fit its Rust type leave a broken cell in a list that is otherwise whole.
    ///
    /// The record comes in the statement of the page; whoever needs rows of other tables in a column makes
    /// a [`path`](Self::path) of it, since a function is called once for each row.
    pub fn computed<S: Into<Shown>>(
        &mut self,
        name: &'static str,
        show: impl Fn(&R) -> S + Send + Sync + 'static,
    ) -> ColumnOf<'_, R, ()> {
        let at = self.push(name, Subject::Computed);
        self.specs[at].draws = Some(Needs::Record);
        self.draws[at] = Draw::Record(Box::new(move |record| show(record).into()));
        ColumnOf::new(self, at)
    }

    /// The column of a field. One that the list does not have yet is added at the end.
    pub fn field<T: FieldType>(&mut self, field: Field<R, T>) -> ColumnOf<'_, R, T> {
        self.path(field.name())
    }

    /// The column of a path over relations, as `list(…)` names it: `category.name`. `T` is the type of the
    /// field at its end, or an `Option` of it. One that the list does not have yet is added at the end.
    pub fn path<T: FieldType>(&mut self, name: &'static str) -> ColumnOf<'_, R, T> {
        let known = self.specs.iter().position(|spec| spec.name == name && matches!(spec.subject, Subject::Field(_)));
        let at = known.unwrap_or_else(|| self.push(name, Subject::Field(T::TYPE.kind)));
        ColumnOf::new(self, at)
    }

    /// Lets no column lead to the record (A2): for lists that are only read. Nothing shows a link then,
    /// but whoever goes through the list with the keyboard comes across one in each row.
    pub fn no_link(&mut self) -> &mut Self {
        self.links = Links::None;
        self
    }

    fn push(&mut self, name: &'static str, subject: Subject) -> usize {
        self.specs.push(Spec {
            name,
            subject,
            label: None,
            visible: None,
            place: None,
            sorts: Vec::new(),
            empty: None,
            number: None,
            opens: false,
            draws: None,
        });
        self.draws.push(Draw::Nothing);
        self.specs.len() - 1
    }
}

impl<R: AdminResource> fmt::Debug for Columns<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.specs.iter().map(|spec| spec.name)).finish()
    }
}
