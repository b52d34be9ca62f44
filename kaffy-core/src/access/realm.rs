//! Which rows a proof is for, where a resource keeps those that were deleted (A65).
//!
//! A row in the trash is not there for whoever did not ask for the trash: the rule is a part of every proof, beside
//! the actor's own row scope, so that no list, count, search, picker or file has to think of it.

use super::{Action, Allowed, RowRule};
use crate::{Column, Resource, value};

/// Which rows a proof is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Realm {
    /// Those that were not deleted.
    #[default]
    Live,
    /// Those that were moved to the trash.
    Trash,
    /// Both, for what is about a record wherever it is now.
    Anywhere,
}

impl Realm {
    /// The rule that its rows meet; none where all rows do.
    pub(crate) fn rule(self, resource: &Resource) -> Option<RowRule> {
        let field = resource.soft_delete()?.meta.name;
        let values = vec![value::NULL];
        match self {
            Self::Live => Some(RowRule::AnyOf { field, values }),
            Self::Trash => Some(RowRule::NoneOf { field, values }),
            Self::Anywhere => None,
        }
    }
}

impl<A: Action> Allowed<A> {
    /// The same proof for the rows in the trash; `None` where the resource has none.
    ///
    /// Reading then finds those rows only. [`Allowed::delete`] deletes them for ever, and
    /// [`Allowed::restore_from_trash`] takes them out.
    pub fn in_trash(&self) -> Option<Self> {
        self.resource().soft_delete().map(|_| self.within(Realm::Trash))
    }

    /// Whether the proof is for the rows in the trash.
    pub fn is_in_trash(&self) -> bool {
        self.realm() == Realm::Trash
    }

    /// The column that a deletion by this proof sets, where it moves rows to the trash.
    pub(crate) fn trashing(&self) -> Option<&std::sync::Arc<Column>> {
        self.resource().soft_delete().filter(|_| self.realm() == Realm::Live)
    }
}
