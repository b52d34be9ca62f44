//! The handlers: one of each temper.

use std::time::Duration;

use kaffy::{
    jobs::{GroupEnd, GroupStatus},
    prelude::*,
};

/// Tells the regulars about a product. Enqueued where one is saved, in the same transaction.
#[job_handler(queue = "mail", resource = "products/products", timeout = "30s")]
pub(crate) async fn announce(product_id: i64, ctx: JobContext) -> Result<String, JobError> {
    ctx.log(format!("looking for regulars who like product {product_id}"));
    Ok(format!("3 regulars know of product {product_id}"))
}

/// The same a week later, for one product.
#[job_handler(queue = "mail", resource = "products/products")]
pub(crate) async fn announce_again(product_id: i64, ctx: JobContext) -> Result<(), JobError> {
    ctx.log(format!("product {product_id} is still good"));
    Ok(())
}

/// Always fails: the mill does not answer. Its key is nobody's business.
#[job_handler(max_attempts = 3, backoff = "10s..1m", mask(key))]
pub(crate) async fn order_flour(sacks: u32, key: String, ctx: JobContext) -> Result<(), JobError> {
    ctx.log(format!("asking for {sacks} sacks with a key of {} letters", key.len()));
    Err(JobError::failed("the mill does not answer"))
}

/// Slow, says how far it is, and stops when it is told to.
#[job_handler]
pub(crate) async fn print_labels(count: u64, ctx: JobContext) -> Result<u64, JobError> {
    for printed in 0..count {
        ctx.progress_with(printed, count, format!("label {}", printed + 1));
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
            () = ctx.cancelled() => return Err(JobError::cancel(format!("stopped after {printed} labels"))),
        }
    }
    ctx.progress(count, count);
    Ok(count)
}

/// Looks whether the dough has risen, and comes back later if not. That costs no attempt.
#[job_handler]
pub(crate) async fn rise(dough: String, ctx: JobContext) -> Result<String, JobError> {
    if ctx.snoozes() < 3 {
        ctx.log(format!("the {dough} is still small"));
        return Err(JobError::snooze(Duration::from_secs(20)));
    }
    Ok(format!("the {dough} has risen"))
}

/// One at a time, whoever asks for it.
#[job_handler(unique)]
pub(crate) async fn take_stock(ctx: JobContext) -> Result<(), JobError> {
    ctx.log("counting loaves");
    Ok(())
}

/// One batch of the morning, a task of its group.
#[job_handler(max_attempts = 2, backoff = "5s")]
pub(crate) async fn bake_batch(bread: String, loaves: u64, ctx: JobContext) -> Result<u64, JobError> {
    for baked in 0..loaves {
        ctx.progress_with(baked, loaves, bread.clone());
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(200)) => {}
            () = ctx.cancelled() => return Err(JobError::cancel(format!("{baked} loaves are in the oven"))),
        }
    }
    if bread == "charcoal" {
        return Err(JobError::failed("the oven is too hot"));
    }
    Ok(loaves)
}

/// Says how the morning went, once, when its group has ended.
#[job_handler(queue = "mail")]
pub(crate) async fn tell_the_counter(morning: String, group: GroupEnd) -> Result<String, JobError> {
    Ok(match group.status {
        GroupStatus::Succeeded => format!("{morning}: everything is on the shelf"),
        status => format!("{morning}: {status}, ask the baker"),
    })
}
