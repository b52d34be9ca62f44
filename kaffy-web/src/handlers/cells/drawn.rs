//! The rows of a list with inputs in place of the cells that can be changed.

use axum::{http::StatusCode, response::Response};
use kaffy_core::{Allowed, Change, FormField, FormSection, Found, Key, ListQuery, Page, Permission, View, tr};

use super::wrong::{Wrong, WrongRow};
use crate::{
    WebError,
    extract::Visit,
    handlers::{drawing::Drawing, filled::Filled, respond},
    list_state::ListState,
    pages::Web,
    view::{CellView, CellsRowView, CellsView, EditCellView, FieldView, HeadView, RowView, Screen},
};

/// Cells to draw.
pub(super) struct Cells<'a> {
    pub(super) web: &'a Web,
    pub(super) visit: &'a Visit,
    pub(super) change: &'a Allowed<Change>,
    pub(super) seen: &'a Allowed<View>,
    /// The fields that the actor changes in the list.
    pub(super) inputs: Vec<FormField>,
    /// The list to go back to.
    pub(super) back: ListState,
}

impl<'a> Cells<'a> {
    /// Those of a list; 404 where the actor changes nothing in it.
    pub(super) fn open(
        web: &'a Web,
        visit: &'a Visit,
        change: &'a Allowed<Change>,
        seen: &'a Allowed<View>,
    ) -> Result<Self, WebError> {
        let inputs = change.cell_inputs();
        match inputs.is_empty() {
            true => Err(WebError::no_page()),
            false => Ok(Self { web, visit, change, seen, inputs, back: ListState::default() }),
        }
    }

    /// The list with all columns that hold inputs, those that nobody chose behind the others.
    pub(super) fn with_inputs(&self, query: &ListQuery) -> ListQuery {
        if query.columns().is_empty() {
            return query.clone();
        }
        let shown = self.seen.shown_columns(query);
        let is_shown = |name: &str| shown.iter().any(|column| column.name == name);
        let missing = self.seen.list_columns().into_iter().filter(|column| {
            self.inputs.iter().any(|input| input.column.meta.name == column.name) && !is_shown(column.name)
        });
        let all: Vec<_> = shown.iter().cloned().chain(missing).collect();
        query.with_columns(&all.iter().map(|column| &**column).collect::<Vec<_>>())
    }

    /// The page with these rows, in the order of their keys.
    pub(super) async fn draw(
        &self,
        status: StatusCode,
        keys: Vec<Key>,
        page: Page,
        mut wrong: Wrong,
    ) -> Result<Response, WebError> {
        let (resource, links) = (self.seen.resource(), &self.visit.links);
        let found = self.seen.find_all(&keys).await?;
        let drawn = RowView::all(links, self.seen, &page, self.back.text());
        let mut rows = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let row = page.rows.iter().zip(&drawn).find(|(row, _)| row.key.as_ref() == Some(key));
            let found = found.iter().find(|(known, _)| known == key);
            // One that is gone by now is said to be.
            let (Some((_, row)), Some((_, found))) = (row, found) else { continue };
            rows.push(self.row((at, key), found, row, &page, wrong.take(key), &self.inputs).await?);
        }
        let names: Vec<_> = self.inputs.iter().map(|field| field.column.meta.name).collect();
        let view = CellsView {
            heading: tr!("cells-title", things = resource.meta().plural),
            plural: resource.meta().plural.to_owned(),
            action: links.cells(resource),
            back: self.back.text().to_owned(),
            cancel_href: self.back.href(links, resource),
            heads: HeadView::all(links, self.seen, &ListQuery::new(resource), &page.columns, &names),
            problems: rows.iter().flat_map(CellsRowView::problems).collect(),
            general: wrong.general,
            rows,
        };
        let screen = Screen::new(self.web, self.visit, view.heading.clone())
            .below(self.web, self.visit, resource)
            .after(resource.meta().plural, view.cancel_href.clone())
            .failed_if(status != StatusCode::OK);
        Ok(respond::page(status, screen.render(self.web, "resource/cells.html", &view)?))
    }

    /// One row of the page, the one at this place, with these inputs.
    pub(super) async fn row(
        &self,
        (at, key): (usize, &Key),
        found: &Found,
        row: &RowView,
        page: &Page,
        wrong: Option<WrongRow>,
        inputs: &[FormField],
    ) -> Result<CellsRowView, WebError> {
        let name = format!("rows.{at}");
        let WrongRow { filled, error, version } = wrong.unwrap_or_default();
        let is_open = self.web.admin.may_record(self.seen.actor(), Permission::Change, &found.record);
        let mut fields = if is_open { self.fields(found, &filled, inputs).await? } else { Vec::new() };
        let mut cells = Vec::new();
        for (column, text) in page.columns.iter().zip(&row.cells) {
            let place = fields.iter().position(|field| field.name == column.name);
            let field = place.map(|place| fields.swap_remove(place).in_row(&name));
            cells.push(EditCellView { field, text: text.clone() });
        }
        // What is wrong with a field that has no cell here, such as one that a hook speaks of.
        let is_cell = |field: &str| inputs.iter().any(|input| input.column.meta.name == field);
        let elsewhere = filled.errors.iter().filter(|(field, _)| !is_cell(field)).map(|(field, words)| {
            let label = self.seen.resource().column(field).map_or(&**field, |column| column.meta.label);
            format!("{label}: {words}")
        });
        let errors: Vec<_> = error.into_iter().chain(filled.general.iter().cloned()).chain(elsewhere).collect();
        Ok(CellsRowView {
            id: format!("row-{name}"),
            key: key.segment(self.seen.resource()),
            version: version.unwrap_or_else(|| self.change.cells_version(key, &found.record)),
            label: row.label.clone(),
            href: row.href.clone(),
            error: (!errors.is_empty()).then(|| errors.join(" ")),
            is_open,
            cells,
            name,
        })
    }

    async fn fields(&self, found: &Found, filled: &Filled, inputs: &[FormField]) -> Result<Vec<FieldView>, WebError> {
        let resource = self.seen.resource();
        let section = FormSection { title: None, description: None, collapsed: false, fields: inputs.to_vec() };
        let drawing = Drawing {
            web: self.web,
            visit: self.visit,
            actor: self.seen.actor(),
            sections: vec![section],
            found: Some(found),
            filled,
            resource: Some(resource),
            meta: resource.meta(),
            choices: resource.own_choices(self.seen.actor(), Some(&found.record)),
            computed: Vec::new(),
            is_read_only: false,
            files_at: None,
        };
        Ok(drawing.draw().await?.into_iter().flat_map(|section| section.fields).collect())
    }
}

/// The value of a cell, in a sentence.
pub(super) fn said(field: &FormField, cell: &kaffy_core::Cell) -> String {
    CellView::whole(field.column.meta, cell).text
}
