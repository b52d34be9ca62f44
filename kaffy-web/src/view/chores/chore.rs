//! The form of a chore.

use kaffy_jobs::chores::ChoreSource;
use serde::Serialize;

use super::ChoresNav;
use crate::view::{Hidden, Problem, SectionView};

/// `chores/chore.html`: one chore, with the form that starts it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ChoreView {
    /// The pages beside it.
    pub nav: ChoresNav,
    /// What people call it.
    pub title: String,
    /// What it does, by paragraphs.
    pub description: Vec<String>,
    /// What it may not run beside, in words.
    pub restriction: String,
    /// The run that keeps it out now.
    pub holder: Option<String>,
    /// The page of that run, for somebody who may see it.
    pub holder_href: Option<String>,
    /// How many other people have to agree, in words.
    pub approvals: Option<String>,
    /// Whether whoever asks may start it.
    pub may_start: bool,
    /// Whether it can be tried without changing anything.
    pub is_dry_run: bool,
    /// Where the form is posted.
    pub action: String,
    /// What the form is known by when it is sent once more; the hidden field `_form`.
    pub nonce: String,
    /// More hidden inputs.
    pub hidden: Vec<Hidden>,
    /// The run whose inputs are in the form.
    pub again: Option<String>,
    /// The page of that run.
    pub again_href: Option<String>,
    /// What it asks for.
    pub sections: Vec<SectionView>,
    /// Whether it sends files, so that its `enctype` is `multipart/form-data`.
    pub takes_files: bool,
    /// What is wrong, with the `id` of the input to mend.
    pub problems: Vec<Problem>,
    /// What is wrong with the whole.
    pub general: Vec<String>,
    /// Its runs.
    pub runs_href: String,
    /// All chores.
    pub cancel_href: String,
    /// How it is written.
    pub source: SourceView,
}

/// The source of a chore (J84).
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SourceView {
    /// The file and the line.
    pub place: String,
    /// The text.
    pub text: String,
    /// The version of the program that it was built into.
    pub build: String,
}

impl SourceView {
    pub(crate) fn new(source: &ChoreSource, build: &str) -> Self {
        Self {
            place: format!("{}:{}", source.file, source.line),
            text: source.text.to_owned(),
            build: build.to_owned(),
        }
    }
}
