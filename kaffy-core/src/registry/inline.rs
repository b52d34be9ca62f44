//! Rows of another resource on a form, resolved.

use std::sync::Arc;

use super::{Column, Problem, Resource};
use crate::{Access, FormField, InlineMeta, Mode, ResourceMeta};

/// A [`has_many`](InlineMeta) whose two ends are known.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Inline {
    /// What the struct says.
    pub meta: &'static InlineMeta,
    /// The column of the record that the rows refer to: its key.
    pub key: Arc<Column>,
}

impl Inline {
    /// The resource of the rows.
    pub fn child(&self) -> &'static ResourceMeta {
        (self.meta.child)()
    }

    /// The heading.
    pub fn label(&self) -> &'static str {
        self.meta.label.unwrap_or(self.child().plural)
    }

    /// The fields of a row, new or existing; never the one that names the record, nor groups of fields,
    /// which a row has no room for. Files are only shown.
    pub fn fields(&self, child: &Resource, mode: Mode) -> Vec<FormField> {
        let fields: Vec<_> = match self.meta.fields {
            [] => child.form(mode).into_iter().flat_map(|section| section.fields).collect(),
            names => names.iter().filter_map(|name| FormField::of(child, child.column(name)?, mode)).collect(),
        };
        let fits = |field: &FormField| {
            field.column.meta.name != self.meta.by
                && field.column.meta.embedded.is_none()
                && field.column.meta.custom.is_none()
        };
        // Files are chosen on the row's own page; here they are shown.
        let shown = |field: FormField| match (field.column.meta.file(), mode) {
            (None, _) => Some(field),
            (Some(_), Mode::Create) => None,
            (Some(_), Mode::Update) => Some(FormField { access: Access::ReadOnly, required: false, ..field }),
        };
        fields.into_iter().filter(fits).filter_map(shown).collect()
    }

    /// The fields of a row that are inputs.
    pub fn inputs(&self, child: &Resource, mode: Mode) -> Vec<FormField> {
        self.fields(child, mode).into_iter().filter(|field| field.access == Access::Editable).collect()
    }
}

/// Rows that could not be told to belong to one record.
pub(super) fn check(meta: &'static ResourceMeta, known: impl Fn(&ResourceMeta) -> bool, problems: &mut Vec<Problem>) {
    for inline in meta.inlines {
        let (place, child) = (format!("{}.{}", meta.rust_name, inline.name), (inline.child)());
        let groups = inline.fields.iter().filter(|name| child.field(name).is_some_and(|it| it.embedded.is_some()));
        for group in groups {
            let message =
                format!("`{group}` is a group of fields, and a row has no room for it: take it out of `fields`");
            problems.push(Problem::new(place.clone(), message));
        }
        if !known(child) {
            let message = format!(
                "these are rows of `{name}`, which is not registered: add `.resource::<{name}>()` or `.discover()`",
                name = child.rust_name
            );
            problems.push(Problem::new(place, message));
        } else if meta.primary_key.len() != 1 {
            let message = format!(
                "rows of `{}` cannot name a record by {} columns with one: leave out the `has_many`",
                child.rust_name,
                meta.primary_key.len()
            );
            problems.push(Problem::new(place, message));
        }
    }
}
