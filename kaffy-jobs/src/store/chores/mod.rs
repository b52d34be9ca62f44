//! Runs of chores in the database: one room for every statement about them.
//!
//! A status changes only in an `UPDATE` that names the states it may come from, or the claim that it belongs to; what
//! keeps others out is a row under a unique name, which goes in the transaction that ends the run.

pub(crate) mod approvals;
pub(crate) mod files;
pub(crate) mod list;
pub(crate) mod log;
pub(crate) mod moving;
pub(crate) mod rows;
pub(crate) mod start;
mod tables;
pub(crate) mod working;

pub(crate) use tables::MIGRATION;
