## Background jobs: areas, rights, the audit log

jobs-title = Jobs
jobs-group = Background work
jobs-right-view = View
jobs-right-retry = Retry
jobs-right-cancel = Cancel
jobs-right-delete = Delete
jobs-right-reschedule = Reschedule
jobs-right-edit = Change arguments
jobs-right-enqueue = Add jobs
jobs-right-pause = Manage queues
audit-job-event = Job
audit-job = Job
audit-queue = Queue
audit-job-retried = The job is to run again.
audit-job-cancelled = The job was cancelled.
audit-job-deleted = The job was deleted.
audit-job-rescheduled = The job got another time.
audit-job-run-now = The job is to run at once.
audit-job-edited = The job got other arguments.
audit-job-enqueued = The job was added.
audit-queue-paused = The queue was paused.
audit-queue-resumed = The queue was resumed.
audit-queue-concurrency = The queue got another number of places.

## States and outcomes

jobs-state = State
jobs-states = Jobs by state
jobs-all-states = All
jobs-state-scheduled = Scheduled
jobs-state-available = Available
jobs-state-running = Running
jobs-state-retrying = Retrying
jobs-state-succeeded = Succeeded
jobs-state-failed = Failed
jobs-state-cancelled = Cancelled
jobs-outcome-succeeded = Succeeded
jobs-outcome-failed = Failed
jobs-outcome-panicked = Panicked
jobs-outcome-timed-out = Took too long
jobs-outcome-undecodable = Arguments could not be read
jobs-outcome-cancelled = Cancelled
jobs-outcome-snoozed = Put off
jobs-outcome-interrupted = Interrupted
jobs-outcome-lost = Worker was lost

## Lengths of time

jobs-ms = { $number } ms
jobs-s = { $number } s
jobs-min = { $minutes } min { $seconds } s
jobs-h = { $hours } h { $minutes } min
jobs-d = { $days } d { $hours } h
jobs-ago = { $time } ago

## The list

jobs-pages-nav = Jobs, groups, queues and workers
jobs-type = Type
jobs-queue = Queue
jobs-args = Arguments
jobs-attempts = Attempts
jobs-run-at = Run at
jobs-id = Id of the job
jobs-finished-at = Ended
jobs-error = Error
jobs-priority = Priority
jobs-worker = Worker
jobs-tag = Tag
jobs-tags = Tags
jobs-created-by = Added by
jobs-record = About
jobs-search-help = Looks for this text in the arguments, letter by letter as they are stored.
jobs-filter-resource = About a resource
jobs-filter-record = Id of the record
jobs-looked = Looked through { $count } jobs in this direction; the numbers are those of the newest ones. Arguments with masked values are left out of a search in the arguments.
jobs-none-here = Nothing here matches.
jobs-none-yet = Nobody has enqueued anything yet.
jobs-live = Refresh by itself
jobs-live-failed = Not refreshed: the server did not answer.

## One job

