//! Web nodes and worker processes on one PostgreSQL, from one binary.
//!
//! ```console
//! $ export DATABASE_URL=postgres://shop:secret@localhost/shop
//! $ cargo run --example workers --features postgres -- web     # the admin, and nothing that works
//! $ cargo run --example workers --features postgres -- work    # jobs, in any number of processes
//! ```
//!
//! Add an order in the admin: its job is in the same transaction, and one of the workers packs it. With no worker it
//! waits; kill one in the middle, and another does it. `-- web` at other addresses (`KAFFY_ADDR`) are more nodes of the
//! same admin.

mod asked;
mod orders;
#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "shared with examples that need more of it")]
mod support;

use std::{error::Error, process::ExitCode};

use asked::{Asked, Part};
use axum::Router;
use kaffy::{jobs::WithJobs, prelude::*, web};
use support::{log, serve::serve};

fn main() -> ExitCode {
    start(std::env::args().skip(1))
}

/// The program, as the words of its command line ask for it.
#[tokio::main]
pub(crate) async fn start(words: impl Iterator<Item = String>) -> ExitCode {
    log::start();
    let asked = match Asked::of(words, std::env::var("DATABASE_URL").ok()) {
        Ok(asked) => asked,
        Err(words) => {
            eprintln!("{words}");
            return ExitCode::from(2);
        }
    };
    match run(asked).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(asked: Asked) -> Result<(), Box<dyn Error>> {
    let database = Database::connect(&asked.url).await?;
    database.execute(include_str!("orders.sql")).await?;
    // Both parts know the same handlers: the pages need them to read what a job is about.
    let pool = sqlx::PgPool::connect(&asked.url).await?;
    let jobs = Jobs::builder(&database).data(pool).handler::<orders::pack>().build().await?;
    match asked.part {
        Part::Web => {
            let admin = Admin::builder(database)
                .title("Orders")
                .auth(Auth::none_for_local_development())
                .jobs(jobs)
                .resource::<orders::Order>()
                .build()
                .await?;
            serve(Router::new().nest_service("/admin", web::router(admin))).await?;
        }
        Part::Work => {
            println!("Working. Ctrl+C or SIGTERM lets it finish what it has begun.");
            let report = jobs.worker().run().await?;
            println!("Stopped: {} jobs ended in time, {} did not.", report.finished, report.unfinished.len());
        }
    }
    Ok(())
}
