//! Changing schedules: adding and replacing, pausing, taking away, and what code says at each start.

use std::collections::{HashMap, HashSet};

use kaffy_core::{Database, DbError, Dialect, inside::Lent};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query, Value};

use super::{
    super::{
        in_transaction,
        names::{SCHEDULED_TASKS, SCHEDULES, TICKS},
    },
    cluster::in_turn,
    lock,
    rows::{self, find_locked},
};
use crate::{
    NewSchedule, Origin, ScheduleRecord, ScheduleState,
    clock::{Micros, micros},
    schedules::Timing,
};

/// A schedule to store, checked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Put<'a> {
    pub(crate) schedule: &'a NewSchedule,
    /// Its zone, which is not left to a default any more.
    pub(crate) zone: &'a str,
    pub(crate) origin: Origin,
    pub(crate) is_task: bool,
    /// Whether it stays paused if it is: pausing is a change of its own.
    pub(crate) keeps_state: bool,
    pub(crate) by: Option<&'a str>,
    pub(crate) now: Micros,
}

impl Put<'_> {
    fn timing(&self, anchor: Micros) -> Timing {
        let NewSchedule { cron, every, .. } = self.schedule;
        let every = every.map(|every| micros(every.0));
        // It was checked.
        Timing::of(cron.as_deref(), self.zone, every, anchor).unwrap_or(Timing::Never)
    }

    /// Whether it says what is there already, its state aside.
    fn is_same(&self, there: &ScheduleRecord) -> bool {
        let said = self.schedule;
        let told = NewSchedule { timezone: Some(self.zone.to_owned()), state: there.state, ..said.clone() };
        told == there.edit() && self.is_task == there.is_task && self.origin == there.origin && there.gone_at.is_none()
    }

    fn fires_as_before(&self, there: &ScheduleRecord) -> bool {
        let said = self.schedule;
        said.cron == there.cron && said.every == there.every && self.zone == there.timezone && there.gone_at.is_none()
    }

    /// What is stored of it in any case.
    fn columns(&self, state: ScheduleState, anchor: Micros, next_due: Option<Micros>) -> Vec<(&'static str, Value)> {
        let said = self.schedule;
        vec![
            ("origin", self.origin.word().into()),
            ("state", state.word().into()),
            ("is_task", i64::from(self.is_task).into()),
            ("job_type", said.job.clone().into()),
            ("args", said.args.to_string().into()),
            ("timezone", self.zone.into()),
            ("missed", said.missed.word().into()),
            ("missed_most", i64::from(said.missed.most()).into()),
            ("overlap", said.overlap.word().into()),
            ("run_on", said.run_on.word().into()),
            ("node", said.run_on.node().map(str::to_owned).into()),
            ("cron", said.cron.clone().into()),
            ("every_us", said.every.map(|every| micros(every.0)).into()),
            ("window_us", said.window.map(|window| micros(window.0)).into()),
            ("queue", said.queue.clone().into()),
            ("priority", said.priority.into()),
            ("max_attempts", said.max_attempts.map(i64::from).into()),
            ("anchor", anchor.into()),
            ("next_due", next_due.into()),
            ("updated_at", self.now.into()),
            ("gone_at", Value::BigInt(None)),
        ]
    }

    async fn insert(&self, lent: &mut Lent<'_>) -> Result<bool, DbError> {
        let state = self.schedule.state;
        // Whole seconds, as people count.
        let anchor = self.now - self.now.rem_euclid(1_000_000);
        let next_due = first_due(&self.timing(anchor), state, self.now);
        let mut columns = self.columns(state, anchor, next_due);
        columns.extend([
            ("name", self.schedule.name.clone().into()),
            ("created_at", self.now.into()),
            ("created_by", self.by.map(str::to_owned).into()),
            ("revision", 1i64.into()),
        ]);
        if state == ScheduleState::Inactive {
            columns.extend([("paused_at", self.now.into()), ("paused_by", self.by.map(str::to_owned).into())]);
        }
        let (names, values): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        let mut insert = Query::insert().into_table(SCHEDULES).columns(names).to_owned();
        insert.values_panic(values.into_iter().map(Expr::val));
        insert.on_conflict(OnConflict::column("name").do_nothing_on(["name"]).to_owned());
        Ok(lent.execute(&insert).await? > 0)
    }

    /// Says whether anything was changed.
    async fn update(&self, lent: &mut Lent<'_>, there: &ScheduleRecord, state: ScheduleState) -> Result<bool, DbError> {
        if self.is_same(there) && there.state == state {
            return Ok(false);
        }
        let is_as_before = self.fires_as_before(there) && there.state == state;
        let anchor = if self.schedule.every == there.every { there.anchor } else { self.now };
        let next_due = if is_as_before {
            there.next_due.map(|due| due.timestamp_micros())
        } else {
            next_due(&self.timing(anchor), state, there, self.now)
        };
        let mut columns = self.columns(state, anchor, next_due);
        if there.state != state {
            columns.extend(pause_columns(state, self.by, None, self.now));
        }
        let update = Query::update()
            .table(SCHEDULES)
            .values(columns.into_iter().map(|(name, value)| (name, Expr::val(value))))
            .value("revision", Expr::col("revision").add(1))
            .and_where(Expr::col("name").eq(there.name.as_str()))
            .to_owned();
        lent.execute(&update).await.map(|_| true)
    }
}

