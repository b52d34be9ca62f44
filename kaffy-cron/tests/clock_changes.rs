//! Changes of the clock, against a rule of our own that asks nobody but the zones (R14).
//!
//! The rule: walk over every second (or minute) of the clock on the wall and ask whether the expression has it. A fixed
//! time is the first instant that shows it, or the first after the gap that it falls into; anything else is every
//! instant whose clock on the wall fits.
#![expect(clippy::unwrap_used, reason = "in a test a failure is a panic")]

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, LocalResult, NaiveDateTime, TimeDelta, TimeZone, Timelike, Utc};
use kaffy_cron::{Cron, OddKind, Tz, odd_days, zone};
use proptest::prelude::*;

const ZONES: [&str; 8] = [
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kolkata",
];

/// An expression by its values, so that no parser is asked what it means.
#[derive(Clone, Debug)]
struct Plain {
    minutes: BTreeSet<u32>,
    hours: BTreeSet<u32>,
    weekdays: Option<BTreeSet<u32>>,
}

impl Plain {
    fn text(&self) -> String {
        let list = |values: &BTreeSet<u32>, all: usize| match values.len() == all {
            true => "*".to_owned(),
            false => values.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
        };
        let weekdays = self.weekdays.as_ref().map_or_else(|| "*".to_owned(), |days| list(days, 7));
        format!("{} {} * * {weekdays}", list(&self.minutes, 60), list(&self.hours, 24))
    }

    fn is_fixed(&self) -> bool {
        self.minutes.len() == 1 && self.hours.len() == 1
    }

    fn has(&self, wall: NaiveDateTime) -> bool {
        let weekday = wall.weekday().num_days_from_sunday();
        wall.second() == 0
            && self.minutes.contains(&wall.minute())
            && self.hours.contains(&wall.hour())
            && self.weekdays.as_ref().is_none_or(|days| days.contains(&weekday))
    }

    /// All instants in between, by the rule.
    fn times(&self, zone: Tz, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let mut times = BTreeSet::new();
        if self.is_fixed() {
            let mut wall = from.with_timezone(&zone).naive_local() - TimeDelta::days(3);
            wall = wall.with_second(0).unwrap();
            while wall < to.with_timezone(&zone).naive_local() + TimeDelta::days(3) {
                if self.has(wall) {
                    times.insert(match zone.from_local_datetime(&wall) {
                        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
                        LocalResult::None => after_gap(zone, wall),
                    });
                }
                wall += TimeDelta::minutes(1);
            }
        } else {
            let mut at = from.with_second(0).unwrap().with_nanosecond(0).unwrap();
            while at <= to {
                if self.has(at.with_timezone(&zone).naive_local()) {
                    times.insert(at);
                }
                at += TimeDelta::minutes(1);
            }
        }
        times.into_iter().filter(|at| *at > from && *at <= to).collect()
    }
}

/// The first instant after a gap, found minute by minute.
fn after_gap(zone: Tz, mut wall: NaiveDateTime) -> DateTime<Utc> {
    loop {
        wall += TimeDelta::minutes(1);
        if let Some(at) = zone.from_local_datetime(&wall).earliest() {
            return at.with_timezone(&Utc);
        }
    }
}

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn values(most: u32) -> impl Strategy<Value = BTreeSet<u32>> {
    prop_oneof![
        3 => (0..most).prop_map(|one| BTreeSet::from([one])),
        2 => prop::collection::btree_set(0..most, 1..5),
        1 => Just((0..most).collect::<BTreeSet<_>>()),
        1 => (1..most).prop_map(move |step| (0..most).step_by(step as usize).collect::<BTreeSet<_>>()),
    ]
}

