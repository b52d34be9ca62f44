//! Running an import, for real or to see what would happen, and what is answered.
//!
//! As with actions: what is over in a moment is answered with a page, what takes longer with one that grows
//! while it goes on; closing it stops the run between two transactions. A file is taken away before its rows are
//! written, so that a second press of the button finds nothing to import.

use std::ops::ControlFlow;

use axum::{http::StatusCode, response::Response};
use kaffy_core::{Count, ImportReport, Importer, i18n::Localizer, tr};
use tokio::sync::watch;

use super::{asked::Asked, draw};
use crate::{
    WebError,
    extract::Visit,
    handlers::{
        actions::{PATIENCE, Progress, Run, Telling},
        respond,
    },
    list_state::ListState,
    pages::Web,
    view::{ImportResultView, Screen, count_words},
};

/// A run that is over.
struct Over {
    importer: Importer,
    asked: Asked,
    report: ImportReport,
    is_real: bool,
    /// The rows that failed, as pages carry them.
    failed: Option<String>,
}

pub(super) async fn start(
    web: &Web,
    visit: &Visit,
    importer: Importer,
    asked: Asked,
    is_real: bool,
) -> Result<Response, WebError> {
    if is_real && !importer.seen().take_kept_file(&asked.carried).await.map_err(WebError::storage)? {
        return draw(web, visit, &importer, None, Some(tr!("import-gone")));
    }
    let resource = importer.seen().resource().clone();
    let count = Count::Exact(asked.sheet.len() as u64);
    let heading = if is_real { tr!("import-running") } else { tr!("import-checking") };
    let (sender, progress) = watch::channel(Progress::default());
    let task = tokio::spawn(Localizer::current().scope(async move {
        let watch = |report: &ImportReport| {
            let progress = Progress { seen: report.seen, failed: report.wrong };
            if sender.send(progress).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let mut report = importer.run(&asked.sheet, &asked.plan, is_real, watch).await;
        if is_real {
            importer.seen().settle_kept_file(&asked.carried, report.is_written).await;
        }
        let rows = std::mem::take(&mut report.failed_rows);
        let failed = match rows.is_empty() {
            true => None,
            false => importer.seen().keep_file(rows).await.map(|kept| kept.to_string()).ok(),
        };
        Over { importer, asked, report, is_real, failed }
    }));
    let mut run = Run { task, progress };
    match tokio::time::timeout(PATIENCE, &mut run.task).await {
        Ok(done) => {
            let over = done.map_err(|error| WebError::Internal(Box::new(error)))?;
            let view = over.view(visit);
            let screen = Screen::new(web, visit, view.heading.clone())
                .below(web, visit, &resource)
                .after(resource.meta().plural, visit.links.list(&resource));
            Ok(respond::page(StatusCode::OK, screen.render(web, "resource/import_done.html", &view)?))
        }
        Err(_) => {
            let telling = Telling {
                web: web.clone(),
                visit: visit.clone(),
                back: ListState::default(),
                count,
                words: count_words(count, resource.meta()),
            };
            let finish = |telling: &Telling, over: Over| {
                telling.piece("resource/import_result.html", &over.view(&telling.visit))
            };
            telling.answer(&resource, &heading, run, finish)
        }
    }
}

impl Over {
    fn view(&self, visit: &Visit) -> ImportResultView {
        let (links, resource) = (&visit.links, self.importer.seen().resource());
        ImportResultView {
            csrf: visit.token.value.clone(),
            action: links.import(resource),
            hidden: self.asked.hidden(),
            left_out: self.asked.left_out(),
            failed_href: self.failed.as_ref().map(|carried| format!("{}?_failed={carried}", links.import(resource))),
            back_href: links.list(resource),
            is_known_between_batches: self.asked.sheet.len() <= Importer::AT_ONCE,
            ..ImportResultView::new(resource.meta(), &self.report, self.is_real, self.asked.plan.is_whole)
        }
    }
}
