//! What a run says line by line, item by item and row by row.

use kaffy_core::{Database, DbError, inside::Lent};
use sea_query::{Expr, ExprTrait, Func, OnConflict, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::{
    chores::{DryChange, ItemFailure, LogLine},
    clock::{self, Micros},
    store::{
        cells::{Cells, NUMBER, TEXT},
        names::{CHORE_CHANGES, CHORE_FAILURES, CHORE_LOG, CHORE_RUNS},
        text,
    },
};

/// The most failures of items that are kept with the reason; more are counted.
pub(crate) const MOST_FAILURES: u64 = 10_000;
/// Characters that are kept of an item's name, and of why it failed.
const ELEMENT: usize = 300;
const WORDS: usize = 2_000;
/// Rows of one statement.
const ROWS: usize = 500;

/// Lines of a run that lie in one row: the number of the first, and each with its time.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    pub(crate) first: u64,
    pub(crate) lines: Vec<(Micros, String)>,
}

fn number(it: u64) -> i64 {
    i64::try_from(it).unwrap_or(i64::MAX)
}

/// Adds lines.
pub(super) async fn add(lent: &mut Lent<'_>, run: Uuid, chunks: &[Chunk]) -> Result<(), DbError> {
    // One row each: a statement has a limit of some megabytes on a database or two.
    for chunk in chunks {
        let body = serde_json::to_string(&chunk.lines).map_err(|error| DbError::Other(error.into()))?;
        let mut insert =
            Query::insert().into_table(CHORE_LOG).columns(["run_id", "first", "line_count", "body"]).to_owned();
        insert.values_panic([
            text(run).into(),
            number(chunk.first).into(),
            number(chunk.lines.len() as u64).into(),
            body.into(),
        ]);
        // It may be there already, where a commit took place whose answer was lost.
        insert.on_conflict(OnConflict::columns(["run_id", "first"]).do_nothing_on(["run_id"]).to_owned());
        lent.execute(&insert).await?;
    }
    Ok(())
}

/// Rows that are looked at for the lines of one page.
const LOOKED: u64 = 1_000;

/// Lines after a number, at most so many. Two statements for each thousand seconds in which something was said.
pub(crate) async fn lines(db: &Database, run: Uuid, after: u64, limit: u64) -> Result<Vec<LogLine>, DbError> {
    let mut lines: Vec<LogLine> = Vec::new();
    let mut next = after.saturating_add(1);
    while (lines.len() as u64) < limit {
        let Some((from, to)) = rows_with(db, run, next, limit - lines.len() as u64).await? else { break };
        let select = Query::select()
            .columns(["first", "body"])
            .from(CHORE_LOG)
            .and_where(Expr::col("run_id").eq(text(run)))
            .and_where(Expr::col("first").gte(number(from)))
            .and_where(Expr::col("first").lte(number(to)))
            .order_by("first", Order::Asc)
            .to_owned();
        let before = next;
        for row in db.fetch(&select, &[NUMBER, TEXT]).await? {
            let mut cells = Cells::new(row);
            let first = cells.unsigned()?;
            let body: Vec<(Micros, String)> = serde_json::from_str(&cells.text()?).unwrap_or_default();
            for (at, (time, said)) in (first..).zip(body) {
                if at >= next && (lines.len() as u64) < limit {
                    lines.push(LogLine { number: at, at: clock::time(time), text: said });
                }
            }
            next = Ord::max(next, lines.last().map_or(next, |line| line.number + 1));
        }
        if next == before {
            break;
        }
    }
    Ok(lines)
}

/// The rows that have so many lines from a number on: the first and the last of them.
async fn rows_with(db: &Database, run: Uuid, next: u64, wanted: u64) -> Result<Option<(u64, u64)>, DbError> {
    // From the row on that the next line is in: the last that begins no later.
    let holds = Query::select()
        .expr(Func::max(Expr::col("first")))
        .from(CHORE_LOG)
        .and_where(Expr::col("run_id").eq(text(run)))
        .and_where(Expr::col("first").lte(number(next)))
        .to_owned();
    let begins = Func::coalesce([Expr::SubQuery(None, Box::new(holds.into())), Expr::val(0i64)]);
    let select = Query::select()
        .columns(["first", "line_count"])
        .from(CHORE_LOG)
        .and_where(Expr::col("run_id").eq(text(run)))
        .and_where(Expr::col("first").gte(begins))
        .order_by("first", Order::Asc)
        .limit(LOOKED)
        .to_owned();
    let (mut found, mut held) = (None, 0u64);
    for row in db.fetch(&select, &[NUMBER, NUMBER]).await? {
        let mut cells = Cells::new(row);
        let (first, count) = (cells.unsigned()?, cells.unsigned()?);
        let from = found.map_or(first, |(from, _)| from);
        found = Some((from, first));
        held += (first + count).saturating_sub(Ord::max(first, next));
        if held >= wanted {
            break;
        }
    }
    Ok(found)
}

