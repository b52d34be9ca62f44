//! Writing entries so that each holds the hash of the one before.
//!
//! Whoever writes holds the row of the head until the commit, so that entries of several transactions stand one
//! behind the other and the chain never parts. It is the last that a transaction does: nobody holds it while a
//! hook thinks, and everybody takes it after the rows of the application.

use chrono::{SecondsFormat, Utc};
use sea_query::{Alias, Expr, ExprTrait, Query, Value};

use super::{
    stored::{SHORT, Stored, fitted, words},
    tables::{ENTRIES, HEAD},
    trail::Note,
};
use crate::{
    Actor, DbError, Dialect, Kind,
    store::{Read, Tx},
};

/// Entries of one statement.
const TOGETHER: usize = 100;

/// The last entry, and whether a trigger moves it on.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) sequence: i64,
    pub(super) hash: String,
    is_guarded: bool,
}

impl Head {
    /// The statement that reads it, and holds it where `locked`.
    pub(super) fn select(dialect: Dialect, locked: bool) -> (sea_query::SelectStatement, [Read; 3]) {
        let columns = ["sequence", "hash", "guarded"].map(Alias::new);
        let mut select = Query::select();
        select.columns(columns).from(Alias::new(HEAD)).and_where(Expr::col(Alias::new("id")).eq(1_i64));
        // SQLite's transaction holds the write lock already.
        if locked && dialect != Dialect::Sqlite {
            select.lock_exclusive();
        }
        (select.to_owned(), [Read::integer(), Read::As(Kind::Text), Read::integer()])
    }

    pub(super) fn read(row: Option<&Vec<crate::Cell>>) -> Option<Self> {
        match row?.as_slice() {
            [Ok(Value::BigInt(Some(sequence))), Ok(Value::String(Some(hash))), Ok(Value::BigInt(Some(guarded)))] => {
                Some(Self { sequence: *sequence, hash: hash.clone(), is_guarded: *guarded != 0 })
            }
            _ => None,
        }
    }
}

/// Writes what a transaction did: two statements for a hundred entries.
pub(super) async fn append(tx: &mut Tx, dialect: Dialect, actor: &Actor, notes: Vec<Note>) -> Result<(), DbError> {
    if notes.is_empty() {
        return Ok(());
    }
    let (select, reads) = Head::select(dialect, true);
    let mut head = Head::read(tx.fetch(&select, &reads).await?.first())
        .ok_or_else(|| DbError::Other("the audit log has lost its head: the row of kaffy_audit_head".into()))?;
    // The last one knows when: it has waited for all before it.
    let at = Utc::now().to_rfc3339_opts(SecondsFormat::Micros, true);
    for notes in notes.chunks(TOGETHER) {
        let mut insert = Query::insert();
        insert.into_table(Alias::new(ENTRIES)).columns(Stored::columns());
        for note in notes {
            let stored = link(&head, actor, &at, note);
            insert.values_panic(stored.values());
            (head.sequence, head.hash) = (stored.sequence, stored.hash);
        }
        tx.execute(&insert).await?;
    }
    if !head.is_guarded {
        let update = Query::update()
            .table(Alias::new(HEAD))
            .values([
                (Alias::new("sequence"), Expr::val(head.sequence)),
                (Alias::new("hash"), Expr::val(head.hash.as_str())),
            ])
            .and_where(Expr::col(Alias::new("id")).eq(1_i64))
            .to_owned();
        tx.execute(&update).await?;
    }
    Ok(())
}

fn link(head: &Head, actor: &Actor, at: &str, note: &Note) -> Stored {
    let origin = actor.origin();
    let short = |text: &str| fitted(&words(text), SHORT).into_owned();
    let texts = [
        at.to_owned(),
        short(&actor.id),
        short(&actor.name),
        note.event.code().to_owned(),
        note.resource.clone(),
        note.record.clone(),
        words(&note.label),
        note.changes.clone(),
        words(&note.detail),
        words(origin.request()),
        origin.address().map(|address| address.to_canonical().to_string()).unwrap_or_default(),
    ];
    let mut stored = Stored { sequence: head.sequence + 1, texts, previous: head.hash.clone(), hash: String::new() };
    stored.hash = stored.computed();
    stored
}
