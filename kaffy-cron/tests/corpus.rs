//! Expressions that somebody might send, and how long it takes to say no (S31).
#![expect(clippy::unwrap_used, reason = "in a test a failure is a panic")]

use std::time::{Duration, Instant};

use kaffy_cron::{Cron, CronError, MAX_LENGTH, Tz, zone};

/// Taken.
const GOOD: &[&str] = &[
    "* * * * *",
    "* * * * * *",
    "* * * * * * *",
    "0 0 31 4,5,9,11 *",
    "1,1,1,1 * * * *",
    "0 0 * * FRI-MON",
    "0 0 * JAN-DEC SUN",
    "0 0 * jan-dec sun",
    "0 0 L * *",
    "0 0 LW * *",
    "0 0 15W * *",
    "0 0 * * 5#2",
    "0 0 * * 5L",
    "0 0 * * 7",
    "0 18-6/2 * * *",
    "50-10/5 * * * *",
    "@reboot",
    "@REBOOT",
    "@yearly",
    "@Annually",
    "@monthly",
    "@weekly",
    "@daily",
    "@midnight",
    "@hourly",
    "@minutely",
    "@secondly",
    " 0 9 * * MON-FRI ",
    "0  9 * *  MON-FRI",
];

/// Refused.
const BAD: &[&str] = &[
    "",
    " ",
    "*",
    "* * * *",
    "* * * * * * * *",
    "60 * * * *",
    "* 24 * * *",
    "* * 0 * *",
    "* * 32 * *",
    "* * * 13 *",
    "* * * * 8",
    "-1 * * * *",
    "*/0 * * * *",
    "*/99 * * * *",
    "1/0 * * * *",
    "0 0 31 2 *",
    "0 0 30 2 *",
    "0 0 29 2 *",
    "0 0 31 4,6,9,11 *",
    "0 0 1-100000000 * *",
    "0-99999999 * * * *",
    "99999999999999999999 * * * *",
    "0,1,2, * * * *",
    ",,, * * * *",
    "a b c d e",
    "MON * * * *",
    "0 0 * * MON-",
    "0 0 * * 5#6",
    "? ? ? ? ?",
    "H * * * *",
    "@every 0s",
    "@every 1ns",
    "@",
    "@daily @daily",
    "@reboot 1",
    "TZ=UTC * * * * *",
    "CRON_TZ=Nowhere * * * * *",
    "0 0 0 1 1 * 1999",
    "0 0 0 1 1 * 2999",
    "0 0 0 1 1 * 2028",
    "* * * * *\n* * * * *",
    "\u{0}* * * * *",
    "* * * * * ; rm -rf /",
    "*\u{a0}* * * *",
    "\u{ff0a} * * * *",
    "30 2 29 3 * Europe/Berlin",
    "30 2 25 10 * Europe/Berlin",
    "0 0 * * +MON",
    "+1 * * * *",
    "1.5 * * * *",
    "0x1 * * * *",
    "*/+1 * * * *",
    "1-2-3 * * * *",
    "*/2/2 * * * *",
    "L * * * *",
    "0 0 * * L",
    "0 0 W * *",
    "0 0 32W * *",
    "0 0 15W/2 * *",
    "0 0 * * #1",
    "0 0 * * 1#",
    "0 0 * * MONTUE",
    "0 0 * 1L *",
];

fn checked(text: &str) -> Result<Cron, CronError> {
    Cron::checked(text, Tz::UTC, "2026-11-27T12:00:00Z".parse().unwrap())
}

#[test]
fn s31_the_corpus_is_taken_or_refused_in_no_time() {
    let long = vec!["1,2,3,4,5,6,7,8,9,10"; 500].join(",");
    let long = format!("{long} * * * *");
    assert!(long.len() > 10_000);
    assert_eq!(checked(&long).unwrap_err(), CronError::TooLong);
    let longest = format!("{}* * * * *", " ".repeat(MAX_LENGTH - 9));
    assert!(checked(&longest).is_ok() && checked(&format!(" {longest}")).is_err());
    // Whatever the machine is at: the best of three.
    let limit = Duration::from_millis(250);
    for text in GOOD.iter().chain(BAD).copied().chain([long.as_str()]) {
        let took = (0..3).map(|_| {
            let start = Instant::now();
            let _ = checked(text);
            start.elapsed()
        });
        let took = took.min().unwrap();
        assert!(took < limit, "{text:?} took {took:?}");
    }
    for text in GOOD {
        checked(text).unwrap_or_else(|error| panic!("{text:?} is one: {error}"));
    }
    for text in BAD {
        let error = checked(text).expect_err(text);
        assert!(!error.to_string().is_empty() && error.to_string().len() < 300, "{text:?}: {error}");
    }
}

#[test]
fn q12_what_never_fires_is_told_from_what_seldom_does() {
    assert_eq!(checked("0 0 30 2 *").unwrap_err(), CronError::Never);
    assert_eq!(checked("0 0 0 1 1 * 1999").unwrap_err(), CronError::Never);
    assert_eq!(checked("0 0 29 2 *").unwrap_err(), CronError::Seldom(1));
    assert_eq!(checked("0 0 0 1 1 * 2028").unwrap_err(), CronError::Seldom(1));
    assert!(checked("0 0 0 1 1 * 2027-2040").is_ok());
}

#[test]
fn q15_ten_nicknames() {
    let next = |text: &str| {
        let from = "2027-06-16T10:20:30Z".parse().unwrap();
        Cron::parse(text, Tz::UTC).unwrap().next_after(from).map(|at| at.to_rfc3339())
    };
    let says = |text: &str| Some(format!("{text}+00:00"));
    assert_eq!(next("@annually"), says("2028-01-01T00:00:00"));
    assert_eq!(next("@yearly"), says("2028-01-01T00:00:00"));
    assert_eq!(next("@monthly"), says("2027-07-01T00:00:00"));
    assert_eq!(next("@weekly"), says("2027-06-20T00:00:00"));
    assert_eq!(next("@daily"), says("2027-06-17T00:00:00"));
    assert_eq!(next("@midnight"), says("2027-06-17T00:00:00"));
    assert_eq!(next("@hourly"), says("2027-06-16T11:00:00"));
    assert_eq!(next("@minutely"), says("2027-06-16T10:21:00"));
    assert_eq!(next("@secondly"), says("2027-06-16T10:20:31"));
    assert_eq!(next("@reboot"), None);
    assert!(Cron::parse("@Reboot", Tz::UTC).unwrap().is_reboot());
}

#[test]
fn s31_odd_days_of_zones_are_taken() {
    for (text, name) in [
        ("15 2 * 4 0", "Australia/Lord_Howe"),
        ("0 0 * * *", "Africa/Cairo"),
        ("0 0 30 12 *", "Pacific/Apia"),
        ("30 2 * 3 *", "Europe/Berlin"),
        ("30 2 25 10 *", "Europe/Berlin"),
    ] {
        let zone = zone(name).unwrap();
        Cron::checked(text, zone, "2026-11-27T12:00:00Z".parse().unwrap()).unwrap();
    }
}
