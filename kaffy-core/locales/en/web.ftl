# What the pages say. `page-…` stands before what has a namesake in core.ftl. `LOWER($thing)` is a noun in running
# text; a variable named count, total, name or words in a message of a script is put in by the script.

## The layout around every page
layout-local = Local developer
layout-language = Language
language-unknown = The admin is not offered in this language. Choose one of those at the foot of the page.
layout-skip = Skip to the content
layout-no-login = no login
layout-light = Light
layout-light-theme = Light theme
layout-auto = As the system
layout-auto-theme = Theme as the system
layout-dark = Dark
layout-dark-theme = Dark theme
layout-menu = Menu
layout-admin = Admin
layout-filter = Filter
layout-filter-menu = Filter the menu
layout-found = { $count } found
layout-pages = Pages
layout-breadcrumb = Breadcrumb
layout-home = Home
layout-dashboard = Dashboard
# The title of a page on which something is wrong.
layout-error = Error: { $title }
layout-new-tab = (opens in a new tab)
layout-cancel = Cancel

## Keyboard shortcuts
keys-title = Keyboard shortcuts
keys-filters = Filters
keys-new = New
keys-rows = Next and previous row
keys-open = Open the row
keys-save = Save
keys-close-open = Close what is open
keys-close = Close
keys-enter = Enter
keys-control = Ctrl
keys-escape = Esc

## The first page, and pages of contexts
home-add = Add { LOWER($thing) }
home-nothing = There is nothing here that you may see.

## Dashboards
dashboard-empty = Nothing on this dashboard yet
# In the middle and at the end of this sentence stand names of functions.
dashboard-empty-resource = A developer adds a widget with
dashboard-empty-admin = for a resource, or with
dashboard-there-is = What there is

## Widgets
widget-show = Show “{ $title }”
widget-retry = Try again
widget-unreachable = The server cannot be reached, or refuses to answer.
widget-not-here = This cannot be shown here.
widget-broken = This is broken, which is our fault. The log says why.
widget-database = The database is busy or cannot be reached.
widget-slow =
    { $seconds ->
        [one] This took longer than a second.
       *[other] This took longer than { $seconds } seconds.
    }

## Charts
chart-none = There are no numbers yet.
chart-table = The numbers as a table
chart-numbers = Numbers of { $title }
chart-line = Line chart.
chart-bar = Bar chart.
chart-pie = Pie chart.
chart-range = { $name }: from { $least } to { $most }.
chart-single = { $name }: { $value }.
chart-gap = { $name }: no numbers.
chart-points = { $count } points, { $first } to { $last }.
chart-others = { $count } others
chart-percent = { $percent }%
chart-under = under 1%
chart-thousands = { $number }k
chart-millions = { $number }M
chart-billions = { $number }B
chart-trillions = { $number }T

## Words that several pages share
# A noun in running text.
page-thing = { LOWER($thing) }
page-count =
    { $number ->
        [one] { $count } { LOWER($thing) }
       *[other] { $count } { LOWER($things) }
    }
page-and = { $most } and { $last }
page-or = { $most } or { $last }
page-back-to = Back to the { LOWER($things) }

## Lists
page-list-add = Add { LOWER($thing) }
page-list-count =
    { $number ->
        [one] { $count } { LOWER($thing) } matches
       *[other] { $count } { LOWER($things) } match
    }
