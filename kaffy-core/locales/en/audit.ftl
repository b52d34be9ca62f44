# What the audit log and its pages say. `LOWER($thing)` is a noun in running text.

## What can happen
audit-added = Added
audit-changed = Changed
audit-deleted = Deleted
audit-trashed = Moved to the trash
audit-taken-out = Restored from the trash
audit-action = Action
audit-restored = Restored
audit-refused = Refused
audit-signed-in = Signed in
audit-sign-in-failed = Failed to sign in
audit-signed-out = Signed out
audit-account = Account changed
audit-noted = Noted

## Users and roles
audit-program = The program
audit-user = User
audit-role = Role
audit-permissions = Permissions
audit-disabled = Disabled
audit-user-added = Added
audit-user-changed = Changed
audit-user-disabled = Disabled, and signed out everywhere
audit-password-reset = The password was reset by somebody else
audit-sessions-ended = Signed out everywhere by somebody else
audit-second-factor-reset = The second factor was taken away by somebody else
audit-second-factor-on = The second factor was turned on
audit-second-factor-off = The second factor was turned off
audit-own-password = The password was changed by its owner
audit-own-profile = The profile was changed by its owner
audit-acting-started = Somebody began to act as this user
audit-acting-ended = Somebody stopped acting as this user
audit-acted-as = { $actor } as { $other }
audit-role-added = Added
audit-role-changed = Changed, for everybody who has it
audit-role-deleted = Deleted
# Something that a later version writes.
audit-unknown = Something else

## What was kept of a value
audit-nothing = nothing
audit-secret = hidden
audit-secret-changed = changed, hidden
audit-bytes = { $size } of data
audit-long = a text of { $count } characters, too long to keep
audit-unreadable = something that could not be read

## The history of a record
audit-history = History
audit-history-of = History of { $label }
audit-history-none = Nothing is recorded of this record yet.
audit-history-none-why = What is added, changed or deleted from now on is shown here.
audit-field = Field
audit-before = Before
audit-after = After
audit-value = Value
audit-who = Who
audit-when = When
audit-what = What
audit-entry = Entry { $number }
audit-request = Request
audit-address = from { $address }
audit-by-action = { $event } “{ $label }”
audit-of-entry = { $event } from entry { $number }
audit-no-fields = No field that you may see changed.
audit-restore-choose = Set back
audit-restore-field = Set { $label } back
audit-restore = Restore the chosen fields
audit-restore-hint = Chosen fields get the value from before this entry.
audit-restored-done = { $label } has its earlier values back.
audit-restored-same = { $label } was as it should be: nothing was changed.
audit-nothing-chosen = No field was chosen. Tick those to set back.
audit-not-restored = Nothing was restored
audit-no-entry = There is no such entry about this record.
audit-back = Back to { $label }
audit-pages = Pages of the log

## The page of all entries
audit-title = Activity
audit-entries = Entries
audit-number = Number
audit-label = Called
audit-changes = Changes
audit-from-address = Address
audit-none-why = No entry matches, or none that you may see.
audit-filter-resource = About
audit-filter-actor = Who: name or id
audit-filter-event = What
audit-details = Details
audit-nobody = Nobody known
audit-forbidden = The page of all entries is for auditors. The history of a record is on its own page.

## The first page
audit-mine = My recent actions
audit-all = All activity
