//! A bakery's admin, on invented data.
//!
//! `cargo run --example bakery` serves a database that is thrown away at the end, with 200 products;
//! `-- --rows 1000000` makes it a million. `DATABASE_URL` names a database to keep; for PostgreSQL and
//! MySQL add `--features postgres,mysql`. `-- --accounts` has people sign in (`accounts.rs`). `-- audit verify` looks
//! through the audit log of that database and says whether it is as it was written; `-- doctor --deploy` says what to
//! look at before it faces the internet, and `-- doctor --indexes` which indexes its lists would use. Background jobs (`jobs/`) run in the same process; `-- worker` is a process
//! that does nothing else, any number of them beside one another. `-- chore` lists what the bakers run by hand
//! (`chores.rs`), and `-- chore import_prices --prices @list.csv` runs one of them, as its page does.

mod accounts;
mod admins;
mod asked;
mod chores;
mod held;
mod jobs;
mod models;
mod seed;
mod site;
#[path = "../support/mod.rs"]
mod support;
mod tables;
mod url_field;

use std::{env, error::Error, process::ExitCode};

use asked::{Asked, Command};
use axum::{Router, response::Html, routing::get};
use kaffy::{Admin, Audit, AuditError, Auth, Database, jobs::WithJobs, web::Pages};
use support::{log, scratch_file::ScratchFile, serve::serve};

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    log::start();
    let asked = Asked::of(env::args().skip(1))?;
    let scratch = ScratchFile::new("bakery");
    let url = env::var("DATABASE_URL").unwrap_or_else(|_| scratch.url());
    tables::prepare(&url, asked.rows).await?;

    let database = Database::connect(&url).await?;
    let jobs = jobs::jobs(&database, &url).await?;
    let builder = site::site(Admin::builder(database)).audit(Audit::on()).jobs(jobs.clone()).discover();
    let builder = match asked.accounts {
        true => accounts::with_accounts(builder),
        false => builder.auth(Auth::none_for_local_development()),
    };
    let admin = builder.build().await?;
    if asked.seed_users {
        accounts::seed_users(&admin).await?;
    }
    match asked.command {
        Command::Serve => jobs::seed(&jobs).await?,
        Command::Worker => {
            jobs::work(&jobs).await?;
            return Ok(ExitCode::SUCCESS);
        }
        Command::Doctor => {
            let report = kaffy::doctor::deploy(&admin).await.with(jobs.doctor().await);
            println!("{report}");
            return Ok(report.exit_code());
        }
        Command::Indexes => {
            println!("{}", kaffy::doctor::indexes(&admin).await);
            return Ok(ExitCode::SUCCESS);
        }
        Command::VerifyAudit => return verify(&admin).await,
        Command::Chore(words) => return chores::run(&jobs, &admin, words).await,
    }
    let app = Router::new().route("/", get(home)).nest_service("/admin", site::pages(Pages::new(admin)).router()?);
    let worker = jobs.worker().start().await?;
    serve(app).await?;
    jobs::tell(worker.stop().await);
    Ok(ExitCode::SUCCESS)
}

/// Says what is wrong with the log by its exit code, too: 1.
async fn verify(admin: &Admin) -> Result<ExitCode, Box<dyn Error>> {
    match admin.verify_audit().await {
        Ok(count) => {
            println!("The audit log has {count} entries, and each is as it was written.");
            Ok(ExitCode::SUCCESS)
        }
        Err(broken @ AuditError::Broken { .. }) => {
            eprintln!("The audit log is not as it was written: {broken}.");
            Ok(ExitCode::FAILURE)
        }
        Err(other) => Err(other.into()),
    }
}

/// The page of the shop itself: what the admin stands beside.
async fn home() -> Html<&'static str> {
    Html(include_str!("home.html"))
}
