//! An answer that grows while a run goes on: the page up to the middle, a line every second, the result,
//! the rest of the page.

use std::{convert::Infallible, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, StatusCode},
    response::Response,
};
use kaffy_core::{Count, Resource, i18n::Localizer, tr};
use tokio::sync::mpsc::{self, Sender};
use tokio_stream::wrappers::ReceiverStream;

use super::running::{Progress, Run};
use crate::{
    WebError,
    extract::Visit,
    handlers::respond,
    list_state::ListState,
    pages::Web,
    templates::words,
    view::{RunView, Screen, StepView},
};

const BEAT: Duration = Duration::from_secs(1);

/// What an answer in pieces is made of.
pub(in crate::handlers) struct Telling {
    pub(in crate::handlers) web: Web,
    pub(in crate::handlers) visit: Visit,
    pub(in crate::handlers) back: ListState,
    pub(in crate::handlers) count: Count,
    /// The count with its noun.
    pub(in crate::handlers) words: String,
}

impl Telling {
    /// Answers with the first piece; the others follow on their own, the last one as `finish` draws it.
    pub(in crate::handlers) fn answer<T: Send + 'static>(
        self,
        resource: &Resource,
        heading: &str,
        run: Run<T>,
        finish: impl FnOnce(&Self, T) -> String + Send + 'static,
    ) -> Result<Response, WebError> {
        // Where the pieces belong. Random, so that no text of the page can hold it.
        let mark = format!("run-{}", self.visit.number);
        let view = RunView { heading: heading.to_owned(), count: self.words.clone(), mark: mark.clone() };
        let list = self.back.href(&self.visit.links, resource);
        let screen = Screen::new(&self.web, &self.visit, heading)
            .below(&self.web, &self.visit, resource)
            .after(resource.meta().plural, list);
        let page = screen.render(&self.web, "resource/action_run.html", &view)?;
        let (before, after) = page.split_once(&mark).map_or((page.as_str(), ""), |parts| parts);
        let (before, after) = (before.to_owned(), after.to_owned());
        let (sender, receiver) = mpsc::channel::<Result<Bytes, Infallible>>(4);
        tokio::spawn(Localizer::current().scope(async move {
            // Whoever does not listen any more ends it; dropping the run stops that too.
            let _ = self.tell(sender, before, run, finish, after).await;
        }));
        let mut response = respond::page(StatusCode::OK, String::new());
        *response.body_mut() = Body::from_stream(ReceiverStream::new(receiver));
        // Some proxies would keep the pieces until all are there.
        response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
        Ok(response)
    }

    async fn tell<T>(
        &self,
        to: Sender<Result<Bytes, Infallible>>,
        before: String,
        mut run: Run<T>,
        finish: impl FnOnce(&Self, T) -> String,
        after: String,
    ) -> Option<()> {
        let send = async |piece: String| to.send(Ok(Bytes::from(piece))).await.ok();
        send(before).await?;
        let result = loop {
            match tokio::time::timeout(BEAT, &mut run.task).await {
                Ok(done) => break done,
                Err(_) => {
                    let progress = *run.progress.borrow();
                    send(self.step(progress)).await?;
                }
            }
        };
        let piece = match result {
            Ok(done) => finish(self, done),
            Err(error) => {
                tracing::error!(number = self.visit.number, %error, "a run broke down");
                format!("<p class=\"error\">{}</p>", words::escaped(&tr!("page-action-broke")))
            }
        };
        send(piece).await?;
        send(after).await
    }

    fn step(&self, progress: Progress) -> String {
        let percent = match self.count {
            Count::Exact(count) if count > 0 => Some((progress.seen * 100 / count).min(100)),
            _ => None,
        };
        let view = StepView {
            seen: Count::Exact(progress.seen).to_string(),
            failed: if progress.failed == 0 { String::new() } else { Count::Exact(progress.failed).to_string() },
            count: self.words.clone(),
            percent,
        };
        self.piece("resource/action_step.html", &view)
    }

    /// A piece of the page. One that cannot be drawn is left out: the status has long been sent.
    pub(in crate::handlers) fn piece(&self, template: &str, view: &impl serde::Serialize) -> String {
        let mut context = tera::Context::new();
        context.insert("page", view);
        self.web.templates.current().render(template, &context).unwrap_or_else(|error| {
            tracing::error!(number = self.visit.number, %error, template, "a piece of a page could not be drawn");
            String::new()
        })
    }
}
