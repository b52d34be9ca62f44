//! What SQLite knows about its tables, by its table-valued pragmas: four statements for any number of
//! tables.

use std::collections::BTreeMap;

use sqlx::SqliteConnection;

use crate::store::{Catalog, ColumnFacts, ForeignKey, OnDelete, TableFacts, TableName, UniqueIndex};

type ColumnRow = (String, String, String, bool, bool, i64, i64, bool);

// `hidden` is 1 for the inner columns of a virtual table, 2 and 3 for generated ones.
const TABLES: &str = r#"
    SELECT m.name, p.name, p.type, p."notnull", p.dflt_value IS NOT NULL, p.pk, p.hidden,
           l.wr
    FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) p JOIN pragma_table_list l ON l.schema = 'main' AND l.name = m.name
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND p.hidden <> 1
    ORDER BY m.rowid, p.cid"#;
const VIEWS: &str = r#"
    SELECT m.name, p.name, p.type, p."notnull", FALSE, 0, 0, TRUE
    FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) p
    WHERE m.type = 'view' ORDER BY m.rowid, p.cid"#;
const UNIQUE: &str = r#"
    SELECT m.name, l.name, i.name
    FROM sqlite_schema m JOIN pragma_index_list(m.name) l JOIN pragma_index_info(l.name) i
    WHERE m.type = 'table' AND l."unique" AND i.name IS NOT NULL
    ORDER BY m.rowid, l.seq, i.seqno"#;
const FOREIGN_KEYS: &str = r#"
    SELECT m.name, f.id, f."table", f."from", f."to", f.on_delete
    FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
    WHERE m.type = 'table'
    ORDER BY m.rowid, f.id, f.seq"#;

pub(super) async fn catalog(conn: &mut SqliteConnection) -> sqlx::Result<Catalog> {
    let mut rows: Vec<ColumnRow> = sqlx::query_as(TABLES).fetch_all(&mut *conn).await?;
    match sqlx::query_as(VIEWS).fetch_all(&mut *conn).await {
        Ok(views) => rows.extend::<Vec<ColumnRow>>(views),
        // One view over a table that is gone makes the statement fail for all of them.
        Err(error) => tracing::warn!(%error, "the views of the database could not be read"),
    }
    let mut tables = tables(rows);
    let unique: Vec<(String, String, String)> = sqlx::query_as(UNIQUE).fetch_all(&mut *conn).await?;
    for (table, index, column) in unique {
        let Some(facts) = tables.iter_mut().find(|facts| facts.table.name == table) else { continue };
        match facts.unique.iter_mut().find(|known| known.name == index) {
            Some(known) => known.columns.push(column),
            None => facts.unique.push(UniqueIndex { name: index, columns: vec![column] }),
        }
    }
    let keys = sqlx::query_as(FOREIGN_KEYS).fetch_all(conn).await?;
    let foreign_keys = foreign_keys(keys, &tables);
    Ok(Catalog { tables, foreign_keys, own_schemas: vec!["main".to_owned()] })
}

fn tables(rows: Vec<ColumnRow>) -> Vec<TableFacts> {
    let mut tables: Vec<TableFacts> = Vec::new();
    let mut keys: BTreeMap<String, Vec<(i64, String)>> = BTreeMap::new();
    let parts_of = |table: &str| rows.iter().filter(|row| row.0 == table && row.5 > 0).count();
    let mut key_parts: BTreeMap<&str, usize> = BTreeMap::new();
    for (table, name, type_name, not_null, has_default, key_part, hidden, without_rowid) in &rows {
        if tables.last().is_none_or(|last| last.table.name != *table) {
            key_parts.insert(table, parts_of(table));
            let table = TableName { schema: None, name: table.clone() };
            tables.push(TableFacts { table, columns: Vec::new(), unique: Vec::new() });
        }
        let is_key = *key_part > 0;
        let is_rowid = is_key
            && !without_rowid
            && key_parts.get(table.as_str()) == Some(&1)
            && type_name.eq_ignore_ascii_case("integer");
        if is_key {
            keys.entry(table.clone()).or_default().push((*key_part, name.clone()));
        }
        let Some(facts) = tables.last_mut() else { continue };
        facts.columns.push(ColumnFacts {
            name: name.clone(),
            type_name: type_name.clone(),
            // SQLite lets a key be NULL for old times' sake; nobody means it.
            nullable: !not_null && !is_key,
            has_default: *has_default || is_rowid || *hidden > 1,
            generated: *hidden > 1,
            equates: false,
            max_len: max_len(type_name),
            enum_labels: None,
        });
    }
    for facts in &mut tables {
        let Some(mut parts) = keys.remove(&facts.table.name) else { continue };
        parts.sort_unstable();
        let columns = parts.into_iter().map(|(_, name)| name).collect();
        facts.unique.push(UniqueIndex { name: "PRIMARY KEY".to_owned(), columns });
    }
    tables
}

fn foreign_keys(
    rows: Vec<(String, i64, String, String, Option<String>, String)>,
    tables: &[TableFacts],
) -> Vec<ForeignKey> {
    let mut keys: Vec<ForeignKey> = Vec::new();
    let mut last = None;
    for (table, id, target, from, to, on_delete) in rows {
        // Written without columns, it means the other table's primary key. Its name may be written in
        // another case than the table's own.
        let target = tables.iter().find(|facts| facts.table.name.eq_ignore_ascii_case(&target));
        let Some(target) = target else { continue };
        let primary = target.unique.iter().find(|index| index.name == "PRIMARY KEY");
        if last != Some((table.clone(), id)) {
            keys.push(ForeignKey {
                name: String::new(),
                table: TableName { schema: None, name: table.clone() },
                columns: Vec::new(),
                references: target.table.clone(),
                referenced_columns: Vec::new(),
                on_delete: match on_delete.as_str() {
                    "CASCADE" => OnDelete::Cascade,
                    "SET NULL" => OnDelete::SetNull,
                    "SET DEFAULT" => OnDelete::SetDefault,
                    _ => OnDelete::Restrict,
                },
            });
            last = Some((table, id));
        }
        let Some(key) = keys.last_mut() else { continue };
        let implied = || primary.and_then(|index| index.columns.get(key.columns.len())).cloned();
        let to = to.or_else(implied).unwrap_or_default();
        key.columns.push(from);
        key.referenced_columns.push(to);
    }
    keys
}

/// The length of `NVARCHAR(160)`. SQLite does not enforce it; who wrote it meant it.
fn max_len(type_name: &str) -> Option<u32> {
    let (name, rest) = type_name.split_once('(')?;
    let is_text = name.to_ascii_lowercase().contains("char");
    rest.split_once(')')?.0.trim().parse().ok().filter(|_| is_text)
}
