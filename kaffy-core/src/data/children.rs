//! The rows of a form: those of another resource that refer to a record, 50 at a time (A49, A50).

use sea_query::{Condition, ExprTrait, Value};

use super::{
    condition::BASE,
    find::Found,
    shown::{KeyAt, LinkAt},
};
use crate::{
    Allowed, Cell, Cursor, DbError, Inline, Key, Position, Record, Resource, View,
    query::{
        keys::own,
        place::row_order,
        sql::{Narrowing, Rows},
    },
    store::column_sql,
    value,
};

/// Rows of one page.
const PAGE: usize = 50;

/// Some of the rows that refer to a record.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Children {
    /// The rows, in the order of their list.
    pub rows: Vec<Child>,
    /// Where the next ones begin, if there are more.
    pub after: Option<Cursor>,
    /// Where the ones before end, if there are any.
    pub before: Option<Cursor>,
}

/// One of them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Child {
    /// Its key.
    pub key: Key,
    /// The row, with what people call the rows it names.
    pub found: Found,
}

impl Allowed<View> {
    /// The rows of this resource that refer to a record, 50 of them, in one statement.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn children(&self, inline: &Inline, parent: &Key, position: &Position) -> Result<Children, DbError> {
        let resource = self.resource();
        let Some(refers) = refers_to(inline, resource, parent) else { return Ok(Children::default()) };
        let keys = row_order(resource);
        let (statement, key, places, links, sort) = self.with_source(|source| {
            let mut rows = Rows::new(source, Narrowing::none(), &keys);
            rows.only(refers);
            let key = KeyAt::show(&mut rows, source.resource);
            let places: Vec<_> = resource.columns().iter().map(|column| rows.show(&[], column)).collect();
            let link = |column| LinkAt::show(&mut rows, source, &own(column));
            let links: Vec<_> = resource.columns().iter().map(link).collect();
            let sort = rows.show_keys();
            let (place, reversed) = match position {
                Position::First | Position::Last => (None, false),
                Position::After(cursor) => (Some(cursor.values()), false),
                Position::Before(cursor) => (Some(cursor.values()), true),
            };
            (rows.cut(place, reversed, PAGE as u64 + 1), key, places, links, sort)
        });
        let mut found = self.database().fetch(&statement.select, &statement.reads).await?;
        let more = found.len() > PAGE;
        found.truncate(PAGE);
        if matches!(position, Position::Before(_)) {
            found.reverse();
        }
        let cursor = |row: &Vec<Cell>| {
            let values = sort.iter().map(|at| row[*at].as_ref().ok().cloned());
            Some(Cursor::new(resource, &keys, values.collect::<Option<_>>()?))
        };
        let (first, last) = (found.iter().find_map(cursor), found.iter().rev().find_map(cursor));
        let (before, after) = match position {
            Position::First | Position::Last => (None, last.filter(|_| more)),
            Position::After(place) => (first.or_else(|| Some(place.clone())), last.filter(|_| more)),
            Position::Before(place) => (first.filter(|_| more), last.or_else(|| Some(place.clone()))),
        };
        let child = |row: &Vec<Cell>| {
            let cells = places.iter().map(|at| row[*at].clone()).collect();
            let label = |link: &Option<LinkAt>| Some(link.as_ref()?.read(row, self.admin(), self.actor())?.label);
            let found =
                Found { record: Record::new(resource.meta(), cells), labels: links.iter().map(label).collect() };
            Some(Child { key: key.read(row)?, found })
        };
        // A row without a readable key has no page, and nothing to be saved by.
        Ok(Children { rows: found.iter().filter_map(child).collect(), after, before })
    }
}

/// What the rows hold to refer to a record; `None` when their column cannot hold its key.
pub(super) fn reference(inline: &Inline, child: &Resource, parent: &Key) -> Option<Value> {
    let [held] = parent.parts() else { return None };
    let by = child.column(inline.meta.by)?;
    value::parse(by.kind(), &value::print(inline.key.kind(), held)).ok()
}

/// The rows that refer to a record, in a statement that calls their table [`BASE`].
pub(super) fn refers_to(inline: &Inline, child: &Resource, parent: &Key) -> Option<Condition> {
    let (by, held) = (child.column(inline.meta.by)?, reference(inline, child, parent)?);
    let dialect = child.dialect;
    Some(Condition::all().add(column_sql::operand(by, BASE, dialect).eq(column_sql::bind(by, &held, dialect))))
}
