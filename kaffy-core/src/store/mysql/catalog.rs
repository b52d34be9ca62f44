//! What MySQL and MariaDB know about their tables: four statements for a database, whatever number of tables it has.
//!
//! Only the current database and those that structs name: a server may have thousands of others, and MariaDB opens
//! every table of all of them unless a condition is plainly one name and nothing is joined: with seven hundred
//! databases beside it, such a join took five seconds.

use std::collections::{BTreeSet, HashMap};

use sqlx::MySqlConnection;

use crate::store::{Catalog, ColumnFacts, ForeignKey, OnDelete, TableFacts, TableName, UniqueIndex};

// Names are cast: MySQL 8 sends some of these columns as bytes. A default that MariaDB writes as the
// text NULL is none.
const COLUMNS: &str = r"
    SELECT CAST(NULLIF(TABLE_SCHEMA, DATABASE()) AS CHAR), CAST(TABLE_NAME AS CHAR), CAST(COLUMN_NAME AS CHAR),
           CAST(COLUMN_TYPE AS CHAR), IS_NULLABLE = 'YES',
           (COLUMN_DEFAULT IS NOT NULL AND COLUMN_DEFAULT <> 'NULL')
               OR EXTRA LIKE '%auto_increment%' OR EXTRA LIKE '%GENERATED%',
           EXTRA LIKE '%STORED GENERATED%' OR EXTRA LIKE '%VIRTUAL GENERATED%',
           CAST(CHARACTER_MAXIMUM_LENGTH AS CHAR), DATA_TYPE IN ('char', 'varchar')
    FROM information_schema.COLUMNS
    WHERE TABLE_SCHEMA = ?
    ORDER BY TABLE_NAME, ORDINAL_POSITION";
const UNIQUE: &str = r"
    SELECT CAST(NULLIF(TABLE_SCHEMA, DATABASE()) AS CHAR), CAST(TABLE_NAME AS CHAR), CAST(INDEX_NAME AS CHAR),
           CAST(COLUMN_NAME AS CHAR)
    FROM information_schema.STATISTICS
    WHERE TABLE_SCHEMA = ? AND NON_UNIQUE = 0 AND COLUMN_NAME IS NOT NULL
    ORDER BY TABLE_NAME, INDEX_NAME = 'PRIMARY' DESC, INDEX_NAME, SEQ_IN_INDEX";
const FOREIGN_KEYS: &str = r"
    SELECT CAST(k.CONSTRAINT_NAME AS CHAR),
           CAST(NULLIF(k.TABLE_SCHEMA, DATABASE()) AS CHAR), CAST(k.TABLE_NAME AS CHAR), CAST(k.COLUMN_NAME AS CHAR),
           CAST(NULLIF(k.REFERENCED_TABLE_SCHEMA, DATABASE()) AS CHAR), CAST(k.REFERENCED_TABLE_NAME AS CHAR),
           CAST(k.REFERENCED_COLUMN_NAME AS CHAR)
    FROM information_schema.KEY_COLUMN_USAGE k
    WHERE k.TABLE_SCHEMA = ? AND k.REFERENCED_TABLE_NAME IS NOT NULL
    ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION";
const RULES: &str = r"
    SELECT CAST(NULLIF(CONSTRAINT_SCHEMA, DATABASE()) AS CHAR), CAST(TABLE_NAME AS CHAR), CAST(CONSTRAINT_NAME AS CHAR),
           CAST(DELETE_RULE AS CHAR)
    FROM information_schema.REFERENTIAL_CONSTRAINTS
    WHERE CONSTRAINT_SCHEMA = ?";

type ColumnRow = (Option<String>, String, String, String, bool, bool, bool, Option<String>, bool);
type UniqueRow = (Option<String>, String, String, String);
type KeyRow = (String, Option<String>, String, String, Option<String>, String, String);
type RuleRow = (Option<String>, String, String, String);

