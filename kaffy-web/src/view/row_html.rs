//! The cells of a list as HTML.
//!
//! They are drawn here and not in a template: a page has hundreds, each with its heading to look up, and
//! they were most of the time it took. What is drawn is what the component `cell` of
//! `resource/cell.html` draws, as a test makes sure, and an application that has a `cell` of its own gets
//! that one. Whatever is not written in this file goes through [`Html::text`], which escapes it.

use serde::Serialize;
use tera::Value;

use super::{CellKind, CellView, HeadView, Parts, RowView};
use crate::{WebError, templates::Press};

/// A row whose cells are drawn. Only templates of the application look at the cells themselves.
#[derive(Serialize)]
struct DrawnRow<'a> {
    id: Option<&'a str>,
    key: Option<&'a str>,
    label: &'a str,
    href: Option<&'a str>,
    cells_html: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    cells: Option<&'a Vec<CellView>>,
}

/// The drawer of rows below these headings.
pub(crate) struct RowHtml<'a> {
    press: Press<'a>,
    /// What each cell begins with, and whether it leads to the record.
    opens: Vec<(String, bool)>,
    /// Whether any does.
    has_links: bool,
}

impl<'a> RowHtml<'a> {
    pub(crate) fn new(press: Press<'a>, heads: &[HeadView]) -> Self {
        let open = |(at, head): (usize, &HeadView)| {
            let mut html = Html::default();
            if at == 0 {
                html.tag("<th role=\"rowheader\" scope=\"row\" class=\"title ").text(head.class).tag("\"");
            } else {
                html.tag("<td role=\"cell\" data-label=\"").text(&head.label).tag("\"");
                if !head.class.is_empty() {
                    html.tag(" class=\"").text(head.class).tag("\"");
                }
            }
            if let Some(name) = head.edit {
                html.tag(" data-edit=\"").text(name).tag("\"");
            }
            html.tag(">");
            (html.0, head.opens)
        };
        let has_links = heads.iter().any(|head| head.opens);
        Self { press, has_links, opens: heads.iter().enumerate().map(open).collect() }
    }

    /// The rows as templates see them.
    pub(crate) fn values(&self, rows: &[RowView]) -> Result<Vec<Value>, WebError> {
        let value = |row: &RowView| {
            let drawn = DrawnRow {
                id: row.id.as_deref(),
                key: row.key.as_deref(),
                label: &row.label,
                href: row.href.as_deref(),
                cells_html: Value::safe_string(&self.cells(row)?),
                cells: self.press.templates.has_own.then_some(&row.cells),
            };
            Ok(Value::try_from_serializable(&drawn)?)
        };
        rows.iter().map(value).collect()
    }

    /// The rows as our own `resource/table.html` draws them. `ticks` says that they can be selected, and `names` that
    /// the script of the list has to know them.
    pub(super) fn rows(&self, rows: &[RowView], ticks: bool, names: bool) -> Result<String, WebError> {
        let mut html = Html(String::with_capacity(1024 * rows.len()));
        for row in rows {
            html.tag("<tr role=\"row\"");
            if let Some(id) = row.id.as_deref() {
                html.tag(" id=\"").text(id).tag("\"");
            }
            html.tag(" data-row");
            if let Some(key) = row.key.as_deref().filter(|_| names) {
                html.tag(" data-key=\"").text(key).tag("\" data-name=\"").text(&row.label).tag("\"");
            }
            html.tag(">");
            if ticks {
                html.tag("<td role=\"cell\" class=\"tick\">");
                if let Some(key) = row.key.as_deref() {
                    html.tag("<input type=\"checkbox\" form=\"selection\" name=\"_id\" value=\"").text(key);
                    html.tag("\" aria-label=\"").tag(&self.press.parts.select_row).tag(" ").text(&row.label);
                    html.tag("\" data-tick>");
                }
                html.tag("</td>");
            }
            self.draw_cells(&mut html, row)?;
            html.tag("</tr>\n    ");
        }
        Ok(html.0)
    }

    fn cells(&self, row: &RowView) -> Result<String, WebError> {
        let mut html = Html(String::with_capacity(1024));
        self.draw_cells(&mut html, row)?;
        Ok(html.0)
    }

