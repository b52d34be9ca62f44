//! Bringing a database to the latest version, with several processes at it at once.

use sea_query::{Alias, ColumnDef, Expr, ExprTrait, Func, Order, Query, SchemaStatementBuilder, Table, Value};

use super::{Migration, Step};
use crate::{
    Database, DbError, Dialect, Kind,
    store::{Read, Tx},
};

/// Names the lock: any number, but always the same.
const LOCK: i64 = 0x006b_6166_6679;
const VERSIONS: &str = "kaffy_migrations";
/// How often a busy SQLite is asked again; each time waits some seconds by itself.
const TRIES: usize = 12;

/// Makes what is missing of these versions, and says which were made. One process does, others wait for it; when
/// there is nothing to do, nothing is written.
///
/// # Errors
/// What the database refuses. On SQLite and PostgreSQL nothing was changed then; on MySQL, which has no such
/// transactions, the versions before the refused one are there.
pub async fn migrate(db: &Database, migrations: &[Migration]) -> Result<Vec<i64>, DbError> {
    let mut tries = 0;
    let mut tx = loop {
        match db.begin().await {
            Err(DbError::Unavailable(_) | DbError::Timeout) if tries < TRIES => tries += 1,
            tx => break tx?,
        }
    };
    lock(&mut tx, db.dialect()).await?;
    let made = bring(&mut tx, db.dialect(), migrations).await;
    if db.dialect() == Dialect::MySql {
        // Whoever waits for the lock has to see what was noted: it is released behind the commit, not before it.
        if made.is_ok() {
            tx.run("COMMIT").await?;
            tx.run("START TRANSACTION").await?;
        }
        // The lock belongs to the connection, which goes back to its pool. Should that fail, it is broken and gone.
        let _ = tx.fetch(&call("RELEASE_LOCK", vec![VERSIONS.into()]), &[Read::integer()]).await;
    }
    let made = made?;
    if !made.is_empty() {
        tx.commit().await?;
        tracing::info!(versions = ?made, "kaffy's own tables were brought up to date");
    }
    Ok(made)
}

/// Whether a version was made, in a database where any was.
pub(crate) async fn is_made(db: &Database, version: i64) -> Result<bool, DbError> {
    let mut select = Query::select();
    select.column(Alias::new("version")).from(Alias::new(VERSIONS));
    select.and_where(Expr::col(Alias::new("version")).eq(version));
    Ok(db.fetch_one(&select, &[Read::integer()]).await?.is_some())
}

async fn lock(tx: &mut Tx, dialect: Dialect) -> Result<(), DbError> {
    match dialect {
        // The transaction has the write lock from its beginning.
        Dialect::Sqlite => {}
        Dialect::Postgres => {
            tx.run("SET LOCAL statement_timeout = '60s'").await?;
            let waited = Query::select()
                .expr(Func::cast_as(Func::cust("pg_advisory_xact_lock").arg(LOCK), Alias::new("text")))
                .to_owned();
            tx.fetch(&waited, &[Read::As(Kind::Text)]).await?;
        }
        Dialect::MySql => {
            let rows = tx.fetch(&call("GET_LOCK", vec![VERSIONS.into(), 60.into()]), &[Read::integer()]).await?;
            if !matches!(rows.first().and_then(|row| row.first()), Some(Ok(Value::BigInt(Some(1))))) {
                return Err(DbError::Timeout);
            }
        }
    }
    Ok(())
}

async fn bring(tx: &mut Tx, dialect: Dialect, migrations: &[Migration]) -> Result<Vec<i64>, DbError> {
    let versions = Table::create()
        .table(Alias::new(VERSIONS))
        .if_not_exists()
        .col(ColumnDef::new(Alias::new("version")).big_integer().not_null().primary_key())
        .col(ColumnDef::new(Alias::new("name")).string_len(100).not_null())
        .to_owned();
    define(tx, dialect, &versions).await?;
    let known = Query::select()
        .column(Alias::new("version"))
        .from(Alias::new(VERSIONS))
        .order_by(Alias::new("version"), Order::Asc)
        .to_owned();
    let known = tx.fetch(&known, &[Read::integer()]).await?;
    let is_made = |version: i64| known.iter().any(|row| row.first() == Some(&Ok(Value::BigInt(Some(version)))));
    let mut made = Vec::new();
    for migration in migrations.iter().filter(|migration| !is_made(migration.version)) {
        for step in (migration.steps)(dialect) {
            match step {
                Step::Table(table) => define(tx, dialect, &*table).await?,
                Step::Index(index) => define(tx, dialect, &*index).await?,
                Step::Sql(sql) => tx.run(sql).await?,
                Step::Try { sql, without } => attempt(tx, dialect, sql, without).await?,
            }
        }
        let note = Query::insert()
            .into_table(Alias::new(VERSIONS))
            .columns([Alias::new("version"), Alias::new("name")])
            .values_panic([migration.version.into(), migration.name.into()])
            .to_owned();
        tx.execute(&note).await?;
        made.push(migration.version);
    }
    Ok(made)
}

/// Runs statements that the database may refuse all the same; see [`Step::Try`].
async fn attempt(tx: &mut Tx, dialect: Dialect, statements: &[&'static str], without: &str) -> Result<(), DbError> {
    for sql in statements {
        match tx.run(sql).await {
            Ok(()) => {}
            Err(error @ (DbError::Unavailable(_) | DbError::Timeout)) => return Err(error),
            Err(error) => {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                tracing::warn!(%error, cause, "{without}");
                break;
            }
        }
    }
    // As behind every table.
    if dialect == Dialect::MySql { tx.run("START TRANSACTION").await } else { Ok(()) }
}

/// Makes a table or an index. MySQL ends the transaction with it; what follows is in a new one, at least.
async fn define(tx: &mut Tx, dialect: Dialect, statement: &impl SchemaStatementBuilder) -> Result<(), DbError> {
    tx.define(statement).await?;
    if dialect == Dialect::MySql {
        tx.run("START TRANSACTION").await?;
    }
    Ok(())
}

fn call(function: &'static str, arguments: Vec<Expr>) -> sea_query::SelectStatement {
    Query::select().expr(Func::cust(function).args(arguments)).to_owned()
}
