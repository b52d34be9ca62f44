//! Files of a chore's form (C71, J72): handed to the desk one by one, and kept while another input is wrong.

use std::collections::BTreeMap;

use kaffy_core::{
    Actor, FieldMeta, InputError, Inputs, Mode, Posted, Rejected, Right, Upload,
    chore_rights::{Run, View},
    size_in_words, tr,
};
use kaffy_jobs::{
    Jobs,
    chores::{ChoreEntry, FileError, RunFile},
};
use uuid::Uuid;

use super::Permitted;
use crate::{
    WebError,
    extract::{Form, multipart::FileInput},
    handlers::filled::Filled,
    pages::Web,
    view::{KeptFileView, LARGEST_UPLOAD as LARGEST},
};

/// The hidden input that names a file which was sent before: `_kept.prices`.
const KEPT: &str = "_kept.";

/// The inputs that take files.
pub(super) fn fields(entry: ChoreEntry) -> impl Iterator<Item = &'static FieldMeta> {
    entry.inputs().fields.iter().filter(|field| field.ty.is_upload)
}

/// The files that the form of a chore may carry, asked before anything of them is read.
///
/// # Errors
/// For somebody who may not start chores.
pub(crate) fn file_inputs(web: &Web, actor: &Actor, key: &str) -> Result<Vec<FileInput>, WebError> {
    let right = web.admin.authorize_area::<View>(actor)?;
    web.admin.authorize_area::<Run>(actor)?;
    let entry = web.admin.extension::<Jobs>().and_then(|jobs| jobs.desk().chore(&right, key));
    let input = |field: &'static FieldMeta| FileInput { name: field.name, max_size: LARGEST };
    Ok(entry.map(|entry| fields(entry).map(input).collect()).unwrap_or_default())
}

/// Files of a form by their inputs, and what is wrong with some.
#[derive(Default)]
pub(super) struct Taken {
    kept: BTreeMap<String, (Uuid, KeptFileView)>,
    errors: Vec<(&'static str, String)>,
}

impl Taken {
    /// Takes in what was sent, and finds what was sent before.
    pub(super) async fn of(
        at: &Permitted<Run>,
        seen: &Right<View>,
        entry: ChoreEntry,
        form: &Form,
    ) -> Result<Self, WebError> {
        let mut taken = Self::default();
        for field in fields(entry) {
            let name = field.name;
            let kept = match form.upload(name) {
                Some(upload) => match take(at, upload).await? {
                    Ok(file) => Some((file.id, kept(seen, entry, name, &file))),
                    Err(words) => {
                        taken.errors.push((name, words));
                        None
                    }
                },
                None => before(seen, entry, name, form),
            };
            taken.kept.extend(kept.map(|kept| (name.to_owned(), kept)));
        }
        Ok(taken)
    }

    /// What was posted, with the ids of the files.
    pub(super) fn posted(&self, entry: ChoreEntry, form: &Form) -> Posted {
        let is_file = |name: &str| fields(entry).any(|field| field.name == name);
        let texts = form.fields().filter(|(name, _)| !is_file(name));
        let id = |field: &'static FieldMeta| {
            let id = self.kept.get(field.name).map(|(id, _)| id.to_string());
            (field.name, id.unwrap_or_default())
        };
        let ids: Vec<_> = fields(entry).map(id).collect();
        Posted::new(texts.chain(ids.iter().map(|(name, id)| (*name, id.as_str()))))
    }

    /// What is wrong with files, and then with everything else as well; none where no file was refused.
    pub(super) fn rejected(&self, entry: ChoreEntry, posted: &Posted) -> Option<Rejected> {
        if self.errors.is_empty() {
            return None;
        }
        let mut rejected = match Inputs::new(entry.inputs(), Mode::Create).read(posted) {
            Err(InputError::Invalid(rejected)) => *rejected,
            _ => Rejected { values: posted.clone().into_values(), ..Rejected::default() },
        };
        rejected.errors.extend(self.errors.iter().map(|(name, words)| ((*name).into(), words.clone())));
        Some(rejected)
    }

    /// The files as hidden inputs, for a page between.
    pub(super) fn hidden(&self) -> Vec<(String, String)> {
        self.kept.iter().map(|(name, (_, kept))| (format!("{KEPT}{name}"), kept.sealed.clone())).collect()
    }

    /// The form with its files.
    pub(super) fn on(self, filled: Filled) -> Filled {
        Filled { kept: self.kept.into_iter().map(|(name, (_, kept))| (name, kept)).collect(), ..filled }
    }
}

/// Stores a file, or says what is wrong with it.
async fn take(at: &Permitted<Run>, upload: &Upload) -> Result<Result<RunFile, String>, WebError> {
    let (name, most) = (upload.name(), size_in_words(LARGEST));
    if upload.is_too_large() {
        return Ok(Err(tr!("file-just-too-large", name = name, most = most)));
    }
    if upload.size() == 0 {
        return Ok(Err(tr!("file-empty", name = name)));
    }
    let content = upload.content().await.map_err(WebError::storage)?;
    match at.desk().upload(&at.right, name, media_type(name), content, LARGEST).await {
        Ok(file) => Ok(Ok(file)),
        Err(FileError::TooLarge { .. }) => Ok(Err(tr!("file-just-too-large", name = name, most = most))),
        Err(FileError::Database(error)) => Err(error.into()),
        Err(other) => Err(WebError::storage(other)),
    }
}

/// What a file is, as far as its name says; it is only ever saved.
fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).as_deref() {
        Some("csv") => "text/csv",
        Some("txt" | "log") => "text/plain",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

/// What a kept file is signed for, so that it is nobody else's and of no other input.
fn purpose(entry: ChoreEntry, field: &str) -> String {
    format!("file of the chore {} {field}", entry.meta().key)
}

fn kept(seen: &Right<View>, entry: ChoreEntry, field: &str, file: &RunFile) -> KeptFileView {
    let text = format!("{} {} {}", file.id, file.size, file.name);
    KeptFileView {
        name: file.name.clone(),
        size: size_in_words(file.size),
        sealed: seen.seal(&purpose(entry, field), &text),
    }
}

/// A file that was sent before, unless it is to be removed.
fn before(seen: &Right<View>, entry: ChoreEntry, field: &str, form: &Form) -> Option<(Uuid, KeptFileView)> {
    if form.cleared().any(|cleared| cleared == field) {
        return None;
    }
    let sealed = form.get(&format!("{KEPT}{field}"))?;
    let text = seen.unseal(&purpose(entry, field), sealed).ok()?;
    let (id, rest) = text.split_once(' ')?;
    let (size, name) = rest.split_once(' ')?;
    let size = size_in_words(size.parse().ok()?);
    Some((id.parse().ok()?, KeptFileView { name: name.to_owned(), size, sealed: sealed.to_owned() }))
}

/// A file of an earlier run, for a form with the same inputs.
pub(super) fn of_earlier(
    seen: &Right<View>,
    entry: ChoreEntry,
    field: &str,
    id: &str,
    files: &[RunFile],
) -> Option<KeptFileView> {
    let file = files.iter().find(|file| file.id.to_string() == id && file.is_input)?;
    Some(kept(seen, entry, field, file))
}
