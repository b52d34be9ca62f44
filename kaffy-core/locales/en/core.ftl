## values: what is typed and what is held

value-not-bool = This is neither yes nor no: choose one of the two.
value-not-one-character = This must be exactly one character.
value-not-base64 = This is not Base64: use letters, digits, +, / and = as padding.
value-not-uuid = This is not a UUID, such as 67e55044-10b1-426f-9247-bb680e5fe0c8.
value-not-date = This is not a date: write it as 2026-03-29.
value-not-time = This is not a time of day: write it as 14:05 or 14:05:30.
value-not-date-time = This is not a date and time: write it as 2026-03-29T14:05.
value-not-timestamp = This is not a date and time: write it as 2026-03-29T14:05.
value-not-a-choice = This is not one of the choices: pick one from the list.
value-not-a-list = This is not a list: write it as ["a", "b"].
value-not-integer = This is not a whole number: write digits only, such as 42.
value-out-of-range = This number is out of range: it must be from { $min } to { $max }.
# $sign is what stands before a fraction where the reader is.
value-not-number =
    This is not a number, or too large: write it with a { $sign ->
        [comma] comma
       *[point] point
    }, such as { $example }.
value-not-decimal =
    This is not a decimal number of at most 28 digits: write it with a { $sign ->
        [comma] comma
       *[point] point
    }, such as { $example }.
value-control-character = This contains a control character ({ $code }) that cannot be stored: remove it.
value-not-json = This is not JSON: line { $line }, column { $column }: { $reason }.
value-json-too-deep = This JSON nests deeper than { $count } levels: put less inside one another.
value-json-nul = This JSON contains the character \u0000, which cannot be stored: remove it.
value-does-not-fit = { $value } does not fit.
value-not-one-of = { $value } is not one of { $choices }.
value-item = Item { $number }: { $reason }
value-item-inside = item { $number }: { $reason }

## form

form-required = This is required.
form-fill-in = This is required: fill it in.
form-missing = This field was missing from the form: reload the page and try again.
form-twice = This field was sent more than once: reload the page and try again.
form-white-space = This is only white space: write something.
form-choose-yes-or-no = Choose yes or no.
form-choice-twice = A choice was sent twice: reload the page and try again.
form-line = Line { $number }: { $reason }
form-does-not-fit = This does not fit: { $reason }.
# Begins a sentence or stands inside one; $names are quoted.
form-refused = this form cannot set { $names }: reload the page and try again
form-has-errors = the form has errors
form-not-a-list = it is not a list
form-not-an-object = it is not an object
form-not-an-entry = it is no entry
form-more-than-one-value = `{ $key }` holds more than one value
form-key-twice = This key is there already: choose another one.
form-other-shape = What the database holds here has another shape by now: reload the page.
form-no-such = There is no such { LOWER($thing) }: choose one from the list.
text-quoted = “{ $text }”

## rules of fields

rule-pattern = This does not have the right form: it must match { $pattern }.
rule-too-small = This is too small: it must be at least { $min }.
rule-too-large = This is too large: it must be at most { $max }.
rule-too-short =
    This is too short: it needs at least { $min ->
        [one] 1 character
       *[other] { $min } characters
    }, and has { $length }.
rule-too-long =
    This is too long: it may have at most { $max ->
        [one] 1 character
       *[other] { $max } characters
    }, and has { $length }.
rule-not-email = This is not an e-mail address, such as mia@example.org.
rule-not-web-address = This is not a web address: write it with http:// or https://.
rule-not-colour = This is not a colour: write it as #1f6feb.

## what a database refuses

