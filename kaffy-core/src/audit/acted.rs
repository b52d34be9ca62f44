//! Entries of somebody who acts as somebody else, which name both (A78).
//!
//! The id of an entry is that of whoever really did it. The column of the name holds their name, and behind signs that
//! no name has in the log (`stored::words` escapes them) the id and the name of whom they acted as: a column of its own
//! would be another form of the hash.

use super::stored::{SHORT, fitted, words};
use crate::Actor;

const BETWEEN: char = '\u{1f}';
/// Characters of each name, so that both and an id fit into the column.
const NAME: usize = 70;
/// Characters of the id.
const ID: usize = 48;

/// What the column holds for an actor.
pub(super) fn who(actor: &Actor) -> String {
    match actor.who_acts() {
        None => fitted(&words(&actor.name), SHORT).into_owned(),
        Some(who) => {
            let [name, id, other] = [(&who.name, NAME), (&actor.id, ID), (&actor.name, NAME)].map(part);
            format!("{name}{BETWEEN}{id}{BETWEEN}{other}")
        }
    }
}

fn part((text, most): (&String, usize)) -> String {
    words(text).chars().take(most).collect()
}

/// Back: who it was, and as whom.
pub(super) fn read(column: &str) -> (&str, Option<&str>) {
    let mut parts = column.splitn(3, BETWEEN);
    let name = parts.next().unwrap_or_default();
    (name, parts.nth(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a78_an_entry_names_both_and_no_name_can_pretend_to() {
        let vera = Actor::new("7", "Vera");
        assert_eq!(read(&who(&vera)), ("Vera", None));
        assert_eq!(read(&who(&vera.acted_by("1", "Root"))), ("Root", Some("Vera")));
        let odd = Actor::new("8", "Root\u{1f}7\u{1f}Vera");
        assert_eq!(read(&who(&odd)), ("Root\\u{1f}7\\u{1f}Vera", None));
        let long = Actor::new("9".repeat(80), "ä".repeat(120)).acted_by("1", "ö".repeat(120));
        assert_eq!(who(&long).chars().count(), SHORT);
    }
}
