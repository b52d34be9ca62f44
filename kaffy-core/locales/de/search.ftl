# Die Suche über alles, und die Tasten. `$words` in einer Meldung eines Skripts setzt das Skript ein.

search-title = Alles durchsuchen
search-open = Suche
search-label = Seiten, Aktionen und Datensätze suchen
search-placeholder = Was suchen Sie?
search-button = Suchen
search-help = Seiten, Aktionen und Datensätze dort, wo es eine Suche gibt. Beginnen Sie mit dem Namen einer Liste, um nur dort zu suchen: „{ $thing } 12“ öffnet sofort den Datensatz 12.
search-help-none = Seiten und Aktionen.
search-recent = Kürzlich geöffnet
search-pages = Seiten
search-actions = Aktionen
search-all-in = Alle in { $things }
search-count =
    { $number ->
        [0] Nichts gefunden
        [one] 1 Treffer
       *[other] { $number } Treffer
    }
search-none-yet = Bisher nichts gefunden
search-none = Nichts gefunden für „{ $words }“
search-none-why = Prüfen Sie die Schreibweise, oder suchen Sie mit weniger Wörtern.
search-late = Hier dauerte es zu lange, oder es ging nicht. Suchen Sie dort einzeln:
search-rest = Durchsucht wurden { $count } von { $all } Listen. Beginnen Sie mit dem Namen einer Liste, um dort zu suchen.
search-add = { $thing } hinzufügen
search-import = { $things } importieren
search-export = { $things } exportieren
search-start = „{ $name }“ starten
search-failed = Der Server ist nicht erreichbar oder gibt keine Antwort. Suchen Sie stattdessen auf der Seite der Suche.
search-working = Es wird gesucht …
search-hint = Pfeiltasten wählen, Eingabe öffnet, Esc schließt.

## Tasten
keys-page-lead = Was einzelne Tasten tun. Während Sie in ein Feld schreiben, tun sie nichts.
keys-find = Eine Taste finden
keys-find-button = Finden
keys-none = Das tut keine Taste.
keys-anywhere = Überall
keys-on-lists = In Listen
keys-on-forms = In Formularen
keys-go-to = Gehe zu
keys-go-lead = Drücken Sie g, dann den Buchstaben.
keys-palette = Alles durchsuchen
keys-help = Diese Übersicht
keys-slash = In der Liste suchen, oder in allem
keys-select = Zeile auswählen
keys-are-on = Einzelne Tasten sind eingeschaltet.
keys-are-off = Einzelne Tasten sind ausgeschaltet.
keys-turn-off = Einzelne Tasten ausschalten
keys-turn-on = Einzelne Tasten einschalten
keys-switch-lead = Tasten zusammen mit Strg oder ⌘ bleiben. Die Wahl gilt in diesem Browser.
