//! What may be uploaded into a field.

/// The rules of a field that holds a file.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileMeta {
    /// Whether it is a picture, which a browser draws.
    pub is_image: bool,
    /// The media types allowed, such as `text/csv` or `image/*`; any for none.
    pub types: &'static [&'static str],
    /// The most bytes.
    pub max_size: u64,
    /// The first part of its key; the resource and the field by default.
    pub folder: Option<&'static str>,
}

impl FileMeta {
    /// 10 MB.
    pub const MAX_SIZE: u64 = 10_000_000;
    /// The pictures that browsers draw and whose header can be read.
    pub const IMAGES: &'static [&'static str] = &["image/png", "image/jpeg", "image/gif", "image/webp"];
    /// The most pixels of a picture: what is drawn of it takes four bytes for each.
    pub const MAX_PIXELS: u64 = 50_000_000;

    /// Any file up to 10 MB.
    pub const fn file() -> Self {
        Self { is_image: false, types: &[], max_size: Self::MAX_SIZE, folder: None }
    }

    /// A PNG, JPEG, GIF or WebP picture up to 10 MB.
    pub const fn image() -> Self {
        Self { is_image: true, types: Self::IMAGES, max_size: Self::MAX_SIZE, folder: None }
    }

    /// Sets the media types allowed.
    pub const fn types(mut self, types: &'static [&'static str]) -> Self {
        self.types = types;
        self
    }

    /// Sets the most bytes.
    pub const fn max_size(mut self, bytes: u64) -> Self {
        self.max_size = bytes;
        self
    }

    /// Sets the first part of its key.
    pub const fn folder(mut self, folder: &'static str) -> Self {
        self.folder = Some(folder);
        self
    }
}
