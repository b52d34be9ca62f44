//! The page of a form: from a stencil where its template is ours and has nothing rare in it.

use tera::{Context, Value};

use super::{FormView, Screen, field_html::FieldHtml, frame::Frame, row_html::Html};
use crate::{
    WebError,
    pages::Web,
    templates::{Press, Slot, Templates},
};

const TEMPLATE: &str = "resource/form.html";

impl FormView {
    /// The page with this form. `markup` is what types drew that draw themselves.
    pub(crate) fn render(self, screen: Screen, web: &Web, markup: Value) -> Result<String, WebError> {
        if !screen.is_ours(web, TEMPLATE) {
            let page = self.into_value(web)?;
            return screen.render_value_with(web, TEMPLATE, page, "markup", markup);
        }
        let frame = Frame::new(screen, web.press())?;
        if let Some(page) = self.usual_page(&frame, web.press())? {
            return Ok(page);
        }
        let mut context = Context::new();
        context.insert_value("screen", frame.value()?);
        context.insert_value("page", self.into_value(web)?);
        context.insert_value("markup", markup);
        Ok(web.templates.current().render(TEMPLATE, &context)?)
    }

    /// The page from a stencil; none where something in it is left to the template.
    fn usual_page(&self, frame: &Frame, press: Press<'_>) -> Result<Option<String>, WebError> {
        if !self.is_usual() || frame.flash.is_some() {
            return Ok(None);
        }
        self.sections_html(press).map(|sections| self.fill(frame, press, &sections)).transpose()
    }

    /// Whether it is a form on which nothing is wrong, without rows and choices of other resources.
    fn is_usual(&self) -> bool {
        self.conflict.is_none()
            && self.problems.is_empty()
            && self.general.is_empty()
            && self.related.is_empty()
            && self.links.is_empty()
            && self.inlines.is_empty()
            && self.actions.is_empty()
            && self.jobs.is_none()
            && self.rich_text_js.is_none()
            && self.held.is_none()
            && self.trash.is_none()
    }

    /// The sections as HTML, unless a field is left to the template.
    fn sections_html(&self, press: Press<'_>) -> Option<String> {
        let fields = FieldHtml::new(press, self.takes_related)?;
        let mut html =
            String::with_capacity(1024 * self.sections.iter().map(|section| section.fields.len()).sum::<usize>());
        html.push_str("\n  ");
        let is_drawn = self.sections.iter().all(|section| section.draw(&fields, &mut html));
        html.push('\n');
        is_drawn.then_some(html)
    }

    fn fill(&self, frame: &Frame, press: Press<'_>, sections: &str) -> Result<String, WebError> {
        fn said(text: &Option<String>) -> Slot<'_> {
            Slot::Text(text.as_deref().unwrap_or_default())
        }
        let [head, links, top, foot] = frame.parts.each_ref().map(|html| Slot::Html(html));
        let slots = [
            head,
            links,
            top,
            foot,
            Slot::Text(&frame.csrf),
            Slot::Text(&self.heading),
            Slot::Text(&self.version),
            Slot::Text(&self.nonce),
            Slot::Text(&self.action),
            Slot::Text(&self.back),
            Slot::Text(&self.cancel_href),
            said(&self.delete_href),
            said(&self.history_href),
            said(&self.site_href),
            said(&self.key),
            Slot::Html(sections),
        ];
        let alike = (TEMPLATE, frame.zone, &frame.region, &frame.form_js, &self.singular);
        let shape = (alike, [self.is_new, self.is_read_only, self.may_add, self.takes_files, self.takes_related]);
        let [page] = press
            .stencils
            .fill(shape, slots, |marks| self.draw_once(frame, press.templates, marks).map(|html| [html]))?;
        Ok(page)
    }

    /// The page with marks in it.
    fn draw_once(&self, frame: &Frame, templates: &Templates, marks: [String; 16]) -> Result<String, WebError> {
        let [head, links, top, foot, csrf, heading, version, nonce, action, back, cancel_href, rest @ ..] = marks;
        let [delete_href, history_href, site_href, key, sections] = rest;
        let screen = Frame {
            parts: [head, links, top, foot],
            csrf,
            zone: frame.zone,
            region: frame.region.clone(),
            form_js: frame.form_js.clone(),
            flash: None,
        };
        let some = |mark: String| (!mark.is_empty()).then_some(mark);
        // Each field is a slot, in the shape, or empty in an ordinary form: a new one has to be told here which.
        let page = Self {
            heading,
            version,
            nonce,
            action,
            back,
            cancel_href,
            delete_href: some(delete_href),
            history_href: some(history_href),
            site_href: some(site_href),
            key: some(key),
            sections_html: Value::safe_string(&sections),
            singular: self.singular.clone(),
            is_new: self.is_new,
            is_read_only: self.is_read_only,
            may_add: self.may_add,
            takes_files: self.takes_files,
            takes_related: self.takes_related,
            sections: Vec::new(),
            drawn: Vec::new(),
            conflict: None,
            jobs: None,
            actions: Vec::new(),
            rich_text_js: None,
            related: Vec::new(),
            links: Vec::new(),
            inlines: Vec::new(),
            problems: Vec::new(),
            general: Vec::new(),
            held: None,
            trash: None,
        };
        let mut context = Context::new();
        context.insert_value("screen", screen.value()?);
        context.insert_value("page", Value::try_from_serializable(&page)?);
        context.insert_value("markup", Value::none());
        Ok(templates.current().render(TEMPLATE, &context)?)
    }
}

impl super::SectionView {
    /// Draws what `resource/sections.html` draws; does nothing and says so where a field is left to it.
    fn draw(&self, fields: &FieldHtml<'_>, drawn: &mut String) -> bool {
        let mut html = Html(std::mem::take(drawn));
        html.tag("\n  ");
        let title = self.title.as_deref().filter(|title| !title.is_empty());
        if self.is_collapsible {
            html.tag("\n  <details class=\"section\"").tag(if self.is_open { " open>" } else { ">" });
            html.tag("\n    <summary><h2 id=\"").text(&self.id).tag("\">").text(title.unwrap_or_default());
            html.tag("</h2></summary>\n  ");
        } else {
            html.tag("\n  <section class=\"section\"");
            if title.is_some() {
                html.tag(" aria-labelledby=\"").text(&self.id).tag("\"");
            }
            html.tag(">\n    ");
            if let Some(title) = title {
                html.tag("<h2 id=\"").text(&self.id).tag("\">").text(title).tag("</h2>");
            }
            html.tag("\n  ");
        }
        html.tag("\n    ");
        if let Some(description) = self.description.as_deref().filter(|text| !text.is_empty()) {
            html.tag("<p class=\"help\">").text(description).tag("</p>");
        }
        html.tag("\n    <div class=\"fields\">");
        *drawn = html.0;
        if !self.fields.iter().all(|field| fields.draw(field, drawn)) {
            return false;
        }
        drawn.push_str(if self.is_collapsible {
            "\n    </div>\n  </details>\n  "
        } else {
            "\n    </div>\n  </section>\n  "
        });
        true
    }
}

#[cfg(test)]
mod tests;
