//! PostgreSQL: a strict type for each column.
//!
//! Dates are read from the bytes of the protocol: the driver adds what arrives to the year 2000 and
//! would panic over `infinity`.

mod catalog;
mod error;
mod indexes;
mod numeric;

use std::{str::FromStr, time::Duration};

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use sqlx::{
    Decode, Executor, PgConnection, PgPool, Postgres, Row, TypeInfo, ValueRef,
    error::{BoxDynError, DatabaseError},
    postgres::{PgConnectOptions, PgListener, PgPoolOptions, PgRow, PgValueFormat, PgValueRef},
};

use super::{
    Catalog, Database, DbError, IndexCatalog,
    backend::{BoxFuture, Done, Listening},
    pooled::{self, Driver, Pooled, Query},
    read::Raw,
    temporal,
};
use crate::{Dialect, tr};

/// A pool for the admin alone. The driver itself sets the time zone to UTC.
pub(super) async fn connect(url: &str) -> Result<Pooled<Postgres>, DbError> {
    let options = PgConnectOptions::from_str(url).map_err(pooled::error::<Postgres>)?;
    pool_of(5).connect_with(options).await.map(Pooled::new).map_err(pooled::error::<Postgres>)
}

fn pool_of(connections: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(5))
        // Not a start-up option: a pgbouncer in between would refuse it.
        .after_connect(|conn, _| Box::pin(async move { conn.execute("SET statement_timeout = '5s'").await.map(drop) }))
}

/// Hears notifications; reconnects by itself.
struct Ear(PgListener);

impl Listening for Ear {
    fn next(&mut self) -> BoxFuture<'_, String> {
        Box::pin(async move {
            let heard = self.0.try_recv().await.map_err(pooled::error::<Postgres>)?;
            Ok(heard.map(|it| it.payload().to_owned()).unwrap_or_default())
        })
    }
}

/// A pool of the application's own.
impl From<PgPool> for Database {
    fn from(pool: PgPool) -> Self {
        Self::over(Pooled::new(pool))
    }
}

impl Driver for Postgres {
    const DIALECT: Dialect = Dialect::Postgres;
    const BEGIN: &'static str = "BEGIN";

    async fn rows(conn: &mut PgConnection, (sql, values): Query) -> sqlx::Result<Vec<PgRow>> {
        sqlx::query_with(sql, values).fetch_all(conn).await
    }

    async fn run(conn: &mut PgConnection, (sql, values): Query) -> sqlx::Result<Done> {
        let done = sqlx::query_with(sql, values).execute(conn).await?;
        Ok(Done { rows: done.rows_affected(), last_insert_id: None })
    }

    async fn script(conn: &mut PgConnection, sql: &'static str) -> sqlx::Result<()> {
        sqlx::raw_sql(sql).execute(conn).await.map(drop)
    }

    async fn indexes(conn: &mut PgConnection, _schemas: &[&str]) -> sqlx::Result<IndexCatalog> {
        indexes::indexes(conn).await
    }

    async fn catalog(conn: &mut PgConnection, _schemas: &[&str]) -> sqlx::Result<Catalog> {
        catalog::catalog(conn).await
    }

    fn raw(row: &PgRow, index: usize) -> Raw {
        let raw = row.try_get_raw(index).map_err(Into::into).and_then(raw);
        raw.unwrap_or_else(|error: BoxDynError| Raw::Unreadable(error.to_string().into()))
    }

    fn refused(error: &dyn DatabaseError) -> Option<DbError> {
        error::refused(error)
    }

    fn reserve(pool: &PgPool, connections: u32) -> Option<PgPool> {
        Some(pool_of(connections).connect_lazy_with((*pool.connect_options()).clone()))
    }

    async fn listen(pool: &PgPool, channel: &'static str) -> sqlx::Result<Option<Box<dyn Listening>>> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(channel).await?;
        Ok(Some(Box::new(Ear(listener))))
    }
}

