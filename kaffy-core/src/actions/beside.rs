//! What somebody else keeps in the transaction of some rows: how far a run in the background has come.

use std::pin::Pin;

use super::report::Outcome;
use crate::{DbError, Key, Resource, store::Lent};

/// Work in a transaction of somebody else's.
pub type Doing<'a> = Pin<Box<dyn Future<Output = Result<(), DbError>> + Send + 'a>>;

/// Takes part in each transaction of a run.
pub trait Beside: Send + Sync {
    /// Before the rows are locked. [`DbError::Unavailable`] ends the run: it is not this process's any more.
    fn begin<'a>(&'a self, tx: Lent<'a>) -> Doing<'a>;

    /// Once the rows had their turn; it lasts if and only if what was done to them does.
    fn end<'a>(&'a self, tx: Lent<'a>, turn: &'a Turn) -> Doing<'a>;

    /// Whether the run is to end before the next row.
    fn is_over(&self) -> bool;
}

/// What became of the rows of one transaction.
#[derive(Clone, Debug, Default)]
pub struct Turn {
    /// The last of them, as addresses have it.
    pub last: Option<String>,
    /// To how many it was done.
    pub done: u64,
    /// How many were gone or are no longer meant.
    pub gone: u64,
    /// Those that it was not done to: key as addresses have it, label, why.
    pub failed: Vec<[String; 3]>,
}

impl Turn {
    pub(super) fn of(resource: &Resource, keys: &[Key], outcomes: &[Outcome]) -> Self {
        let last = outcomes.len().checked_sub(1).and_then(|at| keys.get(at));
        let mut turn = Self { last: last.map(|key| key.segment(resource)), ..Self::default() };
        for outcome in outcomes {
            match outcome {
                Outcome::Done(_) => turn.done += 1,
                Outcome::Gone => turn.gone += 1,
                Outcome::Failed(row) => {
                    turn.failed.push([row.key.segment(resource), row.label.clone(), row.words.clone()]);
                }
            }
        }
        turn
    }

    /// How many rows had their turn.
    pub fn seen(&self) -> u64 {
        self.done + self.gone + self.failed.len() as u64
    }
}
