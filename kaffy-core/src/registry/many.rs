//! Rows of another resource that are joined to a record, resolved.

use std::sync::Arc;

use super::{Column, Problem};
use crate::{ManyMeta, ResourceMeta};

/// A [`many_to_many`](ManyMeta) whose ends are known.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Many {
    /// What the struct says.
    pub meta: &'static ManyMeta,
    /// The column of the record that the rows between refer to: its key.
    pub key: Arc<Column>,
}

impl Many {
    /// The resource at the other end.
    pub fn target(&self) -> &'static ResourceMeta {
        (self.meta.target)()
    }

    /// The resource of the rows between.
    pub fn through(&self) -> &'static ResourceMeta {
        (self.meta.through)()
    }

    /// What a person reads.
    pub fn label(&self) -> &'static str {
        self.meta.label.unwrap_or(self.target().plural)
    }
}

/// Ends that are not there, or that one column cannot name.
pub(super) fn check(meta: &'static ResourceMeta, known: impl Fn(&ResourceMeta) -> bool, problems: &mut Vec<Problem>) {
    for many in meta.many {
        let place = format!("{}.{}", meta.rust_name, many.name);
        for end in [(many.target)(), (many.through)()].into_iter().filter(|end| !known(end)) {
            let message = format!(
                "`{name}` is needed for this and not registered: add `.resource::<{name}>()` or `.discover()`",
                name = end.rust_name
            );
            problems.push(Problem::new(place.clone(), message));
        }
        if meta.primary_key.len() != 1 {
            let message = "rows between cannot name a record by several columns with one: leave out the `many_to_many`";
            problems.push(Problem::new(place, message));
        }
    }
}
