//! What is decided about times of schedules in one transaction, before it is stored.

use std::collections::HashMap;

use kaffy_core::{DbError, inside::Lent};
use sea_query::{Expr, ExprTrait, Order, Query};
use uuid::Uuid;

use super::{
    super::{
        cells::{Cells, TEXT},
        insert,
        manage::{Change, change_in},
        names::{JOBS, WORKERS, is_one_of},
        text,
    },
    fire::{Fired, FiredTick},
    ticks::{self, NewTick},
};
use crate::{
    JobState, Jobs, Overlap, RunOn, ScheduleRecord, TickOutcome, Trigger,
    clock::Micros,
    new_job::NewJob,
    schedules::{Firing, ScheduledRun, node_queue, options_of},
};

/// Jobs of last runs that a schedule remembers.
const REMEMBERED: usize = 20;

/// What is decided in one transaction, before it is stored.
pub(super) struct Run<'j> {
    jobs: &'j Jobs,
    now: Micros,
    nodes: Vec<String>,
    /// Jobs of earlier runs that are not over, with their queues.
    live: HashMap<Uuid, String>,
    ticks: Vec<NewTick>,
    /// Jobs with the tick that they belong to.
    new: Vec<(usize, NewJob)>,
    stop: Vec<(Uuid, String)>,
}

impl<'j> Run<'j> {
    pub(super) async fn new(
        lent: &mut Lent<'_>,
        jobs: &'j Jobs,
        rows: &[&ScheduleRecord],
        now: Micros,
    ) -> Result<Self, DbError> {
        let nodes =
            if rows.iter().any(|row| row.run_on == RunOn::Every) { nodes(lent, now).await? } else { Vec::new() };
        let ids: Vec<_> = rows.iter().flat_map(|row| &row.live).map(|id| text(*id)).collect();
        let mut live = HashMap::new();
        for ids in ids.chunks(500) {
            let select = Query::select()
                .columns(["id", "queue"])
                .from(JOBS)
                .and_where(Expr::col("id").is_in(ids.iter().map(String::as_str)))
                .and_where(is_one_of(&JobState::LIVE))
                .to_owned();
            for row in lent.fetch(&select, &[TEXT, TEXT]).await? {
                let mut cells = Cells::new(row);
                live.insert(cells.id()?, cells.text()?);
            }
        }
        Ok(Self { jobs, now, nodes, live, ticks: Vec::new(), new: Vec::new(), stop: Vec::new() })
    }

    pub(super) fn note(
        &mut self,
        row: &ScheduleRecord,
        due: Micros,
        outcome: TickOutcome,
        trigger: Trigger,
        missed: u32,
    ) {
        self.ticks.push(NewTick {
            schedule: row.name.clone(),
            due_at: due,
            outcome,
            trigger,
            by: None,
            is_backfill: false,
            missed_count: missed,
            jobs: Vec::new(),
        });
    }

