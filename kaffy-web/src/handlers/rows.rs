//! Adding, removing and moving the rows of a list inside a field, without the script: the form comes
//! back with everything typed and one row more, one less, or two changed places.

use super::filled::Filled;
use crate::extract::Form;

/// The buttons, by what they do and where: `add:items`, `up:items.1`.
pub(super) const ROWS: &str = "_rows";

/// The form as it is after the button.
pub(super) fn after(form: &Form, button: &str) -> Filled {
    let pairs = form.fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let (pairs, focus) = changed(pairs, button);
    let changed = Filled::pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    Filled { values: changed.values, ..Filled::posted(form) }.with(&focus, None)
}

type Pairs = Vec<(String, String)>;

/// The pairs after the button, and where the cursor goes. A button that is none changes nothing.
fn changed(mut pairs: Pairs, button: &str) -> (Pairs, String) {
    let (does, name) = button.split_once(':').unwrap_or_default();
    let row = name.rsplit_once('.').and_then(|(list, at)| Some((list, at.parse::<usize>().ok()?)));
    match (does, row) {
        ("add", None) => {
            let rows = numbers(&pairs, name);
            let is_list = pairs.iter().any(|(known, _)| *known == format!("{name}.@"));
            pairs.retain(|(known, _)| known != name);
            if !is_list {
                pairs.push((format!("{name}.@"), String::new()));
                return (pairs, name.to_owned());
            }
            let new = format!("{name}.{}", rows.last().map_or(0, |last| last.saturating_add(1)));
            pairs.push((format!("{new}.@"), String::new()));
            (pairs, new)
        }
        ("remove", None) => {
            pairs.retain(|(known, _)| !is_below(known, name));
            pairs.push((name.to_owned(), String::new()));
            (pairs, name.to_owned())
        }
        ("remove", Some((list, at))) => {
            let rows = numbers(&pairs, list);
            pairs.retain(|(known, _)| !is_below(known, name));
            // To the row that took its place, else to the one before, else to the list.
            let next = rows.iter().find(|row| **row > at).or_else(|| rows.iter().rev().find(|row| **row < at));
            (pairs, next.map_or_else(|| list.to_owned(), |row| format!("{list}.{row}")))
        }
        ("up" | "down", Some((list, at))) => {
            let rows = numbers(&pairs, list);
            let other = match does {
                "up" => rows.iter().rev().find(|row| **row < at),
                _ => rows.iter().find(|row| **row > at),
            };
            let Some(other) = other else { return (pairs, name.to_owned()) };
            let other = format!("{list}.{other}");
            for (known, _) in &mut pairs {
                if is_below(known, name) {
                    *known = format!("{other}{}", &known[name.len()..]);
                } else if is_below(known, &other) {
                    *known = format!("{name}{}", &known[other.len()..]);
                }
            }
            (pairs, other)
        }
        _ => (pairs, name.to_owned()),
    }
}

fn is_below(known: &str, name: &str) -> bool {
    known.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
}

/// The numbers of the rows of a list, in order.
fn numbers(pairs: &Pairs, list: &str) -> Vec<usize> {
    let below = |known: &str| known.strip_prefix(list)?.strip_prefix('.')?.split_once('.')?.0.parse().ok();
    let mut numbers: Vec<usize> = pairs.iter().filter_map(|(known, _)| below(known)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(button: &str) -> (Vec<String>, String) {
        let pairs = [("a", "1"), ("items.@", ""), ("items.0.@", "0"), ("items.0.x", "one"), ("items.2.x", "two")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let (pairs, focus) = changed(pairs, button);
        (pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect(), focus)
    }

    #[test]
    fn k104_rows_come_go_and_change_places() {
        let (pairs, focus) = after("add:items");
        assert!(pairs.contains(&"items.3.@=".to_owned()) && pairs.len() == 6);
        assert_eq!(focus, "items.3");
        let (pairs, focus) = after("remove:items.0");
        assert_eq!((pairs, focus.as_str()), (vec!["a=1".into(), "items.@=".into(), "items.2.x=two".into()], "items.2"));
        let (pairs, focus) = after("down:items.0");
        assert_eq!(pairs[2..], ["items.2.@=0", "items.2.x=one", "items.0.x=two"]);
        assert_eq!(focus, "items.2");
        assert_eq!(after("up:items.0").0.len(), 5);
        assert_eq!(after("up:items.9").0.len(), 5);
        assert_eq!(after("nonsense").0.len(), 5);
        assert!(after("remove:items").0.contains(&"items=".to_owned()));
    }
}