jobs-retry = Retry
jobs-cancel = Cancel
jobs-delete = Delete
jobs-run-now = Run now
jobs-reschedule = Reschedule
jobs-edit = Change arguments
jobs-save = Save
jobs-back = Back
jobs-panel-new = Add { $name }
jobs-panel-none = No job is about this record.
jobs-to-list = All jobs
jobs-why = Why has it not run?
jobs-why-due = It is due on { $when }.
jobs-why-next-try = It failed, and is tried again on { $when }.
jobs-why-paused = Its queue has been paused since { $when } by { $who }: { $reason }
jobs-why-no-worker = No worker is alive.
jobs-why-nobody-on-queue = No worker that is alive works on its queue.
jobs-why-no-handler = No worker that is alive has a handler for it.
jobs-why-lane = Another job of the lane { $name } runs.
jobs-why-limit = Others under the limit { $name } run.
jobs-why-rate = It waits for the limit { $name }.
jobs-why-next = It is the next in line.
jobs-why-in-line = Jobs before it in line: { $count }.
jobs-why-silent = Its worker has been silent since { $when }: another one will take it over.
jobs-why-stopping = It was asked to stop on { $when }.
jobs-why-waiting = It waits.
jobs-progress-title = Progress
jobs-progress-of = { $done } of { $total }
jobs-progress = { $done } done
jobs-steps = What it went through
jobs-step-enqueued = Added
jobs-step-due = Due
jobs-step-started = Started
jobs-step-started-again = Started, { $count } times so far
jobs-step-for = for { $time }
jobs-step-in = in { $time }
jobs-result = Result
jobs-meta = Metadata
jobs-facts = Details
jobs-limit = Lane or limit
jobs-cancel-by = Cancelled by
jobs-snoozes = Put off
jobs-handler = Handler
jobs-handler-none = This program has none; values are hidden.
jobs-record-page = Record
jobs-attempts-kept = Attempts that said something
jobs-attempts-none = Nothing was kept of any attempt.
jobs-attempt = Start { $number }
jobs-error-cut = Only the beginning is shown.
jobs-place = At
jobs-log = Log
jobs-retried = The job will run again.
jobs-cancel-asked = The job was asked to stop.
jobs-cancelled-done = The job was cancelled.
jobs-run-now-done = The job runs as soon as a worker is free.
jobs-rescheduled = The job will run on { $when }.
jobs-edited = The job has other arguments now.
jobs-deleted = The job was deleted.
jobs-delete-heading = Delete this job of the type { $name }?
jobs-delete-lead = Its attempts and their logs go with it. This cannot be undone.
jobs-reschedule-heading = Another time for { $name }
jobs-reschedule-lead = It gets all its attempts again.
jobs-edit-heading = Arguments of { $name }
jobs-edit-lead = The type of a job cannot be changed.

## What is refused

jobs-no-job = There is no such job. It may have been deleted since.
jobs-no-type = There is no such type of job.
jobs-queue-nothing = Nobody knows what to do to the queue.
jobs-no-such-queue = There is no such queue.
jobs-exists = Another job that is the same is not over yet: wait for its end, or cancel it.
jobs-exists-show = Show the other one
jobs-refused = This cannot be done to the job.
jobs-refused-running = The job is running: cancel it or wait until it ends.
jobs-refused-succeeded = The job has succeeded already.
jobs-refused-failed = The job has failed already: retry it instead.
jobs-refused-cancelled = The job is cancelled already: retry it if it is to run.
jobs-refused-waiting = The job is waiting to run: there is nothing to retry.
jobs-refused-chore = This job does the run of a chore: pause or stop the run on its own page.
jobs-unknown-field = The form had a field that does not belong to it: { $name }.
jobs-unknown-type = Nobody here has a handler for { $name }, so its arguments cannot be checked.
jobs-bad-args = The arguments do not fit:
jobs-bad-json = This is not JSON, or a name stands in it twice: line { $line }, column { $column }.
jobs-not-json = This is not JSON, or a name stands in it twice.
jobs-not-number = This is not a number: write it with a point, such as 12.5.
jobs-bad-priority = A priority is a whole number from 0 to { $most }.
jobs-bad-time = Choose a time in the years 1970 to 9999.
jobs-bad-concurrency = Write a whole number from 1 to { $most }, or nothing.
jobs-too-large = Arguments may have at most { $limit }: store the data, and pass its id.
jobs-too-long = This may have at most { $limit } characters.
jobs-nul = This contains a character that cannot be stored (NUL): remove it.
jobs-no-queue = Name a queue.
jobs-no-resource = Jobs of this type are about no record.
jobs-not-saved = Nothing was saved

## A new job

jobs-new = New job
jobs-new-lead = Choose what is to be done.
jobs-new-heading = New job: { $name }
jobs-no-types = This program has no handlers.
jobs-enqueue = Add the job
jobs-enqueued = The job was added.
jobs-enqueued-same = There is such a job already: this is it.
jobs-optional = optional
jobs-args-help = JSON. Leave masked values as they are to keep them.
jobs-masked-help = The value is hidden. Leave it as it is to keep it.
jobs-priority-help = Higher runs first.
jobs-run-at-help = Nothing means as soon as possible.

## Many jobs

