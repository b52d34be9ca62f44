//! The examples' data and structs, on all three databases. Their pages are driven by `tests/browser/`.

#![expect(clippy::unwrap_used, reason = "in a test a failure is a panic")]
#![allow(clippy::duplicate_mod, reason = "an example that is started from here brings along what the examples share")]

#[path = "../../examples/bakery/admins/mod.rs"]
mod admins;
mod bakery;
mod chinook;
#[path = "../../examples/bakery/chores.rs"]
#[allow(dead_code, reason = "the tests start none of them")]
mod chores;
mod fresh;
#[path = "../../examples/host_login/main.rs"]
#[allow(unreachable_pub, reason = "what is public in an example stands in a test here")]
mod host_login;
mod running;
#[cfg(feature = "postgres")]
#[path = "../../examples/workers/main.rs"]
#[allow(dead_code, reason = "the tests start it without its `main`")]
mod workers;
#[path = "../../examples/support"]
mod support {
    pub(crate) mod scratch_file;
    pub(crate) mod script;
}

#[path = "../../examples/bakery/held.rs"]
mod held;
#[path = "../../examples/bakery/jobs/mod.rs"]
#[allow(dead_code, reason = "the tests start no worker")]
mod jobs;
#[path = "../../examples/bakery/models.rs"]
mod models;
#[path = "../../examples/bakery/seed.rs"]
mod seed;
#[path = "../../examples/bakery/site/mod.rs"]
mod site;
#[path = "../../examples/bakery/tables.rs"]
mod tables;
#[path = "../../examples/bakery/url_field.rs"]
mod url_field;
