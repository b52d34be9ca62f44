//! One file for each page: extract, ask the core, draw.

pub(crate) mod actions;
pub(crate) mod assets;
pub(crate) mod context;
pub(crate) mod create;
pub(crate) mod custom;
pub(crate) mod delete;
mod drawing;
mod editing;
pub(crate) mod files;
mod filled;
pub(crate) mod home;
mod inlines;
pub(crate) mod language;
mod links;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod not_found;
pub(crate) mod options;
mod picking;
mod plan;
pub(crate) mod record;
mod related;
mod respond;
mod rows;
pub(crate) mod save;
pub(crate) mod theme;
pub(crate) mod widgets;
