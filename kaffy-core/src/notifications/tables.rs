//! The table of notifications.

use sea_query::{Alias, ColumnDef, Index, IndexCreateStatement, Table};

use super::writing::prune;
use crate::{
    Database, DbError, Dialect,
    own_tables::{Migration, Step, migrate},
};

pub(super) const NOTIFICATIONS: &str = "kaffy_notifications";
/// Characters of what is looked up.
pub(super) const SHORT: usize = 200;

/// What makes the table; kaffy's jobs make it as well, since they tell people of their ends.
pub const MIGRATION: Migration = Migration { version: 12, name: "notifications", steps };

/// Makes the table where it is missing, and takes away what is old in it.
pub(crate) async fn prepare(db: &Database) -> Result<(), DbError> {
    migrate(db, &[MIGRATION]).await?;
    prune(db, chrono::Utc::now().timestamp_micros()).await.map(drop)
}

fn steps(dialect: Dialect) -> Vec<Step> {
    let col = |name| ColumnDef::new(Alias::new(name));
    let short = |name| col(name).string_len(SHORT as u32).not_null().take();
    let mut table = Table::create();
    table.table(Alias::new(NOTIFICATIONS)).if_not_exists();
    // By time, as ids are made.
    table.col(col("id").string_len(36).not_null().primary_key());
    table.col(short("actor")).col(short("admin")).col(col("kind").string_len(16).not_null());
    table.col(col("said").text().not_null()).col(col("link").text().not_null());
    // The run that it tells of; empty for none.
    table.col(col("about").string_len(36).not_null());
    // Microseconds since 1970, in UTC.
    table.col(col("created_at").big_integer().not_null()).col(col("read_at").big_integer());
    let indexes = [
        index("kaffy_notifications_actor", &["actor", "id"]),
        index("kaffy_notifications_unread", &["actor", "read_at"]),
        index("kaffy_notifications_about", &["about"]),
        index("kaffy_notifications_age", &["created_at"]),
    ];
    if dialect == Dialect::MySql {
        table.engine("InnoDB").character_set("utf8mb4").collate("utf8mb4_bin");
        // It cannot make an index unless there is one.
        for mut index in indexes {
            table.index(&mut index);
        }
        return vec![Step::Table(Box::new(table))];
    }
    let indexes = indexes.into_iter().map(|index| Step::Index(Box::new(index)));
    std::iter::once(Step::Table(Box::new(table))).chain(indexes).collect()
}

fn index(name: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(Alias::new(NOTIFICATIONS)).if_not_exists();
    columns.iter().for_each(|column| {
        index.col(Alias::new(*column));
    });
    index
}
