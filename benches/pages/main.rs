//! How long kaffy's pages take, as a ratio to a hand-written axum + sqlx + tera handler that runs the
//! same query, request by request in turn. Prints; asserts nothing but that the answers are answers.
//!
//!     cargo bench --bench pages            # 1,000,000 rows on SQLite, in target/bench
//!     cargo bench --bench pages -- 100000  # fewer rows
//!     cargo bench --bench pages -- form    # only the pages whose name has the word

mod ours;
mod reference;
mod seed;

use std::time::{Duration, Instant};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use http_body_util::BodyExt;
use tower::ServiceExt;

const ROUNDS: usize = 500;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(1_000_000);
    let word =
        std::env::args().skip(1).find(|it| !it.starts_with('-') && it.parse::<u64>().is_err()).unwrap_or_default();
    let url = seed::database(rows).await?;
    let ours = ours::router(&url).await?;
    let reference = reference::router(&url).await?;
    let middle = ours::address_of_a_page_in_the_middle(&ours, rows).await?;
    println!("{rows} products, SQLite, {ROUNDS} requests each in turn, median (milliseconds)\n");
    println!("{:<34}{:>9}{:>13}{:>8}", "page", "kaffy", "hand-written", "ratio");
    let pages = [
        ("list, first page", ours::list(""), reference::list("")),
        ("list, page in the middle", middle, reference::list(&format!("?after={}", rows / 2))),
        ("list, last page", ours::list("?last=1"), reference::list("?last=1")),
        ("list, sorted by a nullable column", ours::list("?sort=views"), reference::list("?sort=views")),
        ("search", ours::list("?q=rye+4242"), reference::list("?q=rye+4242")),
        ("filter", ours::list("?f.status=sold_out"), reference::list("?status=soldout")),
        ("form with a foreign key", ours::form(rows / 2), reference::form(rows / 2)),
    ];
    for (name, mine, theirs) in pages.into_iter().filter(|(name, ..)| name.contains(&word)) {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        // A full scan is slow enough to tell with fewer rounds.
        let rounds = if name == "search" { ROUNDS / 10 } else { ROUNDS };
        for _ in 0..rounds {
            a.push(time(&ours, &mine).await?);
            b.push(time(&reference, &theirs).await?);
        }
        let (a, b) = (median(a), median(b));
        println!("{name:<34}{:>9.3}{:>13.3}{:>8.2}", ms(a), ms(b), a.as_secs_f64() / b.as_secs_f64());
    }
    Ok(())
}

/// One request through the router, without a socket, to the last byte of its body.
async fn time(router: &Router, path: &str) -> Result<Duration, Box<dyn std::error::Error>> {
    let start = Instant::now();
    get(router, path).await?;
    Ok(start.elapsed())
}

async fn get(router: &Router, path: &str) -> Result<String, Box<dyn std::error::Error>> {
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

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
