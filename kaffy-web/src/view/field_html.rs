//! The fields of a form as HTML.
//!
//! Like the cells of a list they are drawn here and not in a template, which looked up a dozen names for
//! each of them. What is drawn is what `resource/sections.html` with `resource/input.html` draws, as a test
//! makes sure, and an application that has an input of its own gets that one. What is rare is left to them:
//! files, rich text, groups of fields, types that draw themselves.

use kaffy_core::tr;

use super::{FieldView, InputKind, InputView, Parts, input_html, row_html::Html};
use crate::templates::Press;

/// The drawer of the fields of one form.
pub(super) struct FieldHtml<'a> {
    parts: &'a Parts,
    /// Whether rows that fields name can be added and changed beside them.
    takes_related: bool,
}

impl<'a> FieldHtml<'a> {
    /// None where the application draws fields by templates of its own.
    pub(super) fn new(press: Press<'a>, takes_related: bool) -> Option<Self> {
        press.templates.has_our_fields.then_some(Self { parts: press.parts, takes_related })
    }

    /// Draws a field behind what is drawn already; does nothing and says so where it is left to the template.
    pub(super) fn draw(&self, field: &FieldView, drawn: &mut String) -> bool {
        let is_rare = match (&field.text, &field.input) {
            (Some(text), _) => text.html.is_some() || text.text.is_empty(),
            (None, Some(input)) => matches!(input.kind, InputKind::File | InputKind::Rich),
            (None, None) => true,
        };
        if is_rare || field.group.is_some() || field.is_custom || field.file.is_some() {
            return false;
        }
        let mut html = Html(std::mem::take(drawn));
        html.tag("\n    <div class=\"field");
        html.tag(if said(&field.error).is_some() { " wrong\"" } else { "\"" });
        if let Some(show_if) = &field.show_if {
            html.tag(" data-show-if=\"").text(&show_if.field);
            html.tag("\" data-show-values=\"").text(&show_if.values).tag("\"");
        }
        html.tag(">\n      ");
        match (&field.text, &field.input) {
            (Some(text), _) => {
                html.tag("\n      <p class=\"label\" id=\"").text(&field.id).tag("-label\">").text(&field.label);
                html.tag("</p>\n      <div class=\"text\" id=\"").text(&field.id);
                html.tag("\" aria-labelledby=\"").text(&field.id).tag("-label\" role=\"group\">");
                html.cell(text, self.parts);
                html.tag("</div>\n      ");
            }
            (None, Some(input)) => self.labelled(&mut html, field, input),
            (None, None) => {}
        }
        self.notes(&mut html, field);
        html.tag("\n    </div>");
        *drawn = html.0;
        true
    }

    /// An input with its label.
    fn labelled(&self, html: &mut Html, field: &FieldView, input: &InputView) {
        html.tag("\n      \n      ");
        if input.kind == InputKind::Checks {
            html.tag("\n      <fieldset");
            described(html, field);
            html.tag(">\n        <legend class=\"label\">").text(&field.label).tag("</legend>\n        ");
            input_html::draw(html, field, input, self.parts, self.takes_related);
            html.tag("\n\n      </fieldset>\n      ");
        } else {
            html.tag("\n      ");
            if input.kind != InputKind::Check {
                html.tag("<label class=\"label\" for=\"").text(&field.id).tag("\">").text(&field.label);
                if field.is_required {
                    html.tag(" <span class=\"required\">").tag(&self.parts.required).tag("</span>");
                }
                html.tag("</label>");
            }
            html.tag("\n      ");
            input_html::draw(html, field, input, self.parts, self.takes_related);
            html.tag("\n\n      ");
        }
        html.tag("\n      ");
    }

    /// What stands below it.
    fn notes(&self, html: &mut Html, field: &FieldView) {
        html.tag("\n      ");
        if let Some(show_if) = &field.show_if {
            html.tag("<p class=\"help\" data-show-words>").text(&show_if.words).tag("</p>");
        }
        html.tag("\n      ");
        if let Some(help) = said(&field.help) {
            html.tag("<p class=\"help\" id=\"").text(&field.id).tag("-help\">").text(help).tag("</p>");
        }
        html.tag("\n      ");
        if let Some(reason) = said(&field.unreadable) {
            html.tag("<p class=\"unreadable\" id=\"").text(&field.id).tag("-unreadable\">").tag(&self.parts.alert);
            html.tag(" ").text(&tr!("page-form-unreadable", why = reason)).tag("</p>");
        }
        html.tag("\n      ");
        if let Some(note) = said(&field.note) {
            html.tag("<p class=\"help\" id=\"").text(&field.id).tag("-note\">").text(note).tag("</p>");
        }
        html.tag("\n      ");
        if let Some(error) = said(&field.error) {
            html.tag("<p class=\"error\" id=\"").text(&field.id).tag("-error\">").tag(&self.parts.alert);
            html.tag(" ").text(error).tag("</p>");
        }
    }
}

pub(super) fn described(html: &mut Html, field: &FieldView) {
    if !field.described_by.is_empty() {
        html.tag(" aria-describedby=\"").text(&field.described_by).tag("\"");
    }
}

/// A text that says something: to a template an empty one is none.
pub(super) fn said(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests;
