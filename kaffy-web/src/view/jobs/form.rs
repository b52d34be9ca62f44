//! Forms about a job: other arguments, another time, a new one.

use kaffy_core::i18n::Localizer;
use serde::Serialize;

use super::JobsNav;
use crate::view::{OptionView, schedules::PreviewView};

/// `jobs/form.html`: a form about a job.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct JobFormView {
    /// The heading.
    pub heading: String,
    /// A sentence below it.
    pub lead: Option<String>,
    /// Where it is posted.
    pub action: String,
    /// Names and values that go along.
    pub hidden: Vec<(String, String)>,
    /// Its inputs.
    pub inputs: Vec<FormInput>,
    /// What is wrong beside the inputs.
    pub general: Vec<String>,
    /// Why the handler does not take the arguments, in the words of the program.
    pub reason: Option<String>,
    /// What the button says.
    pub submit: String,
    /// What the button says that shows what the form means, where there is one. It posts `do=preview`.
    pub preview_label: Option<String>,
    /// What the form means.
    pub preview: Option<PreviewView>,
    /// Whether the button does something that cannot be taken back.
    pub is_danger: bool,
    /// Where cancelling leads.
    pub cancel_href: String,
}

/// An input.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct FormInput {
    /// Its `id`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub label: String,
    /// `text`, `number`, `check`, `select`, `time` or `code`.
    pub kind: &'static str,
    /// What it holds.
    pub value: String,
    /// A sentence below it.
    pub help: Option<String>,
    /// What is wrong, in words.
    pub error: Option<String>,
    /// The same more exactly, in the words of the program.
    pub reason: Option<String>,
    /// What stands behind it.
    pub suffix: Option<String>,
    /// Whether it may stay empty.
    pub is_optional: bool,
    /// Whether its label is a name in the program.
    pub is_code: bool,
    /// What can be chosen, of a `select`.
    pub options: Vec<OptionView>,
    /// Whether it is on, of a `check`.
    pub is_on: bool,
    /// Whether the browser's own input of a time can show what it holds.
    pub is_native: bool,
}

impl FormInput {
    pub(crate) fn new(name: &str, label: String, kind: &'static str, value: String) -> Self {
        // A browser shows nothing where it cannot read the text.
        let is_native = value.is_empty() || chrono::NaiveDateTime::parse_from_str(&value, "%Y-%m-%dT%H:%M:%S").is_ok();
        Self {
            id: format!("job-{}", name.replace('.', "-")),
            name: name.to_owned(),
            label,
            kind,
            is_on: value == "true",
            value,
            help: None,
            error: None,
            reason: None,
            suffix: None,
            options: Vec::new(),
            is_optional: false,
            is_code: false,
            is_native,
        }
    }

    /// Says what is wrong.
    #[must_use]
    pub(crate) fn wrong(mut self, words: Option<String>) -> Self {
        self.error = words;
        self
    }

    /// Says in which zone a time is.
    #[must_use]
    pub(crate) fn suffix(mut self) -> Self {
        self.suffix = Some(Localizer::current().zone_name().to_owned());
        self
    }

    #[must_use]
    pub(crate) fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }

    #[must_use]
    pub(crate) fn options(mut self, options: Vec<OptionView>) -> Self {
        self.options = options;
        self
    }

    #[must_use]
    pub(crate) fn help(mut self, words: String) -> Self {
        self.help = Some(words);
        self
    }
}

/// `jobs/types.html`: the types of a new job, to choose from.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct JobTypesView {
    /// The heading.
    pub heading: String,
    /// A sentence below it.
    pub lead: String,
    /// The pages beside it.
    pub nav: JobsNav,
    /// The types.
    pub types: Vec<TypeLine>,
    /// The list that it would be in.
    pub list_href: String,
    /// What that is called.
    pub list_label: String,
}

/// A type to choose.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TypeLine {
    /// Its name.
    pub name: String,
    /// The form for it.
    pub href: String,
    /// Its queue.
    pub queue: String,
}
