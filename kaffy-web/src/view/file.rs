//! A file of a record, and the input for one.

use kaffy_core::{FieldMeta, FileMeta, HeldFile, tr};
use serde::Serialize;

/// The largest file of a chore, in bytes.
pub(crate) const LARGEST_UPLOAD: u64 = 250_000_000;

/// A file, on the page of its record.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct FileView {
    /// What people call it.
    pub name: String,
    /// How large it is: `1.2 MB`; `800 × 600 pixels` more for a picture.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub facts: String,
    /// Where it is handed out.
    pub href: String,
    /// Whether it is a picture that can be shown.
    pub is_image: bool,
    /// The width of the picture, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Its height.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// What a file input takes.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct FileInputView {
    /// The media types, for `accept`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub accept: String,
    /// In words: `PNG or JPEG, at most 5 MB`.
    pub limits: String,
    /// Whether there is a file that can be removed.
    pub may_clear: bool,
    /// Whether it is to be removed.
    pub is_cleared: bool,
    /// A file that was sent before and is kept for this form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<KeptFileView>,
}

/// A file that was sent with a form whose other inputs were wrong: it need not be chosen again.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct KeptFileView {
    /// What people call it.
    pub name: String,
    /// How large it is.
    pub size: String,
    /// The hidden input that says which one it is.
    pub sealed: String,
}

impl FileView {
    /// A file of a record whose files have this address.
    pub(crate) fn new(meta: &FieldMeta, held: HeldFile, files_at: &str) -> Self {
        let size = held.size.map(bytes);
        let pixels = held
            .dimensions
            .map(|(width, height)| tr!("page-file-pixels", width = width.to_string(), height = height.to_string()));
        let (width, height) = held.dimensions.unzip();
        let is_raster = |mime: &String| FileMeta::IMAGES.contains(&mime.as_str());
        Self {
            facts: size.into_iter().chain(pixels).collect::<Vec<_>>().join(", "),
            href: format!("{files_at}/{}", meta.name),
            is_image: held.mime.as_ref().map_or(meta.file().is_some_and(|rule| rule.is_image), is_raster),
            name: held.name,
            width,
            height,
        }
    }
}

impl FileInputView {
    pub(crate) fn new(meta: &FieldMeta, has_file: bool, is_cleared: bool) -> Option<Self> {
        let rule = meta.file()?;
        let may_clear = has_file && (meta.ty.nullable || meta.blank);
        let size = bytes(rule.max_size);
        Some(Self {
            accept: rule.types.join(","),
            limits: match names(rule.types) {
                Some(types) => tr!("page-file-limits", types = types, size = size),
                None => tr!("page-file-any", size = size),
            },
            may_clear,
            is_cleared: may_clear && is_cleared,
            kept: None,
        })
    }

    /// The input for a file of a chore, which may have been sent before.
    pub(crate) fn upload(meta: &FieldMeta, kept: Option<&KeptFileView>) -> Option<Self> {
        meta.ty.is_upload.then(|| Self {
            accept: String::new(),
            limits: tr!("page-file-any", size = bytes(LARGEST_UPLOAD)),
            may_clear: kept.is_some() && meta.ty.nullable,
            is_cleared: false,
            kept: kept.cloned(),
        })
    }
}

/// `PNG, JPEG or PDF`.
fn names(types: &[&str]) -> Option<String> {
    let names: Vec<String> = types.iter().map(|mime| kaffy_core::media_type_name(mime).to_owned()).collect();
    match names.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        [most @ .., last] => Some(tr!("page-or", most = most.join(", "), last = last.as_str())),
    }
}

/// `1.2 MB`.
pub(crate) fn bytes(count: u64) -> String {
    kaffy_core::size_in_words(count)
}
