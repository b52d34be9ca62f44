//! A shop of its own for each test.

use std::sync::Arc;

use kaffy::{Actor, Admin, AdminResource, Allowed, Auth, Database, Dialect, ListQuery, Page, Resource, View};

use crate::{
    models::{self, Code, Country, Item, Maker, Slot},
    support,
};

/// An admin over some rows.
pub(crate) struct Shop {
    pub(crate) admin: Admin,
}

impl Shop {
    pub(crate) async fn sqlite() -> Self {
        Self::over(support::sqlite().await, models::SQLITE).await
    }

    #[cfg(feature = "postgres")]
    pub(crate) async fn postgres() -> Self {
        Self::over(support::postgres().await, models::POSTGRES).await
    }

    #[cfg(feature = "mysql")]
    pub(crate) async fn mysql() -> Self {
        Self::over(support::mysql().await, models::MYSQL).await
    }

    async fn over(db: Database, tables: &'static str) -> Self {
        for statement in tables.split(';') {
            db.execute(statement).await.expect("the tables can be created");
        }
        let admin = Admin::builder(db)
            .auth(Auth::none_for_local_development())
            .resource::<Country>()
            .resource::<Maker>()
            .resource::<Item>()
            .resource::<Slot>()
            .resource::<Code>()
            .scope::<Item>(|actor| match actor.id.as_str() {
                "small-only" => vec![Item::fields().size.is("s".to_owned())],
                "nothing" => vec![Item::fields().size.is_any([])],
                _ => Vec::new(),
            })
            .scope::<Maker>(|actor| match actor.id.as_str() {
                "not-maker-1" => vec![Maker::fields().id.is_any(2..100)],
                _ => Vec::new(),
            });
        Self { admin: admin.build().await.unwrap_or_else(|error| panic!("{error}")) }
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.admin.database().dialect()
    }

    pub(crate) fn resource<R: AdminResource>(&self) -> &Arc<Resource> {
        self.admin.registry().of(R::META).expect("the resource is registered")
    }

    /// The proof that anybody may view a resource.
    pub(crate) fn view<R: AdminResource>(&self) -> Allowed<View> {
        self.view_as::<R>("anybody")
    }

    pub(crate) fn view_as<R: AdminResource>(&self, actor: &str) -> Allowed<View> {
        let allowed = self.admin.authorize::<View>(&Actor::new(actor, actor), self.resource::<R>());
        allowed.expect("everybody may view everything")
    }

    /// A list by the query string of its address.
    pub(crate) fn list<R: AdminResource>(&self, query: &str) -> ListQuery {
        ListQuery::parse(self.resource::<R>(), &params(query)).unwrap_or_else(|error| panic!("{query}: {error}"))
    }

    pub(crate) async fn page<R: AdminResource>(&self, query: &str) -> Page {
        self.view::<R>().page(&self.list::<R>(query)).await.unwrap_or_else(|error| panic!("{query}: {error:?}"))
    }

    /// The keys of the rows of a page.
    pub(crate) async fn keys<R: AdminResource>(&self, query: &str) -> Vec<String> {
        keys(self.resource::<R>(), &self.page::<R>(query).await)
    }

    /// The keys of a page in ascending order, for tests that do not care about the order.
    pub(crate) async fn found<R: AdminResource>(&self, query: &str) -> Vec<i64> {
        let mut found: Vec<i64> = self
            .keys::<R>(&format!("{query}&size=200"))
            .await
            .iter()
            .map(|key| key.parse().expect("a number"))
            .collect();
        found.sort_unstable();
        found
    }

    /// Runs SQL made at run time.
    pub(crate) async fn run(&self, sql: String) {
        let failed = sql.chars().take(400).collect::<String>();
        self.admin.database().execute(sql.leak()).await.unwrap_or_else(|error| panic!("{failed}: {error:?}"));
    }

    /// Adds an item, all its columns at some default but these.
    pub(crate) async fn item(&self, id: i64, columns: &[(&str, &str)]) {
        let tags = if self.dialect() == Dialect::Postgres { "'{}'" } else { "'[]'" };
        let id = id.to_string();
        let mut all = vec![
            ("id", id.as_str()),
            ("title", "'Plain'"),
            ("nick", "NULL"),
            ("price", "'1'"),
            ("score", "NULL"),
            ("views", "0"),
            ("status", "'available'"),
            ("active", "TRUE"),
            ("maker_id", "NULL"),
            ("made", "NULL"),
            ("inserted_at", "'2026-01-01 00:00:00'"),
            ("tags", tags),
            ("size", "'s'"),
            ("secret", "'hush'"),
        ];
        for (name, value) in columns {
            all.iter_mut().find(|(known, _)| known == name).expect("a column of items").1 = value;
        }
        let names: Vec<_> = all.iter().map(|(name, _)| *name).collect();
        let values: Vec<_> = all.iter().map(|(_, value)| *value).collect();
        self.run(format!("INSERT INTO items ({}) VALUES ({})", names.join(", "), values.join(", "))).await;
    }

    /// Three makers of two countries, one maker of none.
    pub(crate) async fn makers(&self) {
        self.run("INSERT INTO countries (id, name) VALUES (1, 'France'), (2, 'Peru')".to_owned()).await;
        let makers = "(1, 'Durand', 1), (2, 'Quispe', 2), (3, 'Petit', 1), (4, 'Nobody', NULL)";
        self.run(format!("INSERT INTO makers (id, name, country_id) VALUES {makers}")).await;
    }
}

pub(crate) fn keys(resource: &Resource, page: &Page) -> Vec<String> {
    page.rows.iter().map(|row| row.key.as_ref().expect("a key").segment(resource)).collect()
}

/// A query string as a form or address sends it, decoded.
pub(crate) fn params(query: &str) -> Vec<(String, String)> {
    let decode =
        |text: &str| percent_encoding::percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}
