## somebody else changed a record while its form was open

conflict-by = Changed by { $who }, { $when }
conflict-heading = Somebody else changed this meanwhile
conflict-lead = Nothing was saved yet, and nothing you typed is lost: choose for each field, then save.
conflict-unknown = This form does not say from which state of the record it was made, so nothing was saved yet. Below is what it would change: choose for each field, then save.
conflict-other = The record was saved meanwhile, perhaps in something that this form does not show: look at it, then save again.
conflict-other-version = Somebody else changed the row meanwhile: reload the page and try again.
conflict-base = When you opened it
conflict-theirs = As it is now
conflict-yours = As in the form below
conflict-base-unknown = not known
conflict-secret = never shown
conflict-both = You and somebody else changed this: choose above which of the two to keep.
conflict-only-theirs = Somebody else changed this: unless you choose otherwise above, it stays as it is now.
conflict-row-removed = Somebody else changed this row meanwhile: look at it, then save to remove it all the same.
# Follows a sentence that says what was saved; $fields are labels.
conflict-meanwhile = Somebody else had changed this meanwhile, and it stayed: { $fields }.

## the record is gone

conflict-gone = The { LOWER($thing) } is no longer there
conflict-gone-lead = It may have been deleted while you were at it, or you may no longer see it. Nothing was saved. This is what you had typed, to copy it:

## an action that was asked about

conflict-action = The { LOWER($thing) } changed since you were asked: look at it, then answer again.
conflict-action-rows =
    { $count ->
        [one] { $count } of { $all } rows changed since you were asked: look at them, then answer again.
       *[other] { $count } of { $all } rows changed since you were asked: look at them, then answer again.
    }
