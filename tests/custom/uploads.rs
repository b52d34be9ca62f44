//! Files and pictures: through the form into a storage, from there to those who may see the record, and
//! away with it. And everything a client can get wrong.

use std::{
    collections::BTreeMap,
    io::{self, Cursor},
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::body::Body;
use http::StatusCode;
use kaffy::{
    Admin, AdminBuilder, AdminResource, Auth, Database, FileContent, FileKey, FileStorage, Permission, StorageError,
    StoredFile,
};
use tokio::io::AsyncReadExt;

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

pub(crate) async fn a61_a_file_is_kept_shown_replaced_cleared_and_deleted(db: Database) {
    let shelf = Shelf::default();
    let app = app(db, &shelf).await;
    let form = app.get("/shop/posters/new").await.ok();
    assert_eq!(form.attribute("form.record", "enctype").as_deref(), Some("multipart/form-data"));
    let accept = form.attribute("#field-photo[type=file]", "accept").expect("types");
    assert_eq!(accept, "image/png,image/jpeg,image/gif,image/webp");
    assert_eq!(form.words("#field-photo-limits"), "PNG, JPEG, GIF or WebP, at most 100 kB.");
    assert!(!form.has("[name=_clear]"));

    let at = with_a_poster(&app).await;
    let keys = shelf.keys();
    assert!(keys[0].starts_with("leaflets/all/") && keys[1].starts_with("posters/photo/"), "{keys:?}");
    assert!(keys[1].ends_with(".png") && keys[1].len() == "posters/photo/".len() + 32 + 4, "random: {keys:?}");
    assert_eq!(app.get(NEW).await.ok().column("Photo"), ["cat.png (93 bytes)"]);

    let page = app.get(&at).await.ok();
    let href = page.attribute(".file img", "src").expect("a preview");
    assert_eq!(page.attribute(".file img", "width").as_deref(), Some("40"));
    assert_eq!(page.words(".file .quiet"), "93 bytes, 40 × 30 pixels");
    let served = app.get(href.strip_prefix("/admin").expect("ours")).await.ok();
    let header = |page: &Page, name: &str| page.headers[name].to_str().expect("text").to_owned();
    assert_eq!(header(&served, "content-type"), "image/png");
    assert_eq!(header(&served, "content-length"), "93");
    assert_eq!(header(&served, "content-disposition"), "inline; filename=\"cat.png\"; filename*=UTF-8''cat.png");
    assert_eq!(header(&served, "x-content-type-options"), "nosniff");
    assert!(header(&served, "content-security-policy").contains("sandbox"));
    assert!(header(&page, "content-security-policy").contains("script-src 'self'"));

    // Saved as it is: the file stays.
    let untouched = Parts::default().text("title", "Cat").file("photo", "", "application/octet-stream", b"");
    untouched.post(&app, &at).await.is(StatusCode::SEE_OTHER);
    assert!(app.get(&at).await.ok().words(".flash").contains("left as it was"));
    assert_eq!(shelf.keys(), keys);

    // A new one takes its place.
    let parts = Parts::default().text("title", "Cat").file("photo", "dog.png", "image/png", &png(10, 10));
    parts.post(&app, &at).await.is(StatusCode::SEE_OTHER);
    shelf.becomes(2).await;
    assert!(!shelf.keys().contains(&keys[1]), "the old one is gone: {:?}", shelf.keys());
    assert_eq!(app.get(NEW).await.ok().column("Photo"), ["dog.png (93 bytes)"]);

    // None any more.
    assert!(app.get(&at).await.ok().has("[name=_clear][value=photo]"));
    Parts::default().text("title", "Cat").text("_clear", "photo").post(&app, &at).await.is(StatusCode::SEE_OTHER);
    shelf.becomes(1).await;
    let page = app.get(&at).await.ok();
    assert!(!page.has(".file img") && page.has(".file a"));

    let question = app.get(&format!("{at}/delete")).await.ok();
    question.form("form.answer").submit(&app).await.is(StatusCode::SEE_OTHER);
    shelf.becomes(0).await;
}

pub(crate) async fn a61_a_text_holds_the_key_of_a_file(db: Database) {
    let shelf = Shelf::default();
    let app = app(db, &shelf).await;
    let at = with_a_poster(&app).await;
    let name = shelf.keys()[0].rsplit('/').next().expect("a name").to_owned();
    assert_eq!(app.get(NEW).await.ok().column("Leaflet"), [name.as_str()]);
    let served = app.get(&format!("{at}/files/leaflet")).await.ok();
    assert_eq!(served.body, "id,price\n1,2\n");
    let place = served.headers["content-disposition"].to_str().expect("text");
    assert!(place.starts_with("attachment; "), "{place}");
    // What a database may hold: no way out of the storage, and no page that breaks.
    for odd in ["../../etc/passwd", "/etc/passwd", "gone/1.pdf", "<b>"] {
        app.run(&format!("UPDATE posters SET leaflet = '{odd}'")).await;
        app.get(&format!("{at}/files/leaflet")).await.is(StatusCode::NOT_FOUND);
        app.get(&at).await.ok();
        app.get(NEW).await.ok();
    }
    let parts = Parts::default().text("title", "Cat").file("leaflet", "a.pdf", "application/pdf", PDF);
    parts.post(&app, &at).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.get(&format!("{at}/files/leaflet")).await.ok().headers["content-type"], "application/pdf");
}

