//! What Kaffy gets wrong and we must not: section c.4 of what was read in it, point by point.
//!
//! A test stands here when nothing else drives the pages for its point. The others are named, so that each point
//! leads to what proves it; without a file the name is here, `c4_…` in `traps/beside.rs`.
//!
//! | point | tests |
//! |---|---|
//! | 1. rights on every endpoint | `k119_k145_k160_a_rule_holds_on_every_route`, `c4_1_k35_what_a_resource_adds_to_the_site_is_hidden_with_it`, `actions/on_selection.rs` `k145_…`, `tests/admin/access.rs` `w9_every_route_refuses_who_may_not` |
//! | 2. read-only and hidden | `k95_choices_and_ticks_that_are_read_only_stay_as_they_are`, `hooks.rs` `k95_clients_set_no_field_that_code_may_set`, `actions/on_record.rs` `k142_inputs_that_are_not_asked_for_are_refused` |
//! | 3. one scope for all | `k81_k105_k145_one_rule_reaches_list_count_choices_and_actions`, `c4_3_k121_a_row_out_of_scope_has_no_page_of_any_kind`, `rows.rs` `k80_…`, `k81_…`, `dashboard.rs` `a82_a_reader_sees_the_rows_of_its_actor_only` |
//! | 4. bad input is never a 500 | `k16_k116_k117_what_is_not_there_or_in_the_way_has_words`, `c4_4_k16_k69_k101_addresses_and_texts_that_are_none_are_4xx`, `forms.rs` `k101_…`, `k102_…`, `index.rs` `k69_…`, `tests/admin/bad_input.rs` |
//! | 5. wildcards, filters, state | `index.rs` `k76_k77_…` (wildcards), `k78_k79_…` (declared filters, first page), `k84_…`, `c4_5_k84_deleting_and_acting_lead_back_to_the_list_as_it_was`, `actions/on_selection.rs` `k141_…`, `tests/list/searching.rs` `k75_…` |
//! | 6. Next, and a limit of rows | `index.rs` `k67_k68_…`, `k66_…` |
//! | 7. an empty selection | `actions/on_selection.rs` `k143_an_empty_selection_is_an_error_in_words_on_the_list`, `c4_7_k143_deleting_nothing_is_an_error_too` |
//! | 8. the order of the struct | `index.rs` `k60_…`, `forms.rs` `k90_k94_…` |
//! | 9. nothing slow in the layout | `c4_9_k133_a_page_waits_for_no_widget_and_asks_nothing_for_its_layout` |
//! | 10. optional is optional | `c4_10_k33_k43_k48_a_name_is_all_that_a_widget_link_or_page_needs`, `site.rs` `k32_k33_k34_…`, `dashboard.rs` `k42_k43_k44_k45_k46_…` |
//!
//! Points 11 and 12 are about jobs and chores.

pub(crate) mod beside;

use http::StatusCode;
use kaffy::{Actor, AdminChoice, AdminResource, Database, Permission, ResourceAdmin, RowFilter};

use crate::app::{TestApp, by};

#[derive(Clone, Debug, PartialEq, AdminChoice)]
enum Grade {
    Good,
    Bad,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Cellar", table = "racks")]
struct Rack {
    id: i64,
    name: String,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Cellar", table = "bottles", search(name), list(name, grade, rack.name), order(name))]
struct Bottle {
    #[admin(create = editable)]
    id: i64,
    name: String,
    #[admin(create = hidden, update = readonly, default = "good")]
    grade: Grade,
    #[admin(create = readonly, update = readonly, default = false)]
    open: bool,
    #[admin(create = hidden, update = hidden, default = 0)]
    price: i64,
    #[admin(belongs_to = Rack)]
    rack_id: Option<i64>,
}

/// What somebody may do: nothing but look, at the rows of one rack, or everything.
#[derive(Clone, Copy)]
enum Cellar {
    Open,
    LookOnly,
    FirstRack,
}

impl ResourceAdmin for Cellar {
    type Record = Bottle;

