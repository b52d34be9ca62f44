//! Which rows there are for somebody, as code says it.

use http::StatusCode;
use kaffy::{
    Actor, AdminResource, Changeset, Ctx, Database, ListQuery, OptionsQuery, Refusal, ResourceAdmin, RowFilter,
};
use sea_query::{ExprTrait, IntoCondition};

use crate::app::{TestApp, by};

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", table = "shelves", plural = "Shelves")]
struct Shelf {
    id: i64,
    name: String,
    room: Option<i64>,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", list(title, shelf.name, price), search(title), filter(shelf), order(title))]
struct Item {
    #[admin(create = editable)]
    id: i64,
    title: String,
    price: i64,
    cost: Option<i64>,
    #[admin(belongs_to = Shelf)]
    shelf_id: Option<i64>,
}

/// An order line, which names an item.
#[derive(Debug, AdminResource)]
#[admin(context = "Shop", list(id, item.title))]
struct Line {
    #[admin(create = editable)]
    id: i64,
    #[admin(belongs_to = Item)]
    item_id: i64,
}

type Rules = fn() -> Vec<RowFilter<Item>>;

struct Only {
    scope: Rules,
    list: Rules,
}

impl ResourceAdmin for Only {
    type Record = Item;

    fn scope(&self, actor: &Actor) -> Vec<RowFilter<Item>> {
        assert_eq!(actor.name, "Test");
        (self.scope)()
    }

    fn list_scope(&self, _: &Actor) -> Vec<RowFilter<Item>> {
        (self.list)()
    }

    async fn before_save(&self, _: &mut Ctx, change: &mut Changeset<Item>) -> Result<(), Refusal> {
        if change.get(Item::fields().title).as_deref() == Some("free") {
            change.set(Item::fields().price, 0);
        }
        Ok(())
    }
}

fn all() -> Vec<RowFilter<Item>> {
    Vec::new()
}

fn tables(db: &Database) -> &'static str {
    by(
        db,
        "CREATE TABLE shelves (id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL, room BIGINT);\
         CREATE TABLE items (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL, price BIGINT NOT NULL, cost BIGINT, \
         shelf_id BIGINT REFERENCES shelves (id));\
         CREATE TABLE `lines` (id INTEGER PRIMARY KEY, item_id BIGINT NOT NULL REFERENCES items (id));\
         INSERT INTO shelves VALUES (1, 'Top', 1), (2, 'Low', NULL);\
         INSERT INTO items VALUES (1, 'a', 10, NULL, 1), (2, 'b', 20, 5, 2), (3, 'c', 30, 40, NULL), (4, 'd', 40, 40, 1);\
         INSERT INTO `lines` VALUES (1, 1), (2, 3);",
        "CREATE TABLE shelves (id BIGINT PRIMARY KEY, name VARCHAR(80) NOT NULL, room BIGINT);\
         CREATE TABLE items (id BIGINT PRIMARY KEY, title VARCHAR(80) NOT NULL, price BIGINT NOT NULL, cost BIGINT, \
         shelf_id BIGINT REFERENCES shelves (id));\
         CREATE TABLE lines (id BIGINT PRIMARY KEY, item_id BIGINT NOT NULL REFERENCES items (id));\
         INSERT INTO shelves VALUES (1, 'Top', 1), (2, 'Low', NULL);\
         INSERT INTO items VALUES (1, 'a', 10, NULL, 1), (2, 'b', 20, 5, 2), (3, 'c', 30, 40, NULL), (4, 'd', 40, 40, 1);\
         INSERT INTO lines VALUES (1, 1), (2, 3);",
        "CREATE TABLE shelves (id BIGINT PRIMARY KEY, name VARCHAR(80) NOT NULL, room BIGINT);\
         CREATE TABLE items (id BIGINT PRIMARY KEY, title VARCHAR(80) NOT NULL, price BIGINT NOT NULL, cost BIGINT, \
         shelf_id BIGINT, FOREIGN KEY (shelf_id) REFERENCES shelves (id));\
         CREATE TABLE `lines` (id BIGINT PRIMARY KEY, item_id BIGINT NOT NULL, \
         FOREIGN KEY (item_id) REFERENCES items (id));\
         INSERT INTO shelves VALUES (1, 'Top', 1), (2, 'Low', NULL);\
         INSERT INTO items VALUES (1, 'a', 10, NULL, 1), (2, 'b', 20, 5, 2), (3, 'c', 30, 40, NULL), (4, 'd', 40, 40, 1);\
         INSERT INTO `lines` VALUES (1, 1), (2, 3);",
    )
}