pub(crate) async fn a61_a_save_that_fails_leaves_no_file_behind(db: Database) {
    let shelf = Shelf::default();
    let app = app(db, &shelf).await;
    let photo =
        |title: &str| Parts::default().text("title", title).file("photo", "<i>cat.png", "image/png", &png(4, 3));
    let page = photo("A title that is much too long").post(&app, NEW).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attribute("#field-title", "value").as_deref(), Some("A title that is much too long"));
    let words = page.words("#field-photo-error");
    assert!(words.contains("“<i>cat.png” was not kept") && words.contains("choose it again"), "{words}");
    shelf.becomes(0).await;

    photo("Cat").post(&app, NEW).await.is(StatusCode::SEE_OTHER);
    shelf.becomes(1).await;
    let kept = shelf.keys();
    let page = photo("Cat").post(&app, NEW).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-title-error").contains("already has this value"), "the database refused");
    shelf.becomes(1).await;
    assert_eq!(shelf.keys(), kept, "the row that is there keeps its file");

    let page = app.get(NEW).await.ok();
    let at = page.attribute("[data-open]", "href").expect("a row");
    let at = at.strip_prefix("/admin").expect("ours");
    let parts = photo("A title that is much too long").text("_clear", "photo");
    let page = parts.post(&app, at).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("[name=_clear][checked]"), "what was ticked stays ticked");
    shelf.becomes(1).await;
    assert_eq!(shelf.keys(), kept, "and the old file its place");
}

pub(crate) async fn a61_a_storage_that_fails_is_said_beside_the_field(db: Database) {
    let shelf = Shelf::default();
    let app = app(db, &shelf).await;
    *shelf.broken.lock().expect("no panic") = true;
    let parts = Parts::default().text("title", "Cat").file("photo", "cat.png", "image/png", &png(4, 3));
    let page = parts.post(&app, NEW).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-photo-error").contains("could not be stored just now"));
    assert_eq!(page.attribute("#field-title", "value").as_deref(), Some("Cat"));
    assert_eq!(app.get(NEW).await.ok().texts("tbody tr").len(), 0);
}

pub(crate) async fn a61_a_build_without_a_storage_says_what_is_missing(db: Database) {
    let builder = Admin::builder(db).auth(Auth::none_for_local_development()).resource::<Poster>();
    let error = builder.skip_database_check().build().await.expect_err("no storage");
    let words = error.to_string();
    assert!(words.contains("Poster.photo: holds a file, and nobody said where files are kept"), "{words}");
    assert_eq!(error.problems().len(), 4);
}

