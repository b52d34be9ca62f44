//! An admin for the structs you already have, inside your own axum application.
//!
//! ```
//! use kaffy::prelude::*;
//!
//! /// What we sell.
//! #[derive(AdminResource)]
//! #[admin(table = "products", context = "Shop", list(title, price), search(title), order(title))]
//! pub struct Product {
//!     id: i64,
//!     title: String,
//!     #[admin(min = 0)]
//!     price: f64,
//! }
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let db = Database::connect("sqlite://shop.db").await?;
//! let admin = Admin::builder(db).auth(Auth::none_for_local_development()).discover().build().await?;
//! # #[cfg(feature = "web")]
//! let app: axum::Router = axum::Router::new().nest_service("/admin", kaffy::web::router(admin));
//! # Ok(())
//! # }
//! ```
//!
//! - [`AdminResource`](derive@AdminResource) lists every option of a struct and its fields;
//!   [`AdminChoice`] is for enums, [`AdminValue`] for newtypes, [`AdminFields`](derive@AdminFields) for
//!   what a form fills in without being a table.
//! - [`Admin::builder`] collects the resources, checks them against the database, and says everything
//!   that is wrong at once.
//! - [`Auth`] says who is asking (your login, or [`accounts`] of the admin's own), [`AdminBuilder::permissions`] and [`AdminBuilder::scope`] what they
//!   may do and which rows they see.
//! - [`web::router`] makes the pages.
//! - [`job_handler`] makes a job of a function, [`Jobs`] stores and runs it.
//! - [`chore`] makes a form of a function that people run by hand; [`chores`] says more.
//! - `testing` tests an admin, jobs and chores of one's own without a browser and without a worker.
//!
//! The guide, with a page for each of these, is in the folder `docs/guide` of the repository.
//!
//! # Features
//!
//! `sqlite`, `web`, `jobs` and `discover` are on by default; `postgres`, `mysql`, `tls` (encrypted connections to
//! them), `garde` and `validator` (rules that a struct has from these crates), `totp` (a second factor for built-in
//! accounts), `xlsx`, `object-store` and `testing` (the kit for tests of one's own admin, for `[dev-dependencies]`) are not.

/// What most files that use kaffy need.
pub mod prelude {
    #[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
    pub use kaffy_core::Json;
    pub use kaffy_core::{
        ActionMeta, Actions, Actor, Admin, AdminFields, AdminResource, Auth, Changeset, Columns, Committed, Ctx,
        Database, FieldRights, Permission, RecordAction, Refusal, Replaced, ResourceAdmin, Shown, Tone,
    };
    pub use kaffy_derive::{AdminChoice, AdminFields, AdminResource, AdminValue};
    #[cfg(feature = "jobs")]
    pub use kaffy_derive::{chore, job_handler, schedule, scheduled_task};
    #[cfg(feature = "jobs")]
    pub use kaffy_jobs::chores::{Chore, ChoreCsv, ChoreEnd, ChoreError, ChoreFile, ChoreRun, ChoreTx};
    #[cfg(feature = "jobs")]
    pub use kaffy_jobs::{Data, EnqueueInCtx, Enqueued, Job, JobContext, JobError, Jobs, Unique, WithJobs};
}

/// Icons for widgets, links and the menu: the Lucide set, as `icons::LuCookie`.
pub use icondata_lu as icons;
pub use kaffy_core::*;
pub use kaffy_derive::{AdminChoice, AdminFields, AdminResource, AdminValue};
#[cfg(feature = "jobs")]
pub use kaffy_derive::{chore, job_handler, schedule, scheduled_task};
/// Background jobs.
#[cfg(feature = "jobs")]
pub use kaffy_jobs as jobs;
/// Reviewed code with a form, run by hand.
#[cfg(feature = "jobs")]
pub use kaffy_jobs::chores;
#[cfg(feature = "jobs")]
pub use kaffy_jobs::{Data, Job, JobContext, JobError, JobState, Jobs, Unique};
/// Tests of your own admin, jobs and chores, without a browser and without a worker.
///
/// `TestAdmin` opens pages, fills in forms and runs actions through the real router (feature `testing`, for
/// `[dev-dependencies]`); `TestJobs` does jobs and chores here and now; `TimeTravel` has schedules fire on days that
/// nobody waits for.
///
/// ```toml
/// [dev-dependencies]
/// kaffy = { version = "0.1", features = ["testing"] }
/// ```
#[cfg(any(feature = "jobs", all(feature = "testing", feature = "web")))]
pub mod testing {
    #[cfg(feature = "jobs")]
    pub use kaffy_jobs::testing::*;
    #[cfg(all(feature = "testing", feature = "web"))]
    pub use kaffy_web::testing::*;
}
/// The pages, as an `axum::Router`.
#[cfg(feature = "web")]
pub use kaffy_web as web;

