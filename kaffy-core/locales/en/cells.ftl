## tabs of a list, and counts

tab-all = All
tabs-title = Parts of { LOWER($things) }
tabs-open = Tab: { $tab }
tabs-none = Nothing in { $tab }
tabs-none-why = The list has other tabs.
facets-show = Show counts
facets-shown = The counts are there.
facets-slow = Takes too long to count.

## cells that are changed in the list

cells-title = Edit { LOWER($things) } in the list
cells-link = Edit this page
cells-lead = Change what you like and save once. Every row is saved by itself; a row that cannot be saved stays here, with the reason.
cells-save = Save all
cells-row-closed = You may not change this row.
cells-none = There are no { LOWER($things) } on this page to change.
cells-saved =
    { $count ->
        [0] Nothing was changed.
        [one] { $count } { LOWER($thing) } was saved.
       *[other] { $count } { LOWER($things) } were saved.
    }
cells-some = Rows saved: { $saved }. Not saved: { $failed }.
cells-gone =
    { $count ->
        [one] { $count } { LOWER($thing) } is gone: somebody deleted it, or you may no longer see it.
       *[other] { $count } { LOWER($things) } are gone: somebody deleted them, or you may no longer see them.
    }
cells-first = The first { $count } rows of this page are here: more would not fit into one form.
cells-both = Somebody else changed this from “{ $base }” to “{ $theirs }” meanwhile. Save again to write “{ $yours }” over it.
cells-both-unknown = This is “{ $theirs }” now. Save again to write “{ $yours }” over it.
cells-failed = The row could not be saved. Try again in a moment.
cells-one = One cell of one row is saved at a time.
cell-edit = Edit
cell-save = Save
cell-cancel = Cancel
cell-field = { $field } of { $label }
cell-saved = { $field } of { $label } is saved.
cell-unchanged = { $field } of { $label } is as it was.
cell-failed = The cell could not be reached. Try again, or open the record.
cell-cancelled = Nothing was changed.