    /// Decides about the times of one schedule, and says which jobs of it go on then.
    pub(super) fn one(
        &mut self,
        row: &ScheduleRecord,
        firing: &[Firing],
        trigger: Trigger,
        by: Option<&str>,
        only: Option<&str>,
    ) -> String {
        let mut going: Vec<Uuid> = row.live.iter().copied().filter(|id| self.live.contains_key(id)).collect();
        let nodes: Vec<Option<String>> = match (&row.run_on, only) {
            (_, Some(node)) => vec![Some(node.to_owned())],
            (RunOn::One, None) => vec![None],
            (RunOn::Node(node), None) => vec![Some(node.clone())],
            (RunOn::Every, None) => self.nodes.iter().cloned().map(Some).collect(),
        };
        let mut new_on = vec![0; nodes.len()];
        for (at, one) in firing.iter().enumerate() {
            let outcome = if nodes.is_empty() { TickOutcome::NoNode } else { TickOutcome::Overlap };
            self.note(row, one.due, outcome, trigger, one.missed);
            let tick = self.ticks.len() - 1;
            (self.ticks[tick].is_backfill, self.ticks[tick].by) = (one.is_backfill, by.map(str::to_owned));
            for (node, new) in nodes.iter().zip(&mut new_on) {
                let queue = node.as_deref().map(node_queue);
                let before: Vec<Uuid> = {
                    let is_here = |id: &Uuid| queue.is_none() || self.live.get(id) == queue.as_ref();
                    row.live.iter().copied().filter(|id| self.live.contains_key(id) && is_here(id)).collect()
                };
                let is_last = at + 1 == firing.len();
                let Some(in_lane) = goes(row.overlap, before.len(), *new, one.is_backfill, is_last, firing.len())
                else {
                    continue;
                };
                if row.overlap == Overlap::Cancel {
                    self.stop.extend(before.iter().map(|id| (*id, row.name.clone())));
                }
                let scheduled = ScheduledRun::of(row, one, trigger, by);
                let options = options_of(row, &scheduled, queue, in_lane.then_some(node.as_deref()), by);
                let limit = self.jobs.parts().max_args;
                let handler = self.jobs.registry().get(&row.job_type);
                let made = handler.map(|handler| NewJob::new(handler.meta(), &row.args, &options, self.now, limit));
                match made {
                    Some(Ok(job)) => {
                        *new += 1;
                        going.push(job.id);
                        self.new.push((tick, job));
                        self.ticks[tick].outcome = TickOutcome::Enqueued;
                    }
                    made => {
                        let error = made.and_then(Result::err).map(|error| error.to_string());
                        tracing::error!(schedule = row.name, error, "the job of a schedule could not be made");
                        self.ticks[tick].outcome = TickOutcome::Refused;
                    }
                }
            }
        }
        let going = going.split_off(going.len().saturating_sub(REMEMBERED.max(2 * nodes.len())));
        serde_json::json!(going).to_string()
    }

    pub(super) async fn store(mut self, lent: &mut Lent<'_>, worker: Uuid) -> Result<Fired, DbError> {
        for (id, name) in &self.stop {
            let change = Change::Cancel { by: Some(format!("schedule {name}")), even_running: true };
            match change_in(lent, *id, &change, self.now).await {
                Ok(_) => {}
                Err(crate::ManageError::Database(error)) => return Err(error),
                // It was over a moment ago.
                Err(_) => {}
            }
        }
        let (of, jobs): (Vec<_>, Vec<_>) = self.new.into_iter().unzip();
        let enqueued = insert(lent, &jobs, self.now).await?;
        for (tick, enqueued) in of.into_iter().zip(enqueued) {
            self.ticks[tick].jobs.push(enqueued.id());
        }
        ticks::insert(lent, &self.ticks, worker, self.now).await?;
        let told = |tick: NewTick| FiredTick {
            schedule: tick.schedule,
            due: tick.due_at,
            outcome: tick.outcome,
            is_backfill: tick.is_backfill,
            missed: tick.missed_count,
            jobs: tick.jobs,
        };
        let ticks = self.ticks.into_iter().map(told).collect();
        Ok(Fired { ticks, jobs, stops: !self.stop.is_empty(), is_more: false })
    }
}

/// Whether a time has a job, and whether that waits for those before it. `before` are earlier runs that go on, `new`
/// those that this firing has made.
fn goes(overlap: Overlap, before: usize, new: usize, is_backfill: bool, is_last: bool, all: usize) -> Option<bool> {
    match overlap {
        Overlap::Allow => Some(false),
        Overlap::Skip => (before == 0 && (is_backfill || new == 0)).then_some(all > 1),
        Overlap::Queue => (is_backfill || before + new < 2).then_some(true),
        Overlap::Cancel => is_last.then_some(true),
    }
}

/// The names of all nodes that are there.
async fn nodes(lent: &mut Lent<'_>, now: Micros) -> Result<Vec<String>, DbError> {
    let select = Query::select()
        .distinct()
        .column("name")
        .from(WORKERS)
        .and_where(Expr::col("beat_at").add(Expr::col("dead_after")).gte(now))
        .and_where(Expr::col("stopping").eq(0))
        .order_by("name", Order::Asc)
        .to_owned();
    lent.fetch(&select, &[TEXT]).await?.into_iter().map(|row| Cells::new(row).text()).collect()
}
