//! What a form holds while it is drawn: what was typed, and what is wrong with it.

use std::collections::BTreeMap;

use kaffy_core::{FormErrors, Rejected};

use crate::extract::Form;

/// What inputs hold, beside what the record does.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) values: BTreeMap<String, Vec<String>>,
    pub(super) errors: FormErrors,
    pub(super) general: Vec<String>,
    pub(super) focus: Option<String>,
}

impl Filled {
    /// As it was posted.
    pub(super) fn posted(form: &Form) -> Self {
        Self::pairs(form.fields())
    }

    /// With these values.
    pub(super) fn pairs<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut values = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in pairs {
            values.entry(name.to_owned()).or_default().push(value.to_owned());
        }
        Self { values, ..Self::default() }
    }

    /// With another value in one field, where the page opens.
    pub(super) fn with(mut self, field: &str, value: Option<&str>) -> Self {
        if let Some(value) = value {
            self.values.insert(field.to_owned(), vec![value.to_owned()]);
        }
        self.focus = Some(field.to_owned());
        self
    }

    pub(super) fn is_wrong(&self) -> bool {
        !self.errors.is_empty() || !self.general.is_empty()
    }
}

impl From<Rejected> for Filled {
    fn from(rejected: Rejected) -> Self {
        Self { values: rejected.values, errors: rejected.errors, general: rejected.general, focus: None }
    }
}
