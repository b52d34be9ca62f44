//! The names and values of a posted form, before anybody knows what they mean.

use std::collections::BTreeMap;

use super::FormField;

/// A posted form, grouped by name. Names that start with `_` belong to the page and are left out.
#[derive(Clone, Debug, Default)]
pub struct Posted {
    pub(super) values: BTreeMap<String, Vec<String>>,
}

/// A form that names what it may not change: a forged or outdated one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this form cannot set {}: reload the page and try again", names(.0))]
pub struct Refused(pub(super) Vec<String>);

impl Refused {}

fn names(fields: &[String]) -> String {
    fields.iter().map(|field| format!("“{field}”")).collect::<Vec<_>>().join(", ")
}

impl Refused {
    /// Because of one name, which is cut to what fits a message.
    pub(crate) fn of(name: &str) -> Self {
        Self(vec![name.chars().take(60).collect()])
    }

    /// The same, seen from outside a field.
    pub(crate) fn below(self, name: &str) -> Self {
        Self(self.0.into_iter().map(|inner| format!("{name}.{inner}")).collect())
    }
}

impl Posted {
    /// Groups the pairs of a form by name, in the order they came.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut values = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in pairs.into_iter().filter(|(name, _)| !name.starts_with('_')) {
            values.entry(name.to_owned()).or_default().push(value.to_owned());
        }
        Self { values }
    }

    /// The values of a name, in the order they came; none when it was not posted.
    pub fn get(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Everything, by name.
    pub fn into_values(self) -> BTreeMap<String, Vec<String>> {
        self.values
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// What was posted for the inputs inside a field, by their names there.
    pub(super) fn below(&self, name: &str) -> Self {
        let prefix = format!("{name}.");
        let inner =
            |(known, values): (&String, &Vec<String>)| Some((known.strip_prefix(&prefix)?.to_owned(), values.clone()));
        Self { values: self.values.iter().filter_map(inner).collect() }
    }

    pub(super) fn without(&self, name: &str) -> Self {
        let mut values = self.values.clone();
        values.remove(name);
        Self { values }
    }

    /// Makes sure that nothing but inputs of the form was posted.
    ///
    /// # Errors
    /// When a name is no input of it: read-only, hidden or unknown (S8, K95).
    pub(crate) fn only(&self, inputs: &[FormField]) -> Result<(), Refused> {
        let known = |name: &str| {
            // What is inside an embedded field is asked for when it is read.
            let (own, is_inner) = name.split_once('.').map_or((name, false), |(own, _)| (own, true));
            let is_own = |field: &FormField| field.column.meta.name == own;
            inputs.iter().any(|field| is_own(field) && (!is_inner || field.column.meta.embedded.is_some()))
        };
        let foreign: Vec<_> =
            self.values.keys().filter(|name| !known(name)).map(|name| name.chars().take(60).collect()).collect();
        if foreign.is_empty() { Ok(()) } else { Err(Refused(foreign)) }
    }
}
