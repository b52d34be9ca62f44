//! Rules that a struct already has from a validation crate, asked beside ours.
//!
//! A feature for each crate. Without it the option of the derive is an error that says so, by a macro, as
//! the feature is that of the runtime crate and not of the user's.

#[cfg(feature = "garde")]
mod with_garde;
#[cfg(feature = "validator")]
mod with_validator;

#[cfg(feature = "garde")]
#[doc(hidden)]
pub use with_garde::garde_of;
#[cfg(feature = "validator")]
#[doc(hidden)]
pub use with_validator::validator_of;

/// The rules that garde knows of a struct.
#[cfg(feature = "garde")]
#[doc(hidden)]
#[macro_export]
macro_rules! validate_with_garde {
    ($resource:ty) => {
        $crate::garde_of::<$resource>
    };
}

/// The rules that garde knows of a struct.
#[cfg(not(feature = "garde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! validate_with_garde {
    ($resource:ty) => {
        ::core::compile_error!("`validate = garde` needs the feature `garde` of kaffy: add it in your Cargo.toml")
    };
}

/// The rules that validator knows of a struct.
#[cfg(feature = "validator")]
#[doc(hidden)]
#[macro_export]
macro_rules! validate_with_validator {
    ($resource:ty) => {
        $crate::validator_of::<$resource>
    };
}

/// The rules that validator knows of a struct.
#[cfg(not(feature = "validator"))]
#[doc(hidden)]
#[macro_export]
macro_rules! validate_with_validator {
    ($resource:ty) => {
        ::core::compile_error!(
            "`validate = validator` needs the feature `validator` of kaffy: add it in your Cargo.toml"
        )
    };
}
