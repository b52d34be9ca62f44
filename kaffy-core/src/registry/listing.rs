//! The list of a resource: the columns that are declared, then what code says about them.

use std::{mem::discriminant, sync::Arc};

use super::{Column, ListColumn, Order, Path, Problem};
use crate::{
    Dialect, Direction, Kind, ResourceMeta,
    columns::{ColumnSet, Drawing, Label, Links, Place, SortBy, SortExpr, Spec, Subject, guarded},
    nearest::nearest,
    store::sort_column,
};

/// The columns of a list and what comes with them.
#[derive(Default)]
pub(crate) struct Listing {
    pub(crate) columns: Vec<Arc<ListColumn>>,
    /// Columns that the list is sorted by in a way of their own: the name, and by what.
    pub(crate) sorts: Vec<(&'static str, Vec<Order>)>,
    pub(crate) links: Links,
    pub(crate) drawing: Option<Arc<dyn Drawing>>,
}

/// Joins the declared columns with those of the code, and reports what does not fit. `path` finds a path
/// of the resource by its name, `own` are its columns and its database.
pub(super) fn listing(
    meta: &'static ResourceMeta,
    declared: Vec<ListColumn>,
    set: Option<ColumnSet>,
    path: &dyn Fn(&'static str) -> Result<Path, String>,
    own: (&[Arc<Column>], Dialect),
    problems: &mut Vec<Problem>,
) -> Listing {
    let mut columns = declared;
    let Some(set) = set else {
        return Listing { columns: columns.into_iter().map(Arc::new).collect(), ..Listing::default() };
    };
    let mut sorts = Vec::new();
    let mut found = |result: Result<(), String>| {
        if let Err(message) = result {
            problems.push(Problem::new(meta.rust_name, message));
        }
    };
    for (at, spec) in set.specs.iter().enumerate() {
        found(add(meta, &mut columns, at, spec, path));
    }
    for spec in &set.specs {
        found(put(&mut columns, spec));
        let order = |(at, (by, direction)): (usize, &(SortBy, Direction))| match by {
            SortBy::Field(name) => order(spec, (name, *direction), path),
            SortBy::Expr(expr) => expression(spec, at, expr, own).map(|path| Order { path, direction: *direction }),
        };
        let orders: Result<Vec<_>, _> = spec.sorts.iter().enumerate().map(order).collect();
        match orders {
            Ok(orders) if orders.is_empty() => {}
            // The name that the list knows it by.
            Ok(orders) => sorts.extend(position(&columns, spec.name).map(|at| (columns[at].name, orders))),
            Err(message) => found(Err(message)),
        }
    }
    let columns = columns.into_iter().map(Arc::new).collect();
    Listing { columns, sorts, links: set.links, drawing: Some(set.drawing) }
}

/// Adds the column to the list, or finds it there, and keeps what is said about it.
fn add(
    meta: &'static ResourceMeta,
    columns: &mut Vec<ListColumn>,
    at: usize,
    spec: &Spec,
    path: &dyn Fn(&'static str) -> Result<Path, String>,
) -> Result<(), String> {
    let name = spec.name;
    let place = match spec.subject {
        Subject::Computed => {
            if meta.field(name).is_some() || meta.relation(name).is_some() {
                return Err(format!(
                    "the computed column `{name}` is named like a field: use another name, or change the column of \
                     the field with `columns.field(…)`"
                ));
            }
            if columns.iter().any(|column| column.name == name) {
                return Err(format!("two columns are called `{name}`: give one of them another name"));
            }
            let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if name.is_empty() || !name.chars().all(is_plain) {
                return Err(format!(
                    "the computed column `{name}` cannot stand in addresses: name it with small letters, digits and `_`"
                ));
            }
            columns.push(ListColumn { name, label: in_words(name), path: None, many: None, custom: None });
            columns.len() - 1
        }
        Subject::Field(kind) => {
            let place = match position(columns, name) {
                Some(place) => place,
                None => {
                    columns.push(ListColumn::of(path(name)?));
                    columns.len() - 1
                }
            };
            fits(&columns[place], kind)?;
            if columns[place].many.is_some() && spec.draws.is_some() {
                return Err(format!(
                    "the column `{name}` shows rows of another resource, and has no value to show in another way: \
                     leave that out, or add a `columns.computed(…)`"
                ));
            }
            place
        }
    };
    let column = &mut columns[place];
    if let Some(Label::Text(label)) = &spec.label {
        column.label.clone_from(label);
    }
    column.custom = Some((at, spec.clone()));
    Ok(())
}

/// A path is by name, so its type is compared here.
fn fits(column: &ListColumn, kind: Kind) -> Result<(), String> {
    match &column.path {
        Some(path) if discriminant(&path.column.kind()) != discriminant(&kind) => Err(format!(
            "`columns.path(\"{}\")` reads it as {kind:?}, and it is {:?}: name the type of the field",
            path.name,
            path.column.kind()
        )),
        _ => Ok(()),
    }
}

/// Moves a column to where it wants to be.
fn put(columns: &mut Vec<ListColumn>, spec: &Spec) -> Result<(), String> {
    let (Some(place), Some(from)) = (spec.place, position(columns, spec.name)) else { return Ok(()) };
    if let Place::Before(other) | Place::After(other) = place
        && (other == spec.name || position(columns, other).is_none())
    {
        let names = columns.iter().map(|column| column.name).filter(|known| *known != spec.name);
        let hint = nearest(other, names).map(|name| format!(", did you mean `{name}`?")).unwrap_or_default();
        return Err(format!(
            "the column `{}` cannot stand beside `{other}`: the list has no such column{hint}",
            spec.name
        ));
    }
    let column = columns.remove(from);
    let to = match place {
        Place::First => 0,
        Place::Before(other) => position(columns, other).unwrap_or_default(),
        Place::After(other) => position(columns, other).map_or(columns.len(), |at| at + 1),
    };
    columns.insert(to, column);
    Ok(())
}

/// What a list is sorted by for the sake of a column.
fn order(
    spec: &Spec,
    (name, direction): (&'static str, Direction),
    path: &dyn Fn(&'static str) -> Result<Path, String>,
) -> Result<Order, String> {
    let path = path(name)?;
    if path.column.kind().is_ordered() && path.column.is_comparable() && !path.column.meta.is_secret() {
        return Ok(Order { path, direction });
    }
    Err(format!(
        "the column `{}` cannot be sorted by `{name}`, whose values have no order: name another field",
        spec.name
    ))
}

/// An expression as what a list is sorted by: a path by the name of the column, which leads nowhere else.
fn expression(
    spec: &Spec,
    at: usize,
    expr: &SortExpr,
    (columns, dialect): (&[Arc<Column>], Dialect),
) -> Result<Path, String> {
    let name = spec.name;
    let kind = expr.meta.ty.kind;
    if !kind.is_ordered() || matches!(kind, Kind::Uuid) {
        return Err(format!(
            "the column `{name}` cannot be sorted by an expression of {kind:?}, whose values have no order: name a number, \
             a text, a date or a `bool`"
        ));
    }
    let made = guarded("sort_by_expr", name, || expr.make(columns, dialect));
    let made = made.ok_or_else(|| format!("the code of the expression that sorts the column `{name}` panicked"))?;
    // A place that no column of the table has.
    let (made, uses) = made;
    let column = Column { uses: Some(uses.into()), ..sort_column(expr.meta, columns.len() + at, made, dialect) };
    Ok(Path { name, label: String::new(), hops: Vec::new(), column: Arc::new(column) })
}

/// The column with this name; a field may stand in the list by the name of the relation that it makes.
fn position(columns: &[ListColumn], name: &str) -> Option<usize> {
    columns.iter().position(|column| column.name == name).or_else(|| {
        columns.iter().position(|column| {
            let own = column.path.as_ref().filter(|path| path.hops.is_empty());
            own.is_some_and(|path| {
                let meta = path.column.meta;
                meta.name == name || meta.belongs_to.is_some_and(|relation| relation.name == name)
            })
        })
    })
}

/// `profit_margin` as `Profit margin`.
fn in_words(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
