//! What a resource asks of its table: orders, filters, searches, references.

use std::sync::Arc;

use crate::{
    Column, Dialect, Direction, Kind, Order, Path, Registry, Resource, SearchOperator, Storage,
    query::keys::total_order, store::TableName,
};

/// Something that an index of one table would serve.
#[derive(Clone, Debug)]
pub(super) struct Need {
    pub(super) table: TableName,
    pub(super) how: How,
    /// In words.
    pub(super) used_for: String,
    /// The column that is NULL in all rows that are asked for, where the resource has a trash.
    pub(super) live: Option<&'static str>,
}

/// How an index would be used.
#[derive(Clone, Debug)]
pub(super) enum How {
    /// Read in this order.
    InOrder(Vec<(Arc<Column>, Direction)>),
    /// Looked up by a value, or a range of values; whatever the list is sorted by comes after it.
    ByValue(Arc<Column>),
    /// Looked up by the columns of a foreign key, which need not be fields.
    ByKey(Vec<String>),
    /// Searched for parts of a text.
    InText(Arc<Column>),
    /// Searched for how a text begins.
    AtStart(Arc<Column>),
    /// The few rows in the trash, found by their time.
    InTrash(Arc<Column>),
    /// Sorted or searched over a relation.
    OverRelation,
}

impl Need {
    /// Whether the index that would serve this serves the other one as well.
    pub(super) fn covers(&self, other: &Self) -> bool {
        let own = self.columns();
        let is_same = |one: &&str, other: &str| one.eq_ignore_ascii_case(other);
        self.table == other.table
            && match (&self.how, &other.how) {
                (How::InOrder(own), How::InOrder(other)) => is_prefix(other, own),
                (How::InOrder(_) | How::ByValue(_) | How::ByKey(_), How::ByValue(column)) => {
                    own.first().is_some_and(|first| is_same(first, column.meta.column))
                }
                (How::InOrder(_) | How::ByValue(_) | How::ByKey(_), How::ByKey(columns)) => {
                    let leading = own.get(..columns.len()).unwrap_or_default();
                    !leading.is_empty() && columns.iter().all(|it| leading.iter().any(|own| is_same(own, it)))
                }
                (How::InText(_), How::InText(_) | How::AtStart(_))
                | (How::AtStart(_), How::AtStart(_))
                | (How::InTrash(_), How::InTrash(_)) => own == other.columns(),
                (How::OverRelation, How::OverRelation) => self.used_for == other.used_for,
                _ => false,
            }
    }

    /// Whether both are of one kind.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(&self.how) == std::mem::discriminant(&other.how)
    }

    fn columns(&self) -> Vec<&str> {
        match &self.how {
            How::InOrder(keys) => keys.iter().map(|(column, _)| column.meta.column).collect(),
            How::ByKey(columns) => columns.iter().map(String::as_str).collect(),
            How::ByValue(column) | How::InText(column) | How::AtStart(column) | How::InTrash(column) => {
                vec![column.meta.column]
            }
            How::OverRelation => Vec::new(),
        }
    }
}

/// Whether one order is the beginning of another, both ways round or turned.
fn is_prefix(short: &[(Arc<Column>, Direction)], long: &[(Arc<Column>, Direction)]) -> bool {
    let same = |turned: bool| {
        short.len() <= long.len()
            && short.iter().zip(long).all(|((a, one), (b, other))| a.index == b.index && (one == other) != turned)
    };
    same(false) || same(true)
}

