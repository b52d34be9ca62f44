//! The pages of schedules.

mod cron_words;
mod list;
mod next;
mod schedule;
mod tick;
mod why;
mod words;

pub use list::{ScheduleLineView, SchedulesView, TaskView};
pub use next::{NextRun, OddDayView, PreviewView};
pub(crate) use schedule::ScheduleRights;
pub use schedule::ScheduleView;
pub(crate) use tick::outcome_words;
pub use tick::{TickJobView, TickView};
pub use why::WhyLine;
pub use words::ScheduleStateView;
pub(crate) use words::{expression, overlap as overlap_words};