pub(crate) async fn s18_bad_uploads_are_refused_in_words(db: Database) {
    let shelf = Shelf::default();
    let app = app(db, &shelf).await;
    let gif = b"GIF89a\x10\0\x10\0<script>alert(1)</script>";
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let large = [png(10, 10), vec![7; 100_000]].concat();
    let huge = png(60_000, 60_000);
    let bad: [(&str, &str, &[u8], &str); 12] = [
        ("photo", "a.png", b"<!doctype html><script>1</script>", "is a web page: choose a file of the type PNG"),
        ("photo", "a.svg", svg, "is an SVG drawing"),
        ("photo", "a.png.exe", b"MZ\x90\0\x03\0", "choose a file of the type"),
        ("photo", "a.pdf", PDF, "is PDF: choose"),
        ("photo", "a.png", b"", "“a.png” is empty"),
        ("photo", "a.webp", b"RIFF\x20\0\0\0WEBPVP8 ", "cannot be read: it may be damaged"),
        ("photo", "a.jpg", b"\xff\xd8\xff\xe0", "cannot be read: it may be damaged"),
        ("photo", "a.png", &huge, "60000 × 60000 pixels, and the most is 50 million"),
        ("photo", "large.png", &large, "“large.png” is too large: the most is 100 kB."),
        ("leaflet", "a.csv", b"<script>1</script>", "choose a file of the type PDF or CSV"),
        ("leaflet", "a.csv", b"a\0b", "is of no type we know"),
        ("leaflet", "{{7*7}}.zip", b"PK\x03\x04\0\0\0\0", "“{{7*7}}.zip” is ZIP"),
    ];
    for (field, name, content, words) in bad {
        let parts = Parts::default().text("title", "Kept").file(field, name, "image/png", content);
        let page = parts.post(&app, NEW).await.is(StatusCode::UNPROCESSABLE_ENTITY);
        let said = page.words(&format!("#field-{field}-error"));
        assert!(said.contains(words), "{name}: {said}");
        assert_eq!(page.attribute("#field-title", "value").as_deref(), Some("Kept"));
        assert!(page.attribute(&format!("#field-{field}"), "aria-describedby").expect("words").contains("-error"));
    }
    assert_eq!(shelf.keys(), Vec::<String>::new());

    // Names that are no mistake, but must not do anything.
    for (at, (name, shown)) in [
        ("../../x.png", "x.png"),
        ("C:\\x.png", "x.png"),
        ("a.html", "a.html.png"),
        ("", "file.png"),
        ("CON", "CON.png"),
        ("\u{202e}gnp.html", "gnp.html.png"),
        ("\\\"; filename=\\\"b.html", "; filename= b.html.png"),
    ]
    .into_iter()
    .enumerate()
    {
        let parts = Parts::default().text("title", &at.to_string());
        let page = parts.file("photo", name, "text/html", &png(1, 1)).post(&app, NEW).await;
        let at = app.saved(&page);
        let said = app.get(&at).await.ok().words(".file p a");
        assert!(said == shown || name.contains("filename"), "{name}: {said}");
        let served = app.get(&format!("{at}/files/photo")).await.ok();
        assert_eq!(served.headers["content-type"], "image/png", "by its content: {name}");
        assert_eq!(served.headers.get_all("content-disposition").iter().count(), 1);
    }
    let page = Parts::default().text("title", "Gif").file("photo", "a.gif", "image/gif", gif).post(&app, NEW).await;
    let served = app.get(&format!("{}/files/photo", app.saved(&page))).await.ok();
    assert_eq!(
        (&served.headers["content-type"], served.body.contains("<script>")),
        (&"image/gif".parse().expect("a value"), true)
    );
    assert!(served.headers["content-security-policy"].to_str().expect("text").contains("sandbox"));
}

