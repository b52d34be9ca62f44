//! Cron expressions in words: the usual ones. What has no simple words is shown as it is written, with its next runs.

use kaffy_core::tr;

use super::words::{clock, each, listed, weekday};

const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
/// Times of a day that are listed.
const TIMES: usize = 6;

/// A field, as far as it is simple.
enum Field {
    All,
    /// `*/5`, where five divides the whole.
    Step(u32),
    Range(u32, u32),
    List(Vec<u32>),
}

/// When an expression fires, in words, if there are simple ones.
pub(super) fn words(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    let text = match text.as_str() {
        "@REBOOT" => return Some(tr!("schedules-at-start")),
        "@ANNUALLY" | "@YEARLY" => "0 0 1 1 *",
        "@MONTHLY" => "0 0 1 * *",
        "@WEEKLY" => "0 0 * * 0",
        "@DAILY" | "@MIDNIGHT" => "0 0 * * *",
        "@HOURLY" => "0 * * * *",
        "@MINUTELY" => "* * * * *",
        "@SECONDLY" => "* * * * * *",
        other => other,
    };
    let parts: Vec<&str> = text.split_ascii_whitespace().collect();
    let (second, rest) = match parts.len() {
        5 => ("0", &parts[..]),
        6 => (parts[0], &parts[1..]),
        7 if parts[6] == "*" => (parts[0], &parts[1..6]),
        _ => return None,
    };
    let [minute, hour, day, month, week] = *rest else { return None };
    let (second, minute, hour) = (field(second, 60, &[], 0)?, field(minute, 60, &[], 0)?, field(hour, 24, &[], 0)?);
    let days = days(day, month, week)?;
    match time(&second, &minute, &hour)? {
        Time::At(times) => {
            Some(tr!("schedules-days-at", days = days.unwrap_or_else(|| tr!("schedules-daily")), times = times))
        }
        Time::Again(again) => Some(match days {
            Some(days) => tr!("schedules-again-on", again = again, days = days),
            None => again,
        }),
    }
}

enum Time {
    /// At certain times of a day.
    At(String),
    /// Again and again.
    Again(String),
}

fn time(second: &Field, minute: &Field, hour: &Field) -> Option<Time> {
    use Field::{All, List, Range, Step};
    let seconds = |count: u32| each(std::time::Duration::from_secs(u64::from(count)));
    let again = |often: String, hour: &Field| match hour {
        All => Some(often),
        Range(from, to) => {
            let (from, to) = (clock(*from, 0, 0)?, clock(*to, 59, 0)?);
            Some(tr!("schedules-between", again = often, from = from, until = to))
        }
        _ => None,
    };
    let only = |field: &Field| match field {
        List(values) => <[u32; 1]>::try_from(values.clone()).ok().map(|[value]| value),
        _ => None,
    };
    Some(match (second, minute, hour) {
        (All, All, hour) => Time::Again(again(seconds(1), hour)?),
        (Step(step), All, hour) => Time::Again(again(seconds(*step), hour)?),
        (second, All, hour) if only(second) == Some(0) => Time::Again(again(seconds(60), hour)?),
        (second, Step(step), hour) if only(second) == Some(0) => Time::Again(again(seconds(step * 60), hour)?),
        (List(seconds), List(minutes), List(hours)) => {
            let mut times = Vec::new();
            for hour in hours {
                for minute in minutes {
                    for second in seconds {
                        times.push(clock(*hour, *minute, *second)?);
                    }
                }
            }
            Time::At(listed(Some(times).filter(|times| times.len() <= TIMES)?.as_slice()))
        }
        (second, minute, hour) => {
            let (0, minute) = (only(second)?, only(minute)?) else { return None };
            let past = |often: String| match minute {
                0 => often,
                minute => tr!("schedules-past", again = often, count = minute),
            };
            match hour {
                All => Time::Again(past(seconds(3_600))),
                Step(step) => Time::Again(past(seconds(step * 3_600))),
                Range(from, to) => {
                    let (from, to) = (clock(*from, minute, 0)?, clock(*to, minute, 0)?);
                    Time::Again(tr!("schedules-between", again = seconds(3_600), from = from, until = to))
                }
                List(_) => return None,
            }
        }
    })
}

/// On which days; `Some(None)` for every day. A day of the month beside one of the week has no simple words.
fn days(day: &str, month: &str, week: &str) -> Option<Option<String>> {
    let months = match field(month, 12, &MONTHS, 1)? {
        Field::All => None,
        Field::List(months) => Some(months),
        Field::Range(from, to) => Some((from..=to).collect()),
        Field::Step(_) => return None,
    };
    let months = months
        .map(|it: Vec<u32>| listed(&it.iter().map(|month| tr!("schedules-month", month = *month)).collect::<Vec<_>>()));
    let is_any = |text: &str| text == "*" || text == "?";
    let days = match (is_any(day), is_any(week)) {
        (true, true) => None,
        (false, true) => Some(days_of_month(day)?),
        (true, false) => Some(days_of_week(week)?),
        (false, false) => return None,
    };
    let is_monthly = !is_any(day) || week.contains('#') || week.ends_with('L');
    Some(match (days, months) {
        (None, None) => None,
        (Some(days), None) if is_monthly => Some(tr!("schedules-each-month", days = days)),
        (Some(days), None) => Some(days),
        (days, Some(months)) => {
            Some(tr!("schedules-in-months", days = days.unwrap_or_else(|| tr!("schedules-daily")), months = months))
        }
    })
}

