//! Words, and how far something has come.

use crate::tr;

/// A text, as it is: markup in it is shown and not obeyed. Line breaks stay.
///
/// ```
/// use kaffy_core::dashboard::Text;
///
/// let text = Text::new("The oven is cold on Mondays.").link("Opening hours", "/hours");
/// # let _ = text;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub(crate) words: String,
    pub(crate) link: Option<(String, String)>,
}

impl Text {
    /// These words.
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), link: None }
    }

    /// Adds a link below them: to a path of this host or an `http(s)` address. Any other address is left
    /// out.
    #[must_use]
    pub fn link(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.link = Some((label.into(), href.into()));
        self
    }

    /// The words.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The link's label and address, if it has one that may be shown.
    pub fn shown_link(&self) -> Option<(&str, &str)> {
        let (label, href) = self.link.as_ref()?;
        crate::site::is_address(href).then_some((label.as_str(), href.as_str()))
    }
}

/// How far something has come.
///
/// ```
/// use kaffy_core::dashboard::Progress;
///
/// assert_eq!(Progress::of(3, 12).label("shelves filled").filled(), 25.0);
/// assert_eq!(Progress::percent(79).shown(), "79%");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    pub(crate) done: f64,
    pub(crate) of: f64,
    /// Whether it is so many percent, and not so many of so many.
    pub(crate) is_percent: bool,
    pub(crate) label: Option<String>,
}

impl Progress {
    /// So many percent; more than 100 fill the bar and are shown as they are.
    pub fn percent(percent: impl super::Number) -> Self {
        let done = percent.drawn().unwrap_or_default();
        Self { done, of: 100.0, is_percent: true, label: None }
    }

    /// So many of so many.
    pub fn of(done: impl super::Number, all: impl super::Number) -> Self {
        let (done, of) = (done.drawn().unwrap_or_default(), all.drawn().unwrap_or_default());
        Self { done, of, is_percent: false, label: None }
    }

    /// Says what is measured.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// How much of the bar is full, between 0 and 100.
    pub fn filled(&self) -> f64 {
        if self.of > 0.0 { (self.done / self.of * 100.0).clamp(0.0, 100.0) } else { 0.0 }
    }

    /// The number as people read it: `79%`, `3 of 12`.
    pub fn shown(&self) -> String {
        match self.is_percent {
            true => tr!("progress-percent", percent = crate::dashboard::chart::trimmed(self.done)),
            false => {
                let number = crate::dashboard::chart::grouped;
                tr!("progress-of", done = number(self.done), all = number(self.of))
            }
        }
    }

    /// What is measured.
    pub fn what(&self) -> Option<&str> {
        self.label.as_deref()
    }
}