db-unique = Another { LOWER($thing) } already has this value: choose a different one.
db-unique-together = Another { LOWER($thing) } already has this combination of values: change one of them.
db-no-reference = The record this refers to does not exist: choose one from the list.
db-unfit = This does not fit the column: it is too long, too large, or not of its form.
db-check = A rule of the table does not allow these values: change one of them.
db-check-named = A rule of the table “{ $rule }” does not allow these values: change one of them.
db-read-only = This { LOWER($thing) } cannot be changed: the database has it in a view, or lets the admin read only.
db-column-not-on-form = The column “{ $column }” needs a value and is not on this form: nothing can be saved until the form has it, or the column a default.
db-hook-unique = This would make a second record of something that there may be only once.
db-hook-foreign-key = This would break a reference between records.
db-hook-not-null = Something that belongs to this record would lack a value it needs.
db-hook-check = A rule of the database does not allow this.
db-hook-unfit = A value that follows from this does not fit where it has to be kept.
db-hook-read-only = This needs a change to something that the admin may only read.

## saving

save-value-out-of-reach = This would move the record out of your reach: choose another value.
save-out-of-reach = Saved like this, the record would be out of your reach: change what decides who may see it.
save-choose-yours = Choose which of yours this belongs to.
save-rules-unchecked = Its rules could not be checked: { $reason }.
save-unreadable = The field “{ $field }” holds something that cannot be read, so what belongs to this could not be done.
save-sent-before = This form was sent before and added a record.
save-too-slow = saving took too long
record-gone = the record no longer exists
# $done is saved, changed or deleted.
stop-panicked =
    Something broke on our side, so nothing was { $done ->
        [saved] saved
        [deleted] deleted
       *[changed] changed
    }. Try again, and tell the people who run this site if it stays.
stop-too-slow =
    This took longer than { $time } and was stopped, so nothing was { $done ->
        [saved] saved
        [deleted] deleted
       *[changed] changed
    }. Try again in a moment.
stop-seconds =
    { $count ->
        [one] 1 second
       *[other] { $count } seconds
    }
stop-milliseconds = { $count } milliseconds

## rows of other resources on a form

# “Remove” is what stands beside the box.
row-gone-remove = This row is no longer there: tick “Remove” to leave it out.
row-gone = This row is no longer there.
row-not-saved = This row cannot be saved: { $reason }.
row-not-removed = This row cannot be removed: { $reason }.
row-referred-to = This row cannot be removed: others refer to it.
row-too-many =
    There may be { $count ->
        [one] 1 { LOWER($thing) }
       *[other] { $count } { LOWER($things) }
    } at most: remove some.
row-too-few =
    There must be { $count ->
        [one] 1 { LOWER($thing) }
       *[other] { $count } { LOWER($things) }
    } at least: add some.
row-forbidden = “{ $label }” cannot be removed: you may not delete its { LOWER($things) }.
# $count is of all $blockers together, each of which is a row-blocker.
row-blocked =
    “{ $label }” cannot be removed: { $blockers } { $count ->
        [one] refers
       *[other] refer
    } to it.
row-blocker = { $count } { LOWER($things) }
link-not-changed = This cannot be changed: { $reason }.

## deleting

delete-changed = the record changed since the question was asked
delete-blocked = other records refer to this one
delete-forbidden = records would be deleted too that you may not delete

## what somebody may not do: begins a sentence or stands inside one

access-view-all = you may not view { $things }
access-add-all = you may not add { $things }
access-change-all = you may not change { $things }
access-delete-all = you may not delete { $things }
access-view-one = you may not view this { LOWER($thing) }
access-add-one = you may not add this { LOWER($thing) }
access-change-one = you may not change this { LOWER($thing) }
access-delete-one = you may not delete this { LOWER($thing) }
access-in-area = you lack the right “{ $right }” ({ $area })
access-not-here = { $things } are not part of this admin.

## lists and their addresses

