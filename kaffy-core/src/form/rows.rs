//! The rows of other resources in a posted form: `ingredients.0.name` (A49).

use std::collections::BTreeMap;

use super::{Posted, Refused, posted::Since};
use crate::{Inline, Resource};

/// The key of a row that exists, as in its address; nothing for a new one.
const KEY: &str = "_key";
/// The state of a row that exists, as the form showed it.
const VERSION: &str = "_version";
/// `true` for a row to leave out.
const DELETE: &str = "_delete";

/// The rows of one [`Inline`] that were on the form.
#[derive(Clone, Debug)]
pub(crate) struct PostedRows {
    pub(crate) inline: Inline,
    pub(crate) rows: Vec<PostedRow>,
}

/// One of them.
#[derive(Clone, Debug)]
pub(crate) struct PostedRow {
    /// Its name in the form: `ingredients.0`.
    pub(crate) name: String,
    /// The key of a row that exists.
    pub(crate) key: Option<String>,
    pub(crate) is_deleted: bool,
    pub(crate) fields: Posted,
}

impl PostedRow {
    /// The name of one of its inputs.
    pub(crate) fn input(&self, field: &str) -> String {
        format!("{}.{field}", self.name)
    }

    /// With the answers that the whole form gives to conflicts; and without the state of the row where nobody
    /// asks for that of the form.
    fn with_theirs_of(mut self, form: &Posted) -> Self {
        let own = |input: &String| Some(input.strip_prefix(&self.name)?.strip_prefix('.')?.to_owned());
        self.fields.theirs = form.theirs.iter().filter_map(own).collect();
        if form.since == Since::Now {
            self.fields.since = Since::Now;
        }
        self
    }

    /// What it may not set, by the names that the form has for it.
    pub(crate) fn refused(&self, Refused(fields): Refused) -> Refused {
        Refused(fields.iter().map(|field| self.input(field)).collect())
    }
}

/// What the names of the cells of a list start with.
const CELLS: &str = "rows.";

impl Posted {
    /// Takes out the rows of a list whose cells were sent: `rows.0.price`. What is left names no cell.
    ///
    /// # Errors
    /// When a row is not written as the page writes it, is a new one or one to be deleted, and for any other name.
    pub(crate) fn take_cells(mut self) -> Result<Vec<PostedRow>, Refused> {
        let rows = self.take(CELLS)?;
        if let Some(name) = self.values.keys().chain(self.files.keys()).next() {
            return Err(Refused::of(name));
        }
        let is_foreign = |row: &&PostedRow| row.key.is_none() || row.is_deleted;
        match rows.iter().find(is_foreign) {
            Some(row) => Err(Refused::of(&row.name)),
            None => Ok(rows),
        }
    }

    /// Takes out the rows below a prefix.
    fn take(&mut self, prefix: &str) -> Result<Vec<PostedRow>, Refused> {
        let names: Vec<_> = self.values.keys().filter(|name| name.starts_with(prefix)).cloned().collect();
        let mut found = BTreeMap::<u16, BTreeMap<String, Vec<String>>>::new();
        for name in names {
            let values = self.values.remove(&name).unwrap_or_default();
            let (place, field) = place(&name[prefix.len()..]).ok_or_else(|| Refused::of(&name))?;
            found.entry(place).or_default().insert(field.to_owned(), values);
        }
        let row = |(place, values)| Ok(row(format!("{prefix}{place}"), values)?.with_theirs_of(self));
        found.into_iter().map(row).collect()
    }

    /// Takes out what belongs to rows of other resources.
    ///
    /// # Errors
    /// When a row is not written as a form writes it.
    pub(crate) fn take_rows(&mut self, resource: &Resource) -> Result<Vec<PostedRows>, Refused> {
        let mut posted = Vec::new();
        for inline in resource.inlines() {
            let rows = self.take(&format!("{}.", inline.meta.name))?;
            posted.push(PostedRows { inline: inline.clone(), rows });
        }
        Ok(posted)
    }
}

/// The places of the rows in a form, from the names of its inputs, in order.
pub fn row_places<'a>(inline: &Inline, names: impl Iterator<Item = &'a str>) -> Vec<u16> {
    let inside = |name: &'a str| name.strip_prefix(inline.meta.name)?.strip_prefix('.');
    let mut places: Vec<_> = names.filter_map(inside).filter_map(place).map(|(place, _)| place).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// `0.name`, the number as we would write it.
fn place(rest: &str) -> Option<(u16, &str)> {
    let (number, field) = rest.split_once('.')?;
    let place: u16 = number.parse().ok()?;
    (place.to_string() == number && !field.is_empty()).then_some((place, field))
}

fn row(name: String, mut values: BTreeMap<String, Vec<String>>) -> Result<PostedRow, Refused> {
    let whole = |field: &str| Refused::of(&format!("{name}.{field}"));
    let key = match values.remove(KEY).as_deref() {
        Some([key]) => (!key.is_empty()).then(|| key.clone()),
        _ => return Err(whole(KEY)),
    };
    let is_deleted = match values.remove(DELETE).as_deref() {
        None => false,
        Some([tick]) if tick == "true" => true,
        Some(_) => return Err(whole(DELETE)),
    };
    let since = Since::Drawn(values.remove(VERSION).and_then(|mut texts| texts.pop()));
    Ok(PostedRow { fields: Posted { values, since, ..Posted::default() }, name, key, is_deleted })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a49_a_place_is_a_number_as_we_write_it() {
        assert_eq!(place("0.name"), Some((0, "name")));
        assert_eq!(place("12.settings.theme"), Some((12, "settings.theme")));
        for odd in ["00.name", "+1.name", "-1.name", "1", "1.", ".name", "x.name", "65536.name", " 1.name"] {
            assert_eq!(place(odd), None, "{odd}");
        }
    }
}
