## Reiter einer Liste, und Anzahlen

tab-all = Alle
tabs-title = Teile von { $things }
tabs-open = Reiter: { $tab }
tabs-none = Nichts in { $tab }
tabs-none-why = Die Liste hat weitere Reiter.
facets-show = Anzahlen zeigen
facets-shown = Die Anzahlen sind da.
facets-slow = Das Zählen dauert zu lange.

## Zellen, die in der Liste geändert werden

cells-title = { $things } in der Liste bearbeiten
cells-link = Diese Seite bearbeiten
cells-lead = Ändern Sie, was Sie möchten, und speichern Sie einmal. Jede Zeile wird für sich gespeichert; eine, die sich nicht speichern lässt, bleibt mit dem Grund hier stehen.
cells-save = Alle speichern
cells-row-closed = Diese Zeile dürfen Sie nicht ändern.
cells-none = Auf dieser Seite gibt es keine { $things } zu ändern.
cells-saved =
    { $count ->
        [0] Nichts wurde geändert.
        [one] { $count } { $thing } wurde gespeichert.
       *[other] { $count } { $things } wurden gespeichert.
    }
cells-some = Gespeicherte Zeilen: { $saved }. Nicht gespeichert: { $failed }.
cells-gone =
    { $count ->
        [one] { $count } { $thing } ist nicht mehr da: gelöscht, oder für Sie nicht mehr sichtbar.
       *[other] { $count } { $things } sind nicht mehr da: gelöscht, oder für Sie nicht mehr sichtbar.
    }
cells-first = Die ersten { $count } Zeilen dieser Seite stehen hier: Mehr passen nicht in ein Formular.
cells-both = Jemand anders hat das inzwischen von „{ $base }“ auf „{ $theirs }“ geändert. Speichern Sie noch einmal, um „{ $yours }“ darüber zu schreiben.
cells-both-unknown = Das ist jetzt „{ $theirs }“. Speichern Sie noch einmal, um „{ $yours }“ darüber zu schreiben.
cells-failed = Die Zeile konnte nicht gespeichert werden. Versuchen Sie es gleich noch einmal.
cells-one = Gespeichert wird eine Zelle einer Zeile auf einmal.
cell-edit = Bearbeiten
cell-save = Speichern
cell-cancel = Abbrechen
cell-field = { $field } von { $label }
cell-saved = { $field } von { $label } ist gespeichert.
cell-unchanged = { $field } von { $label } ist wie vorher.
cell-failed = Die Zelle ist nicht zu erreichen. Versuchen Sie es noch einmal, oder öffnen Sie den Datensatz.
cell-cancelled = Nichts wurde geändert.
