//! What a run says line by line, item by item and row by row.

use kaffy_core::{Database, DbError, inside::Lent};
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};
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
        lent.execute(&insert).await?;
    }
    Ok(())
}

/// Lines after a number, at most so many.
pub(crate) async fn lines(db: &Database, run: Uuid, after: u64, limit: u64) -> Result<Vec<LogLine>, DbError> {
    let mut lines: Vec<LogLine> = Vec::new();
    let mut next = after.saturating_add(1);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    while lines.len() < limit {
        let before = next;
        // From the row on that the next line is in: the last that begins no later.
        let holds = Query::select()
            .expr(Func::max(Expr::col("first")))
            .from(CHORE_LOG)
            .and_where(Expr::col("run_id").eq(text(run)))
            .and_where(Expr::col("first").lte(number(next)))
            .to_owned();
        let begins = Func::coalesce([Expr::SubQuery(None, Box::new(holds.into())), Expr::val(0i64)]);
        let select = Query::select()
            .columns(["first", "body"])
            .from(CHORE_LOG)
            .and_where(Expr::col("run_id").eq(text(run)))
            .and_where(Expr::col("first").gte(begins))
            .order_by("first", Order::Asc)
            .limit(4)
            .to_owned();
        let rows = db.fetch(&select, &[NUMBER, TEXT]).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let mut cells = Cells::new(row);
            let first = cells.unsigned()?;
            let body: Vec<(Micros, String)> = serde_json::from_str(&cells.text()?).unwrap_or_default();
            for (at, (time, said)) in (first..).zip(body) {
                if at >= next && lines.len() < limit {
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

/// Notes what a dry run changed, before it was taken back.
pub(crate) async fn add_changes(lent: &mut Lent<'_>, run: Uuid, changes: &[DryChange]) -> Result<(), DbError> {
    for changes in changes.chunks(ROWS) {
        let mut insert = Query::insert().into_table(CHORE_CHANGES).columns(["run_id", "number", "body"]).to_owned();
        for change in changes {
            let body = serde_json::to_string(change).map_err(|error| DbError::Other(error.into()))?;
            insert.values_panic([text(run).into(), number(change.number).into(), body.replace("\\u0000", "␀").into()]);
        }
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
