//! The names and values of a posted form, before anybody knows what they mean.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::FormField;
use crate::{
    Ctx, Upload,
    files::{Asked, NewFiles},
    tr,
};

/// A posted form, grouped by name. Names that start with `_` belong to the page and are left out.
#[derive(Clone, Debug, Default)]
pub struct Posted {
    pub(super) values: BTreeMap<String, Vec<String>>,
    pub(super) files: BTreeMap<String, Asked>,
    /// What the storage keeps of them until the commit.
    pub(super) new_files: Option<Arc<NewFiles>>,
    /// The text of chance that the form carries.
    pub(super) nonce: Option<String>,
    pub(super) since: Since,
    /// Inputs whose fields are to stay as the database has them, whatever was typed.
    pub(super) theirs: BTreeSet<String>,
}

/// Which state of the record a form was drawn from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Since {
    /// Nobody drew a form: code that fills one in knows what it does.
    #[default]
    Now,
    /// The text that the form came with, if it did.
    Drawn(Option<String>),
}

/// A form that names what it may not change: a forged or outdated one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", tr!("form-refused", names = names(.0)))]
pub struct Refused(pub(super) Vec<String>);

fn names(fields: &[String]) -> String {
    fields.iter().map(|field| tr!("text-quoted", text = field)).collect::<Vec<_>>().join(", ")
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
        Self { values, ..Self::default() }
    }

    /// What was typed, as pairs that make the same again.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().flat_map(|(name, values)| values.iter().map(|value| (name.as_str(), value.as_str())))
    }

    /// With a file for a field.
    #[must_use]
    pub fn with_upload(mut self, field: &str, upload: Arc<Upload>) -> Self {
        self.ask(field, Asked::Upload(upload));
        self
    }

    /// With no file any more in a field that had one, unless there is a new one.
    #[must_use]
    pub fn with_cleared(mut self, field: &str) -> Self {
        self.files.entry(field.to_owned()).or_insert(Asked::Clear);
        self
    }

    /// As the form of a page, which has to say from which state of the record it was drawn
    /// ([`Allowed::version`](crate::Allowed::version)): what somebody else changed since is not written over.
    /// Without it, or with a text that was not made here for this record, every change is a conflict.
    #[must_use]
    pub fn drawn_from(mut self, version: Option<&str>) -> Self {
        self.since = Since::Drawn(version.map(str::to_owned));
        self
    }

    /// With the text that the form for a new record carried ([`Admin::form_nonce`](crate::Admin::form_nonce)): sent
    /// twice, it makes one record.
    #[must_use]
    pub fn sent_as(mut self, nonce: Option<&str>) -> Self {
        self.nonce = nonce.filter(|nonce| !nonce.is_empty()).map(str::to_owned);
        self
    }

    pub(crate) fn nonce(&self) -> Option<&str> {
        self.nonce.as_deref()
    }

    /// What was sent, in an order of its own: names with their values, and the names of files.
    pub(crate) fn content(&self) -> impl Iterator<Item = &str> {
        let texts = self.values.iter().flat_map(|(name, values)| {
            std::iter::once(name.as_str()).chain(values.iter().map(String::as_str)).chain([""])
        });
        let files = self.files.iter().map(|(name, asked)| [name.as_str(), asked.name().unwrap_or_default()]);
        texts.chain(files.flatten())
    }

    /// With the field of an input left as the database has it, whatever was typed: an answer to a conflict.
    #[must_use]
    pub fn with_theirs(mut self, input: &str) -> Self {
        self.theirs.insert(input.to_owned());
        self
    }

    /// The values of a name, in the order they came; none when it was not posted.
    pub fn get(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn file(&self, field: &str) -> Option<&Asked> {
        self.files.get(field)
    }

    pub(crate) fn ask(&mut self, field: &str, asked: Asked) {
        self.files.insert(field.to_owned(), asked);
    }

    pub(crate) fn has_wrong_file(&self) -> bool {
        self.files.values().any(|asked| matches!(asked, Asked::Wrong(_)))
    }

    /// Takes over files that go with this form.
    pub(crate) fn hold(&mut self, files: Arc<NewFiles>) {
        self.new_files = Some(files);
    }

    /// Lets its files stay with the commit of a transaction, even when nobody waits for it any more.
    pub(crate) fn keep_files_with(&self, ctx: &mut Ctx) {
        if let Some(files) = self.new_files.clone() {
            ctx.after_commit(async move { files.keep() });
        }
    }

    /// Lets its files stay where nobody knows whether the row did.
    pub(crate) fn keep_files(&self) {
        if let Some(files) = &self.new_files {
            files.keep();
        }
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
        Self { values: self.values.iter().filter_map(inner).collect(), ..Self::default() }
    }

    /// Without what was sent for some fields, by their names.
    pub(super) fn leaving(&self, fields: &[&'static str]) -> Self {
        let is_kept = |name: &String| !fields.contains(&name.split('.').next().unwrap_or_default());
        let mut left = self.clone();
        left.values.retain(|name, _| is_kept(name));
        left.files.retain(|name, _| is_kept(name));
        left
    }

    pub(super) fn without(&self, name: &str) -> Self {
        let mut values = self.values.clone();
        values.remove(name);
        Self { values, ..self.clone() }
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
            inputs.iter().any(|field| is_own(field) && has_input(&field.column, is_inner))
        };
        let takes_file =
            |name: &str| inputs.iter().any(|it| it.column.meta.name == name && it.column.meta.file().is_some());
        let is_foreign = |(name, texts): &(&String, &Vec<String>)| {
            // A text is no file; a file that was not chosen is an empty text where the body has no files.
            !known(name) || (takes_file(name) && texts.iter().any(|text| !text.is_empty()))
        };
        let texts = self.values.iter().filter(is_foreign).map(|(name, _)| name);
        let files = self.files.keys().filter(|name| !takes_file(name));
        let foreign: Vec<_> = texts.chain(files).map(|name| name.chars().take(60).collect()).collect();
        if foreign.is_empty() { Ok(()) } else { Err(Refused(foreign)) }
    }
}

/// Whether a field has inputs below its name, or one of its name.
fn has_input(column: &crate::Column, is_inner: bool) -> bool {
    match (is_inner, column.meta.custom) {
        (true, custom) => custom.is_some() || column.meta.embedded.is_some(),
        (false, custom) => custom.is_none(),
    }
}
