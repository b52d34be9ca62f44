//! What of a resource an actor may take along: what the list shows, and what the page of a record does (S37).

use std::sync::Arc;

use crate::{
    Access, Actor, Allowed, Column, FormField, ListColumn, Mode, Resource, View, query::keys::own,
    transfer::ExportStyle,
};

/// A column that may be exported.
#[derive(Clone, Debug)]
pub struct ExportColumn {
    pub(crate) column: Arc<ListColumn>,
    /// Whether the list has it.
    pub is_listed: bool,
}

impl ExportColumn {
    /// Names it: in addresses, and in the file where values are canonical.
    pub fn name(&self) -> &'static str {
        self.column.name
    }

    /// What people call it.
    pub fn label(&self, actor: &Actor) -> String {
        self.column.label_for(actor)
    }

    /// What stands above it in a file: what an import knows it by, or what people call it.
    pub fn heading(&self, actor: &Actor, style: ExportStyle) -> String {
        match (style, &self.column.path) {
            (ExportStyle::Shown, _) => self.label(actor),
            (ExportStyle::Raw, Some(path)) if path.hops.is_empty() => path.column.meta.name.to_owned(),
            (ExportStyle::Raw, _) => self.name().to_owned(),
        }
    }
}

impl Allowed<View> {
    /// The columns that the actor may export: those of the list first, then the key and whatever else the page
    /// of a record shows. No secret is among them, nor a field that code hides from this actor in the list.
    pub fn export_columns(&self) -> Vec<ExportColumn> {
        let is_secret =
            |column: &Arc<ListColumn>| column.path.as_ref().is_some_and(|path| path.column.meta.is_secret());
        let listed = self.list_columns().into_iter().filter(|column| !is_secret(column));
        let listed = listed.map(|column| ExportColumn { column, is_listed: true });
        let others = self.resource().offered.iter().cloned();
        listed.chain(others.map(|column| ExportColumn { column, is_listed: false })).collect()
    }
}

impl Resource {
    /// The same, once it is known what may be shown of it beside the columns of its list: the key, and whatever else
    /// the page of a record shows. What the list has is not in it, since code may hide that there.
    pub(crate) fn offering(self) -> Self {
        let is_in_list = |column: &Column| {
            let own = |known: &Arc<ListColumn>| known.path.clone().filter(|path| path.hops.is_empty());
            self.list.iter().filter_map(own).any(|path| path.column.index == column.index)
        };
        let is_key = |column: &Column| self.key.iter().any(|key| key.index == column.index);
        let mut others: Vec<_> = self
            .columns
            .iter()
            .filter(|column| {
                !column.meta.is_secret() && !is_in_list(column) && (is_key(column) || is_on_record(&self, column))
            })
            .collect();
        others.sort_by_key(|column| !is_key(column));
        let offered = others.into_iter().map(|column| Arc::new(ListColumn::of(own(column)))).collect();
        Self { offered, ..self }
    }
}

/// Whether the page of a record shows it; also timestamps, which it leaves out only for want of interest.
fn is_on_record(resource: &Resource, column: &Arc<Column>) -> bool {
    let is_shown = |field: &FormField| field.column.index == column.index;
    let is_on_form = resource.form(Mode::Update).iter().any(|section| section.fields.iter().any(is_shown));
    let access = column.meta.update.max(resource.access(column.meta.name));
    is_on_form || (column.meta.is_timestamp() && access != Access::Hidden)
}
