//! What is to happen at the times of one schedule that have come: a rule without a database.

use super::{Missed, timing::Timing};
use crate::clock::Micros;

/// What is no longer ago than this is late; what is longer ago was missed.
pub(crate) const LATE: Micros = 5_000_000;
/// Missed times are counted up to here.
pub(crate) const MOST_COUNTED: u32 = 1_000;
/// Late times that fire each for itself.
const MOST_LATE: usize = 20;

/// A time that fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Firing {
    pub(crate) due: Micros,
    pub(crate) is_backfill: bool,
    /// How many were missed, itself among them.
    pub(crate) missed: u32,
}

/// What is to happen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The times that fire, in their order.
    pub(crate) firing: Vec<Firing>,
    /// The last one of those that were missed and are not made up for, and how many these are.
    pub(crate) missed: Option<(Micros, u32)>,
    /// The last time that was decided about.
    pub(crate) last_due: Option<Micros>,
    /// When there is something to decide next.
    pub(crate) next_due: Option<Micros>,
}

/// Decides, for a schedule whose next time was `due`.
pub(crate) fn plan(timing: &Timing, due: Micros, missed: Missed, window: Option<Micros>, now: Micros) -> Plan {
    if due > now {
        return Plan { next_due: Some(due), ..Plan::default() };
    }
    if timing.is_reboot() {
        let firing = vec![Firing { due, is_backfill: false, missed: 0 }];
        return Plan { firing, last_due: Some(due), ..Plan::default() };
    }
    let since = now - LATE;
    let mut plan = Plan { next_due: timing.next_after(now), ..Plan::default() };
    if due <= since {
        make_up(&mut plan, timing, (due, since), missed, window.map(|window| now.saturating_sub(window)));
    }
    let first = if due > since { Some(due) } else { timing.next_after(since) };
    let next = |at: &Micros| timing.next_after(*at);
    let late = std::iter::successors(first, next).take_while(|due| *due <= now).take(MOST_LATE);
    plan.firing.extend(late.map(|due| Firing { due, is_backfill: false, missed: 0 }));
    plan.last_due = plan.firing.last().map(|last| last.due).max(plan.missed.map(|(last, _)| last));
    plan
}

/// Those that were missed: from one time up to another, made up for if they are after `since`.
fn make_up(plan: &mut Plan, timing: &Timing, (first, last): (Micros, Micros), missed: Missed, since: Option<Micros>) {
    let count = timing.count(first, last, MOST_COUNTED);
    let most = usize::try_from(missed.most()).unwrap_or(usize::MAX);
    let mut latest = timing.latest(first, last, most.max(1));
    let newest = latest.last().copied().unwrap_or(first);
    latest.retain(|due| since.is_none_or(|since| *due >= since));
    latest.truncate(most);
    let left = count.saturating_sub(u32::try_from(latest.len()).unwrap_or(u32::MAX));
    // One run stands for all of them. Otherwise what has no run of its own is noted, under the last time of it.
    if left > 0 && (missed != Missed::One || latest.is_empty()) {
        let before = latest.first().and_then(|due| timing.latest(first, *due - 1, 1).pop());
        plan.missed = Some((before.unwrap_or(newest), left));
    }
    plan.firing = latest.into_iter().map(|due| Firing { due, is_backfill: true, missed: count }).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Micros = 1_000_000;
    const MINUTE: Micros = 60 * SECOND;

    fn minutely() -> Timing {
        Timing::of(Some("* * * * *"), "UTC", None, 0).expect("an expression")
    }

    fn dues(plan: &Plan) -> Vec<(Micros, bool, u32)> {
        plan.firing.iter().map(|one| (one.due / MINUTE, one.is_backfill, one.missed)).collect()
    }

    #[test]
    fn r12_ten_missed_times_by_each_rule() {
        let (first, now) = (MINUTE, 10 * MINUTE + 30 * SECOND);
        let of = |missed| plan(&minutely(), first, missed, None, now);
        let skip = of(Missed::Skip);
        assert_eq!((dues(&skip), skip.missed), (vec![], Some((10 * MINUTE, 10))));
        let one = of(Missed::One);
        assert_eq!((dues(&one), one.missed), (vec![(10, true, 10)], None));
        let all = of(Missed::All(5));
        let five = (6..=10).map(|minute| (minute, true, 10)).collect();
        assert_eq!((dues(&all), all.missed), (five, Some((5 * MINUTE, 5))));
        for plan in [skip, one, all] {
            assert_eq!((plan.last_due, plan.next_due), (Some(10 * MINUTE), Some(11 * MINUTE)));
        }
    }

    #[test]
    fn r12_a_window_ends_how_far_back_it_goes() {
        let plan = plan(&minutely(), MINUTE, Missed::All(5), Some(3 * MINUTE), 10 * MINUTE + 30 * SECOND);
        assert_eq!(dues(&plan), [(8, true, 10), (9, true, 10), (10, true, 10)]);
        assert_eq!(plan.missed, Some((7 * MINUTE, 7)));
    }

    #[test]
    fn q38_late_is_not_missed() {
        let secondly = Timing::of(Some("@secondly"), "UTC", None, 0).expect("an expression");
        let plan = plan(&secondly, 100 * SECOND, Missed::Skip, None, 102 * SECOND + 1);
        let late: Vec<_> = plan.firing.iter().map(|one| (one.due / SECOND, one.is_backfill)).collect();
        assert_eq!(late, [(100, false), (101, false), (102, false)]);
        assert_eq!((plan.missed, plan.next_due), (None, Some(103 * SECOND)));
    }

    #[test]
    fn q37_a_clock_that_goes_back_waits() {
        let plan = plan(&minutely(), 10 * MINUTE, Missed::All(9), None, 5 * MINUTE);
        assert_eq!(plan, Plan { next_due: Some(10 * MINUTE), ..Plan::default() });
    }
}
