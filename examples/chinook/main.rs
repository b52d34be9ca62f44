//! An admin for a database that was there before: Chinook, a shop for music, as its authors made it.
//!
//! `cargo run --example chinook` serves a copy of the SQLite file that is thrown away at the end.
//! `DATABASE_URL` names another database; `--load` fills it first, if it is empty. For PostgreSQL and
//! MySQL add `--features postgres,mysql`.

mod load;
mod models;
#[path = "../support/mod.rs"]
mod support;

use std::{env, error::Error};

use axum::{Router, response::Redirect, routing::get};
use kaffy::{Admin, Auth, Database};
use support::{log, scratch_file::ScratchFile, serve::serve};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    log::start();
    let scratch = ScratchFile::new("chinook");
    let url = env::var("DATABASE_URL").ok();
    if url.is_none() || env::args().any(|argument| argument == "--load") {
        load::fill(url.as_deref().unwrap_or(&scratch.url())).await?;
    }
    let database = Database::connect(&url.unwrap_or_else(|| scratch.url())).await?;
    let dialect = database.dialect();
    let admin = Admin::builder(database).title("Chinook").auth(Auth::none_for_local_development());
    let admin = models::register(admin, dialect).build().await?;
    let app = Router::new()
        .route("/", get(async || Redirect::to("/admin")))
        .nest_service("/admin", kaffy::web::router(admin));
    serve(app).await?;
    Ok(())
}
