## Chores: the area, rights

chores-title = Chores
chores-right-view = View
chores-right-run = Start
chores-right-stop = Pause and stop
chores-right-approve = Agree to runs

## Where a run is

chores-status-awaiting = Waits for others
chores-status-enqueued = Waits for a worker
chores-status-running = Running
chores-status-pausing = Pausing
chores-status-paused = Paused
chores-status-interrupted = Interrupted
chores-status-cancelling = Stopping
chores-status-cancelled = Stopped
chores-status-succeeded = Succeeded
chores-status-errored = Failed
chores-now-awaiting = It begins once enough other people have agreed.
chores-now-enqueued = It begins as soon as a worker is free.
chores-now-pausing = It pauses before the next item. What was done stays done.
chores-now-paused = It waits until somebody lets it go on.
chores-now-interrupted = Its worker ended. It goes on by itself from where it was.
chores-now-cancelling = It stops before the next item. What was done stays done.
chores-now-dry-succeeded = Nothing was changed: this was only tried.
chores-now-cancelled = It was stopped before its end. What was done stays done.
chores-dry = Tried without changing anything
chores-dry-title = { $title } (tried)
chores-via-page = On its page
chores-via-command-line = On the command line
chores-via-code = By the program
chores-restriction-none = Any number of runs at once.
chores-restriction-self = One run at once.
chores-restriction-global = Runs alone: not beside others that run alone.
chores-held = “{ $title }” keeps it out: { $status }, started by { $who } on { $when }.
chores-held-unseen = Another chore is running that it may not run beside. Try again later.

## How far it is

chores-progress-begun = It has just begun.
chores-progress-nothing = There is nothing to do.
chores-progress-begun-of = { $count ->
    [one] It has just begun: 1 item to go.
   *[other] It has just begun: { $total } items to go.
}
chores-progress-open = { $count ->
    [one] 1 item done; nobody knows how many there are.
   *[other] { $done } items done; nobody knows how many there are.
}
chores-progress-of = { $done } of { $total } items
chores-progress-over = { $done } items done, more than the { $total } that there seemed to be.
chores-rate-second = { $count ->
    [one] 1 item a second
   *[other] { $items } items a second
}
chores-rate-minute = { $count ->
    [one] 1 item a minute
   *[other] { $items } items a minute
}

## The list

chores-pages-nav = Chores and their runs
chores-search-help = Looks in titles, names and descriptions.
chores-count = { $count ->
    [one] 1 chore
   *[other] { $number } chores
}
chores-shown = Chores shown: { $count }
chores-none = No chores
chores-none-yet = This program has none, or none for you.
chores-running = Now
chores-running-more = { $count ->
    [one] and 1 more
   *[other] and { $number } more
}
chores-started-by = { $who } on { $when }
chores-last-run = Last run

## The form

chores-chore = Chore
chores-its-runs = Its runs
chores-not-started = It was not started
chores-not-started-fields = { $count ->
    [one] It was not started: 1 field needs another look
   *[other] It was not started: { $count } fields need another look
}
chores-approvals-needed = { $count ->
    [one] Somebody else has to agree before it begins.
   *[other] { $number } other people have to agree before it begins.
}
chores-start = Start
chores-ask = Ask others to agree
chores-try = Try without changing anything
chores-may-not = You may see this chore and not start it.
chores-source = How it is written
chores-build = Version of the program
chores-again-of = What was typed for an earlier run. Passwords have to be typed again.
chores-started = “{ $title }” was started. It goes on without this page.
chores-started-dry = “{ $title }” is tried. Nothing is changed.
chores-started-awaiting = “{ $title }” waits for others to agree.
chores-started-exactly = It was started with what was tried.
chores-not-dry = This chore cannot be tried without changing anything.
chores-no-chore = There is no such chore.
chores-not-here = This program has no such chore.

## The history

chores-runs = All runs
chores-runs-count = { $count ->
    [one] 1 run
   *[other] { $number } runs
}
chores-runs-none-yet = Nobody has started a chore yet.
chores-by = Started by
chores-via = How
chores-created-at = Asked for
chores-started-at = Began
chores-finished-at = Ended
chores-took = Took
chores-inputs = What was typed
chores-error = Why it ended
chores-run-id = Id of the run