pub(super) async fn catalog(conn: &mut MySqlConnection, schemas: &[&str]) -> sqlx::Result<Catalog> {
    let (own,): (Option<String>,) = sqlx::query_as("SELECT CAST(DATABASE() AS CHAR)").fetch_one(&mut *conn).await?;
    let others = schemas.iter().map(|name| (*name).to_owned()).filter(|name| own.as_ref() != Some(name));
    let names: BTreeSet<String> = own.iter().cloned().chain(others).collect();
    let (mut columns, mut unique) = (Vec::<ColumnRow>::new(), Vec::<UniqueRow>::new());
    let (mut keys, mut rules) = (Vec::<KeyRow>::new(), Vec::<RuleRow>::new());
    for name in &names {
        columns.extend(sqlx::query_as::<_, ColumnRow>(COLUMNS).bind(name).fetch_all(&mut *conn).await?);
        unique.extend(sqlx::query_as::<_, UniqueRow>(UNIQUE).bind(name).fetch_all(&mut *conn).await?);
        keys.extend(sqlx::query_as::<_, KeyRow>(FOREIGN_KEYS).bind(name).fetch_all(&mut *conn).await?);
        rules.extend(sqlx::query_as::<_, RuleRow>(RULES).bind(name).fetch_all(&mut *conn).await?);
    }
    let mut tables: Vec<TableFacts> = Vec::new();
    for (schema, name, column, type_name, nullable, has_default, generated, length, is_text) in columns {
        let table = TableName { schema, name };
        if tables.last().is_none_or(|last| last.table != table) {
            tables.push(TableFacts { table, columns: Vec::new(), unique: Vec::new() });
        }
        let Some(facts) = tables.last_mut() else { continue };
        let enum_labels = labels(&type_name);
        // The length of `text` is in bytes, so large that nobody needs to be told.
        let max_len = length.and_then(|length| length.parse().ok()).filter(|_| is_text);
        facts.columns.push(ColumnFacts {
            name: column,
            type_name,
            nullable,
            has_default,
            generated,
            equates: false,
            max_len,
            enum_labels,
        });
    }
    for (schema, name, index, column) in unique {
        let table = TableName { schema, name };
        let Some(facts) = tables.iter_mut().find(|facts| facts.table == table) else { continue };
        match facts.unique.iter_mut().find(|known| known.name == index) {
            Some(known) => known.columns.push(column),
            None => facts.unique.push(UniqueIndex { name: index, columns: vec![column] }),
        }
    }
    Ok(Catalog { tables, foreign_keys: foreign_keys(keys, rules), own_schemas: own.into_iter().collect() })
}

fn foreign_keys(rows: Vec<KeyRow>, rules: Vec<RuleRow>) -> Vec<ForeignKey> {
    let rules: HashMap<_, _> =
        rules.into_iter().map(|(schema, table, name, rule)| ((schema, table, name), rule)).collect();
    let mut keys: Vec<ForeignKey> = Vec::new();
    for (name, schema, table, column, other_schema, other, referenced) in rows {
        let rule = rules.get(&(schema.clone(), table.clone(), name.clone()));
        let table = TableName { schema, name: table };
        if keys.last().is_none_or(|last| last.table != table || last.name != name) {
            keys.push(ForeignKey {
                name,
                table,
                columns: Vec::new(),
                references: TableName { schema: other_schema, name: other },
                referenced_columns: Vec::new(),
                on_delete: match rule.map(String::as_str) {
                    Some("CASCADE") => OnDelete::Cascade,
                    Some("SET NULL") => OnDelete::SetNull,
                    Some("SET DEFAULT") => OnDelete::SetDefault,
                    _ => OnDelete::Restrict,
                },
            });
        }
        let Some(key) = keys.last_mut() else { continue };
        key.columns.push(column);
        key.referenced_columns.push(referenced);
    }
    keys
}

/// The labels of `enum('a','it''s')`.
fn labels(type_name: &str) -> Option<Vec<String>> {
    let list = type_name.strip_prefix("enum('")?.strip_suffix("')")?;
    Some(list.split("','").map(|label| label.replace("''", "'")).collect())
}
