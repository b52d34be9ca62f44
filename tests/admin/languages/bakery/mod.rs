//! A bakery that speaks Greek: everything of the application is in Greek letters, so that each Latin one is ours.

mod actions;
mod models;
mod tables;
mod widgets;

use axum::{Router, extract::Request as Asked, http::header, middleware::map_request};
use kaffy::{AdminBuilder, Auth, Database, FileContent, FileKey, FileStorage, StorageError, prelude::*, site::Context};

pub(super) use self::widgets::with_a_site;
use self::{
    models::{Crumb, Loaf, LoafTag, Note, Order, Oven, Rack, Remark, Tag},
    tables::TABLES,
};
use crate::{jar::Jar, support::TestApp};

/// Keeps nothing.
struct Nowhere;

impl FileStorage for Nowhere {
    async fn save(&self, _: &FileKey, _: FileContent) -> Result<(), StorageError> {
        Err(std::io::Error::new(std::io::ErrorKind::StorageFull, "no room").into())
    }

    async fn open(&self, _: &FileKey) -> Result<Option<FileContent>, StorageError> {
        Ok(None)
    }

    async fn delete(&self, _: &FileKey) -> Result<(), StorageError> {
        Ok(())
    }
}

/// The bakery, in the made-up language as well, asked for with this `Accept-Language`.
pub(super) async fn bakery(accept: &'static str, change: impl FnOnce(AdminBuilder) -> AdminBuilder) -> TestApp {
    let database = Database::connect("sqlite::memory:").await.expect("SQLite opens a database in memory");
    bakery_over(database, accept, change).await
}

/// The same over a database that is open.
pub(super) async fn bakery_over(
    database: Database,
    accept: &'static str,
    change: impl FnOnce(AdminBuilder) -> AdminBuilder,
) -> TestApp {
    for statement in TABLES.split(";\n").map(str::trim).filter(|statement| !statement.is_empty()) {
        database.execute(statement).await.expect("the tables can be created");
    }
    let auth = Auth::external(|request| async move {
        let said = |name: &str| request.headers.get(name).and_then(|it| it.to_str().ok()).map(str::to_owned);
        let id = said("x-user").unwrap_or_else(|| "ann".to_owned());
        assert_ne!(id, "panic", "the login broke");
        let actor = Actor::new(&id, "Άννα");
        let actor = match said("x-locale") {
            Some(tag) => actor.locale(tag),
            None => actor,
        };
        (id != "nobody").then_some(actor)
    });
    let builder = Admin::builder(database).title("Φούρνος").auth(auth).files(Nowhere);
    let builder = builder
        .resource::<Loaf>()
        .resource::<Oven>()
        .resource::<Crumb>()
        .resource::<Remark>()
        .resource::<Tag>()
        .resource::<LoafTag>()
        .resource::<Order>()
        .resource::<Note>()
        .resource::<Rack>()
        .context(Context::new("agora").label("Αγορά"))
        .context(Context::new("pelates").label("Πελάτες"))
        .messages(super::marked::TAG, super::marked::messages())
        .permissions(|actor, meta, permission| match actor.id.as_str() {
            "viewer" => permission == Permission::View,
            "stranger" => false,
            "careful" => meta.rust_name == "Loaf",
            _ => true,
        });
    let admin = change(builder).build().await.unwrap_or_else(|problems| panic!("{problems}"));
    let accepting = map_request(move |mut request: Asked| async move {
        request.headers_mut().entry(header::ACCEPT_LANGUAGE).or_insert(header::HeaderValue::from_static(accept));
        request
    });
    let app = Router::new().nest("/admin", kaffy::web::router(admin.clone())).layer(accepting);
    TestApp { app, admin, prefix: "/admin", cookies: Jar::default() }
}
