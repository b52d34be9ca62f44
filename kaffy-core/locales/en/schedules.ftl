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

## States and times in words

schedules-state-active = Active
schedules-state-paused = Paused
schedules-state-gone = Gone from the code
schedules-paused = Since { $when } by { $who }
schedules-paused-for = Since { $when } by { $who }: { $reason }
schedules-by-hand = Only when somebody runs it
schedules-at-start = At each start of the program
schedules-and = { $first } and { $last }
schedules-each-second = { $count ->
    [one] Every second
   *[other] Every { $count } seconds
}
schedules-each-minute = { $count ->
    [one] Every minute
   *[other] Every { $count } minutes
}
schedules-each-hour = { $count ->
    [one] Every hour
   *[other] Every { $count } hours
}
schedules-each-day = { $count ->
    [one] Every day, counted from when it began
   *[other] Every { $count } days
}
schedules-past = { $count ->
    [one] { $again }, 1 minute past
   *[other] { $again }, { $count } minutes past
}
schedules-between = { $again } between { $from } and { $until }
schedules-again-on = { $again } ({ $days })
schedules-days-at = { $days } at { $times }
schedules-daily = Every day
schedules-each-month = { $days } of every month
schedules-in-months = { $days } in { $months }
schedules-last-day = Last day
schedules-days = { $count ->
    [one] Day { $days }
   *[other] Days { $days }
}
schedules-days-to = Days { $from } to { $until }
schedules-weekdays-to = { $from } to { $until }
schedules-weekday-of-month = { $which ->
    [1] First { $day }
    [2] Second { $day }
    [3] Third { $day }
    [4] Fourth { $day }
   *[other] Fifth { $day }
}
schedules-last-weekday = Last { $day }
schedules-weekday = { $day ->
    [0] Sunday
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
   *[other] Saturday
}
schedules-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
}
schedules-at = { $weekday }, { $when }

## Rules in words

schedules-missed-skip = Left out: it goes on with its next time
schedules-missed-one = One run makes up for all of them
schedules-missed-all = The latest ones are made up for, one by one
schedules-missed-all-of = { $count ->
    [one] The latest one is made up for
   *[other] The latest { $count } are made up for, one by one
}
schedules-overlap-skip = The new run is left out
schedules-overlap-queue = One run waits for the last, further ones are left out
schedules-overlap-allow = Both run at once
schedules-overlap-cancel = The last run is stopped for the new one
schedules-on-one = Any node that is free
schedules-on-every = Every node, once on each
schedules-on-node = One node alone
schedules-on-node-of = The node { $name } alone
schedules-origin = Comes from
schedules-origin-code = The code
schedules-origin-user = These pages
schedules-origin-user-of = These pages, added by { $who }

## The list

schedules-name = Name
schedules-kind = Kind
schedules-kind-task = Simple tasks
schedules-kind-job = Jobs
schedules-search-help = Looks for this text in the names of schedules.
schedules-count = { $count ->
    [one] { $number } schedule
   *[other] { $number } schedules
}
schedules-when = When
schedules-next-run = Next run
schedules-last-run = Last run
schedules-late = Late by
schedules-none-yet = Neither the code nor anybody here has made one.
schedules-tasks = Simple tasks
schedules-successes = Succeeded
schedules-failures = Failed
schedules-started = First run
schedules-last-success = Last success
schedules-last-failure = Last failure
schedules-value = Value

## One schedule

schedules-of-job = Schedule
schedules-why = Why does it run, or not?
schedules-why-next = It runs next on { $when }.
schedules-why-paused = It has been paused since { $when } by { $who }.
schedules-why-paused-for = It has been paused since { $when } by { $who }: { $reason }
schedules-why-gone = The code has had it no more since { $when }.
schedules-why-by-hand = It has no times of its own: it runs when somebody runs it.
schedules-why-at-start = It runs at each start of the program.
schedules-why-over = There is no time left at which it would run.
schedules-why-running = The last run is not over. If it is not by the next time: { $rule }.
schedules-why-no-worker = No worker is alive.
schedules-why-no-handler = No worker that is alive has a handler for its jobs.
schedules-why-node-away = The node { $name } is away: runs wait for it.
schedules-why-queue-paused = The queue { $name } of its jobs has been paused since { $when }: they wait.
schedules-why-late = It should have run on { $when }, and nobody has done it yet.
schedules-why-shifted = Its time on the day on which the clock is changed does not exist: it runs right after, { $when }.
schedules-why-other = It waits.
schedules-to-job = To the job
schedules-task = Simple task
schedules-next = Next runs
schedules-next-if = Runs to come, if it were active
schedules-next-zone = On the clock of
schedules-next-none = There is no time at which it would run by itself.
schedules-odd = Days of the coming year on which the clock is changed
schedules-odd-none = The clock is not changed in its zone in the coming year.
schedules-odd-day = { $day }: { $change }
schedules-odd-change = The clock goes from { $from } to { $until }.
schedules-odd-first = { $time } comes twice; this is the first.
schedules-odd-second = { $time } comes twice; this is the second.
schedules-odd-shifted = Its time does not exist on this day: it runs at { $time }.
schedules-odd-untouched = Its time is not touched by that.
schedules-odd-skipped = Times in between are left out.
schedules-odd-once = It runs once on this day, as on others.
schedules-odd-twice = Times in between come twice, and so do its runs.
schedules-odd-runs = Runs on this day:
schedules-last-due = Last time
schedules-created-at = Added on
schedules-updated-at = Changed on
schedules-history = Last runs
schedules-history-none = None of its times has come yet, and nobody has run it.
schedules-due = Time
schedules-outcome = Outcome
schedules-trigger = Reason
schedules-took = Took
schedules-job-gone = The job is gone
schedules-outcome-enqueued = A job was added
schedules-outcome-overlap = Left out: the last run was not over
schedules-outcome-missed = Missed, and not made up for
schedules-outcome-no-node = Left out: no node was there
schedules-outcome-refused = Refused: no handler takes its arguments
schedules-outcome-other = Left out
schedules-run-timed = Its time
schedules-run-made-up = Made up for
schedules-run-at-start = A start
schedules-run-by-hand = By hand
schedules-run-by = By { $who }
schedules-missed-count = Times missed: { $count }

