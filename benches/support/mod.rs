//! What several benches measure alike.

use std::time::Duration;

/// Memory of this process, in megabytes, as Linux tells it: `VmRSS:` now, `VmHWM:` at most so far.
#[allow(dead_code, reason = "each bench uses some of these")]
pub(crate) fn memory(line: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|it| it.strip_prefix(line)?.trim().trim_end_matches(" kB").parse::<f64>().ok());
    found.map_or_else(|| "?".to_owned(), |kilobytes| format!("{:.1}", kilobytes / 1_024.0))
}

/// The middle one.
#[allow(dead_code, reason = "each bench uses some of these")]
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