    fn may_add(&self, _: &Actor) -> bool {
        !matches!(self, Self::LookOnly)
    }

    fn may_change(&self, _: &Actor, _: Option<&Bottle>) -> bool {
        !matches!(self, Self::LookOnly)
    }

    fn may_delete(&self, _: &Actor, _: Option<&Bottle>) -> bool {
        !matches!(self, Self::LookOnly)
    }

    fn scope(&self, _: &Actor) -> Vec<RowFilter<Bottle>> {
        match self {
            Self::FirstRack => vec![Bottle::fields().rack.matches(Rack::fields().name.is("One".to_owned()))],
            _ => Vec::new(),
        }
    }
}

async fn cellar(db: &Database, rule: Cellar, see: fn(Permission) -> bool) -> TestApp {
    let key = by(db, "INTEGER", "BIGINT", "BIGINT");
    let tables = format!(
        "DROP TABLE IF EXISTS bottles; DROP TABLE IF EXISTS racks; \
         CREATE TABLE racks (id {key} PRIMARY KEY, name VARCHAR(80) NOT NULL);\
         CREATE TABLE bottles (id {key} PRIMARY KEY, name VARCHAR(80) NOT NULL, grade VARCHAR(8) NOT NULL, \
         open BOOLEAN NOT NULL, price BIGINT NOT NULL, rack_id BIGINT, FOREIGN KEY (rack_id) REFERENCES racks (id));\
         INSERT INTO racks VALUES (1, 'One'), (2, 'Two');\
         INSERT INTO bottles VALUES (1, 'Ale', 'good', FALSE, 3, 1), (2, 'Rum', 'bad', FALSE, 9, 2);"
    );
    TestApp::over(db.clone(), &tables, |builder| {
        let builder = builder.resource::<Rack>().resource_admin(rule);
        builder.permissions(move |_, meta, permission| meta.rust_name != "Bottle" || see(permission))
    })
    .await
}

const CHANGED: [(&str, &str); 2] = [("name", "x"), ("rack_id", "")];

/// c.4 number 1.
pub(crate) async fn k119_k145_k160_a_rule_holds_on_every_route(db: Database) {
    let writes: [(&str, &[(&str, &str)]); 6] = [
        ("", &[("id", "9"), ("name", "x"), ("rack_id", "")]),
        ("/1", &CHANGED),
        ("/1/delete", &[]),
        ("/actions", &[("_id", "1"), ("_action", "delete")]),
        ("/actions/delete", &[("_id", "1"), ("_run", "1")]),
        ("/actions/delete", &[("_id", "1")]),
    ];
    let app = cellar(&db, Cellar::LookOnly, |_| true).await;
    let list = app.list_path::<Bottle>();
    for path in ["/new", "/1/delete"] {
        app.get(&format!("{list}{path}")).await.is(StatusCode::FORBIDDEN);
    }
    for (path, fields) in writes {
        app.post(&format!("{list}{path}"), fields).await.is(StatusCode::FORBIDDEN);
    }
    app.get(&list).await.ok();
    assert_eq!(app.keys::<Bottle>("").await, ["1", "2"]);

    // Whoever may not see it has no page of it at all, and no link.
    let app = cellar(&db, Cellar::Open, |_| false).await;
    for path in ["", "/new", "/options", "/1", "/1/delete", "/actions/delete?_id=1"] {
        app.get(&format!("{list}{path}")).await.is(StatusCode::FORBIDDEN);
    }
    for (path, fields) in writes {
        app.post(&format!("{list}{path}"), fields).await.is(StatusCode::FORBIDDEN);
    }
    for path in ["/", "/dashboard", "/cellar"] {
        assert!(!app.get(path).await.ok().body.contains(&list), "{path}");
    }
}

/// c.4 number 2: also for the inputs that browsers do not keep from being changed.
pub(crate) async fn k95_choices_and_ticks_that_are_read_only_stay_as_they_are(db: Database) {
    let app = cellar(&db, Cellar::Open, |_| true).await;
    let page = app.get(&format!("{}/1", app.list_path::<Bottle>())).await.ok();
    assert!(!page.has("main [name=grade]") && !page.has("main [name=open]") && !page.has("main [name=price]"));
    for (field, value) in [("grade", "bad"), ("open", "true"), ("price", "1"), ("id", "7")] {
        let words = app.form_of::<Bottle>("1").await.also(field, value).submit(&app).await;
        assert!(words.is(StatusCode::BAD_REQUEST).words("main").contains(field));
    }
    for (field, value) in [("grade", "bad"), ("open", "true"), ("price", "1")] {
        let form = app.new_form::<Bottle>().await.set("id", "9").set("name", "x");
        form.also(field, value).submit(&app).await.is(StatusCode::BAD_REQUEST);
    }
    let found = app.view::<Bottle>().find(&1_i64.into()).await.expect("the database answers").expect("there");
    let bottle = Bottle::from_record(&found.record).expect("a bottle");
    assert_eq!((bottle.grade, bottle.open, bottle.price), (Grade::Good, false, 3));
}

/// c.4 number 3.
pub(crate) async fn k81_k105_k145_one_rule_reaches_list_count_choices_and_actions(db: Database) {
    let app = cellar(&db, Cellar::FirstRack, |_| true).await;
    let list = app.list_path::<Bottle>();
    let page = app.get(&list).await.ok();
    assert_eq!((page.words("#count"), page.column("Name")), ("1 bottle".to_owned(), vec!["Ale".to_owned()]));
    let options = app.get(&format!("{list}/options")).await.ok().body;
    assert!(options.contains("Ale") && !options.contains("Rum"), "{options}");
    app.post(&format!("{list}/actions/delete"), &[("_id", "2"), ("_run", "1")]).await;
    for (path, fields) in [("/2", &CHANGED[..]), ("/2/delete", &[])] {
        app.post(&format!("{list}{path}"), fields).await.is(StatusCode::NOT_FOUND);
    }
    // A row that would leave is kept from it, and what was typed stays.
    let page = app.form_of::<Bottle>("1").await.set("rack_id", "2").set("name", "Gin").submit(&app).await;
    assert_eq!(page.is(StatusCode::UNPROCESSABLE_ENTITY).form("form.record").value("name"), Some("Gin"));
    let app = cellar_as_it_is(&db).await;
    assert_eq!(app.keys::<Bottle>("").await, ["1", "2"], "nothing was done");
}

/// c.4 number 4.
pub(crate) async fn k16_k116_k117_what_is_not_there_or_in_the_way_has_words(db: Database) {
    let app = cellar(&db, Cellar::Open, |_| true).await;
    let list = app.list_path::<Bottle>();
    for key in ["99", "x", "1,1", "99999999999999999999", "%00"] {
        app.get(&format!("{list}/{key}")).await.is(StatusCode::NOT_FOUND);
        app.post(&format!("{list}/{key}"), &CHANGED).await.is(StatusCode::NOT_FOUND);
        app.post(&format!("{list}/{key}/delete"), &[]).await.is(StatusCode::NOT_FOUND);
    }
    let page = app.post(&format!("{}/1/delete", app.list_path::<Rack>()), &[]).await.is(StatusCode::CONFLICT);
    assert!(page.words("main").contains("Ale"), "{}", page.words("main"));
    let form = app.form_of::<Bottle>("1").await.set("rack_id", "99").submit(&app).await;
    assert!(form.is(StatusCode::UNPROCESSABLE_ENTITY).words("#field-rack_id-error").contains("no such rack"));
}

async fn cellar_as_it_is(db: &Database) -> TestApp {
    TestApp::over(db.clone(), "SELECT 1;", |builder| builder.resource::<Rack>().resource::<Bottle>()).await
}
