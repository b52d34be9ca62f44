//! Files around the transaction of a save: stored before it, removed again when it comes to nothing; what
//! they replace is deleted after it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use super::{
    Asked, FileKey, Files, HeldFile, StoredFile, Upload,
    name::with_extension,
    words::{kind_of, kinds, size_in_words},
};
use crate::{Ctx, Draft, FileMeta, FormField, Posted, Record, Resource, tr};

/// Files that were stored for a row that is not committed yet. Dropped before [`keep`](Self::keep) they are
/// deleted: the form was wrong, a hook refused, the browser went away.
#[derive(Debug)]
pub(crate) struct NewFiles {
    storage: Files,
    keys: Vec<FileKey>,
    kept: AtomicBool,
}

impl NewFiles {
    /// Lets the files stay.
    pub(crate) fn keep(&self) {
        self.kept.store(true, Ordering::Release);
    }
}

impl Drop for NewFiles {
    fn drop(&mut self) {
        if self.kept.load(Ordering::Acquire) || self.keys.is_empty() {
            return;
        }
        let (storage, keys) = (self.storage.clone(), std::mem::take(&mut self.keys));
        // Without a runtime the program is about to end; the files stay, which harms nobody.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move { delete(&storage, keys).await });
        }
    }
}

impl Posted {
    /// Looks at the files of a form and hands them to the storage, all or none. What is wrong with one is
    /// said beside its field when the form is read.
    pub(crate) async fn store_files(&mut self, storage: Option<&Files>, resource: &Resource, inputs: &[FormField]) {
        let Some(storage) = storage else { return };
        let mut found = Vec::new();
        for field in inputs {
            let (name, rule) = (field.column.meta.name, field.column.meta.file());
            let (Some(rule), Some(Asked::Upload(upload))) = (rule, self.file(name)) else { continue };
            let upload = upload.clone();
            match look_at(&upload, rule).await {
                Ok(facts) => found.push((name, rule, upload, facts)),
                Err(words) => self.ask(name, Asked::Wrong(words)),
            }
        }
        if found.is_empty() || self.has_wrong_file() {
            return;
        }
        let mut new = NewFiles { storage: storage.clone(), keys: Vec::new(), kept: AtomicBool::new(false) };
        for (name, rule, upload, facts) in found {
            let own = format!("{}/{name}", resource.meta().slug);
            let key = FileKey::fresh(rule.folder.unwrap_or(&own), facts.extension);
            new.keys.push(key.clone());
            match store(storage, &key, &upload).await {
                Ok(()) => self.ask(name, Asked::Stored(Box::new(facts.file(key, &upload)))),
                Err(error) => {
                    tracing::error!(%key, error = &error as &dyn std::error::Error, "a file could not be stored");
                    self.ask(name, Asked::Wrong(tr!("file-not-stored")));
                    return;
                }
            }
        }
        self.hold(Arc::new(new));
    }
}

async fn store(storage: &Files, key: &FileKey, upload: &Upload) -> Result<(), super::StorageError> {
    storage.save(key, upload.content().await?).await
}

/// What is known of a file that will do.
struct Facts {
    mime: &'static str,
    extension: Option<&'static str>,
    is_image: bool,
    dimensions: Option<(u32, u32)>,
}

impl Facts {
    fn file(&self, key: FileKey, upload: &Upload) -> StoredFile {
        let name = match self.extension {
            // A picture with the name of a page would be opened as one where it is saved.
            Some(extension) if self.is_image => with_extension(upload.name(), extension),
            _ => upload.name().to_owned(),
        };
        let (width, height) = self.dimensions.unzip();
        StoredFile { key, name, size: upload.size(), mime: self.mime.to_owned(), width, height }
    }
}

/// Whether a file may stand in its field.
///
/// # Errors
/// In words for beside the input.
async fn look_at(upload: &Upload, rule: &FileMeta) -> Result<Facts, String> {
    if upload.is_too_large() || upload.size() > rule.max_size {
        let (size, most) = (size_in_words(upload.size()), size_in_words(rule.max_size));
        return Err(match size == most {
            // A few bytes too many would be "100 kB, and the most is 100 kB".
            true => tr!("file-just-too-large", name = upload.name(), most = most),
            false => tr!("file-too-large", name = upload.name(), size = size, most = most),
        });
    }
    if upload.size() == 0 {
        return Err(tr!("file-empty", name = upload.name()));
    }
    let found = upload.file_type();
    let mime = if rule.types.is_empty() { Some(found.mime) } else { found.among(rule.types) };
    let is_image = found.is_raster_image();
    let Some(mime) = mime.filter(|_| is_image || !rule.is_image) else {
        let (found, wanted) = (kind_of(found.mime), kinds(rule.types));
        return Err(tr!("file-wrong-type", name = upload.name(), found = found, wanted = wanted));
    };
    let dimensions = if is_image { dimensions(upload).await? } else { None };
    if rule.is_image && dimensions.is_none() {
        return Err(tr!("file-damaged", name = upload.name()));
    }
    Ok(Facts { mime, extension: found.extension, is_image, dimensions })
}

async fn dimensions(upload: &Upload) -> Result<Option<(u32, u32)>, String> {
    let read = upload.dimensions().await.map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "a temporary file could not be read");
        tr!("file-not-stored")
    })?;
    let Some((width, height)) = read else { return Ok(None) };
    if width as u64 * height as u64 > FileMeta::MAX_PIXELS {
        let most = FileMeta::MAX_PIXELS / 1_000_000;
        let (width, height) = (width.to_string(), height.to_string());
        return Err(tr!("file-too-many-pixels", name = upload.name(), width = width, height = height, most = most));
    }
    Ok(u32::try_from(width).ok().zip(u32::try_from(height).ok()))
}

/// Deletes, after the commit, the files whose place others take.
pub(crate) fn forget_replaced(ctx: &mut Ctx, draft: &Draft) {
    let Some(original) = &draft.original else { return };
    let held = draft.changes.iter().filter_map(|change| {
        let old = HeldFile::of(change.column.meta, original.cells().get(change.column.index)?)?;
        let new = HeldFile::of(change.column.meta, &Ok(change.value.clone()));
        (new.as_ref().map(|new| &new.key) != Some(&old.key)).then_some(old.key)
    });
    forget(ctx, held.collect());
}

/// Deletes, after the commit, the files of a row that is gone.
pub(crate) fn forget_all(ctx: &mut Ctx, resource: &Resource, record: &Record) {
    let held = resource
        .columns()
        .iter()
        .filter_map(|column| Some(HeldFile::of(column.meta, record.cells().get(column.index)?)?.key));
    forget(ctx, held.collect());
}

fn forget(ctx: &mut Ctx, keys: Vec<FileKey>) {
    let Some(storage) = ctx.admin().files().filter(|_| !keys.is_empty()).cloned() else { return };
    ctx.after_commit(async move { delete(&storage, keys).await });
}

async fn delete(storage: &Files, keys: Vec<FileKey>) {
    for key in keys {
        if let Err(error) = storage.delete(&key).await {
            tracing::error!(%key, error = &error as &dyn std::error::Error, "a file could not be deleted");
        }
    }
}
