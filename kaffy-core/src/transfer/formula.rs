//! Texts that a spreadsheet would take for a formula, and back (A29, S17).
//!
//! A program that opens a CSV file runs a cell that begins with `=`, `+`, `-` or `@`, whoever wrote it. An
//! apostrophe in front keeps it a text in all of them. So that nothing is lost on the way back, a text that
//! already is an apostrophe and such a beginning gets one more: reading takes exactly one away again.

use std::borrow::Cow;

/// What a spreadsheet may begin a formula with, also in the wide forms of East Asian keyboards, and white space
/// that some of them skip to get there.
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text as it is safe in a cell: with an apostrophe in front if a spreadsheet could run it.
///
/// ```
/// # use kaffy_core::formula_guarded;
/// assert_eq!(formula_guarded("=1+1"), "'=1+1");
/// assert_eq!(formula_guarded("Rye - dark"), "Rye - dark");
/// ```
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`guarded`] made this of; any other text as it is.
///
/// ```
/// # use kaffy_core::formula_unguarded;
/// assert_eq!(formula_unguarded("'=1+1"), "=1+1");
/// assert_eq!(formula_unguarded("'tis"), "'tis");
/// ```
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_dangerous(rest)).unwrap_or(text)
}

fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(BEGINNINGS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a29_s17_what_could_be_a_formula_gets_an_apostrophe() {
        for text in [
            "=cmd|' /C calc'!A0",
            "+1",
            "-2+3",
            "@SUM(1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "＝1",
            "＋1",
            "－1",
            "＠1",
            "=",
            "'=1",
        ] {
            let safe = guarded(text);
            assert_eq!(safe, format!("'{text}"));
            assert_eq!(unguarded(&safe), text, "and back");
        }
        for text in ["", "Rye", "1-2", "a=b", "'tis", "O'Neil", " spaced", "''"] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }

    proptest! {
        #[test]
        fn a29_s17_every_text_comes_back_as_it_was(text in "['=+@a\t＝-]{0,6}") {
            let safe = guarded(&text);
            prop_assert_eq!(unguarded(&safe), text.as_str());
            prop_assert!(!safe.starts_with(BEGINNINGS));
        }
    }
}
