# The search of everything, and the keys. `$words` in a message of a script is put in by the script.

search-title = Search everything
search-open = Search
search-label = Search pages, actions and records
search-placeholder = What are you looking for?
search-button = Search
search-help = Pages, actions, and records of what has a search. Begin with the name of a list to look there alone: “{ LOWER($thing) } 12” opens the record 12 at once.
search-help-none = Pages and actions.
search-recent = Opened lately
search-pages = Pages
search-actions = Actions
search-all-in = All in { $things }
search-count =
    { $number ->
        [0] Nothing found
        [one] 1 found
       *[other] { $number } found
    }
search-none-yet = Nothing found so far
search-none = Nothing found for “{ $words }”
search-none-why = Check the spelling, or use fewer words.
search-late = These took too long, or could not be searched. Search them alone:
search-rest = Looked at { $count } of { $all } lists. Begin with the name of a list to look there.
search-add = Add { LOWER($thing) }
search-import = Import { LOWER($things) }
search-export = Export { LOWER($things) }
search-start = Start “{ $name }”
search-failed = The server cannot be reached, or refuses to answer. Search on the page of the search instead.
search-working = Searching…
search-hint = Arrow keys choose, Enter opens, Escape closes.

## Keys
keys-page-lead = What single keys do. They do nothing while you type into an input.
keys-find = Find a key
keys-find-button = Find
keys-none = No key does that.
keys-anywhere = Everywhere
keys-on-lists = On lists
keys-on-forms = On forms
keys-go-to = Go to
keys-go-lead = Press g, then the letter.
keys-palette = Search everything
keys-help = This list
keys-slash = Search the list, or everything
keys-select = Select the row
keys-are-on = Single keys are switched on.
keys-are-off = Single keys are switched off.
keys-turn-off = Switch single keys off
keys-turn-on = Switch single keys on
keys-switch-lead = Keys that are held together with Ctrl or ⌘ stay. The choice is kept in this browser.
