//! What MySQL and MariaDB know about their indexes: two statements for a database.

use std::collections::BTreeSet;

use sqlx::MySqlConnection;

use crate::store::{IndexCatalog, IndexFacts, IndexKey, TableName};

// A key without a column is an expression, which MariaDB has not.
const INDEXES: &str = r"
    SELECT CAST(NULLIF(TABLE_SCHEMA, DATABASE()) AS CHAR), CAST(TABLE_NAME AS CHAR), CAST(INDEX_NAME AS CHAR),
           NON_UNIQUE = 0, CAST(INDEX_TYPE AS CHAR), CAST(COLUMN_NAME AS CHAR), COALESCE(COLLATION = 'D', FALSE),
           SUB_PART IS NULL
    FROM information_schema.STATISTICS
    WHERE TABLE_SCHEMA = ?
    ORDER BY TABLE_NAME, INDEX_NAME = 'PRIMARY' DESC, INDEX_NAME, SEQ_IN_INDEX";
const ROWS: &str = r"
    SELECT CAST(NULLIF(TABLE_SCHEMA, DATABASE()) AS CHAR), CAST(TABLE_NAME AS CHAR), CAST(TABLE_ROWS AS CHAR)
    FROM information_schema.TABLES
    WHERE TABLE_SCHEMA = ? AND TABLE_ROWS IS NOT NULL";

type IndexRow = (Option<String>, String, String, bool, String, Option<String>, bool, bool);

pub(super) async fn indexes(conn: &mut MySqlConnection, schemas: &[&str]) -> sqlx::Result<IndexCatalog> {
    let (own,): (Option<String>,) = sqlx::query_as("SELECT CAST(DATABASE() AS CHAR)").fetch_one(&mut *conn).await?;
    let names: BTreeSet<String> = own.into_iter().chain(schemas.iter().map(|name| (*name).to_owned())).collect();
    let (mut found, mut rows) = (Vec::<IndexRow>::new(), Vec::<(Option<String>, String, String)>::new());
    for name in &names {
        found.extend(sqlx::query_as::<_, IndexRow>(INDEXES).bind(name).fetch_all(&mut *conn).await?);
        rows.extend(
            sqlx::query_as::<_, (Option<String>, String, String)>(ROWS).bind(name).fetch_all(&mut *conn).await?,
        );
    }
    let mut indexes: Vec<IndexFacts> = Vec::new();
    for (schema, name, index, is_unique, kind, column, is_descending, is_whole) in found {
        let table = TableName { schema, name };
        if indexes.last().is_none_or(|last| last.table != table || last.name != index) {
            let is_sorted = kind == "BTREE";
            indexes.push(IndexFacts { table, name: index, keys: Vec::new(), unique: 0, is_sorted, partial: None });
        }
        let Some(facts) = indexes.last_mut() else { continue };
        facts.keys.push(IndexKey {
            column,
            is_descending,
            is_plain: is_whole,
            has_trigrams: false,
            ignores_case: false,
        });
        facts.unique += usize::from(is_unique);
    }
    // InnoDB ends every index with the primary key.
    let primary: Vec<_> = indexes.iter().filter(|index| index.name == "PRIMARY").cloned().collect();
    for index in indexes.iter_mut().filter(|index| index.name != "PRIMARY" && index.is_sorted) {
        let Some(primary) = primary.iter().find(|primary| primary.table == index.table) else { continue };
        let missing = primary.keys.iter().filter(|key| !index.keys.iter().any(|known| known.column == key.column));
        let missing: Vec<_> = missing.cloned().collect();
        index.keys.extend(missing);
    }
    let rows =
        rows.into_iter().filter_map(|(schema, name, rows)| Some((TableName { schema, name }, rows.parse().ok()?)));
    Ok(IndexCatalog { indexes, rows: rows.collect() })
}