    fn draw_cells(&self, html: &mut Html, row: &RowView) -> Result<(), WebError> {
        let mut is_open = false;
        for (at, (cell, (open, leads))) in row.cells.iter().zip(&self.opens).enumerate() {
            html.tag(open);
            let href = row.href.as_ref().filter(|_| *leads);
            // A link needs words, and a row one link at least (K63).
            let is_said = !matches!(cell.kind, CellKind::Empty | CellKind::Broken | CellKind::Secret);
            match href {
                Some(href) if is_said || !is_open => {
                    html.tag("<a href=\"").text(href).tag(if is_open { "\">" } else { "\" data-open>" });
                    html.text(if is_said { &cell.text } else { &row.label }).tag("</a>");
                    is_open = true;
                    if cell.kind == CellKind::Broken {
                        self.cell(html.tag(" "), cell)?;
                    }
                }
                _ => self.cell(html, cell)?,
            }
            if let (false, 0, Some(href)) = (self.has_links, at, &row.href) {
                // Only whoever comes with the keyboard meets it.
                html.tag(" <a class=\"reveal\" href=\"")
                    .text(href)
                    .tag("\" data-open>")
                    .tag(&self.press.parts.open_row)
                    .tag(" ")
                    .text(&row.label)
                    .tag("</a>");
            }
            html.tag(if at == 0 { "</th>" } else { "</td>" });
        }
        Ok(())
    }

    fn cell(&self, html: &mut Html, cell: &CellView) -> Result<(), WebError> {
        if self.press.templates.has_own_cell {
            let mut context = tera::Context::new();
            context.insert("cell", cell);
            html.tag(&self.press.templates.current().render_component("cell", &context, None, true)?);
        } else {
            html.cell(cell, self.press.parts);
        }
        Ok(())
    }
}

/// HTML in the making.
#[derive(Default)]
pub(crate) struct Html(pub(crate) String);

