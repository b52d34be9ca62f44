//! Inputs that are no table, checked against the rows they refer to.

use crate::{Actor, Admin, Allowed, DbError, Key, Record, View, access::Action, form::FormErrors, tr, value};

impl Admin {
    /// What is wrong with values that name rows of resources: a row has to be there for this actor (S23).
    /// One statement for each such field that is not empty.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn check_references(&self, actor: &Actor, record: &Record) -> Result<FormErrors, DbError> {
        let mut errors = FormErrors::new();
        for (field, cell) in record.meta().fields.iter().zip(record.cells()) {
            let (Some(relation), Ok(held)) = (field.belongs_to, cell) else { continue };
            if value::is_null(held) {
                continue;
            }
            let target = self.registry().of((relation.target)());
            let seen = target.and_then(|target| self.authorize::<View>(actor, target).ok());
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

impl<A: Action> Allowed<A> {
    /// The same for whoever has this proof: [`Admin::check_references`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn check_references(&self, record: &Record) -> Result<FormErrors, DbError> {
        self.admin().check_references(self.actor(), record).await
    }
}
