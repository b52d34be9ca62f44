//! Running an action on a selection, and what is answered.
//!
//! Most runs are over in a moment: the answer is the way back to the list with a message, or a page with
//! the rows that it was not done to. One that takes longer is answered with a page that grows while the
//! run goes on (`telling`), which needs no script and no memory of runs on the server. The page is the
//! run: when it is closed, the run stops after the transaction at hand, and what was done stays done.

use std::{ops::ControlFlow, time::Duration};

use axum::{http::StatusCode, response::Response};
use kaffy_core::{ActionReport, AllowedAction, Count, Given, Selection, i18n::Localizer};
use tokio::{sync::watch, task::JoinHandle};

use super::{selecting::Selected, telling::Telling};
use crate::{
    WebError,
    extract::Visit,
    flash::Flash,
    handlers::respond,
    list_state::ListState,
    pages::Web,
    view::{ResultView, Screen, count_words, done_words},
};

/// How long an answer may take before it is given in pieces.
pub(in crate::handlers) const PATIENCE: Duration = Duration::from_secs(2);

/// How far a run is.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::handlers) struct Progress {
    pub(in crate::handlers) seen: u64,
    pub(in crate::handlers) failed: u64,
}

/// A run that has begun, and comes to a `T`.
pub(in crate::handlers) struct Run<T> {
    pub(in crate::handlers) task: JoinHandle<T>,
    /// Dropped, it stops the run.
    pub(in crate::handlers) progress: watch::Receiver<Progress>,
}

/// Where a run is answered.
pub(super) struct Running<'a> {
    pub(super) web: &'a Web,
    pub(super) visit: &'a Visit,
    pub(super) back: &'a ListState,
}

impl Running<'_> {
    /// Starts a run and answers it.
    pub(super) async fn start(
        &self,
        action: AllowedAction,
        selected: Selected,
        given: Given,
    ) -> Result<Response, WebError> {
        #[cfg(feature = "jobs")]
        if action.meta().is_background() {
            return super::background::start(self.web, self.visit, &action, &selected.selection, &given).await;
        }
        let count = match &selected.selection {
            Selection::Keys(keys) => Count::Exact(keys.len() as u64),
            Selection::Query(query) => action.seen().count(query).await?,
        };
        let heading = action.meta().label_for_many().to_owned();
        let resource = action.resource().clone();
        let mut run = begin(action, selected, given);
        match tokio::time::timeout(PATIENCE, &mut run.task).await {
            Ok(done) => {
                let (action, report) = done.map_err(|error| WebError::Internal(Box::new(error)))?;
                self.answer(&action, &report)
            }
            Err(_) => {
                let telling = Telling {
                    web: self.web.clone(),
                    visit: self.visit.clone(),
                    back: self.back.clone(),
                    count,
                    words: count_words(count, resource.meta()),
                };
                let finish = |telling: &Telling, (action, report): (AllowedAction, ActionReport)| {
                    let view = ResultView::new(&telling.visit.links, &action, &report, &telling.back);
                    telling.piece("resource/action_result.html", &view)
                };
                telling.answer(&resource, &heading, run, finish)
            }
        }
    }

    fn answer(&self, action: &AllowedAction, report: &ActionReport) -> Result<Response, WebError> {
        let (links, resource) = (&self.visit.links, action.resource());
        let list = self.back.href(links, resource);
        if report.is_complete() {
            let words = done_words(action.meta(), resource.meta(), report);
            return respond::see_other(self.web, self.visit, &list, Some(Flash::success(words)));
        }
        let view = ResultView::new(links, action, report, self.back);
        let screen = Screen::new(self.web, self.visit, view.heading.clone())
            .below(self.web, self.visit, resource)
            .after(resource.meta().plural, list);
        Ok(respond::page(StatusCode::OK, screen.render(self.web, "resource/action_done.html", &view)?))
    }
}

/// Runs beside the request, so that an answer that nobody waits for any more leaves no transaction
/// half-way: the run hears of it between two transactions.
fn begin(action: AllowedAction, selected: Selected, given: Given) -> Run<(AllowedAction, ActionReport)> {
    let (sender, progress) = watch::channel(Progress::default());
    let task = tokio::spawn(Localizer::current().scope(async move {
        let watch = |report: &ActionReport| {
            let progress = Progress { seen: report.seen(), failed: report.failed };
            if sender.send(progress).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let mut report = action.run(selected.selection, &given, watch).await;
        report.gone += selected.invalid;
        (action, report)
    }));
    Run { task, progress }
}
