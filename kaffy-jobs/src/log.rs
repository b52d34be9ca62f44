//! What an attempt logs: its own lines, and what is traced while it runs.

use std::{
    collections::VecDeque,
    fmt::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};

use chrono::Utc;
use tracing::{Event, Subscriber, field::Visit};
use tracing_subscriber::{Layer, layer::Context};

/// Bytes of the lines of one attempt; then the oldest go.
pub(crate) const LIMIT: usize = 256 * 1024;
/// Bytes of one line.
const LINE: usize = 16 * 1024;

/// The lines of one attempt.
#[derive(Debug, Default)]
pub(crate) struct Log(Mutex<Lines>);

#[derive(Debug, Default)]
struct Lines {
    lines: VecDeque<String>,
    bytes: usize,
    dropped: u64,
}

tokio::task_local! {
    static CURRENT: Arc<Log>;
}

impl Log {
    /// Adds a line, with the time.
    pub(crate) fn add(&self, line: &str) {
        let mut end = line.len().min(LINE);
        while !line.is_char_boundary(end) {
            end -= 1;
        }
        let line = format!("{} {}", Utc::now().format("%Y-%m-%dT%H:%M:%S%.3fZ"), line[..end].replace('\0', "␀"));
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.bytes += line.len() + 1;
        held.lines.push_back(line);
        while held.bytes > LIMIT {
            let Some(oldest) = held.lines.pop_front() else { break };
            held.bytes -= oldest.len() + 1;
            held.dropped += 1;
        }
    }

    /// All lines; `None` when there are none.
    pub(crate) fn text(&self) -> Option<String> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.lines.is_empty() {
            return None;
        }
        let mut text = String::with_capacity(held.bytes + 40);
        if held.dropped > 0 {
            let _ = writeln!(text, "({} older lines were dropped)", held.dropped);
        }
        for line in &held.lines {
            text.push_str(line);
            text.push('\n');
        }
        Some(text)
    }

    /// Runs an attempt whose traces belong here.
    pub(crate) async fn scope<T>(self: Arc<Self>, work: impl Future<Output = T>) -> T {
        CURRENT.scope(self, work).await
    }
}

/// Keeps what is traced while a job runs with its attempt (J21): at most 256 KB, the oldest lines go first.
///
/// ```
/// use kaffy_jobs::JobLogs;
/// use tracing_subscriber::{layer::SubscriberExt, util::SubscriberInitExt};
///
/// tracing_subscriber::registry().with(JobLogs::new()).with(tracing_subscriber::fmt::layer()).init();
/// ```
///
/// What a handler spawns has to be traced by [`JobContext::log`](crate::JobContext::log): it runs elsewhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct JobLogs;

impl JobLogs {
    /// All that is traced, of whatever level reaches it.
    pub const fn new() -> Self {
        Self
    }
}

impl<S: Subscriber> Layer<S> for JobLogs {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let _ = CURRENT.try_with(|log| {
            let mut text = String::new();
            let meta = event.metadata();
            let _ = write!(text, "{} {}:", meta.level(), meta.target());
            event.record(&mut Fields(&mut text));
            log.add(&text);
        });
    }
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn fmt::Debug) {
        let _ = match field.name() {
            "message" => write!(self.0, " {value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j21_the_oldest_lines_go_first_and_it_is_said() {
        let log = Log::default();
        assert_eq!(log.text(), None);
        for number in 0..40 {
            log.add(&format!("{number} {}", "x".repeat(10_000)));
        }
        let text = log.text().expect("lines");
        assert!(text.len() <= LIMIT + 60, "{}", text.len());
        assert!(text.starts_with("(") && text.contains("older lines were dropped"), "{}", &text[..80]);
        assert!(text.contains("39 xxx") && !text.contains("Z 0 xxx"));
        let log = Log::default();
        log.add(&"é".repeat(LINE));
        assert!(log.text().is_some_and(|text| text.len() <= LINE + 40), "cut between characters");
    }
}
