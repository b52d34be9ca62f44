//! Structs are annotated, not rewritten: one that serde and sqlx use already keeps working (issue 2, part 1).

use kaffy::{AdminChoice, AdminResource, AdminValue, FieldType, Record};
use serde::{Deserialize, Serialize};
use sqlx::{Connection, SqliteConnection};

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, sqlx::Type, AdminChoice)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
enum Status {
    Draft,
    OnSale,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, sqlx::Type, AdminValue)]
#[serde(transparent)]
#[sqlx(transparent)]
struct Sku(String);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, sqlx::FromRow, AdminResource)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[admin(rename_all = "PascalCase", filter(status))]
struct Product {
    #[sqlx(rename = "Id")]
    id: i64,
    #[sqlx(rename = "UnitTitle")]
    #[serde(alias = "name")]
    unit_title: Option<String>,
    #[sqlx(rename = "Status")]
    status: Status,
    #[sqlx(rename = "Sku")]
    sku: Sku,
    #[sqlx(skip)]
    #[serde(skip)]
    #[admin(skip)]
    cached: Option<String>,
}

#[tokio::test]
async fn w1_a_struct_of_sqlx_and_serde_becomes_a_resource_as_it_is() -> Result<(), Box<dyn std::error::Error>> {
    let mut db = SqliteConnection::connect("sqlite::memory:").await?;
    sqlx::raw_sql(
        r#"CREATE TABLE products ("Id" INTEGER PRIMARY KEY, "UnitTitle" TEXT, "Status" TEXT NOT NULL, "Sku" TEXT NOT NULL);
           INSERT INTO products VALUES (7, NULL, 'on_sale', 'ABC');"#,
    )
    .execute(&mut db)
    .await?;
    let by_sqlx: Product = sqlx::query_as("SELECT * FROM products").fetch_one(&mut db).await?;
    let by_serde: Product = serde_json::from_str(r#"{"id": 7, "name": null, "status": "on_sale", "sku": "ABC"}"#)?;
    assert_eq!(by_sqlx, by_serde);

    let cells =
        [by_sqlx.id.to_value(), by_sqlx.unit_title.to_value(), by_sqlx.status.to_value(), by_sqlx.sku.to_value()];
    let record = Record::new(Product::META, cells.map(Ok).to_vec());
    assert_eq!(Product::from_record(&record)?, by_sqlx);
    assert_eq!(record.get(Product::fields().status)?, Status::OnSale);
    let columns: Vec<_> = Product::META.fields.iter().map(|field| field.column).collect();
    assert_eq!(columns, ["Id", "UnitTitle", "Status", "Sku"]);
    Ok(())
}

#[test]
fn w1_a_cell_that_does_not_fit_is_named_with_its_field() {
    let id = String::from("seven").to_value();
    let sku = String::from("ABC").to_value();
    let record =
        Record::new(Product::META, vec![Ok(id), Ok(None::<String>.to_value()), Ok(Status::Draft.to_value()), Ok(sku)]);
    let error = Product::from_record(&record).map_err(|error| error.to_string());
    assert_eq!(error.err().as_deref(), Some("`Product.id`: expected an integer, found String(Some(\"seven\"))"));
}
