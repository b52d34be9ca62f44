//! Every address × method × who, with the status each gets (W9). The addresses are the router's own
//! (`kaffy::web::addresses`), so that a new one without a line here fails.

use std::collections::BTreeSet;

use axum::body::Body;
use http::{Method, Request, header};
use kaffy::{Actor, Database, Reader};
use sea_query::{Order, Query};

use crate::{
    shop::{Shop, TestApp, Who},
    work::{
        AWAITS, CANCELLED, GROUP, JOBS_VIEW, MADE, NOTICE, OWN_VIEW, RUN, SHARED_VIEW, STOPPED_RUN, TRIED, VIEW_SEEN,
        WAITS,
    },
};

/// How a line's request is made.
enum Ask {
    /// `GET`, and `HEAD` with the same answer.
    Get,
    /// A form with these fields.
    Post(&'static [(&'static str, &'static str)]),
    /// The form of a page as an admin sees it, sent by whoever it is; what is behind is set in it.
    Form(&'static str, &'static str, &'static [(&'static str, &'static str)]),
}

use Ask::{Form, Get, Post};

/// An address of the router, the address that is asked, how, and what each of [`Who::ALL`] is answered.
struct Line(&'static str, &'static str, Ask, [u16; 6]);

const RECORD: &str = "form.record";

/// Columns: anonymous, an account without a role, a viewer and an editor of the tenant of the row, an editor of another
/// tenant, a superuser. A selection of rows that are not there, or not theirs, is a page which says so: 200.
#[rustfmt::skip]
const LINES: &[Line] = &[
    Line("/", "/", Get, [303, 303, 303, 303, 303, 303]),
    Line("/dashboard", "/dashboard", Get, [303, 200, 200, 200, 200, 200]),
    Line("/dashboard/widgets/{id}", "/dashboard/widgets/things-by-title", Get, [303, 404, 200, 200, 200, 200]),
    Line("/dashboard/widgets/{id}", "/dashboard/widgets/secret", Get, [303, 404, 404, 404, 404, 200]),
    Line("/p/{slug}", "/p/secret", Get, [303, 404, 404, 404, 404, 200]),
    Line("/links/{id}", "/links/cache", Get, [303, 404, 404, 404, 404, 200]),
    Line("/links/{id}", "/links/cache", Post(&[]), [401, 404, 404, 404, 404, 303]),
    Line("/login", "/login", Get, [200, 303, 303, 303, 303, 303]),
    Line("/login", "/login", Post(&[("email", "no@shop.example"), ("password", "guess")]), [422, 422, 422, 422, 422, 429]),
    Line("/login/code", "/login/code", Get, [303, 303, 303, 303, 303, 303]),
    Line("/login/code", "/login/code", Post(&[("code", "123456")]), [303, 422, 422, 422, 422, 422]),
    Line("/logout", "/logout", Post(&[]), [303, 303, 303, 303, 303, 303]),
    Line("/theme", "/theme", Post(&[("theme", "dark")]), [303, 303, 303, 303, 303, 303]),
    Line("/language", "/language", Post(&[("language", "en")]), [303, 303, 303, 303, 303, 303]),
    Line("/assets/{hash}/{file}", "{asset}", Get, [200, 200, 200, 200, 200, 200]),

    Line("/accounts/me", "/accounts/me", Get, [303, 200, 200, 200, 200, 200]),
    Line("/accounts/me", "/accounts/me", Post(&[("name", "Somebody")]), [401, 303, 303, 303, 303, 303]),
    Line("/accounts/me/password", "/accounts/me/password", Get, [303, 200, 200, 200, 200, 200]),
    Line("/accounts/me/password", "/accounts/me/password", Post(&[("old", "x"), ("password", "y"), ("again", "z")]), [401, 422, 422, 422, 422, 422]),
    Line("/accounts/me/sessions", "/accounts/me/sessions", Get, [303, 200, 200, 200, 200, 200]),
    Line("/accounts/me/sessions", "/accounts/me/sessions", Post(&[]), [401, 303, 303, 303, 303, 303]),
    Line("/accounts/me/second-factor", "/accounts/me/second-factor", Get, [303, 200, 200, 200, 200, 200]),
    Line("/accounts/me/second-factor", "/accounts/me/second-factor", Post(&[]), [401, 200, 200, 200, 200, 200]),
    Line("/accounts/users", "/accounts/users", Get, [303, 403, 403, 403, 403, 200]),
    Line("/accounts/users", "/accounts/users", Post(&[("email", "new@shop.example"), ("name", "New")]), [401, 403, 403, 403, 403, 200]),
    Line("/accounts/users/new", "/accounts/users/new", Get, [303, 403, 403, 403, 403, 200]),
    Line("/accounts/users/{id}", "/accounts/users/{user}", Get, [303, 403, 403, 403, 403, 200]),
    Line("/accounts/users/{id}", "/accounts/users/{user}", Post(&[("email", "bea@shop.example"), ("name", "Bea")]), [401, 403, 403, 403, 403, 303]),
    Line("/accounts/users/{id}", "/accounts/users/nosuch", Get, [303, 403, 403, 403, 403, 404]),
    Line("/accounts/users/{id}/help", "/accounts/users/{user}/help", Post(&[("do", "sessions")]), [401, 403, 403, 403, 403, 303]),
    Line("/accounts/users/{id}/act", "/accounts/users/{user}/act", Post(&[]), [401, 403, 403, 403, 403, 303]),
    Line("/accounts/acting/end", "/accounts/acting/end", Post(&[]), [401, 303, 303, 303, 303, 303]),
    Line("/accounts/roles", "/accounts/roles", Get, [303, 403, 403, 403, 403, 200]),
    Line("/accounts/roles", "/accounts/roles", Post(&[("name", "Night shift")]), [401, 403, 403, 403, 403, 303]),
    Line("/accounts/roles/new", "/accounts/roles/new", Get, [303, 403, 403, 403, 403, 200]),
    Line("/accounts/roles/{id}", "/accounts/roles/{role}", Get, [303, 403, 403, 403, 403, 200]),
    Line("/accounts/roles/{id}", "/accounts/roles/{role}", Post(&[("name", "Spare")]), [401, 403, 403, 403, 403, 303]),
    Line("/accounts/roles/{id}/delete", "/accounts/roles/{role}/delete", Get, [303, 403, 403, 403, 403, 200]),
    Line("/accounts/roles/{id}/delete", "/accounts/roles/{role}/delete", Post(&[]), [401, 403, 403, 403, 403, 303]),

    Line("/jobs", "/jobs", Get, [303, 403, 200, 200, 200, 200]),
    Line("/jobs", "/jobs", Post(&[("type", "praise_later"), ("arg.title", "x"), ("queue", "default")]), [401, 403, 403, 303, 303, 303]),
    Line("/jobs/new", "/jobs/new?type=praise_later", Get, [303, 403, 403, 200, 200, 200]),
    Line("/jobs/bulk", "/jobs/bulk", Post(&[("_action", "cancel"), ("_id", WAITS)]), [401, 403, 403, 200, 200, 200]),
    Line("/jobs/export", "/jobs/export", Get, [303, 403, 200, 200, 200, 200]),
    Line("/jobs/groups/export", "/jobs/groups/export", Get, [303, 403, 200, 200, 200, 200]),
    Line("/jobs/groups", "/jobs/groups", Get, [303, 403, 200, 200, 200, 200]),
    Line("/jobs/groups/{id}", "/jobs/groups/{group}", Get, [303, 403, 200, 200, 200, 200]),
    Line("/jobs/groups/{id}", "/jobs/groups/nosuch", Get, [303, 403, 404, 404, 404, 404]),
    Line("/jobs/groups/{id}/cancel", "/jobs/groups/{group}/cancel", Post(&[]), [401, 403, 403, 303, 303, 303]),
    Line("/jobs/groups/{id}/cancel", "/jobs/groups/{group}/cancel", Post(&[("status", "succeeded")]), [401, 403, 403, 400, 400, 400]),
    Line("/jobs/queues", "/jobs/queues", Get, [303, 403, 200, 200, 200, 200]),
    Line("/jobs/queues/{name}", "/jobs/queues/default", Post(&[("do", "pause"), ("reason", "x")]), [401, 403, 403, 303, 303, 303]),
    Line("/jobs/workers", "/jobs/workers", Get, [303, 403, 200, 200, 200, 200]),
    Line("/jobs/{id}", "/jobs/{waits}", Get, [303, 403, 200, 200, 200, 200]),
    Line("/jobs/{id}", "/jobs/nosuch", Get, [303, 403, 404, 404, 404, 404]),
    Line("/jobs/{id}/args", "/jobs/{waits}/args", Get, [303, 403, 403, 200, 200, 200]),
    Line("/jobs/{id}/args", "/jobs/{waits}/args", Post(&[("arg.title", "y"), ("arg.secret", "")]), [401, 403, 403, 303, 303, 303]),
    Line("/jobs/{id}/args", "/jobs/{waits}/args", Post(&[("arg.title", "y"), ("job_type", "other")]), [401, 403, 403, 400, 400, 400]),
    Line("/jobs/{id}/reschedule", "/jobs/{waits}/reschedule", Get, [303, 403, 403, 200, 200, 200]),
    Line("/jobs/{id}/reschedule", "/jobs/{waits}/reschedule", Post(&[("run_at", "2099-01-02T03:04")]), [401, 403, 403, 303, 303, 303]),
    Line("/jobs/{id}/delete", "/jobs/{waits}/delete", Get, [303, 403, 403, 200, 200, 200]),
    Line("/jobs/{id}/delete", "/jobs/{waits}/delete", Post(&[]), [401, 403, 403, 303, 303, 303]),
    Line("/jobs/{id}/retry", "/jobs/{cancelled}/retry", Post(&[]), [401, 403, 403, 303, 303, 303]),
    Line("/jobs/{id}/cancel", "/jobs/{waits}/cancel", Post(&[]), [401, 403, 403, 303, 303, 303]),
    Line("/jobs/{id}/run", "/jobs/{waits}/run", Post(&[]), [401, 403, 403, 303, 303, 303]),

    Line("/schedules", "/schedules", Get, [303, 403, 200, 200, 200, 200]),
    Line("/schedules", "/schedules", Post(&[("type", "praise_later"), ("name", "other"), ("arg.title", "x"), ("cron", "@daily")]), [401, 403, 403, 303, 303, 303]),
    Line("/schedules/export", "/schedules/export", Get, [303, 403, 200, 200, 200, 200]),
    Line("/schedules/new", "/schedules/new?type=praise_later", Get, [303, 403, 403, 200, 200, 200]),
    Line("/schedules/{name}", "/schedules/plan", Get, [303, 403, 200, 200, 200, 200]),
    Line("/schedules/{name}", "/schedules/nosuch", Get, [303, 403, 404, 404, 404, 404]),
    Line("/schedules/{name}/edit", "/schedules/plan/edit", Get, [303, 403, 403, 200, 200, 200]),
    Line("/schedules/{name}/edit", "/schedules/plan/edit", Post(&[("arg.title", "y"), ("arg.secret", ""), ("cron", "@daily"), ("revision", "1")]), [401, 403, 403, 303, 303, 303]),
    Line("/schedules/{name}/edit", "/schedules/plan/edit", Post(&[("arg.title", "y"), ("job_type", "other")]), [401, 403, 403, 400, 400, 400]),
    Line("/schedules/{name}/pause", "/schedules/plan/pause", Get, [303, 403, 403, 200, 200, 200]),
    Line("/schedules/{name}/pause", "/schedules/plan/pause", Post(&[("reason", "x")]), [401, 403, 403, 303, 303, 303]),
    Line("/schedules/{name}/resume", "/schedules/plan/resume", Post(&[]), [401, 403, 403, 303, 303, 303]),
    Line("/schedules/{name}/run", "/schedules/plan/run", Post(&[]), [401, 403, 403, 303, 303, 303]),
    Line("/schedules/{name}/delete", "/schedules/plan/delete", Get, [303, 403, 403, 200, 200, 200]),
    Line("/schedules/{name}/delete", "/schedules/plan/delete", Post(&[]), [401, 403, 403, 303, 303, 303]),

    Line("/chores", "/chores", Get, [303, 403, 200, 200, 200, 200]),
    Line("/chores/runs", "/chores/runs", Get, [303, 403, 200, 200, 200, 200]),
    Line("/chores/runs/export", "/chores/runs/export", Get, [303, 403, 200, 200, 200, 200]),
    Line("/chores/runs/{id}", "/chores/runs/{awaits}", Get, [303, 403, 200, 200, 200, 200]),
    Line("/chores/runs/{id}", "/chores/runs/nosuch", Get, [303, 403, 404, 404, 404, 404]),
    Line("/chores/runs/{id}/live", "/chores/runs/{tried}/live", Get, [303, 403, 200, 200, 200, 200]),
    Line("/chores/runs/{id}/log.txt", "/chores/runs/{tried}/log.txt", Get, [303, 403, 200, 200, 200, 200]),
    Line("/chores/runs/{id}/failures", "/chores/runs/{tried}/failures", Get, [303, 403, 200, 200, 200, 200]),
    Line("/chores/runs/{id}/move", "/chores/runs/{awaits}/move?move=cancel", Get, [303, 403, 403, 200, 200, 200]),
    Line("/chores/runs/{id}/move", "/chores/runs/{awaits}/move", Post(&[("move", "cancel")]), [401, 403, 403, 303, 303, 303]),
    Line("/chores/runs/{id}/move", "/chores/runs/{awaits}/move", Post(&[("move", "cancel"), ("status", "succeeded")]), [401, 403, 403, 400, 400, 400]),
    Line("/chores/runs/{id}/approve", "/chores/runs/{awaits}/approve", Post(&[("answer", "agree"), ("reason", "x")]), [401, 403, 403, 409, 409, 409]),
    Line("/chores/runs/{id}/approve", "/chores/runs/{awaits}/approve", Post(&[("answer", "refuse"), ("reason", "x")]), [401, 403, 403, 303, 303, 303]),
    Line("/chores/runs/{id}/exactly", "/chores/runs/{tried}/exactly", Post(&[]), [401, 403, 403, 404, 404, 404]),
    Line("/chores/runs/{id}/files/{file}", "/chores/runs/{tried}/files/{made}", Get, [303, 403, 200, 200, 200, 200]),
    Line("/chores/runs/{id}/files/{file}", "/chores/runs/{awaits}/files/{made}", Get, [303, 403, 404, 404, 404, 404]),
    Line("/chores/runs/{id}/files/{file}/delete", "/chores/runs/{tried}/files/{made}/delete", Get, [303, 403, 403, 200, 200, 200]),
    Line("/chores/runs/{id}/files/{file}/delete", "/chores/runs/{tried}/files/{made}/delete", Post(&[]), [401, 403, 403, 303, 303, 303]),
    Line("/chores/{key}", "/chores/tidy", Get, [303, 403, 200, 200, 200, 200]),
    Line("/chores/{key}", "/chores/nosuch", Get, [303, 403, 404, 404, 404, 404]),
    Line("/chores/{key}", "/chores/tidy", Post(&[("title", "x"), ("secret", "")]), [401, 403, 403, 303, 303, 303]),
    Line("/chores/{key}", "/chores/tidy", Post(&[("title", "x"), ("secret", ""), ("actor", "other")]), [401, 403, 403, 422, 422, 422]),

    Line("/search", "/search", Get, [303, 200, 200, 200, 200, 200]),
    Line("/search", "/search?q=thing+1&part", Get, [303, 200, 200, 200, 200, 200]),
    Line("/search", "/search?q=thing+1", Get, [303, 200, 303, 303, 200, 303]),
    Line("/keys", "/keys", Get, [303, 200, 200, 200, 200, 200]),
    Line("/keys", "/keys", Post(&[("keys", "on")]), [401, 303, 303, 303, 303, 303]),
    Line("/notifications", "/notifications", Get, [303, 200, 200, 200, 200, 200]),
    Line("/notifications", "/notifications", Post(&[("do", "read")]), [401, 303, 303, 303, 303, 303]),
    Line("/notifications", "/notifications", Post(&[("do", "everything")]), [401, 400, 400, 400, 400, 400]),
    Line("/notifications/news", "/notifications/news", Get, [401, 200, 200, 200, 200, 200]),
    Line("/notifications/{id}", "/notifications/{notice}", Post(&[("do", "read")]), [401, 404, 404, 303, 404, 404]),
    Line("/notifications/{id}", "/notifications/{notice}", Post(&[("do", "delete")]), [401, 404, 404, 303, 404, 404]),
    Line("/notifications/{id}", "/notifications/nosuch", Post(&[("do", "read")]), [401, 404, 404, 404, 404, 404]),

    Line("/audit", "/audit", Get, [303, 403, 403, 403, 403, 200]),
    Line("/audit/export", "/audit/export", Get, [303, 403, 403, 403, 403, 200]),
    Line("/views", "/views?list=shop/things", Get, [303, 403, 200, 200, 200, 200]),
    Line("/views", "/views?list=shop/nosuch", Get, [303, 404, 404, 404, 404, 404]),
    Line("/views", "/views", Post(&[("list", "shop/things"), ("name", "Mine"), ("query", "q=x")]), [401, 403, 303, 303, 303, 303]),
    Line("/views", "/views", Post(&[("list", "shop/things"), ("name", "Ours"), ("audience", "everyone")]), [401, 403, 403, 403, 403, 303]),
    Line("/views", "/views", Post(&[("list", "shop/things"), ("name", "Ours"), ("query", "f.nosuch=1")]), [401, 403, 400, 400, 400, 400]),
    Line("/views", "/views?list=jobs", Get, [303, 403, 200, 200, 200, 200]),
    Line("/views", "/views?list=audit", Get, [303, 403, 403, 403, 403, 200]),
    Line("/views", "/views?list=jobs/nosuch", Get, [303, 404, 404, 404, 404, 404]),
    Line("/views", "/views", Post(&[("list", "jobs/groups"), ("name", "Mine"), ("query", "status=failed")]), [401, 403, 303, 303, 303, 303]),
    Line("/views", "/views", Post(&[("list", "schedules"), ("name", "Ours"), ("audience", "everyone")]), [401, 403, 403, 403, 403, 303]),
    Line("/views", "/views", Post(&[("list", "chores/runs"), ("name", "Mine"), ("query", "nosuch=1")]), [401, 403, 400, 400, 400, 400]),
    Line("/views", "/views", Post(&[("list", "audit"), ("name", "Mine"), ("query", "what=deleted")]), [401, 403, 403, 403, 403, 303]),
    Line("/views/{id}", "/views/{of-jobs}", Get, [303, 404, 403, 200, 403, 200]),
    Line("/views/{id}/delete", "/views/{of-jobs}/delete", Post(&[]), [401, 404, 403, 303, 403, 303]),
    Line("/views/default", "/views/default", Post(&[("list", "jobs"), ("view", JOBS_VIEW)]), [401, 403, 303, 303, 303, 303]),
    Line("/views/default", "/views/default", Post(&[("list", "jobs"), ("view", SHARED_VIEW)]), [401, 403, 404, 404, 404, 404]),
    Line("/jobs", "/jobs?view={of-jobs}", Get, [303, 403, 303, 303, 303, 303]),
    Line("/jobs", "/jobs?view={shared}", Get, [303, 403, 404, 404, 404, 404]),
    Line("/jobs/groups", "/jobs/groups?view={of-jobs}", Get, [303, 403, 404, 404, 404, 404]),
    Line("/views/default", "/views/default", Post(&[("list", "shop/things"), ("view", SHARED_VIEW)]), [401, 403, 303, 303, 303, 303]),
    Line("/views/default", "/views/default", Post(&[("list", "shop/things"), ("view", OWN_VIEW)]), [401, 403, 303, 404, 404, 404]),
    Line("/views/{id}", "/views/{own}", Get, [303, 404, 200, 404, 404, 404]),
    Line("/views/{id}", "/views/{shared}", Get, [303, 404, 403, 200, 403, 200]),
    Line("/views/{id}", "/views/nosuch", Get, [303, 404, 404, 404, 404, 404]),
    Line("/views/{id}", "/views/{own}", Post(&[("name", "Changed")]), [401, 404, 303, 404, 404, 404]),
    Line("/views/{id}", "/views/{own}", Post(&[("name", "Changed"), ("audience", "everyone")]), [401, 404, 403, 404, 404, 404]),
    Line("/views/{id}", "/views/{shared}", Post(&[("name", "Changed")]), [401, 404, 403, 303, 403, 303]),
    Line("/views/{id}/replace", "/views/{own}/replace", Post(&[("query", "q=y"), ("seen", VIEW_SEEN)]), [401, 404, 303, 404, 404, 404]),
    Line("/views/{id}/replace", "/views/{own}/replace", Post(&[("query", "q=y")]), [401, 404, 409, 404, 404, 404]),
    Line("/views/{id}/replace", "/views/{shared}/replace", Post(&[("query", "q=y"), ("seen", VIEW_SEEN)]), [401, 404, 403, 303, 403, 303]),
    Line("/views/{id}/delete", "/views/{own}/delete", Post(&[]), [401, 404, 303, 404, 404, 404]),
    Line("/views/{id}/delete", "/views/{shared}/delete", Post(&[]), [401, 404, 403, 303, 403, 303]),
    Line("/{context}/{resource}", "/shop/things?view={own}", Get, [303, 403, 303, 404, 404, 404]),
    Line("/{context}/{resource}", "/shop/things?view={shared}", Get, [303, 403, 303, 303, 303, 303]),

    Line("/{context}", "/shop", Get, [303, 404, 200, 200, 200, 200]),
    Line("/{context}", "/nosuch", Get, [303, 404, 404, 404, 404, 404]),
    Line("/{context}/{resource}", "/shop/things", Get, [303, 403, 200, 200, 200, 200]),
    Line("/{context}/{resource}", "/shop/nosuch", Get, [303, 404, 404, 404, 404, 404]),
    Line("/{context}/{resource}", "/shop/things", Form("/shop/things/new", RECORD, &[("title", "New")]), [401, 403, 403, 303, 422, 303]),
    Line("/{context}/{resource}/new", "/shop/things/new", Get, [303, 403, 403, 200, 200, 200]),
    Line("/{context}/{resource}/options", "/shop/makers/options", Get, [303, 403, 200, 200, 200, 200]),
    Line("/{context}/{resource}/cells", "/shop/things/cells", Get, [303, 403, 403, 200, 200, 200]),
    Line("/{context}/{resource}/cells", "/shop/things/cells?_id=1&_cell=title", Get, [303, 403, 403, 200, 404, 200]),
    Line("/{context}/{resource}/cells", "/shop/tags/cells", Get, [303, 403, 403, 404, 404, 404]),
    Line("/{context}/{resource}/cells", "/shop/things/cells", Form("/shop/things/cells?_id=1&_cell=title", "form.cell-form", &[("rows.0.title", "Changed")]), [401, 403, 403, 200, 404, 200]),
    Line("/{context}/{resource}/cells", "/shop/things/cells", Post(&[("rows.0.owner", "b"), ("rows.0._key", "1")]), [401, 403, 403, 400, 400, 400]),
    Line("/{context}/{resource}/export", "/shop/things/export", Get, [303, 403, 403, 200, 200, 200]),
    Line("/{context}/{resource}/export", "/shop/things/export", Post(&[("_column", "title"), ("_run", "1")]), [401, 403, 403, 200, 200, 200]),
    Line("/{context}/{resource}/import", "/shop/things/import", Get, [303, 403, 403, 200, 200, 200]),
    Line("/{context}/{resource}/import", "/shop/things/import", Post(&[("_run", "import")]), [401, 403, 403, 422, 422, 422]),
    Line("/{context}/{resource}/actions", "/shop/things/actions", Get, [303, 403, 303, 303, 303, 303]),
    Line("/{context}/{resource}/actions", "/shop/things/actions", Post(&[("_action", "praise"), ("_id", "1"), ("_run", "1")]), [401, 403, 403, 303, 200, 303]),
    Line("/{context}/{resource}/actions/{key}", "/shop/things/actions/praise?_id=1", Get, [303, 403, 403, 200, 303, 200]),
    Line("/{context}/{resource}/actions/{key}", "/shop/things/actions/nosuch?_id=1", Get, [303, 403, 404, 404, 404, 404]),
    Line("/{context}/{resource}/actions/{key}", "/shop/things/actions/praise", Post(&[("_id", "1"), ("_run", "1")]), [401, 403, 403, 303, 200, 303]),
    Line("/{context}/{resource}/actions/{key}", "/shop/things/actions/delete", Post(&[("_id", "1")]), [401, 403, 403, 200, 303, 200]),
    Line("/{context}/{resource}/actions/{key}", "/shop/things/actions/polish", Post(&[("_id", "1"), ("_run", "1")]), [401, 403, 403, 303, 303, 303]),
    Line("/{context}/{resource}/actions/{key}/{run}", "/shop/things/actions/polish/{theirs}", Get, [303, 403, 404, 200, 404, 404]),
    Line("/{context}/{resource}/actions/{key}/{run}", "/shop/things/actions/polish/{stopped}", Get, [303, 403, 404, 404, 404, 200]),
    Line("/{context}/{resource}/actions/{key}/{run}", "/shop/things/actions/polish/nosuch", Get, [303, 403, 404, 404, 404, 404]),
    Line("/{context}/{resource}/actions/{key}/{run}/failures", "/shop/things/actions/polish/{theirs}/failures", Get, [303, 403, 404, 200, 404, 404]),
    Line("/{context}/{resource}/actions/{key}/{run}/cancel", "/shop/things/actions/polish/{theirs}/cancel", Post(&[]), [401, 403, 404, 303, 404, 404]),
    Line("/{context}/{resource}/actions/{key}/{run}/seen", "/shop/things/actions/polish/{theirs}/seen", Post(&[]), [401, 403, 404, 303, 404, 404]),
    Line("/{context}/{resource}/{id}", "/shop/things/1", Get, [303, 403, 200, 200, 404, 200]),
    Line("/{context}/{resource}/{id}", "/shop/things/99", Get, [303, 403, 404, 404, 404, 404]),
    Line("/{context}/{resource}/{id}", "/shop/things/1", Form("/shop/things/1", RECORD, &[("title", "Changed")]), [401, 403, 403, 303, 404, 303]),
    Line("/{context}/{resource}/{id}/delete", "/shop/things/1/delete", Get, [303, 403, 403, 200, 404, 200]),
    Line("/{context}/{resource}/{id}/delete", "/shop/things/1/delete", Form("/shop/things/1/delete", "form.answer", &[]), [401, 403, 403, 303, 404, 303]),
    Line("/{context}/{resource}", "/shop/leaflets?trash=1", Get, [303, 403, 200, 200, 200, 200]),
    Line("/{context}/{resource}/{id}", "/shop/leaflets/2", Get, [303, 403, 200, 200, 404, 200]),
    Line("/{context}/{resource}/{id}/delete", "/shop/leaflets/1/delete", Form("/shop/leaflets/1/delete", "form.answer", &[]), [401, 403, 403, 303, 404, 303]),
    Line("/{context}/{resource}/{id}/purge", "/shop/leaflets/2/purge", Get, [303, 403, 403, 200, 404, 200]),
    Line("/{context}/{resource}/{id}/purge", "/shop/leaflets/1/purge", Get, [303, 403, 403, 404, 404, 404]),
    Line("/{context}/{resource}/{id}/purge", "/shop/things/1/purge", Get, [303, 403, 403, 404, 404, 404]),
    Line("/{context}/{resource}/{id}/purge", "/shop/leaflets/2/purge", Form("/shop/leaflets/2/purge", "form.answer", &[]), [401, 403, 403, 303, 404, 303]),
    Line("/{context}/{resource}/{id}/restore", "/shop/leaflets/2/restore", Post(&[]), [401, 403, 403, 303, 404, 303]),
    Line("/{context}/{resource}/{id}/restore", "/shop/leaflets/1/restore", Post(&[]), [401, 403, 403, 404, 404, 404]),
    Line("/{context}/{resource}/actions/{key}", "/shop/leaflets/actions/restore", Post(&[("_id", "2"), ("_run", "1")]), [401, 403, 403, 303, 200, 303]),
    Line("/{context}/{resource}/actions/{key}", "/shop/leaflets/actions/purge", Post(&[("_id", "2")]), [401, 403, 403, 200, 303, 200]),
    Line("/{context}/{resource}/{id}/history", "/shop/things/1/history", Get, [303, 403, 200, 200, 404, 200]),
    Line("/{context}/{resource}/{id}/history", "/shop/things/1/history", Post(&[("_entry", "99999"), ("field", "title")]), [401, 403, 403, 404, 404, 404]),
    Line("/{context}/{resource}/{id}/actions/{key}", "/shop/things/1/actions/praise", Get, [303, 403, 403, 200, 404, 200]),
    Line("/{context}/{resource}/{id}/actions/{key}", "/shop/things/1/actions/praise", Post(&[]), [401, 403, 403, 303, 404, 303]),
    Line("/{context}/{resource}/{id}/files/{field}", "/shop/things/1/files/photo", Get, [303, 403, 404, 404, 404, 404]),
];

#[test]
fn w9_every_address_of_the_router_has_its_expectations() {
    let known: BTreeSet<(&str, &str)> = kaffy::web::addresses()
        .iter()
        .flat_map(|address| {
            [address.get.then_some((address.path, "GET")), address.post.then_some((address.path, "POST"))]
        })
        .flatten()
        .collect();
    let expected: BTreeSet<(&str, &str)> =
        LINES.iter().map(|Line(path, _, ask, _)| (*path, if matches!(ask, Get) { "GET" } else { "POST" })).collect();
    let missing: Vec<_> = known.difference(&expected).collect();
    assert!(missing.is_empty(), "addresses of the router that nobody says what to expect of: {missing:?}");
    let stale: Vec<_> = expected.difference(&known).collect();
    assert!(stale.is_empty(), "expectations of addresses that are gone: {stale:?}");
}

/// Whether a concrete address is one that its pattern means.
#[test]
fn w9_the_addresses_that_are_asked_are_those_of_their_lines() {
    for Line(pattern, path, ..) in LINES {
        if *path == "{asset}" {
            continue;
        }
        let path = path.split('?').next().unwrap_or_default();
        let parts = |text: &'static str| text.split('/').collect::<Vec<_>>();
        let (pattern, path) = (parts(pattern), parts(path));
        let fits = pattern.iter().zip(&path).all(|(of, is)| of.starts_with('{') || of == is);
        assert!(pattern.len() == path.len() && fits, "{path:?} is no {pattern:?}");
    }
}

struct Browsers(Vec<TestApp>);

impl Browsers {
    async fn of(shop: &Shop) -> Self {
        let mut all = Vec::new();
        for who in Who::ALL {
            all.push(shop.browser(who).await);
        }
        Self(all)
    }

    fn admin(&self) -> &TestApp {
        self.0.last().expect("the admin is the last")
    }
}

/// The address with what is only known at run time.
async fn concrete(shop: &Shop, admin: &TestApp, path: &str) -> String {
    match path {
        "{asset}" => {
            let href = admin.get("/accounts/me").await.ok().attribute("link[rel=stylesheet]", "href").expect("style");
            href.strip_prefix("/admin").expect("below").to_owned()
        }
        path if path.contains("{user}") => path.replace("{user}", &shop.user("bea").await),
        path if path.contains("{waits}") => path.replace("{waits}", WAITS),
        path if path.contains("{notice}") => path.replace("{notice}", NOTICE),
        path if path.contains("{group}") => path.replace("{group}", GROUP),
        path if path.contains("{awaits}") => path.replace("{awaits}", AWAITS).replace("{made}", MADE),
        path if path.contains("{tried}") => path.replace("{tried}", TRIED).replace("{made}", MADE),
        path if path.contains("{theirs}") => path.replace("{theirs}", RUN),
        path if path.contains("{stopped}") => path.replace("{stopped}", STOPPED_RUN),
        path if path.contains("{own}") => path.replace("{own}", OWN_VIEW),
        path if path.contains("{of-jobs}") => path.replace("{of-jobs}", JOBS_VIEW),
        path if path.contains("{shared}") => path.replace("{shared}", SHARED_VIEW),
        path if path.contains("{cancelled}") => path.replace("{cancelled}", CANCELLED),
        path if path.contains("{role}") => path.replace("{role}", &shop.role("Spare").await),
        path => path.to_owned(),
    }
}

pub(crate) async fn w9_every_address_method_and_actor_get_the_status_that_is_written_down(db: Database) {
    let shop = Shop::over(db).await;
    shop.accounts().set_role("Spare", []).await.expect("a role");
    let browsers = Browsers::of(&shop).await;
    let mut wrong = Vec::new();
    for Line(_, path, ask, expected) in LINES {
        let path = concrete(&shop, browsers.admin(), path).await;
        for (browser, expected) in browsers.0.iter().zip(expected) {
            browser.sign_in().await;
            let pages = match ask {
                Get => {
                    let head = browser.send(Request::head(browser.address(&path)), Body::empty()).await;
                    assert!(head.body.is_empty(), "{path}: HEAD has no body");
                    vec![browser.get(&path).await, head]
                }
                Post(fields) => vec![browser.post(&path, fields).await],
                Form(page, selector, sets) => {
                    let form = browsers.admin().get(page).await.ok().form(selector);
                    let form = sets.iter().fold(form, |form, (name, value)| form.set(name, value));
                    vec![form.submit(browser).await]
                }
            };
            for page in pages {
                if page.status.as_u16() != *expected {
                    let who = browser.who;
                    let words = page.words("main").chars().take(200).collect::<String>();
                    wrong.push(format!("{} by {who:?}: {} instead of {expected}: {words}", page.address, page.status));
                }
            }
            if !matches!(ask, Get) {
                shop.as_at_first().await;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

pub(crate) async fn s13_no_other_method_does_anything(db: Database) {
    let shop = Shop::over(db).await;
    let browsers = Browsers::of(&shop).await;
    let (anonymous, admin) = (&browsers.0[0], browsers.admin());
    let before = everything(&shop).await;
    for address in kaffy::web::addresses() {
        let path = of_pattern(address.path);
        for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS, Method::TRACE] {
            let request = || Request::builder().method(method.clone());
            let page = admin.send(request().uri(admin.address(&path)), Body::from("x")).await;
            assert_eq!(page.status.as_u16(), 405, "{}", page.address);
            assert!(page.headers.contains_key(header::ALLOW), "{}", page.address);
            let page = anonymous.send(request().uri(anonymous.address(&path)), Body::empty()).await;
            assert!(matches!(page.status.as_u16(), 401 | 405), "{}: {}", page.address, page.status);
        }
        if !address.get {
            assert_eq!(admin.get(&path).await.status.as_u16(), 405, "{path}");
        }
        if !address.post && path != "/assets/1/1" {
            assert_eq!(admin.post(&path, &[]).await.status.as_u16(), 405, "{path}");
        }
    }
    assert_eq!(everything(&shop).await, before);
}

pub(crate) async fn s2_every_form_needs_its_token_and_origin(db: Database) {
    let shop = Shop::over(db).await;
    let admin = shop.browser(Who::Admin).await;
    let before = everything(&shop).await;
    let token = admin.token().await;
    for address in kaffy::web::addresses().into_iter().filter(|address| address.post) {
        let path = of_pattern(address.path);
        let ours = ("origin", "http://shop.test");
        let with_token = format!("_csrf={token}");
        for (what, body, heads) in [
            ("no token", "", vec![ours]),
            ("another token", "_csrf=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", vec![ours]),
            ("another origin", &*with_token, vec![("origin", "http://evil.example")]),
            ("no origin at all", &*with_token, vec![]),
            ("origin null", &*with_token, vec![("origin", "null")]),
            ("another site", &*with_token, vec![("sec-fetch-site", "cross-site")]),
            ("a sibling site", &*with_token, vec![("sec-fetch-site", "same-site")]),
        ] {
            let request = heads.iter().fold(admin.form(&path), |request, (name, value)| request.header(*name, *value));
            let page = admin.send(request, Body::from(body.to_owned())).await;
            assert_eq!(page.status.as_u16(), 403, "{}: {what}", page.address);
        }
        for kind in ["application/json", "text/plain", "application/xml", ""] {
            let request = Request::post(admin.address(&path)).header("origin", "http://shop.test");
            let page = admin.send(request.header("content-type", kind), Body::from(with_token.clone())).await;
            assert_eq!(page.status.as_u16(), 415, "{}: {kind}", page.address);
        }
    }
    assert_eq!(everything(&shop).await, before);
}

pub(crate) async fn s13_s28_reading_changes_nothing(db: Database) {
    let shop = Shop::over(db).await;
    let browsers = Browsers::of(&shop).await;
    let before = everything(&shop).await;
    for Line(_, path, ask, _) in LINES {
        if !matches!(ask, Get) {
            continue;
        }
        let path = path.replace("{role}", "1").replace("{user}", "1").replace("{asset}", "/");
        for browser in &browsers.0 {
            browser.get(&path).await;
            browser.send(Request::head(browser.address(&path)), Body::empty()).await;
        }
    }
    assert_eq!(everything(&shop).await, before);
}

/// An address of the shop for a pattern.
pub(crate) fn of_pattern(pattern: &str) -> String {
    pattern
        .replace("{context}", "shop")
        .replace("{resource}", "things")
        .replace("{key}", "praise")
        .replace("{field}", "photo")
        .replace("{slug}", "secret")
        .replace("widgets/{id}", "widgets/secret")
        .replace("links/{id}", "links/cache")
        .replace("schedules/{name}", "schedules/plan")
        .replace("chores/{key}", "chores/tidy")
        .replace(['{', '}'], "")
        .replace("/id", "/1")
        .replace("hash/file", "1/1")
}

/// Every row that a request might change: those of the shop, and of the accounts.
pub(crate) async fn everything(shop: &Shop) -> Vec<String> {
    let reader = Reader::new(shop.admin.clone(), Actor::new("test", "Test"));
    let mut found = Vec::new();
    for (table, text) in
        [("makers", "name"), ("tags", "name"), ("things", "title"), ("parts", "name"), ("leaflets", "title")]
    {
        let select = Query::select().column("id").column(text).from(table).order_by("id", Order::Asc).to_owned();
        let rows = reader.fetch::<(i64, String)>(&select).await.unwrap_or_else(|error| panic!("{table}: {error}"));
        found.extend(rows.into_iter().map(|row| format!("{table} {row:?}")));
    }
    for table in ["makers", "tags", "things", "leaflets"] {
        let select = Query::select().column("id").column("owner").from(table).order_by("id", Order::Asc).to_owned();
        let rows = reader.fetch::<(i64, String)>(&select).await.unwrap_or_else(|error| panic!("{table}: {error}"));
        found.extend(rows.into_iter().map(|row| format!("{table} of {row:?}")));
    }
    for (table, id, text) in [
        ("kaffy_jobs", "id", "state"),
        ("kaffy_jobs", "id", "args"),
        ("kaffy_job_queues", "name", "reason"),
        ("kaffy_job_groups", "id", "status"),
        ("kaffy_job_tasks", "id", "status"),
        ("kaffy_action_runs", "id", "actor"),
        ("kaffy_schedules", "name", "state"),
        ("kaffy_schedules", "name", "args"),
        ("kaffy_chore_runs", "id", "status"),
        ("kaffy_chore_approvals", "run_id", "reason"),
        ("kaffy_chore_files", "id", "run_id"),
        ("kaffy_views", "id", "name"),
        ("kaffy_views", "id", "query"),
        ("kaffy_views", "id", "audience"),
        ("kaffy_view_defaults", "owner", "view_id"),
        ("kaffy_notifications", "id", "said"),
    ] {
        let select = Query::select().column(id).column(text).from(table).order_by(id, Order::Asc).to_owned();
        let rows =
            reader.fetch::<(String, Option<String>)>(&select).await.unwrap_or_else(|error| panic!("{table}: {error}"));
        found.extend(rows.into_iter().map(|row| format!("{table} {row:?}")));
    }
    let select =
        Query::select().column("id").column("is_seen").from("kaffy_action_runs").order_by("id", Order::Asc).to_owned();
    let rows = reader.fetch::<(String, i64)>(&select).await.expect("runs");
    found.extend(rows.into_iter().map(|row| format!("seen {row:?}")));
    let select = Query::select()
        .column("id")
        .column("read_at")
        .from("kaffy_notifications")
        .order_by("id", Order::Asc)
        .to_owned();
    let rows = reader.fetch::<(String, Option<i64>)>(&select).await.expect("notifications");
    found.extend(rows.into_iter().map(|row| format!("read {row:?}")));
    let accounts = shop.accounts();
    for name in ["bea", "vera", "edda", "otto", "root"] {
        let user = accounts.user_by_email(&format!("{name}@shop.example")).await.expect("read");
        found.extend(user.map(|user| format!("{:?} {:?} {:?} {:?}", user.email, user.name, user.roles, user.disabled)));
    }
    found.extend(accounts.roles().await.expect("read").iter().map(|role| format!("{:?} {:?}", role.name, role.grants)));
    found
}
