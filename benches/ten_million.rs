//! How long the pages of a list take on 10,000,000 rows of PostgreSQL.
//!
//!     KAFFY_BENCH_POSTGRES=postgres://… cargo bench --bench ten_million --features postgres
//!
//! The database holds the tables of `benches/ten_million.sql`, which takes a minute or two to fill. A
//! page is asked for through the router, without a socket; nothing but its status is looked at.

#[path = "pages/ours.rs"]
mod ours;

use std::time::{Duration, Instant};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use http_body_util::BodyExt;
use tower::ServiceExt;

const ROWS: u64 = 10_000_000;
const ROUNDS: usize = 50;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let Ok(url) = std::env::var("KAFFY_BENCH_POSTGRES") else {
        println!("KAFFY_BENCH_POSTGRES names no database: nothing was measured");
        return Ok(());
    };
    let router = ours::router(&url).await?;
    let middle = ours::address_of_a_page_in_the_middle(&router, ROWS).await?;
    println!("{ROWS} products, PostgreSQL, {ROUNDS} requests each (milliseconds)\n");
    println!("{:<40}{:>8}{:>9}{:>9}", "page", "status", "median", "slowest");
    for (name, path) in [
        ("list, first page", ours::list("")),
        ("list, page in the middle", middle),
        ("list, last page", ours::list("?last=1")),
        ("list, sorted by a nullable column", ours::list("?sort=views")),
        ("the same, last page (NULLs)", ours::list("?sort=views&last=1")),
        ("list, sorted by a column without index", ours::list("?sort=quantity")),
        ("filter by a choice", ours::list("?f.status=sold_out")),
        ("filter by a range of keys", ours::list("?f.id.gte=4000000&f.id.lte=4000100")),
        ("search", ours::list("?q=rye+4242")),
        ("search for what is not there", ours::list("?q=pumpernickel")),
        ("form with a foreign key", ours::form(ROWS / 2)),
    ] {
        let first = time(&router, &path).await?;
        // What takes long is told with fewer rounds.
        let rounds = if first.1 > Duration::from_millis(300) { 5 } else { ROUNDS };
        let mut times = Vec::new();
        for _ in 0..rounds {
            times.push(time(&router, &path).await?.1);
        }
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        println!("{name:<40}{:>8}{:>9.1}{:>9.1}", first.0, ms(times[rounds / 2]), ms(times[rounds - 1]));
    }
    Ok(())
}

async fn time(router: &Router, path: &str) -> Outcome<(u16, Duration)> {
    let start = Instant::now();
    let (status, _) = ask(router, path).await?;
    Ok((status, start.elapsed()))
}

async fn get(router: &Router, path: &str) -> Outcome<String> {
    Ok(ask(router, path).await?.1)
}

async fn ask(router: &Router, path: &str) -> Outcome<(u16, String)> {
    let peer = std::net::SocketAddr::from(([127, 0, 0, 1], 40_000));
    let request = Request::get(path).header("host", "localhost").extension(ConnectInfo(peer)).body(Body::empty())?;
    let response = router.clone().oneshot(request).await?;
    let status = response.status().as_u16();
    Ok((status, String::from_utf8(response.into_body().collect().await?.to_bytes().to_vec())?))
}
