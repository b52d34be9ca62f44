//! An admin to send requests to, and what it answers.

mod app;
pub(crate) mod models;
mod page;

pub(crate) use app::TestApp;
pub(crate) use page::{Filled, Page};
