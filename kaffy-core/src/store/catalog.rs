//! What the database knows about its tables.

use crate::{TableMeta, nearest::nearest};

/// A table by the names the database uses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TableName {
    /// The schema, where it is not the connection's own.
    pub schema: Option<String>,
    /// The table.
    pub name: String,
}

/// What happens to a row when the row it refers to is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDelete {
    /// The deletion is refused (also `NO ACTION`).
    Restrict,
    /// It is deleted too.
    Cascade,
    /// Its reference becomes NULL.
    SetNull,
    /// Its reference becomes the column's default.
    SetDefault,
}

/// A foreign key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ForeignKey {
    /// Its name, empty where the database has none (SQLite).
    pub name: String,
    /// The table that refers.
    pub table: TableName,
    /// Its columns.
    pub columns: Vec<String>,
    /// The table referred to.
    pub references: TableName,
    /// Its columns, in the same order.
    pub referenced_columns: Vec<String>,
    /// What a deletion does.
    pub on_delete: OnDelete,
}

/// A unique index or constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UniqueIndex {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnFacts {
    /// Its name.
    pub name: String,
    /// Its type as the database writes it: `character varying`, `int unsigned`, `NUMERIC(10,2)`.
    pub type_name: String,
    /// Whether it may be NULL.
    pub nullable: bool,
    /// Whether an insert may leave it out: a default, an identity, a serial, a rowid.
    pub has_default: bool,
    /// Whether the database alone writes it: a generated column, an identity that is always made.
    pub generated: bool,
    /// Whether its collation takes different texts for equal (PostgreSQL's nondeterministic ones), so
    /// that it has no patterns.
    pub equates: bool,
    /// The longest text, in characters.
    pub max_len: Option<u32>,
    /// The labels of a native enum.
    pub enum_labels: Option<Vec<String>>,
}

/// A table or view.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TableFacts {
    /// Its name.
    pub table: TableName,
    /// Its columns.
    pub columns: Vec<ColumnFacts>,
    /// Its unique indexes, the primary key among them.
    pub unique: Vec<UniqueIndex>,
}

impl TableFacts {
    /// The column with this name. SQLite and MySQL do not tell case apart, and neither does this
    /// when there is no exact match.
    pub fn column(&self, name: &str) -> Option<&ColumnFacts> {
        let exact = self.columns.iter().find(|column| column.name == name);
        exact.or_else(|| self.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name)))
    }
}

/// The tables and foreign keys of a database.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Catalog {
    /// Tables and views.
    pub tables: Vec<TableFacts>,
    /// Foreign keys between any of them.
    pub foreign_keys: Vec<ForeignKey>,
    /// Schemas whose tables need no schema in their name: PostgreSQL's search path, MySQL's current
    /// database. A struct may name them all the same.
    pub own_schemas: Vec<String>,
}

impl Catalog {
    /// A table by the name a struct gives it.
    pub fn table(&self, table: TableMeta) -> Option<&TableFacts> {
        let by_schema = |schema| self.tables.iter().find(|facts| same(&facts.table, table.name, schema));
        by_schema(table.schema).or_else(|| by_schema(self.foreign_schema(table)))
    }

    /// The table whose name is most like this one.
    pub fn nearest_table(&self, name: &str) -> Option<&str> {
        nearest(name, self.tables.iter().map(|facts| facts.table.name.as_str()))
    }

    /// Foreign keys of a table.
    pub fn foreign_keys_of(&self, table: TableMeta) -> Vec<ForeignKey> {
        self.foreign_keys.iter().filter(|key| self.is(&key.table, table)).cloned().collect()
    }

    fn is(&self, name: &TableName, table: TableMeta) -> bool {
        self.table(table).is_some_and(|facts| facts.table == *name)
    }

    /// The schema of a table, unless it is one of the connection's own.
    fn foreign_schema(&self, table: TableMeta) -> Option<&'static str> {
        table.schema.filter(|schema| !self.own_schemas.iter().any(|own| own == schema))
    }
}

fn same(facts: &TableName, name: &str, schema: Option<&str>) -> bool {
    facts.name == name && facts.schema.as_deref() == schema
}
