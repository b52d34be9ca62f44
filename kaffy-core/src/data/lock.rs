//! Reading a row so that nobody changes it before the commit.

use super::write;
use crate::{Allowed, DbError, Key, Record, access::Action, store::Tx};

impl<A: Action> Allowed<A> {
    /// Reads the row inside the transaction and locks it; `None` when it is not there for this actor.
    pub(super) async fn lock(&self, tx: &mut Tx, key: &Key) -> Result<Option<Record>, DbError> {
        write::read(tx, self.admin().registry(), self.resource(), key, self.scope(), true).await
    }
}
