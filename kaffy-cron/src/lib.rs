//! Cron expressions, as the macros check them and the jobs run by them.
//!
//! Use the `kaffy` crate. This one is a crate of its own since a macro cannot call the crate that its output is for.
//!
//! [croner](https://docs.rs/croner) says when something fires. What stands here is what has to hold before it is asked
//! (S31): a short text, read strictly, of which it is known that it fires.

mod cron;
mod every;
mod fields;
mod odd;
mod zone;

pub use chrono_tz::Tz;
pub use cron::{Cron, CronError, MAX_LENGTH};
pub use every::{every, every_in_words};
pub use odd::{OddDay, OddKind, odd_days};
pub use zone::{UnknownZone, zone};