jobs-bulk-retry = { $number ->
    [one] Retry { $count } job?
   *[other] Retry { $count } jobs?
}
jobs-bulk-cancel = { $number ->
    [one] Cancel { $count } job?
   *[other] Cancel { $count } jobs?
}
jobs-bulk-delete = { $number ->
    [one] Delete { $count } job?
   *[other] Delete { $count } jobs?
}
jobs-bulk-sample = Some of them
jobs-bulk-and-more = and others
jobs-bulk-none = Nothing was chosen to which this can be done.
jobs-bulk-no-action = Choose what to do with the jobs.
jobs-bulk-unfit = { $count ->
    [one] It cannot be done to { $count } of the chosen jobs, because of its state or since it does the run of a chore.
   *[other] It cannot be done to { $count } of the chosen jobs, because of their states or since they do runs of chores.
}
jobs-bulk-more = One run takes { $count } jobs at most; do it again for the others.
jobs-bulk-looked = Among the newest { $count } jobs of each state; older ones are left alone.
jobs-bulk-done = { $count ->
    [one] { $count } job was changed.
   *[other] { $count } jobs were changed.
}
jobs-bulk-refused = { $count ->
    [one] { $count } job was in another state by then, the same as one that is not over, or does the run of a chore.
   *[other] { $count } jobs were in other states by then, the same as ones that are not over, or do runs of chores.
}
jobs-bulk-again = There are more: do it again.

## Queues and workers

jobs-queues = Queues
jobs-workers = Workers
jobs-depth = Waiting
jobs-oldest = Oldest waits
jobs-last-minutes = Ended in 5 minutes
jobs-last-hour = Ended in an hour
jobs-concurrency = Places on each node
jobs-concurrency-own = as in the program
jobs-concurrency-help = Nothing means as the program says.
jobs-open = Open
jobs-paused = Paused
jobs-manage = Manage { $name }
jobs-pause = Pause
jobs-resume = Resume
jobs-reason = Why it is paused
jobs-reason-needed = Say why: others will want to know.
jobs-paused-done = The queue { $name } is paused.
jobs-paused-before = The queue { $name } was paused already, and stays so for the first reason.
jobs-resumed-done = The queue { $name } is open again.
jobs-resumed-before = The queue { $name } was not paused.
jobs-concurrency-done = The queue { $name } has another number of places now.
jobs-no-queues = No queues
jobs-no-queues-why = A queue is there as soon as a handler names it or a worker works on it.
jobs-no-workers = No workers
jobs-no-workers-why = Start a worker: until then nothing runs.
jobs-worker-alive = Alive
jobs-worker-stopping = Stopping
jobs-worker-silent = Silent
jobs-host = Host
jobs-pid = Process
jobs-started = Started
jobs-beat = Heard
jobs-running = Runs
jobs-chart-rate = Jobs that ended, every { $count } minutes
jobs-chart-wait = Seconds between due and started
jobs-chart-average = Average
jobs-chart-most = Longest
jobs-chart-note = Of the newest 20,000 jobs that succeeded and that failed, those of the last hour.

## Groups

jobs-groups = Groups
jobs-group-of = Group
jobs-filter-group = Id of the group
audit-job-group = Group of jobs
audit-group-cancelled = What was left of the group was stopped.
jobs-group-pending = Waiting
jobs-task-new = Not its turn
jobs-task-crashed = Crashed
jobs-task-aborted = Aborted
jobs-group-states = Groups by state
jobs-group-name = Name
jobs-group-search-help = Looks for this text in the names of groups.
jobs-tasks-over = Tasks that are over
jobs-group-type = Type
jobs-group-tasks = Tasks
jobs-group-strategy = Order
jobs-group-sequential = One after the other
jobs-group-concurrent = All at once
jobs-group-made = Added
jobs-group-ended = Ended
jobs-group-none-yet = No job was added as a task of a group yet.
jobs-group-looked = The newest { $count } groups were looked through.
jobs-no-group = There is no such group. It may have been removed since.
jobs-group-over = The group has ended already.
jobs-group-cancel = Stop what is left
jobs-group-stopped = { $count ->
    [0] Nothing was left to stop.
    [one] { $count } task was stopped, or asked to stop.
   *[other] { $count } tasks were stopped, or asked to stop.
}
jobs-group-jobs = Its jobs
jobs-task-states = Tasks by state
jobs-task-none = No task is here.
jobs-task-place = Place
jobs-task-job = Job
jobs-task-job-gone = not kept
jobs-task-job-none = none yet
# The numbers of other tasks.
jobs-task-waits = none yet: it waits for { $places }
jobs-callbacks = At its end
jobs-callback-success = When all succeeded
jobs-callback-failure = When one did not succeed
jobs-callback-finish = However it ends
