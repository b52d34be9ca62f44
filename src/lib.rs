//! An admin for the structs you already have, inside your own axum application.

/// What most files that use kaffy need.
pub mod prelude {
    pub use kaffy_core::AdminResource;
    pub use kaffy_derive::{AdminChoice, AdminResource, AdminValue};
}

pub use kaffy_core::*;
pub use kaffy_derive::{AdminChoice, AdminResource, AdminValue};

/// What the macros write paths to. Not for people.
#[doc(hidden)]
pub mod __private {
    pub use kaffy_core::*;
    pub use kaffy_core::{
        checked_inner, follow, in_words, kind_of, kind_of_field, read, submit, variant_of, variant_value,
    };
    pub use sea_query::Value;
    pub use std::{assert, clone::Clone, default::Default, marker::Copy, primitive::i64, result::Result};
}
