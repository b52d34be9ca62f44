//! Searches in full-text indexes (A9).

use kaffy::{Access, Admin, AdminBuilder, Auth, Dialect, FieldRights, View, prelude::*};

use crate::server::{Shop, keys, params};

#[derive(AdminResource)]
#[admin(table = "texts", context = "Shop", list(title), search(full_text(title), full_text(body), exact(number)))]
struct Text {
    id: i64,
    title: String,
    body: Option<String>,
    number: i64,
}

#[derive(AdminResource)]
#[admin(table = "remarks", context = "Shop", list(words), search(words, full_text(text.title), full_text(text.body)))]
struct Remark {
    id: i64,
    words: String,
    #[admin(belongs_to = Text)]
    text_id: Option<i64>,
}

const TABLES: &str = "
    CREATE TABLE texts (id BIGINT PRIMARY KEY, title VARCHAR(80) NOT NULL, body TEXT, number BIGINT NOT NULL);
    CREATE TABLE remarks (id BIGINT PRIMARY KEY, words VARCHAR(80) NOT NULL, text_id BIGINT REFERENCES texts(id));
    INSERT INTO texts VALUES (1, 'Rye bread', 'Sourdough, baked by O''Neill', 7), (2, 'Wheat bread', NULL, 8), (3, 'Rye cake', 'Without any e-mail', 1234),
        (4, 'Schön & gut', 'bread-and-butter', 9);
    INSERT INTO remarks VALUES (1, 'good', 1), (2, 'bread again', 3), (3, 'nothing', NULL)";

/// The index as the documentation of `full_text` says.
fn index(dialect: Dialect) -> &'static [&'static str] {
    match dialect {
        Dialect::Sqlite => &[
            "CREATE VIRTUAL TABLE texts_fts USING fts5(title, body, content='texts')",
            "INSERT INTO texts_fts(texts_fts) VALUES ('rebuild')",
        ],
        Dialect::Postgres => &[
            "CREATE INDEX texts_words ON texts USING gin (to_tsvector('simple', coalesce(title, '') || ' ' || coalesce(body, '')))",
        ],
        Dialect::MySql => &["CREATE FULLTEXT INDEX texts_words ON texts (title, body)"],
    }
}

async fn texts(shop: &Shop) -> AdminBuilder {
    let db = shop.admin.database().clone();
    for statement in TABLES.split(';') {
        // SQLite numbers rows by a key of this type only.
        let statement = match shop.dialect() {
            Dialect::Sqlite => statement.replace("id BIGINT PRIMARY KEY", "id INTEGER PRIMARY KEY"),
            _ => statement.to_owned(),
        };
        db.execute(statement.leak()).await.expect("the tables can be created");
    }
    Admin::builder(db).auth(Auth::none_for_local_development()).resource::<Text>().resource::<Remark>()
}

async fn indexed(shop: &Shop) -> AdminBuilder {
    let builder = texts(shop).await;
    for statement in index(shop.dialect()) {
        shop.admin.database().execute(statement).await.expect("the index can be made");
    }
    builder
}

async fn found<R: AdminResource>(admin: &Admin, typed: &str) -> Vec<String> {
    let resource = admin.registry().of(R::META).expect("it is registered");
    let seen = admin.authorize::<View>(&Actor::new("somebody", "Somebody"), resource).expect("everybody may");
    let query = seen.list_query(&params(&format!("q={typed}"))).expect("a query");
    let page = seen.page(&query).await.unwrap_or_else(|error| panic!("{typed}: {error:?}"));
    let counted = seen.count(&query).await.expect("the rows can be counted").to_string();
    assert_eq!(counted, page.rows.len().to_string(), "{typed}: the count is that of the rows");
    let mut found = keys(resource, &page);
    found.sort();
    found
}

pub(crate) async fn a9_words_are_found_in_an_index_over_all_its_fields(shop: &Shop) {
    let admin = indexed(shop).await.build().await.unwrap_or_else(|error| panic!("{error}"));
    for (typed, rows) in [
        ("rye", &["1", "3"][..]),
        ("RYE", &["1", "3"]),
        // The beginning of a word is enough, its middle is not.
        ("sourd", &["1"]),
        ("ourdough", &[]),
        // One word in this field, the other in that one.
        ("rye+sourdough", &["1"]),
        ("bread+rye", &["1"]),
        ("rye+nothing", &[]),
        ("%22rye+bread%22", &["1"]),
        ("%22bread+rye%22", &[]),
        ("o'neill", &["1"]),
        ("e-mail", &["3"]),
        ("sch%C3%B6n", &["4"]),
        // Beside the index, a whole number.
        ("1234", &["3"]),
        ("rye+1234", &["3"]),
        ("wheat+1234", &[]),
        // What could be an operator of one of the databases is none.
        ("%26", &[]),
        ("*", &[]),
        ("%2Brye", &["1", "3"]),
        ("-rye", &["1", "3"]),
        ("(rye", &["1", "3"]),
        ("rye*", &["1", "3"]),
        ("rye\\", &["1", "3"]),
        ("x:y", &[]),
        ("wheat+OR+rye", &[]),
    ] {
        assert_eq!(found::<Text>(&admin, typed).await, rows, "{typed}");
    }
}