impl Html {
    /// HTML, as it is.
    pub(crate) fn tag(&mut self, html: &str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    /// A text between tags or inside a quoted attribute.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        let (bytes, mut done) = (text.as_bytes(), 0);
        // Nearly every text is one of these, which the compiler looks through sixteen bytes at a time.
        if !bytes.iter().fold(false, |any, byte| any | matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
            return self.tag(text);
        }
        for (at, byte) in bytes.iter().enumerate() {
            let escaped = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\'' => "&#39;",
                _ => continue,
            };
            // All five are one byte long, so these are the ends of whole characters.
            self.tag(&text[done..at]).tag(escaped);
            done = at + 1;
        }
        self.tag(&text[done..])
    }

    /// One value, as `resource/cell.html` draws it.
    pub(super) fn cell(&mut self, cell: &CellView, parts: &Parts) {
        let text = cell.text.as_str();
        let full = cell.full.as_deref();
        match (cell.kind, &cell.href) {
            (CellKind::Badge, _) => {
                let tone = cell.tone.unwrap_or_default().to_string();
                self.tag("<span class=\"badge tone-").tag(&tone).tag("\">").text(text).tag("</span>");
            }
            (CellKind::Time, _) => {
                let machine = cell.machine.as_deref().unwrap_or_default();
                self.tag("<time datetime=\"").text(machine).tag("\" title=\"").text(full.unwrap_or(machine)).tag("\">");
                self.text(text).tag("</time>");
            }
            (CellKind::Rows, _) => {
                for (at, row) in cell.rows.iter().enumerate() {
                    self.tag(if at == 0 { "<a href=\"" } else { ", <a href=\"" }).text(&row.href).tag("\">");
                    self.text(&row.text).tag("</a>");
                }
                if let Some(more) = &cell.more {
                    self.tag(" ").text(more);
                }
            }
            (_, Some(href)) => {
                self.tag("<a href=\"").text(href).tag("\"");
                if cell.is_external {
                    self.tag(" rel=\"noopener noreferrer\" target=\"_blank\"");
                }
                if let Some(full) = full {
                    self.tag(" title=\"").text(full).tag("\"");
                }
                self.tag(">").text(text);
                if cell.is_external {
                    self.tag(" ").tag(&parts.out).tag("<span class=\"sr\"> ").tag(&parts.new_tab).tag("</span>");
                }
                self.tag("</a>");
            }
            (CellKind::Empty, _) => match full {
                Some(words) => {
                    self.tag("<span class=\"none\">").text(words).tag("</span>");
                }
                None => {
                    self.tag("<span class=\"none\" aria-hidden=\"true\">").text(text);
                    self.tag("</span><span class=\"sr\">").tag(&parts.empty).tag("</span>");
                }
            },
            (CellKind::Yes, _) => {
                self.tag("<span class=\"yes\">").tag(&parts.check).tag(" ").text(text).tag("</span>");
            }
            (CellKind::No, _) => {
                self.tag("<span class=\"no\">").tag(&parts.cross).tag(" ").text(text).tag("</span>");
            }
            (CellKind::Color, _) => {
                self.tag(
                    "<span class=\"swatch\"><svg width=\"14\" height=\"14\" aria-hidden=\"true\" focusable=\"false\">",
                );
                self.tag("<rect width=\"14\" height=\"14\" rx=\"3\" fill=\"");
                self.text(cell.machine.as_deref().unwrap_or_default()).tag("\"/></svg> <code>");
                self.text(text).tag("</code></span>");
            }
            (CellKind::Secret, _) => {
                self.tag("<span class=\"none\">").text(text).tag("</span>");
            }
            (CellKind::Broken, _) => {
                let why = full.unwrap_or_default();
                self.tag("<span class=\"broken\" title=\"").text(why).tag("\">").tag(&parts.alert).tag(" ").text(text);
                self.tag("<span class=\"sr\">: ").text(why).tag("</span></span>");
            }
            _ if full.is_some() => {
                self.tag(
                    "<span class=\"long\" tabindex=\"0\" role=\"note\"><span class=\"short\" aria-hidden=\"true\">",
                );
                self.text(text)
                    .tag("</span><span class=\"whole\">")
                    .text(full.unwrap_or_default())
                    .tag("</span></span>");
            }
            (CellKind::Code, _) => {
                self.tag("<code>").text(text).tag("</code>");
            }
            _ => {
                self.text(text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use kaffy_core::{FieldMeta, FieldType, FixedChoice, Shown, Tone, Unreadable, Widget};

    use super::*;
    use crate::{templates, view::RowLink};

    fn cell(meta: FieldMeta, value: impl FieldType) -> CellView {
        CellView::of(&meta, &Ok(value.to_value()))
    }

    /// Every kind of cell, with something to escape wherever there is room for it.
    fn cells() -> Vec<CellView> {
        let text = FieldMeta::of::<String>("a");
        let nasty = "<b title=\"x\" lang='y'>&amp; — ä".to_owned();
        let mut at = CellView::link("14:05", String::new());
        (at.kind, at.href, at.machine) = (CellKind::Time, None, Some("2026-03-29T14:05:00Z".to_owned()));
        vec![
            cell(text, nasty.clone()),
            cell(text, nasty.repeat(20)),
            cell(text, String::new()),
            cell(text.widget(Widget::Url), format!("https://example.org/?q=\"'<{}", "x".repeat(200))),
            cell(text.widget(Widget::Color), "#1f6feb".to_owned()),
            cell(text.widget(Widget::Password), nasty.clone()),
            cell(text.choices(const { &[FixedChoice { value: "a", label: "A & b" }] }), "a".to_owned()),
            cell(FieldMeta::of::<bool>("a"), true),
            cell(FieldMeta::of::<bool>("a"), false),
            cell(FieldMeta::of::<i64>("a"), -7),
            cell(FieldMeta::of::<Vec<String>>("a"), vec![nasty.clone()]),
            CellView::of(&FieldMeta::of::<i32>("a"), &Err(Unreadable::new(nasty.clone()))),
            CellView::link(&nasty, "/admin/shop/products/7?a=1&b=2".to_owned()),
            CellView::plain(&nasty),
            CellView::rows(vec![RowLink { text: nasty.clone(), href: "/tags/\"1\"?a&b".to_owned() }; 4], 4),
            CellView::rows(vec![RowLink { text: nasty.clone(), href: "/tags/1".to_owned() }; 4], 9),
            CellView::empty(&nasty),
            CellView::empty("<"),
            CellView::shown(&Shown::badge(nasty.clone(), Tone::Bad)),
            CellView::shown(&Shown::link(nasty.clone(), "/orders/\"7\"")),
            at,
        ]
    }

    #[test]
    fn a1_a_cell_of_a_list_is_what_the_component_draws() {
        let templates = templates::load_english(&[]).expect("the built-in templates compile");
        let parts = Parts::of(&templates);
        assert!(parts.out.starts_with("<svg"));
        for cell in cells() {
            let mut context = tera::Context::new();
            context.insert("cell", &cell);
            let component = templates.current().render_component("cell", &context, None, true).expect("draws");
            let mut html = Html::default();
            html.cell(&cell, &parts);
            assert_eq!(html.0, component.trim_end(), "{cell:?}");
        }
    }
}
