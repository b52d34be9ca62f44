//! Which rows an action is meant for.

use crate::{Key, ListQuery};

/// Which rows an action is meant for.
///
/// Either way they are looked up anew when it runs, among the rows that the actor may see.
#[derive(Clone, Debug)]
pub enum Selection {
    /// These, picked one by one.
    Keys(Vec<Key>),
    /// All that a list shows on all its pages; its order and place do not matter.
    Query(Box<ListQuery>),
}
