# Notifications: what they say, and their page. `$name` is what people call an action or a chore.

notice-title = Notifications
notice-lead = What you started and how it ended, and what else you were told. Each is kept for ninety days.
notice-none = Nothing yet
notice-none-why = When something that you started comes to its end, it says so here.
notice-unread = Not read
notice-read = Mark as read
notice-read-all = Mark all as read
notice-delete = Delete
notice-delete-read = Delete those that were read
notice-older = Older
notice-newest = Newest
notice-gone = There is no such notification. It may have been deleted since.
notice-bad = This is nothing that can be done to notifications.
notice-acting = You act as somebody else: what they are told is for them alone.
notice-was-read = Marked as read.
notice-all-read = All are marked as read.
notice-deleted = The notification was deleted.
notice-read-deleted = Those that were read were deleted.
# Behind the bell, to those who do not see the number.
notice-bell = Notifications
notice-bell-unread = Notifications, { $words } not read
notice-dismiss = Dismiss
notice-warning = Look at this:

## Actions in the background
notice-run-done = “{ $name }” has ended. Done: { $done }.
notice-run-partly = “{ $name }” has ended. Done: { $done }, not done: { $rest }.
notice-run-stopped = “{ $name }” ended early. Done: { $done }.
notice-run-failed = “{ $name }” was given up, since something broke again and again. Done: { $done }.

## Chores
notice-chore-succeeded = “{ $name }” has succeeded.
notice-chore-failed = “{ $name }” has failed.
notice-chore-stopped = “{ $name }” was stopped.
notice-try-succeeded = The try of “{ $name }” has succeeded.
notice-try-failed = The try of “{ $name }” has failed.
notice-try-stopped = The try of “{ $name }” was stopped.
