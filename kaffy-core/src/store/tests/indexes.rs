//! The indexes that the adviser names: run as they stand, they are what lists are read from (W11).

use super::table::{by, run};
use crate::{
    Actor, Admin, Auth, Database, Dialect, FieldMeta, ListQuery, OrderMeta, PathMeta, ResourceMeta, SearchMeta,
    SearchOperator, TableMeta, View,
    doctor::{self, Severity},
};

const LOAF: &ResourceMeta = &ResourceMeta::new("Loaf", TableMeta::new("loaves"))
    .names("Loaf", "Loaves")
    .fields(&[
        FieldMeta::of::<i64>("id").primary_key(),
        FieldMeta::of::<String>("title").label("Title"),
        FieldMeta::of::<i64>("price").label("Price"),
        FieldMeta::of::<Option<i64>>("oven").label("Oven"),
        FieldMeta::of::<chrono::NaiveDateTime>("baked").label("Baked"),
        FieldMeta::of::<Option<chrono::NaiveDateTime>>("gone").label("Gone").soft_delete(),
    ])
    .primary_key(&["id"])
    .list(&[PathMeta::field("title"), PathMeta::field("price")])
    .search(&[
        SearchMeta::new(PathMeta::field("title"), SearchOperator::Contains),
        SearchMeta::new(PathMeta::field("id"), SearchOperator::Exact),
    ])
    .filter(&[PathMeta::field("price"), PathMeta::field("oven")])
    .drill_down("baked")
    .order(&[OrderMeta::desc(PathMeta::field("price")), OrderMeta::asc(PathMeta::field("title"))]);

async fn bakery(db: &Database) -> Admin {
    let dialect = db.dialect();
    let time = by(dialect, "TEXT", "TIMESTAMP", "DATETIME(6)");
    let id = by(dialect, "INTEGER PRIMARY KEY", "BIGINT PRIMARY KEY", "BIGINT PRIMARY KEY");
    run(
        db,
        &format!(
            "CREATE TABLE loaves (id {id}, title VARCHAR(80) NOT NULL, price BIGINT NOT NULL, oven BIGINT NULL, \
             baked {time} NOT NULL, gone {time} NULL)"
        ),
    )
    .await
    .unwrap();
    run(
        db,
        &format!(
            "CREATE TABLE slices (id {id}, loaf_id BIGINT NOT NULL, \
             FOREIGN KEY (loaf_id) REFERENCES loaves (id) ON DELETE CASCADE)"
        ),
    )
    .await
    .unwrap();
    run(db, "INSERT INTO loaves VALUES (1, 'Loaf', 1, 1, '2026-03-01 10:00:00', NULL)").await.unwrap();
    for power in 0..14 {
        let by = 1 << power;
        let rows = format!("SELECT id + {by}, title, (id + {by}) % 500, (id + {by}) % 7, baked, NULL FROM loaves");
        run(db, &format!("INSERT INTO loaves {rows}")).await.unwrap();
    }
    run(db, by(dialect, "ANALYZE", "ANALYZE loaves", "ANALYZE TABLE loaves")).await.unwrap();
    built(db).await
}

async fn built(db: &Database) -> Admin {
    let builder = Admin::builder(db.clone()).auth(Auth::none_for_local_development());
    builder.resource_meta(LOAF).build().await.unwrap()
}

