//! One column of a list, as the running admin knows it.

use crate::{
    Actor, Many, Path,
    columns::{Label, Needs, Spec, guarded},
};

/// A column of a list: a field, what code makes of the record, or rows that are joined to it.
#[derive(Clone, Debug)]
pub struct ListColumn {
    /// Its name in addresses: `category.name`.
    pub name: &'static str,
    /// The field; `None` for a computed and a many-to-many column.
    pub path: Option<Path>,
    /// The rows of another resource that it shows, in a many-to-many column.
    pub many: Option<Many>,
    /// What its heading says, where that is the same for everybody.
    pub label: String,
    /// What code says about it, with the place of that in the code's columns.
    pub(crate) custom: Option<(usize, Spec)>,
}

impl ListColumn {
    /// The column of a field.
    pub(crate) fn of(path: Path) -> Self {
        Self { name: path.name, label: path.label.clone(), path: Some(path), many: None, custom: None }
    }

    /// The column of rows of another resource.
    pub(crate) fn of_many(many: Many) -> Self {
        let (name, label) = (many.meta.name, many.label().to_owned());
        Self { name, label, path: None, many: Some(many), custom: None }
    }

    /// What its heading says.
    pub fn label_for(&self, actor: &Actor) -> String {
        match self.custom.as_ref().and_then(|(_, spec)| spec.label.as_ref()) {
            Some(Label::By(label)) => {
                guarded("label_for", self.name, || label(actor)).unwrap_or_else(|| self.label.clone())
            }
            _ => self.label.clone(),
        }
    }

    /// Whether an actor sees it.
    pub fn is_for(&self, actor: &Actor) -> bool {
        match self.custom.as_ref().and_then(|(_, spec)| spec.visible.as_ref()) {
            // Code that fails shows nothing it may have meant to hide.
            Some(rule) => guarded("visible_to", self.name, || (rule.0)(actor)).unwrap_or(false),
            None => true,
        }
    }

    /// What its cells say when they are empty, if not what they usually say.
    pub fn empty_text(&self) -> Option<&str> {
        self.custom.as_ref()?.1.empty.as_deref()
    }

    /// Whether its cells are aligned as numbers, where code says so.
    pub fn is_number(&self) -> Option<bool> {
        self.custom.as_ref()?.1.number
    }

    /// Whether code asks that its cells lead to the record.
    pub fn opens(&self) -> bool {
        self.custom.as_ref().is_some_and(|(_, spec)| spec.opens)
    }

    /// Its place among the functions that show cells, if one shows its.
    pub(crate) fn drawn(&self) -> Option<usize> {
        self.custom.as_ref().and_then(|(at, spec)| spec.draws.map(|_| *at))
    }

    /// Whether that function looks at the record.
    pub(crate) fn needs_record(&self) -> bool {
        self.custom.as_ref().is_some_and(|(_, spec)| spec.draws == Some(Needs::Record))
    }
}
