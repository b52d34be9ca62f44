//! The state of a record that a form was drawn from, as a text that a browser carries and cannot change (A57, W2).
//!
//! For each input it has what the form showed, so that a conflict can be told field by field: short values as
//! they are, long ones and those that a form does not show as a whole (secrets, files, fields inside a field) as
//! a digest under the key of the admin, from which nobody can guess them. The whole is signed together with the
//! key of the record. No clock has a part in it.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{FormField, decode::newlines};
use crate::{Access, Cell, Column, Key, Record, Resource, Unreadable, secret::Secret, value};

/// Bytes of a signature and of a digest: half of what SHA-256 has, which is still nobody's to guess.
const BYTES: usize = 16;
/// The longest value that is carried as it is.
const MOST: usize = 240;

/// What a record held in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    Null,
    Text(String),
    Digest([u8; BYTES]),
    Unreadable,
}

/// A state that was read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version(Vec<(String, Held)>);

/// Whose state it is, and the key that it is signed with.
#[derive(Clone, Copy)]
pub(crate) struct Versions<'a> {
    pub(crate) secret: &'a Secret,
    pub(crate) resource: &'a Resource,
    pub(crate) key: &'a Key,
}

impl Versions<'_> {
    /// The state of a record, for the form with these inputs.
    pub(crate) fn of(&self, inputs: &[FormField], record: &Record) -> String {
        let mut text = vec![0; BYTES];
        let columns = inputs.iter().map(|field| &field.column).chain(self.resource.version());
        for column in columns {
            push(&mut text, column.meta.name.as_bytes());
            match self.held(column, record) {
                Held::Null => text.push(b'n'),
                Held::Unreadable => text.push(b'u'),
                Held::Text(held) => {
                    text.push(b't');
                    push(&mut text, held.as_bytes());
                }
                Held::Digest(digest) => {
                    text.push(b'd');
                    text.extend(digest);
                }
            }
        }
        let mac = self.begun(b"kaffy version").map(|mac| mac.chain_update(&text[BYTES..]).finalize().into_bytes());
        text[..BYTES].copy_from_slice(&mac.unwrap_or_default()[..BYTES]);
        BASE64_URL_SAFE_NO_PAD.encode(text)
    }

    /// Reads what a browser sent; `None` unless it was signed here for this very record.
    pub(crate) fn read(&self, text: &str) -> Option<Version> {
        let text = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        let (mac, mut rest) = text.split_at_checked(BYTES)?;
        // In constant time.
        self.begun(b"kaffy version")?.chain_update(rest).verify_truncated_left(mac).ok()?;
        let mut fields = Vec::new();
        while !rest.is_empty() {
            let name = String::from_utf8(take(&mut rest)?.to_vec()).ok()?;
            let (tag, after) = rest.split_first()?;
            rest = after;
            let held = match tag {
                b'n' => Held::Null,
                b'u' => Held::Unreadable,
                b't' => Held::Text(String::from_utf8(take(&mut rest)?.to_vec()).ok()?),
                _ => {
                    let (digest, after) = rest.split_first_chunk()?;
                    rest = after;
                    Held::Digest(*digest)
                }
            };
            fields.push((name, held));
        }
        Some(Version(fields))
    }

    /// What a record holds in a field, as a version says it.
    pub(crate) fn held(&self, column: &Column, record: &Record) -> Held {
        record.cells().get(column.index).map_or(Held::Unreadable, |cell| self.of_cell(column, cell))
    }

    /// The same of one cell.
    pub(crate) fn of_cell(&self, column: &Column, cell: &Cell) -> Held {
        let held = match cell {
            Ok(held) if value::is_null(held) => return Held::Null,
            Ok(held) => value::print(column.kind(), held),
            Err(_) => return Held::Unreadable,
        };
        let is_readable = self.resource.access(column.meta.name) != Access::Hidden;
        if held.len() <= MOST && is_readable && is_shown_whole(column) {
            return Held::Text(held);
        }
        let name = column.meta.name.as_bytes();
        // As a browser would send it back.
        let held = newlines(&held);
        let mac = self.begun(b"kaffy value").map(|mac| mac.chain_update(name).chain_update(b"\0").chain_update(held));
        let mut digest = [0; BYTES];
        digest.copy_from_slice(&mac.map(|mac| mac.finalize().into_bytes()).unwrap_or_default()[..BYTES]);
        Held::Digest(digest)
    }

    /// A signature over whose record it is.
    fn begun(&self, purpose: &[u8]) -> Option<Hmac<Sha256>> {
        let (context, name) = self.resource.meta().id();
        let mut mac = self.secret.sign(purpose)?;
        for part in [context, name, &self.key.segment(self.resource)] {
            mac.update(part.as_bytes());
            mac.update(b"\0");
        }
        Some(mac)
    }
}

impl Version {
    pub(crate) fn get(&self, field: &str) -> Option<&Held> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, held)| held)
    }
}

impl Held {
    /// The cell again, where more than a digest of it is known.
    pub(crate) fn cell(&self, column: &Column) -> Option<Cell> {
        match self {
            Self::Null => Some(Ok(value::NULL)),
            Self::Text(text) => value::parse(column.kind(), text).ok().map(Ok),
            Self::Unreadable => Some(Err(Unreadable::new(""))),
            Self::Digest(_) => None,
        }
    }
}

/// A digest of some cells of a record, for actions that ask first.
pub(crate) fn digest<'a>(versions: Versions<'_>, cells: impl IntoIterator<Item = (&'a Column, &'a Cell)>) -> String {
    let mut mac = versions.begun(b"kaffy row");
    for (column, cell) in cells {
        let text = match cell {
            Ok(held) if !value::is_null(held) => value::print(column.kind(), held),
            Ok(_) => "\u{1}".to_owned(),
            Err(_) => "\u{2}".to_owned(),
        };
        for part in [column.meta.name, &text] {
            mac = mac.map(|mac| mac.chain_update((part.len() as u64).to_le_bytes()).chain_update(part));
        }
    }
    let mac = mac.map(|mac| mac.finalize().into_bytes()).unwrap_or_default();
    BASE64_URL_SAFE_NO_PAD.encode(&mac[..9])
}

/// Whether a form shows all of what the field holds.
fn is_shown_whole(column: &Column) -> bool {
    let meta = column.meta;
    !meta.is_secret() && meta.file().is_none() && meta.embedded.is_none() && meta.custom.is_none()
}

/// A text behind its length.
fn push(text: &mut Vec<u8>, part: &[u8]) {
    // Names and values are shorter than that by far.
    let length = u16::try_from(part.len()).unwrap_or(u16::MAX);
    text.extend(length.to_be_bytes());
    text.extend(&part[..usize::from(length)]);
}

fn take<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk()?;
    let (part, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    *rest = after;
    Some(part)
}