page-list-search = Search
page-list-search-in = Search { $things }
page-list-search-help = Looks in { $places }. Every word has to occur; “quotes” keep words together.
# A label in running text: its first letter, and the others.
page-list-place = { LOWER($first) }{ $rest }
page-list-searched = Search for “{ $text }”
page-list-chips = What narrows this list
page-list-remove = Remove
# Before what the chip says.
page-list-remove-chip = Remove:
page-list-clear-all = Clear all
page-list-clear = Clear search and filters
page-list-unsort = Back to the usual order
page-list-show-all = Show all { LOWER($things) }
page-list-no-match = No { LOWER($things) } match
page-list-no-match-why = Nothing fits the search and filters as they are.
page-list-gone = No { LOWER($things) } on this page
page-list-gone-why = They may have been deleted meanwhile.
page-list-first-page = Go to the first page
page-list-none = No { LOWER($things) } yet
page-list-none-add = The first { LOWER($thing) } will show up here.
page-list-none-look = You may look at { LOWER($things) }, but not add any.
page-list-pages = Pages
page-list-first = First
page-list-previous = Previous
page-list-next = Next
page-list-last = Last
page-list-newest = Newest
page-list-newer = Newer
page-list-older = Older
page-list-bad = { $things } cannot be narrowed like this. Look at: { $name }.
page-list-unknown = { $things } cannot be narrowed by “{ $name }”: there is no such filter.
page-list-sizes = Rows per page
page-list-rows = Rows
# Behind a number of rows.
page-list-rows-each = rows

## The table of a list
table-select-page = Select all on this page
# Before the name of a row.
table-select = Select
table-open = Open
table-sort = Sort by { $label }
table-sorted = Sorted by this as number { $place }
table-reverse = The other way round
table-reverse-by = Sort the other way round by { $label }
table-also = Sort by this as well
table-also-by = Sort also by { $label }
table-unsort = No longer sort by this
table-unsort-by = No longer sort by { $label }
table-unsortable = This list cannot be sorted by { $label }
table-too-slow = Sorting by { $label } would read more than a million rows: no index serves it.

## Selecting rows of a list
selection-title = Actions on selected { LOWER($things) }
selection-page = Select this page
selection-select = Select { $all }
selection-selected = Selected: { $all }
selection-all = all { $count } { LOWER($things) }
selection-all-match = all { $count } that match
selection-many = all { LOWER($things) }
selection-many-match = all that match
selection-action = Action
selection-choose = Choose an action…
selection-run = Run…
selection-clear = Clear the selection
selection-here = Select all { $count } here
selection-count = { $count } of { $total } selected

## Filters
page-filter-title = Filters
# Behind the number of filters that are on.
page-filter-on = on
page-filter-close = Close filters
page-filter-apply = Apply
page-filter-clear = Clear all
page-filter-empty = Empty
page-filter-either = Either way
page-filter-is-empty = Is empty
page-filter-is-not-empty = Is not empty
page-filter-from = From
page-filter-to = To
page-filter-contains = Contains
page-filter-starts = Starts with
page-filter-has = Has
page-filter-is = Is
page-filter-before = Before
page-filter-any = Any

