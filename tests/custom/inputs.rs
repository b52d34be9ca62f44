//! A form of fields that are no table.

use kaffy::{AdminFields, AdminResource, Database, InputError, Inputs, Posted};

use crate::app::TestApp;

#[derive(Debug, AdminResource)]
struct Shelf {
    id: i64,
    title: String,
}

/// What it costs from now on.
#[derive(Debug, AdminFields)]
#[admin(name = "Price", form(section("Money", amount), shelf_id))]
struct NewPrice {
    #[admin(min = 0)]
    amount: f64,
    #[admin(belongs_to = Shelf)]
    shelf_id: Option<i64>,
}

const TABLES: &str =
    "CREATE TABLE shelfs (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL); INSERT INTO shelfs VALUES (1, 'One')";

pub(crate) async fn k142_fields_without_a_table_are_asked_for_and_checked(db: Database) {
    let app = TestApp::over(db, TABLES, |builder| builder.resource::<Shelf>()).await;
    let inputs = Inputs::of::<NewPrice>();
    let sections = inputs.sections();
    assert_eq!(sections[0].title, Some("Money"));

    let posted = |amount, shelf| Posted::new([("amount", amount), ("shelf_id", shelf)]);
    let Err(InputError::Invalid(rejected)) = inputs.read(&posted("-1", "x")) else { panic!("neither fits") };
    assert_eq!(rejected.errors.keys().collect::<Vec<_>>(), ["amount", "shelf_id"]);

    let record = inputs.read(&posted("2.5", "7")).expect("the values fit");
    let allowed = app.view::<Shelf>();
    let errors = allowed.check_references(&record).await.expect("the database answers");
    assert_eq!(errors["shelf_id"], "There is no such shelf: choose one from the list.");

    let record = inputs.read(&posted("2.5", "1")).expect("the values fit");
    assert!(allowed.check_references(&record).await.expect("the database answers").is_empty());
    let price = NewPrice::from_record(&record).expect("it is one");
    assert_eq!((price.amount, price.shelf_id), (2.5, Some(1)));
}
