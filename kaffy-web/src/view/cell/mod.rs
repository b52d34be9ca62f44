//! One value as a person reads it, in a list or where a form shows text.

mod address;
mod of_field;
mod times;
mod values;
mod words;

use kaffy_core::{Shown, Tone, Widget, is_web_address, tr};
use serde::{Serialize, Serializer, ser::SerializeMap};

use address::is_near;
pub(crate) use address::is_site_address;
pub(super) use words::CellWords;

/// Longer texts are cut in a list.
const LONG: usize = 140;
/// Longer lists are cut.
const MOST_ITEMS: usize = 4;
/// What a cut text shows on focus ends somewhere, too.
const LONGEST: usize = 2_000;

/// How a value is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum CellKind {
    /// NULL or an empty text.
    Empty,
    /// Words.
    Text,
    /// Code: JSON, a uuid.
    Code,
    /// A number, aligned right.
    Number,
    /// True.
    Yes,
    /// False.
    No,
    /// A choice.
    Badge,
    /// A date, a time or both.
    Time,
    /// A link: another record, a web or mail address.
    Link,
    /// Rows of another resource.
    Rows,
    /// A colour.
    Color,
    /// A secret, which is never shown.
    Secret,
    /// A value that could not be read.
    Broken,
}

/// One value, ready to draw.
///
/// There are hundreds on a page, so a template sees as little as there is: a cell that is nothing but
/// its text is that text (`{% if cell is string %}{{ cell }}`), and of any other one what it does not
/// have is left out (`{% if cell.href %}`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CellView {
    /// How it is drawn.
    pub kind: CellKind,
    /// Its text.
    pub text: String,
    /// The whole text, where `text` had to be cut; why a value is broken; `text` once more where an empty
    /// one says so in words; an instant with its seconds and its zone.
    pub full: Option<String>,
    /// Where it leads.
    pub href: Option<String>,
    /// Whether `href` leaves the admin.
    pub is_external: bool,
    /// The value for machines, and what a pointer reads: `2026-03-29T14:05:00Z`.
    pub machine: Option<String>,
    /// Rich text where all of it is shown, as it was saved: `{{ cell.html | clean_html }}` draws it. There
    /// is no other way, since a template trusts no text.
    pub html: Option<String>,
    /// Which colour a badge has, from 0 to 6; 6 is for what is wrong.
    pub tone: Option<usize>,
    /// Rows of another resource, of which `text` has the labels one after the other.
    pub rows: Vec<RowLink>,
    /// That there are more of them, in words.
    pub more: Option<String>,
    /// Whether its text is all there is to draw, as with most cells of most lists.
    is_plain: bool,
}

/// A row of another resource in a cell with several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RowLink {
    /// What people call it.
    pub text: String,
    /// Its page.
    pub href: String,
}

impl Serialize for CellView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_plain {
            return serializer.serialize_str(&self.text);
        }
        let mut cell = serializer.serialize_map(None)?;
        cell.serialize_entry("kind", &self.kind)?;
        cell.serialize_entry("text", &self.text)?;
        for (name, text) in
            [("full", &self.full), ("href", &self.href), ("machine", &self.machine), ("html", &self.html)]
        {
            if let Some(text) = text {
                cell.serialize_entry(name, text)?;
            }
        }
        if !self.rows.is_empty() {
            cell.serialize_entry("rows", &self.rows)?;
        }
        if let Some(more) = &self.more {
            cell.serialize_entry("more", more)?;
        }
        if self.is_external {
            cell.serialize_entry("is_external", &true)?;
        }
        if let Some(tone) = self.tone {
            cell.serialize_entry("tone", &tone)?;
        }
        cell.end()
    }
}

impl CellView {
    fn new(kind: CellKind, text: impl Into<String>) -> Self {
        let is_plain = matches!(kind, CellKind::Text | CellKind::Number);
        Self {
            kind,
            text: text.into(),
            full: None,
            href: None,
            is_external: false,
            machine: None,
            html: None,
            tone: None,
            rows: Vec::new(),
            more: None,
            is_plain,
        }
    }

    /// Nothing: a sign for it, or words.
    pub(crate) fn empty(text: &str) -> Self {
        let words = text.chars().any(char::is_alphanumeric).then(|| text.to_owned());
        Self { full: words, ..Self::new(CellKind::Empty, text) }
    }

    /// What code shows.
    pub(crate) fn shown(shown: &Shown) -> Self {
        Self::shown_in(shown, &CellWords::default())
    }

    /// The same with words at hand.
    pub(super) fn shown_in(shown: &Shown, said: &CellWords) -> Self {
        match shown {
            Shown::Text(text) => Self::words(Widget::Auto, text.clone()),
            Shown::Value { meta, value } => Self::of_in(meta, &Ok(value.clone()), said),
            Shown::Badge { text, tone } => Self { tone: Some(colour(*tone)), ..Self::new(CellKind::Badge, text) },
            // What is a link is decided when it is drawn (S34).
            Shown::Link { text, href } if is_web_address(href) => {
                Self { href: Some(href.clone()), is_external: true, ..Self::new(CellKind::Link, text).cut() }
            }
            Shown::Link { text, href } if is_near(href) => Self::link(text, href.clone()),
            Shown::Link { text, .. } => Self::words(Widget::Auto, text.clone()),
            Shown::Broken(why) => Self::broken(why.to_string()),
            _ => Self::empty("—"),
        }
    }

    /// A value that leads to another record.
    pub(crate) fn link(text: &str, href: String) -> Self {
        Self { href: Some(href), ..Self::new(CellKind::Link, text).cut() }
    }

    /// The first of several other records, and how many there are in all.
    pub(crate) fn rows(mut rows: Vec<RowLink>, total: usize) -> Self {
        if rows.is_empty() {
            return Self::empty("—");
        }
        // As lists of values are cut (K62), so that there is never one other alone.
        if total > MOST_ITEMS {
            rows.truncate(MOST_ITEMS - 1);
        }
        let others = total.saturating_sub(rows.len());
        let more = (others > 0).then(|| tr!("cell-more", count = others));
        let labels: Vec<_> = rows.iter().map(|row| row.text.as_str()).collect();
        let text = [labels.join(", ")].into_iter().chain(more.clone()).collect::<Vec<_>>().join(" ");
        Self { rows, more, ..Self::new(CellKind::Rows, text) }
    }

    /// The label of another record that the actor may not open.
    pub(crate) fn plain(text: &str) -> Self {
        Self::new(CellKind::Text, text).cut()
    }

    /// Words that are not cut, however long they are.
    pub(crate) fn entire(text: &str) -> Self {
        Self::new(CellKind::Text, text)
    }

    fn cut(mut self) -> Self {
        if self.text.chars().count() > LONG {
            let short: String = self.text.chars().take(LONG - 1).collect();
            self.full = Some(self.text.chars().take(LONGEST).collect());
            self.text = format!("{}…", short.trim_end());
            self.is_plain = false;
        }
        self
    }
}

/// A text as a cell shows it: a megabyte would be one in every place that names the row.
pub(super) fn shortened(text: &str) -> String {
    CellView::new(CellKind::Text, text.to_owned()).cut().text
}

/// Which badge says it.
fn colour(tone: Tone) -> usize {
    match tone {
        Tone::Good => 0,
        Tone::Warning => 1,
        Tone::Info => 2,
        Tone::Bad => 6,
        _ => 5,
    }
}

#[cfg(test)]
mod tests;
