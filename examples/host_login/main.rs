//! An admin behind the login that an application has already: `cargo run --example host_login`.
//!
//! The application keeps its sessions as it always did (here in memory, for people who are known by name). A
//! middleware puts whoever is signed in into the request; `Auth::external` reads it there, and that is all the admin
//! learns.

mod login;
#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "shared with examples that need more of it")]
mod support;

use std::error::Error;

use axum::{Router, middleware::from_fn_with_state, routing::get};
use kaffy::{prelude::*, web};
use login::{CurrentUser, Sessions};
use support::{log, serve::serve};

/// What the application sells.
#[derive(Debug, AdminResource)]
#[admin(table = "tickets", context = "Box office", list(title, price), search(title))]
pub struct Ticket {
    id: i64,
    title: String,
    #[admin(min = 0)]
    price: i64,
}

const TABLES: &str = "
    CREATE TABLE tickets (id INTEGER PRIMARY KEY, title TEXT NOT NULL, price INTEGER NOT NULL);
    INSERT INTO tickets (title, price) VALUES ('Matinee', 12), ('Evening', 25), ('Box', 60);
";

#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn Error>> {
    log::start();
    let database = Database::connect("sqlite::memory:").await?;
    database.execute(TABLES).await?;
    let sessions = Sessions::default();
    let admin = Admin::builder(database)
        .title("Box office")
        .auth(Auth::external(|request| async move {
            let user = request.extensions.get::<CurrentUser>()?;
            Some(Actor::new(&user.name, &user.name).role(user.role))
        }))
        // What the application's roles mean is said here.
        .permissions(|actor, _, permission| permission == Permission::View || actor.has_role("manager"))
        .resource::<Ticket>()
        .build()
        .await?;
    let app = Router::new()
        .route("/", get(login::page).post(login::sign_in))
        .route("/out", axum::routing::post(login::sign_out))
        .nest_service("/admin", web::router(admin))
        // Around everything, so that the admin sees who is signed in as well.
        .layer(from_fn_with_state(sessions.clone(), login::who))
        .with_state(sessions);
    serve(app).await?;
    Ok(())
}
