//! The form of fields that are no table: laid out, read and checked like that of a record.

use super::{FormErrors, FormSection, Mode, Posted, Refused, Rejected, Submission, given};
use crate::{AdminFields, Record, Resource, ResourceMeta, tr};

/// What an [`AdminFields`] asks for.
///
/// ```
/// # use kaffy_core::{AdminFields, Inputs, InputError, Posted};
/// fn read<T: AdminFields>(posted: &Posted) -> Result<T, InputError> {
///     let record = Inputs::of::<T>().read(posted)?;
///     Ok(T::from_record(&record)?)
/// }
/// # assert!(read::<()>(&Posted::default()).is_ok());
/// ```
#[derive(Debug)]
pub struct Inputs {
    resource: Resource,
    mode: Mode,
}

/// Inputs that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// Something is wrong with what was typed: draw the form again with it.
    #[error("{}", tr!("form-has-errors"))]
    Invalid(Box<Rejected>),
    /// The form sets what it may not.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The values do not make the struct, which its metadata should have said.
    #[error(transparent)]
    Unfit(#[from] crate::RecordError),
}

impl Inputs {
    /// Those of a struct, empty or with its defaults.
    pub fn of<T: AdminFields>() -> Self {
        Self::new(T::META, Mode::Create)
    }

    /// Those of a struct by its metadata: what a new one starts with, or what may be changed of one.
    pub fn new(meta: &'static ResourceMeta, mode: Mode) -> Self {
        Self { resource: Resource::of_fields(meta), mode }
    }

    /// The fields as columns of no table; it is in no registry, and nothing can be authorized for it.
    pub fn resource(&self) -> &Resource {
        &self.resource
    }

    /// The form.
    pub fn sections(&self) -> Vec<FormSection> {
        self.resource.form(self.mode)
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.resource.columns.is_empty()
    }

    /// Reads a posted form into checked values. Whether a row that a field refers to exists is left to
    /// [`Allowed::check_references`](crate::Allowed::check_references).
    ///
    /// # Errors
    /// Names that are not asked for; and what was typed with what is wrong with it, by field.
    pub fn read(&self, posted: &Posted) -> Result<Record, InputError> {
        self.checked(Submission::create(&self.resource, posted)?, posted)
    }

    /// Reads values that a program gives by name, by the same rules: numbers and booleans as themselves, everything
    /// else as its text, a choice by its name or its value. What is not given has its default.
    ///
    /// # Errors
    /// Names that are not asked for; and what is wrong with the values, by field.
    pub fn read_json(&self, given: &serde_json::Map<String, serde_json::Value>) -> Result<Record, InputError> {
        let (submission, posted) = given::read(&self.resource, given)?;
        self.checked(submission, &posted)
    }

    fn checked(&self, submission: Submission, posted: &Posted) -> Result<Record, InputError> {
        if !submission.errors.is_empty() {
            return Err(rejected(posted, submission.errors));
        }
        let mut values = self.resource.initial();
        for change in submission.changes {
            values[change.column.index] = change.value;
        }
        Ok(Record::new(self.resource.meta, values.into_iter().map(Ok).collect()))
    }
}

fn rejected(posted: &Posted, errors: FormErrors) -> InputError {
    InputError::Invalid(Box::new(Rejected { values: posted.clone().into_values(), errors, ..Rejected::default() }))
}

#[cfg(test)]
mod tests {
    use sea_query::Value;

    use super::*;
    use crate::{FieldMeta, RecordError, TableMeta};

    struct Price {
        amount: f64,
        note: Option<String>,
    }

    const FIELDS: &[FieldMeta] = &[
        FieldMeta::of::<f64>("amount").label("Amount").min("0").default("1.5"),
        FieldMeta::of::<Option<String>>("note").label("Note"),
    ];

    impl AdminFields for Price {
        type Fields = ();
        const FIELDS: () = ();
        const META: &'static ResourceMeta = &ResourceMeta::new("Price", TableMeta::new("")).fields(FIELDS);

        fn from_record(record: &Record) -> Result<Self, RecordError> {
            Ok(Self { amount: record.read("amount")?, note: record.read("note")? })
        }

        fn to_values(&self) -> Vec<Value> {
            Vec::new()
        }
    }

    fn read(pairs: &[(&str, &str)]) -> Result<Price, InputError> {
        let record = Inputs::of::<Price>().read(&Posted::new(pairs.iter().copied()))?;
        Ok(Price::from_record(&record)?)
    }

    #[test]
    fn a_form_without_a_table_is_read_and_checked() {
        let price = read(&[("amount", "12.50"), ("note", ""), ("_csrf", "x")]).expect("it fits");
        assert_eq!((price.amount, price.note), (12.5, None));
        let Err(InputError::Invalid(rejected)) = read(&[("amount", "-1"), ("note", "kept")]) else {
            panic!("-1 is too small");
        };
        assert!(rejected.errors["amount"].contains("too small"));
        assert_eq!(rejected.values["note"], ["kept"]);
        assert!(matches!(read(&[("amount", "1"), ("note", ""), ("other", "1")]), Err(InputError::Refused(_))));
    }

    #[test]
    fn values_of_a_program_are_checked_like_those_of_a_form() {
        let read = |json: serde_json::Value| {
            let record = Inputs::of::<Price>().read_json(json.as_object().expect("an object"))?;
            Ok(Price::from_record(&record)?)
        };
        let price = read(serde_json::json!({ "amount": 12.5, "note": "x" })).expect("it fits");
        assert_eq!((price.amount, price.note.as_deref()), (12.5, Some("x")));
        let price = read(serde_json::json!({ "amount": "2.5", "note": null })).expect("it fits");
        assert_eq!((price.amount, price.note), (2.5, None));
        let price = read(serde_json::json!({})).expect("it has a default");
        assert_eq!((price.amount, price.note), (1.5, None));
        let wrong = |json| match read(json) {
            Err(InputError::Invalid(rejected)) => rejected.errors["amount"].clone(),
            _ => panic!("it does not fit"),
        };
        assert!(wrong(serde_json::json!({ "amount": -1 })).contains("too small"));
        assert!(wrong(serde_json::json!({ "amount": "12abc" })).contains("number"));
        assert!(wrong(serde_json::json!({ "amount": null })).contains("required"));
        for other in [serde_json::json!([1]), serde_json::json!({}), serde_json::json!(true)] {
            assert!(!wrong(serde_json::json!({ "amount": other })).is_empty());
        }
        assert!(matches!(read(serde_json::json!({ "amount": 1, "other": 1 })), Err(InputError::Refused(_))));
    }

    #[test]
    fn its_form_is_laid_out_with_defaults() {
        let inputs = Inputs::of::<Price>();
        let sections = inputs.sections();
        let initial: Vec<_> = sections[0].fields.iter().map(|field| (field.initial(), field.required)).collect();
        assert_eq!(initial, [("1.5".to_owned(), true), (String::new(), false)]);
        assert!(Inputs::of::<()>().is_empty());
    }
}
