//! Rows of another resource that are joined to a record, as tokens (A48).

use serde::Serialize;

use super::Problem;

/// What is chosen of one resource, in `resource/links.html`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct LinksView {
    /// Its name in the form: `tags`.
    pub name: String,
    /// The `id` of its input.
    pub id: String,
    /// The label.
    pub label: String,
    /// One of them, in running text: `tag`.
    pub singular: String,
    /// One of them, as it stands alone, for messages: `Tag`.
    pub thing: String,
    /// What is chosen, and what was when the form was drawn.
    pub tokens: Vec<TokenView>,
    /// Where the script finds rows to choose from.
    pub options_href: String,
    /// The form that adds one to choose, for somebody who may.
    pub add_href: Option<String>,
    /// Whether more can be chosen.
    pub may_add: bool,
    /// Whether what was chosen can be taken away.
    pub may_remove: bool,
    /// Whether there are more than are shown.
    pub is_cut: bool,
    /// What is wrong with the choice.
    pub error: Option<String>,
    /// Whether the page opens with the cursor in it.
    pub has_focus: bool,
}

/// One row.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TokenView {
    /// Its key, as the form sends it.
    pub value: String,
    /// What people call it.
    pub label: String,
    /// Its page.
    pub href: String,
    /// Whether it is chosen.
    pub is_on: bool,
    /// Whether it was when the form was drawn first: the hidden field `tags.was`.
    pub was: bool,
}

impl LinksView {
    pub(crate) fn problem(&self) -> Option<Problem> {
        let message = self.error.clone()?;
        Some(Problem { id: self.id.clone(), label: self.label.clone(), message })
    }
}
