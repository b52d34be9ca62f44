//! What a run has said and nobody has written down yet: bounded, whatever a chore says (J79).

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{clock::Micros, store::chores::log::Chunk, store::chores::working::News};

/// Bytes of one line.
const LINE: usize = 8 * 1024;
/// Bytes of the lines that wait to be written.
const WAITING: usize = 16 * 1024 * 1024;
/// Bytes of all lines of a run that are kept.
const KEPT: u64 = 64 * 1024 * 1024;
/// Bytes of the lines of one row.
const CHUNK: usize = 512 * 1024;
/// How many counters there may be, and the characters of a name.
const COUNTERS: usize = 100;
const NAME: usize = 100;

/// What waits to be written.
#[derive(Debug, Default)]
pub(super) struct Said(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    lines: Vec<(Micros, String)>,
    bytes: usize,
    /// Lines that were left out since the last one that was not.
    left_out: u64,
    /// Lines and bytes that were written, or are about to be.
    numbered: u64,
    kept: u64,
    progress: Option<(u64, Option<u64>)>,
    message: Option<Option<String>>,
    counters: BTreeMap<String, f64>,
    is_counted: bool,
}

impl Said {
    /// With what earlier goings of the run have said.
    pub(super) fn new(lines: u64, counters: &[(String, f64)]) -> Self {
        let counters = counters.iter().cloned().collect();
        Self(Mutex::new(Waiting { numbered: lines, counters, ..Waiting::default() }))
    }

    fn held(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn log(&self, line: &str, now: Micros) {
        let mut held = self.held();
        if held.bytes >= WAITING || held.kept >= KEPT {
            held.left_out += 1;
            return;
        }
        held.say_left_out(now);
        let mut end = line.len().min(LINE);
        while !line.is_char_boundary(end) {
            end -= 1;
        }
        let cut = if end < line.len() { "…" } else { "" };
        held.push(now, format!("{}{cut}", line[..end].replace('\0', "␀")));
    }

    pub(super) fn set(&self, name: &str, to: f64) {
        self.count(name, |_| to);
    }

    pub(super) fn add(&self, name: &str, by: f64) {
        self.count(name, |was| was + by);
    }

    fn count(&self, name: &str, new: impl FnOnce(f64) -> f64) {
        let mut held = self.held();
        let name: String = name.chars().take(NAME).map(|sign| if sign == '\0' { '␀' } else { sign }).collect();
        if held.counters.len() >= COUNTERS && !held.counters.contains_key(&name) {
            return;
        }
        let counter = held.counters.entry(name).or_default();
        let value = new(*counter);
        // What is no number has no place in JSON, and says nothing.
        if value.is_finite() {
            *counter = value;
            held.is_counted = true;
        }
    }

    pub(super) fn progress(&self, done: u64, total: Option<u64>) {
        self.held().progress = Some((done, total));
    }

    pub(super) fn message(&self, words: Option<String>) {
        self.held().message = Some(words);
    }

    /// What it has counted.
    #[cfg(test)]
    pub(super) fn counters(&self) -> Vec<(String, f64)> {
        self.held().counters.iter().map(|(name, value)| (name.clone(), *value)).collect()
    }

    /// What is new, to be written; `None` where nothing is.
    pub(super) fn news(&self, now: Micros) -> Option<News> {
        let mut held = self.held();
        let held = &mut *held;
        if held.bytes < WAITING {
            held.say_left_out(now);
        }
        let is_quiet = held.lines.is_empty() && held.progress.is_none() && held.message.is_none() && !held.is_counted;
        if is_quiet {
            return None;
        }
        let mut log: Vec<Chunk> = Vec::new();
        let mut size = usize::MAX;
        for (at, line) in std::mem::take(&mut held.lines) {
            size = size.saturating_add(line.len() + 24);
            if size > CHUNK {
                log.push(Chunk { first: held.numbered + 1, lines: Vec::new() });
                size = line.len() + 24;
            }
            held.numbered += 1;
            if let Some(chunk) = log.last_mut() {
                chunk.lines.push((at, line));
            }
        }
        held.bytes = 0;
        let counters = std::mem::take(&mut held.is_counted);
        Some(News {
            progress: held.progress.take(),
            message: held.message.take(),
            counters: counters.then(|| serde_json::to_string(&held.counters).unwrap_or_default()),
            log,
            lines: held.numbered,
        })
    }
}

impl Waiting {
    fn push(&mut self, now: Micros, line: String) {
        self.bytes += line.len() + 32;
        self.kept += line.len() as u64;
        self.lines.push((now, line));
    }

    fn say_left_out(&mut self, now: Micros) {
        let left_out = std::mem::take(&mut self.left_out);
        if left_out > 0 {
            let words = match self.kept >= KEPT {
                true => format!("({left_out} lines left out: a run keeps 64 MiB of them)"),
                false => format!("({left_out} lines left out: more came than could be written)"),
            };
            self.push(now, words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j79_a_hundred_thousand_lines_and_a_million_ticks_are_one_write() {
        let said = Said::new(0, &[]);
        for at in 0..100_000 {
            said.log(&format!("line {at}"), 1);
        }
        for at in 0..1_000_000 {
            said.progress(at, Some(1_000_000));
        }
        let news = said.news(2).expect("something is new");
        assert_eq!((news.lines, news.progress), (100_000, Some((999_999, Some(1_000_000)))));
        let lines: usize = news.log.iter().map(|chunk| chunk.lines.len()).sum();
        assert_eq!(lines, 100_000);
        let mut next = 1;
        for chunk in &news.log {
            assert_eq!(chunk.first, next);
            next += chunk.lines.len() as u64;
        }
        assert!(said.news(3).is_none(), "nothing is new");
    }

    #[test]
    fn j79_what_does_not_fit_is_counted_and_said() {
        let said = Said::new(7, &[]);
        for _ in 0..3_000 {
            said.log(&"x".repeat(10_000), 1);
        }
        let news = said.news(2).expect("something is new");
        let lines: usize = news.log.iter().map(|chunk| chunk.lines.len()).sum();
        assert!(lines < 2_100 && news.log[0].first == 8, "{lines}");
        said.log("after", 3);
        let more = said.news(4).expect("something is new");
        let words: Vec<_> = more.log.iter().flat_map(|chunk| chunk.lines.iter().map(|line| line.1.as_str())).collect();
        assert!(words[0].contains("lines left out") && words[1] == "after", "{words:?}");
        assert_eq!(more.lines, news.lines + 2);
    }

    #[test]
    fn c41_counters_take_numbers_only_and_begin_at_nothing() {
        let said = Said::new(0, &[("kept".to_owned(), 2.0)]);
        said.add("kept", 1.0);
        said.add("new", -2.5);
        said.set("odd", f64::NAN);
        assert_eq!(said.counters(), [("kept".to_owned(), 3.0), ("new".to_owned(), -2.5), ("odd".to_owned(), 0.0)]);
    }
}