## One run

chores-run = Run of a chore
chores-no-run = There is no such run. It may have been removed since.
chores-to-run = Show the run
chores-to-chore = Show the chore
chores-of-job = Run of a chore
chores-earlier-run = Earlier run
chores-again-from = Started again from
chores-live = New lines appear by themselves.
chores-element = At
chores-asked = Asked to stop or pause
chores-asked-by = { $who } on { $when }
chores-busy = Worked
chores-node = Node
chores-starts = Began so often
chores-inputs-none = It asks for nothing.
chores-lines = { $count ->
    [0] No lines
    [one] 1 line
   *[other] { $lines } lines
}
chores-log-end = To the end
chores-log-download = Download as text
chores-log-none = It has said nothing yet.
chores-log-latest = Last lines
chores-earlier = Earlier lines
chores-failures = { $count ->
    [one] Not done to 1 item
   *[other] Not done to { $items } items
}
chores-files = Files
chores-file-given = given to it
chores-file-expires = Kept until
chores-no-file = There is no such file. It may have been removed since.
chores-file-delete-heading = Delete “{ $name }”?
chores-file-delete-lead = The run and its log stay. This cannot be undone.
chores-file-deleted = “{ $name }” was deleted.
chores-too-many = You watch as many runs as you may at once. Close another page.

## What is done to it

chores-pause = Pause
chores-resume = Go on
chores-cancel = Stop
chores-force-pause = Pause by force
chores-force-cancel = Stop by force
chores-force-lead = It does not come to a place where it may stop. Forced, it is torn out of what it does: an item may be left half done.
chores-move-lead = It happens before the next item. What was done stays done.
chores-moved = The run is in another state now: { $status }.
chores-moved-pausing = It pauses before the next item.
chores-moved-paused = It is paused.
chores-moved-enqueued = It goes on as soon as a worker is free.
chores-moved-cancelling = It stops before the next item.
chores-moved-cancelled = It was stopped.
chores-no-move = Nobody knows what to do to the run.
chores-illegal = This cannot be done to the run as it is: { $status }.
chores-not-stuck = It has { $time } more to come to a place where it may stop.
chores-forgotten = What was typed for it is not kept any more: start it again.
chores-again = Start again…
chores-exactly = Run exactly this

## Agreeing

chores-approvals-title = Who agrees
chores-approvals = { $count ->
    [one] { $agreed } of 1 other person has agreed.
   *[other] { $agreed } of { $needed } other people have agreed.
}
chores-agreed = Agreed
chores-refused = Refused
chores-agree = Agree
chores-refuse = Refuse
chores-reason = Why
chores-reason-needed = Say why, in 1 to 2,000 characters: others will want to know.
chores-approval-own = Nobody agrees to a run of their own: ask somebody else.
chores-approval-twice = You have said what you think of this run.
chores-approval-old = does not count any more
chores-no-answer = Choose whether to agree.
chores-agreed-done = You have agreed. The run begins as soon as a worker is free.
chores-agreed-awaiting = You have agreed. It waits for others.
chores-refused-done = You have refused. The run does not begin.

## Tried without changing anything

chores-changes = What would change
chores-changes-lead = All of it was taken back. What a chore does outside of the database is not among it.
chores-changes-none = Nothing would change.
chores-changes-later = What would change stands here as soon as it was tried.
chores-change-added = Added
chores-change-changed = Changed
chores-change-deleted = Deleted
chores-change-rows = { $count ->
    [one] 1 row
   *[other] { $rows } rows
}
chores-change-same = { $count ->
    [one] 1 column stays as it is
   *[other] { $columns } columns stay as they are
}
chores-column = Column
chores-before = Before
chores-after = After
chores-differs = changed
chores-approval-changed = The chore, its inputs or the program are other ones by now: look at them again before you say what you think.
chores-no-place = This run has no place to go on from and would be done again from its beginning. Stop it, look at what it has done, and start it again if that does no harm.
chores-exactly-changed = What was tried is not what would run now: the chore, the program or a secret that was not kept. Try it once more.
chores-too-large = That is more than a run can be given: put it into a file.
