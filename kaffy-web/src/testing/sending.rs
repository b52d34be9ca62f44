//! A request on its way through the router, with the cookies of one browser.

use std::net::{Ipv4Addr, SocketAddr};

use axum::{
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, StatusCode, header, request::Builder},
};
use tower::ServiceExt;

use super::{TestAdmin, TestPage};

impl TestAdmin {
    pub(super) async fn send(&self, request: Builder, body: Vec<u8>) -> TestPage {
        let held: Vec<_> = self.held().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = if held.is_empty() { request } else { request.header(header::COOKIE, held.join("; ")) };
        // From this very machine, as the login for local development wants it.
        let peer = ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 50_000)));
        let request = match request.extension(peer).body(Body::from(body)) {
            Ok(request) => request,
            Err(error) => panic!("this is no address: {error}"),
        };
        let address = format!("{} {}", request.method(), request.uri());
        // A router answers whatever happens.
        let Ok(answer) = self.app.clone().oneshot(request).await;
        let (parts, body) = answer.into_parts();
        self.keep(&parts.headers);
        match to_bytes(body, usize::MAX).await {
            Ok(body) => TestPage::new(parts.status, parts.headers, body.to_vec(), address),
            Err(error) => {
                let words = format!("the answer broke off: {error}").into_bytes();
                TestPage::new(StatusCode::INTERNAL_SERVER_ERROR, HeaderMap::new(), words, address)
            }
        }
    }

    /// Posts a form as a browser would that has it on a page of this host.
    pub(super) async fn post(&self, path: &str, kind: &str, body: Vec<u8>) -> TestPage {
        let scheme = if self.admin().is_https() { "https" } else { "http" };
        let origin = format!("{scheme}://{}", self.host);
        let request = self.request("POST", path).header(header::ORIGIN, origin).header(header::CONTENT_TYPE, kind);
        self.send(request, body).await
    }

    fn keep(&self, headers: &HeaderMap) {
        let mut cookies = self.held();
        for text in headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let Some((name, rest)) = text.split_once('=') else { continue };
            cookies.retain(|(known, _)| known != name);
            if !text.contains("Max-Age=0") {
                cookies.push((name.to_owned(), rest.split(';').next().unwrap_or_default().to_owned()));
            }
        }
    }
}