pub(crate) async fn s18_files_are_for_those_who_may_see_the_row(db: Database) {
    let shelf = Shelf::default();
    let seen = Arc::new(Mutex::new(true));
    let may = seen.clone();
    let app = app_with(db, &shelf, |builder| {
        builder
            .scope::<Poster>(|_| vec![Poster::fields().title.is_any(["Cat".to_owned(), "Dog".to_owned()])])
            .permissions(move |_, _, permission| permission != Permission::View || *may.lock().expect("no panic"))
    })
    .await;
    let at = with_a_poster(&app).await;
    app.get(&format!("{at}/files/photo")).await.ok();
    for (path, status) in [
        (format!("{at}/files/title"), StatusCode::NOT_FOUND),
        (format!("{at}/files/nothing"), StatusCode::NOT_FOUND),
        (format!("{at}/files/draft"), StatusCode::NOT_FOUND),
        (format!("{at}/files/secret"), StatusCode::NOT_FOUND),
        (format!("{at}/files/..%2fphoto"), StatusCode::NOT_FOUND),
        (format!("{at}/files/%ff"), StatusCode::BAD_REQUEST),
        (format!("{at}/files"), StatusCode::NOT_FOUND),
        ("/shop/posters/999/files/photo".to_owned(), StatusCode::NOT_FOUND),
        ("/shop/posters/x/files/photo".to_owned(), StatusCode::NOT_FOUND),
    ] {
        app.get(&path).await.is(status);
    }
    app.post(&format!("{at}/files/photo"), &[]).await.is(StatusCode::METHOD_NOT_ALLOWED);
    app.run("UPDATE posters SET title = 'Bird'").await;
    app.get(&format!("{at}/files/photo")).await.is(StatusCode::NOT_FOUND);
    app.run("UPDATE posters SET title = 'Cat'").await;
    *seen.lock().expect("no panic") = false;
    app.get(&format!("{at}/files/photo")).await.is(StatusCode::FORBIDDEN);
    let parts = Parts::default().text("title", "Dog").file("photo", "a.png", "image/png", &png(1, 1));
    parts.post(&app, &at).await.is(StatusCode::FORBIDDEN);
    assert_eq!(shelf.keys().len(), 2, "nothing came in");
}

