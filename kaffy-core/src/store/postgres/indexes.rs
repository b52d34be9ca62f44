//! What PostgreSQL knows about its indexes: two statements for any number of tables.

use sqlx::PgConnection;

use crate::store::{IndexCatalog, IndexFacts, IndexKey, TableName};

// One that is still being built, or was given up, serves nothing.
const INDEXES: &str = r"
    SELECT CASE WHEN pg_table_is_visible(c.oid) THEN NULL ELSE n.nspname::text END,
           c.relname::text, i.relname::text, x.indisunique, m.amname::text, pg_get_expr(x.indpred, x.indrelid),
           array_agg(a.attname::text ORDER BY k.place),
           array_agg(x.indoption[k.place - 1]::int4 ORDER BY k.place),
           array_agg(o.opcname::text ORDER BY k.place),
           array_agg(COALESCE(x.indcollation[k.place - 1] = a.attcollation, FALSE) ORDER BY k.place)
    FROM pg_index x
    JOIN pg_class c ON c.oid = x.indrelid
    JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_am m ON m.oid = i.relam
    JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL (SELECT place::int4 FROM generate_series(1, x.indnkeyatts) place) k
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[k.place - 1] AND a.attnum > 0
    LEFT JOIN pg_opclass o ON o.oid = x.indclass[k.place - 1]
    WHERE x.indisvalid
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_t%'
    GROUP BY c.oid, n.nspname, c.relname, i.relname, x.indisunique, m.amname, x.indpred, x.indrelid
    ORDER BY c.relname, i.relname";
// -1 before the first ANALYZE.
const ROWS: &str = r"
    SELECT CASE WHEN pg_table_is_visible(c.oid) THEN NULL ELSE n.nspname::text END, c.relname::text, c.reltuples::int8
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND c.reltuples >= 0
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_t%'";

type IndexRow = (
    Option<String>,
    String,
    String,
    bool,
    String,
    Option<String>,
    Vec<Option<String>>,
    Vec<i32>,
    Vec<Option<String>>,
    Vec<bool>,
);

pub(super) async fn indexes(conn: &mut PgConnection) -> sqlx::Result<IndexCatalog> {
    let rows: Vec<IndexRow> = sqlx::query_as(INDEXES).fetch_all(&mut *conn).await?;
    let indexes = rows.into_iter().map(|row| {
        let (schema, name, index, is_unique, method, partial, columns, options, classes, collated) = row;
        let keys = columns.into_iter().zip(options).zip(classes.into_iter().zip(collated));
        let keys: Vec<_> = keys
            .map(|((column, option), (class, is_collated))| {
                let class = class.unwrap_or_default();
                IndexKey {
                    column,
                    is_descending: option & 1 == 1,
                    // NULLs are last upwards and first downwards, unless somebody said otherwise.
                    is_plain: (option & 1 == 1) == (option & 2 == 2) && is_collated && !class.contains("_pattern_"),
                    has_trigrams: matches!(class.as_str(), "gin_trgm_ops" | "gist_trgm_ops"),
                    ignores_case: false,
                }
            })
            .collect();
        IndexFacts {
            table: TableName { schema, name },
            name: index,
            unique: if is_unique { keys.len() } else { 0 },
            keys,
            is_sorted: method == "btree",
            partial,
        }
    });
    let indexes = indexes.collect();
    let rows: Vec<(Option<String>, String, i64)> = sqlx::query_as(ROWS).fetch_all(conn).await?;
    let rows =
        rows.into_iter().map(|(schema, name, rows)| (TableName { schema, name }, u64::try_from(rows).unwrap_or(0)));
    Ok(IndexCatalog { indexes, rows: rows.collect() })
}
