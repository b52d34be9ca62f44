//! The tables of saved views.

use sea_query::{Alias, ColumnDef, Index, Table, TableCreateStatement};

use crate::{
    Database, DbError, Dialect,
    own_tables::{Migration, Step, migrate},
};

/// The views.
pub(super) const VIEWS: &str = "kaffy_views";
/// Which view the plain list is, for whom.
pub(super) const DEFAULTS: &str = "kaffy_view_defaults";

const MIGRATIONS: &[Migration] = &[Migration { version: 11, name: "saved views", steps }];

/// Makes the tables where they are missing.
pub(crate) async fn prepare(db: &Database) -> Result<(), DbError> {
    migrate(db, MIGRATIONS).await.map(drop)
}

fn steps(dialect: Dialect) -> Vec<Step> {
    let text = |name, length| ColumnDef::new(Alias::new(name)).string_len(length).not_null().take();
    let mut views = table(VIEWS, dialect);
    views.col(text("id", 36).primary_key()).col(text("list", 200));
    views.col(text("owner", 190)).col(text("owner_name", 190)).col(text("name", 80));
    views.col(text("audience", 10)).col(text("role", 190));
    views.col(ColumnDef::new(Alias::new("query")).text().not_null());
    views.col(ColumnDef::new(Alias::new("created")).big_integer().not_null());
    let mut names = index("kaffy_views_name", &["list", "owner", "name"]);
    names.unique();
    let mut shared = index("kaffy_views_shared", &["list", "audience"]);
    let mut defaults = table(DEFAULTS, dialect);
    defaults.col(text("owner", 190)).col(text("list", 200)).col(text("view_id", 36));
    defaults.primary_key(Index::create().col(Alias::new("owner")).col(Alias::new("list")));
    if dialect == Dialect::MySql {
        // It cannot make an index unless there is one.
        views.index(&mut names).index(&mut shared);
        return vec![Step::Table(Box::new(views)), Step::Table(Box::new(defaults))];
    }
    let indexes = [names, shared].map(|index| Step::Index(Box::new(index)));
    [Step::Table(Box::new(views)), Step::Table(Box::new(defaults))].into_iter().chain(indexes).collect()
}

fn table(name: &str, dialect: Dialect) -> TableCreateStatement {
    let mut table = Table::create().table(Alias::new(name)).if_not_exists().to_owned();
    if dialect == Dialect::MySql {
        // Two names that differ in upper and lower case are two names.
        table.engine("InnoDB").character_set("utf8mb4").collate("utf8mb4_bin");
    }
    table
}

fn index(name: &str, columns: &[&str]) -> sea_query::IndexCreateStatement {
    let mut index = Index::create().name(name).table(Alias::new(VIEWS)).if_not_exists().to_owned();
    for column in columns {
        index.col(Alias::new(*column));
    }
    index
}
