//! Travelling in time with an application's own schedules: nodes, outages, changes of the clock.

use std::{collections::BTreeSet, time::Duration};

use chrono::{DateTime, Utc};
use kaffy_core::DbError;

use super::TestJobs;
use crate::{
    Jobs, TickOutcome, TickRecord,
    clock::{self, Micros, micros},
    store,
};

/// Times that are decided about before it is said that there is no end.
const NO_END: usize = 100_000;

/// Lets the schedules of an application fire at the times of a day that one chooses, without waiting for it.
///
/// ```
/// # use kaffy_jobs::{Jobs, NewSchedule, testing::TimeTravel};
/// # async fn example(jobs: Jobs) -> Result<(), Box<dyn std::error::Error>> {
/// let time = |text: &str| text.parse().expect("a time");
/// let mut travel = TimeTravel::to(&jobs, time("2027-03-27T12:00:00Z")).await?.nodes(2).await?;
/// travel.outage(time("2027-03-29T00:00:00Z"), time("2027-03-29T03:00:00Z"));
/// travel.advance_to(time("2027-03-30T12:00:00Z")).await?;
/// // Daily at 02:30 in Berlin; on the 28th the clock goes from 2 to 3, on the 29th nobody was there.
/// travel.assert_runs("nightly", &["2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z", "2027-03-30T00:30:00Z"]).await;
/// # Ok(())
/// # }
/// ```
///
/// Every node does its part with the real tables, and what fires is done by the real handlers, right when it fires
/// unless [`runs_take`](Self::runs_take) says otherwise. No worker must run on the same database.
#[derive(Debug)]
pub struct TimeTravel {
    jobs: Jobs,
    nodes: Vec<TestJobs>,
    outages: Vec<(Micros, Micros)>,
    runs_take: Duration,
    /// Queues with jobs that go on, and until when.
    going: BTreeSet<(Micros, String)>,
}

impl TimeTravel {
    /// Goes to a time, which stands still there. Schedules fire from then on; what they had fired is forgotten.
    ///
    /// # Errors
    /// What the database refuses; the same for all others.
    pub async fn to(jobs: &Jobs, time: DateTime<Utc>) -> Result<Self, DbError> {
        jobs.clock().stop_at(time.timestamp_micros());
        store::schedules::begin_at(jobs.database(), time.timestamp_micros()).await?;
        let nodes = vec![TestJobs::named(jobs, "node-1").await?];
        let (outages, going) = (Vec::new(), BTreeSet::new());
        Ok(Self { jobs: jobs.clone(), nodes, outages, runs_take: Duration::ZERO, going })
    }

    /// So many nodes, named `node-1`, `node-2`, …
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn nodes(mut self, count: usize) -> Result<Self, DbError> {
        for node in self.nodes.len()..count {
            self.nodes.push(TestJobs::named(&self.jobs, &format!("node-{}", node + 1)).await?);
        }
        Ok(self)
    }

    /// How long every run takes: at once by default.
    #[must_use]
    pub const fn runs_take(mut self, time: Duration) -> Self {
        self.runs_take = time;
        self
    }

    /// No node is there from one time to another.
    pub fn outage(&mut self, from: DateTime<Utc>, to: DateTime<Utc>) {
        self.outages.push((from.timestamp_micros(), to.timestamp_micros()));
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        clock::time(self.jobs.clock().now())
    }

    /// Goes on to a time: all that is due until then fires, at its time.
    ///
    /// # Errors
    /// What the database refuses.
    ///
    /// # Panics
    /// After 100,000 times: then there is no end.
    pub async fn advance_to(&mut self, time: DateTime<Utc>) -> Result<(), DbError> {
        let end = time.timestamp_micros();
        for _ in 0..NO_END {
            let now = self.jobs.clock().now();
            let due = store::schedules::first_due(self.jobs.database()).await?;
            let over = self.going.first().map(|(over, _)| *over);
            let Some(mut next) = due.into_iter().chain(over).min().filter(|next| *next <= end) else {
                self.jobs.clock().stop_at(end);
                return Ok(());
            };
            next = Ord::max(next, now);
            if let Some((_, back)) = self.outages.iter().find(|(from, to)| (*from..*to).contains(&next)) {
                next = *back;
                if next > end {
                    self.jobs.clock().stop_at(end);
                    return Ok(());
                }
            }
            self.jobs.clock().stop_at(next);
            self.finish(next).await?;
            self.fire(next).await?;
        }
        panic!("{NO_END} times have been decided about, and it does not end")
    }

    async fn fire(&mut self, now: Micros) -> Result<(), DbError> {
        // Each is the first now and then.
        self.nodes.rotate_left(1);
        for node in &self.nodes {
            let fired = store::schedules::fire(&node.db, &self.jobs, node.worker, now).await?;
            self.jobs.fired(&fired);
            for job in &fired.jobs {
                self.going.insert((now.saturating_add(micros(self.runs_take)), job.queue.clone()));
            }
        }
        if self.runs_take.is_zero() {
            self.finish(now).await?;
        }
        Ok(())
    }

    /// Does what has gone on for as long as it takes.
    async fn finish(&mut self, now: Micros) -> Result<(), DbError> {
        while let Some((_, queue)) = self.going.first().filter(|(over, _)| *over <= now).cloned() {
            self.going.pop_first();
            self.nodes[0].drain_until(&queue, now.saturating_sub(micros(self.runs_take))).await?;
        }
        Ok(())
    }

    /// What became of the times of a schedule, in their order.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn ticks(&self, schedule: &str) -> Result<Vec<TickRecord>, DbError> {
        let mut ticks = store::schedules::ticks(self.jobs.database(), schedule, None, 100_000).await?;
        ticks.reverse();
        Ok(ticks)
    }

    /// Panics unless a schedule ran for exactly these times, each as it is written in UTC: `2027-03-28T01:00:00Z`.
    ///
    /// # Panics
    /// When it ran for others, with those that it ran for.
    pub async fn assert_runs(&self, schedule: &str, times: &[&str]) {
        let ticks = match self.ticks(schedule).await {
            Ok(ticks) => ticks,
            Err(error) => panic!("the database could not say what ran: {error}"),
        };
        let ran = ticks.iter().filter(|tick| tick.outcome == TickOutcome::Enqueued);
        let ran: Vec<_> = ran.map(|tick| tick.due_at.format("%Y-%m-%dT%H:%M:%SZ").to_string()).collect();
        assert_eq!(ran, times, "`{schedule}` ran for other times");
    }
}
