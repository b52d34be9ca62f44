//! Runs of chores that somebody watches: each is asked for once a second, however many watch it, and only while somebody
//! does (J79, S33).

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use kaffy_core::DbError;
use kaffy_jobs::{
    Jobs,
    chores::{ChoreRunRecord, LogLine},
};
use tokio::sync::watch;
use uuid::Uuid;

/// How often a run is asked for.
const EVERY: Duration = Duration::from_secs(1);
/// The most lines of a log that are kept for those who watch.
const LINES: u64 = 500;
/// The most pages of a session that watch at once.
const STREAMS: usize = 5;

/// What is known of a run.
#[derive(Clone, Debug)]
pub(crate) struct News {
    pub(crate) run: Arc<ChoreRunRecord>,
    /// Its last lines, those since somebody began to watch.
    pub(crate) lines: Arc<VecDeque<LogLine>>,
}

impl News {
    /// Of a run as somebody read it.
    pub(crate) fn of(run: ChoreRunRecord) -> Self {
        Self { run: Arc::new(run), lines: Arc::default() }
    }

    /// The same a moment later, with lines that came meanwhile; none where nothing changed.
    async fn next(&self, jobs: &Jobs) -> Result<Next, DbError> {
        let Some(run) = jobs.chores().find_run(self.run.id).await? else { return Ok(Next::Gone) };
        if run.revision == self.run.revision && run.lines == self.run.lines {
            return Ok(Next::Same);
        }
        let mut lines = self.lines.clone();
        let known = self.lines.back().map_or(self.run.lines, |line| line.number);
        if run.lines > known {
            let after = known.max(run.lines.saturating_sub(LINES));
            let kept = Arc::make_mut(&mut lines);
            kept.extend(jobs.chores().log(run.id, after, LINES).await?);
            let most = usize::try_from(LINES).unwrap_or(usize::MAX);
            kept.drain(..kept.len().saturating_sub(most));
        }
        Ok(Next::News(Self { run: Arc::new(run), lines }))
    }
}

enum Next {
    Same,
    News(News),
    Gone,
}

/// Everything that is watched in this process.
#[derive(Clone, Default)]
pub(crate) struct Watched(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    runs: HashMap<Uuid, watch::Sender<News>>,
    sessions: HashMap<String, usize>,
}

impl Watched {
    /// Hears of a run from now on; `seen` is what whoever asks has read of it.
    pub(crate) fn watch(&self, jobs: &Jobs, seen: News) -> watch::Receiver<News> {
        let id = seen.run.id;
        let mut inner = self.lock();
        if let Some(sender) = inner.runs.get(&id) {
            return sender.subscribe();
        }
        let (sender, receiver) = watch::channel(seen);
        inner.runs.insert(id, sender);
        tokio::spawn(self.clone().ask(jobs.clone(), id));
        receiver
    }

    /// Asks for a run until nobody watches it any more, or it is over.
    async fn ask(self, jobs: Jobs, id: Uuid) {
        loop {
            tokio::time::sleep(EVERY).await;
            let Some(known) = self.known(id) else { return };
            match known.next(&jobs).await {
                Ok(Next::Same) => {}
                Ok(Next::News(news)) => {
                    let is_over = news.run.status.is_final();
                    let mut inner = self.lock();
                    if let Some(sender) = inner.runs.get(&id) {
                        sender.send_replace(news);
                    }
                    if is_over {
                        inner.runs.remove(&id);
                        return;
                    }
                }
                Ok(Next::Gone) => {
                    self.lock().runs.remove(&id);
                    return;
                }
                // It may answer the next time, and until then the page shows what it knows.
                Err(error) => tracing::debug!(%id, error = &error as &dyn std::error::Error, "a run could not be read"),
            }
        }
    }

    /// What was heard of a run last; none, and it is forgotten, where nobody watches it.
    fn known(&self, id: Uuid) -> Option<News> {
        let mut inner = self.lock();
        let sender = inner.runs.get(&id)?;
        if sender.receiver_count() > 0 {
            return Some(sender.borrow().clone());
        }
        inner.runs.remove(&id);
        None
    }

    /// A place among the pages of a session that watch; none where it has as many as it may.
    pub(crate) fn place(&self, session: &str) -> Option<Place> {
        let mut inner = self.lock();
        let held = inner.sessions.entry(session.to_owned()).or_default();
        if *held >= STREAMS {
            return None;
        }
        *held += 1;
        Some(Place { watched: self.clone(), session: session.to_owned() })
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // Nothing is half done where somebody panicked: each change is one step.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place, until it is dropped.
pub(crate) struct Place {
    watched: Watched,
    session: String,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut inner = self.watched.lock();
        if let Some(held) = inner.sessions.get_mut(&self.session) {
            *held -= 1;
            if *held == 0 {
                inner.sessions.remove(&self.session);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s33_a_session_watches_five_runs_at_most() {
        let watched = Watched::default();
        let mut places: Vec<_> = (0..STREAMS).map(|_| watched.place("a").expect("there is one")).collect();
        assert!(watched.place("a").is_none());
        assert!(watched.place("b").is_some());
        places.pop();
        assert!(watched.place("a").is_some());
        drop(places);
        assert!(watched.lock().sessions.is_empty(), "nothing is kept of a session that watches no more");
    }
}
