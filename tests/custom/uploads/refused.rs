//! What a client can get wrong, and whom a file is not for.

use std::{
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::body::Body;
use http::StatusCode;
use kaffy::{AdminResource, Database, Permission};

use super::{NEW, PDF, Parts, Poster, Shelf, app, app_with, png, with_a_poster};

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
