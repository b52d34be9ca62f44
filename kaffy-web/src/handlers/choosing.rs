//! The form that chooses the columns of a list: what it asks for becomes the address of a list (A23).

use std::collections::HashSet;

use crate::extract::Params;

/// Says that the form was sent.
pub(super) const FORM: &str = "_columns";
/// A column that was ticked.
pub(super) const COLUMN: &str = "_column";
/// Before the name of a column: where it is to stand.
pub(super) const PLACE: &str = "_at.";

/// Whether the form sends a parameter of this name.
pub(super) fn reads(name: &str) -> bool {
    matches!(name, FORM | COLUMN) || name.starts_with(PLACE)
}

/// The parameters of the list that the form asks for; `None` where it was not sent.
///
/// What is ticked comes by its number, and what has none comes last, each in the order of the form.
pub(super) fn asked(params: &Params) -> Option<Vec<(String, String)>> {
    params.get(FORM)?;
    let mut known = HashSet::new();
    let ticked = params.0.iter().filter(|(name, _)| name == COLUMN).map(|(_, column)| column.as_str());
    let mut ticked: Vec<&str> = ticked.filter(|column| known.insert(*column)).collect();
    ticked.sort_by_key(|column| {
        let place = params.get(&[PLACE, column].concat()).and_then(|place| place.trim().parse::<u32>().ok());
        place.unwrap_or(u32::MAX)
    });
    let mut pairs: Vec<_> =
        params.0.iter().filter(|(name, _)| !name.starts_with('_') && name != "columns").cloned().collect();
    if !ticked.is_empty() {
        pairs.push(("columns".to_owned(), ticked.join(",")));
    }
    Some(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a23_ticked_columns_come_by_their_number() {
        let read = |text: &str| {
            let pairs = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
            let pairs = asked(&Params(pairs))?;
            Some(form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
        };
        assert_eq!(read("q=x&_column=a"), None);
        let sent =
            "q=x&columns=z&_columns=1&_column=a&_at.a=2&_column=b&_at.b=&_column=c&_at.c=1&_column=a&density=compact";
        assert_eq!(read(sent).as_deref(), Some("q=x&density=compact&columns=c%2Ca%2Cb"));
        assert_eq!(read("_columns=1&_at.a=7").as_deref(), Some(""));
        assert_eq!(read("_columns=1&_column=a&_at.a=-1&_column=b&_at.b=99").as_deref(), Some("columns=b%2Ca"));
    }
}
