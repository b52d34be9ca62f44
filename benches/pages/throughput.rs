//! How many requests a second are answered when several come at once, and how much work each is.

use std::time::{Duration, Instant};

use axum::Router;

use crate::get;

/// How many requests are under way at any time.
pub(crate) const AT_ONCE: usize = 8;
const TIME: Duration = Duration::from_millis(1_500);

/// What answering as fast as possible came to.
pub(crate) struct Throughput {
    pub(crate) requests_a_second: f64,
    /// Processor time of all threads for one request, in microseconds. Unlike the rate it hardly depends
    /// on what else the machine has to do. Only Linux says it.
    pub(crate) work: Option<f64>,
}

/// Asks for one page again and again, on as many threads as the runtime has.
pub(crate) async fn throughput(router: &Router, path: &str) -> Result<Throughput, Box<dyn std::error::Error>> {
    let (start, before) = (Instant::now(), processor_time());
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
    let answered = f64::from(answered);
    Ok(Throughput {
        requests_a_second: answered / start.elapsed().as_secs_f64(),
        work: before.zip(processor_time()).map(|(before, after)| (after - before) / answered),
    })
}

/// Processor time of this process so far, in microseconds.
fn processor_time() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // After the name, which may hold anything: the 12th and 13th field, in hundredths of a second.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) * 10_000.0)
}
