//! Which rows a form means: keys that were ticked, or all that match, under a signature.

use kaffy_core::{AllowedAction, BadToken, Key, Preview, Selection, SelectionToken, tr};

use super::SEEN;
use crate::{WebError, extract::Visit, list_state::ListState, view::Hidden};

/// A row that was ticked, by the segment of its key.
pub(in crate::handlers) const ROW: &str = "_id";
/// All rows of a list, as the list signs them.
pub(in crate::handlers) const ALL: &str = "_all";
/// All rows of a list for one action, as the page that asks signs them.
pub(super) const THESE: &str = "_these";

/// What is selected.
pub(super) struct Selected {
    pub(super) selection: Selection,
    /// Rows that cannot exist.
    pub(super) invalid: u64,
}

impl Selected {
    /// What a form or an address selects; `None` for nothing.
    pub(super) fn read(
        visit: &Visit,
        action: &AllowedAction,
        back: &ListState,
        pairs: &[(String, String)],
    ) -> Result<Option<Self>, WebError> {
        let given = |name: &str| pairs.iter().rev().find(|(known, text)| known == name && !text.is_empty());
        let (resource, key) = (action.resource(), action.meta().key());
        let read = |of: Option<&str>, text: &str| {
            let query = SelectionToken::read(action.seen(), of, text);
            let query = query.map_err(|bad| refused(visit, action, back, bad))?;
            Ok(Some(Self { selection: Selection::Query(Box::new(query)), invalid: 0 }))
        };
        if let Some((_, text)) = given(THESE) {
            return read(Some(key), text);
        }
        if let Some((_, text)) = given(ALL) {
            return read(None, text);
        }
        let (mut keys, mut invalid) = (Vec::<Key>::new(), 0);
        for (_, segment) in pairs.iter().filter(|(name, _)| name == ROW) {
            match Key::parse(resource, segment) {
                Ok(key) if keys.contains(&key) => {}
                Ok(key) => keys.push(key),
                Err(_) => invalid += 1,
            }
        }
        let is_empty = keys.is_empty() && invalid == 0;
        Ok((!is_empty).then_some(Self { selection: Selection::Keys(keys), invalid }))
    }

    /// The selection as hidden inputs of the page that asks.
    pub(super) fn hidden(&self, action: &AllowedAction, preview: &Preview) -> Vec<Hidden> {
        let resource = action.resource();
        match &self.selection {
            Selection::Keys(keys) => {
                let seen = (SEEN.to_owned(), preview.seen(resource));
                Hidden::from_pairs(keys.iter().map(|key| (ROW.to_owned(), key.segment(resource))).chain([seen]))
            }
            Selection::Query(query) => {
                let of = Some(action.meta().key());
                let token = SelectionToken::new(action.seen(), query, of);
                Hidden::from_pairs([(THESE.to_owned(), token.to_string())])
            }
        }
    }
}

/// 400 in words, with the way back to the list.
fn refused(visit: &Visit, action: &AllowedAction, back: &ListState, bad: BadToken) -> WebError {
    let words = match bad {
        BadToken::Expired => tr!("page-action-expired"),
        _ => tr!("page-action-foreign"),
    };
    let label = tr!("page-back-to", things = action.resource().meta().plural);
    WebError::BadRequest { words, way_on: Some((label, back.href(&visit.links, action.resource()))) }
}
