//! What SQLite knows about its indexes: three statements for any number of tables.

use std::collections::HashMap;

use sqlx::SqliteConnection;

use crate::store::{IndexCatalog, IndexFacts, IndexKey, TableName};

// What is not a key is the rowid, or the primary key of a table without one: an index ends with it.
const INDEXES: &str = r#"
    SELECT m.name, l.name, l."unique", x.key, x.cid, x.name, x."desc", x.coll, l.partial,
           (SELECT s.sql FROM sqlite_schema s WHERE s.type = 'index' AND s.name = l.name)
    FROM sqlite_schema m JOIN pragma_index_list(m.name) l JOIN pragma_index_xinfo(l.name) x
    WHERE m.type = 'table'
    ORDER BY m.rowid, l.seq, x.seqno"#;
const ROWIDS: &str = r"
    SELECT m.name, p.name
    FROM sqlite_schema m JOIN pragma_table_info(m.name) p
    WHERE m.type = 'table' AND p.pk = 1 AND upper(p.type) = 'INTEGER'
      AND (SELECT count(*) FROM pragma_table_info(m.name) k WHERE k.pk > 0) = 1";
const HAS_ROWS: &str = "SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'";
// The first number of `stat` is that of rows.
const ROWS: &str = "SELECT tbl, max(CAST(stat AS INTEGER)) FROM sqlite_stat1 GROUP BY tbl";

type IndexRow = (String, String, bool, bool, i64, Option<String>, bool, Option<String>, bool, Option<String>);

pub(super) async fn indexes(conn: &mut SqliteConnection) -> sqlx::Result<IndexCatalog> {
    let rowids: Vec<(String, String)> = sqlx::query_as(ROWIDS).fetch_all(&mut *conn).await?;
    let rowids: HashMap<_, _> = rowids.into_iter().collect();
    let rows: Vec<IndexRow> = sqlx::query_as(INDEXES).fetch_all(&mut *conn).await?;
    let mut indexes: Vec<IndexFacts> = Vec::new();
    for (table, name, is_unique, is_key, cid, column, is_descending, collation, is_partial, sql) in rows {
        let column = if cid == -1 { rowids.get(&table).cloned() } else { column };
        let table = TableName { schema: None, name: table };
        if indexes.last().is_none_or(|last| last.table != table || last.name != name) {
            let partial = is_partial.then(|| condition(sql.as_deref().unwrap_or_default()));
            indexes.push(IndexFacts { table, name, keys: Vec::new(), unique: 0, is_sorted: true, partial });
        }
        let Some(index) = indexes.last_mut() else { continue };
        let collation = collation.unwrap_or_default();
        let ignores_case = collation.eq_ignore_ascii_case("NOCASE");
        // An index that says nothing of a collation has that of its column.
        let says_none = !sql.is_some_and(|sql| sql.to_ascii_lowercase().contains("collate"));
        let is_plain = says_none || collation.eq_ignore_ascii_case("BINARY");
        index.keys.push(IndexKey { column, is_descending, is_plain, has_trigrams: false, ignores_case });
        index.unique += usize::from(is_unique && is_key);
    }
    let keys = rowids.iter().map(|(table, column)| IndexFacts {
        table: TableName { schema: None, name: table.clone() },
        name: "PRIMARY KEY".to_owned(),
        keys: vec![IndexKey::of(column)],
        unique: 1,
        is_sorted: true,
        partial: None,
    });
    indexes.extend(keys);
    let (has_rows,): (i64,) = sqlx::query_as(HAS_ROWS).fetch_one(&mut *conn).await?;
    let rows: Vec<(String, i64)> =
        if has_rows > 0 { sqlx::query_as(ROWS).fetch_all(&mut *conn).await? } else { Vec::new() };
    let rows =
        rows.into_iter().map(|(name, rows)| (TableName { schema: None, name }, u64::try_from(rows).unwrap_or(0)));
    Ok(IndexCatalog { indexes, rows: rows.collect() })
}

/// What stands behind the last `WHERE`.
fn condition(sql: &str) -> String {
    let at = sql.to_ascii_lowercase().rfind(" where ");
    at.map(|at| sql[at + 7..].trim().to_owned()).unwrap_or_default()
}
