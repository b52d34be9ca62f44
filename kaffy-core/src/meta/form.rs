//! How a form is laid out.

/// Some fields of a form under one heading.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct SectionMeta {
    /// The heading; none for fields listed without a section.
    pub title: Option<&'static str>,
    /// A sentence under the heading.
    pub description: Option<&'static str>,
    /// Whether it starts closed. One with an error is open.
    pub collapsed: bool,
    /// Names of fields, in order.
    pub fields: &'static [&'static str],
}

impl SectionMeta {
    /// Fields without a heading.
    pub const fn new(fields: &'static [&'static str]) -> Self {
        Self { title: None, description: None, collapsed: false, fields }
    }

    /// Sets the heading.
    pub const fn title(mut self, title: &'static str) -> Self {
        self.title = Some(title);
        self
    }

    /// Sets the sentence under the heading.
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = Some(description);
        self
    }

    /// Lets it start closed.
    pub const fn collapsed(mut self) -> Self {
        self.collapsed = true;
        self
    }
}
