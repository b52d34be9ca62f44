//! How many requests a second are answered when several come at once.

use std::time::{Duration, Instant};

use axum::Router;

use crate::get;

/// How many requests are under way at any time.
pub(crate) const AT_ONCE: usize = 8;
const TIME: Duration = Duration::from_millis(1_500);

/// Requests a second for one page, on as many threads as the runtime has.
pub(crate) async fn throughput(router: &Router, path: &str) -> Result<f64, Box<dyn std::error::Error>> {
    let start = Instant::now();
    let tasks: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (router, path) = (router.clone(), path.to_owned());
            tokio::spawn(async move {
                let mut answered = 0_u32;
                while start.elapsed() < TIME {
                    get(&router, &path).await.map_err(|error| error.to_string())?;
                    answered += 1;
                }
                Ok::<_, String>(answered)
            })
        })
        .collect();
    let mut answered = 0;
    for task in tasks {
        answered += task.await??;
    }
    Ok(f64::from(answered) / start.elapsed().as_secs_f64())
}
