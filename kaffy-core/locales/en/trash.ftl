## The trash: records that were deleted and can come back.

trash-label = { $label } (in the trash)
trash-holds = { $label } in the trash already has this value: choose a different one, or restore or delete that { LOWER($thing) }.

## Actions on several

trash-move-selected = Move selected to trash
trash-moved-many = moved to the trash
trash-can-restore = They can be restored from the trash.
trash-restore-selected = Restore selected
trash-restored-many = restored
trash-restore-many = They are back in the list afterwards.
trash-purge-selected = Delete for ever

## Pages

trash-title = Trash
trash-of = { $things } in the trash
trash-lead = What was deleted waits here until it is restored or deleted for ever.
trash-empty = The trash is empty
trash-empty-why = What is deleted comes here first.
trash-empty-it = Empty the trash
trash-moved = { $thing } “{ $label }” was moved to the trash.
trash-undo = Undo
trash-restored = { $thing } “{ $label }” was restored from the trash.
trash-not-restored = { $thing } “{ $label }” was not restored. { $words }
trash-is-here = This { LOWER($thing) } is in the trash.
trash-since = Moved there { $when }.
trash-restore = Restore
trash-purge = Delete for ever
trash-move = Move to trash
trash-ask = Move { $thing } “{ $label }” to the trash?
trash-ask-title = Move { LOWER($thing) } to the trash
trash-ask-stays = It can be restored from there. Nothing that refers to it is deleted or changed meanwhile.
trash-purge-ask = Delete { $thing } “{ $label }” for ever?
trash-in-way = In the trash:
trash-no-export = What is in the trash is in no file. Restore it first.
