//! Tasks that wait for others of their group (J53): whose turn has come, and whose never will.

use std::collections::{BTreeMap, BTreeSet};

use kaffy_core::{DbError, inside::Lent};
use sea_query::{Expr, ExprTrait, Order, Query};
use uuid::Uuid;

use super::{
    super::{
        cells::{Cells, NUMBER, TEXT},
        current,
        names::{TASKS, literal},
        text,
    },
    settle::{decoded, publish},
};
use crate::{TaskStatus, clock::Micros, group::Waits, new_job::NewJob};

/// Ids and places that one statement names.
const NAMED: usize = 500;

/// A task that waits.
struct Waiting {
    id: Uuid,
    place: i64,
    waits: Waits,
}

/// What becomes of one that waits.
#[derive(PartialEq, Eq)]
enum Turn {
    Later,
    Now,
    Never,
}

/// Enqueues the tasks of a group whose turn has come, and aborts those that wait for one that did not succeed. The group
/// is locked; says the jobs that were enqueued.
pub(super) async fn release(lent: &mut Lent<'_>, group: Uuid, now: Micros) -> Result<Vec<NewJob>, DbError> {
    let waiting = waiting(lent, group).await?;
    let mut known = statuses(lent, group, &waiting).await?;
    let (mut ready, mut aborted) = (Vec::new(), Vec::new());
    // By place: whatever one waits for stands before it, so that an abort reaches all that hang on it in one pass.
    for task in waiting {
        match turn(&task.waits, &known) {
            Turn::Later => {}
            Turn::Now => ready.push(task.id),
            Turn::Never => {
                known.insert(task.place, TaskStatus::Aborted);
                aborted.push(task.id);
            }
        }
    }
    for ids in aborted.chunks(NAMED) {
        abort(lent, ids, now).await?;
    }
    let mut published = Vec::new();
    for ids in ready.chunks(NAMED) {
        let mut select = Query::select()
            .columns(["id", "job"])
            .from(TASKS)
            .and_where(Expr::col("id").is_in(ids.iter().map(|id| text(*id))))
            .order_by("position", Order::Asc)
            .to_owned();
        current(&mut select, lent.dialect());
        for row in lent.fetch(&select, &[TEXT, TEXT]).await? {
            published.push(publish(lent, group, row, now).await?);
        }
    }
    Ok(published)
}

fn turn(waits: &Waits, known: &BTreeMap<i64, TaskStatus>) -> Turn {
    let of = |place: &i64| known.get(place).copied();
    // One that is not there any more has no say.
    let all_ended = waits.places.iter().filter_map(of).all(TaskStatus::is_final);
    let is_good = |status: TaskStatus| !status.is_final() || status == TaskStatus::Succeeded;
    if !waits.whatever && !waits.places.iter().filter_map(of).all(is_good) {
        Turn::Never
    } else if all_ended {
        Turn::Now
    } else {
        Turn::Later
    }
}

async fn waiting(lent: &mut Lent<'_>, group: Uuid) -> Result<Vec<Waiting>, DbError> {
    let mut select = Query::select()
        .columns(["id", "position", "waits_for"])
        .from(TASKS)
        .and_where(Expr::col("group_id").eq(text(group)))
        .and_where(Expr::col("status").eq(literal(TaskStatus::New.word())))
        .order_by("position", Order::Asc)
        .to_owned();
    current(&mut select, lent.dialect());
    let read = |row| {
        let mut cells = Cells::new(row);
        let (id, place) = (cells.id()?, cells.number()?);
        let waits = cells.maybe_text()?.map_or(Ok(Waits::default()), |text| decoded(&text))?;
        Ok(Waiting { id, place, waits })
    };
    lent.fetch(&select, &[TEXT, NUMBER, TEXT]).await?.into_iter().map(read).collect()
}

/// Where those are that somebody waits for.
async fn statuses(lent: &mut Lent<'_>, group: Uuid, waiting: &[Waiting]) -> Result<BTreeMap<i64, TaskStatus>, DbError> {
    let places: BTreeSet<i64> = waiting.iter().flat_map(|task| task.waits.places.iter().copied()).collect();
    let places: Vec<i64> = places.into_iter().collect();
    let mut known = BTreeMap::new();
    for places in places.chunks(NAMED) {
        let mut select = Query::select()
            .columns(["position", "status"])
            .from(TASKS)
            .and_where(Expr::col("group_id").eq(text(group)))
            .and_where(Expr::col("position").is_in(places.iter().copied()))
            .to_owned();
        current(&mut select, lent.dialect());
        for row in lent.fetch(&select, &[NUMBER, TEXT]).await? {
            let mut cells = Cells::new(row);
            let (place, word) = (cells.number()?, cells.text()?);
            known.extend(TaskStatus::of_word(&word).map(|status| (place, status)));
        }
    }
    Ok(known)
}

async fn abort(lent: &mut Lent<'_>, ids: &[Uuid], now: Micros) -> Result<u64, DbError> {
    let abort = Query::update()
        .table(TASKS)
        .values([
            ("status", Expr::val(TaskStatus::Aborted.word())),
            ("ended_at", now.into()),
            ("job", Expr::val(None::<String>)),
        ])
        .and_where(Expr::col("id").is_in(ids.iter().map(|id| text(*id))))
        .to_owned();
    lent.execute(&abort).await
}
