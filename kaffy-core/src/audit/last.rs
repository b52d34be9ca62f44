//! What this process knows of the last entry, so that a save need not ask for it.
//!
//! It is a guess, for others write as well: whoever inserts by it has the database check it in the same statement
//! (`chain.rs`). A wrong guess costs a statement more than asking. So after one it is asked again, until nobody else
//! has written between two entries of this process.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::chain::Head;

/// One for all clones of a [`Database`](crate::Database).
#[derive(Clone, Debug, Default)]
pub(crate) struct Last(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    head: Option<Head>,
    is_doubted: bool,
}

/// The head as a transaction leaves it, to be known once that is committed.
#[must_use = "a head that is not told of makes the next save ask for it"]
#[derive(Debug)]
pub(crate) struct Moved(Option<(Last, Head)>);

impl Last {
    /// The head, if it is likely to be that.
    pub(super) fn guess(&self) -> Option<Head> {
        let known = self.known();
        known.head.clone().filter(|_| !known.is_doubted)
    }

    /// The guess was wrong.
    pub(super) fn missed(&self, guess: &Head) {
        let mut known = self.known();
        known.is_doubted = true;
        // It may never become right again: a copy of the database from before was put back.
        known.head.take_if(|head| head.hash == guess.hash);
    }

    /// The database was asked, and holds this one.
    pub(super) fn found(&self, head: &Head) {
        let mut known = self.known();
        if known.head.as_ref().is_some_and(|known| known.hash == head.hash) {
            known.is_doubted = false;
        }
    }

    /// A transaction moves it to here.
    pub(super) fn moved(&self, head: Head) -> Moved {
        Moved(Some((self.clone(), head)))
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Moved {
    /// Nothing was written.
    pub(super) fn not() -> Self {
        Self(None)
    }

    /// The transaction is committed.
    pub(crate) fn committed(self) {
        let Some((last, head)) = self.0 else { return };
        let mut known = last.known();
        // Two transactions need not come here in the order of their commits.
        if known.head.as_ref().is_none_or(|known| known.sequence < head.sequence) {
            known.head = Some(head);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(sequence: i64) -> Head {
        Head { sequence, hash: sequence.to_string(), guard: 1 }
    }

    fn guess(last: &Last) -> Option<i64> {
        last.guess().map(|head| head.sequence)
    }

    #[test]
    fn s40_the_last_entry_is_known_once_it_is_committed() {
        let last = Last::default();
        let (five, six) = (last.moved(head(5)), last.moved(head(6)));
        assert_eq!(guess(&last), None);
        six.committed();
        five.committed();
        assert_eq!(guess(&last), Some(6));
        drop(last.moved(head(7)));
        assert_eq!(guess(&last), Some(6), "what was rolled back is not known");
    }

    #[test]
    fn s40_a_wrong_guess_is_followed_by_questions_until_nobody_else_writes() {
        let last = Last::default();
        last.moved(head(5)).committed();
        last.missed(&head(5));
        last.found(&head(6));
        last.moved(head(7)).committed();
        assert_eq!(guess(&last), None);
        last.found(&head(8));
        last.moved(head(9)).committed();
        assert_eq!(guess(&last), None, "somebody else wrote again");
        last.found(&head(9));
        assert_eq!(guess(&last), Some(9));
        // A copy from before was put back.
        last.missed(&head(9));
        last.moved(head(3)).committed();
        last.found(&head(3));
        assert_eq!(guess(&last), Some(3));
    }
}