fn plain() -> impl Strategy<Value = Plain> {
    let hours = prop_oneof![values(24), (0u32..4).prop_map(|hour| BTreeSet::from([hour]))];
    (values(60), hours, prop::option::weighted(0.2, prop::collection::btree_set(0u32..7, 1..6)))
        .prop_map(|(minutes, hours, weekdays)| Plain { minutes, hours, weekdays })
        .prop_filter("an expression has at most 100 letters", |plain| plain.text().len() <= kaffy_cron::MAX_LENGTH)
}

fn check(plain: &Plain, zone: Tz, from: DateTime<Utc>, to: DateTime<Utc>) {
    let cron = Cron::parse(&plain.text(), zone).unwrap();
    let fires = cron.between(from, to, usize::MAX);
    assert!(fires.windows(2).all(|pair| pair[0] < pair[1]), "strictly increasing");
    let rule = plain.times(zone, from, to);
    if fires != rule {
        let (fires, rule): (BTreeSet<_>, BTreeSet<_>) = (fires.into_iter().collect(), rule.into_iter().collect());
        let (more, less): (Vec<_>, Vec<_>) = (fires.difference(&rule).collect(), rule.difference(&fires).collect());
        panic!("{} in {}: fires at {more:?}, and not at {less:?}", plain.text(), zone.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Any expression over the days around each change of the clock in 400 days, in eight zones.
    #[test]
    fn r14_every_expression_by_an_independent_rule(plain in plain(), start in 0i64..2_000) {
        for name in ZONES {
            let zone = zone(name).unwrap();
            let from = time("2024-01-01T00:00:00Z") + TimeDelta::days(start);
            for day in odd_days(zone, from, from + TimeDelta::days(400)) {
                check(&plain, zone, day.at - TimeDelta::days(2), day.at + TimeDelta::days(2));
            }
        }
    }

    /// A fixed time fires once on each of 400 days, in eight zones.
    #[test]
    fn r14_a_fixed_time_fires_once_a_day(minute in 0u32..60, hour in 0u32..4, start in 0i64..2_000) {
        let plain = Plain { minutes: BTreeSet::from([minute]), hours: BTreeSet::from([hour]), weekdays: None };
        for name in ZONES {
            let zone = zone(name).unwrap();
            let from = time("2024-01-01T12:00:00Z") + TimeDelta::days(start);
            let to = from + TimeDelta::days(400);
            let fires = Cron::parse(&plain.text(), zone).unwrap().between(from, to, usize::MAX);
            let days: BTreeSet<_> = fires.iter().map(|at| at.with_timezone(&zone).date_naive()).collect();
            prop_assert_eq!(days.len(), fires.len(), "never twice a day");
            prop_assert_eq!(fires.len(), 400, "and on each, in {}", name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, ..ProptestConfig::default() })]

    /// Every minute of 400 days, in eight zones.
    #[test]
    fn r14_four_hundred_days_minute_by_minute(plain in plain(), start in 0i64..2_000) {
        for name in ZONES {
            let from = time("2024-01-01T00:00:00Z") + TimeDelta::days(start);
            check(&plain, zone(name).unwrap(), from, from + TimeDelta::days(400));
        }
    }
}

#[test]
fn r14_the_table_of_zones_and_days() {
    let cases = [
        // Forward in New York: 2 o'clock is 3 o'clock.
        ("America/New_York", "30 2 * * *", "2027-03-14T00:00:00Z", "2027-03-14T07:00:00Z"),
        ("America/New_York", "0 3 * * *", "2027-03-14T00:00:00Z", "2027-03-14T07:00:00Z"),
        // Back: the first of both.
        ("America/New_York", "30 1 * * *", "2027-11-07T00:00:00Z", "2027-11-07T05:30:00Z"),
        ("Europe/Berlin", "30 2 * * *", "2027-03-28T00:00:00Z", "2027-03-28T01:00:00Z"),
        ("Europe/Berlin", "30 2 * * *", "2027-10-30T12:00:00Z", "2027-10-31T00:30:00Z"),
        // Half an hour: from 2:00 to 2:30.
        ("Australia/Lord_Howe", "15 2 * * *", "2027-10-02T10:00:00Z", "2027-10-02T15:30:00Z"),
        ("Australia/Lord_Howe", "45 1 * * *", "2027-04-03T12:00:00Z", "2027-04-03T14:45:00Z"),
        // No changes since 2019.
        ("America/Sao_Paulo", "30 0 * * *", "2027-10-16T12:00:00Z", "2027-10-17T03:30:00Z"),
        // Midnight was skipped then.
        ("America/Sao_Paulo", "30 0 * * *", "2018-11-03T12:00:00Z", "2018-11-04T03:00:00Z"),
        // The 30th of December 2011 was left out.
        ("Pacific/Apia", "30 12 * * *", "2011-12-30T00:00:00Z", "2011-12-30T10:00:00Z"),
        // Back for Ramadan, forward after it.
        ("Africa/Casablanca", "30 2 * * *", "2026-02-14T12:00:00Z", "2026-02-15T01:30:00Z"),
        ("Africa/Casablanca", "30 2 * * *", "2026-03-21T12:00:00Z", "2026-03-22T02:00:00Z"),
        // Midnight is skipped.
        ("Africa/Cairo", "0 0 * * *", "2027-04-29T12:00:00Z", "2027-04-29T22:00:00Z"),
    ];
    for (name, text, from, next) in cases {
        let cron = Cron::parse(text, zone(name).unwrap()).unwrap();
        assert_eq!(cron.next_after(time(from)), Some(time(next)), "{text} in {name} after {from}");
    }
}

#[test]
fn r14_wildcards_go_by_the_clock_on_the_wall() {
    let cron = |text: &str| Cron::parse(text, zone("America/New_York").unwrap()).unwrap();
    let count = |text: &str, from: &str, to: &str| cron(text).between(time(from), time(to), 1_000).len();
    let (spring, autumn) =
        (("2027-03-14T00:00:00Z", "2027-03-15T00:00:00Z"), ("2027-11-07T00:00:00Z", "2027-11-08T00:00:00Z"));
    assert_eq!(count("*/30 * * * *", spring.0, spring.1), 48);
    assert_eq!(count("*/30 * * * *", autumn.0, autumn.1), 48);
    assert_eq!(count("*/30 1-2 * * *", "2027-03-14T05:00:00Z", "2027-03-14T20:00:00Z"), 2, "an hour is skipped");
    assert_eq!(count("*/30 1-2 * * *", "2027-11-07T04:00:00Z", "2027-11-07T20:00:00Z"), 6, "an hour comes twice");
}

#[test]
fn r14_the_odd_days_are_known() {
    let year = |name: &str, from: &str| {
        let days = odd_days(zone(name).unwrap(), time(from), time(from) + TimeDelta::days(365));
        days.into_iter().map(|day| (day.at, day.kind)).collect::<Vec<_>>()
    };
    let berlin = [(time("2027-03-28T01:00:00Z"), OddKind::Gap), (time("2027-10-31T01:00:00Z"), OddKind::Fold)];
    assert_eq!(year("Europe/Berlin", "2027-01-01T00:00:00Z"), berlin);
    assert_eq!(year("Asia/Kolkata", "2027-01-01T00:00:00Z"), []);
    assert_eq!(year("Pacific/Apia", "2011-06-01T00:00:00Z").len(), 3, "the day that was left out among them");
    let shifted = |text: &str| {
        let cron = Cron::parse(text, zone("Europe/Berlin").unwrap()).unwrap();
        cron.shifted_in_year_after(time("2027-01-01T00:00:00Z")).len()
    };
    assert_eq!((shifted("30 2 * * *"), shifted("30 3 * * *"), shifted("*/5 2 * * *")), (1, 0, 0));
    assert_eq!((shifted("30 2 * * SUN"), shifted("30 2 * * MON"), shifted("30 2 1 * *")), (1, 0, 0));
}
