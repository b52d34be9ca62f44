//! What runs by itself: two simple tasks, and jobs at their times.

use kaffy::{Database, prelude::*};

use crate::held;

/// The address of the bakery's database, for tasks that ask it for themselves.
#[derive(Clone, Debug)]
pub(crate) struct Shop(pub(crate) String);

/// Counts the products, so that nobody else has to.
#[scheduled_task(every = "5m", initial = 0, queue = "tasks", timeout = "1m")]
pub(crate) async fn cache_product_count(last: i64, Data(shop): Data<Shop>, ctx: JobContext) -> Result<i64, JobError> {
    let count = held::number(&shop.0, "SELECT count(*) FROM products").await?;
    ctx.log(format!("{count} products, {} more than the last time", count - last));
    Ok(count)
}

/// Deletes products whose title has `fake` in it: try it. Says how many that were in all.
#[scheduled_task(every = "1m", initial = 0, queue = "tasks", timeout = "1m")]
pub(crate) async fn delete_fake_products(
    total: i64,
    Data(shop): Data<Shop>,
    Data(database): Data<Database>,
    ctx: JobContext,
) -> Result<i64, JobError> {
    let fakes = held::number(&shop.0, "SELECT count(*) FROM products WHERE lower(title) LIKE '%fake%'").await?;
    if fakes > 0 {
        // What names them goes first.
        database
            .execute(
                "DELETE FROM products_tags WHERE product_id IN \
                 (SELECT id FROM products WHERE lower(title) LIKE '%fake%')",
            )
            .await?;
        database
            .execute(
                "UPDATE ingredients SET product_id = NULL WHERE product_id IN \
                 (SELECT id FROM products WHERE lower(title) LIKE '%fake%')",
            )
            .await?;
        database.execute("DELETE FROM products WHERE lower(title) LIKE '%fake%'").await?;
        ctx.log(format!("{fakes} products were not what they said"));
    }
    Ok(total + fakes)
}

/// Says each working day what was sold. What was missed while the bakery was closed is made up for once.
#[job_handler(queue = "mail")]
#[schedule(cron = "0 6 * * MON-SAT", timezone = "Europe/Berlin", missed = one, overlap = skip)]
pub(crate) async fn morning_report(ctx: JobContext) -> Result<String, JobError> {
    let run = ctx.schedule().ok_or_else(|| JobError::failed("it is a run of a schedule"))?;
    if run.is_backfill {
        ctx.log(format!("{} reports were missed", run.missed_count));
    }
    Ok(format!("the report of {}", run.scheduled_for.format("%A")))
}

/// Cleans the oven. Its schedule is paused: see `seed`.
#[job_handler]
#[schedule(cron = "0 22 * * SUN", timezone = "Europe/Berlin", missed = skip, overlap = queue)]
pub(crate) async fn clean_oven(ctx: JobContext) -> Result<(), JobError> {
    ctx.log("scrubbing");
    Ok(())
}
