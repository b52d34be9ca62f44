//! What an action did, for the audit log.

use std::collections::HashMap;

use super::AllowedAction;
use crate::{
    AuditEvent, Ctx, DbError, Key, Record,
    audit::Noted,
    data::{condition, logged_label, write},
};

impl AllowedAction {
    /// Notes what was done to some rows. An action may do anything, so they are read once more, all in one
    /// statement: also those that have left the actor's scope.
    pub(super) async fn note(&self, ctx: &mut Ctx, done: &[(Key, Record)]) -> Result<(), DbError> {
        if !ctx.trail.is_on() {
            return Ok(());
        }
        let (resource, registry) = (self.resource().clone(), self.admin().registry());
        for done in done.chunks(condition::KEYS) {
            let keys: Vec<_> = done.iter().map(|(key, _)| key.clone()).collect();
            let condition = condition::keys(&resource, &keys, resource.dialect);
            let rows = write::read_all(&mut ctx.tx, registry, &resource, condition, &[], false).await?;
            let by_key = rows.into_iter().filter_map(|row| Some((resource.key_of(&row)?.segment(&resource), row)));
            let after: HashMap<_, _> = by_key.collect();
            for (key, before) in done {
                let after = after.get(&key.segment(&resource));
                let noted = Noted { resource: &resource, key, before: Some(before), after };
                ctx.trail.record(AuditEvent::Action, &noted, &logged_label(&resource, key, before), self.meta().key());
            }
        }
        Ok(())
    }
}
