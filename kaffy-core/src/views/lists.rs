//! The lists that are no resource and have saved views, by the texts that name them. No context of a resource begins
//! like one of them: these are addresses of the admin itself.

use crate::{Actor, Admin, Area};

/// The jobs.
pub const JOBS: &str = "jobs";
/// The groups of jobs.
pub const GROUPS: &str = "jobs/groups";
/// The schedules.
pub const SCHEDULES: &str = "schedules";
/// The runs of chores.
pub const RUNS: &str = "chores/runs";
/// The audit log.
pub const AUDIT: &str = "audit";

/// Those of areas, with the area whose right `view` lets somebody see them.
const OF_AREAS: [(Area, &str); 4] =
    [(Area::Jobs, JOBS), (Area::Jobs, GROUPS), (Area::Schedules, SCHEDULES), (Area::Chores, RUNS)];

/// Those that the actor may see.
pub(crate) fn seen(admin: &Admin, actor: &Actor) -> impl Iterator<Item = &'static str> {
    let of_areas = OF_AREAS.into_iter().filter(move |(area, _)| admin.may_in(actor, *area, "view"));
    of_areas.map(|(_, list)| list).chain(admin.may_audit(actor).then_some(AUDIT))
}