pub(super) async fn w11_the_statements_it_names_are_all_that_is_missing(db: &Database) {
    let admin = bakery(db).await;
    let missing = doctor::missing_indexes(&admin).await.unwrap();
    let statements: Vec<_> = missing.iter().flat_map(|it| it.statements.clone()).collect();
    let expected: Vec<&str> = by(
        db.dialect(),
        vec![
            "CREATE INDEX \"loaves_price_title_id\" ON \"loaves\" (\"price\" DESC, \"title\", \"id\")",
            "CREATE INDEX \"loaves_title_id\" ON \"loaves\" (\"title\", \"id\")",
            "CREATE INDEX \"loaves_price_id\" ON \"loaves\" (\"price\", \"id\")",
            "CREATE INDEX \"loaves_oven\" ON \"loaves\" (\"oven\")",
            "CREATE INDEX \"loaves_baked\" ON \"loaves\" (\"baked\")",
            "CREATE INDEX \"loaves_gone\" ON \"loaves\" (\"gone\") WHERE \"gone\" IS NOT NULL",
            "CREATE INDEX \"slices_loaf_id\" ON \"slices\" (\"loaf_id\")",
        ],
        vec![
            "CREATE INDEX CONCURRENTLY \"loaves_price_title_id\" ON \"loaves\" (\"price\" DESC, \"title\", \"id\")",
            "CREATE INDEX CONCURRENTLY \"loaves_title_id\" ON \"loaves\" (\"title\", \"id\")",
            "CREATE INDEX CONCURRENTLY \"loaves_price_id\" ON \"loaves\" (\"price\", \"id\")",
            "CREATE INDEX CONCURRENTLY \"loaves_oven\" ON \"loaves\" (\"oven\")",
            "CREATE INDEX CONCURRENTLY \"loaves_baked\" ON \"loaves\" (\"baked\")",
            "CREATE EXTENSION IF NOT EXISTS pg_trgm",
            "CREATE INDEX CONCURRENTLY \"loaves_title_trgm\" ON \"loaves\" USING gin (\"title\" gin_trgm_ops)",
            "CREATE INDEX CONCURRENTLY \"loaves_gone\" ON \"loaves\" (\"gone\") WHERE \"gone\" IS NOT NULL",
            "CREATE INDEX CONCURRENTLY \"slices_loaf_id\" ON \"slices\" (\"loaf_id\")",
        ],
        // An index of InnoDB ends with the primary key, and it makes one for each foreign key by itself.
        vec![
            "CREATE INDEX `loaves_price_title_id` ON `loaves` (`price` DESC, `title`, `id`)",
            "CREATE INDEX `loaves_title_id` ON `loaves` (`title`, `id`)",
            "CREATE INDEX `loaves_price_id` ON `loaves` (`price`, `id`)",
            "CREATE INDEX `loaves_oven` ON `loaves` (`oven`)",
            "CREATE INDEX `loaves_baked` ON `loaves` (`baked`)",
            "CREATE INDEX `loaves_gone` ON `loaves` (`gone`)",
        ],
    );
    assert_eq!(statements, expected);
    let order = &missing[0];
    assert_eq!(order.table, "loaves");
    assert!(order.rows.is_some_and(|rows| (10_000..20_000).contains(&rows)), "{:?}", order.rows);
    assert_eq!(order.uses[0], "Loaf: the order of the list");
    let report = doctor::indexes(&admin).await;
    let long = report.findings().iter().filter(|it| it.words.contains("`loaves`"));
    assert!(long.clone().count() > 3 && long.clone().all(|it| it.severity == Severity::Warning), "{report}");
    let short = report.findings().iter().filter(|it| it.words.contains("`slices`"));
    assert!(short.clone().all(|it| it.severity == Severity::Good), "{report}");
    assert!(report.is_ready(), "a slow list is no reason not to start");

    for statement in &statements {
        run(db, statement).await.unwrap_or_else(|error| panic!("{statement}: {error:?}"));
    }
    let left = doctor::missing_indexes(&admin).await.unwrap();
    let left: Vec<_> = left.iter().map(|it| (it.uses.join(", "), it.statements.len())).collect();
    let expected = match db.dialect() {
        Dialect::Postgres => Vec::new(),
        _ => vec![("Loaf: searching".to_owned(), 0)],
    };
    assert_eq!(left, expected, "nothing but what no index helps");
    run(db, by(db.dialect(), "ANALYZE", "ANALYZE loaves", "ANALYZE TABLE loaves")).await.unwrap();
    for (query, index) in [
        ("", "loaves_price_title_id"),
        ("sort=title", "loaves_title_id"),
        ("sort=-price", "loaves_price_id"),
        ("sort=price", "loaves_price_id"),
        ("trash=1&sort=price", "loaves_gone"),
    ] {
        let plan = plan(&admin, query).await;
        assert!(plan.contains(index), "{query} is not read from {index}: {plan}");
    }
    if db.dialect() == Dialect::Postgres {
        let plan = plan(&admin, "q=sourdough&sort=title").await;
        assert!(plan.contains("loaves_title_trgm"), "{plan}");
    }
}

/// How the database reads a page of the list.
async fn plan(admin: &Admin, query: &str) -> String {
    let resource = admin.registry().of(LOAF).unwrap();
    let seen = admin.authorize::<View>(&Actor::new("mia", "Mia"), resource).unwrap();
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let query = ListQuery::parse(resource, &pairs).unwrap();
    let seen = if query.is_in_trash() { seen.in_trash().unwrap() } else { seen };
    let statement = seen.statement_of_page(&query);
    admin.database().explain(&statement).await.unwrap()
}

/// An index that is something else than it looks like is not taken for the one that is missing.
pub(super) async fn w11_an_index_has_to_fit(db: &Database) {
    drop(bakery(db).await);
    let dialect = db.dialect();
    let unfit: Vec<&str> = by(
        dialect,
        vec![
            "CREATE INDEX a ON loaves (title COLLATE NOCASE, id)",
            "CREATE INDEX b ON loaves (oven) WHERE price > 5",
            "CREATE INDEX c ON loaves (price DESC, title DESC, id)",
        ],
        vec![
            "CREATE INDEX a ON loaves (title COLLATE \"C\", id)",
            "CREATE INDEX b ON loaves (oven) WHERE price > 5",
            "CREATE INDEX c ON loaves (price DESC NULLS LAST, title, id)",
            "CREATE INDEX d ON loaves USING hash (baked)",
        ],
        vec!["CREATE INDEX a ON loaves (title(10), id)", "CREATE INDEX c ON loaves (price, title)"],
    );
    for statement in unfit {
        run(db, statement).await.unwrap();
    }
    let admin = built(db).await;
    let uses: Vec<_> = doctor::missing_indexes(&admin).await.unwrap().into_iter().flat_map(|it| it.uses).collect();
    for wanted in
        ["Loaf: the order of the list", "Loaf: sorting by Title", "Loaf: filtering by Oven", "Loaf: narrowing by Baked"]
    {
        assert!(uses.iter().any(|it| it == wanted), "{wanted} has no index: {uses:?}");
    }
    if dialect != Dialect::MySql {
        // One of the rows that a list shows is one for the list.
        run(db, "CREATE INDEX e ON loaves (oven) WHERE gone IS NULL").await.unwrap();
        let uses: Vec<_> = doctor::missing_indexes(&admin).await.unwrap().into_iter().flat_map(|it| it.uses).collect();
        assert!(!uses.iter().any(|it| it == "Loaf: filtering by Oven"), "{uses:?}");
    }
}
