//! Pages and questions of the application's own.

use serde::Serialize;

/// `p/{slug}.html`: a page of the application's own.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CustomPageView {
    /// Its part of the address.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// What its function made.
    pub data: serde_json::Value,
}

/// `link.html`: what is asked before a link of the application's own is followed.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct LinkQuestion {
    /// What the link says.
    pub name: String,
    /// What is asked.
    pub question: Option<String>,
    /// Where the answer is posted.
    pub action: String,
    /// Whether what follows opens a new tab.
    pub is_new_tab: bool,
    /// The way back.
    pub cancel_href: String,
}
