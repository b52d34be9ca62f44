//! Enqueueing: one job or many, once only where they say so, in whatever transaction the caller has.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kaffy_core::{DbError, Dialect, inside::Lent};
use sea_query::{Expr, ExprTrait, Func, OnConflict, Query, Value};
use uuid::Uuid;

use super::{
    cells::{Cells, NUMBER, TEXT},
    current,
    names::{JOBS, is_one_of},
    text,
};
use crate::{
    Enqueued, JobState,
    clock::Micros,
    new_job::{Held, NewJob},
};

/// Rows in one statement: SQLite binds at most 32,766 values.
const ROWS: usize = 200;
/// How often it is tried to find or make the one job of a key, while others release and take it.
const TRIES: usize = 50;
/// What workers on PostgreSQL listen on.
pub(crate) const CHANNEL: &str = "kaffy_jobs";

const COLUMNS: [&str; 27] = [
    "id",
    "job_type",
    "queue",
    "state",
    "priority",
    "sort_at",
    "attempt",
    "max_attempts",
    "starts",
    "snoozes",
    "run_at",
    "created_at",
    "args",
    "meta",
    "tags",
    "timeout_us",
    "unique_key",
    "unique_held",
    "unique_states",
    "unique_until",
    "limit_key",
    "resource_type",
    "resource_id",
    "created_by",
    "worker",
    "claim",
    "group_id",
];

/// Stores jobs, and says of each in turn whether it is new.
pub(crate) async fn insert(lent: &mut Lent<'_>, jobs: &[NewJob], now: Micros) -> Result<Vec<Enqueued>, DbError> {
    let (unique, plain): (Vec<_>, Vec<_>) = (0..jobs.len()).partition(|at| jobs[*at].held.is_some());
    let mut done: Vec<Enqueued> = jobs.iter().map(|job| Enqueued::Created(job.id)).collect();
    for rows in plain.chunks(ROWS) {
        lent.execute(&rows_of(rows.iter().map(|at| &jobs[*at]), false)).await?;
    }
    insert_unique(lent, jobs, unique, &mut done, now).await?;
    if lent.dialect() == Dialect::Postgres {
        let new = jobs.iter().zip(&done).filter(|(_, done)| matches!(done, Enqueued::Created(_)));
        let payloads: BTreeSet<_> = new.filter_map(|(job, _)| job.wakes()).collect();
        for payload in payloads {
            notify(lent, &payload).await?;
        }
    }
    Ok(done)
}

/// Wakes workers on PostgreSQL once the transaction is committed; a hint, and nothing else.
pub(crate) async fn notify(lent: &mut Lent<'_>, payload: &str) -> Result<(), DbError> {
    let call = Func::cust("pg_notify").arg(CHANNEL).arg(payload);
    let notify = Query::select().expr(Func::cast_as(call, "text")).to_owned();
    lent.fetch(&notify, &[TEXT]).await.map(drop)
}

/// The index decides who is first. In the order of their keys, so that two of such calls never wait for each other.
async fn insert_unique(
    lent: &mut Lent<'_>,
    jobs: &[NewJob],
    unique: Vec<usize>,
    done: &mut [Enqueued],
    now: Micros,
) -> Result<(), DbError> {
    let held = |at: usize| jobs[at].held.as_ref();
    let key = |at: usize| held(at).map_or("", |held| held.key.as_str());
    let mut first: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in unique {
        first.entry(key(at)).or_default().push(at);
    }
    // One of each key in a round; the others meet it in the next.
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    for same in first.into_values() {
        for (round, at) in same.into_iter().enumerate() {
            match rounds.get_mut(round) {
                Some(round) => round.push(at),
                None => rounds.push(vec![at]),
            }
        }
    }
    for round in rounds {
        for mut left in round.chunks(ROWS).map(<[usize]>::to_vec) {
            let mut tries = 0;
            while !left.is_empty() {
                tries += 1;
                if tries > TRIES {
                    return Err(DbError::Unavailable("a unique key is taken and released all the time".into()));
                }
                lent.execute(&rows_of(left.iter().map(|at| &jobs[*at]), true)).await?;
                let holders = holders(lent, left.iter().map(|at| key(*at))).await?;
                let mut again = Vec::new();
                for at in left {
                    let Some(held) = held(at) else { continue };
                    match holders.get(&held.key) {
                        Some(holder) if holder.id == jobs[at].id => {}
                        Some(holder) if holder.until.is_some_and(|until| until <= now) => {
                            release(lent, holder.id, now).await?;
                            again.push(at);
                        }
                        Some(holder) => done[at] = meet(lent, holder.id, &jobs[at], held).await?,
                        // It was released between the two statements.
                        None => again.push(at),
                    }
                }
                left = again;
            }
        }
    }
    Ok(())
}

