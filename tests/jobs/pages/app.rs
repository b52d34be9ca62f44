//! The admin of these tests: a login of its own, whose header says who asks and what they may.

use axum::{Router, body::Body};
use http::{Request, header};
use http_body_util::BodyExt;
use kaffy::{AdminBuilder, Area, Audit, jobs::JobsBuilder, prelude::*};
use tower::ServiceExt;

use super::page::Page;
use crate::{
    handlers::{Done, jobs_with},
    jar::Jar,
};

/// Takes money; its token is nobody's business.
#[job_handler(mask(token), max_attempts = 2, backoff = "1h")]
pub(crate) async fn pay(token: String, amount: u32, note: Option<String>) -> Result<u32, JobError> {
    match note.as_deref() {
        Some("fail") => Err(JobError::failed("the bank <b>said</b> no".to_owned() + &"!".repeat(20_000))),
        _ => Ok(amount + u32::from(token.is_empty())),
    }
}

/// A struct is all that is stored.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Parcel {
    pub(crate) to: String,
    pub(crate) weight: f64,
}

#[job_handler(resource = "tool")]
pub(crate) async fn send(#[args] parcel: Parcel) -> Result<(), JobError> {
    if parcel.weight > 0.0 && !parcel.to.is_empty() { Ok(()) } else { Err(JobError::cancel("nothing to send")) }
}

/// A form that changes something; whoever sees a list saves views of it, which are their own.
pub(crate) const CHANGES_SOMETHING: &str = "main form[method=post]:not([action^='/admin/views'])";

/// An admin with jobs, and the cookies of one browser.
pub(crate) struct TestApp {
    router: Router,
    pub(crate) admin: Admin,
    pub(crate) jobs: Jobs,
    pub(crate) done: Done,
    pub(crate) prefix: &'static str,
    cookies: Jar,
}

impl TestApp {
    /// Everybody may do what their name says: `view,retry`; `all` may everything, `none` nothing.
    pub(crate) async fn over(db: &Database) -> Self {
        Self::built(db, |jobs| jobs, |admin| admin).await
    }

    pub(crate) async fn built(
        db: &Database,
        more: impl FnOnce(JobsBuilder) -> JobsBuilder,
        change: impl FnOnce(AdminBuilder) -> AdminBuilder,
    ) -> Self {
        let (jobs, done) = jobs_with(db, |builder| more(builder.handler::<pay>().handler::<send>())).await;
        let auth = Auth::external(|request| async move {
            let said = request.headers.get("x-user").and_then(|it| it.to_str().ok()).unwrap_or("all");
            (said != "nobody").then(|| Actor::new(said, said))
        });
        let builder = Admin::builder(db.clone()).auth(auth).audit(Audit::on()).jobs(jobs.clone());
        let admin = change(builder)
            .areas(|actor, area, right| {
                assert!(matches!(area, Area::Jobs | Area::Schedules | Area::Chores | Area::Views));
                actor.id == "all" || actor.id.split(',').any(|it| it == right)
            })
            .build()
            .await
            .unwrap();
        let router = Router::new().nest("/admin", kaffy::web::router(admin.clone()));
        Self { router, admin, jobs, done, prefix: "/admin", cookies: Jar::default() }
    }

    /// The same jobs in another admin.
    pub(crate) fn with_admin(self, admin: Admin) -> Self {
        Self { router: Router::new().nest("/admin", kaffy::web::router(admin.clone())), admin, ..self }
    }

    /// The same admin with pages of its own.
    pub(crate) fn with_pages(self, pages: kaffy::web::Pages) -> Self {
        Self { router: Router::new().nest("/admin", pages.router().unwrap()), ..self }
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.get_as("all", path).await
    }

    pub(crate) async fn get_as(&self, user: &str, path: &str) -> Page {
        self.send(Request::get(format!("/admin{path}")).header("x-user", user), Body::empty()).await
    }

    /// A form as a page of the admin would send it.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_as("all", path, fields).await
    }

    pub(crate) async fn post_as(&self, user: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token().await;
        let body =
            form_urlencoded::Serializer::new(String::new()).append_pair("_csrf", &token).extend_pairs(fields).finish();
        let request = Request::post(format!("/admin{path}"))
            .header("x-user", user)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, "http://shed.test");
        self.send(request, Body::from(body)).await
    }

    async fn token(&self) -> String {
        let held = || self.cookies.get("kaffy_csrf");
        if held().is_none() {
            self.get("/jobs").await;
        }
        held().expect("a page sets the token")
    }

    pub(crate) async fn send(&self, request: http::request::Builder, body: Body) -> Page {
        let mut request = request.body(body).unwrap();
        let headers = request.headers_mut();
        self.cookies.send_with(headers);
        headers.insert(header::HOST, header::HeaderValue::from_static("shed.test"));
        let address = request.uri().to_string();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        self.cookies.keep(&parts.headers);
        let body = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&body).into_owned();
        Page { status: parts.status, headers: parts.headers, body, address }
    }

    /// An answer as it comes, which may never end.
    pub(crate) async fn answer(&self, request: Request<Body>) -> http::Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// The same form with files: names, names of files, contents.
    pub(crate) async fn post_files(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &str)]) -> Page {
        let token = self.token().await;
        let mut body = String::new();
        for (name, value) in [("_csrf", token.as_str())].iter().chain(fields) {
            body += &format!("--XyZ\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        for (name, file, content) in files {
            body += &format!(
                "--XyZ\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: \
                 text/csv\r\n\r\n{content}\r\n"
            );
        }
        let request = Request::post(format!("/admin{path}"))
            .header("x-user", "all")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=XyZ")
            .header(header::ORIGIN, "http://shed.test");
        self.send(request, Body::from(body + "--XyZ--\r\n")).await
    }

    /// The message of the page that a form led to.
    pub(crate) async fn follow(&self, page: Page) -> Page {
        let place = page.location().strip_prefix("/admin").unwrap().to_owned();
        self.get(&place).await.ok()
    }

    /// What the audit log says of jobs, the newest first: words, labels and fields.
    pub(crate) async fn log(&self) -> Vec<String> {
        let actor = Actor::new("all", "all");
        let page = self.admin.audit_page(&actor, &kaffy::AuditQuery::default()).await.unwrap();
        let line = |entry: kaffy::AuditEntry| {
            let changes = entry.account.iter().flat_map(|it| &it.changes);
            let changes: Vec<_> =
                changes.map(|change| format!("{} {:?} -> {:?}", change.name, change.before, change.after)).collect();
            format!("{} {} {} [{}]", entry.actor, entry.detail, entry.label, changes.join("; "))
        };
        page.entries.into_iter().map(line).collect()
    }
}
