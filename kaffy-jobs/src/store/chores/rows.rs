//! A run of a chore as it is stored.

use chrono::{DateTime, Utc};
use kaffy_core::{
    Database, DbError,
    inside::{Lent, Read},
};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use uuid::Uuid;

use crate::{
    chores::{ChoreRunRecord, RunStatus, StartedVia},
    clock::{self, Micros},
    store::{
        cells::{Cells, NUMBER, TEXT},
        current,
        names::CHORE_RUNS,
        text,
    },
};

/// A run, and what only the machine needs of it.
#[derive(Clone, Debug)]
pub(crate) struct ChoreRow {
    pub(crate) run: ChoreRunRecord,
    /// Who started it, as [`Kept`](crate::chores::Starter) texts.
    pub(crate) who: String,
    /// The inputs of the chore, as JSON.
    pub(crate) given: String,
    /// Of all that is agreed to.
    pub(crate) digest: String,
    /// The title of the admin that it was started in.
    pub(crate) admin: Option<String>,
    pub(crate) checkpoint: Option<String>,
    pub(crate) is_resumable: bool,
    pub(crate) job: Option<Uuid>,
    pub(crate) claim: Option<Uuid>,
}

const COLUMNS: [(&str, Read); 41] = [
    ("id", TEXT),
    ("chore", TEXT),
    ("title", TEXT),
    ("status", TEXT),
    ("is_dry", NUMBER),
    ("actor", TEXT),
    ("actor_name", TEXT),
    ("who", TEXT),
    ("via", TEXT),
    ("shown", TEXT),
    ("given", TEXT),
    ("digest", TEXT),
    ("build", TEXT),
    ("created_at", NUMBER),
    ("changed_at", NUMBER),
    ("starts", NUMBER),
    ("busy_us", NUMBER),
    ("done", NUMBER),
    ("line_count", NUMBER),
    ("failures", NUMBER),
    ("approvals", NUMBER),
    ("is_resumable", NUMBER),
    ("revision", NUMBER),
    ("admin", TEXT),
    ("started_at", NUMBER),
    ("finished_at", NUMBER),
    ("going_since", NUMBER),
    ("asked_at", NUMBER),
    ("asked_by", TEXT),
    ("node", TEXT),
    ("total", NUMBER),
    ("message", TEXT),
    ("counters", TEXT),
    ("checkpoint", TEXT),
    ("result", TEXT),
    ("error", TEXT),
    ("element", TEXT),
    ("dropped", TEXT),
    ("again_of", TEXT),
    ("job", TEXT),
    ("claim", TEXT),
];

/// All columns of runs.
pub(super) fn select() -> (SelectStatement, Vec<Read>) {
    let mut select = Query::select();
    select.columns(COLUMNS.map(|(name, _)| (CHORE_RUNS, name))).from(CHORE_RUNS);
    (select, COLUMNS.iter().map(|(_, read)| *read).collect())
}

fn maybe_time(cells: &mut Cells) -> Result<Option<DateTime<Utc>>, DbError> {
    Ok(cells.maybe_number()?.map(clock::time))
}

/// The same for lists: without what only the chore needs, which may be long.
pub(super) fn select_for_lists() -> (SelectStatement, Vec<Read>) {
    let mut select = Query::select();
    for (name, _) in COLUMNS {
        match name {
            "given" | "checkpoint" => select.expr(Expr::Constant("".into())),
            name => select.column((CHORE_RUNS, name)),
        };
    }
    select.from(CHORE_RUNS);
    (select, COLUMNS.iter().map(|(_, read)| *read).collect())
}

impl ChoreRow {
    pub(super) fn read(row: Vec<kaffy_core::Cell>, now: Micros) -> Result<Self, DbError> {
        let cells = &mut Cells::new(row);
        let id = cells.id()?;
        let (chore, title, status) = (cells.text()?, cells.text()?, cells.text()?);
        let status =
            RunStatus::of_word(&status).ok_or_else(|| DbError::Other(format!("no status: {status}").into()))?;
        let is_dry = cells.number()? != 0;
        let (actor, actor_name, who, via) = (cells.text()?, cells.text()?, cells.text()?, cells.text()?);
        let (shown, given, digest, build) = (cells.text()?, cells.text()?, cells.text()?, cells.text()?);
        let (created_at, changed_at) = (clock::time(cells.number()?), clock::time(cells.number()?));
        let (starts, busy, done) = (cells.count()?, cells.number()?, cells.unsigned()?);
        let (lines, failures, approvals) = (cells.unsigned()?, cells.unsigned()?, cells.count()?);
        let (is_resumable, revision) = (cells.number()? != 0, cells.number()?);
        let admin = cells.maybe_text()?;
        let (started_at, finished_at) = (maybe_time(cells)?, maybe_time(cells)?);
        let going = cells.maybe_number()?.map_or(0, |since| Ord::max(now.saturating_sub(since), 0));
        let (asked_at, asked_by, node) = (maybe_time(cells)?, cells.maybe_text()?, cells.maybe_text()?);
        let total = cells.maybe_number()?.and_then(|total| u64::try_from(total).ok());
        let (message, counters, checkpoint) = (cells.maybe_text()?, cells.maybe_text()?, cells.maybe_text()?);
        let (result, error, element) = (cells.maybe_text()?, cells.maybe_text()?, cells.maybe_text()?);
        let (dropped, again_of) = (cells.maybe_text()?, cells.maybe_id()?);
        let (job, claim) = (cells.maybe_id()?, cells.maybe_id()?);
        let counters: std::collections::BTreeMap<String, f64> =
            counters.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let run = ChoreRunRecord {
            id,
            chore,
            title,
            status,
            is_dry,
            actor,
            actor_name,
            via: StartedVia::of_word(&via),
            inputs: serde_json::from_str(&shown).unwrap_or_default(),
            created_at,
            started_at,
            finished_at,
            changed_at,
            asked_at,
            asked_by,
            node,
            starts,
            busy: clock::duration(busy.saturating_add(going)),
            done,
            total,
            message,
            counters: counters.into_iter().collect(),
            lines,
            failures,
            result: result.and_then(|text| serde_json::from_str(&text).ok()),
            error,
            element,
            build,
            approvals_needed: approvals,
            dropped,
            again_of,
            // One that never began has nothing to do again.
            can_resume: matches!(status, RunStatus::Paused if is_resumable || starts == 0)
                || matches!(status, RunStatus::Errored if is_resumable),
            has_place: is_resumable,
            revision,
        };
        Ok(Self { run, who, given, digest, admin, checkpoint, is_resumable, job, claim })
    }
}

/// One run.
pub(crate) async fn find(db: &Database, id: Uuid, now: Micros) -> Result<Option<ChoreRow>, DbError> {
    let (mut select, reads) = select();
    select.and_where(Expr::col((CHORE_RUNS, "id")).eq(text(id)));
    let row = db.fetch(&select, &reads).await?.into_iter().next();
    row.map(|row| ChoreRow::read(row, now)).transpose()
}

/// One run as it is now, in a transaction that changes it.
pub(crate) async fn find_in(lent: &mut Lent<'_>, id: Uuid, now: Micros) -> Result<Option<ChoreRow>, DbError> {
    let (mut select, reads) = select();
    select.and_where(Expr::col((CHORE_RUNS, "id")).eq(text(id)));
    current(&mut select, lent.dialect());
    let row = lent.fetch(&select, &reads).await?.into_iter().next();
    row.map(|row| ChoreRow::read(row, now)).transpose()
}