struct Holder {
    id: Uuid,
    until: Option<Micros>,
}

/// Who holds these keys now.
async fn holders<'a>(
    lent: &mut Lent<'_>,
    keys: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, Holder>, DbError> {
    let mut select = Query::select()
        .columns(["unique_held", "id", "unique_until"])
        .from(JOBS)
        .and_where(Expr::col("unique_held").is_in(keys))
        .to_owned();
    current(&mut select, lent.dialect());
    let mut holders = HashMap::new();
    for row in lent.fetch(&select, &[TEXT, TEXT, NUMBER]).await? {
        let mut cells = Cells::new(row);
        let key = cells.text()?;
        holders.insert(key, Holder { id: cells.id()?, until: cells.maybe_number()? });
    }
    Ok(holders)
}

/// Lets others have the key of a job whose period is over.
async fn release(lent: &mut Lent<'_>, id: Uuid, now: Micros) -> Result<(), DbError> {
    let release = Query::update()
        .table(JOBS)
        .value("unique_held", Value::String(None))
        .and_where(Expr::col("id").eq(text(id)))
        .and_where(Expr::col("unique_until").lte(now))
        .to_owned();
    lent.execute(&release).await.map(drop)
}

/// What happens to the first one, and what the caller hears.
async fn meet(lent: &mut Lent<'_>, id: Uuid, job: &NewJob, held: &Held) -> Result<Enqueued, DbError> {
    if held.replace.is_nothing() {
        return Ok(Enqueued::Existing(id));
    }
    let mut update = Query::update();
    update.table(JOBS);
    if held.replace.args {
        update.values([("args", job.args.clone().into()), ("meta", job.meta.clone().into())]);
    }
    if held.replace.run_at {
        update.values([
            ("run_at", job.run_at.into()),
            ("state", Expr::val(job.state.word())),
            ("sort_at", job.sort_at().into()),
        ]);
    }
    if held.replace.priority {
        update.values([("priority", job.priority.into()), ("sort_at", job.sort_at().into())]);
    }
    // What runs has its arguments in its hands.
    update.and_where(Expr::col("id").eq(text(id))).and_where(is_one_of(&JobState::WAITING));
    Ok(if lent.execute(&update).await? > 0 { Enqueued::Replaced(id) } else { Enqueued::Existing(id) })
}

fn rows_of<'a>(jobs: impl Iterator<Item = &'a NewJob>, is_unique: bool) -> sea_query::InsertStatement {
    let mut insert = Query::insert().into_table(JOBS).columns(COLUMNS).to_owned();
    for job in jobs {
        insert.values_panic(values(job).map(Expr::val));
    }
    if is_unique {
        insert.on_conflict(OnConflict::new().do_nothing_on(["id"]).to_owned());
    }
    insert
}

fn values(job: &NewJob) -> [Value; 27] {
    let held = job.held.as_ref();
    let key = held.map(|held| held.key.clone());
    let (resource_type, resource_id) = job.resource.clone().unzip();
    [
        text(job.id).into(),
        job.job_type.clone().into(),
        job.queue.clone().into(),
        job.state.word().into(),
        job.priority.into(),
        job.sort_at().into(),
        0i64.into(),
        job.max_attempts.into(),
        0i64.into(),
        0i64.into(),
        job.run_at.into(),
        job.created_at.into(),
        job.args.clone().into(),
        job.meta.clone().into(),
        job.tags.clone().into(),
        job.timeout.into(),
        key.clone().into(),
        key.filter(|_| held.is_some_and(|held| held.states & job.state.bit() != 0)).into(),
        held.map_or(0, |held| held.states).into(),
        held.and_then(|held| held.until).into(),
        job.limit_key.clone().into(),
        resource_type.into(),
        resource_id.into(),
        job.created_by.clone().into(),
        Value::String(None),
        Value::String(None),
        job.group.map(text).into(),
    ]
}
