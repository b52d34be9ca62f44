//! A run, line by line, until it is over.

use std::{io::Write, time::Duration};

use kaffy_core::tr;
use uuid::Uuid;

use super::{DONE, FAILED, said};
use crate::{
    Jobs, WorkerHandle,
    chores::{ChoreEntry, ChoreRunRecord, RunStatus},
};

/// How often it is asked what is new.
const EVERY: Duration = Duration::from_millis(500);
/// How many lines are asked for at once.
const LINES: u64 = 1_000;

/// Says what a run says. Whoever breaks this off leaves the run to go on, or, where it works in this process, to be
/// gone on with by another worker.
pub(super) async fn follow(jobs: &Jobs, entry: ChoreEntry, id: Uuid, here: bool, out: &mut (dyn Write + Send)) -> u8 {
    let worker = match here {
        true => match jobs.worker().queue(entry.meta().queue, 1).start().await {
            Ok(worker) => Some(worker),
            Err(error) => return said(out, FAILED, [error.to_string()]),
        },
        false => None,
    };
    let mut following = Following { jobs, id, line: 0, shown: String::new() };
    let code = tokio::select! {
        code = following.all(out) => code,
        _ = tokio::signal::ctrl_c() => None,
    };
    let code = code.unwrap_or_else(|| said(out, FAILED, [tr!("chore-command-left", id = id.to_string())]));
    if let Some(worker) = worker {
        stop(worker).await;
    }
    code
}

async fn stop(worker: WorkerHandle) {
    worker.stop().await;
}

struct Following<'a> {
    jobs: &'a Jobs,
    id: Uuid,
    /// The last line that was said.
    line: u64,
    /// How far it was said to be.
    shown: String,
}

impl Following<'_> {
    /// To its end; a database that cannot be reached for a while is asked again.
    async fn all(&mut self, out: &mut (dyn Write + Send)) -> Option<u8> {
        loop {
            if let Ok(Some(run)) = self.jobs.chores().find_run(self.id).await {
                // Read after the run was, so that all its lines are there once it is over.
                while self.lines(out).await == LINES {}
                if let Some(code) = self.end(&run, out) {
                    return Some(code);
                }
                self.progress(&run, out);
            }
            tokio::time::sleep(EVERY).await;
        }
    }

    async fn lines(&mut self, out: &mut (dyn Write + Send)) -> u64 {
        let lines = self.jobs.chores().log(self.id, self.line, LINES).await.unwrap_or_default();
        self.line = lines.last().map_or(self.line, |line| line.number);
        said(out, DONE, lines.iter().map(|line| format!("{}  {}", line.at.format("%H:%M:%S"), line.text)));
        lines.len() as u64
    }

    fn progress(&mut self, run: &ChoreRunRecord, out: &mut (dyn Write + Send)) {
        let far = match (run.done, run.total) {
            (0, _) => String::new(),
            (done, Some(total)) if total > 0 => {
                tr!("chore-command-of", done = done, total = total, percent = done.saturating_mul(100) / total)
            }
            (done, _) => tr!("chore-command-done", done = done),
        };
        let parts = [run.status.word().to_owned(), far, run.message.clone().unwrap_or_default()];
        let shown = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
        if shown != self.shown {
            said(out, DONE, [format!("… {shown}")]);
            self.shown = shown;
        }
    }

    /// What is to be said at the end, if it is one.
    fn end(&self, run: &ChoreRunRecord, out: &mut (dyn Write + Send)) -> Option<u8> {
        if run.status == RunStatus::Awaiting {
            return Some(said(out, DONE, [tr!("chore-command-awaiting", people = run.approvals_needed)]));
        }
        if !run.status.is_final() {
            return None;
        }
        let counters = run.counters.iter().map(|(name, value)| format!("{name}: {value}"));
        let result = run.result.iter().map(|result| format!("{result:#}"));
        let failures = (run.failures > 0).then(|| tr!("chore-command-failures", count = run.failures));
        let element = run.element.clone().map(|element| format!("{element}: "));
        let error = run.error.as_ref().map(|error| format!("{}{error}", element.unwrap_or_default()));
        let dry = run.is_dry.then(|| tr!("chore-command-dry"));
        said(out, DONE, counters.chain(result).chain(failures).chain(error).chain(dry));
        let code = if run.status == RunStatus::Succeeded { DONE } else { FAILED };
        Some(said(out, code, [run.status.word().to_owned()]))
    }
}
