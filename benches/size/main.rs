//! Whether pages cost the same whatever the size of a table: each page at 10,000 rows and at ten million, in turn.
//!
//!     cargo xtask bench size             # SQLite and a PostgreSQL of its own, 10,000,000 rows
//!     cargo bench --bench size -- 100000 # SQLite alone, and fewer rows
//!
//! A page is asked for through the router, without a socket, and its status and its words are looked at. Then the whole
//! table is exported, and an action is run on 10,000 rows that match. Prints; asserts nothing but that answers are answers.

#[path = "../support/databases.rs"]
mod databases;
#[path = "../support/mod.rs"]
mod support;

mod pages;
mod work;

use std::time::Duration;

use pages::{Page, Shop};

/// The table to compare with.
const FEW: u64 = 10_000;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let many = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(10_000_000);
    let server = std::env::var("KAFFY_BENCH_POSTGRES").ok();
    if server.is_none() {
        println!("KAFFY_BENCH_POSTGRES names no server: SQLite alone\n");
    }
    compare("SQLite", &databases::sqlite(FEW).await?, &databases::sqlite(many).await?, many).await?;
    if let Some(server) = server {
        let (few, many_rows) = (databases::postgres(&server, FEW).await?, databases::postgres(&server, many).await?);
        compare("PostgreSQL", &few, &many_rows, many).await?;
    }
    Ok(())
}

async fn compare(database: &str, few: &str, many: &str, rows: u64) -> Outcome {
    let (small, large) = (Shop::open(few).await?, Shop::open(many).await?);
    println!("{database}: median of each page in turn (ms)\n");
    println!("{:<46}{:>12}{:>14}{:>8}", "page", format!("{FEW} rows"), format!("{rows} rows"), "ratio");
    let before = support::memory("VmRSS:");
    for (few, many) in small.pages(FEW).await?.into_iter().zip(large.pages(rows).await?) {
        let (a, b) = in_turn(&small, &few, &large, &many).await?;
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        println!("{:<46}{:>12.2}{:>14.2}{:>8.2}", few.name, ms(a), ms(b), b.as_secs_f64() / a.as_secs_f64());
    }
    println!("\nmemory of this process: {before} MB before, {} MB at most", support::memory("VmHWM:"));
    work::export(&large, rows).await?;
    work::action(&small, &large, FEW).await?;
    println!();
    Ok(())
}

/// The medians of both; what is slow is asked for less often.
async fn in_turn(small: &Shop, few: &Page, large: &Shop, many: &Page) -> Outcome<(Duration, Duration)> {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    let first = large.time(many).await?;
    small.time(few).await?;
    let rounds = if first > Duration::from_millis(300) { 3 } else { 200 };
    for _ in 0..rounds {
        a.push(small.time(few).await?);
        b.push(large.time(many).await?);
    }
    Ok((support::median(a), support::median(b)))
}
