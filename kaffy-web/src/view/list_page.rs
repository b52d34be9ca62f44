//! The page of a list: from a stencil where its template is ours and has nothing rare in it.

use std::{
    hash::{Hash, Hasher},
    mem,
};

use tera::{Context, Value};

use super::{ListView, Screen, frame::Frame, row_html::RowHtml};
use crate::{
    WebError,
    pages::Web,
    templates::{Press, Slot, Templates},
};

const TEMPLATE: &str = "resource/list.html";

impl ListView {
    /// The page with this list.
    pub(crate) fn render(mut self, screen: Screen, web: &Web) -> Result<String, WebError> {
        let rows = RowHtml::new(web.press(), &self.heads);
        if !screen.is_ours(web, TEMPLATE) {
            self.drawn = rows.values(&self.rows)?;
            return screen.render_value(web, TEMPLATE, Value::try_from_serializable(&self)?);
        }
        let rows = rows.rows(&self.rows, self.selection.is_some(), self.cells_at.is_some())?;
        let frame = Frame::new(screen, web.press())?;
        if frame.flash.is_none() && self.is_usual() {
            return self.fill(&frame, &rows, web.press());
        }
        self.rows_html = Value::safe_string(&rows);
        self.draw(&frame, &web.templates)
    }

    /// Whether many look the same: nothing is searched for or filtered, and nothing is there for one person alone.
    fn is_usual(&self) -> bool {
        let has_own_views = self.views.as_ref().is_some_and(|views| !views.tabs.is_empty());
        let is_signed = self.trash.as_ref().is_some_and(|trash| trash.empty.is_some());
        self.chips.is_empty() && self.news.is_empty() && !has_own_views && !is_signed
    }

    fn fill(mut self, frame: &Frame, rows: &str, press: Press<'_>) -> Result<String, WebError> {
        let texts = self.own_texts().map(|text| text.map(mem::take).unwrap_or_default());
        let [head, links, top, foot] = frame.parts.each_ref().map(|html| Slot::Html(html));
        let [a, b, c, d, e, f, g, h, i, j, k, l, m] = texts.each_ref().map(|text| Slot::Text(text));
        let (csrf, rows) = (Slot::Text(&frame.csrf), Slot::Html(rows));
        let slots = [head, links, top, foot, csrf, rows, a, b, c, d, e, f, g, h, i, j, k, l, m];
        let shape = (TEMPLATE, frame.zone, &frame.region, Alike(&self));
        let [page] = press.stencils.fill(shape, slots, |marks| {
            let [head, links, top, foot, csrf, rows, texts @ ..] = marks;
            let parts = [head, links, top, foot];
            let (region, form_js) = (frame.region.clone(), frame.form_js.clone());
            let frame = Frame { parts, csrf, zone: frame.zone, region, form_js, flash: None };
            let mut page = self.clone();
            for (text, mark) in page.own_texts().into_iter().zip(texts) {
                text.into_iter().for_each(|text| *text = mark.clone());
            }
            page.rows_html = Value::safe_string(&rows);
            Ok([page.draw(&frame, press.templates)?])
        })?;
        Ok(page)
    }

    /// What another page of the same list has otherwise.
    fn own_texts(&mut self) -> [Option<&mut String>; 13] {
        let Self { count, cells_href, facets_href, tabs, columns, pager, selection, .. } = self;
        let [back, all, select_all, selected_all, token] = match selection.as_mut() {
            Some(it) => [
                Some(&mut it.back),
                Some(&mut it.all),
                Some(&mut it.select_all),
                Some(&mut it.selected_all),
                it.token.as_mut(),
            ],
            None => [const { None }; 5],
        };
        let (previous, next) = (pager.previous.as_mut(), pager.next.as_mut());
        let (cells, facets) = (cells_href.as_mut(), facets_href.as_mut());
        let tabs = tabs.as_mut().and_then(|tabs| tabs.show_href.as_mut());
        // Other columns are chosen for the same page, so the form and the link beside it carry its place.
        let place = columns.carried.iter_mut().find(|it| matches!(&*it.name, "after" | "before"));
        let (place, reset) = (place.map(|it| &mut it.value), columns.reset_href.as_mut());
        [Some(count), place, reset, cells, facets, tabs, previous, next, back, all, select_all, selected_all, token]
    }

    fn draw(&self, frame: &Frame, templates: &Templates) -> Result<String, WebError> {
        let mut context = Context::new();
        context.insert_value("screen", frame.value()?);
        context.insert_value("page", Value::try_from_serializable(self)?);
        Ok(templates.current().render(TEMPLATE, &context)?)
    }
}

/// A list without its rows: all that its stencil depends on.
struct Alike<'a>(&'a ListView);

impl Hash for Alike<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Each field is named, so that a new one is not forgotten here.
        let ListView {
            plural,
            singular,
            thing,
            count,
            help,
            href,
            new_href,
            export_href,
            import_href,
            news,
            search,
            filters,
            filters_on,
            carried,
            chips,
            clear_href,
            tabs,
            has_facets,
            facets_href,
            cells_href,
            cells_at,
            script,
            drill_down,
            columns,
            views,
            density,
            heads,
            unsort_href,
            selection,
            pager,
            empty,
            trash,
            rows: _,
            drawn: _,
            rows_html: _,
        } = self.0;
        (plural, singular, thing, count, help, href, new_href, export_href).hash(state);
        (import_href, news, search, filters, filters_on, carried, chips, clear_href).hash(state);
        (tabs, has_facets, facets_href, cells_href, cells_at, script, drill_down, columns).hash(state);
        (views, density, heads, unsort_href, selection, pager, empty, trash).hash(state);
    }
}

#[cfg(test)]
mod tests;
