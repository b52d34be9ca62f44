//! Every address of the admin, one line each, and what stands around all of them.

use axum::{
    Router,
    middleware::from_fn_with_state,
    routing::{get, post},
};
use kaffy_core::Admin;

use crate::{
    handlers::{
        accounts, actions, assets, audit, context, create, custom, delete, export, files, home, import, language, list,
        new, not_found, options, record, save, theme, widgets,
    },
    middleware::frame,
    pages::{Pages, Web},
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

pub(crate) fn routes(web: Web) -> Router {
    let routes = Router::new();
    #[cfg(feature = "totp")]
    let routes = routes
        .route("/login/code", get(accounts::second_factor::ask).post(accounts::second_factor::take))
        .route("/accounts/me/second-factor", get(accounts::second_factor::page).post(accounts::second_factor::save));
    routes
        .route("/", get(home::page))
        .route("/dashboard", get(home::dashboard))
        .route("/dashboard/widgets/{id}", get(widgets::page))
        .route("/p/{slug}", get(custom::page))
        .route("/links/{id}", get(custom::ask).post(custom::follow))
        .route("/login", get(accounts::sign_in::page).post(accounts::sign_in::sign_in))
        .route("/logout", post(accounts::sign_in::sign_out))
        .route("/accounts/me", get(accounts::profile::page).post(accounts::profile::save))
        .route("/accounts/me/password", get(accounts::password::page).post(accounts::password::save))
        .route("/accounts/me/sessions", get(accounts::sessions::page).post(accounts::sessions::end))
        .route("/accounts/users", get(accounts::users::page).post(accounts::user::create))
        .route("/accounts/users/new", get(accounts::user::new))
        .route("/accounts/users/{id}", get(accounts::user::page).post(accounts::user::save))
        .route("/accounts/users/{id}/help", post(accounts::user::help))
        .route("/accounts/roles", get(accounts::roles::page).post(accounts::role::create))
        .route("/accounts/roles/new", get(accounts::role::new))
        .route("/accounts/roles/{id}", get(accounts::role::page).post(accounts::role::save))
        .route("/accounts/roles/{id}/delete", get(accounts::role::ask).post(accounts::role::delete))
        .route("/theme", post(theme::choose))
        .route("/language", post(language::choose))
        .route("/assets/{hash}/{file}", get(assets::file))
        .route("/audit", get(audit::all::page))
        .route("/{context}", get(context::page))
        .route("/{context}/{resource}", get(list::page).post(create::save))
        .route("/{context}/{resource}/new", get(new::page))
        .route("/{context}/{resource}/options", get(options::page))
        .route("/{context}/{resource}/export", get(export::page).post(export::post))
        .route("/{context}/{resource}/import", get(import::page).post(import::post))
        .route("/{context}/{resource}/actions", get(actions::on_list::list).post(actions::on_list::choose))
        .route("/{context}/{resource}/actions/{key}", get(actions::on_list::page).post(actions::on_list::post))
        .route("/{context}/{resource}/{id}", get(record::page).post(save::save))
        .route("/{context}/{resource}/{id}/delete", get(delete::page).post(delete::delete))
        .route("/{context}/{resource}/{id}/history", get(audit::history::page).post(audit::history::restore))
        .route("/{context}/{resource}/{id}/actions/{key}", get(actions::on_record::page).post(actions::on_record::post))
        .route("/{context}/{resource}/{id}/files/{field}", get(files::file))
        .fallback(not_found::page)
        .layer(from_fn_with_state(web.clone(), frame::draw))
        .with_state(web)
}
