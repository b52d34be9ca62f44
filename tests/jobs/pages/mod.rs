//! The pages of jobs.

mod app;
mod bad;
mod changing;
mod chores;
mod chores_app;
mod chores_live;
mod chores_notices;
mod chores_rights;
mod chores_runs;
mod groups;
mod list;
mod lists;
mod many;
#[path = "../../admin/support/page.rs"]
#[allow(dead_code, reason = "shared with the tests of other pages, which read more of them")]
mod page;
mod queues;
mod rights;
mod schedules;
mod schedules_changing;
mod schedules_rights;
mod showing;
mod views;

pub(crate) use app::TestApp;
pub(crate) use bad::*;
pub(crate) use changing::*;
pub(crate) use chores::*;
pub(crate) use chores_live::*;
pub(crate) use chores_notices::*;
pub(crate) use chores_rights::*;
pub(crate) use chores_runs::*;
pub(crate) use groups::*;
pub(crate) use list::*;
pub(crate) use lists::*;
pub(crate) use many::*;
pub(crate) use page::Page;
pub(crate) use queues::*;
pub(crate) use rights::*;
pub(crate) use schedules::*;
pub(crate) use schedules_changing::*;
pub(crate) use schedules_rights::*;
pub(crate) use showing::*;
pub(crate) use views::*;