/// What all resources ask for; the most specific first, since what serves that serves more.
pub(super) fn needs(registry: &Registry) -> Vec<Need> {
    let mut needs = Vec::new();
    for resource in registry.resources() {
        // A view has no indexes of its own.
        let Some(table) = resource.live.as_ref().filter(|_| !resource.unique.is_empty()) else { continue };
        let of = Of { resource, table };
        if !resource.order.is_empty() {
            needs.push(of.order(resource.order(), "the order of the list".to_owned()));
        }
        for path in resource.sortable() {
            needs.push(of.sort(path));
        }
    }
    for resource in registry.resources() {
        let Some(table) = resource.live.as_ref().filter(|_| !resource.unique.is_empty()) else { continue };
        let of = Of { resource, table };
        needs.extend(resource.filters().iter().filter_map(|path| of.filter(path)));
        needs.extend(resource.drill_down().and_then(|path| of.by_value(path, format!("narrowing by {}", path.label))));
        needs.extend(of.searches());
        needs
            .extend(resource.soft_delete().map(|column| of.need(How::InTrash(column.clone()), "its trash".to_owned())));
        for key in registry.references_to(table) {
            let words = format!("{}: what refers to a record, when it is deleted or opened", resource.meta().rust_name);
            needs.push(Need {
                table: key.table.clone(),
                how: How::ByKey(key.columns.clone()),
                used_for: words,
                live: None,
            });
        }
        for inline in resource.inlines() {
            let child = registry.of(inline.child());
            let by = child.and_then(|child| child.column(inline.meta.by).cloned().zip(child.live.clone()));
            needs.extend(by.map(|(by, table)| Need {
                table,
                how: How::ByKey(vec![by.meta.column.to_owned()]),
                used_for: format!("{}: the rows on its form", resource.meta().rust_name),
                live: None,
            }));
        }
    }
    // An order that cannot be said is none.
    needs.retain(|need| !matches!(&need.how, How::InOrder(keys) if keys.is_empty()));
    needs
}

/// What a sort asks for; also for the headings of a list.
pub(super) fn of_sort(resource: &Resource, path: &Path) -> Option<Need> {
    let table = resource.live.as_ref().filter(|_| !resource.unique.is_empty())?;
    Some(Of { resource, table }.sort(path)).filter(|need| !matches!(&need.how, How::InOrder(keys) if keys.is_empty()))
}

/// A resource and its table.
#[derive(Clone, Copy)]
struct Of<'a> {
    resource: &'a Resource,
    table: &'a TableName,
}

impl Of<'_> {
    fn need(self, how: How, words: String) -> Need {
        let used_for = format!("{}: {words}", self.resource.meta().rust_name);
        let live = self.resource.soft_delete().map(|column| column.meta.column);
        Need { table: self.table.clone(), how, used_for, live }
    }

    fn sort(self, path: &Path) -> Need {
        let order = [Order { path: path.clone(), direction: Direction::Asc }];
        self.order(&order, format!("sorting by {}", path.label))
    }

    fn order(self, order: &[Order], words: String) -> Need {
        let keys = total_order(self.resource, order);
        if keys.iter().any(|key| !key.path.hops.is_empty()) {
            return self.need(How::OverRelation, words);
        }
        // What an expression is sorted by, only whoever wrote it can index.
        let is_known = keys.iter().all(|key| key.path.column.expr.is_none());
        let keys = keys.into_iter().filter(|_| is_known).map(|key| (key.path.column, key.direction)).collect();
        self.need(How::InOrder(keys), words)
    }

    fn filter(self, path: &Path) -> Option<Need> {
        // Half of a table is not worth an index, and what is in a list is not found by one that is sorted.
        let is_open = matches!(path.column.kind(), Kind::Bool | Kind::List(_) | Kind::Json);
        if is_open { None } else { self.by_value(path, format!("filtering by {}", path.label)) }
    }

    fn by_value(self, path: &Path, words: String) -> Option<Need> {
        let is_own = path.hops.is_empty() && path.column.expr.is_none() && !is_converted(&path.column, self.resource);
        is_own.then(|| self.need(How::ByValue(path.column.clone()), words))
    }

    fn searches(self) -> Vec<Need> {
        let words = "searching".to_owned();
        let mut needs = Vec::new();
        for target in self.resource.search() {
            let column = target.path.column.clone();
            let how = match target.operator {
                _ if !target.path.hops.is_empty() => How::OverRelation,
                SearchOperator::Contains => How::InText(column),
                SearchOperator::Prefix => How::AtStart(column),
                SearchOperator::Exact if is_converted(&column, self.resource) => continue,
                SearchOperator::Exact => How::ByValue(column),
                // The database was asked for it when the admin was built, where it cannot do without.
                SearchOperator::FullText => continue,
            };
            needs.push(self.need(how, words.clone()));
        }
        needs
    }
}

/// Whether a column is compared as something else than it is stored as, so that an index on it is of no use.
pub(super) fn is_converted(column: &Column, resource: &Resource) -> bool {
    let dialect = resource.dialect;
    match (&column.storage, dialect) {
        (Storage::Text, Dialect::Sqlite | Dialect::MySql) => column.kind().is_number(),
        (Storage::Cast(_), Dialect::MySql) => true,
        _ => false,
    }
}
