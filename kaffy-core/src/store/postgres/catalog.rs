//! What PostgreSQL knows about its tables: four statements for any number of tables.
//!
//! Straight from `pg_catalog`: `information_schema` hides what the role does not own, and is slow.

use sqlx::PgConnection;

use crate::store::{Catalog, ColumnFacts, ForeignKey, OnDelete, TableFacts, TableName, UniqueIndex};

// Tables that need no schema in their name get none. A domain counts as the type it is made of.
const COLUMNS: &str = r"
    SELECT CASE WHEN pg_table_is_visible(c.oid) THEN NULL ELSE n.nspname::text END,
           c.relname::text,
           a.attname::text,
           CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod)
                ELSE format_type(a.atttypid, a.atttypmod) END,
           NOT (a.attnotnull OR t.typnotnull),
           a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL,
           a.attgenerated <> '' OR a.attidentity = 'a',
           NOT COALESCE(l.collisdeterministic, TRUE),
           CASE WHEN b.typname IN ('varchar', 'bpchar') AND m.modifier > 4 THEN m.modifier - 4 END,
           (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = b.oid)
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
    LEFT JOIN pg_collation l ON l.oid = a.attcollation
    CROSS JOIN LATERAL (SELECT CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS modifier) m
    WHERE a.attnum > 0 AND NOT a.attisdropped
      AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_t%'
    ORDER BY n.nspname, c.relname, a.attnum";
const UNIQUE: &str = r"
    SELECT CASE WHEN pg_table_is_visible(c.oid) THEN NULL ELSE n.nspname::text END,
           c.relname::text,
           i.relname::text,
           (SELECT array_agg(a.attname::text ORDER BY k.place)
            FROM unnest(x.indkey::int2[]) WITH ORDINALITY k(attnum, place)
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
            WHERE k.place <= x.indnkeyatts)
    FROM pg_index x
    JOIN pg_class c ON c.oid = x.indrelid
    JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE x.indisunique
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_t%'
    ORDER BY x.indisprimary DESC, i.relname";
// Partitions repeat the keys of their table (`conparentid`).
const FOREIGN_KEYS: &str = r"
    SELECT f.conname::text,
           CASE WHEN pg_table_is_visible(c.oid) THEN NULL ELSE n.nspname::text END, c.relname::text,
           (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(f.conkey) WITH ORDINALITY k(attnum, place)
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum),
           CASE WHEN pg_table_is_visible(r.oid) THEN NULL ELSE rn.nspname::text END, r.relname::text,
           (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(f.confkey) WITH ORDINALITY k(attnum, place)
            JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = k.attnum),
           f.confdeltype::text
    FROM pg_constraint f
    JOIN pg_class c ON c.oid = f.conrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_class r ON r.oid = f.confrelid
    JOIN pg_namespace rn ON rn.oid = r.relnamespace
    WHERE f.contype = 'f' AND f.conparentid = 0
    ORDER BY n.nspname, c.relname, f.conname";

type ColumnRow = (Option<String>, String, String, String, bool, bool, bool, bool, Option<i32>, Option<Vec<String>>);
type UniqueRow = (Option<String>, String, String, Option<Vec<String>>);
type KeyRow = (String, Option<String>, String, Vec<String>, Option<String>, String, Vec<String>, String);

pub(super) async fn catalog(conn: &mut PgConnection) -> sqlx::Result<Catalog> {
    let columns: Vec<ColumnRow> = sqlx::query_as(COLUMNS).fetch_all(&mut *conn).await?;
    let unique: Vec<UniqueRow> = sqlx::query_as(UNIQUE).fetch_all(&mut *conn).await?;
    let keys: Vec<KeyRow> = sqlx::query_as(FOREIGN_KEYS).fetch_all(&mut *conn).await?;
    let (own_schemas,): (Vec<String>,) =
        sqlx::query_as("SELECT current_schemas(false)::text[]").fetch_one(conn).await?;
    let mut tables: Vec<TableFacts> = Vec::new();
    for (schema, name, column, type_name, nullable, has_default, generated, equates, max_len, enum_labels) in columns {
        let table = TableName { schema, name };
        if tables.last().is_none_or(|last| last.table != table) {
            tables.push(TableFacts { table, columns: Vec::new(), unique: Vec::new() });
        }
        let Some(facts) = tables.last_mut() else { continue };
        let max_len = max_len.and_then(|len| u32::try_from(len).ok());
        facts.columns.push(ColumnFacts {
            name: column,
            type_name,
            nullable,
            has_default,
            generated,
            equates,
            max_len,
            enum_labels,
        });
    }
    for (schema, name, index, columns) in unique {
        let table = TableName { schema, name };
        let facts = tables.iter_mut().find(|facts| facts.table == table);
        // None for an index over expressions only.
        if let (Some(facts), Some(columns)) = (facts, columns) {
            facts.unique.push(UniqueIndex { name: index, columns });
        }
    }
    let foreign_keys = keys.into_iter().map(foreign_key).collect();
    Ok(Catalog { tables, foreign_keys, own_schemas })
}

fn foreign_key(row: KeyRow) -> ForeignKey {
    let (name, schema, table, columns, other_schema, other, referenced_columns, rule) = row;
    ForeignKey {
        name,
        table: TableName { schema, name: table },
        columns,
        references: TableName { schema: other_schema, name: other },
        referenced_columns,
        on_delete: match rule.as_str() {
            "c" => OnDelete::Cascade,
            "n" => OnDelete::SetNull,
            "d" => OnDelete::SetDefault,
            _ => OnDelete::Restrict,
        },
    }
}
