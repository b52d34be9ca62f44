//! The pages, asked over HTTP: an admin in an application, SQLite in memory, no browser.

mod access;
mod bad_input;
mod databases;
mod deleting;
mod editing;
mod escaping;
mod forgery;
mod headers;
#[path = "../support/jar.rs"]
mod jar;
mod languages;
mod limits;
mod listing;
mod mounting;
mod picking;
mod searching;
mod searching_trouble;
#[path = "../support/mod.rs"]
mod servers;
mod slow;
mod support;
mod templates;