pub(crate) async fn s11_bodies_that_are_not_as_they_should_be(db: Database) {
    let shelf = Shelf::default();
    let app = app(db, &shelf).await;
    let kind = "multipart/form-data; boundary=XyZ";
    let file = |parts: Parts| parts.file("photo", "a.png", "image/png", &png(1, 1));
    let whole = |parts: Parts| parts.end();
    let cut = |parts: Parts| parts.0;
    type Broken = Box<dyn Fn(Parts) -> Vec<u8>>;
    let bad: [(&str, StatusCode, &str, Broken); 15] = [
        ("multipart/form-data", StatusCode::BAD_REQUEST, "where its parts end", Box::new(whole)),
        ("multipart/form-data; boundary=", StatusCode::BAD_REQUEST, "where its parts end", Box::new(whole)),
        ("multipart/form-data; boundary=Other", StatusCode::BAD_REQUEST, "in the middle", Box::new(whole)),
        ("multipart/mixed; boundary=XyZ", StatusCode::UNSUPPORTED_MEDIA_TYPE, "takes forms only", Box::new(whole)),
        (kind, StatusCode::BAD_REQUEST, "in the middle", Box::new(move |it| cut(file(it)))),
        (kind, StatusCode::BAD_REQUEST, "in the middle", Box::new(|it| it.0[..it.0.len() - 4].to_vec())),
        (
            kind,
            StatusCode::BAD_REQUEST,
            "no name",
            Box::new(|it| it.part("Content-Disposition: form-data", b"x").end()),
        ),
        (kind, StatusCode::BAD_REQUEST, "no name", Box::new(|it| it.part("X-Y: z", b"x").end())),
        (
            kind,
            StatusCode::BAD_REQUEST,
            "form with parts",
            Box::new(|it| {
                it.part(
                    "Content-Disposition: form-data; name=\"title\"\r\nContent-Type: multipart/mixed; boundary=a",
                    b"x",
                )
                .end()
            }),
        ),
        (
            kind,
            StatusCode::BAD_REQUEST,
            "“title” takes no file",
            Box::new(|it| it.file("title", "a.txt", "text/plain", b"x").end()),
        ),
        (
            kind,
            StatusCode::BAD_REQUEST,
            "“draft” takes no file",
            Box::new(|it| it.file("draft", "a.txt", "text/plain", b"x").end()),
        ),
        (
            kind,
            StatusCode::BAD_REQUEST,
            "“photo” takes a file",
            Box::new(|it| it.text("photo", "posters/photo/1.png").end()),
        ),
        (kind, StatusCode::BAD_REQUEST, "takes one file", Box::new(move |it| file(file(it)).end())),
        (
            kind,
            StatusCode::BAD_REQUEST,
            "not written in UTF-8",
            Box::new(|it| it.part("Content-Disposition: form-data; name=\"title\"", b"\xff").end()),
        ),
        (
            kind,
            StatusCode::PAYLOAD_TOO_LARGE,
            "more than 1000 fields",
            Box::new(|it| (0..1_001).fold(it, |it, _| it.text("title", "a")).end()),
        ),
    ];
    for (at, (kind, status, words, body)) in bad.into_iter().enumerate() {
        let body = |token: &str| Body::from(body(Parts::default().text("_csrf", token).text("_save", "stay")));
        let page = app.post_body(NEW, kind, body).await;
        assert_eq!(page.status, status, "{at}: {}", page.words("main"));
        assert!(page.words("main").contains(words), "{at}: {}", page.words("main"));
    }
    // Texts that are too long, headers without an end, and a file that is larger than anybody reads.
    let long = "a".repeat(2 * 1024 * 1024);
    Parts::default().text("title", &long).post(&app, NEW).await.is(StatusCode::PAYLOAD_TOO_LARGE);
    let endless = |token: &str| {
        let start = Parts::default().text("_csrf", token).0;
        let line = Ok::<_, io::Error>(format!("X: {}\r\n", "y".repeat(60_000)));
        let lines = futures_util::stream::iter((0..100).map(move |_| Ok(line.as_ref().expect("a line").clone())));
        let start = futures_util::stream::iter([Ok::<_, io::Error>(
            String::from_utf8_lossy(&start).into_owned() + "--XyZ\r\n",
        )]);
        Body::from_stream(futures_util::StreamExt::chain(start, lines))
    };
    app.post_body(NEW, kind, endless).await.is(StatusCode::BAD_REQUEST);
    let huge = vec![7; 60 * 1024 * 1024];
    let page = Parts::default().file("photo", "a.png", "image/png", &huge).post(&app, NEW).await;
    let page = page.is(StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.words("main").contains("a file may have at most 10 MB"), "{}", page.words("main"));
    // A text where a file belongs, in a body that has no files.
    app.post(NEW, &[("title", "Cat"), ("photo", "posters/photo/1.png")]).await.is(StatusCode::BAD_REQUEST);
    // A client that goes away half way.
    let pending = |token: &str| {
        let start = Parts::default().text("_csrf", token).text("title", "Cat").0;
        let start = futures_util::stream::iter([Ok::<_, io::Error>(start)]);
        Body::from_stream(futures_util::StreamExt::chain(start, futures_util::stream::pending()))
    };
    let gone = tokio::time::timeout(Duration::from_millis(200), app.post_body(NEW, kind, pending)).await;
    assert!(gone.is_err(), "it waits for more");
    assert_eq!(
        (shelf.keys(), app.get(NEW).await.ok().texts("tbody tr").len()),
        (Vec::new(), 0),
        "nothing of it came in"
    );
}

pub(crate) async fn s2_a_form_with_files_needs_its_token_first(db: Database) {
    let shelf = Shelf::default();
    let app = app(db, &shelf).await;
    let kind = "multipart/form-data; boundary=XyZ";
    let file = |parts: Parts| parts.file("photo", "a.png", "image/png", &png(1, 1));
    let none = Parts::default().text("title", "Cat");
    for parts in [none.clone(), file(none.clone()), none.clone().text("_csrf", "wrong"), file(none.text("_csrf", ""))] {
        let page = app.post_body(NEW, kind, |_| Body::from(parts.end())).await.is(StatusCode::FORBIDDEN);
        assert!(page.words("main").contains("did not carry the token"));
    }
    let late = |token: &str| Body::from(file(Parts::default().text("title", "Cat")).text("_csrf", token).end());
    app.post_body(NEW, kind, late).await.is(StatusCode::FORBIDDEN);
    assert_eq!((shelf.keys(), app.get(NEW).await.ok().texts("tbody tr").len()), (Vec::new(), 0));
    Parts::default().text("title", "Cat").post(&app, NEW).await.is(StatusCode::SEE_OTHER);
}
