//! "Why did it not run?" in words.

use chrono::{DateTime, Utc};
use kaffy_core::tr;
use kaffy_jobs::{ScheduleRecord, WhySchedule};
use serde::Serialize;

use super::next::{moment_in, zone_of};
use crate::{extract::Visit, view::MomentView};

/// A reason as a sentence.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct WhyLine {
    /// The sentence.
    pub words: String,
    /// The job that it is about, for somebody who may see it.
    pub href: Option<String>,
}

pub(super) fn lines(visit: &Visit, schedule: &ScheduleRecord, why: &[WhySchedule], may_jobs: bool) -> Vec<WhyLine> {
    let job = |why: &WhySchedule| match why {
        WhySchedule::Running(job) if may_jobs => Some(visit.links.jobs(&job.to_string())),
        _ => None,
    };
    why.iter().map(|why| WhyLine { words: words(schedule, why), href: job(why) }).collect()
}

fn words(schedule: &ScheduleRecord, why: &WhySchedule) -> String {
    let at = |at: &DateTime<Utc>| MomentView::new(*at).words;
    match why {
        WhySchedule::Next(time) => tr!("schedules-why-next", when = at(time)),
        WhySchedule::Paused { since, by, reason } => {
            let who = by.clone().unwrap_or_else(|| "?".to_owned());
            match reason {
                Some(reason) => {
                    tr!("schedules-why-paused-for", when = at(since), who = who, reason = reason.as_str())
                }
                None => tr!("schedules-why-paused", when = at(since), who = who),
            }
        }
        WhySchedule::Gone(since) => tr!("schedules-why-gone", when = at(since)),
        WhySchedule::ByHand => tr!("schedules-why-by-hand"),
        WhySchedule::AtStart => tr!("schedules-why-at-start"),
        WhySchedule::Over => tr!("schedules-why-over"),
        WhySchedule::Running(_) => tr!("schedules-why-running", rule = super::words::overlap(schedule.overlap)),
        WhySchedule::NoWorker => tr!("schedules-why-no-worker"),
        WhySchedule::NoHandler => tr!("schedules-why-no-handler"),
        WhySchedule::NodeAway(node) => tr!("schedules-why-node-away", name = node.as_str()),
        WhySchedule::QueuePaused { queue, since } => {
            tr!("schedules-why-queue-paused", name = queue.as_str(), when = at(since))
        }
        WhySchedule::Late(time) => tr!("schedules-why-late", when = at(time)),
        WhySchedule::Shifted(time) => {
            tr!("schedules-why-shifted", when = moment_in(zone_of(&schedule.timezone), *time))
        }
        _ => tr!("schedules-why-other"),
    }
}
