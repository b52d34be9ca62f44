//! Files and pictures: through the form into a storage, from there to those who may see the record, and
//! away with it. And everything a client can get wrong.

mod kept;
mod refused;

use std::{
    collections::BTreeMap,
    io::{self, Cursor},
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::body::Body;
use kaffy::{AdminBuilder, AdminResource, Database, FileContent, FileKey, FileStorage, StorageError, StoredFile};
use tokio::io::AsyncReadExt;

pub(crate) use self::{kept::*, refused::*};
use crate::app::{Page, TestApp};

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", list(title, photo, leaflet))]
struct Poster {
    id: i64,
    #[admin(max_len = 20)]
    title: String,
    #[admin(image(max_size = "100kB"))]
    photo: Option<StoredFile>,
    #[admin(file(types("application/pdf", "text/csv"), max_size = "1MB", folder = "leaflets/all"))]
    leaflet: Option<String>,
    #[admin(create = hidden)]
    draft: Option<StoredFile>,
    #[admin(update = hidden)]
    secret: Option<StoredFile>,
}

const TABLES: &str = "CREATE TABLE posters (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL UNIQUE, photo TEXT, \
                      leaflet VARCHAR(200), draft TEXT, secret TEXT);";

const PG: &str = "CREATE TABLE posters (id SERIAL PRIMARY KEY, title VARCHAR(80) NOT NULL UNIQUE, photo JSONB, leaflet \
                  VARCHAR(200), draft TEXT, secret TEXT);";

const MY: &str = "CREATE TABLE posters (id INTEGER PRIMARY KEY AUTO_INCREMENT, title VARCHAR(80) NOT NULL UNIQUE, \
                  photo JSON, leaflet VARCHAR(200), draft TEXT, secret TEXT);";

/// A storage that can be looked into, and broken.
#[derive(Clone, Default)]
struct Shelf {
    files: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
    broken: Arc<Mutex<bool>>,
}

impl Shelf {
    fn keys(&self) -> Vec<String> {
        self.files.lock().expect("no panic").keys().cloned().collect()
    }

    /// What is thrown away is deleted by a task of its own.
    async fn becomes(&self, count: usize) {
        for _ in 0..200 {
            if self.keys().len() == count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{:?} instead of {count} files", self.keys());
    }
}

impl FileStorage for Shelf {
    async fn save(&self, key: &FileKey, mut content: FileContent) -> Result<(), StorageError> {
        if *self.broken.lock().expect("no panic") {
            return Err(io::Error::new(io::ErrorKind::StorageFull, "no room").into());
        }
        let (size, mut bytes) = (content.size(), Vec::new());
        content.read_to_end(&mut bytes).await?;
        assert_eq!(bytes.len() as u64, size);
        self.files.lock().expect("no panic").insert(key.to_string(), bytes);
        Ok(())
    }

    async fn open(&self, key: &FileKey) -> Result<Option<FileContent>, StorageError> {
        let bytes = self.files.lock().expect("no panic").get(key.as_str()).cloned();
        Ok(bytes.map(|bytes| FileContent::new(bytes.len() as u64, Cursor::new(bytes))))
    }

    async fn delete(&self, key: &FileKey) -> Result<(), StorageError> {
        self.files.lock().expect("no panic").remove(key.as_str());
        Ok(())
    }
}

async fn app(db: Database, shelf: &Shelf) -> TestApp {
    app_with(db, shelf, |builder| builder).await
}

async fn app_with(db: Database, shelf: &Shelf, change: impl FnOnce(AdminBuilder) -> AdminBuilder) -> TestApp {
    let tables = crate::app::by(&db, TABLES, PG, MY).to_owned();
    TestApp::over(db, &tables, |builder| change(builder.resource::<Poster>().files(shelf.clone()))).await
}

/// The start of a PNG picture, which is all that anybody reads of it here.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x06\0\0\0");
    bytes.extend([0; 64]);
    bytes
}

const PDF: &[u8] = b"%PDF-1.7\nbaked daily";

/// A form in parts.
#[derive(Clone, Default)]
struct Parts(Vec<u8>);

impl Parts {
    fn text(self, name: &str, text: &str) -> Self {
        self.part(&format!("Content-Disposition: form-data; name=\"{name}\""), text.as_bytes())
    }

    fn file(self, name: &str, file: &str, kind: &str, content: &[u8]) -> Self {
        let head =
            format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: {kind}");
        self.part(&head, content)
    }

    fn part(mut self, head: &str, content: &[u8]) -> Self {
        self.0.extend(format!("--XyZ\r\n{head}\r\n\r\n").bytes());
        self.0.extend(content);
        self.0.extend(b"\r\n");
        self
    }

    fn end(mut self) -> Vec<u8> {
        self.0.extend(b"--XyZ--\r\n");
        self.0
    }

    /// Sends it as a page of the admin would, the token first.
    async fn post(self, app: &TestApp, path: &str) -> Page {
        // The form of a record says what it was drawn from.
        let version = app.get(path).await.attribute("input[name=_version]", "value").unwrap_or_default();
        let body = |token: &str| {
            let start = Parts::default().text("_csrf", token).text("_save", "stay");
            let mut whole = start.text("_version", &version).0;
            whole.extend(self.end());
            Body::from(whole)
        };
        app.post_body(path, "multipart/form-data; boundary=XyZ", body).await
    }
}

const NEW: &str = "/shop/posters";

async fn with_a_poster(app: &TestApp) -> String {
    let parts = Parts::default().text("title", "Cat").file("photo", "cat.png", "image/png", &png(40, 30));
    let page = parts.file("leaflet", "prices.csv", "text/csv", b"id,price\n1,2\n").post(app, NEW).await;
    app.saved(&page)
}