pub(crate) async fn a9_an_index_over_a_relation_and_beside_other_places(shop: &Shop) {
    let admin = indexed(shop).await.build().await.unwrap_or_else(|error| panic!("{error}"));
    for (typed, rows) in [
        ("rye", &["1", "2"][..]),
        ("bread", &["1", "2"]),
        ("gain+rye", &["2"]),
        ("good+sourdough", &["1"]),
        ("good+cake", &[]),
        ("nothing", &["3"]),
    ] {
        assert_eq!(found::<Remark>(&admin, typed).await, rows, "{typed}");
    }
}

pub(crate) async fn a9_an_index_with_a_hidden_field_is_not_asked(shop: &Shop) {
    let hide = |_: &Actor, rights: &mut FieldRights<Text>| {
        rights.hide(Text::fields().body);
    };
    let admin = indexed(shop).await.field_rights::<Text>(hide).build().await.unwrap_or_else(|error| panic!("{error}"));
    let actor = Actor::new("somebody", "Somebody");
    assert_eq!(admin.access(&actor, Text::META, "body"), Access::Hidden);
    for typed in ["sourdough", "rye"] {
        assert_eq!(
            found::<Text>(&admin, typed).await,
            [""; 0],
            "{typed}: the index would tell what is in the other field"
        );
        assert_eq!(found::<Remark>(&admin, typed).await, [""; 0], "{typed}");
    }
    assert_eq!(found::<Text>(&admin, "1234").await, ["3"]);
}

pub(crate) async fn a9_a_missing_index_is_said_when_the_admin_is_built(shop: &Shop) {
    let built = texts(shop).await.build().await;
    match shop.dialect() {
        // It reads every row there, as the documentation says.
        Dialect::Postgres => assert_eq!(found::<Text>(&built.expect("it needs none"), "rye").await, ["1", "3"]),
        dialect => {
            let words = built.map(|_| ()).expect_err("there is no index").to_string();
            let way_out = match dialect {
                Dialect::Sqlite => "CREATE VIRTUAL TABLE texts_fts USING fts5(title, body, content='texts')",
                _ => "CREATE FULLTEXT INDEX texts_full_text ON texts (title, body)",
            };
            assert!(words.contains("Text") && words.contains("Remark") && words.contains(way_out), "{words}");
        }
    }
}

/// On PostgreSQL few rows are found before they are put in order, and many are not.
pub(crate) async fn a9_few_rows_and_many_come_in_the_order_of_the_list(shop: &Shop) {
    let builder = texts(shop).await;
    let db = shop.admin.database();
    let line = |id: i64| format!("({id}, '{} {id}', NULL, {id})", if id % 20 == 0 { "Emmer" } else { "Spelt" });
    for from in (1_000..2_260_i64).step_by(420) {
        let lines: Vec<_> = (from..from + 420).map(line).collect();
        db.execute(format!("INSERT INTO texts VALUES {}", lines.join(", ")).leak()).await.expect("rows");
    }
    for statement in index(shop.dialect()) {
        db.execute(statement).await.expect("the index can be made");
    }
    let admin = builder.build().await.unwrap_or_else(|error| panic!("{error}"));
    let resource = admin.registry().of(Text::META).expect("it is registered");
    let seen = admin.authorize::<View>(&Actor::new("somebody", "Somebody"), resource).expect("everybody may");
    for (word, rows) in [("emmer", 63), ("spelt", 1_197), ("teff", 0)] {
        let mut query = seen.list_query(&params(&format!("q={word}&size=50"))).expect("a query");
        let (mut found, mut backwards) = (Vec::new(), Vec::new());
        loop {
            let page = seen.page(&query).await.unwrap_or_else(|error| panic!("{word}: {error:?}"));
            found.extend(keys(resource, &page));
            let Some(after) = page.after else { break };
            query = query.after(after);
        }
        query = query.last_page();
        loop {
            let page = seen.page(&query).await.unwrap_or_else(|error| panic!("{word}: {error:?}"));
            backwards.splice(0..0, keys(resource, &page));
            let Some(before) = page.before else { break };
            query = query.before(before);
        }
        let mut sorted = found.clone();
        sorted.sort_by_key(|key| std::cmp::Reverse(key.parse::<i64>().expect("a number")));
        sorted.dedup();
        assert_eq!((found.len(), &found), (rows, &sorted), "{word}: each once, in order");
        assert_eq!(backwards, found, "{word}");
    }
}
