//! Columns of a list that are code: computed ones, and fields shown in another way.
//!
//! [`Columns`] collects what [`ResourceAdmin::columns`](crate::ResourceAdmin::columns) says, once, while
//! the admin is built; `registry/listing.rs` joins it with the declared list and finds the mistakes. At a
//! request, [`Drawing`] runs the functions on the rows of a page.

mod column_of;
mod drawing;
mod shown;
mod sort_by;
mod spec;

pub use column_of::{ColumnName, ColumnOf};
pub(crate) use drawing::{Drawing, guarded};
pub use shown::{Shown, Tone};
pub(crate) use sort_by::{SortBy, SortExpr};
pub use spec::Columns;
pub(crate) use spec::{ColumnSet, Label, Links, Needs, Place, Spec, Subject, Visible};
