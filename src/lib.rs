//! An admin for the structs you already have, inside your own axum application.

/// What most files that use kaffy need.
pub mod prelude {
    pub use kaffy_core::AdminResource;
}

pub use kaffy_core::*;

/// What the macros write paths to. Not for people.
#[doc(hidden)]
pub mod __private {
    pub use kaffy_core::*;
    pub use kaffy_core::{follow, kind_of, kind_of_field, submit};
    pub use sea_query::Value;
    pub use std::{default::Default, option::Option, result::Result};
}