fn days_of_month(text: &str) -> Option<String> {
    if text == "L" {
        return Some(tr!("schedules-last-day"));
    }
    match field(text, 31, &[], 1)? {
        Field::List(days) => {
            let count = days.len();
            let days: Vec<_> = days.iter().map(u32::to_string).collect();
            Some(tr!("schedules-days", count = count, days = listed(&days)))
        }
        Field::Range(from, to) => Some(tr!("schedules-days-to", from = from, until = to)),
        _ => None,
    }
}

fn days_of_week(text: &str) -> Option<String> {
    let one = |text: &str| match field(text, 8, &WEEKDAYS, 0)? {
        Field::List(days) => <[u32; 1]>::try_from(days).ok().map(|[day]| weekday(day % 7)),
        _ => None,
    };
    if let Some((day, which)) = text.split_once('#') {
        return Some(tr!("schedules-weekday-of-month", day = one(day)?, which = which.parse::<u32>().ok()?));
    }
    if let Some(day) = text.strip_suffix('L').filter(|day| !day.is_empty()) {
        return Some(tr!("schedules-last-weekday", day = one(day)?));
    }
    match field(text, 8, &WEEKDAYS, 0)? {
        Field::List(days) => Some(listed(&days.iter().map(|day| weekday(day % 7)).collect::<Vec<_>>())),
        Field::Range(from, to) => Some(tr!("schedules-weekdays-to", from = weekday(from % 7), until = weekday(to % 7))),
        _ => None,
    }
}

/// Reads a field, if it is simple. `size` counts its values from `least` on.
fn field(text: &str, size: u32, names: &[&str], least: u32) -> Option<Field> {
    let value = |text: &str| match names.iter().position(|name| *name == text) {
        Some(at) => u32::try_from(at).ok().map(|at| at + least),
        None => text.parse::<u32>().ok().filter(|value| (least..size + least).contains(value)),
    };
    if text == "*" || text == "?" {
        return Some(Field::All);
    }
    if let Some(step) = text.strip_prefix("*/") {
        let step = step.parse::<u32>().ok().filter(|step| *step > 0 && size.is_multiple_of(*step))?;
        return Some(if step == 1 { Field::All } else { Field::Step(step) });
    }
    if let Some((from, to)) = text.split_once('-') {
        let (from, to) = (value(from)?, value(to)?);
        // One that goes past its end needs more words, but for days of the week.
        return (from < to || (from > to && names.len() == 7)).then_some(Field::Range(from, to));
    }
    let mut values = text.split(',').map(value).collect::<Option<Vec<_>>>()?;
    values.sort_unstable();
    values.dedup();
    Some(Field::List(values))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn j46_usual_expressions_have_words() {
        for (text, said) in [
            ("* * * * *", "Every minute"),
            ("*/15 * * * *", "Every 15 minutes"),
            ("*/10 * * * * *", "Every 10 seconds"),
            ("@hourly", "Every hour"),
            ("5 * * * *", "Every hour, 5 minutes past"),
            ("30 */6 * * *", "Every 6 hours, 30 minutes past"),
            ("0 9 * * *", "Every day at 09:00"),
            ("0 9,17 * * MON-FRI", "Monday to Friday at 09:00 and 17:00"),
            ("30 7 * * sat,sun", "Sunday and Saturday at 07:30"),
            ("0 0 * * 7", "Sunday at 00:00"),
            ("0 0 1 * *", "Day 1 of every month at 00:00"),
            ("0 6 1,15 * *", "Days 1 and 15 of every month at 06:00"),
            ("0 0 L * *", "Last day of every month at 00:00"),
            ("0 8 * * MON#1", "First Monday of every month at 08:00"),
            ("0 8 * * 5L", "Last Friday of every month at 08:00"),
            ("0 0 1 1 *", "Day 1 in January at 00:00"),
            ("*/15 9-17 * * MON-FRI", "Every 15 minutes between 09:00 and 17:59 (Monday to Friday)"),
            ("0 9-17 * * *", "Every hour between 09:00 and 17:00"),
            ("5 0 9 * * *", "Every day at 09:00:05"),
            ("@reboot", "At each start of the program"),
        ] {
            assert_eq!(words(text).as_deref(), Some(said), "{text}");
        }
    }

    #[test]
    fn j46_others_have_none() {
        for text in
            ["*/7 * * * *", "0 0 1 * MON", "0 9 * * * * 2030", "1-59/2 * * * *", "0 22-6 * * *", "0 0 15W * *", "x", ""]
        {
            assert_eq!(words(text), None, "{text}");
        }
    }
}
