//! Writing entries so that each holds the hash of the one before.
//!
//! Whoever writes holds the row of the head until the commit, so that entries of several transactions stand one
//! behind the other and the chain never parts. It is the last that a transaction does: nobody holds it while a
//! hook thinks, and everybody takes it after the rows of the application.
//!
//! One statement does, where this process knows the last entry (`last.rs`): it takes the head and inserts if the head
//! is still that. Else nothing was inserted, and the head is asked for in a statement of its own.

use chrono::{SecondsFormat, Utc};
use sea_query::{Alias, Expr, ExprTrait, InsertStatement, Query, Value, ValueTuple};

use super::{
    acted::who,
    last::Moved,
    stored::{SHORT, Stored, fitted, words},
    tables::{ENTRIES, HEAD, MOVES, REFUSES},
    trail::Note,
};
use crate::{
    Actor, Database, DbError, Dialect, Kind,
    store::{Read, Tx},
};

/// Entries of one statement.
const TOGETHER: usize = 100;

/// The last entry, and what the triggers do.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) sequence: i64,
    pub(super) hash: String,
    /// 0 without triggers, else [`MOVES`] or [`REFUSES`].
    pub(super) guard: i64,
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
            [Ok(Value::BigInt(Some(sequence))), Ok(Value::String(Some(hash))), Ok(Value::BigInt(Some(guard)))] => {
                Some(Self { sequence: *sequence, hash: hash.clone(), guard: *guard })
            }
            _ => None,
        }
    }

    /// Whether one statement can check it and insert.
    fn can_be_checked(&self, dialect: Dialect) -> bool {
        self.guard >= if dialect == Dialect::MySql { REFUSES } else { MOVES }
    }
}

/// Writes what a transaction did, as the last that it does: in one statement where the last entry is known, in two
/// where it is not, in three where it is another one; for each hundred entries more in one more.
///
/// The caller says [`Moved::committed`] after the commit.
pub(crate) async fn append(tx: &mut Tx, db: &Database, actor: &Actor, notes: Vec<Note>) -> Result<Moved, DbError> {
    if notes.is_empty() {
        return Ok(Moved::not());
    }
    let (dialect, last) = (db.dialect(), db.last_entry());
    if let Some(guess) = last.guess().filter(|it| notes.len() <= TOGETHER && it.can_be_checked(dialect)) {
        // Later than that of the last one, which is committed: its time is from before.
        let (entries, head) = chained(&guess, actor, &now(), &notes);
        if try_insert(tx, dialect, &guess, &entries).await? {
            return Ok(last.moved(head));
        }
        last.missed(&guess);
    }
    let (select, reads) = Head::select(dialect, true);
    let mut head = Head::read(tx.fetch(&select, &reads).await?.first())
        .ok_or_else(|| DbError::Other("the audit log has lost its head: the row of kaffy_audit_head".into()))?;
    last.found(&head);
    // The last one knows when: it has waited for all before it.
    let at = now();
    for notes in notes.chunks(TOGETHER) {
        let (entries, moved) = chained(&head, actor, &at, notes);
        tx.execute(&insert(&entries, false)).await?;
        head = moved;
    }
    if head.guard < MOVES {
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
    Ok(last.moved(head))
}

/// Inserts entries if the head is what it is taken for, and says whether it was. Afterwards the head is held.
async fn try_insert(tx: &mut Tx, dialect: Dialect, guess: &Head, entries: &[Stored]) -> Result<bool, DbError> {
    if dialect != Dialect::MySql {
        return Ok(tx.execute(&insert_behind(dialect, guess, entries)?).await? > 0);
    }
    // No statement of MySQL may read the head which a trigger moves: the trigger checks it. It also counts, so that
    // nothing can be inserted where it is gone.
    match tx.execute(&insert(entries, true)).await {
        Ok(_) => Ok(true),
        Err(DbError::Refused(_) | DbError::NotNull { .. } | DbError::Unique { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

fn insert(entries: &[Stored], is_counted_by_trigger: bool) -> InsertStatement {
    let mut insert = Query::insert();
    insert.into_table(Alias::new(ENTRIES)).columns(Stored::columns());
    for entry in entries {
        let mut values: Vec<Expr> = entry.values().map(Expr::val).collect();
        if is_counted_by_trigger {
            values[0] = Expr::val(None::<i64>);
        }
        insert.values_panic(values);
    }
    insert
}

/// The statement that inserts nothing where the head is another one.
///
/// PostgreSQL waits for whoever holds the row of the head, and then looks at it once more, as it is by then.
fn insert_behind(dialect: Dialect, guess: &Head, entries: &[Stored]) -> Result<InsertStatement, DbError> {
    let mut head = Query::select();
    head.expr(Expr::val(1_i64)).from(Alias::new(HEAD)).and_where(Expr::col(Alias::new("id")).eq(1_i64));
    head.and_where(Expr::col(Alias::new("hash")).eq(guess.hash.as_str()));
    head.and_where(Expr::col(Alias::new("guarded")).gte(MOVES));
    if dialect != Dialect::Sqlite {
        head.lock_exclusive();
    }
    let rows = entries.iter().map(|entry| ValueTuple::Many(entry.values().collect()));
    let mut select = Query::select();
    // Both databases name the columns of a list of values so.
    select.columns((1..=Stored::columns().count()).map(|at| Alias::new(format!("column{at}"))));
    select.from_values(rows, Alias::new("entries")).and_where(Expr::exists(head));
    let mut insert = Query::insert();
    insert.into_table(Alias::new(ENTRIES)).columns(Stored::columns());
    insert.select_from(select).map_err(|error| DbError::Other(error.into()))?;
    Ok(insert)
}

fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// The entries behind a head, and the head that they make.
fn chained(head: &Head, actor: &Actor, at: &str, notes: &[Note]) -> (Vec<Stored>, Head) {
    let mut head = head.clone();
    let entries = notes.iter().map(|note| {
        let entry = link(&head, actor, at, note);
        (head.sequence, head.hash) = (entry.sequence, entry.hash.clone());
        entry
    });
    (entries.collect(), head)
}

fn link(head: &Head, actor: &Actor, at: &str, note: &Note) -> Stored {
    let origin = actor.origin();
    let short = |text: &str| fitted(&words(text), SHORT).into_owned();
    let texts = [
        at.to_owned(),
        short(actor.who_acts().map_or(&*actor.id, |who| &who.id)),
        who(actor),
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