fn raw(value: PgValueRef<'_>) -> Result<Raw, BoxDynError> {
    if value.is_null() {
        return Ok(Raw::Null);
    }
    let name = value.type_info().name().to_owned();
    let binary = matches!(value.format(), PgValueFormat::Binary);
    Ok(match name.as_str() {
        _ if !binary => Raw::Text(value.as_str()?.to_owned()),
        "BOOL" => Raw::Bool(Decode::<Postgres>::decode(value)?),
        "INT2" => Raw::Int(<i16 as Decode<Postgres>>::decode(value)?.into()),
        "INT4" => Raw::Int(<i32 as Decode<Postgres>>::decode(value)?.into()),
        "INT8" => Raw::Int(Decode::<Postgres>::decode(value)?),
        "FLOAT4" => Raw::Float(Decode::<Postgres>::decode(value)?),
        "FLOAT8" => Raw::Double(Decode::<Postgres>::decode(value)?),
        "NUMERIC" => match numeric::numeric(value.as_bytes()?) {
            Some(number) => Raw::Decimal(number),
            None => Raw::Unreadable(tr!("cell-not-a-decimal").into()),
        },
        "UUID" => Raw::Uuid(Decode::<Postgres>::decode(value)?),
        "JSON" | "JSONB" => Raw::Json(Decode::<Postgres>::decode(value)?),
        "BYTEA" => Raw::Bytes(value.as_bytes()?.to_vec()),
        // Padded to its length, which is no part of the value: comparisons do not see it.
        "CHAR" => match value.as_str()? {
            one if one.chars().count() == 1 => Raw::Text(one.to_owned()),
            padded => Raw::Text(padded.trim_end_matches(' ').to_owned()),
        },
        "DATE" => day(value.as_bytes()?),
        "TIME" => time_of_day(value.as_bytes()?),
        "TIMESTAMP" | "TIMESTAMPTZ" => moment(value.as_bytes()?),
        // Text and whatever travels as text: names, enums, an expression without a type.
        _ => Raw::Text(value.as_str()?.to_owned()),
    })
}

/// Days since 2000.
fn day(bytes: &[u8]) -> Raw {
    let days = <[u8; 4]>::try_from(bytes).map(i32::from_be_bytes);
    let day = days.ok().and_then(|days| epoch()?.checked_add_signed(TimeDelta::try_days(days.into())?));
    match day.filter(|day| temporal::usual_year(*day)) {
        Some(day) => Raw::Date(day),
        None => Raw::Unreadable(tr!("cell-date-out-of-range").into()),
    }
}

/// Microseconds since midnight.
fn time_of_day(bytes: &[u8]) -> Raw {
    let micros = <[u8; 8]>::try_from(bytes).map(i64::from_be_bytes).unwrap_or(-1);
    let nanos = u32::try_from(micros % 1_000_000 * 1_000).ok();
    let seconds = u32::try_from(micros / 1_000_000).ok();
    match seconds.zip(nanos).and_then(|(s, n)| NaiveTime::from_num_seconds_from_midnight_opt(s, n)) {
        Some(time) => Raw::Time(time),
        // 24:00:00 is one in PostgreSQL.
        None => Raw::Unreadable(tr!("cell-time-out-of-range").into()),
    }
}

/// Microseconds since 2000, in UTC for a column with a zone.
fn moment(bytes: &[u8]) -> Raw {
    let micros = <[u8; 8]>::try_from(bytes).map(i64::from_be_bytes);
    let start = epoch().map(|day| day.and_time(NaiveTime::MIN));
    let at = micros.ok().and_then(|micros| start?.checked_add_signed(TimeDelta::microseconds(micros)));
    match at.filter(|at| temporal::usual_year(at.date())) {
        Some(at) => Raw::DateTime(at),
        None => Raw::Unreadable(tr!("cell-date-time-out-of-range").into()),
    }
}

fn epoch() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2000, 1, 1)
}