count-about = about { $count }
count-many = many
date-all = All dates
list-unsortable = { $things } cannot be sorted by { $name }: follow the headings of the list.
list-too-slow = Sorting by { $label } would read more than a million rows, since no index serves it: the list is not sorted by it.
list-unfilterable = { $things } cannot be filtered by { $name }: use the filters that the list offers.
list-no-operator = { $name } is no way to filter by { $label }: use one of { $operators }.
list-no-tab = { $things } have no tab { $name }: use the tabs that the list offers.
list-size = A page cannot have { $size } rows: `size` must be one of { $sizes }.
list-last = `last` must be 1, not { $value }: it asks for the last page.
list-one-place = A page begins at one place: give only one of `after`, `before` and `last`.
list-sort-twice = `sort` names { $name } twice: once is enough.
list-too-many-sorts = A list is sorted by { $count } columns at most: leave some out.
list-too-many-filters = A list takes { $filters } filters with { $values } values in all: leave some out.
list-bad-cursor = This link to a page of the list does not fit the list any more, or was changed on its way. Go back to the first page.
list-bad-place = This link to more rows of the form is incomplete. Open the record again.
search-control-character = The search contains a control character ({ $code }), which no text holds: remove it.
search-too-much = A search takes { $words } words of { $characters } characters in all. Not searched for: { $rest }

## filters

filter-not-a-day = { $text } is not a date: write it as 2026-03-29.
filter-no-preset = This is no range of days: use one of { $presets }.
filter-no-period = This is no year, month or day: write it as 2026, 2026-03 or 2026-03-29.
filter-neither-empty-nor-not = This is neither true (empty) nor false (not empty): write one of the two.
# A filter as a sentence: “Status is Available or Sold out”.
filter-is = { $label } is { $values }
filter-is-empty = { $label } is empty
filter-is-not-empty = { $label } is not empty
# $operator is one of the operators below.
filter-compares = { $label } { $operator } { $values }
# $days is one of the presets below that begin with “is”.
filter-preset = { $label } { $days }
filter-or = { $values } or { $last }
filter-or-more =
    { $values } or { $count ->
        [one] one other
       *[other] { $count } others
    }
value-yes = Yes
value-no = No

## how filters compare

operator-is = is
operator-contains = contains
operator-starts = starts with
operator-at-least = is at least
operator-from = is from
operator-at-most = is at most
operator-until = is until
operator-above = is more than
operator-after = is after
operator-below = is less than
operator-before = is before
operator-during = is in
operator-empty = is empty

## ranges of days

preset-today = Today
preset-yesterday = Yesterday
preset-past-7-days = Past 7 days
preset-past-30-days = Past 30 days
preset-this-month = This month
preset-last-month = Last month
preset-this-year = This year
preset-is-today = is today
preset-is-yesterday = is yesterday
preset-is-past-7-days = is in the past 7 days
preset-is-past-30-days = is in the past 30 days
preset-is-this-month = is in this month
preset-is-last-month = is in last month
preset-is-this-year = is in this year

## files

file-required = This is required: choose a file.
file-not-stored = The file could not be stored just now: choose it again, and save once more.
file-too-large = “{ $name }” is too large: it has { $size }, and the most is { $most }.
file-just-too-large = “{ $name }” is too large: the most is { $most }.
file-empty = “{ $name }” is empty: choose another file.
# $found is one of the messages below or a name such as PNG, $wanted one of those below it.
file-wrong-type = “{ $name }” is { $found }: choose { $wanted }.
file-is-unknown = of no type we know
file-is-svg = an SVG drawing
file-is-page = a web page
file-is-text = a text
file-any = another file
file-of-type = a file of the type { $of }
file-of-types = a file of the type { $most } or { $last }
file-plain-text = plain text
file-damaged = “{ $name }” is a picture that cannot be read: it may be damaged. Choose another one.
file-too-many-pixels = “{ $name }” has { $width } × { $height } pixels, and the most is { $most } million: choose a smaller picture.
file-bytes =
    { $count ->
        [one] 1 byte
       *[other] { $count } bytes
    }
file-bad-key = this is no name of a file in the storage

## actions

