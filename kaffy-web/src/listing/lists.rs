//! The lists that there are.

use kaffy_core::{tr, views::lists};

use super::{
    FilterKind::{Before, Choice, FromDay, Part, Search, Since, Tab, Text, UntilDay},
    FilterMeta, ListMeta,
};

/// Users of built-in accounts (A76).
pub(crate) static USERS: ListMeta = ListMeta {
    href: |links| links.accounts("users"),
    title: || tr!("accounts-users"),
    plural: || tr!("accounts-users"),
    filters: &[FilterMeta::new("q", Search, || tr!("accounts-name"))],
    longest: 500,
    size: 50,
    is_by_time: false,
    goes_back: false,
    views: None,
};

/// Jobs (J58).
pub(crate) static JOBS: ListMeta = ListMeta {
    href: |links| links.jobs(""),
    title: || tr!("jobs-title"),
    plural: || tr!("jobs-title"),
    filters: &[
        FilterMeta::new("state", Tab, || tr!("jobs-state")),
        FilterMeta::new("q", Search, || tr!("jobs-args")),
        FilterMeta::new("type", Choice, || tr!("jobs-type")),
        FilterMeta::new("queue", Choice, || tr!("jobs-queue")),
        FilterMeta::new("tag", Text, || tr!("jobs-tag")),
        FilterMeta::new("from", Since, || tr!("jobs-step-enqueued")),
        FilterMeta::new("until", Before, || tr!("jobs-step-enqueued")),
        FilterMeta::new("by", Text, || tr!("jobs-created-by")),
        FilterMeta::new("meta", Part, || tr!("jobs-meta")),
        FilterMeta::new("about", Text, || tr!("jobs-filter-resource")),
        FilterMeta::new("id", Text, || tr!("jobs-filter-record")),
        FilterMeta::new("worker", Text, || tr!("jobs-worker")),
        FilterMeta::new("group", Text, || tr!("jobs-filter-group")),
    ],
    longest: 500,
    size: 25,
    is_by_time: true,
    goes_back: true,
    views: Some(lists::JOBS),
};

/// Groups of jobs (J54).
pub(crate) static GROUPS: ListMeta = ListMeta {
    href: |links| links.jobs("groups"),
    title: || tr!("jobs-groups"),
    plural: || tr!("jobs-groups"),
    filters: &[
        FilterMeta::new("status", Tab, || tr!("jobs-state")),
        FilterMeta::new("q", Search, || tr!("jobs-group-name")),
        FilterMeta::new("type", Text, || tr!("jobs-group-type")),
    ],
    longest: 200,
    size: 25,
    is_by_time: true,
    goes_back: true,
    views: Some(lists::GROUPS),
};

/// Schedules (K132).
#[cfg(feature = "jobs")]
pub(crate) static SCHEDULES: ListMeta = ListMeta {
    href: |links| links.schedules([]),
    title: || tr!("schedules-title"),
    plural: || tr!("schedules-title"),
    filters: &[
        FilterMeta::new("q", Search, || tr!("schedules-name")),
        FilterMeta::new("state", Choice, || tr!("jobs-state")),
        FilterMeta::new("origin", Choice, || tr!("schedules-origin")),
        FilterMeta::new("kind", Choice, || tr!("schedules-kind")),
        FilterMeta::new("type", Choice, || tr!("jobs-type")),
    ],
    longest: kaffy_jobs::MAX_NAME,
    size: 50,
    is_by_time: false,
    goes_back: false,
    views: Some(lists::SCHEDULES),
};

/// Runs of chores (J81).
pub(crate) static RUNS: ListMeta = ListMeta {
    href: |links| links.chores("runs"),
    title: || tr!("chores-runs"),
    plural: || tr!("chores-runs"),
    filters: &[
        FilterMeta::new("chore", Choice, || tr!("chores-chore")),
        FilterMeta::new("status", Choice, || tr!("jobs-state")),
        FilterMeta::new("who", Part, || tr!("chores-by")),
        FilterMeta::new("from", Since, || tr!("chores-created-at")),
        FilterMeta::new("until", Before, || tr!("chores-created-at")),
    ],
    longest: 200,
    size: 50,
    is_by_time: true,
    goes_back: false,
    views: Some(lists::RUNS),
};

/// The audit log (A68).
pub(crate) static AUDIT: ListMeta = ListMeta {
    href: |links| links.audit(),
    title: || tr!("audit-title"),
    plural: || tr!("audit-entries"),
    filters: &[
        FilterMeta::new("about", Choice, || tr!("audit-filter-resource")),
        FilterMeta::new("who", Text, || tr!("audit-filter-actor")),
        FilterMeta::new("what", Choice, || tr!("audit-filter-event")),
        FilterMeta::new("from", FromDay, || tr!("audit-when")),
        FilterMeta::new("until", UntilDay, || tr!("audit-when")),
    ],
    longest: 500,
    size: 50,
    is_by_time: true,
    goes_back: true,
    views: Some(lists::AUDIT),
};