async fn shop(db: &Database, tables: &str, scope: Rules, list: Rules) -> TestApp {
    TestApp::over(db.clone(), tables, |builder| {
        builder.resource::<Shelf>().resource::<Line>().resource_admin(Only { scope, list })
    })
    .await
}

pub(crate) async fn k80_every_form_of_a_rule_means_the_same_to_list_count_and_record(db: Database) {
    let cases: [(Rules, &[&str]); 17] = [
        (|| vec![Item::fields().price.is(20)], &["2"]),
        (|| vec![Item::fields().price.is_any([10, 40])], &["1", "4"]),
        (|| vec![Item::fields().cost.is_not(Some(40))], &["1", "2"]),
        (|| vec![Item::fields().cost.is_none_of([Some(5), None])], &["3", "4"]),
        (|| vec![Item::fields().cost.is_none_of([])], &["1", "2", "3", "4"]),
        (|| vec![Item::fields().price.at_least(30)], &["3", "4"]),
        (|| vec![Item::fields().price.at_most(20)], &["1", "2"]),
        (|| vec![Item::fields().price.above(10), Item::fields().price.below(40)], &["2", "3"]),
        (|| vec![Item::fields().cost.at_least(None)], &[]),
        (|| vec![Item::fields().cost.is_null()], &["1"]),
        (|| vec![Item::fields().cost.is_not_null()], &["2", "3", "4"]),
        (|| vec![RowFilter::any_of([Item::fields().price.is(10), Item::fields().cost.is(Some(5))])], &["1", "2"]),
        (|| vec![RowFilter::any_of([])], &[]),
        (|| vec![RowFilter::all_of([])], &["1", "2", "3", "4"]),
        (
            || {
                let (item, shelf) = (Item::fields(), Shelf::fields());
                let top =
                    item.shelf.matches(RowFilter::all_of([shelf.name.is("Top".into()), shelf.room.is_not_null()]));
                vec![RowFilter::any_of([RowFilter::all_of([top, item.price.above(10)]), item.shelf_id.is_null()])]
            },
            &["3", "4"],
        ),
        (
            || {
                let item = Item::fields();
                vec![RowFilter::sql(move |row| row.column(item.cost).gt(row.column(item.price)).into_condition())]
            },
            &["3"],
        ),
        (
            || {
                let item = Item::fields();
                vec![RowFilter::sql(move |row| row.column(item.price).lt(row.value(item.price, 20)).into_condition())]
            },
            &["1"],
        ),
    ];
    let mut first = true;
    for (at, (rule, expected)) in cases.into_iter().enumerate() {
        let app = shop(&db, if first { tables(&db) } else { "SELECT 1;" }, rule, all).await;
        first = false;
        let view = app.view::<Item>();
        let query = ListQuery::new(app.resource::<Item>());
        let mut keys = app.keys::<Item>("sort=price").await;
        keys.sort();
        assert_eq!(keys, expected, "{at}: the list");
        let count = view.count(&query).await.expect("the database answers").to_string();
        assert_eq!(count, expected.len().to_string(), "{at}: K81, the count is of the same rows");
        let options = view.options(&OptionsQuery::parse(app.resource::<Item>(), &[]).expect("plain")).await;
        assert_eq!(options.expect("the database answers").rows.len(), expected.len(), "{at}: the picker");
        for id in ["1", "2", "3", "4"] {
            let page = app.get(&format!("{}/{id}", app.list_path::<Item>())).await;
            let status = if expected.contains(&id) { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(page.status, status, "{at}: the record {id}");
        }
        let lines = app.get(&app.list_path::<Line>()).await.ok();
        let named: Vec<_> = ["1", "3"].iter().map(|id| expected.contains(id)).collect();
        let mut shown: Vec<_> = lines.column("Item").iter().map(|text| text == "a" || text == "c").collect();
        shown.reverse();
        assert_eq!(shown, named, "{at}: labels of rows out of reach are not shown");
    }
}

pub(crate) async fn k80_what_is_out_of_scope_is_neither_changed_deleted_nor_named(db: Database) {
    let rule: Rules = || vec![Item::fields().price.at_least(30)];
    let app = shop(&db, tables(&db), rule, all).await;
    let list = app.list_path::<Item>();
    for path in [format!("{list}/1"), format!("{list}/1/delete")] {
        app.post(&path, &[("title", "x"), ("price", "99"), ("cost", ""), ("shelf_id", "")])
            .await
            .is(StatusCode::NOT_FOUND);
    }
    let form = app.new_form::<Line>().await.set("id", "9");
    let page = form.set("item_id", "1").submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-item_id-error").contains("no such item"));
    app.new_form::<Line>().await.set("id", "9").set("item_id", "4").submit(&app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.keys::<Line>("").await.len(), 3);
}

pub(crate) async fn k80_a_saved_row_stays_inside(db: Database) {
    let rule: Rules = || vec![Item::fields().price.at_least(30), Item::fields().shelf_id.is_any([None, Some(1)])];
    let app = shop(&db, tables(&db), rule, all).await;
    let new = |price: &'static str| {
        let app = &app;
        async move { app.new_form::<Item>().await.set("id", "9").set("title", "e").set("price", price) }
    };
    let page = new("29").await.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary").contains("out of your reach"), "{}", page.words(".summary"));
    assert_eq!(page.form("form.record").value("price"), Some("29"), "what was typed is kept");
    let page = new("30").await.set("shelf_id", "2").submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-shelf_id-error").contains("out of your reach"));
    // Neither does a hook move it out.
    let page = new("30").await.set("title", "free").submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary").contains("out of your reach"));
    new("30").await.submit(&app).await.is(StatusCode::SEE_OTHER);
    let form = app.form_of::<Item>("9").await;
    form.set("price", "3").submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.keys::<Item>("").await.len(), 3);

    // The same without code of the resource's own.
    let app = TestApp::over(db.clone(), "SELECT 1;", |builder| {
        builder.resource::<Shelf>().resource::<Item>().scope::<Item>(|_| vec![Item::fields().price.at_least(30)])
    });
    let app = app.await;
    let page = app.form_of::<Item>("9").await.set("price", "3").submit(&app).await;
    assert!(page.is(StatusCode::UNPROCESSABLE_ENTITY).words(".summary").contains("out of your reach"));
}

