//! One file for each page: extract, ask the core, draw.

pub(crate) mod accounts;
pub(crate) mod actions;
pub(crate) mod assets;
pub(crate) mod audit;
pub(crate) mod cells;
mod choosing;
#[cfg(feature = "jobs")]
pub(crate) mod chores;
pub(crate) mod context;
pub(crate) mod create;
pub(crate) mod custom;
pub(crate) mod delete;
mod drawing;
mod editing;
pub(crate) mod export;
pub(crate) mod facets;
pub(crate) mod files;
mod filled;
pub(crate) mod home;
pub(crate) mod import;
mod inlines;
#[cfg(feature = "jobs")]
pub(crate) mod jobs;
pub(crate) mod keys;
pub(crate) mod language;
mod links;
pub(crate) mod list;
mod merging;
mod naming;
pub(crate) mod new;
pub(crate) mod not_found;
pub(crate) mod notifications;
pub(crate) mod options;
mod picking;
mod plan;
pub(crate) mod record;
mod related;
pub(crate) mod respond;
mod rows;
pub(crate) mod save;
#[cfg(feature = "jobs")]
pub(crate) mod schedules;
pub(crate) mod search;
pub(crate) mod theme;
pub(crate) mod trash;
pub(crate) mod views;
pub(crate) mod widgets;

pub(crate) use search::recent;
