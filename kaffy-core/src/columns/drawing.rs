//! Running the functions of columns on the rows of a page, whatever they do.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Shown;
use crate::{AdminResource, Cell, FieldType, Record, Unreadable, tr, value::is_null};

/// The functions of the columns of a resource, whose type is forgotten.
pub(crate) trait Drawing: Send + Sync {
    /// Reads a record as its type, once for all columns of a row, and draws those that are asked for: by
    /// place, with the value that the list would show.
    fn row<'a>(
        &self,
        record: Option<&Record>,
        asked: &mut dyn Iterator<Item = (usize, &'a Cell, &'a mut Option<Shown>)>,
    );
}

/// The function of one column.
pub(super) enum Draw<R> {
    Nothing,
    Value(OfValue),
    Record(OfRecord<R>),
    Both(OfBoth<R>),
}

type OfValue = Box<dyn Fn(&Cell) -> Shown + Send + Sync>;
type OfRecord<R> = Box<dyn Fn(&R) -> Shown + Send + Sync>;
type OfBoth<R> = Box<dyn Fn(&Cell, &R) -> Shown + Send + Sync>;

pub(super) struct Typed<R> {
    pub(super) names: Vec<&'static str>,
    pub(super) draws: Vec<Draw<R>>,
}

impl<R: AdminResource> Drawing for Typed<R> {
    fn row<'a>(
        &self,
        record: Option<&Record>,
        asked: &mut dyn Iterator<Item = (usize, &'a Cell, &'a mut Option<Shown>)>,
    ) {
        let read = record.map(|record| self.record(record));
        for (at, cell, shown) in asked {
            let draw = || match (&self.draws[at], &read) {
                (Draw::Value(draw), _) => draw(cell),
                (Draw::Record(draw), Some(Ok(record))) => draw(record),
                (Draw::Both(draw), Some(Ok(record))) => draw(cell, record),
                (Draw::Record(_) | Draw::Both(_), Some(Err(why))) => Shown::Broken(why.clone()),
                _ => Shown::Usual,
            };
            *shown = match guarded(R::META.rust_name, self.names[at], draw).unwrap_or_else(failed) {
                Shown::Usual => None,
                other => Some(other),
            };
        }
    }
}

impl<R: AdminResource> Typed<R> {
    fn record(&self, record: &Record) -> Result<R, Unreadable> {
        let read = guarded(R::META.rust_name, "the record", || R::from_record(record));
        match read {
            Some(Ok(record)) => Ok(record),
            Some(Err(error)) => Err(Unreadable::new(error.to_string())),
            None => Err(Unreadable::new(tr!("column-failed"))),
        }
    }
}

fn failed() -> Shown {
    Shown::Broken(Unreadable::new(tr!("column-failed")))
}

/// What the code of the application makes; nothing, and a line in the log, when it panics.
pub(crate) fn guarded<T>(resource: &str, column: &str, run: impl FnOnce() -> T) -> Option<T> {
    // Nothing that it could leave half done is looked at afterwards: it only reads.
    let result = catch_unwind(AssertUnwindSafe(run));
    result.map_err(|_| tracing::error!(resource, column, "the code of a column panicked")).ok()
}

/// What a function makes of a value. A NULL that the type has no room for, and a value that was broken
/// already, are shown as they would be without it.
pub(super) fn read<T: FieldType>(cell: &Cell, show: impl FnOnce(&T) -> Shown) -> Shown {
    let Ok(held) = cell else { return Shown::Usual };
    match T::from_value(held.clone()) {
        Ok(value) => show(&value),
        Err(_) if is_null(held) => Shown::Usual,
        Err(error) => Shown::Broken(Unreadable::new(error.to_string())),
    }
}
