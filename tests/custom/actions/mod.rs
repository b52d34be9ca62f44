//! Actions: on a record, on a selection, over many rows, and the built-in one that deletes.

pub(crate) mod building;
pub(crate) mod bulk_delete;
pub(crate) mod models;
pub(crate) mod on_record;
pub(crate) mod on_selection;
pub(crate) mod running;
pub(crate) mod tokens;
