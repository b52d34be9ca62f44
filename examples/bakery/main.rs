//! A bakery's admin, on invented data.
//!
//! `cargo run --example bakery -- doctor --deploy` says what to look at before it faces the internet.
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

use std::{env, error::Error, process::ExitCode};

use axum::{Router, response::Html, routing::get};
use kaffy::{Admin, Auth, Database, web::Pages};
use support::{log, scratch_file::ScratchFile, serve::serve};

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    log::start();
    let wanted = Wanted::of(env::args().skip(1))?;
    let scratch = ScratchFile::new("bakery");
    let url = env::var("DATABASE_URL").unwrap_or_else(|_| scratch.url());
    tables::prepare(&url, wanted.rows).await?;

    let database = Database::connect(&url).await?;
    let builder = site::site(Admin::builder(database)).auth(Auth::none_for_local_development());
    let admin = builder.discover().build().await?;
    if wanted.doctor {
        let report = kaffy::doctor::deploy(&admin).await;
        println!("{report}");
        return Ok(report.exit_code());
    }
    let app = Router::new().route("/", get(home)).nest_service("/admin", site::pages(Pages::new(admin)).router()?);
    serve(app).await?;
    Ok(ExitCode::SUCCESS)
}

/// What the command line asks for.
struct Wanted {
    rows: u32,
    /// Whether to look at the admin instead of serving it.
    doctor: bool,
}

impl Wanted {
    fn of(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let arguments: Vec<_> = arguments.collect();
        match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            [] => Ok(Self { rows: seed::PRODUCTS, doctor: false }),
            ["doctor"] | ["doctor", "--deploy"] => Ok(Self { rows: seed::PRODUCTS, doctor: true }),
            ["--rows", number] if number.parse::<u32>().is_ok() => {
                Ok(Self { rows: number.parse().unwrap_or(seed::PRODUCTS), doctor: false })
            }
            _ => Err("usage: bakery [--rows NUMBER | doctor --deploy]".into()),
        }
    }
}

/// The page of the shop itself: what the admin stands beside.
async fn home() -> Html<&'static str> {
    Html(include_str!("home.html"))
}
