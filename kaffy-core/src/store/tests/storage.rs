//! Which columns can hold a field, and the words when one cannot.

use crate::{ColumnFacts, Dialect, FieldMeta, Storage, StorageHint, store::storage_of};

fn facts(type_name: &str) -> ColumnFacts {
    ColumnFacts {
        name: "price".to_owned(),
        type_name: type_name.to_owned(),
        nullable: false,
        has_default: false,
        generated: false,
        equates: false,
        max_len: None,
        enum_labels: None,
    }
}

fn storage<T: crate::FieldType>(dialect: Dialect, type_name: &str) -> Result<Storage, String> {
    storage_of(dialect, &facts(type_name), &FieldMeta::of::<T>("price"))
}

#[test]
fn w18_a_column_that_cannot_hold_a_field_says_the_way_out() {
    assert_eq!(
        storage::<bool>(Dialect::Postgres, "text").unwrap_err(),
        "the column `price` is `text`, which a bool cannot be read from and written to: make the field a `String` or \
         the column `boolean`, or mark the field `skip`"
    );
    assert_eq!(
        storage::<chrono::NaiveDate>(Dialect::MySql, "datetime(6)").unwrap_err(),
        "the column `price` is `datetime(6)`, which a date cannot be read from and written to: make the field a \
         `NaiveDateTime` or `DateTime<Utc>` or the column `date`, or mark the field `skip`"
    );
    // A database would round without a word.
    assert!(storage::<rust_decimal::Decimal>(Dialect::Postgres, "integer").is_err());
    assert!(storage::<f64>(Dialect::MySql, "int(11)").is_err());
    assert!(storage::<Vec<u8>>(Dialect::Postgres, "text").is_err());
    assert!(storage::<String>(Dialect::Postgres, "bytea").is_err());
    assert!(storage::<bool>(Dialect::Sqlite, "TEXT").is_err());
    assert!(storage::<chrono::NaiveDate>(Dialect::Sqlite, "INTEGER").is_err());
}

#[test]
fn b5_storage_follows_the_live_column() {
    use Dialect::{MySql, Postgres, Sqlite};
    type Instant = chrono::DateTime<chrono::Utc>;
    assert_eq!(storage::<rust_decimal::Decimal>(Sqlite, "NUMERIC(10,2)"), Ok(Storage::Native));
    assert_eq!(storage::<rust_decimal::Decimal>(Sqlite, "TEXT"), Ok(Storage::Text));
    assert_eq!(storage::<uuid::Uuid>(Sqlite, "BLOB"), Ok(Storage::Blob));
    assert_eq!(storage::<uuid::Uuid>(Sqlite, ""), Ok(Storage::Text));
    assert_eq!(storage::<String>(Sqlite, "NVARCHAR(160)"), Ok(Storage::Native));
    assert_eq!(storage::<Instant>(Postgres, "timestamp(3) without time zone"), Ok(Storage::Naive));
    assert_eq!(storage::<Instant>(Postgres, "timestamp with time zone"), Ok(Storage::Native));
    assert_eq!(storage::<chrono::NaiveDateTime>(Postgres, "timestamp with time zone"), Ok(Storage::Zoned));
    assert_eq!(storage::<bool>(Postgres, "smallint"), Ok(Storage::Cast("smallint".into())));
    assert_eq!(storage::<String>(Postgres, "citext"), Ok(Storage::Cast("citext".into())));
    assert_eq!(storage::<Vec<String>>(Postgres, "\"Mood\"[]"), Ok(Storage::Array("\"Mood\"".into())));
    assert_eq!(storage::<Vec<String>>(Postgres, "jsonb"), Ok(Storage::Json));
    assert_eq!(storage::<bool>(MySql, "tinyint(1)"), Ok(Storage::Native));
    assert_eq!(storage::<u64>(MySql, "bigint(20) unsigned"), Ok(Storage::Native));
    assert_eq!(storage::<uuid::Uuid>(MySql, "binary(16)"), Ok(Storage::Blob));
    assert_eq!(storage::<serde_json::Value>(MySql, "longtext"), Ok(Storage::Text));
    let hinted = FieldMeta::of::<uuid::Uuid>("price").storage(StorageHint::Text);
    assert_eq!(storage_of(Sqlite, &facts("BLOB"), &hinted), Ok(Storage::Text));
}
