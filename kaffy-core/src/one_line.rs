//! Texts of people that stand in one line among those of others.

/// Whether a character breaks the line or turns the direction of writing, so that one text could look like two or like
/// another.
pub(crate) fn is_unruly(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
