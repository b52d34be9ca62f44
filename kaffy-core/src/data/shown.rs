//! What is shown of a row besides its own fields: its key, its label, and the rows it names.

use std::sync::Arc;

use crate::{
    Actor, Admin, Cell, Hop, Key, Kind, Path, Permission, Resource,
    query::sql::{Rows, Source},
    registry::label_text,
    tr, value,
};

use super::page::Link;

/// Where in a result the parts of a key stand.
#[derive(Debug)]
pub(crate) struct KeyAt(Vec<usize>);

impl KeyAt {
    /// Shows the key of the rows themselves.
    pub(crate) fn show(rows: &mut Rows<'_>, resource: &Resource) -> Self {
        Self(resource.key().iter().map(|column| rows.show(&[], column)).collect())
    }

    /// The key of a row; `None` when a part of it is NULL or unreadable.
    pub(crate) fn read(&self, row: &[Cell]) -> Option<Key> {
        let part = |at: &usize| row.get(*at)?.as_ref().ok().filter(|value| !value::is_null(value)).cloned();
        self.0.iter().map(part).collect::<Option<Vec<_>>>().map(Key::new)
    }
}

/// Where in a result the fields of a label stand.
#[derive(Debug)]
pub(crate) struct LabelAt(Vec<(Kind, usize)>);

impl LabelAt {
    /// Shows the label of the rows at the end of a way.
    pub(crate) fn show(rows: &mut Rows<'_>, way: &[Hop], label: &[Path]) -> Self {
        // The fields of a label are fields of the resource itself.
        Self(label.iter().map(|path| (path.column.kind(), rows.show(way, &path.column))).collect())
    }

    /// The label of a row, if its fields say anything.
    pub(crate) fn read(&self, row: &[Cell]) -> Option<String> {
        label_text(self.0.iter().map(|(kind, at)| (*kind, row.get(*at).and_then(|cell| cell.as_ref().ok()))))
    }
}

/// Where in a result a row of another resource stands.
#[derive(Debug)]
pub(super) struct LinkAt {
    target: Arc<Resource>,
    key: usize,
    label: LabelAt,
    /// When it was moved to the trash, where it can be.
    trashed: Option<usize>,
}

impl LinkAt {
    /// Shows the row that the value of a path stands for, if it stands for one.
    pub(super) fn show(rows: &mut Rows<'_>, source: Source<'_>, path: &Path) -> Option<Self> {
        let (target, way) = source.named_by(path)?;
        let key = way.last()?.key.clone();
        let trashed = target.soft_delete().map(|column| rows.show(&way, column));
        Some(Self { key: rows.show(&way, &key), label: LabelAt::show(rows, &way, target.label()), trashed, target })
    }

    /// The row named; `None` when there is none, or none that the actor may see.
    pub(super) fn read(&self, row: &[Cell], admin: &Admin, actor: &Actor) -> Option<Link> {
        let key = KeyAt(vec![self.key]).read(row)?;
        let mut label = self.label.read(row).unwrap_or_else(|| self.target.fallback_label(&key));
        let is_set = |at: usize| row.get(at).is_some_and(|cell| !cell.as_ref().is_ok_and(value::is_null));
        let in_trash = self.trashed.is_some_and(is_set);
        if in_trash {
            label = tr!("trash-label", label = label);
        }
        let may_view = admin.may(actor, self.target.meta(), Permission::View);
        Some(Link { target: self.target.clone(), key, label, may_view, in_trash })
    }
}
