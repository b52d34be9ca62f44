# Actions in the background.

run-started = “{ $action }” was started. It goes on without this page.
run-none = You started no such run. It may have been removed since.
run-progress = Progress
run-of = { $seen } of { $rows }
run-done = Done
run-not-done = Not done
run-gone = Gone, or not meant any more
run-rate = Speed
run-rate-second =
    { $rows ->
        [1] 1 row a second
       *[other] { $rows } rows a second
    }
run-rate-minute =
    { $rows ->
        [1] 1 row a minute
       *[other] { $rows } rows a minute
    }
run-left = Time left
run-cancel = Stop
run-reload = Show what is new
run-complete = It was done to every row.
run-waiting = It waits for a worker.
run-retrying = Something broke on our side. It is tried again by itself, from where it was.
run-failed = Something broke on our side, again and again, and the run was given up. What was done stays done.
run-stopping = It stops before the next row. What was done stays done.
run-stopped = It was stopped.
run-cancelled = It was stopped before its end. What was done stays done.
run-over-already = It was over already.
run-failures = Not done to these
run-download = Download as CSV
run-file = { $action } not done
run-file-key = Key
run-file-label = Name
run-file-words = Reason
run-news-done = { $action }: done for { $rows }.
run-news-partly = { $action }: done for { $rows }, not for { $rest }.
run-news-stopped = { $action }: ended early, done for { $rows }.
run-news-seen = Got it
run-no-resource = The run is about something that is not here any more.
run-no-actor = { $name } may do nothing here any more, so the run was ended. What was done stays done.
run-unreadable = The run was started by another version and cannot go on. What was done stays done.
run-inputs = What was typed for it cannot be used any more: something that it refers to is gone, or its rules have changed. What was done stays done.
run-audit-rows = Rows
run-audit-done = Done
run-audit-failed = Not done
run-audit-gone = Gone
run-audit-stopped = Ended early
audit-action-started = Action started in the background
audit-action-ended = Action in the background ended
