//! What is wrong with a schedule, in words and beside the input that it is about.

use kaffy_core::tr;
use kaffy_jobs::{MAX_NAME, MAX_PRIORITY, ScheduleProblem, cron};

use crate::view::jobs::{FormInput, JobFormView};

/// What is wrong with what was typed.
#[derive(Default)]
pub(super) struct Wrong {
    /// Names of inputs, and what is wrong with them.
    pub(super) beside: Vec<(&'static str, String)>,
    /// What is wrong beside the inputs.
    pub(super) general: Vec<String>,
    /// Why the handler does not take the arguments, in the words of the program.
    pub(super) reason: Option<String>,
    /// Why an expression cannot be read, likewise.
    pub(super) cron: Option<String>,
}

impl Wrong {
    /// One input.
    pub(super) fn at(name: &'static str, words: String) -> Self {
        Self { beside: vec![(name, words)], ..Self::default() }
    }

    pub(super) fn is_nothing(&self) -> bool {
        self.beside.is_empty() && self.general.is_empty() && self.reason.is_none()
    }

    pub(super) fn of(problems: Vec<ScheduleProblem>) -> Self {
        let mut wrong = Self::default();
        for problem in problems {
            wrong.add(problem);
        }
        wrong
    }

    /// A form with what is wrong beside its inputs. What is beside none of them stands above.
    pub(super) fn on(self, mut inputs: Vec<FormInput>) -> JobFormView {
        let mut general = self.general;
        for (name, words) in self.beside {
            match inputs.iter_mut().find(|input| input.name == name) {
                Some(input) => input.error = Some(words),
                None => general.push(words),
            }
        }
        if let Some(input) = inputs.iter_mut().find(|input| input.name == "cron") {
            input.reason = self.cron;
        }
        JobFormView { inputs, general, reason: self.reason, ..JobFormView::default() }
    }

    /// The same with everything else that is wrong, but for arguments: their inputs say it.
    pub(super) fn and(mut self, problems: Vec<ScheduleProblem>) -> Self {
        problems.into_iter().filter(|problem| problem.field() != "args").for_each(|problem| self.add(problem));
        self
    }

    fn add(&mut self, problem: ScheduleProblem) {
        let (name, words) = match problem {
            ScheduleProblem::Name => ("name", tr!("schedules-bad-name", most = MAX_NAME)),
            ScheduleProblem::Job(name) => return self.general.push(tr!("jobs-unknown-type", name = name)),
            ScheduleProblem::Args(reason) => return self.reason = Some(reason),
            ScheduleProblem::Cron(cron::CronError::Malformed(why)) => {
                self.cron = Some(why);
                ("cron", tr!("schedules-cron-malformed"))
            }
            ScheduleProblem::Cron(error) => ("cron", of_cron(&error)),
            ScheduleProblem::Both => ("cron", tr!("schedules-bad-both")),
            ScheduleProblem::Zone(unknown) => ("timezone", of_zone(&unknown)),
            ScheduleProblem::Every => ("every", tr!("schedules-bad-every")),
            ScheduleProblem::Window => ("window", tr!("schedules-bad-window")),
            ScheduleProblem::Missed => ("most", tr!("schedules-bad-most")),
            ScheduleProblem::Node => ("node", tr!("schedules-bad-node")),
            ScheduleProblem::Queue => ("queue", tr!("schedules-bad-queue")),
            ScheduleProblem::Priority => ("priority", tr!("jobs-bad-priority", most = MAX_PRIORITY.to_string())),
            ScheduleProblem::Attempts => ("max_attempts", tr!("schedules-bad-attempts")),
            other => return self.general.push(other.to_string()),
        };
        self.beside.push((name, words));
    }
}

fn of_cron(error: &cron::CronError) -> String {
    match error {
        cron::CronError::TooLong => tr!("schedules-cron-too-long", most = cron::MAX_LENGTH),
        cron::CronError::Nickname(_) => tr!("schedules-cron-nickname"),
        cron::CronError::Never => tr!("schedules-cron-never"),
        cron::CronError::Seldom(count) => tr!("schedules-cron-seldom", count = *count),
        other => other.to_string(),
    }
}

fn of_zone(unknown: &cron::UnknownZone) -> String {
    match &unknown.nearest {
        Some(nearest) => tr!("schedules-zone-nearest", name = nearest.as_str()),
        None => tr!("schedules-zone-unknown"),
    }
}
