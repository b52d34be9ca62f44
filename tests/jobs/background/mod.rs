//! Actions of the admin that run as jobs (A37, W6).

mod accounts;
mod models;
mod notices;
mod rights;
mod running;
mod stopping;

pub(crate) use accounts::*;
pub(crate) use notices::*;
pub(crate) use rights::*;
pub(crate) use running::*;
pub(crate) use stopping::*;
