//! How long kaffy's pages take, as a ratio to a hand-written axum + sqlx + tera handler that runs the
//! same query, request by request in turn. Prints; asserts nothing but that the answers are answers.
//!
//!     cargo xtask bench pages              # 1,000,000 rows on SQLite, in target/bench, and on a PostgreSQL of its own
//!     cargo bench --bench pages            # SQLite alone, unless KAFFY_BENCH_POSTGRES names a server
//!     cargo bench --bench pages -- 100000  # fewer rows
//!     cargo bench --bench pages -- form    # only the pages whose name has the word
//!
//! First one request after the other, then several at once on two threads. What the hand-written pages
//! draw stands in `reference/`.

#[path = "../support/databases.rs"]
mod databases;
#[path = "../support/mod.rs"]
mod support;

mod build;
mod ours;
mod reference;
mod throughput;

use std::time::{Duration, Instant};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use http_body_util::BodyExt;
use tower::ServiceExt;

const ROUNDS: usize = 500;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let rows = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(1_000_000);
    let word =
        std::env::args().skip(1).find(|it| !it.starts_with('-') && it.parse::<u64>().is_err()).unwrap_or_default();
    let one_thread = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let two_threads = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let mut urls = vec![("SQLite", one_thread.block_on(databases::sqlite(rows))?)];
    match std::env::var("KAFFY_BENCH_POSTGRES") {
        Ok(server) => urls.push(("PostgreSQL", one_thread.block_on(databases::postgres(&server, rows))?)),
        Err(_) => println!("KAFFY_BENCH_POSTGRES names no server: SQLite alone\n"),
    }
    for (database, url) in urls {
        println!("{database}, {rows} products\n");
        one_thread.block_on(in_turn(&url, rows, &word))?;
        two_threads.block_on(at_once(&url, rows, &word))?;
        println!();
    }
    let time = one_thread.block_on(build::time(1_000))?;
    println!("\nAdmin::build of 1,000 resources without the database check: {:.1} ms", ms(time));
    Ok(())
}

/// Both applications, and the pages to ask them for.
async fn applications(
    url: &str,
    rows: u64,
    word: &str,
) -> Outcome<(Router, Router, Vec<(&'static str, String, String)>)> {
    let ours = ours::router(url).await?;
    let reference = reference::router(url).await?;
    let middle = ours::address_of_a_page_in_the_middle(&ours, rows).await?;
    let pages = [
        ("list, first page", ours::list(""), reference::list("")),
        ("list, page in the middle", middle, reference::list(&format!("?after={}", rows / 2))),
        ("list, last page", ours::list("?last=1"), reference::list("?last=1")),
        ("list, sorted by a nullable column", ours::list("?sort=views"), reference::list("?sort=views")),
        ("search", ours::list("?q=rye+4242"), reference::list("?q=rye+4242")),
        ("filter", ours::list("?f.status=sold_out"), reference::list("?status=soldout")),
        ("form with a foreign key", ours::form(rows / 2), reference::form(rows / 2)),
    ];
    let wanted = pages.into_iter().filter(|(name, ..)| name.contains(word)).collect();
    Ok((ours, reference, wanted))
}

async fn in_turn(url: &str, rows: u64, word: &str) -> Outcome {
    let (ours, reference, pages) = applications(url, rows, word).await?;
    println!("{ROUNDS} requests each in turn, median (milliseconds)\n");
    println!("{:<34}{:>9}{:>13}{:>8}", "page", "kaffy", "hand-written", "ratio");
    for (name, mine, theirs) in pages {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        // A full scan is slow enough to tell with fewer rounds.
        let rounds = if name == "search" { ROUNDS / 10 } else { ROUNDS };
        for _ in 0..rounds {
            a.push(time(&ours, &mine).await?);
            b.push(time(&reference, &theirs).await?);
        }
        let (a, b) = (support::median(a), support::median(b));
        println!("{name:<34}{:>9.3}{:>13.3}{:>8.2}", ms(a), ms(b), a.as_secs_f64() / b.as_secs_f64());
    }
    Ok(())
}

async fn at_once(url: &str, rows: u64, word: &str) -> Outcome {
    let (ours, reference, pages) = applications(url, rows, word).await?;
    println!(
        "\n{} requests at once on two threads: requests a second, processor time of one (µs)\n",
        throughput::AT_ONCE
    );
    println!(
        "{:<34}{:>9}{:>13}{:>8}{:>9}{:>13}{:>8}",
        "page", "kaffy", "hand-written", "ratio", "kaffy", "hand-written", "ratio"
    );
    for (name, mine, theirs) in pages {
        let a = throughput::throughput(&ours, &mine).await?;
        let b = throughput::throughput(&reference, &theirs).await?;
        let ratio = b.requests_a_second / a.requests_a_second;
        print!("{name:<34}{:>9.0}{:>13.0}{ratio:>8.2}", a.requests_a_second, b.requests_a_second);
        match (a.work, b.work) {
            (Some(a), Some(b)) => println!("{a:>9.0}{b:>13.0}{:>8.2}", a / b),
            _ => println!(),
        }
    }
    Ok(())
}

/// One request through the router, without a socket, to the last byte of its body.
async fn time(router: &Router, path: &str) -> Outcome<Duration> {
    let start = Instant::now();
    get(router, path).await?;
    Ok(start.elapsed())
}

async fn get(router: &Router, path: &str) -> Outcome<String> {
    let request = Request::get(path).header("host", "localhost").extension(ConnectInfo(peer())).body(Body::empty())?;
    let response = router.clone().oneshot(request).await?;
    let status = response.status();
    let body = String::from_utf8(response.into_body().collect().await?.to_bytes().to_vec())?;
    assert!(status.is_success(), "{path} answered {status}: {body}");
    Ok(body)
}

fn peer() -> std::net::SocketAddr {
    std::net::SocketAddr::from(([127, 0, 0, 1], 40_000))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
