//! The application's own login: none of it is kaffy's. A real one would ask for a password.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::{Extension, Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};

const COOKIE: &str = "box_office";

/// Whoever is signed in; the middleware puts it into the request.
#[derive(Clone)]
pub(crate) struct CurrentUser {
    pub(crate) name: String,
    pub(crate) role: &'static str,
}

/// Sessions by their id.
#[derive(Clone, Default)]
pub(crate) struct Sessions(Arc<Mutex<HashMap<String, CurrentUser>>>);

impl Sessions {
    fn with<T>(&self, work: impl FnOnce(&mut HashMap<String, CurrentUser>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Finds the session of a request.
pub(crate) async fn who(State(sessions): State<Sessions>, mut request: Request, next: Next) -> Response {
    if let Some(user) = id(request.headers()).and_then(|id| sessions.with(|all| all.get(&id).cloned())) {
        request.extensions_mut().insert(user);
    }
    next.run(request).await
}

pub(crate) async fn page(user: Option<Extension<CurrentUser>>) -> Html<String> {
    Html(match user {
        Some(Extension(user)) => format!(
            "<p>Signed in as {}. <a href=\"/admin\">To the admin</a></p>\
             <form method=\"post\" action=\"/out\"><button>Sign out</button></form>",
            user.name
        ),
        None => "<form method=\"post\"><button name=\"who\" value=\"Mia\">Sign in as Mia, the manager</button> \
                 <button name=\"who\" value=\"Tom\">Sign in as Tom at the till</button></form>"
            .to_owned(),
    })
}

pub(crate) async fn sign_in(State(sessions): State<Sessions>, form: String) -> Response {
    let user = match form.as_str() {
        "who=Mia" => CurrentUser { name: "Mia".to_owned(), role: "manager" },
        "who=Tom" => CurrentUser { name: "Tom".to_owned(), role: "till" },
        _ => return Redirect::to("/").into_response(),
    };
    let id = uuid::Uuid::new_v4().to_string();
    sessions.with(|all| all.insert(id.clone(), user));
    let cookie = format!("{COOKIE}={id}; HttpOnly; SameSite=Lax; Path=/");
    ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
}

pub(crate) async fn sign_out(State(sessions): State<Sessions>, headers: HeaderMap) -> Redirect {
    if let Some(id) = id(&headers) {
        sessions.with(|all| all.remove(&id));
    }
    Redirect::to("/")
}

fn id(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|all| all.split("; ")).filter_map(|pair| pair.split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, id)| id.to_owned())
}
