//! Recipes: fields that are more than one input, and fields that help to fill each other in.
//!
//! `cargo run --example recipes` serves a SQLite file that is thrown away at the end; `DATABASE_URL` names
//! one to keep. Pictures are thrown away at the end, too.

mod models;
#[path = "../support/mod.rs"]
mod support;

use std::{env, error::Error};

use axum::{Router, response::Redirect, routing::get};
use kaffy::{Admin, Auth, Database, LocalFolder};
use support::{log, scratch_file::ScratchFile, script, serve::serve};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    log::start();
    let scratch = ScratchFile::new("recipes");
    let url = env::var("DATABASE_URL").unwrap_or_else(|_| scratch.url());
    script::run(&url, include_str!("recipes.sql")).await?;

    let database = Database::connect(&url).await?;
    let admin = Admin::builder(database).title("Recipes").auth(Auth::none_for_local_development());
    let pictures = tempfile::tempdir()?;
    let admin = admin.files(LocalFolder::new(pictures.path())).resource::<models::Recipe>().build().await?;
    let app = Router::new()
        .route("/", get(async || Redirect::to("/admin")))
        .nest_service("/admin", kaffy::web::router(admin));
    serve(app).await?;
    Ok(())
}
