## which columns a list shows, and how

list-no-column = A list of { $things } has no column { $name }: choose from those that “Columns” offers.
list-column-twice = `columns` names { $name } twice: once is enough.
list-density = Rows cannot be { $density }: `density` is comfortable or compact.
list-view = { $view } names no saved view: `view` is the id of one, or none for the whole list.
density-comfortable = Comfortable
density-compact = Compact

columns-title = Columns
columns-close = Close columns
columns-which = Columns and their order
columns-help = Ticked columns are shown, the smallest number first. With none ticked the list has its usual ones.
columns-place = Place of
columns-density = Rows
columns-apply = Show
columns-reset = Usual columns

## saved views

views-title = Saved views
views-all = All
views-menu = Views
views-menu-close = Close views
views-save = Save this list as a view
views-save-button = Save view
views-save-help = Search, filters, tab, order, columns, how close rows stand and page size are saved with it; in the trash, the trash too.
views-name = Name
views-audience = Who sees it
views-audience-me = Only me
views-audience-role = One role
views-audience-everyone = Everyone who sees this list
views-role = Role
views-role-help = Only needed for one role: its name.
views-for-me = Only me
views-for-role = Role { $role }
views-for-everyone = Everyone
views-shared = Shared by
views-more = More
views-no-audience = Choose who sees the view: only you, one role, or everyone.
views-list = List
views-default = Default
views-is-default = Opens first
views-make-default = Open this list with this view
views-no-default = Open this list with all rows
views-use-default = Open first
views-use-no-default = Do not open first
views-replace = Save changes to this view
views-undo-changes = Undo changes
views-manage = Manage views
views-manage-of = Saved views of { $things }
views-none = There are no saved views yet
views-none-how = Search, filter, sort or choose columns on the list, then save it under “Views”.
views-to-list = Open the list
views-edit = Change
views-edit-title = Change view
views-save-changes = Save
views-delete = Delete view
views-delete-sure = Delete this view? Whoever has it opened first has the whole list again. No rows are deleted.
views-delete-button = Delete
views-owner = Saved by
views-you = You
views-right-share = Share views with a role or everyone

views-saved = The view “{ $name }” was saved.
views-changed = The view “{ $name }” was changed.
views-replaced = The view “{ $name }” shows this list from now on.
views-deleted = The view “{ $name }” was deleted.
views-default-set = This list opens with “{ $name }” from now on.
views-default-unset = This list opens with all rows from now on.
views-left-out = Part of the view “{ $name }” is left out, such as a search, a filter, a tab, a column or an order: it is not there any more, or not for you.
views-replace-cut = You do not see all of this view, and others would lose the rest: save the list as a view of its own instead.
views-replaced-meanwhile = Somebody else changed this view while you looked at it: open it once more, then save your changes.
views-not-saved = The view was not saved

views-bad-name = A view needs a name of { $most } characters at most, without control characters and signs that turn the direction of writing.
views-name-taken = You have another view of this list with this name: choose another one.
views-bad-role = Name the role that the view is for, in 190 characters at most.
views-too-many = You have { $most } views of this list, and there are no more: delete one first.
views-too-long = This list says more than a view can hold: leave out some of its filters.
views-gone = This view is not there any more: choose another one.

audit-view = Saved view
audit-view-event = A saved view
audit-view-shared = View shared
audit-view-unshared = View no longer shared
audit-view-changed = Shared view changed
audit-view-replaced = What a shared view shows was replaced
audit-view-deleted = Shared view deleted
