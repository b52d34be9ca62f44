//! Connections of the admin's own.
//!
//! sqlx's pool sends a connection several messages before it takes it back, and each wakes the thread
//! that the connection lives on: of most statements here that would be the larger part. SQLite has no
//! server that could have hung up, so a connection whose last statement came to its end simply rests
//! until the next one. One that was left in the middle of something is first brought to rest.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use sqlx::{
    ConnectOptions, Connection, Sqlite, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteRow},
};
use tokio::{
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use super::{
    reserved,
    watch::{LIMIT, Watch},
};
use crate::{
    Dialect,
    store::{
        Catalog, DbError, IndexCatalog, Read,
        backend::{Backend, BoxFuture, Done, Rows, Statements, Work},
        pooled::{self, Driver},
        statement::Statement,
    },
};

/// How long to wait for a connection. One that waits for its turn may have to wait for another to run out
/// of time.
const PATIENCE: Duration = LIMIT.saturating_mul(2);
/// How long a connection is used, so that nothing it gathers stays for good.
const LIFE: Duration = Duration::from_secs(30 * 60);

/// Some connections to one database.
pub(in crate::store) struct Own(Arc<Home>);

/// Where they rest.
struct Home {
    options: SqliteConnectOptions,
    turns: Arc<Semaphore>,
    resting: Mutex<Vec<Held>>,
    /// Whether the database ends with its connection.
    is_in_memory: bool,
}

struct Held {
    conn: SqliteConnection,
    watch: Arc<Watch>,
    since: Instant,
}

impl Own {
    /// At most so many connections, the first of which is opened at once.
    pub(super) async fn open(options: SqliteConnectOptions, most: usize, is_in_memory: bool) -> sqlx::Result<Self> {
        let (turns, resting) = (Arc::new(Semaphore::new(most)), Mutex::default());
        let home = Home { options, turns, resting, is_in_memory };
        let first = home.connect().await?;
        home.resting().push(first);
        Ok(Self(Arc::new(home)))
    }

    /// At most so many connections, none of them opened yet.
    fn lazy(options: SqliteConnectOptions, most: usize) -> Self {
        let (turns, resting) = (Arc::new(Semaphore::new(most)), Mutex::default());
        Self(Arc::new(Home { options, turns, resting, is_in_memory: false }))
    }

    async fn lease(&self) -> Result<Lease, DbError> {
        let turns = || self.0.turns.clone();
        let turn = match turns().try_acquire_owned() {
            Ok(turn) => turn,
            Err(_) => match timeout(PATIENCE, turns().acquire_owned()).await {
                Ok(Ok(turn)) => turn,
                _ => return Err(DbError::Unavailable(sqlx::Error::PoolTimedOut.into())),
            },
        };
        let rested = self.0.resting().pop().filter(|held| self.0.is_in_memory || held.since.elapsed() < LIFE);
        let held = match rested {
            Some(held) => held,
            None => self.0.connect().await.map_err(pooled::error::<Sqlite>)?,
        };
        held.watch.wind();
        Ok(Lease { held: Some(held), turn: Some(turn), home: self.0.clone(), is_at_rest: true })
    }
}

impl Home {
    async fn connect(&self) -> sqlx::Result<Held> {
        let mut conn = self.options.connect().await?;
        let watch = Arc::new(Watch::new());
        watch.clone().put_on(&mut conn).await?;
        Ok(Held { conn, watch, since: Instant::now() })
    }

    fn resting(&self) -> MutexGuard<'_, Vec<Held>> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection in use.
struct Lease {
    held: Option<Held>,
    turn: Option<OwnedSemaphorePermit>,
    home: Arc<Home>,
    /// Whether no statement runs and no transaction is open.
    is_at_rest: bool,
}

impl Lease {
    fn conn(&mut self) -> Result<&mut SqliteConnection, DbError> {
        let held = self.held.as_mut().map(|held| &mut held.conn);
        held.ok_or_else(|| DbError::Unavailable(sqlx::Error::WorkerCrashed.into()))
    }

    /// Runs statements one after the other, outside a transaction.
    async fn whole<T>(
        &mut self,
        run: impl AsyncFnOnce(&mut SqliteConnection) -> sqlx::Result<T>,
    ) -> Result<T, DbError> {
        self.is_at_rest = false;
        let result = run(self.conn()?).await;
        // What the database refuses is over.
        self.is_at_rest = matches!(result, Ok(_) | Err(sqlx::Error::Database(_)));
        result.map_err(pooled::error::<Sqlite>)
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let (Some(mut held), Some(turn), home) = (self.held.take(), self.turn.take(), self.home.clone()) else {
            return;
        };
        if self.is_at_rest {
            home.resting().push(held);
            return drop(turn);
        }
        // Nobody waits for the statement any more: whoever asked went away, or gave a transaction up.
        held.watch.stop();
        // Without a runtime it is closed, which undoes what was not finished as well.
        let Ok(runtime) = Handle::try_current() else { return };
        runtime.spawn(async move {
            if held.come_to_rest().await.is_ok() {
                home.resting().push(held);
            }
            drop(turn);
        });
    }
}

impl Held {
    async fn come_to_rest(&mut self) -> sqlx::Result<()> {
        self.conn.ping().await?;
        self.watch.wind();
        match sqlx::raw_sql("ROLLBACK").execute(&mut self.conn).await {
            // There was no transaction.
            Ok(_) | Err(sqlx::Error::Database(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl Backend for Own {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn fetch<'a>(&'a self, statement: Statement, reads: &'a [Read]) -> BoxFuture<'a, Rows> {
        Box::pin(async move {
            let mut lease = self.lease().await?;
            let rows = lease.whole(async |conn| rows(conn, statement).await).await?;
            // The next one need not wait until these are read.
            drop(lease);
            Ok(pooled::cells::<Sqlite>(&rows, reads))
        })
    }

    fn begin(&self) -> BoxFuture<'_, Box<dyn Work>> {
        Box::pin(async move {
            let mut lease = self.lease().await?;
            lease.is_at_rest = false;
            Sqlite::script(lease.conn()?, Sqlite::BEGIN).await.map_err(pooled::error::<Sqlite>)?;
            Ok(Box::new(Open(lease)) as Box<dyn Work>)
        })
    }

    fn script(&self, sql: &'static str) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let mut lease = self.lease().await?;
            if let Some(held) = &lease.held {
                held.watch.lift();
            }
            lease.whole(async |conn| Sqlite::script(conn, sql).await).await
        })
    }

    fn catalog<'a>(&'a self, schemas: &'a [&'a str]) -> BoxFuture<'a, Catalog> {
        Box::pin(async move {
            let mut lease = self.lease().await?;
            lease.whole(async |conn| Sqlite::catalog(conn, schemas).await).await
        })
    }

    fn indexes<'a>(&'a self, schemas: &'a [&'a str]) -> BoxFuture<'a, IndexCatalog> {
        Box::pin(async move {
            let mut lease = self.lease().await?;
            lease.whole(async |conn| Sqlite::indexes(conn, schemas).await).await
        })
    }

    fn reserve(&self, connections: u32) -> Option<Arc<dyn Backend>> {
        let most = usize::try_from(connections).unwrap_or(1).max(1);
        (!self.0.is_in_memory).then(|| Arc::new(Self::lazy(reserved(self.0.options.clone()), most)) as Arc<dyn Backend>)
    }
}

