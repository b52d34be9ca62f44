//! What somebody is told: words, how they are meant, and where they lead.

use serde::{Deserialize, Serialize};

use super::reading::NotificationLink;
use crate::{AdminResource, Key, key::escaped, one_line::is_unruly, registry::slugify};

/// Characters of a text; a longer one is cut.
pub(super) const TEXT: usize = 500;
/// Characters of an address; a longer one is left out.
pub(super) const LINK: usize = 1_000;

/// How a notification is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotificationKind {
    /// It went as it should.
    #[default]
    Success,
    /// Something to look at.
    Warning,
}

impl NotificationKind {
    /// The word that is stored, and that style sheets know.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Warning => "warning",
        }
    }

    pub(super) fn of_word(word: &str) -> Self {
        if word == "warning" { Self::Warning } else { Self::Success }
    }
}

/// Something to tell somebody, to be handed to [`Ctx::notify`](crate::Ctx::notify) or
/// [`send_in`](Self::send_in).
///
/// ```
/// use kaffy_core::Notification;
///
/// let told = Notification::new("The prices of Lyon are in").link("/reports/7");
/// let trouble = Notification::new("Lyon sent no prices").warning();
/// ```
#[derive(Clone, Debug)]
#[must_use = "somebody has to be told"]
pub struct Notification {
    pub(super) kind: NotificationKind,
    pub(super) said: Said,
    pub(super) link: Option<NotificationLink>,
    pub(super) about: Option<String>,
}

/// Plain text, or a message in whatever language the reader has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Said {
    Text(String),
    Message { message: String, with: Vec<(String, Argument)> },
}

/// What is put into a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Argument {
    Number(u64),
    Text(String),
}

impl Notification {
    /// Plain text, which pages show as it is and never as HTML: 500 characters at most, the rest is cut. What is not
    /// said otherwise [went well](NotificationKind::Success).
    pub fn new(text: impl Into<String>) -> Self {
        Self { kind: NotificationKind::Success, said: Said::Text(plain(&text.into(), TEXT)), link: None, about: None }
    }

    /// One of kaffy's own messages, which each reader gets in their own language.
    #[doc(hidden)]
    pub fn message(id: &'static str) -> Self {
        let said = Said::Message { message: id.to_owned(), with: Vec::new() };
        Self { said, ..Self::new("") }
    }

    /// Puts a text into a message.
    #[doc(hidden)]
    pub fn with(self, name: &'static str, text: &str) -> Self {
        self.put(name, Argument::Text(plain(text, TEXT)))
    }

    /// Puts a number into a message.
    #[doc(hidden)]
    pub fn with_number(self, name: &'static str, number: u64) -> Self {
        self.put(name, Argument::Number(number))
    }

    fn put(mut self, name: &'static str, argument: Argument) -> Self {
        if let Said::Message { with, .. } = &mut self.said {
            with.push((name.to_owned(), argument));
        }
        self
    }

    /// Says that it is something to look at.
    pub fn warning(mut self) -> Self {
        self.kind = NotificationKind::Warning;
        self
    }

    /// Leads to a path of this host, such as `/reports/7`, or to an `http(s)` address. Anything else, and what is longer
    /// than 1,000 characters, is left out, with a warning in the log.
    pub fn link(mut self, address: impl Into<String>) -> Self {
        let address = address.into();
        if crate::site::is_address(&address) && address.chars().count() <= LINK {
            self.link = Some(NotificationLink::Outside(address));
        } else {
            tracing::warn!(address, "a notification leads nowhere: give it a path of this host or an http address");
        }
        self
    }

    /// Leads to the page of a record, wherever the admin is mounted. Who may not see the record finds no page there.
    ///
    /// ```
    /// # use kaffy_core::{AdminResource, Notification};
    /// # fn told<Product: AdminResource>() -> Notification {
    /// Notification::new("Somebody asks about a product").to_record::<Product>(7_i64)
    /// # }
    /// ```
    pub fn to_record<R: AdminResource>(self, key: impl Into<Key>) -> Self {
        let (context, slug) = (escaped(&slugify(R::META.context)), escaped(R::META.slug));
        let path = format!("/{context}/{slug}/{}", key.into().plain_segment(R::META));
        Self { link: Some(NotificationLink::Inside(path)), ..self }
    }

    /// Leads to a page of the admin; each segment is escaped.
    #[doc(hidden)]
    pub fn inside(self, segments: &[&str]) -> Self {
        let path = segments.iter().map(|segment| format!("/{}", escaped(segment))).collect();
        Self { link: Some(NotificationLink::Inside(path)), ..self }
    }

    /// Names what it tells of, so that whoever looked at that there has read it here.
    #[doc(hidden)]
    pub fn about(mut self, id: impl Into<String>) -> Self {
        self.about = Some(id.into());
        self
    }
}

impl From<&str> for Notification {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Notification {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

/// A text that breaks no line and turns no direction of writing.
fn plain(text: &str, most: usize) -> String {
    let mut clean: String = text.chars().take(most).map(|c| if is_unruly(c) { ' ' } else { c }).collect();
    if text.chars().nth(most).is_some() {
        clean.pop();
        clean.push('…');
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a90_texts_are_plain_and_bounded() {
        let Said::Text(text) = Notification::new(format!("a\0b\nc\u{202e}{}", "ä".repeat(600))).said else { panic!() };
        assert!(text.starts_with("a b c ä") && text.ends_with('…') && text.chars().count() == TEXT, "{text}");
        let Said::Text(whole) = Notification::new("ä".repeat(TEXT)).said else { panic!() };
        assert_eq!(whole, "ä".repeat(TEXT));
        for bad in ["javascript:alert(1)", "//evil.example", "reports/7", ""] {
            assert_eq!(Notification::new("x").link(bad).link, None, "{bad}");
        }
        assert_eq!(Notification::new("x").link(format!("/{}", "x".repeat(1_000))).link, None);
        let kept = Notification::message("m").with("a", "b").with_number("n", 7).said;
        let text = serde_json::to_string(&kept).expect("JSON");
        assert_eq!(serde_json::from_str::<Said>(&text).expect("read"), kept);
    }
}