## What people do

schedules-edit = Change
schedules-run-done = { $count ->
    [one] The run was added: it starts as soon as a worker is free.
   *[other] { $count } runs were added, one for each node.
}
schedules-run-left-out = It was not run. { $why }.
schedules-paused-done = { $name } is paused.
schedules-paused-before = { $name } was paused already, and stays so for the first reason.
schedules-resumed-done = { $name } is active again. Times that passed meanwhile are over.
schedules-resumed-before = { $name } was not paused.
schedules-deleted = { $name } was deleted.
schedules-added = { $name } was added.
schedules-edited = { $name } was changed.
schedules-pause-heading = Pause { $name }
schedules-pause-lead = It stays paused over restarts and new versions, until somebody resumes it. It can still be run by hand.
schedules-delete-heading = Delete { $name }?
schedules-delete-lead = Its history goes with it; jobs that were added stay. This cannot be undone.
schedules-delete-code = It comes from the code, so that it is there again, and active, at the next start of the program. To stop it for good, pause it. Its history goes with it; jobs that were added stay.
schedules-new = New schedule
schedules-new-lead = Choose what is to be done.
schedules-new-heading = New schedule: { $name }
schedules-to-list = All schedules
schedules-back = Back to the schedule
schedules-add = Add the schedule
schedules-preview = Show next runs
schedules-edit-heading = Change { $name }
schedules-edit-lead = It runs jobs of the type { $name }. Name and type cannot be changed.
schedules-most = How many missed times at most
schedules-node = Name of the node
schedules-name-help = It can never be changed. Capitals matter.
schedules-cron-help = Minute, hour, day, month, day of the week, such as 30 9 * * MON-FRI; with seconds in front; or a nickname, such as @daily. Without it and without a time between runs, it only runs by hand.
schedules-every-help = 15s, 5m, 2h or 1d: instead of a cron expression.
schedules-timezone-help = For the cron expression, such as Europe/Berlin. Nothing means { $zone }.
schedules-most-help = If the latest ones are made up for: 1 to 100.
schedules-window-help = 30m, 2h or 1d: times missed longer ago are left out. Nothing means however long.
schedules-node-help = If it runs on one node alone.
schedules-own-help = Nothing means as its handler says.

## What is refused

schedules-no-schedule = There is no such schedule. It may have been deleted since.
schedules-exists = There is a schedule of this name already: choose another name.
schedules-is-code = The code says what this schedule is: change it there. It can be paused, resumed and run here.
schedules-changed-meanwhile = Somebody else has changed the schedule meanwhile. Look at it, then make your changes once more.
schedules-bad-name = A name has 1 to { $most } characters, and no space at its ends.
schedules-bad-both = Write a cron expression or a time between runs, not both.
schedules-bad-every = Write whole seconds, minutes, hours or days, such as 15s, 5m, 2h or 1d: at most 366 days.
schedules-bad-window = Write a length of time, such as 30m, 2h or 1d.
schedules-bad-most = Write a whole number from 1 to 100.
schedules-bad-node = The name of a node has 1 to 60 characters.
schedules-bad-queue = The name of a queue has 1 to 64 characters.
schedules-bad-attempts = Write a whole number from 1 to 1000.
schedules-bad-choice = Choose one of these.
schedules-cron-too-long = An expression has at most { $most } characters: shorten it.
schedules-cron-malformed = This is no cron expression.
schedules-cron-nickname = There is no such nickname: @annually, @yearly, @monthly, @weekly, @daily, @midnight, @hourly, @minutely, @secondly or @reboot.
schedules-cron-never = There is no such time within five years: look at its day and its month.
schedules-cron-seldom = { $count ->
    [one] It would run once within five years: a schedule runs at least five times.
   *[other] It would run { $count } times within five years: a schedule runs at least five times.
}
schedules-zone-unknown = There is no such time zone: write one like Europe/Berlin.
schedules-zone-nearest = There is no such time zone: did you mean { $name }?
