//! "Apply an action to all 100,000 matching rows": rows a second, statements, and the most memory it took. Prints;
//! asserts nothing but that every row had its turn.
//!
//!     cargo bench --bench actions            # 100,000 rows on SQLite, in target/bench
//!     cargo bench --bench actions -- 10000   # fewer rows

#[path = "support/mod.rs"]
mod support;

use std::{ops::ControlFlow, path::PathBuf, time::Instant};

use kaffy::{ActionPlace, Posted, Selection, prelude::*};
use sea_query::{Expr, ExprTrait, Query};
use sqlx::{ConnectOptions, Executor, sqlite::SqliteConnectOptions};

#[derive(Debug, AdminResource)]
#[admin(table = "loaves", plural = "Loaves", admin = LoafAdmin, list(title, price), filter(price))]
struct Loaf {
    id: i64,
    title: String,
    price: i64,
}

struct LoafAdmin;

impl ResourceAdmin for LoafAdmin {
    type Record = Loaf;

    fn actions(&self) -> Actions<Loaf> {
        Actions::new().with(Reprice)
    }
}

/// One statement for each row, and a refusal now and then.
struct Reprice;

impl RecordAction for Reprice {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("reprice", "Reprice")
    }

    async fn run(&self, ctx: &mut Ctx, loaf: &Loaf, _: &()) -> Result<(), Refusal> {
        if loaf.id % 1_000 == 0 {
            return Err(format!("“{}” is not for sale.", loaf.title).into());
        }
        let mut update = Query::update();
        update.table("loaves").value("price", loaf.price + 1).and_where(Expr::col("id").eq(loaf.id));
        ctx.execute(&update).await?;
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(100_000);
    let db = Database::connect(&database(rows).await?).await?;
    let admin = Admin::builder(db).auth(Auth::none_for_local_development()).resource::<Loaf>().build().await?;
    let resource = admin.registry().of(Loaf::META).ok_or("the resource is registered")?;
    let seen = admin.authorize::<kaffy::View>(&Actor::new("bench", "Bench"), resource)?;
    println!("an action on all matching of {rows} rows, SQLite\n");
    println!(
        "{:<12}{:>10}{:>10}{:>12}{:>12}{:>16}{:>16}",
        "action", "done", "failed", "rows/s", "statements", "before (MB)", "peak (MB)"
    );
    for key in ["reprice", "delete"] {
        let action = seen.action(ActionPlace::List, key)?;
        let given = action.read(Posted::default()).await?;
        let query = seen.list_query(&[("f.price.gte".to_owned(), "0".to_owned())])?;
        let (before, asked) = (support::memory("VmRSS:"), admin.database().statements());
        let since = Instant::now();
        let report = action.run(Selection::Query(Box::new(query)), &given, |_| ControlFlow::Continue(())).await;
        let rate = report.seen() as f64 / since.elapsed().as_secs_f64();
        assert_eq!(report.seen(), rows, "every row had its turn: {:?}", report.stopped);
        let (statements, peak) = (admin.database().statements() - asked, support::memory("VmHWM:"));
        println!("{key:<12}{:>10}{:>10}{rate:>12.0}{statements:>12}{before:>16}{peak:>16}", report.done, report.failed);
    }
    Ok(())
}

/// A fresh database with so many rows.
async fn database(rows: u64) -> Result<String, Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned())).join("bench");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("actions.db");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
    }
    let mut db = SqliteConnectOptions::new().filename(&file).create_if_missing(true).connect().await?;
    db.execute("CREATE TABLE loaves (id INTEGER PRIMARY KEY, title TEXT NOT NULL, price INTEGER NOT NULL)").await?;
    let fill = sqlx::query(
        "INSERT INTO loaves WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
             SELECT i, 'Loaf ' || i, i % 900 FROM n",
    );
    db.execute(fill.bind(i64::try_from(rows)?)).await?;
    Ok(format!("sqlite://{}", file.display()))
}
