//! What columns by code cost, and what `build()` says about wrong ones.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use kaffy::{FieldType, TypeMeta, ValueError, prelude::*};
use sea_query::Value;
use tokio::sync::Mutex;

use crate::app::{TestApp, rows, run};

/// A number that counts how often it is made.
struct Counted(i64);

static MADE: AtomicUsize = AtomicUsize::new(0);
/// One database at a time, so that nobody else counts.
static ALONE: Mutex<()> = Mutex::const_new(());

impl FieldType for Counted {
    const TYPE: TypeMeta = i64::TYPE;

    fn to_value(&self) -> Value {
        self.0.to_value()
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        MADE.fetch_add(1, Relaxed);
        i64::from_value(value).map(Self)
    }
}

#[derive(AdminResource)]
#[admin(table = "parts", context = "Costs", page_size = 50, list(title), order(id))]
struct Part {
    id: i64,
    title: String,
    weight: Counted,
    json: Option<serde_json::Value>,
}

struct Said(fn(&mut Columns<Part>));

impl ResourceAdmin for Said {
    type Record = Part;

    fn columns(&self, columns: &mut Columns<Part>) {
        (self.0)(columns);
    }
}

const TABLES: &str = "CREATE TABLE parts (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL,
    weight BIGINT NOT NULL, json TEXT);";

pub(crate) async fn a4_computed_columns_come_in_the_statement_of_the_page(db: Database) {
    let _alone = ALONE.lock().await;
    let plain = |columns: &mut Columns<Part>| {
        columns.field(Part::fields().title).format(|title| title.to_uppercase());
    };
    let computed = |columns: &mut Columns<Part>| {
        columns.computed("double", |part: &Part| part.weight.0 * 2);
        columns.computed("half", |part: &Part| part.weight.0 / 2).sort_by(Part::fields().weight);
        columns.field(Part::fields().title).show(|title, part| format!("{title} of {}", part.id));
    };
    let app = TestApp::over(db.clone(), TABLES, |builder| builder.resource_admin(Said(plain))).await;
    app.run(&rows("parts", 40, &["'a', 8, NULL", "'b', 6, NULL"])).await;
    let path = app.list_path::<Part>();
    MADE.store(0, Relaxed);
    assert_eq!(app.get(&path).await.ok().column("Title")[..2], ["A", "B"]);
    assert_eq!(MADE.load(Relaxed), 0, "nobody asked for a record");

    let app = TestApp::over(db, "SELECT 1", |builder| builder.resource_admin(Said(computed))).await;
    for query in ["", "?sort=-half&size=25", "?q=a&sort=half"] {
        let before = (app.admin.database().statements(), MADE.load(Relaxed));
        let page = app.get(&format!("{path}{query}")).await.ok();
        let (statements, made) = (app.admin.database().statements() - before.0, MADE.load(Relaxed) - before.1);
        assert!(statements <= 4, "{query}: {statements} statements");
        assert_eq!(made, page.texts("tbody tr").len(), "{query}: one record for each row, however many columns");
    }
    MADE.store(0, Relaxed);
    app.get(&format!("{path}?columns=id,weight")).await.ok();
    assert_eq!(MADE.load(Relaxed), 0, "what is not shown is not made (A23)");
    let page = app.get(&path).await.ok();
    assert_eq!(page.column("Double")[..2], ["16", "12"]);
    assert_eq!(page.column("Half")[..2], ["4", "3"]);
    assert_eq!(page.column("Title")[..2], ["a of 1", "b of 2"]);
}

pub(crate) async fn k70_build_says_everything_that_is_wrong_with_columns(db: Database) {
    let wrong = |columns: &mut Columns<Part>| {
        let fields = Part::fields();
        columns.computed("weight", |_: &Part| 1);
        columns.computed("Wrong-Name", |_: &Part| 1);
        columns.computed("twice", |_: &Part| 1);
        columns.computed("twice", |_: &Part| 2);
        columns.computed("lost", |_: &Part| 1).after("titel");
        columns.computed("worth", |_: &Part| 1).sort_by(fields.json);
        columns.computed("width", |_: &Part| 1).sort_by("weihgt");
        columns.path::<i64>("title");
        columns.path::<String>("maker.name");
    };
    run(&db, TABLES).await;
    let builder = Admin::builder(db).auth(Auth::none_for_local_development()).resource_admin(Said(wrong));
    let error = builder.build().await.expect_err("nothing of this fits");
    let said: Vec<_> = error.problems().iter().map(ToString::to_string).collect();
    for part in [
        "Part: the computed column `weight` is named like a field: use another name",
        "`Wrong-Name` cannot stand in addresses: name it with small letters",
        "two columns are called `twice`",
        "the column `lost` cannot stand beside `titel`: the list has no such column, did you mean `title`?",
        "the column `worth` cannot be sorted by `json`, whose values have no order",
        "`weihgt`: `Part` has no field `weihgt`, did you mean `weight`?",
        "`columns.path(\"title\")` reads it as Int",
        "`maker.name`: `Part` has no relation `maker`",
    ] {
        assert!(said.iter().any(|said| said.contains(part)), "{part} is not among {said:#?}");
    }
    assert_eq!(said.len(), 8, "{said:#?}");
}
