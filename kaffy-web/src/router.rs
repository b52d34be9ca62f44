//! Every address of the admin, one line each, and what stands around all of them.

use axum::{Router, middleware::from_fn_with_state};
use kaffy_core::Admin;

use crate::{
    handlers::{
        accounts, actions, assets, audit, cells, context, create, custom, delete, export, files, home, import, keys,
        language, list, new, not_found, notifications, options, record, save, search, theme, trash, views, widgets,
    },
    middleware::frame,
    pages::{Pages, Web},
    routes::{Address, Routes},
};

/// The pages of an admin as a router, to nest under any path of an application.
///
/// ```no_run
/// # fn app(admin: kaffy_core::Admin) -> axum::Router {
/// axum::Router::new().nest_service("/admin", kaffy_web::router(admin))
/// # }
/// ```
///
/// All links follow the path it is nested under. `nest` works as well, except that axum then leaves
/// `/admin/`, with a slash at its end, to the application's own 404. [`Pages`](crate::Pages) can do the same and also
/// replace templates.
///
/// # Panics
/// When the template of a custom page does not compile, or a type that draws itself has none;
/// [`Pages::router`](crate::Pages::router) returns that as an error.
pub fn router(admin: Admin) -> Router {
    Pages::new(admin).router().unwrap_or_else(|error| panic!("{error}"))
}

/// Every address that the router answers, for proxies, monitoring and tests; what else is asked for is a 404.
///
/// ```
/// let list = kaffy_web::addresses().into_iter().find(|address| address.path == "/{context}/{resource}");
/// assert!(list.is_some_and(|list| list.get && list.post));
/// ```
pub fn addresses() -> Vec<Address> {
    table().addresses
}

pub(crate) fn routes(web: Web) -> Router {
    table().router.fallback(not_found::page).layer(from_fn_with_state(web.clone(), frame::draw)).with_state(web)
}