/// What the macros write paths to. Not for people.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "jobs")]
    pub use ::kaffy_jobs::{
        __private::{JsonValue, run_task, serde, to_json},
        Backoff, Enqueue, FromContext, Job, JobContext, JobEntry, JobError, JobMeta, JobState, Jobs, Missed, Need,
        Overlap, ScheduleMeta, Unique,
        chores::{
            Chore, ChoreEnd, ChoreEntry, ChoreError, ChoreMeta, ChoreRun, ChoreSource, FromRun, InputErrors,
            Restriction, chore_returned, validate_input,
        },
        returned, submit_chore, submit_job,
    };
    pub use ::sea_query::Value;
    pub use kaffy_core::*;
    pub use kaffy_core::{
        Refers, belongs_to_at, checked_inner, follow, holds_file, in_words, is_nullable, is_shown, kind_of,
        kind_of_field, leads_to, read, require, submit, validate_with_garde, validate_with_validator, variant_of,
        variant_value,
    };
    pub use std::{
        clone::Clone,
        concat,
        default::Default,
        file, line,
        marker::Copy,
        module_path,
        option::Option,
        primitive::{bool, i64, usize},
        result::Result,
        string::String,
        time::Duration,
        vec::Vec,
    };
}

/// The README's code is compiled too.
#[cfg(all(doctest, feature = "sqlite", feature = "web"))]
#[doc = include_str!("../README.md")]
struct Readme;

/// The guide for people who know Kaffy is compiled too.
#[cfg(all(doctest, feature = "sqlite", feature = "web"))]
#[doc = include_str!("../docs/coming-from-kaffy.md")]
struct ComingFromKaffy;

/// The code of the guide is compiled and run. `tests/guide.rs` sees that no page is missing here.
#[cfg(all(doctest, feature = "sqlite", feature = "web", feature = "jobs"))]
mod guide {
    #[doc = include_str!("../docs/guide/quick-start.md")]
    struct QuickStart;
    #[doc = include_str!("../docs/guide/lists.md")]
    struct Lists;
    #[doc = include_str!("../docs/guide/forms.md")]
    struct Forms;
    #[doc = include_str!("../docs/guide/relations.md")]
    struct Relations;
    #[doc = include_str!("../docs/guide/deleting.md")]
    struct Deleting;
    #[doc = include_str!("../docs/guide/permissions.md")]
    struct Permissions;
    #[doc = include_str!("../docs/guide/audit-log.md")]
    struct AuditLog;
    #[doc = include_str!("../docs/guide/actions.md")]
    struct ActionsPage;
    #[doc = include_str!("../docs/guide/dashboards.md")]
    struct Dashboards;
    #[doc = include_str!("../docs/guide/import-export.md")]
    struct ImportExport;
    #[doc = include_str!("../docs/guide/files.md")]
    struct Files;
    #[doc = include_str!("../docs/guide/languages.md")]
    struct Languages;
    #[doc = include_str!("../docs/guide/jobs.md")]
    struct JobsPage;
    #[doc = include_str!("../docs/guide/groups.md")]
    struct Groups;
    #[doc = include_str!("../docs/guide/schedules.md")]
    struct Schedules;
    #[doc = include_str!("../docs/guide/chores.md")]
    struct Chores;
    #[doc = include_str!("../docs/guide/testing.md")]
    struct Testing;
    #[doc = include_str!("../docs/guide/deploying.md")]
    struct Deploying;
    #[doc = include_str!("../docs/guide/coming-from-django.md")]
    struct ComingFromDjango;
    #[doc = include_str!("../docs/guide/coming-from-oban-and-sidekiq.md")]
    struct ComingFromOban;
}
