//! A bakery's admin, on invented data.
//!
//! `cargo run --example bakery` serves a database that is thrown away at the end, with 200 products;
//! `-- --rows 1000000` makes it a million. `DATABASE_URL` names a database to keep; for PostgreSQL and
//! MySQL add `--features postgres,mysql`. `--accounts` has people sign in (`accounts.rs`).

mod accounts;
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
    let wanted = Wanted::read(env::args().skip(1))?;
    let scratch = ScratchFile::new("bakery");
    let url = env::var("DATABASE_URL").unwrap_or_else(|_| scratch.url());
    tables::prepare(&url, wanted.rows).await?;

    let database = Database::connect(&url).await?;
    let builder = site::site(Admin::builder(database)).discover();
    let builder = match wanted.accounts {
        true => accounts::with_accounts(builder),
        false => builder.auth(Auth::none_for_local_development()),
    };
    let admin = builder.build().await?;
    if wanted.seed_users {
        accounts::seed_users(&admin).await?;
    }
    let app = Router::new().route("/", get(home)).nest_service("/admin", site::pages(Pages::new(admin)).router()?);
    serve(app).await?;
    Ok(())
}

/// What the command line asks for.
struct Wanted {
    rows: u32,
    accounts: bool,
    seed_users: bool,
}

impl Wanted {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let accounts = env::var("KAFFY_AUTH").is_ok_and(|auth| auth == "accounts");
        let mut wanted = Self { rows: seed::PRODUCTS, accounts, seed_users: false };
        while let Some(option) = arguments.next() {
            match option.as_str() {
                "--accounts" => wanted.accounts = true,
                "--seed-users" => wanted.seed_users = true,
                "--rows" => wanted.rows = arguments.next().and_then(|it| it.parse().ok()).ok_or(USAGE)?,
                _ => return Err(USAGE.into()),
            }
        }
        Ok(wanted)
    }
}

const USAGE: &str = "usage: bakery [--rows NUMBER] [--accounts] [--seed-users]";

/// The page of the shop itself: what the admin stands beside.
async fn home() -> Html<&'static str> {
    Html(include_str!("home.html"))
}