/// Notes why items failed, while there is room.
pub(super) async fn add_failures(lent: &mut Lent<'_>, run: Uuid, failed: &[(String, String)]) -> Result<(), DbError> {
    if failed.is_empty() {
        return Ok(());
    }
    // With these in it already.
    let count = Query::select().column("failures").from(CHORE_RUNS).and_where(Expr::col("id").eq(text(run))).to_owned();
    let row = lent.fetch(&count, &[NUMBER]).await?.into_iter().next();
    let count = row.map(|row| Cells::new(row).unsigned()).transpose()?.unwrap_or_default();
    let first = count.saturating_sub(failed.len() as u64) + 1;
    let room = usize::try_from((MOST_FAILURES + 1).saturating_sub(first)).unwrap_or_default();
    for failed in failed[..failed.len().min(room)].chunks(ROWS).enumerate() {
        let mut insert =
            Query::insert().into_table(CHORE_FAILURES).columns(["run_id", "number", "element", "words"]).to_owned();
        let (slice, failed) = failed;
        for (at, (element, words)) in (first + (slice * ROWS) as u64..).zip(failed) {
            insert.values_panic([
                text(run).into(),
                number(at).into(),
                clean(element, ELEMENT).into(),
                clean(words, WORDS).into(),
            ]);
        }
        lent.execute(&insert).await?;
    }
    Ok(())
}

/// Of a length that is worth keeping, and without what no database takes.
pub(crate) fn clean(text: &str, most: usize) -> String {
    text.chars().take(most).map(|sign| if sign == '\0' { '␀' } else { sign }).collect()
}

fn numbered(table: &'static str, run: Uuid, after: u64, limit: u64, columns: &[&'static str]) -> SelectStatement {
    Query::select()
        .columns(columns.iter().copied())
        .from(table)
        .and_where(Expr::col("run_id").eq(text(run)))
        .and_where(Expr::col("number").gt(number(after)))
        .order_by("number", Order::Asc)
        .limit(limit)
        .to_owned()
}

/// Items that a run was not done to.
pub(crate) async fn failures(db: &Database, run: Uuid, after: u64, limit: u64) -> Result<Vec<ItemFailure>, DbError> {
    let select = numbered(CHORE_FAILURES, run, after, limit, &["number", "element", "words"]);
    let read = |row| {
        let mut cells = Cells::new(row);
        Ok(ItemFailure { number: cells.unsigned()?, element: cells.text()?, words: cells.text()? })
    };
    db.fetch(&select, &[NUMBER, TEXT, TEXT]).await?.into_iter().map(read).collect()
}

/// Bytes of the changes of one statement.
const BYTES: usize = 512 * 1024;

/// Notes what a dry run changed, before it was taken back; what an earlier going of it noted is forgotten.
pub(crate) async fn put_changes(lent: &mut Lent<'_>, run: Uuid, changes: &[DryChange]) -> Result<(), DbError> {
    let before = Query::delete().from_table(CHORE_CHANGES).and_where(Expr::col("run_id").eq(text(run))).to_owned();
    lent.execute(&before).await?;
    let new = || Query::insert().into_table(CHORE_CHANGES).columns(["run_id", "number", "body"]).to_owned();
    let (mut insert, mut bytes) = (new(), 0);
    for change in changes {
        let body = serde_json::to_string(change).map_err(|error| DbError::Other(error.into()))?;
        bytes += body.len();
        insert.values_panic([text(run).into(), number(change.number).into(), body.into()]);
        if bytes >= BYTES {
            lent.execute(&insert).await?;
            (insert, bytes) = (new(), 0);
        }
    }
    if bytes > 0 {
        lent.execute(&insert).await?;
    }
    Ok(())
}

/// What a dry run changed.
pub(crate) async fn changes(db: &Database, run: Uuid, after: u64, limit: u64) -> Result<Vec<DryChange>, DbError> {
    let select = numbered(CHORE_CHANGES, run, after, limit, &["body"]);
    let read = |row| serde_json::from_str(&Cells::new(row).text()?).map_err(|error| DbError::Other(error.into()));
    db.fetch(&select, &[TEXT]).await?.into_iter().map(read).collect()
}
