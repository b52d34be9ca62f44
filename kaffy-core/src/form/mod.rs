//! From a posted form to checked values: which fields a form has, what each may hold, what was wrong.
//!
//! Pure: no database, no request. `data` asks it while saving, the pages ask it what to draw.

mod decode;
mod drift;
mod embedded;
mod given;
mod inputs;
mod key_value;
mod layout;
mod links;
mod posted;
mod rows;
mod rules;
mod shown;
mod slug;
mod spec;
mod submission;
mod version;

use decode::Decoded;
pub use drift::Clash;
pub(crate) use drift::Drift;
pub use embedded::{Embedded, EmbeddedRow};
pub use inputs::{InputError, Inputs};
pub use layout::{FormField, FormSection, Mode};
pub(crate) use links::PostedLinks;
pub use posted::{Posted, Refused};
pub use rows::row_places;
pub(crate) use rows::{PostedRow, PostedRows};
pub(crate) use rules::check_value;
pub use rules::is_web_address;
pub(crate) use shown::blank;
pub(crate) use spec::FormCode;
pub use spec::{ComputedField, ComputedOf, FormSpec, OwnChoice};
pub(crate) use submission::{Change, Reference, Submission};
pub use submission::{FormErrors, Rejected};
pub(crate) use version::{Versions, digest};
