//! The text of a chore as it stands in its file, for beside the button that runs it.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;

/// The attribute and its function. Where the compiler does not know their text, what it makes of them.
pub(super) fn text(options: &TokenStream, function: &TokenStream) -> String {
    let known = || {
        let (body, column) = written(function)?;
        let head = if options.is_empty() { "#[chore]".to_owned() } else { head(written(options)?) };
        Some(dedented(&head, column) + "\n" + &dedented(&body, column))
    };
    let attribute = if options.is_empty() { quote!(#[chore]) } else { quote!(#[chore(#options)]) };
    known().unwrap_or_else(|| quote!(#attribute #function).to_string())
}

/// The attribute, on as many lines as its options are.
fn head((options, column): (String, usize)) -> String {
    match options.contains('\n') {
        true => format!("#[chore(\n{}{options}\n)]", " ".repeat(column - 1)),
        false => format!("#[chore({options})]"),
    }
}

/// The text of tokens, and the column that they begin at. A group is one text; what is between two tokens of the
/// outermost level is told from where they stand.
fn written(tokens: &TokenStream) -> Option<(String, usize)> {
    let mut text = String::new();
    let (mut column, mut last) = (None, None);
    for token in tokens.clone() {
        let span = match &token {
            TokenTree::Group(group) => group.span(),
            other => other.span(),
        };
        let (from, to) = place(span)?;
        // All tokens of a doc comment stand where the comment does.
        if last == Some((from, to)) {
            continue;
        }
        match last {
            None => column = Some(from.column),
            Some((_, before)) => text.push_str(&between(before, from)?),
        }
        text.push_str(&span.source_text()?);
        last = Some((from, to));
    }
    Some((text, column?))
}

/// A place in a file, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    line: usize,
    column: usize,
}

/// Where a span begins and ends. Outside of the compiler nobody knows.
fn place(span: Span) -> Option<(Place, Place)> {
    if !proc_macro::is_available() {
        return None;
    }
    let span = span.unwrap();
    let at = |span: proc_macro::Span| Place { line: span.line(), column: span.column() };
    Some((at(span.start()), at(span.end())))
}

/// The white space between two places. A comment there is left out, and so is the attribute itself.
fn between(before: Place, after: Place) -> Option<String> {
    match after.line.checked_sub(before.line)? {
        0 => Some(" ".repeat(after.column.checked_sub(before.column)?)),
        _ => Some("\n".to_owned() + &" ".repeat(after.column - 1)),
    }
}

/// Without the white space that the first line does not have either.
fn dedented(text: &str, column: usize) -> String {
    let without = |line: &str| {
        let spaces = line.chars().take(column - 1).take_while(|letter| *letter == ' ').count();
        line[spaces..].to_owned()
    };
    let mut lines = text.split('\n');
    let first = lines.next().map(str::to_owned);
    first.into_iter().chain(lines.map(without)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j84_what_is_between_two_tokens_is_told_from_their_places() {
        let at = |line, column| Place { line, column };
        assert_eq!(between(at(1, 4), at(1, 6)).as_deref(), Some("  "));
        assert_eq!(between(at(1, 4), at(3, 5)).as_deref(), Some("\n    "));
        assert_eq!(between(at(2, 1), at(1, 1)), None);
        assert_eq!(dedented("fn a() {\n        b();\n\n    }", 5), "fn a() {\n    b();\n\n}");
    }
}
