## which columns a list shows, and how

list-no-column = Eine Liste von { $things } hat keine Spalte { $name }: Wählen Sie aus denen, die „Spalten“ anbietet.
list-column-twice = `columns` nennt { $name } doppelt: Einmal genügt.
list-density = Zeilen können nicht { $density } sein: `density` ist comfortable oder compact.
list-view = { $view } nennt keine gespeicherte Ansicht: `view` ist die Kennung einer solchen, oder none für die ganze Liste.
density-comfortable = Luftig
density-compact = Dicht

columns-title = Spalten
columns-close = Spalten schließen
columns-which = Spalten und ihre Reihenfolge
columns-help = Angekreuzte Spalten werden gezeigt, die kleinste Zahl zuerst. Ist keine angekreuzt, hat die Liste ihre üblichen.
columns-place = Platz von
columns-density = Zeilen
columns-apply = Zeigen
columns-reset = Übliche Spalten

## saved views

views-title = Gespeicherte Ansichten
views-all = Alle
views-menu = Ansichten
views-menu-close = Ansichten schließen
views-save = Diese Liste als Ansicht speichern
views-save-button = Ansicht speichern
views-save-help = Suche, Filter, Reiter, Reihenfolge, Spalten, Abstand der Zeilen und Seitengröße werden mit ihr gespeichert; im Papierkorb auch dieser.
views-name = Name
views-audience = Wer sie sieht
views-audience-me = Nur ich
views-audience-role = Eine Rolle
views-audience-everyone = Alle, die diese Liste sehen
views-role = Rolle
views-role-help = Nur für eine Rolle nötig: ihr Name.
views-for-me = Nur ich
views-for-role = Rolle { $role }
views-for-everyone = Alle
views-shared = Geteilt von
views-more = Mehr
views-no-audience = Wählen Sie, wer die Ansicht sieht: nur Sie, eine Rolle oder alle.
views-list = Liste
views-default = Standard
views-is-default = Öffnet sich zuerst
views-make-default = Liste mit dieser Ansicht öffnen
views-no-default = Diese Liste mit allen Zeilen öffnen
views-use-default = Zuerst öffnen
views-use-no-default = Nicht zuerst öffnen
views-replace = Änderungen in dieser Ansicht speichern
views-undo-changes = Änderungen verwerfen
views-manage = Ansichten verwalten
views-manage-of = Gespeicherte Ansichten von { $things }
views-none = Es gibt noch keine gespeicherten Ansichten
views-none-how = Suchen, filtern und sortieren Sie die Liste oder wählen Sie Spalten, dann speichern Sie sie unter „Ansichten“.
views-to-list = Liste öffnen
views-edit = Ändern
views-edit-title = Ansicht ändern
views-save-changes = Speichern
views-delete = Ansicht löschen
views-delete-sure = Diese Ansicht löschen? Wer sie zuerst öffnen ließ, hat wieder die ganze Liste. Zeilen werden keine gelöscht.
views-delete-button = Löschen
views-owner = Gespeichert von
views-you = Ihnen
views-right-share = Ansichten mit einer Rolle oder allen teilen

views-saved = Die Ansicht „{ $name }“ wurde gespeichert.
views-changed = Die Ansicht „{ $name }“ wurde geändert.
views-replaced = Die Ansicht „{ $name }“ zeigt ab jetzt diese Liste.
views-deleted = Die Ansicht „{ $name }“ wurde gelöscht.
views-default-set = Diese Liste öffnet sich ab jetzt mit „{ $name }“.
views-default-unset = Diese Liste öffnet sich ab jetzt mit allen Zeilen.
views-left-out = Ein Teil der Ansicht „{ $name }“ fehlt, etwa eine Suche, ein Filter, ein Reiter, eine Spalte oder eine Reihenfolge: Das gibt es nicht mehr, oder nicht für Sie.
views-replace-cut = Sie sehen nicht alles von dieser Ansicht, und andere verlören den Rest: Speichern Sie die Liste stattdessen als eigene Ansicht.
views-replaced-meanwhile = Jemand anders hat diese Ansicht inzwischen geändert: Öffnen Sie sie noch einmal, dann speichern Sie Ihre Änderungen.
views-not-saved = Die Ansicht wurde nicht gespeichert

views-bad-name = Eine Ansicht braucht einen Namen aus höchstens { $most } Zeichen, ohne Steuerzeichen und Zeichen, die die Schreibrichtung umkehren.
views-name-taken = Sie haben eine andere Ansicht dieser Liste mit diesem Namen: Wählen Sie einen anderen.
views-bad-role = Nennen Sie die Rolle, für die die Ansicht ist, in höchstens 190 Zeichen.
views-too-many = Sie haben { $most } Ansichten dieser Liste, und mehr gibt es nicht: Löschen Sie erst eine.
views-too-long = Diese Liste sagt mehr, als eine Ansicht fassen kann: Lassen Sie einige ihrer Filter weg.
views-gone = Diese Ansicht gibt es nicht mehr: Wählen Sie eine andere.

audit-view = Gespeicherte Ansicht
audit-view-event = Eine gespeicherte Ansicht
audit-view-shared = Ansicht geteilt
audit-view-unshared = Ansicht nicht mehr geteilt
audit-view-changed = Geteilte Ansicht geändert
audit-view-replaced = Was eine geteilte Ansicht zeigt, wurde ersetzt
audit-view-deleted = Geteilte Ansicht gelöscht
