//! The table of forms that were sent.

use sea_query::{Alias, ColumnDef, Index, Table};

use super::receipt::clean;
use crate::{
    Database, DbError, Dialect,
    own_tables::{Migration, Step, migrate},
};

pub(super) const FORMS: &str = "kaffy_forms";

const MIGRATIONS: &[Migration] = &[Migration { version: 4, name: "forms", steps }];

/// Makes the table where it is missing, and removes what is old in it.
pub(crate) async fn prepare(db: &Database) -> Result<(), DbError> {
    migrate(db, MIGRATIONS).await?;
    clean(db).await
}

fn steps(dialect: Dialect) -> Vec<Step> {
    let col = |name| ColumnDef::new(Alias::new(name)).not_null().take();
    let mut forms = Table::create();
    forms.table(Alias::new(FORMS)).if_not_exists();
    forms.col(col("id").string_len(64).primary_key()).col(col("content").string_len(64));
    forms.col(col("record").text()).col(col("sent_at").big_integer());
    let mut by_age = Index::create();
    by_age.name("kaffy_forms_sent_at").table(Alias::new(FORMS)).col(Alias::new("sent_at")).if_not_exists();
    if dialect == Dialect::MySql {
        forms.engine("InnoDB").character_set("utf8mb4").collate("utf8mb4_bin");
        // It cannot make an index unless there is one.
        forms.index(&mut by_age);
        return vec![Step::Table(Box::new(forms))];
    }
    vec![Step::Table(Box::new(forms)), Step::Index(Box::new(by_age))]
}
