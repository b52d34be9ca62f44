//! Reading a row so that nobody changes it before the commit.

use super::{condition, write};
use crate::{Allowed, DbError, Key, Record, access::Action, store::Tx};

impl<A: Action> Allowed<A> {
    /// Reads the row inside the transaction and locks it; `None` when it is not there for this actor.
    pub(crate) async fn lock(&self, tx: &mut Tx, key: &Key) -> Result<Option<Record>, DbError> {
        write::read(tx, self.admin().registry(), self.resource(), key, self.scope(), true).await
    }

    /// Reads those of some rows that are there for this actor and locks them, in no order.
    pub(crate) async fn lock_all(&self, tx: &mut Tx, keys: &[Key]) -> Result<Vec<Record>, DbError> {
        let condition = condition::keys(self.resource(), keys, self.database().dialect());
        write::read_all(tx, self.admin().registry(), self.resource(), condition, self.scope(), true).await
    }
}
