## Schedules: the area, rights, the audit log

schedules-title = Schedules
schedules-right-view = View
schedules-right-run = Run now
schedules-right-pause = Pause and resume
schedules-right-edit = Add and change
schedules-right-delete = Delete
schedules-cron = Cron expression
schedules-every = Time between runs
schedules-timezone = Time zone
schedules-missed = Missed times
schedules-window = Window for missed times
schedules-overlap = While the last run goes on
schedules-run-on = Runs on
audit-schedule = Schedule
audit-schedule-added = The schedule was added.
audit-schedule-changed = The schedule was changed.
audit-schedule-paused = The schedule was paused.
audit-schedule-resumed = The schedule was resumed.
audit-schedule-run = The schedule was run by hand.
audit-schedule-deleted = The schedule was deleted.
