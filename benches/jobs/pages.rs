//! The pages about jobs, as a browser gets them.

use std::time::Instant;

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use http_body_util::BodyExt;
use kaffy::{jobs::JobFilter, prelude::*};
use tower::ServiceExt;

use crate::{Outcome, say};

/// Each page so often.
const ROUNDS: usize = 7;

pub(crate) async fn measure(jobs: &Jobs) -> Outcome {
    let admin = Admin::builder(jobs.database().clone())
        .auth(Auth::none_for_local_development())
        .jobs(jobs.clone())
        .build()
        .await?;
    let router = Router::new().nest("/admin", kaffy::web::router(admin));
    let newest = jobs.list(&JobFilter::new(), None, 1).await?;
    let one = newest.first().map(|job| format!("/jobs/{}", job.id)).unwrap_or_default();
    for path in [
        "/jobs",
        "/jobs?state=succeeded",
        "/jobs?state=available",
        "/jobs?type=nothing&state=succeeded",
        "/jobs?queue=nothing",
        "/jobs?q=77",
        "/jobs/queues",
        "/jobs/workers",
        &one,
    ] {
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let start = Instant::now();
            get(&router, path).await?;
            times.push(start.elapsed());
        }
        let path = if path == one { "/jobs/{id}" } else { path };
        say(&format!("  page {path}"), times);
    }
    Ok(())
}

async fn get(router: &Router, path: &str) -> Outcome {
    let mut request = Request::get(format!("/admin{path}")).header("host", "localhost").body(Body::empty())?;
    request.extensions_mut().insert(ConnectInfo(std::net::SocketAddr::from(([127, 0, 0, 1], 9))));
    let answer = router.clone().oneshot(request).await?;
    assert_eq!(answer.status(), 200, "{path}");
    answer.into_body().collect().await?;
    Ok(())
}
