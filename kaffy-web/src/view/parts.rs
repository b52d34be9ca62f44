//! Icons and words that what is drawn in Rust has on many places of a page: made once for each language.

use kaffy_core::tr;

use super::row_html::Html;
use crate::templates::Templates;

/// All of it as HTML, ready to stand between tags.
pub(crate) struct Parts {
    pub(super) check: String,
    pub(super) cross: String,
    pub(super) alert: String,
    pub(super) out: String,
    /// What an empty cell is called.
    pub(super) empty: String,
    /// Behind a link that opens another tab.
    pub(super) new_tab: String,
    /// Before the name of a row to open.
    pub(super) open_row: String,
    /// Before the name of a row to select.
    pub(super) select_row: String,
    /// Beside the label of a field that has to be filled in.
    pub(super) required: String,
    pub(super) choose: String,
    pub(super) open: String,
    pub(super) add: String,
    pub(super) edit: String,
}

impl Parts {
    /// Those in the language at hand.
    pub(crate) fn of(templates: &Templates) -> Self {
        let icon = |name| templates.icon(name);
        let said = |text: String| {
            let mut html = Html::default();
            html.text(&text);
            html.0
        };
        Self {
            check: icon("check"),
            cross: icon("cross"),
            alert: icon("alert"),
            out: icon("out"),
            empty: said(tr!("cell-empty")),
            new_tab: said(tr!("layout-new-tab")),
            open_row: said(tr!("table-open")),
            select_row: said(tr!("table-select")),
            required: said(tr!("page-form-required")),
            choose: said(tr!("combo-choose")),
            open: said(tr!("pick-open")),
            add: said(tr!("pick-add")),
            edit: said(tr!("pick-edit")),
        }
    }
}
