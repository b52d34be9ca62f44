//! The chores of these tests, and what they need.

mod changing;
mod saying;
mod waiting;
mod walking;
mod world;

pub(crate) use self::{changing::*, saying::*, waiting::*, walking::*, world::*};
