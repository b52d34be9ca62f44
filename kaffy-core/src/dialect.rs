//! Which of the three databases is spoken to.

/// A database that kaffy speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// SQLite 3.37 or newer; one is compiled in.
    Sqlite,
    /// PostgreSQL 13 or newer.
    Postgres,
    /// MySQL 8 or MariaDB 10.6 or newer.
    MySql,
}

impl Dialect {
    /// Whether NULL sorts before every value when sorting upwards. Each database's own order is kept,
    /// because only that one can be read from an index.
    pub const fn nulls_first(self) -> bool {
        !matches!(self, Self::Postgres)
    }

    /// The name people know it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
            Self::MySql => "MySQL",
        }
    }
}