pub(crate) async fn k80_two_scopes_both_hold(db: Database) {
    let app = TestApp::over(db.clone(), tables(&db), |builder| {
        let rule: Rules = || vec![Item::fields().price.at_least(20)];
        let builder = builder.resource::<Shelf>().resource_admin(Only { scope: rule, list: all });
        builder.scope::<Item>(|_| vec![Item::fields().price.at_most(30)])
    });
    let app = app.await;
    assert_eq!(app.keys::<Item>("sort=price").await, ["2", "3"]);
}

pub(crate) async fn k81_a_narrower_list_counts_what_it_shows_and_leaves_records_alone(db: Database) {
    let rule: Rules = || vec![Item::fields().price.at_least(30)];
    let app = shop(&db, tables(&db), all, rule).await;
    let page = app.get(&app.list_path::<Item>()).await.ok();
    assert_eq!((page.words("#count"), page.column("Title")), ("2 items".to_owned(), vec!["c".into(), "d".into()]));
    let page = app.get(&format!("{}?q=a", app.list_path::<Item>())).await.ok();
    assert_eq!(page.words("#count"), "0 items match");
    app.get(&format!("{}/1", app.list_path::<Item>())).await.ok();
    let view = app.view::<Item>();
    let options = view.options(&OptionsQuery::parse(app.resource::<Item>(), &[]).expect("plain")).await;
    assert_eq!(options.expect("the database answers").rows.len(), 4, "it can be picked");
    assert_eq!(app.get(&app.list_path::<Line>()).await.ok().column("Item"), ["c", "a"], "and is named");
}

pub(crate) async fn k80_scopes_of_several_forms_cost_no_further_statements(db: Database) {
    let rule: Rules = || {
        let (item, shelf) = (Item::fields(), Shelf::fields());
        vec![RowFilter::any_of([item.shelf.matches(shelf.name.is("Top".into())), item.price.is(30)])]
    };
    let app = shop(&db, tables(&db), rule, rule).await;
    let before = db.statements();
    app.get(&app.list_path::<Item>()).await.ok();
    assert!(db.statements() - before <= 4, "{}", db.statements() - before);
    let before = db.statements();
    app.get(&format!("{}/1", app.list_path::<Item>())).await.ok();
    assert!(db.statements() - before <= 3, "{}", db.statements() - before);
}
