//! What the examples share. None of it is about the admin.

pub(crate) mod log;
pub(crate) mod scratch_file;
pub(crate) mod script;
pub(crate) mod serve;
