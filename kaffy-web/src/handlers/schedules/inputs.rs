//! What a schedule says as inputs of a form, and back.

use kaffy_core::tr;
use kaffy_jobs::{Every, Missed, NewSchedule, Overlap, RunOn, ScheduleRecord};
use serde_json::Value;

use super::words::Wrong;
use crate::{
    extract::Form,
    view::{OptionView, jobs::FormInput, schedules::overlap_words},
};

/// The inputs beside the name and the arguments.
pub(super) const NAMES: [&str; 12] = [
    "cron",
    "every",
    "timezone",
    "missed",
    "most",
    "window",
    "overlap",
    "run_on",
    "node",
    "queue",
    "priority",
    "max_attempts",
];

/// What the inputs hold for a new schedule.
pub(super) fn fresh(name: &str) -> String {
    match name {
        "missed" => Missed::default().word().to_owned(),
        "overlap" => Overlap::default().word().to_owned(),
        "run_on" => RunOn::default().word().to_owned(),
        _ => String::new(),
    }
}

/// What the inputs hold for one that is there.
pub(super) fn held(schedule: &ScheduleRecord, name: &str) -> String {
    let every = |time: std::time::Duration| Every(time).to_string();
    let held = match name {
        "cron" => schedule.cron.clone(),
        "every" => schedule.every.map(|every| every.to_string()),
        "timezone" => Some(schedule.timezone.clone()),
        "missed" => Some(schedule.missed.word().to_owned()),
        "most" => match schedule.missed {
            Missed::All(most) => Some(most.to_string()),
            _ => None,
        },
        "window" => schedule.window.map(every),
        "overlap" => Some(schedule.overlap.word().to_owned()),
        "run_on" => Some(schedule.run_on.word().to_owned()),
        "node" => schedule.run_on.node().map(str::to_owned),
        "queue" => schedule.queue.clone(),
        "priority" => schedule.priority.map(|it| it.to_string()),
        "max_attempts" => schedule.max_attempts.map(|it| it.to_string()),
        _ => None,
    };
    held.unwrap_or_default()
}

/// The inputs with what they hold.
pub(super) fn shown(value: &dyn Fn(&str) -> String, zone: &str) -> Vec<FormInput> {
    let input =
        |name: &str, label: String, kind: &'static str| FormInput::new(name, label, kind, value(name)).optional();
    let select = |name: &str, label: String, choices: Vec<(&str, String)>| {
        let on = value(name);
        let option = |(name, label): (&str, String)| OptionView { value: name.to_owned(), label, is_on: name == on };
        FormInput::new(name, label, "select", on.clone()).options(choices.into_iter().map(option).collect())
    };
    let missed = vec![
        ("skip", tr!("schedules-missed-skip")),
        ("one", tr!("schedules-missed-one")),
        ("all", tr!("schedules-missed-all")),
    ];
    let run_on = vec![
        ("one", tr!("schedules-on-one")),
        ("every", tr!("schedules-on-every")),
        ("node", tr!("schedules-on-node")),
    ];
    let overlap = Overlap::ALL.map(|it| (it.word(), overlap_words(it))).to_vec();
    vec![
        input("cron", tr!("schedules-cron"), "text").help(tr!("schedules-cron-help")),
        input("every", tr!("schedules-every"), "text").help(tr!("schedules-every-help")),
        input("timezone", tr!("schedules-timezone"), "text").help(tr!("schedules-timezone-help", zone = zone)),
        select("missed", tr!("schedules-missed"), missed),
        input("most", tr!("schedules-most"), "number").help(tr!("schedules-most-help")),
        input("window", tr!("schedules-window"), "text").help(tr!("schedules-window-help")),
        select("overlap", tr!("schedules-overlap"), overlap),
        select("run_on", tr!("schedules-run-on"), run_on),
        input("node", tr!("schedules-node"), "text").help(tr!("schedules-node-help")),
        input("queue", tr!("jobs-queue"), "text").help(tr!("schedules-own-help")),
        input("priority", tr!("jobs-priority"), "number").help(tr!("schedules-own-help")),
        input("max_attempts", tr!("jobs-attempts"), "number").help(tr!("schedules-own-help")),
    ]
}

/// What was typed as a schedule, and what of it cannot be read. Its rules are looked at where it is stored.
pub(super) fn read(form: &Form, name: &str, job_type: &str, args: Value) -> (NewSchedule, Wrong) {
    let typed = |name: &str| Some(form.get(name).unwrap_or_default().trim()).filter(|typed| !typed.is_empty());
    let mut wrong = Wrong::default();
    let mut schedule = NewSchedule::by_type(name, job_type, args);
    match (typed("cron"), typed("every")) {
        (Some(_), Some(_)) => wrong.beside.push(("cron", tr!("schedules-bad-both"))),
        (Some(cron), None) => schedule = schedule.cron(cron),
        (None, Some(every)) => match Every::parse(every) {
            Some(Every(time)) => schedule = schedule.every(time),
            None => wrong.beside.push(("every", tr!("schedules-bad-every"))),
        },
        (None, None) => {}
    }
    if let Some(zone) = typed("timezone") {
        schedule = schedule.timezone(zone);
    }
    match typed("missed") {
        None | Some("one") => schedule = schedule.missed(Missed::One),
        Some("skip") => schedule = schedule.missed(Missed::Skip),
        Some("all") => match typed("most").and_then(|most| most.parse().ok()) {
            Some(most) => schedule = schedule.missed(Missed::All(most)),
            None => wrong.beside.push(("most", tr!("schedules-bad-most"))),
        },
        Some(_) => wrong.beside.push(("missed", tr!("schedules-bad-choice"))),
    }
    if let Some(window) = typed("window") {
        match Every::parse(window) {
            Some(Every(time)) => schedule = schedule.window(time),
            None => wrong.beside.push(("window", tr!("schedules-bad-window"))),
        }
    }
    if let Some(word) = typed("overlap") {
        match Overlap::ALL.into_iter().find(|it| it.word() == word) {
            Some(overlap) => schedule = schedule.overlap(overlap),
            None => wrong.beside.push(("overlap", tr!("schedules-bad-choice"))),
        }
    }
    match typed("run_on") {
        None | Some("one") => {}
        Some("every") => schedule = schedule.run_on(RunOn::Every),
        Some("node") => schedule = schedule.run_on(RunOn::Node(typed("node").unwrap_or_default().to_owned())),
        Some(_) => wrong.beside.push(("run_on", tr!("schedules-bad-choice"))),
    }
    if let Some(queue) = typed("queue") {
        schedule = schedule.queue(queue);
    }
    if let Some(priority) = typed("priority") {
        // What is no number is out of range.
        schedule = schedule.priority(priority.parse().unwrap_or(-1));
    }
    if let Some(attempts) = typed("max_attempts") {
        schedule = schedule.max_attempts(attempts.parse().unwrap_or(0));
    }
    (schedule, wrong)
}
