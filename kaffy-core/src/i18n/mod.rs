//! Languages, and the ways in which numbers, dates and times are written for whoever reads (K20, K97).
//!
//! Every word of ours stands in a message file under `kaffy-core/locales/`, a folder for each language, in the
//! form of [Fluent](https://projectfluent.org); [`tr!`](crate::tr) is the way to say one. Whom it is said to is known
//! from the task: the pages run each request inside [`Localizer::scope`], as Django does with its active
//! translation and time zone. Outside of a request it is English and UTC.
//!
//! What is for developers stays English and in the code: problems of `build()`, logs, panics.

mod builder;
mod builtin;
mod clock;
mod conventions;
mod language;
mod languages;
mod localizer;
mod numbers;
mod written;

pub(crate) use builder::{Checked, Spoken};
pub(crate) use clock::{Here, day_start};
pub use conventions::{Ambiguous, Conventions};
pub use fluent_bundle::FluentValue as Argument;
pub use language::{InvalidMessages, Language};
pub use languages::Languages;
pub use localizer::{Localizer, text, text_with};

pub use chrono_tz::{TZ_VARIANTS as TIME_ZONES, Tz};

#[cfg(test)]
mod message_tests;
#[cfg(test)]
mod tests;

/// Says a message in the language of whoever reads: `tr!("form-required")`, or with variables
/// `tr!("list-selected", count = 3)`.
///
/// A message of the application is added with [`AdminBuilder::messages`](crate::AdminBuilder::messages), and said in its
/// hooks in the same way:
///
/// ```
/// # use kaffy_core::tr;
/// assert_eq!(tr!("form-required"), "This is required.");
/// ```
///
/// A message that no file has is its name, so that it is seen in a test.
#[macro_export]
macro_rules! tr {
    ($id:expr) => { $crate::i18n::text($id) };
    ($id:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::text_with($id, &[$((stringify!($name), $crate::i18n::Argument::from($value))),+])
    };
}