action-delete-selected = Delete selected
action-deleted = deleted
action-cannot-undo = This cannot be undone.
action-may-not-delete = You may not delete this record ({ $reason }).
action-may-not-delete-others = Other records would be deleted with it that you may not delete.
action-blocked = Other records refer to it and have to go first.
action-blocked-by = These refer to it and have to go first: { $names }.
action-not-to-this = You may not do this to this record.
action-database-failed = The database failed here. The cause is in the log.
action-ended-unreachable = The database is busy or cannot be reached. What was done so far stays done.
action-ended-failed = The database failed. What was done so far stays done; the cause is in the log.
action-ended-stopped = The run was stopped. What was done so far stays done.
action-other-inputs = The inputs are those of another action.
action-unknown = there is no such action
action-forbidden = you may not run “{ $label }”
action-not-for-this = this action is not for this record
action-refused = the action was refused
action-too-slow = the action took too long
action-selection-forged = the selection was not made by this site, or was changed on its way
action-selection-expired = the selection is too old

## columns of the application

column-failed = The code that shows this failed. The application's log says why.

## cells that cannot be read

cell-expected = { $found } where { $expected } was expected
cell-not-json = no JSON: { $reason }
cell-not-of-choice = { $value } is no value of `{ $choice }`
cell-no-list = no list
cell-out-of-range = { $number } is not from { $min } to { $max }
cell-zero-date = 0000-00-00 is no date
cell-too-many-digits = a number of more than 28 digits
cell-before-year-1 = a date before the year 1
cell-no-time-of-day = { $time } is no time of day
cell-not-a-decimal = NaN, infinity or a number of more than 28 digits
cell-date-out-of-range = infinity, or a date outside the years 1 to 9999
cell-time-out-of-range = infinity, or a time outside the years 1 to 9999
cell-date-time-out-of-range = infinity, or a date and time outside the years 1 to 9999
value-unexpected = expected { $expected }, found { $found }
value-not-of-type = { $number } does not fit { $of }

## kinds of values, as the subject of a sentence

kind-bool = true or false
kind-integer = an integer
kind-whole-number = a whole number
kind-number = a number
kind-decimal = a decimal number
kind-text = a text
kind-character = one character
kind-bytes = bytes
kind-uuid = a UUID
kind-date = a date
kind-time = a time
kind-date-time = a date and time
kind-json = JSON
kind-choice = a choice
kind-list = a list
kind-one-of = one of { $choices }

## errors of the database, as part of a sentence

db-error-unique = another record has the same value
db-error-foreign-key = a reference between records would break
db-error-not-null = a value is missing
db-error-check = a rule of the table does not allow this
db-error-unfit = a value does not fit its column
db-error-read-only = the table is read-only
db-error-unavailable = the database is busy or cannot be reached
db-error-timeout = the database took too long
db-error-other = the database refused a statement

## the crate validator: sentences without their full stop

validator-exactly = exactly { $number }
validator-between = from { $min } to { $max }
validator-at-least = at least { $min }
validator-at-most = at most { $max }
validator-other-size = of another size
# $bounds is one of the messages above.
validator-length = The length must be { $bounds }
validator-range = This must be { $bounds }
validator-not-email = This is not an e-mail address
validator-not-url = This is not a web address
validator-required = This is required: fill it in
validator-must-match = This does not match the other field
validator-not-of-form = This does not have the right form
validator-lacks = Something is missing in this
validator-contains = This contains something that it may not
validator-not-card = This is not the number of a card
validator-control-characters = This contains control characters
validator-other = A rule does not allow this: { $code }

## dashboards

compared-same = no change
compared-more = more
compared-less = less
compared-slightly-more = under 1% more
compared-slightly-less = under 1% less
compared-percent-more = { $percent }% more
compared-percent-less = { $percent }% less
progress-percent = { $percent }%
progress-of = { $done } of { $all }

## keys in addresses

key-invalid = `{ $key }` cannot be the key of a record here
