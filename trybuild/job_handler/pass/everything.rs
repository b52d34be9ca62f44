//! Every option and every kind of argument, with names that a user may shadow.
#![deny(warnings, missing_docs, unreachable_pub, missing_debug_implementations, clippy::all, clippy::pedantic)]
#![deny(unused, nonstandard_style, rust_2018_idioms)]
#![allow(dead_code)]

use kaffy::{Data, Job, JobContext, JobError, jobs::Backoff};
use std::{string::String as Text, time::Duration};

struct Vec;
struct Option;
struct Box;
struct String;
struct Serialize;
struct Jobs;

mod their {
    pub(crate) use kaffy as framework;
}

type Outcome = std::result::Result<(), JobError>;

/// Greets somebody.
#[kaffy::job_handler(
    queue = "mail",
    max_attempts = 7,
    timeout = "1500ms",
    priority = 10,
    backoff = "2s..1h",
    unique(args(user_id, r#type), within = "60s", states(scheduled, available, running), per_queue, debounce),
    job_type = "mail.welcome",
    resource = "user",
    crate = crate::their::framework
)]
pub(crate) async fn send_welcome(
    user_id: i64,
    Data(greeting): Data<Text>,
    r#type: std::option::Option<Text>,
    mut ctx: JobContext,
) -> std::result::Result<Text, JobError> {
    let other = ctx.clone();
    ctx = other;
    Ok(format!("{greeting} {user_id} {type:?} {}", ctx.attempt(), type = r#type))
}

/// What is about an image.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Resize {
    /// How wide.
    pub(crate) width: u32,
}

#[kaffy::job_handler(unique(whatever_args), backoff = "30s")]
pub(crate) async fn resize(#[args] of: Resize) -> Outcome {
    let _ = of.width;
    Ok(())
}

/// Nothing is stored; the name is a keyword.
#[kaffy::job_handler]
async fn r#loop() -> Outcome {
    Err(JobError::cancel("never"))
}

#[kaffy::job_handler(unique)]
async fn same_names(same_names: u8, jobs: u8, ctx: u8, job: u8) -> Outcome {
    let _ = (same_names, jobs, ctx, job);
    Ok(())
}

mod inner {
    /// Public.
    #[kaffy::job_handler]
    #[expect(clippy::unused_async, reason = "it stands for one that waits")]
    pub(crate) async fn of_a_module(value: f64) -> Result<f64, kaffy::JobError> {
        Ok(value)
    }
}

fn typed() -> impl ::std::future::Future<Output = std::result::Result<kaffy::jobs::Enqueued, kaffy::jobs::EnqueueError>> {
    async {
        let jobs: kaffy::Jobs = std::future::pending().await;
        send_welcome::enqueue(&jobs, 7, None).after(Duration::from_secs(5)).priority(3).await?;
        r#loop::enqueue(&jobs).await?;
        inner::of_a_module::enqueue(&jobs, 0.5).await?;
        jobs.enqueue(resize { of: Resize { width: 7 } }).lane("images").await
    }
}

fn main() {
    let meta = send_welcome::META;
    assert_eq!((meta.job_type, meta.queue, meta.max_attempts, meta.priority), ("mail.welcome", "mail", 7, 10));
    assert_eq!(meta.timeout, Some(Duration::from_millis(1500)));
    assert_eq!(meta.backoff, Backoff::Exponential(Duration::from_secs(2), Duration::from_secs(3600)));
    assert_eq!(meta.resource, Some("user"));
    assert!(meta.unique.is_some() && meta.rust_name.ends_with("::send_welcome"), "{}", meta.rust_name);
    assert_eq!(meta.args[0], ("user_id", "i64"));
    assert_eq!(meta.args[1].0, "type");
    let stored = serde_json::to_value(send_welcome { user_id: 7, r#type: None }).unwrap();
    assert_eq!(stored, serde_json::json!({ "user_id": 7, "type": null }));
    assert!(serde_json::from_str::<send_welcome>(r#"{"user_id": 7, "type": null, "more": 1}"#).is_err());
    let stored = serde_json::to_value(resize { of: Resize { width: 7 } }).unwrap();
    assert_eq!(stored, serde_json::json!({ "width": 7 }), "the struct is all that is stored");
    assert_eq!(<r#loop as Job>::META.job_type, "loop");
    assert_eq!(resize::META.backoff, Backoff::Fixed(Duration::from_secs(30)));
    drop(typed());
    // Still an ordinary function.
    drop(resize(Resize { width: 1 }));
    drop(same_names(1, 2, 3, 4));
}
