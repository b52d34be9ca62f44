//! Times between two runs: `15s`, `5m`, `2h`, `1d`.

use std::time::Duration;

const UNITS: [(&str, u64); 4] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)];

/// Reads one; `None` when it is none.
///
/// ```
/// use std::time::Duration;
///
/// assert_eq!(kaffy_cron::every("15m"), Some(Duration::from_secs(15 * 60)));
/// assert_eq!(kaffy_cron::every("15 bananas"), None);
/// ```
pub fn every(text: &str) -> Option<Duration> {
    let text = text.trim();
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let (_, seconds) = UNITS.iter().find(|(word, _)| *word == unit.trim())?;
    number.parse::<u64>().ok()?.checked_mul(*seconds).map(Duration::from_secs)
}

/// Writes one, in the largest unit that it is a whole number of.
pub fn every_in_words(time: Duration) -> String {
    let seconds = time.as_secs();
    let is_whole = |size: &u64| seconds >= *size && seconds.is_multiple_of(*size);
    let (unit, size) = UNITS.into_iter().find(|(_, size)| is_whole(size)).unwrap_or(("s", 1));
    format!("{}{unit}", seconds / size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_as_it_is_read() {
        for text in ["1s", "15s", "90s", "5m", "2h", "36h", "1d"] {
            assert_eq!(every(text).map(every_in_words).as_deref(), Some(text));
        }
        let wrong = ["", "s", "5", "-5s", "5 weeks", "1.5h", "99999999999999999999s", "99999999999999999d"];
        assert!(wrong.iter().all(|text| every(text).is_none()));
    }
}
