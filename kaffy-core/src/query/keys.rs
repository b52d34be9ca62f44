//! The keys of a total order: what was asked for, then the primary key (A3).

use std::{borrow::Cow, sync::Arc};

use crate::{Column, Direction, Order, Path, Resource};

/// The order with the primary key appended, so that no two rows compare equal and pages neither
/// overlap nor skip rows.
///
/// The primary key follows the direction of the last key before it, so that an index on
/// `(views, id)` is read one way. Without any other key the newest row comes first, as people expect
/// of a list nobody ordered.
pub(crate) fn total_order(resource: &Resource, asked: &[Order]) -> Vec<Order> {
    let mut keys: Vec<Order> = Vec::new();
    for order in asked.iter().flat_map(|order| parts(resource, order)) {
        if covers_key(resource, &keys) {
            break;
        }
        // Several expressions of one column go by its name.
        let is_same =
            |known: &Order| known.path.name == order.path.name && known.path.column.index == order.path.column.index;
        if !keys.iter().any(is_same) {
            keys.push(order);
        }
    }
    let direction = keys.last().map_or(Direction::Desc, |last| last.direction);
    for column in resource.key() {
        if !keys.iter().any(|key| is_own(key, column)) {
            keys.push(Order { path: own(column), direction });
        }
    }
    keys
}

/// What an order is by: itself, or the fields that a column with an order of its own names.
fn parts(resource: &Resource, order: &Order) -> Vec<Order> {
    let Some((_, by)) = resource.sorts.iter().find(|(name, _)| *name == order.path.name) else {
        return vec![order.clone()];
    };
    let turned = |direction: Direction| match order.direction {
        Direction::Asc => direction,
        Direction::Desc => direction.reversed(),
    };
    by.iter().map(|part| Order { path: part.path.clone(), direction: turned(part.direction) }).collect()
}

/// A column of the resource itself as a path.
pub(crate) fn own(column: &Arc<Column>) -> Path {
    Path { name: column.meta.name, label: column.meta.label.to_owned(), hops: Vec::new(), column: column.clone() }
}

/// The order in words that fit an address: `-views,id`.
pub(crate) fn signature(keys: &[Order]) -> String {
    let names: Vec<_> = keys.iter().map(word).collect();
    names.join(",")
}

/// One key as an address writes it: `-views`.
pub(crate) fn word(order: &Order) -> Cow<'static, str> {
    match order.direction {
        Direction::Asc => order.path.name.into(),
        Direction::Desc => ["-", order.path.name].concat().into(),
    }
}

/// Whether the keys hold the whole primary key; whatever came after it would change nothing.
fn covers_key(resource: &Resource, keys: &[Order]) -> bool {
    !resource.key().is_empty() && resource.key().iter().all(|column| keys.iter().any(|key| is_own(key, column)))
}

fn is_own(key: &Order, column: &Column) -> bool {
    key.path.hops.is_empty() && key.path.column.index == column.index
}
