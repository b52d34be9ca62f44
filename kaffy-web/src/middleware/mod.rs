//! What stands around every handler, from outside in: headers, the frame that draws errors, the guard.

pub(crate) mod frame;
pub(crate) mod guard;
pub(crate) mod headers;
mod local;