fn table() -> Routes {
    #[cfg(feature = "jobs")]
    use crate::handlers::{chores, jobs, schedules};

    let routes = Routes::new();
    #[cfg(feature = "totp")]
    let routes = routes.both("/login/code", accounts::second_factor::ask, accounts::second_factor::take).both(
        "/accounts/me/second-factor",
        accounts::second_factor::page,
        accounts::second_factor::save,
    );
    #[cfg(feature = "jobs")]
    let routes = routes
        .both("/jobs", jobs::list::page, jobs::new::create)
        .get("/jobs/new", jobs::new::page)
        .post("/jobs/bulk", jobs::bulk::post)
        .get("/jobs/export", jobs::export::jobs)
        .get("/jobs/groups", jobs::groups::page)
        .get("/jobs/groups/export", jobs::export::groups)
        .get("/jobs/groups/{id}", jobs::group::page)
        .post("/jobs/groups/{id}/cancel", jobs::group::cancel)
        .get("/jobs/queues", jobs::queues::page)
        .post("/jobs/queues/{name}", jobs::queues::change)
        .get("/jobs/workers", jobs::workers::page)
        .get("/jobs/{id}", jobs::job::page)
        .both("/jobs/{id}/args", jobs::args::page, jobs::args::save)
        .both("/jobs/{id}/reschedule", jobs::reschedule::page, jobs::reschedule::save)
        .both("/jobs/{id}/delete", jobs::change::ask, jobs::change::delete)
        .post("/jobs/{id}/retry", jobs::change::retry)
        .post("/jobs/{id}/cancel", jobs::change::cancel)
        .post("/jobs/{id}/run", jobs::change::run_now)
        .both("/schedules", schedules::list::page, schedules::new::create)
        .get("/schedules/new", schedules::new::page)
        .get("/schedules/export", schedules::export::file)
        .get("/schedules/{name}", schedules::schedule::page)
        .both("/schedules/{name}/edit", schedules::edit::page, schedules::edit::save)
        .both("/schedules/{name}/pause", schedules::change::ask_pause, schedules::change::pause)
        .both("/schedules/{name}/delete", schedules::change::ask, schedules::change::delete)
        .post("/schedules/{name}/resume", schedules::change::resume)
        .post("/schedules/{name}/run", schedules::change::run)
        .get("/chores", chores::list::page)
        .get("/chores/runs", chores::runs::page)
        .get("/chores/runs/export", chores::export::file)
        .get("/chores/runs/{id}", chores::run::page)
        .get("/chores/runs/{id}/live", chores::live::events)
        .get("/chores/runs/{id}/log.txt", chores::log::file)
        .get("/chores/runs/{id}/failures", chores::failures::file)
        .both("/chores/runs/{id}/move", chores::moving::ask, chores::moving::change)
        .post("/chores/runs/{id}/approve", chores::approving::answer)
        .post("/chores/runs/{id}/exactly", chores::moving::exactly)
        .get("/chores/runs/{id}/files/{file}", chores::files::file)
        .both("/chores/runs/{id}/files/{file}/delete", chores::files::ask, chores::files::delete)
        .both("/chores/{key}", chores::chore::page, chores::chore::start);
    #[cfg(feature = "jobs")]
    let routes = routes
        .get("/{context}/{resource}/actions/{key}/{run}", actions::background::page)
        .get("/{context}/{resource}/actions/{key}/{run}/failures", actions::background::failures)
        .post("/{context}/{resource}/actions/{key}/{run}/cancel", actions::background::cancel)
        .post("/{context}/{resource}/actions/{key}/{run}/seen", actions::background::see);
    routes
        .get("/", home::page)
        .get("/dashboard", home::dashboard)
        .get("/dashboard/widgets/{id}", widgets::page)
        .get("/p/{slug}", custom::page)
        .both("/links/{id}", custom::ask, custom::follow)
        .both("/login", accounts::sign_in::page, accounts::sign_in::sign_in)
        .post("/logout", accounts::sign_in::sign_out)
        .both("/accounts/me", accounts::profile::page, accounts::profile::save)
        .both("/accounts/me/password", accounts::password::page, accounts::password::save)
        .both("/accounts/me/sessions", accounts::sessions::page, accounts::sessions::end)
        .both("/accounts/users", accounts::users::page, accounts::user::create)
        .get("/accounts/users/new", accounts::user::new)
        .both("/accounts/users/{id}", accounts::user::page, accounts::user::save)
        .post("/accounts/users/{id}/help", accounts::user::help)
        .post("/accounts/users/{id}/act", accounts::acting::start)
        .post("/accounts/acting/end", accounts::acting::end)
        .both("/accounts/roles", accounts::roles::page, accounts::role::create)
        .get("/accounts/roles/new", accounts::role::new)
        .both("/accounts/roles/{id}", accounts::role::page, accounts::role::save)
        .both("/accounts/roles/{id}/delete", accounts::role::ask, accounts::role::delete)
        .post("/theme", theme::choose)
        .post("/language", language::choose)
        .get("/assets/{hash}/{file}", assets::file)
        .get("/audit", audit::all::page)
        .get("/audit/export", audit::export::file)
        .both("/views", views::list::page, views::view::create)
        .post("/views/default", views::change::default)
        .both("/views/{id}", views::view::page, views::view::save)
        .post("/views/{id}/replace", views::change::replace)
        .post("/views/{id}/delete", views::change::delete)
        .get("/search", search::page)
        .both("/keys", keys::page, keys::choose)
        .both("/notifications", notifications::page, notifications::change_all)
        .get("/notifications/news", notifications::news)
        .post("/notifications/{id}", notifications::change_one)
        .get("/{context}", context::page)
        .both("/{context}/{resource}", list::page, create::save)
        .get("/{context}/{resource}/new", new::page)
        .get("/{context}/{resource}/options", options::page)
        .both("/{context}/{resource}/cells", cells::page, cells::save)
        .both("/{context}/{resource}/export", export::page, export::post)
        .both("/{context}/{resource}/import", import::page, import::post)
        .both("/{context}/{resource}/actions", actions::on_list::list, actions::on_list::choose)
        .both("/{context}/{resource}/actions/{key}", actions::on_list::page, actions::on_list::post)
        .both("/{context}/{resource}/{id}", record::page, save::save)
        .both("/{context}/{resource}/{id}/delete", delete::page, delete::delete)
        .both("/{context}/{resource}/{id}/purge", delete::ask_purge, delete::purge)
        .post("/{context}/{resource}/{id}/restore", trash::restore)
        .both("/{context}/{resource}/{id}/history", audit::history::page, audit::history::restore)
        .both("/{context}/{resource}/{id}/actions/{key}", actions::on_record::page, actions::on_record::post)
        .get("/{context}/{resource}/{id}/files/{field}", files::file)
}
