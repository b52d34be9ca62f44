//! Whom the pages speak to, and that they say nothing but what the message files have (K20).

mod accounts;
mod actions;
mod bakery;
mod chores;
mod errors;
mod files;
mod forms;
mod jobs;
mod lists;
mod log;
mod marked;
mod runs;
mod schedules;
mod sites;
mod spoken;
mod trash;
mod walk;

use self::walk::Walk;
