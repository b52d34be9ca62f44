//! One handle for the three databases.

use std::{fmt, sync::Arc};

use sea_query::{Alias, Asterisk, Expr, Func, Query, SelectStatement, Value};

use super::{
    Catalog, DbError, IndexCatalog, Kept, Listener, Read, Tx,
    backend::{Backend, Row, Rows},
    calls::Calls,
    statement::Statement,
};
use crate::{Dialect, ResourceMeta, TableMeta, audit::Last};

/// A database: a pool of connections to SQLite, PostgreSQL or MySQL. Cheap to clone.
///
/// Either a pool of its own, by [`connect`](Self::connect), or the application's:
///
#[cfg_attr(feature = "sqlite", doc = "```")]
#[cfg_attr(not(feature = "sqlite"), doc = "```ignore")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), sqlx::Error> {
/// use kaffy_core::{Database, Dialect};
///
/// let pool = sqlx::SqlitePool::connect("sqlite::memory:").await?;
/// let db = Database::from(pool.clone());
/// assert_eq!(db.dialect(), Dialect::Sqlite);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Database {
    backend: Arc<dyn Backend>,
    calls: Arc<Calls>,
    last_entry: Last,
}

impl Database {
    /// Connects to the database at an address.
    ///
    /// - `sqlite://shop.db` (made if it is not there), `sqlite:///var/lib/shop.db`, `sqlite::memory:`
    /// - `postgres://user:password@host/database`
    /// - `mysql://user:password@host/database`, also for MariaDB
    ///
    /// The connections are the admin's own: at most five, to SQLite eight; sessions are in UTC, and no statement
    /// may run longer than five seconds. Give it your application's pool with `Database::from(pool)` instead to
    /// share one, and its settings.
    ///
    /// # Errors
    /// When the address is not understood, its feature is not compiled in, or nobody answers.
    ///
    #[cfg_attr(feature = "sqlite", doc = "```")]
    #[cfg_attr(not(feature = "sqlite"), doc = "```no_run")]
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), kaffy_core::DbError> {
    /// use kaffy_core::Database;
    ///
    /// let db = Database::connect("sqlite::memory:").await?;
    /// db.execute("CREATE TABLE products (id INTEGER PRIMARY KEY, title TEXT NOT NULL)").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn connect(url: &str) -> Result<Self, DbError> {
        let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
        match scheme {
            #[cfg(feature = "sqlite")]
            "sqlite" => super::sqlite::connect(url).await.map(Self::over),
            #[cfg(feature = "postgres")]
            "postgres" | "postgresql" => super::postgres::connect(url).await.map(Self::over),
            #[cfg(feature = "mysql")]
            "mysql" | "mariadb" => super::mysql::connect(url).await.map(Self::over),
            other => Err(not_here(other)),
        }
    }

    /// Which of the three it is.
    pub fn dialect(&self) -> Dialect {
        self.backend.dialect()
    }

    /// How many statements it has run, whether they succeeded or not: for a budget in a test.
    ///
    /// Clones count together. Beginning and ending a transaction and reading the catalog do not count.
    ///
    #[cfg_attr(feature = "sqlite", doc = "```")]
    #[cfg_attr(not(feature = "sqlite"), doc = "```no_run")]
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), kaffy_core::DbError> {
    /// # let db = kaffy_core::Database::connect("sqlite::memory:").await?;
    /// let before = db.statements();
    /// db.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY)").await?;
    /// assert_eq!(db.statements() - before, 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn statements(&self) -> u64 {
        self.calls.statements()
    }

    /// Runs statements that stand in the program, separated by `;`: a schema or seed of an example or a
    /// test. They take no values, and cannot be built at run time.
    ///
    /// # Errors
    /// What the database refuses. Statements before the refused one may have run.
    pub async fn execute(&self, sql: &'static str) -> Result<(), DbError> {
        self.calls.statement()?;
        self.backend.script(sql).await
    }

    /// Reads rows; `reads` stand in the order of the columns selected.
    #[doc(hidden)]
    pub async fn fetch(&self, select: &SelectStatement, reads: &[Read]) -> Result<Rows, DbError> {
        self.calls.statement()?;
        self.backend.fetch(Statement::read(select, self.dialect()), reads).await
    }

    /// Reads one row; a statement that has more says so by a limit.
    pub(crate) async fn fetch_one(&self, select: &SelectStatement, reads: &[Read]) -> Result<Option<Row>, DbError> {
        self.calls.statement()?;
        let statement = Statement::read(select, self.dialect()).of_one();
        Ok(self.backend.fetch(statement, reads).await?.into_iter().next())
    }

    /// Reads one row by a statement that was kept.
    pub(crate) async fn fetch_kept(&self, kept: &Kept, values: Vec<Value>) -> Result<Option<Row>, DbError> {
        self.calls.statement()?;
        Ok(self.backend.fetch(kept.with(values), kept.reads()).await?.into_iter().next())
    }

    /// Opens a transaction. On SQLite it takes the write lock at once (`BEGIN IMMEDIATE`): two that
    /// read first and write later would otherwise refuse each other instead of waiting (S19).
    #[doc(hidden)]
    pub async fn begin(&self) -> Result<Tx, DbError> {
        Ok(Tx::new(self.backend.begin().await?, self.dialect(), self.calls.clone()))
    }

    /// The same database over connections of its own, opened when they are needed: at most so many. What waits for a
    /// connection here does not wait for the application. A SQLite database in memory has one connection, which all
    /// share.
    #[doc(hidden)]
    #[must_use]
    pub fn reserve(&self, connections: u32) -> Self {
        let backend = self.backend.reserve(connections.max(1)).unwrap_or_else(|| self.backend.clone());
        Self { backend, calls: self.calls.clone(), last_entry: self.last_entry.clone() }
    }

    /// Lets a test decide, by its number, whether a call to the database fails: a statement, a commit, or the answer to
    /// a commit that took place. Over all clones, those over other connections among them.
    #[doc(hidden)]
    pub fn set_fault(&self, fault: impl Fn(u64) -> bool + Send + Sync + 'static) {
        self.calls.set_fault(Box::new(fault));
    }

    /// Listens on a channel of PostgreSQL; `None` on the others.
    #[doc(hidden)]
    pub async fn listen(&self, channel: &'static str) -> Result<Option<Listener>, DbError> {
        Ok(self.backend.listen(channel).await?.map(Listener))
    }

    /// What the database knows about its tables and the keys between them.
    ///
    /// All tables, not only those of the resources: a table without one may still refer to a row.
    pub(crate) async fn catalog(&self, metas: &[&'static ResourceMeta]) -> Result<Catalog, DbError> {
        let schemas: Vec<_> = metas.iter().filter_map(|meta| meta.table.schema).collect();
        self.backend.catalog(&schemas).await
    }

    /// What the database knows about its indexes and the length of its tables.
    pub(crate) async fn indexes(&self, metas: &[&'static ResourceMeta]) -> Result<IndexCatalog, DbError> {
        let schemas: Vec<_> = metas.iter().filter_map(|meta| meta.table.schema).collect();
        self.backend.indexes(&schemas).await
    }

    /// Whether a table has more rows than this, which is counted no further.
    pub(crate) async fn has_more_than(&self, table: TableMeta, most: u64) -> Result<bool, DbError> {
        let mut rows = Query::select();
        rows.expr(Expr::val(1)).from(crate::query::sql::table(table, "t")).limit(most + 1);
        let mut count = Query::select();
        count.expr(Func::count(Expr::col(Asterisk))).from_subquery(rows, Alias::new("r"));
        let found = match self.fetch(&count, &[Read::integer()]).await {
            // It is long, whatever it is.
            Err(DbError::Timeout) => return Ok(true),
            found => found?,
        };
        let counted = found.first().and_then(|row| row.first());
        Ok(
            matches!(counted, Some(Ok(Value::BigInt(Some(counted)))) if u64::try_from(*counted).is_ok_and(|it| it > most)),
        )
    }

    /// How a statement is run, in the database's own words.
    #[cfg(test)]
    pub(crate) async fn explain(&self, select: &SelectStatement) -> Result<String, DbError> {
        use sea_query::{MysqlQueryBuilder, PostgresQueryBuilder, SqliteQueryBuilder};
        let text = || Read::As(crate::Kind::Text);
        let (sql, reads) = match self.dialect() {
            Dialect::Sqlite => (
                format!("EXPLAIN QUERY PLAN {}", select.to_string(SqliteQueryBuilder)),
                vec![Read::integer(), Read::integer(), Read::integer(), text()],
            ),
            Dialect::Postgres => (format!("EXPLAIN {}", select.to_string(PostgresQueryBuilder)), vec![text()]),
            Dialect::MySql => (format!("EXPLAIN FORMAT=JSON {}", select.to_string(MysqlQueryBuilder)), vec![text()]),
        };
        let rows = self.backend.fetch(Statement::without_values(sql), &reads).await?;
        Ok(rows.into_iter().map(|row| format!("{:?}\n", row.last())).collect())
    }

    /// What is known of the last entry of the audit log in it.
    pub(crate) fn last_entry(&self) -> &Last {
        &self.last_entry
    }

    pub(super) fn over(backend: impl Backend + 'static) -> Self {
        Self { backend: Arc::new(backend), calls: Arc::default(), last_entry: Last::default() }
    }

    /// The same database as another process has it, which does not know what this one knows.
    #[cfg(test)]
    pub(crate) fn as_in_another_process(&self) -> Self {
        Self { backend: self.backend.clone(), calls: Arc::default(), last_entry: Last::default() }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database").field("dialect", &self.dialect()).finish_non_exhaustive()
    }
}

/// Why there is no backend for a scheme. The rest of the address may hold a password, and is not shown.
fn not_here(scheme: &str) -> DbError {
    let (name, feature) = match scheme {
        "sqlite" => ("SQLite", "sqlite"),
        "postgres" | "postgresql" => ("PostgreSQL", "postgres"),
        "mysql" | "mariadb" => ("MySQL", "mysql"),
        _ => {
            return DbError::Address(
                "the database address starts with none of `sqlite:`, `postgres:` and `mysql:`: write it as \
                 `sqlite://shop.db`"
                    .to_owned(),
            );
        }
    };
    DbError::Address(format!("{name} is not compiled in: add the feature `{feature}` to `kaffy` in your Cargo.toml"))
}
