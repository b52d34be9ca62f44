//! The next runs, and the odd days of the year: those on which the clock is changed (J46, J40).

use chrono::{DateTime, Datelike, LocalResult, NaiveDateTime, NaiveTime, TimeZone, Utc};
use kaffy_core::{i18n::Localizer, tr};
use kaffy_jobs::{
    ScheduleRecord,
    cron::{self, Cron, OddDay, OddKind, Tz},
    desk::SchedulePreview,
};
use serde::Serialize;

use super::words::{timing, weekday};

/// Runs of an odd day that are listed.
const RUNS: usize = 12;

/// A run that is to come.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct NextRun {
    /// The day of the week and the time, in the zone of the schedule.
    pub words: String,
    /// To the second and with the zone, on the reader's clock.
    pub exact: String,
    /// For machines.
    pub machine: String,
    /// What is odd about it.
    pub note: Option<String>,
}

/// A day on which the clock is changed.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct OddDayView {
    /// What happens to the clock.
    pub words: String,
    /// What that means for the schedule.
    pub rule: String,
    /// The runs of that day, as the clock shows them; none where there are many.
    pub runs: Vec<String>,
}

/// What an expression that was typed means.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PreviewView {
    /// In words, if there are simple ones.
    pub words: Option<String>,
    /// The zone of a cron expression.
    pub zone: Option<String>,
    /// The next runs.
    pub runs: Vec<NextRun>,
}

impl PreviewView {
    pub(crate) fn new(preview: &SchedulePreview) -> Self {
        Self {
            words: timing(preview.cron.as_deref(), preview.every),
            zone: preview.cron.as_ref().map(|_| preview.timezone.clone()),
            runs: next_runs(zone_shown(preview.cron.as_deref(), &preview.timezone), &preview.runs, &preview.odd),
        }
    }
}

/// The zone of a name that was checked when it was stored.
pub(super) fn zone_of(name: &str) -> Tz {
    cron::zone(name).unwrap_or(Tz::UTC)
}

/// The zone in which runs are shown: that of a cron expression, and the reader's where there is none.
pub(super) fn zone_shown(cron: Option<&str>, name: &str) -> Tz {
    if cron.is_some() { zone_of(name) } else { Localizer::current().zone() }
}

/// A time on the clock of a zone, with the day of the week.
pub(super) fn moment_in(zone: Tz, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&zone).naive_local();
    tr!("schedules-at", weekday = weekday(local.weekday().num_days_from_sunday()), when = wall(local))
}

fn wall(local: NaiveDateTime) -> String {
    format!("{} {}", Localizer::current().conventions().date(local.date()), time(local.time()))
}

fn time(time: NaiveTime) -> String {
    Localizer::current().conventions().time(time)
}

pub(super) fn next_runs(zone: Tz, runs: &[DateTime<Utc>], odd: &[OddDay]) -> Vec<NextRun> {
    let run = |at: &DateTime<Utc>| NextRun {
        words: moment_in(zone, *at),
        exact: Localizer::current().moment(*at).1,
        machine: at.to_rfc3339(),
        note: odd.iter().find_map(|day| note(zone, *at, day)),
    };
    runs.iter().map(run).collect()
}

/// What is odd about a run, if the clock is changed on its day.
fn note(zone: Tz, at: DateTime<Utc>, day: &OddDay) -> Option<String> {
    let local = at.with_timezone(&zone).naive_local();
    if local.date() != day.before.date() && local.date() != day.after.date() {
        return None;
    }
    let is_twice = day.kind == OddKind::Fold && (day.after..day.before).contains(&local);
    Some(match () {
        () if is_twice && at < day.at => tr!("schedules-odd-first", time = time(local.time())),
        () if is_twice => tr!("schedules-odd-second", time = time(local.time())),
        () => change(day),
    })
}

/// `The clock goes from 02:00 to 03:00.`
fn change(day: &OddDay) -> String {
    tr!("schedules-odd-change", from = time(day.before.time()), until = time(day.after.time()))
}

/// The odd days of the year after `now`, for a schedule by a cron expression.
pub(super) fn odd_days(schedule: &ScheduleRecord, odd: &[OddDay], now: DateTime<Utc>) -> Vec<OddDayView> {
    let zone = zone_of(&schedule.timezone);
    let cron = schedule.cron.as_deref().and_then(|text| Cron::parse(text, zone).ok());
    let Some(cron) = cron.filter(|cron| !cron.is_reboot()) else { return Vec::new() };
    let shifted = cron.shifted_in_year_after(now);
    let view = |day: &OddDay| {
        let rule = match day.kind {
            OddKind::Gap if shifted.iter().any(|it| it.at == day.at) => {
                tr!("schedules-odd-shifted", time = time(day.after.time()))
            }
            OddKind::Gap if cron.is_fixed_time() => tr!("schedules-odd-untouched"),
            OddKind::Gap => tr!("schedules-odd-skipped"),
            OddKind::Fold if cron.is_fixed_time() => tr!("schedules-odd-once"),
            OddKind::Fold => tr!("schedules-odd-twice"),
        };
        let date = Localizer::current().conventions().date(day.before.date());
        let name = weekday(day.before.weekday().num_days_from_sunday());
        OddDayView {
            words: tr!(
                "schedules-odd-day",
                day = tr!("schedules-at", weekday = name, when = date),
                change = change(day)
            ),
            rule,
            runs: runs_of(schedule, zone, day),
        }
    };
    odd.iter().map(view).collect()
}

/// The runs of an odd day, if they are few.
fn runs_of(schedule: &ScheduleRecord, zone: Tz, day: &OddDay) -> Vec<String> {
    let date = day.before.date();
    let midnight = match zone.from_local_datetime(&date.and_time(NaiveTime::MIN)) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
        LocalResult::None => day.at,
    };
    let local = |at: &DateTime<Utc>| at.with_timezone(&zone).naive_local();
    let runs = schedule.upcoming(midnight - chrono::TimeDelta::seconds(1), RUNS + 1);
    let runs: Vec<_> = runs.iter().map(local).filter(|run| run.date() == date).map(|run| time(run.time())).collect();
    if runs.len() > RUNS { Vec::new() } else { runs }
}
