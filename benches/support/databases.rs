//! The same tables on both databases, with so many products and the indexes that the pages need.
//!
//! SQLite's files are kept under `target/bench`; a database of the server is made once as well.

use std::path::PathBuf;

use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection, sqlite::SqliteConnectOptions};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Two texts of the same words: one has an index for searches, where there is such a thing, and one has none.
const SQLITE: &str = "
    CREATE TABLE categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE products (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL, note TEXT NOT NULL,
        category_id INTEGER NOT NULL REFERENCES categories(id), price NUMERIC NOT NULL, status TEXT NOT NULL,
        quantity INTEGER NOT NULL, views INTEGER, inserted_at TEXT NOT NULL
    );
    INSERT INTO categories WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)
        SELECT i, 'Category ' || i FROM n;";

const SQLITE_ROWS: &str = "
    INSERT INTO products WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        SELECT i, word || ' loaf ' || i, word || ' loaf ' || i, i % 12 + 1, (i % 900) / 100.0 + 1,
            CASE WHEN i % 5 = 0 THEN 'soldout' ELSE 'available' END, i % 100,
            CASE WHEN i % 10 = 0 THEN NULL ELSE i * 7919 % 100003 END, datetime(1700000000 + i, 'unixepoch')
        FROM (SELECT i, CASE i % 4 WHEN 0 THEN 'Rye' WHEN 1 THEN 'Wheat' WHEN 2 THEN 'Spelt' ELSE 'Oat' END AS word FROM n)";

const SQLITE_INDEXES: &str = "
    CREATE INDEX products_category ON products(category_id);
    CREATE INDEX products_views ON products(views, id);
    CREATE INDEX products_status ON products(status, id);
    CREATE VIRTUAL TABLE products_fts USING fts5(title, content='products');
    INSERT INTO products_fts(products_fts) VALUES ('rebuild');
    ANALYZE;";

const POSTGRES: [&str; 2] = [
    "CREATE TABLE categories (id BIGINT PRIMARY KEY, name TEXT NOT NULL);
     INSERT INTO categories SELECT i, 'Category ' || i FROM generate_series(1, 12) i;
     CREATE TABLE products (
         id BIGINT NOT NULL, title TEXT NOT NULL, note TEXT NOT NULL, category_id BIGINT NOT NULL,
         price NUMERIC(10, 2) NOT NULL, status TEXT NOT NULL, quantity BIGINT NOT NULL, views BIGINT,
         inserted_at TIMESTAMP NOT NULL
     )",
    "SET maintenance_work_mem = '512MB';
     CREATE EXTENSION IF NOT EXISTS pg_trgm;
     ALTER TABLE products ADD PRIMARY KEY (id);
     ALTER TABLE products ADD FOREIGN KEY (category_id) REFERENCES categories(id);
     CREATE INDEX products_category ON products(category_id);
     CREATE INDEX products_views ON products(views, id);
     CREATE INDEX products_status ON products(status, id);
     CREATE INDEX products_title ON products USING gin (title gin_trgm_ops);
     CREATE INDEX products_words ON products USING gin (to_tsvector('simple', title))",
];

/// The address of a SQLite database with so many products.
pub(crate) async fn sqlite(rows: u64) -> Outcome<String> {
    let folder = PathBuf::from(std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned())).join("bench");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("products-{rows}.db"));
    if !file.exists() {
        let making = folder.join("making.db");
        let _ = std::fs::remove_file(&making);
        let mut db = SqliteConnectOptions::new().filename(&making).create_if_missing(true).connect().await?;
        db.execute(SQLITE).await?;
        db.execute(sqlx::query(SQLITE_ROWS).bind(i64::try_from(rows)?)).await?;
        db.execute(SQLITE_INDEXES).await?;
        db.close().await?;
        std::fs::rename(&making, &file)?;
    }
    Ok(format!("sqlite://{}", file.display()))
}

/// The address of a database of this server with so many products.
pub(crate) async fn postgres(server: &str, rows: u64) -> Outcome<String> {
    let (host, _) = server.rsplit_once('/').ok_or("KAFFY_BENCH_POSTGRES names a database of the server")?;
    let (name, url) = (format!("products_{rows}"), format!("{host}/products_{rows}"));
    let mut db = PgConnection::connect(server).await?;
    let there: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
        .bind(&name)
        .fetch_one(&mut db)
        .await?;
    if !there {
        db.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await?;
        let mut made = PgConnection::connect(&url).await?;
        made.execute(POSTGRES[0]).await?;
        let fill = format!(
            "INSERT INTO products SELECT i, word || ' loaf ' || i, word || ' loaf ' || i, i % 12 + 1, (i % 900) / 100.0 + 1,
                 CASE WHEN i % 5 = 0 THEN 'soldout' ELSE 'available' END, i % 100,
                 CASE WHEN i % 10 <> 0 THEN i * 7919 % 100003 END, TIMESTAMP '2020-01-01' + i * INTERVAL '1 second'
             FROM (SELECT i, (ARRAY['Rye','Wheat','Spelt','Oat'])[i % 4 + 1] AS word FROM generate_series(1::bigint, {rows}) i) n"
        );
        made.execute(AssertSqlSafe(fill)).await?;
        made.execute(POSTGRES[1]).await?;
        // Not inside of a transaction, so each by itself.
        made.execute("VACUUM ANALYZE products").await?;
        made.execute("VACUUM ANALYZE categories").await?;
    }
    Ok(url)
}
