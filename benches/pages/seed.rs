//! A table of products, made once per size and kept under `target/bench`.

use std::path::PathBuf;

use sqlx::{ConnectOptions, Executor, sqlite::SqliteConnectOptions};

/// The address of a database with this many products.
pub(crate) async fn database(rows: u64) -> Result<String, Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned())).join("bench");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("products-{rows}.db"));
    if !file.exists() {
        let making = folder.join("making.db");
        let _ = std::fs::remove_file(&making);
        let mut db = SqliteConnectOptions::new().filename(&making).create_if_missing(true).connect().await?;
        db.execute(
            "CREATE TABLE categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
             CREATE TABLE products (
                 id INTEGER PRIMARY KEY, title TEXT NOT NULL, category_id INTEGER NOT NULL REFERENCES categories(id),
                 price NUMERIC NOT NULL, status TEXT NOT NULL, quantity INTEGER NOT NULL, views INTEGER,
                 inserted_at TEXT NOT NULL
             );
             INSERT INTO categories WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)
                 SELECT i, 'Category ' || i FROM n;",
        )
        .await?;
        let fill = sqlx::query(
            "INSERT INTO products WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                 SELECT i, CASE i % 4 WHEN 0 THEN 'Rye' WHEN 1 THEN 'Wheat' WHEN 2 THEN 'Spelt' ELSE 'Oat' END
                     || ' loaf ' || i, i % 12 + 1, (i % 900) / 100.0 + 1, CASE WHEN i % 5 = 0 THEN 'soldout' ELSE
                     'available' END, i % 100, CASE WHEN i % 10 = 0 THEN NULL ELSE i * 7919 % 100003 END,
                     datetime(1700000000 + i * 60, 'unixepoch')
                 FROM n",
        );
        db.execute(fill.bind(i64::try_from(rows)?)).await?;
        db.execute(
            "CREATE INDEX products_category ON products(category_id);
             CREATE INDEX products_views ON products(views);
             CREATE INDEX products_status ON products(status);
             ANALYZE;",
        )
        .await?;
        drop(db);
        std::fs::rename(&making, &file)?;
    }
    Ok(format!("sqlite://{}", file.display()))
}