/// The rows of a statement. One row alone is not waited for any longer: that nothing follows it would be one
/// more message from the thread of the connection, and one more time to be woken.
async fn rows(conn: &mut SqliteConnection, statement: Statement) -> sqlx::Result<Vec<SqliteRow>> {
    if statement.is_of_one {
        let (sql, values) = pooled::query(statement);
        return Ok(sqlx::query_with(sql, values).fetch_optional(conn).await?.into_iter().collect());
    }
    Sqlite::rows(conn, pooled::query(statement)).await
}

/// An open transaction. Its connection is not at rest until it is committed.
struct Open(Lease);

impl Statements for Open {
    fn fetch<'a>(&'a mut self, statement: Statement, reads: &'a [Read]) -> BoxFuture<'a, Rows> {
        Box::pin(async move {
            let rows = rows(self.0.conn()?, statement).await;
            Ok(pooled::cells::<Sqlite>(&rows.map_err(pooled::error::<Sqlite>)?, reads))
        })
    }

    fn execute(&mut self, statement: Statement) -> BoxFuture<'_, Done> {
        Box::pin(
            async move { Sqlite::run(self.0.conn()?, pooled::query(statement)).await.map_err(pooled::error::<Sqlite>) },
        )
    }
}

impl Work for Open {
    fn statements(&mut self) -> &mut dyn Statements {
        self
    }

    fn mark(&mut self, sql: &'static str) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            // Each of the rows that a transaction goes through has its time.
            if let Some(held) = &self.0.held {
                held.watch.wind();
            }
            Sqlite::script(self.0.conn()?, sql).await.map_err(pooled::error::<Sqlite>)
        })
    }

    fn commit(mut self: Box<Self>) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            Sqlite::script(self.0.conn()?, "COMMIT").await.map_err(pooled::error::<Sqlite>)?;
            self.0.is_at_rest = true;
            Ok(())
        })
    }
}
