//! One handle for the three databases.

use crate::{Catalog, DbError, Dialect, ResourceMeta};

/// A database: a pool of connections to SQLite, PostgreSQL or MySQL. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Database {
    dialect: Dialect,
}

impl Database {
    /// Which of the three it is.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// What the database knows about the tables of these resources and the keys between them.
    pub(crate) async fn catalog(&self, _metas: &[&'static ResourceMeta]) -> Result<Catalog, DbError> {
        Ok(Catalog::default())
    }
}
