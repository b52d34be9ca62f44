//! Which texts a saved view takes.

use super::{MOST_NAME, MOST_QUERY, ViewError};
use crate::one_line::is_unruly;

/// The name of a view.
pub(super) fn good_name(name: &str) -> Result<String, ViewError> {
    let name = name.trim();
    if is_text(name, MOST_NAME) { Ok(name.to_owned()) } else { Err(ViewError::BadName) }
}

/// What a view shows, where it holds that.
pub(super) fn good_query(query: String) -> Result<String, ViewError> {
    if query.len() <= MOST_QUERY && !query.contains('\0') { Ok(query) } else { Err(ViewError::TooLong) }
}

/// Whether it is a text that can be read, of so many characters at most: names stand in the tabs of others.
pub(super) fn is_text(text: &str, most: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= most && !text.chars().any(is_unruly)
}

/// As much of a name as the column takes.
pub(super) fn fitted(name: &str) -> String {
    name.chars().filter(|c| !is_unruly(*c)).take(190).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a19_names_stand_in_one_line_and_in_their_own_direction() {
        assert_eq!(good_name(" Rye ").expect("a name"), "Rye");
        for bad in ["", " ", "a\nb", "a\u{202e}b", "a\u{2066}b", "a\u{2028}b"] {
            assert!(matches!(good_name(bad), Err(ViewError::BadName)), "{bad:?}");
        }
        assert_eq!(fitted("a\u{202e}b"), "ab");
    }
}
