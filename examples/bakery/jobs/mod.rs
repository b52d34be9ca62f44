//! What the bakery does in the background: its jobs, and some of each kind to look at.

mod handlers;
mod tasks;

use std::{error::Error, time::Duration};

use kaffy::{
    Database, Jobs,
    jobs::{GroupEnd, GroupError, JobFilter, JobsBuildError, Options, ShutdownReport},
};

pub(crate) use handlers::{
    announce, announce_again, bake_batch, order_flour, print_labels, rise, take_stock, tell_the_counter,
};
use tasks::{Shop, cache_product_count, clean_oven, delete_fake_products, morning_report};

/// The jobs over the bakery's database.
pub(crate) async fn jobs(database: &Database, url: &str) -> Result<Jobs, JobsBuildError> {
    crate::chores::add(Jobs::builder(database))
        .data(database.clone())
        .data(Shop(url.to_owned()))
        .handler::<cache_product_count>()
        .handler::<clean_oven>()
        .handler::<delete_fake_products>()
        .handler::<morning_report>()
        .handler::<announce>()
        .handler::<announce_again>()
        .handler::<order_flour>()
        .handler::<print_labels>()
        .handler::<rise>()
        .handler::<take_stock>()
        .handler::<bake_batch>()
        .handler::<tell_the_counter>()
        .build()
        .await
}

/// A few of each kind, where there are none yet.
pub(crate) async fn seed(jobs: &Jobs) -> Result<(), Box<dyn Error>> {
    if !jobs.list(&JobFilter::new(), None, 1).await?.is_empty() {
        return Ok(());
    }
    jobs.schedules().deactivate("clean_oven", Some("Olga"), Some("The oven is being repaired.")).await?;
    jobs.enqueue_all((1..=8).map(|product_id| announce { product_id }), Options::new().tag("opening")).await?;
    order_flour::enqueue(jobs, 12, "mill-4711".to_owned()).await?;
    print_labels::enqueue(jobs, 40).await?;
    rise::enqueue(jobs, "sourdough".to_owned()).await?;
    take_stock::enqueue(jobs).await?;
    // The same once more: there is one of them.
    take_stock::enqueue(jobs).await?;
    mornings(jobs).await?;
    announce_again::enqueue(jobs, 1).record(1).after(Duration::from_secs(7 * 24 * 3600)).await?;
    Ok(())
}

/// One morning in which a batch follows the other, and one with two ovens of which one is too hot.
async fn mornings(jobs: &Jobs) -> Result<(), GroupError> {
    let batch = |bread: &str, loaves| bake_batch { bread: bread.to_owned(), loaves };
    let told = |morning: &str| tell_the_counter { morning: morning.to_owned(), group: GroupEnd::later() };
    jobs.group("morning")
        .name("Monday")
        .task("rye", batch("rye", 12))
        .task("rolls", batch("rolls", 40))
        .task("cake", batch("cake", 3))
        .on_finish(told("Monday"))
        .create()
        .await?;
    jobs.group("morning")
        .name("Tuesday, with two ovens")
        .concurrent()
        .task("left oven", batch("baguettes", 20))
        .task("right oven", batch("charcoal", 5))
        .on_failure(told("Tuesday"))
        .create()
        .await?;
    Ok(())
}

/// Works until somebody stops it, and says what it had to leave.
pub(crate) async fn work(jobs: &Jobs) -> Result<(), Box<dyn Error>> {
    println!("Working. Ctrl+C stops it.");
    tell(jobs.worker().run().await?);
    Ok(())
}

/// What was not finished.
pub(crate) fn tell(report: ShutdownReport) {
    println!("Stopped: {} jobs ended in time, {} did not.", report.finished, report.unfinished.len());
    for left in &report.unfinished {
        println!("Not finished: {left:?}");
    }
}