## Values in lists and forms
cell-yes = Yes
cell-no = No
cell-empty = empty
cell-secret = not shown
cell-unreadable = unreadable
cell-no-choice = It is none of the choices.
cell-more = and { $count } others
cell-others = { $few } and { $count } others
cell-bytes =
    { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
cell-kilobytes = { $size } kB
cell-megabytes = { $size } MB

## Finding a row while typing
combo-choose = Choose…
combo-type = Type to search
combo-options = Options
combo-none = None chosen
combo-more = Type more to narrow it down
combo-nothing = Nothing found
combo-found = { $count } found
combo-found-more = { $count } or more found
combo-failed = The search failed: type on to try again

## Forms
page-form-add = Add { LOWER($thing) }
page-form-on-site = View on site
page-form-delete = Delete
page-form-not-saved = Nothing was saved yet
page-form-not-saved-fields =
    { $count ->
        [one] Nothing was saved yet: { $count } field needs another look
       *[other] Nothing was saved yet: { $count } fields need another look
    }
page-form-look = You may look at this, but not change it.
page-form-save = Save
page-form-save-back = Save and go back
page-form-leave = Go back without saving
page-form-stay = Save and continue editing
page-form-another = Save and add another
page-form-back = Back to the list
page-form-required = required
page-form-unreadable = What the database holds here cannot be read ({ $why }). Left empty, it stays as it is.
page-form-unreadable-short = Cannot be read ({ $why }). Left empty, it stays as it is.
page-form-unreadable-group = What the database holds here cannot be read ({ $why }).
page-form-again = “{ $file }” was not kept, since nothing was saved yet: choose it again.
page-form-condition = Only asked for where “{ $label }” is { $values }.
page-form-condition-yes = yes
page-form-condition-no = no
page-form-item = { $place }, item { $number }
page-form-choose = Choose…
page-form-added = The { LOWER($thing) } “{ $label }” was added.
page-form-added-before = The { LOWER($thing) } “{ $label }” was added already when this form was sent first; it was not added again.
page-form-sent-before = This form was sent before and added the { LOWER($thing) } “{ $label }”. It says something else now: save it once more to add another { LOWER($thing) }.
page-form-added-and-gone = This form was sent before, and the { LOWER($thing) } that it added is no longer there. Save it once more to add one.
page-form-saved = The { LOWER($thing) } “{ $label }” was saved.
page-form-unchanged = The { LOWER($thing) } “{ $label }” was left as it was: nothing had been changed.

## Fields inside a field
group-json = This is shown as JSON, since it does not have the shape of the fields ({ $why }).
# An object of keys and values.
group-entry = Entry
group-key = Key
group-value = Value
group-nothing = None
group-none = None yet
group-add = Add
group-add-one = Add { LOWER($thing) }
# Behind “Add item”, for those who do not see where it stands.
group-add-to = to { LOWER($label) }
group-remove = Remove
group-up = Move up
group-down = Move down
# Where a field is, in the summary of what is wrong: `Items, item 2`.
group-inside = { $label }, { LOWER($row) }

## Rows of other resources on a form
inline-actions = What to do with the row
inline-none = None.
inline-none-yet = None yet.
inline-more = More { $title }
inline-previous = Previous 50
inline-next = Next 50
inline-only-these = The form saves these rows only; the others stay as they are.
inline-add = Add another { LOWER($thing) }
inline-new = New { LOWER($thing) }
inline-open = Open
inline-remove = Remove
inline-added = Row { $count } added
inline-up-to = Up to { $max } { LOWER($things) }.
inline-at-least = At least { $min } { LOWER($things) }.
inline-exactly = Exactly { $max } { LOWER($things) }.
inline-between = { $min } to { $max } { LOWER($things) }.

## What is chosen of other resources
links-none = None chosen
links-add = Add
links-add-one = Add { LOWER($thing) }
links-key = Key: { LOWER($thing) }
links-cut = There are more than are shown here; they stay as they are.

## Picking a row of another resource
# `starts` is `vowel` or `other`: what the noun begins with.
pick-heading =
    { $starts ->
        [vowel] Choose an { LOWER($thing) }
       *[other] Choose a { LOWER($thing) }
    }
pick-search = Search { LOWER($things) }
pick-no-match = No { LOWER($things) } match
pick-no-match-why = Try fewer or other words.
pick-leave = Go back without choosing
pick-clear = Choose none
pick-more = Next 20
pick-open = Open
pick-gone = There is no { LOWER($thing) } with this key.
pick-nothing = No { LOWER($thing) } chosen
pick-add = Add
pick-edit = Edit
pick-no-field = This form has no such field.
pick-no-filter = This list has no such filter.
pick-no-target = There is nothing to pick for this field.
pick-no-form = There is no form to go back to.

## Rich text
rich-bar = Formatting of { $label }
rich-bold = Bold
rich-italic = Italic
rich-heading = Heading
rich-subheading = Smaller heading
rich-list = List
rich-numbers = Numbered list
rich-quote = Quote
rich-link = Link
rich-undo = Undo
rich-address = Address
rich-example = https://example.org
rich-set = Set
rich-unset = Remove
rich-no-address = This is not an address: write it as example.org/bread or mia@example.org.

## Files
page-file-limits = { $types }, at most { $size }.
page-file-any = Any file, at most { $size }.
page-file-pixels = { $width } × { $height } pixels
page-file-replace = A new file takes the place of this one.
page-file-remove = Remove this file
page-file-gone = There is no file here. It may have been replaced.

## Deleting
page-delete-title = Delete { LOWER($thing) }
page-delete-heading = Delete the { LOWER($thing) } “{ $label }”?
page-delete-nothing = Nothing was deleted
page-delete-blocked = Blocked by
page-delete-blocked-why = These refer to it and have to be changed or deleted first.
page-delete-forbidden = Not allowed
page-delete-forbidden-why = Deleting it would delete from { $places }, which you may not do.
page-delete-cascades = Will also be deleted
page-delete-unlinked = Will be unlinked
page-delete-unlinked-why = These stay, and no longer refer to it.
page-delete-through = through { $field }
page-delete-through-via = through { $field }, by way of { $via }
page-delete-more = and more
page-delete-alone = Nothing else refers to it.
page-delete-final = This cannot be undone.
page-delete-button = Delete the { LOWER($thing) }
page-delete-back = Go back
page-delete-changed = Somebody changed this { LOWER($thing) }, or what would go along with it, since you were asked. Look at it again before you delete it.
page-delete-done = The { LOWER($thing) } “{ $label }” was deleted.

## Actions
page-action-heading = { $action }: “{ $label }”
page-action-not-run = Nothing was changed
page-action-not-run-fields =
    { $count ->
        [one] Nothing was changed: { $count } field needs another look
       *[other] Nothing was changed: { $count } fields need another look
    }
page-action-applies = Applies to { $rows }
page-action-narrowed = All for which this holds now:
page-action-missing =
    { $number ->
        [one] { $rows } of the selection was not found, and will be left out.
       *[other] { $rows } of the selection were not found, and will be left out.
    }
page-action-more = and { $count } more
page-action-more-than = and more than { $count } more
page-action-more-about = and about { $count } more
page-action-more-many = and many more
page-action-working = Working through { $rows }. Keep this page open: closing it stops the run after the rows at hand, and what was done stays done.
page-action-step = { $seen } of { $rows }
page-action-step-failed = { $seen } of { $rows }, { $failed } not done
page-action-broke = The run broke down. The cause is in the log.
# `done` is what the application says was done: `published`.
page-action-done-one = The { LOWER($thing) } “{ $label }” was { $done }.
page-action-done-none = No { LOWER($thing) } was { $done }.
page-action-done-many = { $rows } were { $done }.
page-action-ran-one = { $action }: done for the { LOWER($thing) } “{ $label }”.
page-action-ran-none = { $action }: done for no { LOWER($thing) }.
page-action-ran-many = { $action }: done for { $rows }.
page-action-stayed = { $rows } stayed as before:
page-action-gone =
    { $number ->
        [one] { $rows } was not found: gone, or no longer a match.
       *[other] { $rows } were not found: gone, or no longer a match.
    }
page-action-unchosen = No action was chosen: choose one beside the button, then run it.
page-action-unfound = None of the selected { LOWER($things) } were found. Nothing was changed.
page-action-unselected = “{ $action }” was not run: no { LOWER($thing) } is selected. Tick some first.
page-action-not-here = You may not run “{ $action }” here.
page-action-not-this = You may not run “{ $action }” on this { LOWER($thing) }.
page-action-unknown = { $things } have no action of this name. It may have been renamed: go back and reload the page.
page-action-expired = The selection is too old. Nothing was changed. Go back to the list and select again.
page-action-foreign = The selection was not made by this site, or was changed on its way. Nothing was changed. Go back to the list and select again.

## Errors
error-400 = This request does not fit here
error-403 = You may not do this
error-404 = Not found
error-405 = Not possible here
error-408 = Too slow
error-409 = The data does not allow this
error-413 = Too large
error-415 = Not a form
error-503 = Not available at the moment
error-500 = Something went wrong
error-number = Number of this request:
# Where not even the page of the error can be drawn.
error-plain = { $heading }. Number { $number }.
error-way-on = Go to the first page
error-no-page = There is no page at this address.
error-no-record = This { LOWER($thing) } does not exist. It may have been deleted, or the address is incomplete.
error-not-a-form = The admin takes forms only (application/x-www-form-urlencoded, or multipart/form-data where a form has files).
error-too-slow = The form did not arrive in time. Go back and send it again.
error-busy = Too many people are at work here at the moment. Try again in a few seconds.
error-host = The admin does not answer under this host. Open it under the address you were given, or ask the people who run this site.
error-unavailable = The database is busy or cannot be reached. Try again in a moment.
error-storage = Files can be neither kept nor handed out right now. Nothing was changed. Try again in a moment.
error-template = A template could not be drawn, for the reason below. Only a debug build shows it.
error-ours = This is our fault, not yours. Nothing was changed. Try again, and tell the people who run this site the number below if it stays.
error-ours-soon = This is our fault, not yours. Try again in a moment.
error-method = This address does not answer that kind of request.
error-request = The request could not be understood. Go back, reload the page and try again.
error-rule = The database does not allow this: it would break a rule between records. Nothing was changed. Go back and look at what belongs to it.
error-read-only = This cannot be changed: the database has it in a view, or lets the admin read only.
error-unfit = A value does not fit the column it is meant for. Nothing was changed. Go back and write it in another way.
error-request-utf8 = The request is not written in UTF-8. Nothing was changed. Go back, reload the page and send it again.
error-address-utf8 = The address is not written in UTF-8: it may have been changed on its way.
error-fields = This form has more than { $most } fields. Nothing was changed. Go back and send it in parts.
error-form-size = This form is larger than 2 MB. Nothing was changed. Go back and shorten its texts.
error-text-size = The texts of this form are larger than 2 MB. Nothing was changed. Go back and shorten them.
error-file-size = This form is too large: a file may have at most { $size }. Nothing was changed. Go back and choose a smaller file.

## Whoever may not come in
error-signed-out = You are not signed in.
error-sign-in = You are not signed in. Sign in to the application, then come back.
error-forged = { $why } Nothing was changed. Go back, reload the page and send the form again.
error-forged-token = The form did not carry the token of this browser. Cookies may be off, or the page was open for too long.
error-forged-site = The form was sent from a page of another site.
error-forged-host = The form was sent from another host. If a proxy stands in front of the application, it has to pass the Host header on unchanged.
error-forged-unknown = The request did not say which page it came from: it had neither an Origin nor a Sec-Fetch-Site header. Use a current browser.
error-local-unseen = This admin has no login and serves this machine only, but it cannot see who connects. Serve the application with `axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())`.
error-local-remote = This admin has no login and serves this machine only. To let others in, choose a login with `.auth(Auth::external(…))`.
error-local-proxy = This admin has no login and serves this machine only, but the request came through a proxy. Choose a login with `.auth(Auth::external(…))`.
error-local-name = This admin has no login and serves this machine only: open it as http://localhost or http://127.0.0.1, with the port of the application.

## Forms in parts, which carry files
error-parts = { $why }. Nothing was changed. Go back, reload the page and send the form again.
error-parts-boundary = The form does not say where its parts end
error-parts-nameless = A part of the form has no name
error-parts-nested = A part of the form is a form with parts of its own
error-parts-short = The form ended in the middle
error-parts-broken = The form could not be read: its parts are not as they should be
error-parts-text = The field “{ $field }” takes a file, and a text was sent
error-parts-file = The field “{ $field }” takes no file
error-parts-files = The field “{ $field }” takes one file, and more were sent
