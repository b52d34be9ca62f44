//! A bakery's admin, on invented data.
//!
//! `cargo run --example bakery` serves a database that is thrown away at the end, with 200 products;
//! `-- --rows 1000000` makes it a million. `DATABASE_URL` names a database to keep; for PostgreSQL and
//! MySQL add `--features postgres,mysql`.

mod admins;
mod held;
mod models;
mod seed;
mod site;
#[path = "../support/mod.rs"]
mod support;
mod tables;
mod url_field;

use std::{env, error::Error};

use axum::{Router, response::Html, routing::get};
use kaffy::{Admin, Auth, Database, web::Pages};
use support::{log, scratch_file::ScratchFile, serve::serve};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    log::start();
    let rows = rows_wanted()?;
    let scratch = ScratchFile::new("bakery");
    let url = env::var("DATABASE_URL").unwrap_or_else(|_| scratch.url());
    tables::prepare(&url, rows).await?;

    let database = Database::connect(&url).await?;
    let builder = site::site(Admin::builder(database)).auth(Auth::none_for_local_development());
    let admin = builder.discover().build().await?;
    let app = Router::new().route("/", get(home)).nest_service("/admin", site::pages(Pages::new(admin)).router()?);
    serve(app).await?;
    Ok(())
}

/// The number after `--rows`.
fn rows_wanted() -> Result<u32, String> {
    let mut arguments = env::args().skip(1);
    let Some(option) = arguments.next() else { return Ok(seed::PRODUCTS) };
    match (option.as_str(), arguments.next().map(|number| number.parse())) {
        ("--rows", Some(Ok(rows))) => Ok(rows),
        _ => Err("usage: bakery [--rows NUMBER]".into()),
    }
}

/// The page of the shop itself: what the admin stands beside.
async fn home() -> Html<&'static str> {
    Html(include_str!("home.html"))
}