/// When a new one fires first. One that fires at each start does so at once: it has not since this one.
fn first_due(timing: &Timing, state: ScheduleState, now: Micros) -> Option<Micros> {
    match state {
        ScheduleState::Inactive => None,
        ScheduleState::Active if timing.is_reboot() => Some(now),
        ScheduleState::Active => timing.next_after(now),
    }
}

/// When one fires next that was changed or resumed: never at a time that was decided about, and none of those that
/// passed meanwhile.
fn next_due(timing: &Timing, state: ScheduleState, there: &ScheduleRecord, now: Micros) -> Option<Micros> {
    let last = there.last_due.map_or(0, |last| last.timestamp_micros());
    match state {
        ScheduleState::Inactive => None,
        ScheduleState::Active => timing.next_after(Ord::max(now, last)),
    }
}

fn pause_columns(
    state: ScheduleState,
    by: Option<&str>,
    reason: Option<&str>,
    now: Micros,
) -> [(&'static str, Value); 3] {
    let is_paused = state == ScheduleState::Inactive;
    let short = |text: Option<&str>, most| {
        text.filter(|_| is_paused).map(|text| text.chars().take(most).collect::<String>()).into()
    };
    [("paused_at", is_paused.then_some(now).into()), ("paused_by", short(by, 200)), ("reason", short(reason, 500))]
}

/// Stores it, in the place of one of its name. Says what was there, and whether anything was changed.
pub(crate) async fn put(lent: &mut Lent<'_>, put: Put<'_>) -> Result<(Option<ScheduleRecord>, bool), DbError> {
    in_turn(lent).await?;
    match find_locked(lent, &put.schedule.name).await? {
        Some(there) => {
            let state = if put.keeps_state { there.state } else { put.schedule.state };
            let is_changed = put.update(lent, &there, state).await?;
            Ok((Some(there), is_changed))
        }
        None => put.insert(lent).await.map(|is_new| (None, is_new)),
    }
}

/// Brings those of the code up to date: what is new is added, what has changed is replaced and stays paused if it was,
/// what is there no more is marked as gone. What somebody made is left alone. Says the names of those that could not be
/// stored for that.
pub(crate) async fn merge(db: &Database, said: &[Put<'_>], now: Micros) -> Result<Vec<String>, DbError> {
    let there = code(db, said).await?;
    let by_name: HashMap<_, _> = there.iter().map(|row| (row.name.as_str(), row)).collect();
    let find = |name: &str| by_name.get(name).copied();
    let is_done =
        |put: &Put<'_>| find(&put.schedule.name).is_some_and(|row| row.origin == Origin::User || put.is_same(row));
    let mut changed: Vec<_> = said.iter().filter(|put| !is_done(put)).collect();
    changed.sort_by(|a, b| a.schedule.name.cmp(&b.schedule.name));
    let names: HashSet<_> = said.iter().map(|put| put.schedule.name.as_str()).collect();
    let is_said = |name: &str| names.contains(name);
    let gone: Vec<_> =
        there.iter().filter(|row| row.origin == Origin::Code && row.gone_at.is_none() && !is_said(&row.name)).collect();
    if !changed.is_empty() || !gone.is_empty() {
        in_transaction(db, async |tx| {
            in_turn(&mut tx.lend()).await?;
            for put in &changed {
                let row = find_locked(&mut tx.lend(), &put.schedule.name).await?;
                match row {
                    Some(row) if row.origin == Origin::User => {}
                    Some(row) => drop(put.update(&mut tx.lend(), &row, row.state).await?),
                    None => drop(put.insert(&mut tx.lend()).await?),
                }
            }
            if !gone.is_empty() {
                let mark = Query::update()
                    .table(SCHEDULES)
                    .values([("gone_at", Expr::val(now)), ("next_due", Expr::val(Value::BigInt(None)))])
                    .and_where(Expr::col("name").is_in(gone.iter().map(|row| row.name.as_str())))
                    .and_where(Expr::col("origin").eq(Origin::Code.word()))
                    .to_owned();
                tx.execute(&mark).await?;
            }
            Ok(())
        })
        .await?;
    }
    let is_users = |name: &str| find(name).is_some_and(|row| row.origin == Origin::User);
    Ok(said.iter().map(|put| put.schedule.name.clone()).filter(|name| is_users(name)).collect())
}

/// Those of the code, and those of the same names.
async fn code(db: &Database, said: &[Put<'_>]) -> Result<Vec<ScheduleRecord>, DbError> {
    let mut select = rows::select();
    select.and_where(Expr::col("origin").eq(Origin::Code.word())).order_by("name", Order::Asc);
    let read = |rows: Vec<_>| rows.into_iter().map(rows::read).collect::<Result<Vec<_>, _>>();
    let mut there = read(db.fetch(&select, &rows::READS).await?)?;
    let known: HashSet<_> = there.iter().map(|row| row.name.clone()).collect();
    let others: Vec<_> = said.iter().map(|put| put.schedule.name.as_str()).filter(|it| !known.contains(*it)).collect();
    for names in others.chunks(500) {
        let mut select = rows::select();
        select.and_where(Expr::col("name").is_in(names.iter().copied()));
        there.extend(read(db.fetch(&select, &rows::READS).await?)?);
    }
    Ok(there)
}

/// Pauses or resumes. Says what was there; nothing is written when it is in this state (Q19).
pub(crate) async fn set_state(
    lent: &mut Lent<'_>,
    name: &str,
    state: ScheduleState,
    by: Option<&str>,
    reason: Option<&str>,
    now: Micros,
) -> Result<Option<(ScheduleRecord, bool)>, DbError> {
    let Some(there) = find_locked(lent, name).await? else { return Ok(None) };
    if there.state == state {
        return Ok(Some((there, false)));
    }
    let timing = if there.gone_at.is_some() { Timing::Never } else { there.timing().unwrap_or(Timing::Never) };
    let update = Query::update()
        .table(SCHEDULES)
        .values([("state", state.word().into()), ("next_due", Expr::val(next_due(&timing, state, &there, now)))])
        .values(pause_columns(state, by, reason, now).map(|(name, value)| (name, Expr::val(value))))
        .value("updated_at", now)
        .and_where(Expr::col("name").eq(name))
        .to_owned();
    lent.execute(&update).await?;
    Ok(Some((there, true)))
}

/// Says when it was decided about last, for those who bring that from elsewhere.
pub(crate) async fn set_last_due(db: &Database, name: &str, last_due: Micros) -> Result<bool, DbError> {
    let set =
        Query::update().table(SCHEDULES).value("last_due", last_due).and_where(Expr::col("name").eq(name)).to_owned();
    in_transaction(db, async |tx| Ok(tx.execute(&set).await? > 0)).await
}

/// Takes a schedule away with its history; says what was there.
pub(crate) async fn delete(lent: &mut Lent<'_>, name: &str) -> Result<Option<ScheduleRecord>, DbError> {
    let Some(there) = find_locked(lent, name).await? else { return Ok(None) };
    for (table, column) in [(SCHEDULES, "name"), (TICKS, "schedule"), (SCHEDULED_TASKS, "name")] {
        let delete = Query::delete().from_table(table).and_where(Expr::col(column).eq(name)).to_owned();
        lent.execute(&delete).await?;
    }
    Ok(Some(there))
}

/// Takes all of them away, those of the code, too, and says how many that were.
pub(crate) async fn delete_all(lent: &mut Lent<'_>) -> Result<u64, DbError> {
    in_turn(lent).await?;
    if lent.dialect() == Dialect::Postgres {
        // Those who fire have rows locked: wait for them in their order.
        let mut all = Query::select().column("name").from(SCHEDULES).order_by("name", Order::Asc).to_owned();
        lock(&mut all, lent.dialect());
        lent.fetch(&all, &[super::super::cells::TEXT]).await?;
    }
    let gone = lent.execute(&Query::delete().from_table(SCHEDULES).to_owned()).await?;
    for table in [TICKS, SCHEDULED_TASKS] {
        lent.execute(&Query::delete().from_table(table).to_owned()).await?;
    }
    Ok(gone)
}

/// Lets all of them begin at a time, as if they had been made then: for travelling in time.
pub(crate) async fn begin_at(db: &Database, now: Micros) -> Result<(), DbError> {
    let rows = db.fetch(&rows::select(), &rows::READS).await?.into_iter().map(rows::read);
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    in_transaction(db, async |tx| {
        tx.execute(&Query::delete().from_table(TICKS).to_owned()).await?;
        for row in rows {
            let every = row.every.map(|every| micros(every.0));
            let timing = Timing::of(row.cron.as_deref(), &row.timezone, every, now).unwrap_or(Timing::Never);
            let state = if row.gone_at.is_some() { ScheduleState::Inactive } else { row.state };
            let update = Query::update()
                .table(SCHEDULES)
                .values([
                    ("next_due", Expr::val(first_due(&timing, state, now))),
                    ("last_due", Expr::val(Value::BigInt(None))),
                    ("anchor", now.into()),
                ])
                .and_where(Expr::col("name").eq(row.name))
                .to_owned();
            tx.execute(&update).await?;
        }
        Ok(())
    })
    .await
}
