//! Somebody who walks through the bakery in the made-up language.

use axum::body::Body;
use http::{Request, header};
use kaffy::AdminBuilder;

use super::{bakery::bakery, marked};
use crate::support::{Page, TestApp};

/// Somebody who walks through the bakery in the made-up language, and notes what is in no message file.
pub(super) struct Walk {
    pub(super) app: TestApp,
    pub(super) strays: Vec<String>,
}

impl Walk {
    pub(super) async fn through(change: impl FnOnce(AdminBuilder) -> AdminBuilder) -> Self {
        Self { app: bakery(marked::TAG, change).await, strays: Vec::new() }
    }

    #[track_caller]
    pub(super) fn seen(&mut self, status: u16, page: Page) -> Page {
        assert_eq!(page.status, status, "{}: {}", page.address, page.words("main"));
        if page.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
            let is_part = !page.body.contains("<html");
            assert!(is_part || page.body.contains('⟦'), "{} is in another language", page.address);
            let found = marked::strays(&page).into_iter();
            self.strays.extend(found.map(|stray| format!("{} {}: {stray}", status, page.address)));
        }
        page
    }

    pub(super) async fn get(&mut self, path: &str) -> Page {
        self.get_as("ann", 200, path).await
    }

    pub(super) async fn get_as(&mut self, user: &str, status: u16, path: &str) -> Page {
        let page = self.app.get_as(user, path).await;
        self.seen(status, page)
    }

    pub(super) async fn post(&mut self, status: u16, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_as("ann", status, path, fields).await
    }

    /// Posts, and follows to the page with the message, if there is one.
    pub(super) async fn post_as(&mut self, user: &str, status: u16, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.app.post_as(user, path, fields).await;
        let page = self.seen(status, page);
        if status == 303 {
            let place = page.headers[header::LOCATION].to_str().expect("an address").to_owned();
            let place = place.split('#').next().unwrap_or_default().strip_prefix("/admin").expect("inside").to_owned();
            return self.get_as(user, 200, &place).await;
        }
        page
    }

    pub(super) async fn send(&mut self, status: u16, request: http::request::Builder, body: impl Into<Body>) -> Page {
        let page = self.app.send(request.body(body.into()).expect("a request")).await;
        self.seen(status, page)
    }

    /// A form that comes in parts, as a page of the admin would send it.
    pub(super) async fn parts(&mut self, status: u16, boundary: &str, parts: &str) -> Page {
        let token = self.app.token().await;
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{token}\r\n");
        let request = Request::post("/admin/agora/loaves")
            .header(header::CONTENT_TYPE, format!("multipart/form-data{boundary}"))
            .header(header::ORIGIN, "http://shed.test");
        self.send(status, request, head + parts).await
    }

    /// A file to import.
    pub(super) async fn sheet(&mut self, status: u16, text: &str) -> Page {
        let token = self.app.token().await;
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{token}\r\n");
        let request = Request::post("/admin/agora/loaves/import")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .header(header::ORIGIN, "http://shed.test");
        let body = format!("{head}{PART}name=\"_sheet\"; filename=\"a.csv\"\r\n\r\n{text}\r\n--x--\r\n");
        self.send(status, request, body).await
    }

    #[track_caller]
    pub(super) fn end(self) {
        let mut strays = self.strays;
        strays.dedup();
        assert!(strays.is_empty(), "{} texts are in no message file:\n{}", strays.len(), strays.join("\n"));
    }
}

pub(super) const PART: &str = "--x\r\nContent-Disposition: form-data; ";

/// The head of a form request, from a page that does not say where it is.
pub(super) fn walk_form(address: &str) -> http::request::Builder {
    Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}
