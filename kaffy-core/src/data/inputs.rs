//! Inputs that are no table, checked against the rows they refer to.

use crate::{Allowed, DbError, Key, Record, View, access::Action, form::FormErrors, tr, value};

impl<A: Action> Allowed<A> {
    /// What is wrong with values that name rows of resources: a row has to be there for this actor (S23).
    /// One statement for each such field that is not empty.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn check_references(&self, record: &Record) -> Result<FormErrors, DbError> {
        let mut errors = FormErrors::new();
        for (field, cell) in record.meta().fields.iter().zip(record.cells()) {
            let (Some(relation), Ok(held)) = (field.belongs_to, cell) else { continue };
            if value::is_null(held) {
                continue;
            }
            let target = self.admin().registry().of((relation.target)());
            let seen = target.and_then(|target| self.admin().authorize::<View>(self.actor(), target).ok());
            let found = match seen {
                Some(seen) => seen.label_for(&Key::new(vec![held.clone()])).await?.is_some(),
                None => false,
            };
            if !found {
                errors.insert(field.name.into(), tr!("form-no-such", thing = (relation.target)().singular));
            }
        }
        Ok(errors)
    }
}
