//! The cookies of one browser, for the test binaries that include this file.

use std::sync::Mutex;

use http::{HeaderMap, header};

/// The cookies of one browser.
#[derive(Debug, Default)]
pub(crate) struct Jar(Mutex<Vec<(String, String)>>);

impl Jar {
    /// Sends them along, unless the request has some of its own.
    pub(crate) fn send_with(&self, headers: &mut HeaderMap) {
        let held = self.0.lock().expect("one thread");
        let held: Vec<_> = held.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !held.is_empty() && !headers.contains_key(header::COOKIE) {
            headers.insert(header::COOKIE, held.join("; ").parse().expect("cookies"));
        }
    }

    /// Keeps what an answer sets, and forgets what it takes back.
    pub(crate) fn keep(&self, headers: &HeaderMap) {
        for value in headers.get_all(header::SET_COOKIE) {
            let text = value.to_str().expect("a cookie is text");
            let (name, rest) = text.split_once('=').expect("a cookie has a value");
            match text.contains("Max-Age=0") {
                true => self.0.lock().expect("one thread").retain(|(known, _)| known != name),
                false => self.set(name, rest.split(';').next().unwrap_or_default()),
            }
        }
    }

    #[allow(dead_code, reason = "not every test looks at its cookies")]
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let held = self.0.lock().expect("one thread");
        held.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    pub(crate) fn set(&self, name: &str, value: &str) {
        let mut held = self.0.lock().expect("one thread");
        held.retain(|(known, _)| known != name);
        held.push((name.to_owned(), value.to_owned()));
    }
}
