//! What a form holds while it is drawn: what was typed, and what is wrong with it.

use std::collections::BTreeMap;

use kaffy_core::{Conflict, FormErrors, InTrash, Rejected, Resource, tr};

use super::{inlines, links, related};
use crate::{
    extract::{Form, NONCE, Params, VERSION},
    view::{Hidden, KeptFileView},
};

/// What inputs hold, beside what the record does.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) values: BTreeMap<String, Vec<String>>,
    pub(super) errors: FormErrors,
    pub(super) general: Vec<String>,
    pub(super) focus: Option<String>,
    /// Whether it was sent as a form, so that rows which are not in it are not there.
    pub(super) is_posted: bool,
    /// Which rows of other resources are shown, where they are too many, by their name.
    pub(super) places: BTreeMap<String, String>,
    /// What a form opened from another one takes along, to come back.
    pub(super) related: Vec<Hidden>,
    /// Of which there is to be one more row.
    pub(super) add: Option<String>,
    /// Fields whose file is to be removed.
    pub(super) cleared: Vec<String>,
    /// Files that were sent before and are kept for this form, by their inputs.
    pub(super) kept: BTreeMap<String, KeptFileView>,
    /// What the form of a new record is known by; a new text where it was not sent.
    pub(super) nonce: Option<String>,
    /// The state of the record that it goes on from; that of the record as it is where it was not sent.
    pub(super) version: Option<String>,
    /// What somebody else changed meanwhile, to be asked about.
    pub(super) conflict: Option<Box<Conflict>>,
    /// The record in the trash that is in the way.
    pub(super) in_trash: Option<InTrash>,
}

impl Filled {
    /// As it was posted.
    pub(super) fn posted(form: &Form) -> Self {
        Self {
            is_posted: true,
            related: related::carried(form),
            places: places(form.pairs().iter()),
            cleared: form.cleared().map(str::to_owned).collect(),
            nonce: form.get(NONCE).filter(|nonce| !nonce.is_empty()).map(str::to_owned),
            version: Some(form.get(VERSION).unwrap_or_default().to_owned()),
            ..Self::pairs(form.fields())
        }
        .with_theirs(form, |_| false)
        .without_files(form)
    }

    /// As it was posted, and what is wrong with it.
    pub(super) fn rejected(form: &Form, rejected: Rejected) -> Self {
        let Rejected { values, errors, general, in_trash } = rejected;
        Self { values, errors, general, in_trash, ..Self::posted(form) }
            .with_theirs(form, |_| false)
            .without_files(form)
    }

    /// As it was posted, and what is wrong with it, where its files were kept.
    #[cfg(feature = "jobs")]
    pub(super) fn keeping(form: &Form, rejected: Rejected) -> Self {
        let Rejected { values, errors, general, .. } = rejected;
        Self { values, errors, general, ..Self::posted(form) }
    }

    /// As it was posted, and what somebody else changed meanwhile: it goes on from the state as it is now.
    pub(super) fn conflicting(form: &Form, mut conflict: Conflict) -> Self {
        let Rejected { mut values, errors, general, .. } = std::mem::take(&mut conflict.rejected);
        for (row, version) in conflict.versions.iter().filter(|(row, _)| !row.is_empty()) {
            values.insert(format!("{row}.{VERSION}"), vec![version.clone()]);
        }
        let mut filled = Self { values, errors, general, ..Self::posted(form) };
        filled = filled.with_theirs(form, |name| conflict.clashes.iter().any(|clash| clash.name == name));
        filled.version = conflict.versions.get("").cloned().or(filled.version.take()).filter(|_| !conflict.is_stuck());
        filled.general.push(match (conflict.is_unknown, conflict.clashes.is_empty()) {
            (true, _) => tr!("conflict-unknown"),
            (false, true) => tr!("conflict-other"),
            (false, false) => tr!("conflict-lead"),
        });
        for clash in &conflict.clashes {
            let words = if clash.is_yours { tr!("conflict-both") } else { tr!("conflict-only-theirs") };
            filled.errors.entry(clash.name.clone().into()).or_insert(words);
        }
        filled.conflict = Some(Box::new(conflict));
        filled.without_files(form)
    }

    /// Without what was typed into fields that are to stay as somebody else made them, unless they are asked
    /// about once more.
    fn with_theirs(mut self, form: &Form, is_asked: impl Fn(&str) -> bool) -> Self {
        for theirs in form.theirs().filter(|name| !is_asked(name)) {
            let is_inside = |name: &str| name.strip_prefix(theirs).is_some_and(|rest| rest.starts_with('.'));
            self.values.retain(|name, _| name != theirs && !is_inside(name));
            self.cleared.retain(|name| name != theirs);
        }
        self
    }

    /// Says which files have to be chosen again: a browser sends a file once, and nothing was saved.
    fn without_files(mut self, form: &Form) -> Self {
        for (field, name) in form.files() {
            let words = tr!("page-form-again", file = name);
            self.errors.entry(field.to_owned().into()).or_insert(words);
        }
        self
    }

    /// As the record has it, with the rows that an address asks for.
    pub(super) fn opened(params: &Params) -> Self {
        Self { places: places(params.0.iter()), ..Self::default() }
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

    /// With what was picked, beside what is chosen already where there can be several.
    pub(super) fn picked(mut self, resource: &Resource, field: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) if links::many_of(resource, field).is_some() => {
                self.values.entry(field.to_owned()).or_default().push(value.to_owned());
                self.with(field, None)
            }
            value => self.with(field, value),
        }
    }

    /// With one more row of another resource.
    pub(super) fn add(mut self, inline: &str) -> Self {
        self.add = Some(inline.to_owned());
        self
    }

    /// The last value of a name.
    pub(super) fn last(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.last().map(String::as_str)
    }

    /// What of it is about one row, by the names of the row's own fields.
    pub(super) fn inside(&self, row: &str) -> Self {
        let own = |name: &str| name.strip_prefix(row)?.strip_prefix('.').map(str::to_owned);
        Self {
            values: self.values.iter().filter_map(|(name, values)| Some((own(name)?, values.clone()))).collect(),
            errors: self.errors.iter().filter_map(|(name, words)| Some((own(name)?.into(), words.clone()))).collect(),
            focus: self.focus.as_deref().and_then(own),
            ..Self::default()
        }
    }

    pub(super) fn is_wrong(&self) -> bool {
        !self.errors.is_empty() || !self.general.is_empty() || self.conflict.is_some()
    }
}

/// Which rows are shown, from `_at.ingredients=…`.
fn places<'a>(pairs: impl Iterator<Item = &'a (String, String)>) -> BTreeMap<String, String> {
    pairs.filter_map(|(name, value)| Some((name.strip_prefix(inlines::AT)?.to_owned(), value.clone()))).collect()
}
