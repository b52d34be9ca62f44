//! What to look at before and after a deploy (J91, P25): jobs that nobody will do, and arguments that this build does
//! not take any more (J8).

use std::collections::BTreeMap;

use kaffy_core::{
    DbError,
    doctor::{Finding, Severity},
};

use crate::{JobFilter, JobState, Jobs, WorkerRecord, clock, store};

/// Waiting jobs of a type that are looked into, the newest ones.
const LOOKED_INTO: u64 = 1_000;

impl Jobs {
    /// Looks at what waits, who works and what this build can read, and changes nothing. To be printed with
    /// [`doctor::deploy`](kaffy_core::doctor::deploy): `report.with(jobs.doctor().await)`.
    ///
    /// Problems are jobs that wait in a queue on which no living worker works, jobs of a type for which none has a
    /// handler, and jobs whose arguments this build cannot read. A database that does not answer is a problem, too.
    ///
    /// ```
    /// # use kaffy_core::Admin;
    /// # use kaffy_jobs::Jobs;
    /// # async fn example(admin: &Admin, jobs: &Jobs) -> std::process::ExitCode {
    /// let report = kaffy_core::doctor::deploy(admin).await.with(jobs.doctor().await);
    /// println!("{report}");
    /// report.exit_code()
    /// # }
    /// ```
    pub async fn doctor(&self) -> Vec<Finding> {
        match self.looked_at().await {
            Ok(findings) => findings,
            Err(error) => vec![Finding::new(
                "jobs",
                Severity::Problem,
                format!("the tables of the jobs cannot be read ({error}): see that the database is there"),
            )],
        }
    }

    async fn looked_at(&self) -> Result<Vec<Finding>, DbError> {
        let now = clock::time(self.clock().now());
        let workers: Vec<_> =
            self.workers().await?.into_iter().filter(|it| crate::desk::is_alive(it, now) && !it.is_stopping).collect();
        let waiting = store::waiting(self.database()).await?;
        let mut findings = vec![working(&workers)];
        findings.extend(unserved(&waiting, &workers));
        findings.extend(self.unreadable(&waiting).await?);
        findings.extend(self.unserved_schedules(&workers).await?);
        for queue in self.queues().await?.into_iter().filter(|queue| queue.paused_at.is_some()) {
            let by = queue.paused_by.as_deref().unwrap_or("somebody");
            findings.push(Finding::new(
                "paused queue",
                Severity::Warning,
                format!("the queue `{}` was paused by {by}: resume it on the page of the queues", queue.name),
            ));
        }
        Ok(findings)
    }

    /// Schedules that fire into a queue on which nobody works (P25).
    async fn unserved_schedules(&self, workers: &[WorkerRecord]) -> Result<Vec<Finding>, DbError> {
        let mut findings = Vec::new();
        for schedule in self.schedules().all().await?.into_iter().filter(|it| it.fires() && !workers.is_empty()) {
            let declared = self.registry().meta(&schedule.job_type).map(|meta| meta.queue.to_owned());
            let Some(queue) = schedule.queue.clone().or(declared) else { continue };
            if !workers.iter().any(|worker| worker.queues.contains(&queue)) {
                findings.push(Finding::new(
                    "schedules",
                    Severity::Problem,
                    format!(
                        "the schedule `{}` fires into the queue `{queue}`, and no worker works on it: add it to one, \
                         `.queue({queue:?}, 10)`",
                        schedule.name
                    ),
                ));
            }
        }
        Ok(findings)
    }

    /// Waiting jobs that a handler of this build would refuse.
    async fn unreadable(&self, waiting: &[(String, String)]) -> Result<Vec<Finding>, DbError> {
        let mut findings = Vec::new();
        let types: std::collections::BTreeSet<_> = waiting.iter().map(|(_, job_type)| job_type).collect();
        for handler in types.into_iter().filter_map(|job_type| self.registry().get(job_type)) {
            let job_type = handler.meta().job_type;
            let filter = JobFilter::new().of_type(job_type).in_states(JobState::WAITING);
            let jobs = store::list(self.database(), &filter, None, LOOKED_INTO).await?;
            let wrong: Vec<_> = jobs.iter().filter(|job| handler.check(&job.args.to_string()).is_err()).collect();
            if let Some(first) = wrong.first() {
                findings.push(Finding::new(
                    "arguments",
                    Severity::Problem,
                    format!(
                        "{} of {} waiting jobs of `{job_type}` cannot be read by this build, {} among them: let the \
                         handler take their arguments as they are, or edit or cancel them first",
                        wrong.len(),
                        jobs.len(),
                        first.id
                    ),
                ));
            }
        }
        if findings.is_empty() {
            findings.push(Finding::new("arguments", Severity::Good, "this build can read the jobs that wait for it"));
        }
        Ok(findings)
    }
}

fn working(workers: &[WorkerRecord]) -> Finding {
    match workers.len() {
        0 => Finding::new(
            "workers",
            Severity::Warning,
            "no worker is alive, so that no job is done: start one, `jobs.worker().start()`",
        ),
        1 => Finding::new("workers", Severity::Good, "one worker is alive"),
        count => Finding::new("workers", Severity::Good, format!("{count} workers are alive")),
    }
}

/// What waits for somebody who is not there.
fn unserved(waiting: &[(String, String)], workers: &[WorkerRecord]) -> Vec<Finding> {
    // One line for a queue, whatever its jobs.
    let mut findings = BTreeMap::new();
    for (queue, job_type) in waiting {
        let mut on_queue = workers.iter().filter(|it| it.queues.contains(queue)).peekable();
        if workers.is_empty() {
            break;
        } else if on_queue.peek().is_none() {
            let words = format!(
                "jobs wait in the queue `{queue}`, and no worker works on it: add it to one, \
                 `.queue({queue:?}, 10)`, or move the jobs"
            );
            findings.insert(queue.clone(), Finding::new("queues", Severity::Problem, words));
        } else if !on_queue.any(|it| it.handlers.contains(job_type)) {
            let words = format!(
                "jobs of the type `{job_type}` wait in the queue `{queue}`, and no worker on it has a handler: \
                 deploy one, or cancel them"
            );
            findings.insert(format!("{queue} {job_type}"), Finding::new("handlers", Severity::Problem, words));
        }
    }
    findings.into_values().collect()
}
