//! What the databases say about their tables.

use super::table::{by, run};
use crate::{Catalog, ColumnFacts, Database, OnDelete, TableMeta};

fn meta(name: &'static str) -> TableMeta {
    TableMeta { schema: None, name }
}

fn column<'a>(catalog: &'a Catalog, table: &'static str, name: &str) -> &'a ColumnFacts {
    catalog.table(meta(table)).expect("the table is there").column(name).expect("the column is there")
}

pub(super) async fn w18_columns_and_their_facts(db: &Database) {
    let dialect = db.dialect();
    let id = by(
        dialect,
        "INTEGER PRIMARY KEY",
        "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        "bigint unsigned AUTO_INCREMENT PRIMARY KEY",
    );
    run(
        db,
        &format!(
            "CREATE TABLE books (id {id}, title varchar(80) NOT NULL, views int NOT NULL DEFAULT 0, note text,
             twice int GENERATED ALWAYS AS (views * 2) STORED, CONSTRAINT by_title UNIQUE (title, views))"
        ),
    )
    .await
    .unwrap();
    run(db, "CREATE VIEW titles AS SELECT id, title FROM books").await.unwrap();
    let catalog = db.catalog(&[]).await.unwrap();
    let facts = |name: &str| column(&catalog, "books", name);
    assert!(!facts("id").nullable && facts("id").has_default);
    assert!(!facts("title").nullable && !facts("title").has_default);
    assert_eq!(facts("title").max_len, Some(80));
    assert!(facts("views").has_default && !facts("views").nullable);
    assert!(facts("note").nullable && !facts("note").has_default);
    assert_eq!(facts("note").max_len, None);
    assert!(facts("twice").has_default);
    let types: Vec<_> = ["id", "title", "note"].map(|name| facts(name).type_name.to_lowercase()).into();
    let expected = by(
        dialect,
        ["integer", "varchar(80)", "text"],
        ["bigint", "character varying(80)", "text"],
        ["bigint(20) unsigned", "varchar(80)", "text"],
    );
    // MySQL 8 has given up the width of integers.
    assert_eq!(
        types,
        expected.map(|name| if types[0] == "bigint unsigned" { name.replace("(20)", "") } else { name.to_owned() })
    );
    let unique: Vec<_> = catalog.table(meta("books")).unwrap().unique.iter().map(|it| it.columns.clone()).collect();
    assert_eq!(unique, [vec!["id".to_owned()], vec!["title".to_owned(), "views".to_owned()]]);
    assert_eq!(catalog.table(meta("titles")).unwrap().columns.len(), 2);
    assert_eq!(catalog.nearest_table("boks"), Some("books"));

    match dialect {
        crate::Dialect::Postgres => {
            run(db, "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE SCHEMA other; CREATE TABLE other.books (m mood NOT NULL, n mood[])")
                .await
                .unwrap();
            run(db, "CREATE MATERIALIZED VIEW other.seen AS SELECT title FROM books").await.unwrap();
            let catalog = db.catalog(&[]).await.unwrap();
            let there = |name| catalog.table(TableMeta { schema: Some("other"), name });
            let m = there("books").unwrap().column("m").unwrap();
            assert_eq!(m.enum_labels.as_deref(), Some(&["sad".to_owned(), "ok".to_owned()][..]));
            assert_eq!(there("books").unwrap().column("n").unwrap().type_name, "mood[]");
            assert_eq!(there("seen").unwrap().columns[0].max_len, Some(80));
            // The connection's own schema may be named or not.
            let own = catalog.table(TableMeta { schema: Some("public"), name: "books" }).unwrap();
            assert_eq!(own.columns.len(), 5);
        }
        crate::Dialect::MySql => {
            run(db, "CREATE TABLE moods (m enum('sad','it''s, ok') NOT NULL)").await.unwrap();
            let catalog = db.catalog(&[]).await.unwrap();
            let labels = column(&catalog, "moods", "m").enum_labels.clone();
            assert_eq!(labels, Some(vec!["sad".to_owned(), "it's, ok".to_owned()]));
            let own: &'static str = catalog.own_schemas[0].clone().leak();
            assert!(catalog.table(TableMeta { schema: Some(own), name: "moods" }).is_some());
        }
        crate::Dialect::Sqlite => {
            // A view over a table that is gone does not hide the tables.
            run(db, "CREATE VIEW broken AS SELECT * FROM gone").await.unwrap();
            assert!(db.catalog(&[]).await.unwrap().table(meta("books")).is_some());
        }
    }
}

pub(super) async fn w5_foreign_keys_and_their_rules(db: &Database) {
    run(db, "CREATE TABLE people (id bigint PRIMARY KEY, boss_id bigint, CONSTRAINT boss FOREIGN KEY (boss_id) REFERENCES people (id) ON DELETE SET NULL)").await.unwrap();
    run(db, "CREATE TABLE places (shelf bigint, slot bigint, PRIMARY KEY (shelf, slot))").await.unwrap();
    run(
        db,
        "CREATE TABLE things (id bigint PRIMARY KEY, owner_id bigint NOT NULL, shelf bigint, slot bigint, keeper_id bigint,
         CONSTRAINT a_owner FOREIGN KEY (owner_id) REFERENCES people (id) ON DELETE CASCADE,
         CONSTRAINT b_place FOREIGN KEY (shelf, slot) REFERENCES places (shelf, slot),
         CONSTRAINT c_keeper FOREIGN KEY (keeper_id) REFERENCES people (id) ON DELETE RESTRICT)",
    )
    .await
    .unwrap();
    let catalog = db.catalog(&[]).await.unwrap();
    let mut keys: Vec<_> = catalog
        .foreign_keys_of(meta("things"))
        .into_iter()
        .map(|key| (key.columns.join(","), key.references.name, key.referenced_columns.join(","), key.on_delete))
        .collect();
    keys.sort_by(|a, b| a.0.cmp(&b.0));
    let text = str::to_owned;
    assert_eq!(
        keys,
        [
            (text("keeper_id"), text("people"), text("id"), OnDelete::Restrict),
            (text("owner_id"), text("people"), text("id"), OnDelete::Cascade),
            (text("shelf,slot"), text("places"), text("shelf,slot"), OnDelete::Restrict),
        ]
    );
    let own = catalog.foreign_keys_of(meta("people"));
    assert_eq!(own.len(), 1);
    assert_eq!((own[0].references.name.as_str(), own[0].on_delete), ("people", OnDelete::SetNull));
    assert_eq!(catalog.foreign_keys.iter().filter(|key| key.references.name == "people").count(), 3);
    let primary = &catalog.table(meta("places")).unwrap().unique[0];
    assert_eq!(primary.columns, ["shelf", "slot"]);
}

pub(super) async fn w18_a_thousand_tables(db: &Database) {
    // Fewer where making them takes the time, not reading them.
    let count = by(db.dialect(), 1_000, 1_000, 200);
    let create = |n: usize| format!("CREATE TABLE many_{n} (id integer PRIMARY KEY, title varchar(20) UNIQUE);");
    for batch in (0..count).collect::<Vec<_>>().chunks(100) {
        run(db, &batch.iter().map(|n| create(*n)).collect::<String>()).await.unwrap();
    }
    let started = std::time::Instant::now();
    let catalog = db.catalog(&[]).await.unwrap();
    assert_eq!(catalog.tables.len(), count);
    assert!(catalog.tables.iter().all(|table| table.columns.len() == 2 && table.unique.len() == 2));
    // Generous: it is the shape that is tested, one statement per kind of fact and not per table.
    assert!(started.elapsed() < std::time::Duration::from_secs(10), "{:?}", started.elapsed());
}
