//! Pages of which little differs from one to the next.
//!
//! A template is drawn once with marks in place of the texts that every page has of its own, and cut where the
//! marks are (a *stencil*). From then on such a page is the pieces with its texts between them: no template runs,
//! and no value is built for one. A stencil is found by everything else that its template saw (its *shape*) and by
//! which of the texts are there at all, since templates ask that too, so nobody meets one of a page that is not
//! like theirs.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::{Arc, PoisonError, RwLock},
};

use crate::{WebError, view::Html};

/// More shapes than the pages of an admin have, unless it is mounted in many places at once; then they are drawn anew.
const MOST: usize = 512;

/// The stencils drawn so far, in one language.
pub(crate) struct Stencils {
    known: RwLock<HashMap<Vec<u8>, Arc<Vec<Stencil>>>>,
    /// What marks begin with. Nobody outside can have it in a text.
    mark: String,
}

/// A text to put into a page.
#[derive(Clone, Copy)]
pub(crate) enum Slot<'a> {
    /// A text, to be escaped.
    Text(&'a str),
    /// HTML that is finished.
    Html(&'a str),
}

/// What a template drew in pieces, and the number of the slot behind each.
struct Stencil(Vec<(String, Option<usize>)>);

impl Stencils {
    pub(crate) fn new() -> Self {
        Self { known: RwLock::default(), mark: format!("kaffy-{:032x}-", rand::random::<u128>()) }
    }

    /// What the templates draw that `draw` calls, for a page of this shape with these texts. `draw` is given a mark for
    /// each text, empty for one that is, and must see nothing else that the shape does not tell.
    pub(crate) fn fill<const N: usize, const PARTS: usize>(
        &self,
        shape: impl Hash,
        slots: [Slot<'_>; N],
        draw: impl FnOnce([String; N]) -> Result<[String; PARTS], WebError>,
    ) -> Result<[String; PARTS], WebError> {
        let filled = slots.each_ref().map(|slot| !slot.as_str().is_empty());
        let mut key = Key(Vec::with_capacity(512));
        (shape, filled, PARTS).hash(&mut key);
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&key.0).cloned();
        let stencils = match known {
            Some(stencils) => stencils,
            None => {
                let mark = |at: usize| if filled[at] { format!("{}{at};", self.mark) } else { String::new() };
                let drawn = draw(std::array::from_fn(mark))?;
                self.keep(key.0, drawn.iter().map(|html| self.cut(html)).collect())
            }
        };
        Ok(std::array::from_fn(|at| stencils[at].fill(&slots)))
    }

    /// How many there are.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.known.read().map_or(0, |known| known.len())
    }

    fn keep(&self, key: Vec<u8>, stencils: Vec<Stencil>) -> Arc<Vec<Stencil>> {
        let stencils = Arc::new(stencils);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, stencils.clone());
        stencils
    }

    fn cut(&self, html: &str) -> Stencil {
        let mut parts = html.split(&self.mark);
        let mut pieces = vec![(parts.next().unwrap_or_default().to_owned(), None)];
        for part in parts {
            let (number, rest) = part.split_once(';').unwrap_or_default();
            if let Some(last) = pieces.last_mut() {
                last.1 = number.parse().ok();
            }
            pieces.push((rest.to_owned(), None));
        }
        Stencil(pieces)
    }
}

impl<'a> Slot<'a> {
    fn as_str(&self) -> &'a str {
        match self {
            Self::Text(text) | Self::Html(text) => text,
        }
    }
}

impl Stencil {
    fn fill(&self, slots: &[Slot<'_>]) -> String {
        let slot = |at: &Option<usize>| at.and_then(|at| slots.get(at));
        let room = self.0.iter().map(|(piece, at)| piece.len() + slot(at).map_or(0, |slot| slot.as_str().len() + 16));
        let mut html = Html(String::with_capacity(room.sum()));
        for (piece, at) in &self.0 {
            html.tag(piece);
            match slot(at) {
                Some(Slot::Text(text)) => html.text(text),
                Some(Slot::Html(done)) => html.tag(done),
                None => &mut html,
            };
        }
        html.0
    }
}

/// A hash that loses nothing, so that different shapes are never taken for each other.
struct Key(Vec<u8>);

impl Hasher for Key {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(stencils: &Stencils, shape: &str, slots: [Slot<'_>; 2]) -> String {
        let draw = |[one, two]: [String; 2]| {
            let end = if two.is_empty() { "nothing".to_owned() } else { format!("[{two}{one}]") };
            Ok([format!("{shape}: {one}, {end}")])
        };
        stencils.fill(shape, slots, draw).map(|[page]| page).unwrap_or_default()
    }

    #[test]
    fn s36_texts_are_escaped_and_stand_where_their_marks_were() {
        let stencils = Stencils::new();
        for _ in 0..2 {
            let html = page(&stencils, "a", [Slot::Text("<\"é&'>"), Slot::Html("<b>")]);
            assert_eq!(html, "a: &lt;&quot;é&amp;&#39;&gt;, [<b>&lt;&quot;é&amp;&#39;&gt;]");
            assert_eq!(page(&stencils, "a", [Slot::Text("x"), Slot::Html("")]), "a: x, nothing");
            assert_eq!(page(&stencils, "b", [Slot::Text(""), Slot::Text("1;")]), "b: , [1;]");
        }
        assert_eq!(stencils.known.read().map(|known| known.len()).ok(), Some(3));
    }

    #[test]
    fn shapes_are_never_taken_for_each_other_and_do_not_grow_for_ever() {
        let stencils = Stencils::new();
        let draw = |shape: (&str, &str)| {
            let drawn = |_: [String; 0]| Ok([format!("{shape:?}")]);
            stencils.fill(shape, [], drawn).map(|[page]| page).unwrap_or_default()
        };
        assert_eq!(draw(("a", "bc")), "(\"a\", \"bc\")");
        assert_eq!(draw(("ab", "c")), "(\"ab\", \"c\")");
        for number in 0..2 * MOST {
            draw(("n", &number.to_string()));
        }
        assert!(stencils.known.read().is_ok_and(|known| known.len() <= MOST));
    }

    #[test]
    fn a_template_that_fails_leaves_nothing_behind() {
        let stencils = Stencils::new();
        let failed: Result<[String; 1], _> =
            stencils.fill("a", [], |_: [String; 0]| Err(WebError::Internal("no".into())));
        assert!(failed.is_err());
        assert_eq!(page(&stencils, "a", [Slot::Text("x"), Slot::Text("")]), "a: x, nothing");
    }
}
