# Was die Seiten sagen. Substantive kommen von der Anwendung, ohne Geschlecht und Fall: die Sätze sind so gebaut, dass
# es auf beides nicht ankommt.

## Der Rahmen jeder Seite
layout-local = Entwickler vor Ort
layout-language = Sprache
language-unknown = In dieser Sprache gibt es die Verwaltung nicht. Wählen Sie eine von denen am Fuß der Seite.
layout-skip = Zum Inhalt springen
layout-no-login = ohne Anmeldung
layout-light = Hell
layout-light-theme = Helles Erscheinungsbild
layout-auto = Wie das System
layout-auto-theme = Erscheinungsbild wie das System
layout-dark = Dunkel
layout-dark-theme = Dunkles Erscheinungsbild
layout-menu = Menü
layout-admin = Verwaltung
layout-filter = Filtern
layout-filter-menu = Menü filtern
layout-found = Gefunden: { $count }
layout-pages = Seiten
layout-breadcrumb = Weg hierher
layout-home = Start
layout-dashboard = Übersicht
layout-error = Fehler: { $title }
layout-new-tab = (öffnet einen neuen Tab)
layout-cancel = Abbrechen

## Tastenkürzel
keys-title = Tastenkürzel
keys-filters = Filter
keys-new = Neu
keys-rows = Nächste und vorige Zeile
keys-open = Zeile öffnen
keys-save = Speichern
keys-close-open = Schließen, was offen ist
keys-close = Schließen
keys-enter = Eingabe
keys-control = Strg
keys-escape = Esc

## Die erste Seite und die Seiten der Bereiche
home-add = { $thing } hinzufügen
home-nothing = Hier gibt es nichts, was Sie sehen dürfen.

## Übersichten
dashboard-empty = Diese Übersicht ist noch leer
dashboard-empty-resource = Wer die Anwendung entwickelt, fügt ein Widget hinzu: mit
dashboard-empty-admin = für eine Ressource, oder mit
dashboard-there-is = Was es gibt

## Widgets
widget-show = „{ $title }“ anzeigen
widget-retry = Erneut versuchen
widget-unreachable = Der Server ist nicht erreichbar oder verweigert die Antwort.
widget-not-here = Das lässt sich hier nicht anzeigen.
widget-broken = Hier ist etwas kaputt, und das liegt an uns. Der Grund steht im Protokoll.
widget-database = Die Datenbank ist ausgelastet oder nicht erreichbar.
widget-slow =
    { $seconds ->
        [one] Das hat länger als eine Sekunde gedauert.
       *[other] Das hat länger als { $seconds } Sekunden gedauert.
    }

## Diagramme
chart-none = Es gibt noch keine Zahlen.
chart-table = Die Zahlen als Tabelle
chart-numbers = Zahlen zu { $title }
chart-line = Liniendiagramm.
chart-bar = Balkendiagramm.
chart-pie = Kreisdiagramm.
chart-range = { $name }: von { $least } bis { $most }.
chart-single = { $name }: { $value }.
chart-gap = { $name }: keine Zahlen.
chart-points = { $count } Punkte, { $first } bis { $last }.
chart-others = { $count } weitere
chart-percent = { $percent } %
chart-under = unter 1 %
chart-thousands = { $number } Tsd
chart-millions = { $number } Mio
chart-billions = { $number } Mrd
chart-trillions = { $number } Bio

## Worte, die mehrere Seiten haben
page-thing = { $thing }
page-count =
    { $number ->
        [one] { $count } { $thing }
       *[other] { $count } { $things }
    }
page-and = { $most } und { $last }
page-or = { $most } oder { $last }
page-back-to = Zurück zur Liste: { $things }

## Listen
page-list-add = { $thing } hinzufügen
page-list-count =
    { $number ->
        [one] { $count } { $thing } passt
       *[other] { $count } { $things } passen
    }
page-list-search = Suchen
page-list-search-in = { $things } durchsuchen
page-list-search-help = Sucht in: { $places }. Jedes Wort muss vorkommen; "Anführungszeichen" halten Worte zusammen.
page-list-place = { $first }{ $rest }
page-list-searched = Suche nach „{ $text }“
page-list-chips = Was diese Liste eingrenzt
page-list-remove = Entfernen
page-list-remove-chip = Entfernen:
page-list-clear-all = Alle entfernen
page-list-clear = Suche und Filter entfernen
page-list-unsort = Zurück zur üblichen Reihenfolge
page-list-show-all = Alle { $things } anzeigen
page-list-no-match = Keine { $things } gefunden
page-list-no-match-why = Zu Suche und Filtern passt so nichts.
page-list-gone = Keine { $things } auf dieser Seite
page-list-gone-why = Vielleicht wurden sie inzwischen gelöscht.
page-list-first-page = Zur ersten Seite
page-list-none = Noch keine { $things }
page-list-none-add = Sobald es etwas gibt, steht es hier.
page-list-none-look = Sie dürfen { $things } ansehen, aber nicht hinzufügen.
page-list-pages = Seiten
page-list-first = Erste
page-list-previous = Vorige
page-list-next = Nächste
page-list-last = Letzte
page-list-newest = Neueste
page-list-newer = Neuere
page-list-older = Ältere
page-list-bad = So lassen sich { $things } nicht eingrenzen. Prüfen Sie: { $name }.
page-list-unknown = { $things } lassen sich nicht nach „{ $name }“ eingrenzen: Diesen Filter gibt es nicht.
page-list-sizes = Zeilen pro Seite
page-list-rows = Zeilen
page-list-rows-each = Zeilen

## Die Tabelle einer Liste
table-select-page = Alle auf dieser Seite auswählen
table-select = Auswählen:
table-open = Öffnen:
table-sort = Nach { $label } sortieren
table-sorted = Danach wird an { $place }. Stelle sortiert
table-reverse = Andersherum
table-reverse-by = Andersherum nach { $label } sortieren
table-also = Auch danach sortieren
table-also-by = Auch nach { $label } sortieren
table-unsort = Nicht mehr danach sortieren
table-unsort-by = Nicht mehr nach { $label } sortieren
table-unsortable = Diese Liste lässt sich nicht nach { $label } sortieren
table-too-slow = Nach { $label } zu sortieren würde mehr als eine Million Zeilen lesen: Kein Index ist dafür da.

## Zeilen einer Liste auswählen
selection-title = Aktionen für ausgewählte { $things }
selection-page = Diese Seite auswählen
selection-select = Auswählen: { $all }
selection-selected = Ausgewählt: { $all }
selection-all = alle { $count } { $things }
selection-all-match = alle { $count }, die passen
selection-many = alle { $things }
selection-many-match = alle, die passen
selection-action = Aktion
selection-choose = Aktion wählen …
selection-run = Ausführen …
selection-clear = Auswahl aufheben
selection-here = Alle { $count } hier auswählen
selection-count = { $count } von { $total } ausgewählt

## Filter
page-filter-title = Filter
page-filter-on = aktiv
page-filter-close = Filter schließen
page-filter-apply = Anwenden
page-filter-clear = Alle entfernen
page-filter-empty = Leer
page-filter-either = Egal
page-filter-is-empty = Ist leer
page-filter-is-not-empty = Ist nicht leer
page-filter-from = Von
page-filter-to = Bis
page-filter-contains = Enthält
page-filter-starts = Beginnt mit
page-filter-has = Enthält
page-filter-is = Ist
page-filter-before = Vor
page-filter-any = Beliebig

## Werte in Listen und Formularen
cell-yes = Ja
cell-no = Nein
cell-empty = leer
cell-secret = nicht angezeigt
cell-unreadable = nicht lesbar
cell-no-choice = Das ist keine der Möglichkeiten.
cell-more = und { $count } weitere
cell-others = { $few } und { $count } weitere
cell-bytes =
    { $count ->
        [one] { $count } Byte
       *[other] { $count } Bytes
    }
cell-kilobytes = { $size } kB
cell-megabytes = { $size } MB

## Eine Zeile beim Tippen finden
combo-choose = Wählen …
combo-type = Tippen, um zu suchen
combo-options = Möglichkeiten
combo-none = Nichts gewählt
combo-more = Weitertippen, um einzugrenzen
combo-nothing = Nichts gefunden
combo-found = Gefunden: { $count }
combo-found-more = Gefunden: { $count } oder mehr
combo-failed = Die Suche ist fehlgeschlagen: Tippen Sie weiter, um es noch einmal zu versuchen

## Formulare
page-form-add = { $thing } hinzufügen
page-form-on-site = Auf der Website ansehen
page-form-delete = Löschen
page-form-not-saved = Noch nichts gespeichert
page-form-not-saved-fields =
    { $count ->
        [one] Noch nichts gespeichert: { $count } Feld braucht noch einen Blick
       *[other] Noch nichts gespeichert: { $count } Felder brauchen noch einen Blick
    }
page-form-look = Sie dürfen das ansehen, aber nicht ändern.
page-form-save = Speichern
page-form-save-back = Speichern und zurück
page-form-leave = Zurück, ohne zu speichern
page-form-stay = Speichern und weiter bearbeiten
page-form-another = Speichern und Weiteres hinzufügen
page-form-back = Zurück zur Liste
page-form-required = erforderlich
page-form-unreadable = Was hier in der Datenbank steht, ist nicht lesbar ({ $why }). Bleibt das Feld leer, bleibt es, wie es ist.
page-form-unreadable-short = Nicht lesbar ({ $why }). Bleibt das Feld leer, bleibt es, wie es ist.
page-form-unreadable-group = Was hier in der Datenbank steht, ist nicht lesbar ({ $why }).
page-form-again = „{ $file }“ wurde nicht behalten, da noch nichts gespeichert ist: Wählen Sie die Datei noch einmal.
page-form-condition = Wird nur verlangt, wenn bei „{ $label }“ steht: { $values }.
page-form-condition-yes = ja
page-form-condition-no = nein
page-form-item = { $place }, Eintrag { $number }
page-form-choose = Wählen …
page-form-added = { $thing } „{ $label }“ wurde hinzugefügt.
page-form-added-before = { $thing } „{ $label }“ wurde schon hinzugefügt, als dieses Formular das erste Mal gesendet wurde; ein zweites Mal geschah das nicht.
page-form-sent-before = Dieses Formular wurde schon gesendet und hat { $thing } „{ $label }“ hinzugefügt. Jetzt steht etwas anderes darin: Noch einmal speichern fügt einen weiteren Datensatz hinzu.
page-form-added-and-gone = Dieses Formular wurde schon gesendet, und was es hinzugefügt hat ({ $thing }), gibt es nicht mehr. Noch einmal speichern fügt es hinzu.
page-form-saved = { $thing } „{ $label }“ wurde gespeichert.
page-form-unchanged = { $thing } „{ $label }“ blieb, wie es war: Nichts war geändert.

## Felder in einem Feld
group-json = Das wird als JSON angezeigt, da es nicht zu den Feldern passt ({ $why }).
group-entry = Eintrag
group-key = Schlüssel
group-value = Wert
group-nothing = Nichts
group-none = Noch nichts
group-add = Hinzufügen:
group-add-one = { $thing } hinzufügen
group-add-to = zu { $label }
group-remove = Entfernen
group-up = Nach oben
group-down = Nach unten
group-inside = { $label }, { $row }

## Zeilen anderer Ressourcen auf einem Formular
inline-actions = Was mit der Zeile geschieht
inline-none = Keine.
inline-none-yet = Noch keine.
inline-more = Weitere: { $title }
inline-previous = Vorige 50
inline-next = Nächste 50
inline-only-these = Das Formular speichert nur diese Zeilen; die anderen bleiben, wie sie sind.
inline-add = { $thing } hinzufügen
inline-new = Neu: { $thing }
inline-open = Öffnen
inline-remove = Entfernen
inline-added = Zeile { $count } hinzugefügt
inline-up-to = Höchstens { $max } { $things }.
inline-at-least = Mindestens { $min } { $things }.
inline-exactly = Genau { $max } { $things }.
inline-between = { $min } bis { $max } { $things }.

## Was von anderen Ressourcen gewählt ist
links-none = Nichts gewählt
links-add = Hinzufügen
links-add-one = { $thing } hinzufügen
links-key = Schlüssel: { $thing }
links-cut = Es gibt mehr, als hier stehen; der Rest bleibt, wie er ist.

## Eine Zeile einer anderen Ressource wählen
pick-heading = { $thing } wählen
pick-search = { $things } durchsuchen
pick-no-match = Keine { $things } gefunden
pick-no-match-why = Versuchen Sie es mit weniger oder anderen Wörtern.
pick-leave = Zurück, ohne zu wählen
pick-clear = Nichts wählen
pick-more = Nächste 20
pick-open = Öffnen
pick-gone = Unter diesem Schlüssel gibt es nichts ({ $thing }).
pick-nothing = Nichts gewählt ({ $thing })
pick-add = Hinzufügen
pick-edit = Bearbeiten
pick-no-field = Dieses Formular hat kein solches Feld.
pick-no-filter = Diese Liste hat keinen solchen Filter.
pick-no-target = Für dieses Feld gibt es nichts zu wählen.
pick-no-form = Es gibt kein Formular, zu dem es zurückgehen könnte.

## Formatierter Text
rich-bar = Formatierung von { $label }
rich-bold = Fett
rich-italic = Kursiv
rich-heading = Überschrift
rich-subheading = Kleinere Überschrift
rich-list = Liste
rich-numbers = Nummerierte Liste
rich-quote = Zitat
rich-link = Link
rich-undo = Rückgängig
rich-address = Adresse
rich-example = https://example.org
rich-set = Setzen
rich-unset = Entfernen
rich-no-address = Das ist keine Adresse: Schreiben Sie sie wie example.org/brot oder mia@example.org.

## Dateien
page-file-limits = { $types }, höchstens { $size }.
page-file-any = Jede Datei, höchstens { $size }.
page-file-pixels = { $width } × { $height } Pixel
page-file-replace = Eine neue Datei ersetzt diese.
page-file-remove = Diese Datei entfernen
page-file-gone = Hier ist keine Datei. Vielleicht wurde sie ersetzt.

## Löschen
page-delete-title = { $thing } löschen
page-delete-heading = { $thing } „{ $label }“ löschen?
page-delete-nothing = Nichts wurde gelöscht
page-delete-blocked = Blockiert durch
page-delete-blocked-why = Diese verweisen darauf und müssen zuerst geändert oder gelöscht werden.
page-delete-forbidden = Nicht erlaubt
page-delete-forbidden-why = Dabei würde auch hier etwas gelöscht, was Sie nicht dürfen: { $places }.
page-delete-cascades = Wird mit gelöscht
page-delete-unlinked = Der Verweis wird gelöst
page-delete-unlinked-why = Diese bleiben und verweisen nicht mehr darauf.
page-delete-through = über { $field }
page-delete-through-via = über { $field }, auf dem Weg über { $via }
page-delete-more = und weitere
page-delete-alone = Sonst verweist nichts darauf.
page-delete-final = Das lässt sich nicht rückgängig machen.
page-delete-button = { $thing } löschen
page-delete-back = Zurück
page-delete-changed = { $thing } oder was mit gelöscht würde, hat jemand geändert, seit gefragt wurde. Vor dem Löschen noch einmal ansehen.
page-delete-done = { $thing } „{ $label }“ wurde gelöscht.

## Aktionen
page-action-heading = { $action }: „{ $label }“
page-action-not-run = Nichts wurde geändert
page-action-not-run-fields =
    { $count ->
        [one] Nichts wurde geändert: { $count } Feld braucht noch einen Blick
       *[other] Nichts wurde geändert: { $count } Felder brauchen noch einen Blick
    }
page-action-applies = Gilt für { $rows }
page-action-narrowed = Alle, für die jetzt gilt:
page-action-missing =
    { $number ->
        [one] { $rows } der Auswahl wurde nicht gefunden und bleibt außen vor.
       *[other] { $rows } der Auswahl wurden nicht gefunden und bleiben außen vor.
    }
page-action-more = und { $count } weitere
page-action-more-than = und mehr als { $count } weitere
page-action-more-about = und etwa { $count } weitere
page-action-more-many = und viele weitere
page-action-working = In Arbeit: { $rows }. Lassen Sie diese Seite offen: Wird sie geschlossen, endet der Lauf nach den Zeilen, die gerade dran sind, und was getan ist, bleibt getan.
page-action-step = { $seen } von { $rows }
page-action-step-failed = { $seen } von { $rows }, { $failed } nicht erledigt
page-action-broke = Der Lauf ist abgebrochen. Der Grund steht im Protokoll.
page-action-done-one = { $thing } „{ $label }“: { $done }.
page-action-done-none = { $thing }: nichts { $done }.
page-action-done-many = { $rows }: { $done }.
page-action-ran-one = { $action }: erledigt für { $thing } „{ $label }“.
page-action-ran-none = { $action }: für nichts erledigt ({ $thing }).
page-action-ran-many = { $action }: erledigt für { $rows }.
page-action-stayed = { $rows } – geblieben wie zuvor:
page-action-gone =
    { $number ->
        [one] { $rows } wurde nicht gefunden: verschwunden, oder passt nicht mehr.
       *[other] { $rows } wurden nicht gefunden: verschwunden, oder passen nicht mehr.
    }
page-action-unchosen = Keine Aktion war gewählt: Wählen Sie eine neben dem Knopf, und führen Sie sie dann aus.
page-action-unfound = Von der Auswahl wurde nichts gefunden ({ $things }). Nichts wurde geändert.
page-action-unselected = „{ $action }“ wurde nicht ausgeführt: Nichts ist ausgewählt ({ $thing }). Wählen Sie zuerst etwas aus.
page-action-not-here = Sie dürfen „{ $action }“ hier nicht ausführen.
page-action-not-this = Sie dürfen „{ $action }“ hierfür nicht ausführen ({ $thing }).
page-action-unknown = { $things } haben keine Aktion mit diesem Namen. Vielleicht wurde sie umbenannt: Gehen Sie zurück, und laden Sie die Seite neu.
page-action-expired = Die Auswahl ist zu alt. Nichts wurde geändert. Gehen Sie zurück zur Liste, und wählen Sie neu aus.
page-action-foreign = Die Auswahl stammt nicht von dieser Website, oder sie wurde unterwegs verändert. Nichts wurde geändert. Gehen Sie zurück zur Liste, und wählen Sie neu aus.

## Fehler
error-400 = Diese Anfrage passt hier nicht
error-403 = Das dürfen Sie nicht
error-404 = Nicht gefunden
error-405 = Hier nicht möglich
error-408 = Zu langsam
error-409 = Die Daten lassen das nicht zu
error-413 = Zu groß
error-415 = Kein Formular
error-503 = Im Augenblick nicht verfügbar
error-500 = Etwas ist schiefgegangen
error-number = Nummer dieser Anfrage:
error-plain = { $heading }. Nummer { $number }.
error-way-on = Zur ersten Seite
error-no-page = Unter dieser Adresse gibt es keine Seite.
error-no-record = Das gibt es nicht ({ $thing }). Vielleicht wurde es gelöscht, oder die Adresse ist unvollständig.
error-not-a-form = Die Verwaltung nimmt nur Formulare an (application/x-www-form-urlencoded, oder multipart/form-data, wo ein Formular Dateien hat).
error-too-slow = Das Formular kam nicht rechtzeitig an. Gehen Sie zurück, und senden Sie es noch einmal.
error-busy = Hier arbeiten gerade zu viele. Versuchen Sie es in ein paar Sekunden noch einmal.
error-host = Unter diesem Host antwortet die Verwaltung nicht. Öffnen Sie sie unter der Adresse, die Sie bekommen haben, oder fragen Sie die Betreiber der Website.
error-unavailable = Die Datenbank ist ausgelastet oder nicht erreichbar. Versuchen Sie es gleich noch einmal.
error-storage = Dateien lassen sich gerade weder annehmen noch herausgeben. Nichts wurde geändert. Versuchen Sie es gleich noch einmal.
error-template = Eine Vorlage ließ sich nicht zeichnen; der Grund steht unten. Nur ein Debug-Build zeigt ihn.
error-ours = Das liegt an uns, nicht an Ihnen. Nichts wurde geändert. Versuchen Sie es noch einmal, und nennen Sie den Betreibern dieser Website die Nummer unten, wenn es dabei bleibt.
error-ours-soon = Das liegt an uns, nicht an Ihnen. Versuchen Sie es gleich noch einmal.
error-method = Diese Adresse beantwortet keine Anfragen dieser Art.
error-request = Die Anfrage war nicht zu verstehen. Gehen Sie zurück, laden Sie die Seite neu, und versuchen Sie es noch einmal.
error-rule = Die Datenbank lässt das nicht zu: Es verstieße gegen eine Regel zwischen Datensätzen. Nichts wurde geändert. Gehen Sie zurück, und sehen Sie an, was dazugehört.
error-read-only = Das lässt sich nicht ändern: In der Datenbank ist es eine Sicht, oder die Verwaltung darf dort nur lesen.
error-unfit = Ein Wert passt nicht in die Spalte, für die er bestimmt ist. Nichts wurde geändert. Gehen Sie zurück, und schreiben Sie ihn anders.
error-request-utf8 = Die Anfrage ist nicht in UTF-8 geschrieben. Nichts wurde geändert. Gehen Sie zurück, laden Sie die Seite neu, und senden Sie sie noch einmal.
error-address-utf8 = Die Adresse ist nicht in UTF-8 geschrieben: Vielleicht wurde sie unterwegs verändert.
error-fields = Dieses Formular hat mehr als { $most } Felder. Nichts wurde geändert. Gehen Sie zurück, und senden Sie es in Teilen.
error-form-size = Dieses Formular ist größer als 2 MB. Nichts wurde geändert. Gehen Sie zurück, und kürzen Sie die Texte.
error-text-size = Die Texte dieses Formulars sind größer als 2 MB. Nichts wurde geändert. Gehen Sie zurück, und kürzen Sie sie.
error-file-size = Dieses Formular ist zu groß: Eine Datei darf höchstens { $size } haben. Nichts wurde geändert. Gehen Sie zurück, und wählen Sie eine kleinere Datei.

## Wer nicht herein darf
error-signed-out = Sie sind nicht angemeldet.
error-sign-in = Sie sind nicht angemeldet. Melden Sie sich in der Anwendung an, und kommen Sie dann wieder.
error-forged = { $why } Nichts wurde geändert. Gehen Sie zurück, laden Sie die Seite neu, und senden Sie das Formular noch einmal.
error-forged-token = Das Formular trug nicht das Kennzeichen dieses Browsers. Vielleicht sind Cookies ausgeschaltet, oder die Seite war zu lange offen.
error-forged-site = Das Formular wurde von einer Seite einer anderen Website gesendet.
error-forged-host = Das Formular wurde von einem anderen Host gesendet. Steht ein Proxy vor der Anwendung, muss er den Host-Header unverändert weitergeben.
error-forged-unknown = Die Anfrage sagte nicht, von welcher Seite sie kam: Sie hatte weder einen Origin- noch einen Sec-Fetch-Site-Header. Verwenden Sie einen aktuellen Browser.
error-local-unseen = Diese Verwaltung hat keine Anmeldung und bedient nur diesen Rechner, sieht aber nicht, wer sich verbindet. Starten Sie die Anwendung mit `axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())`.
error-local-remote = Diese Verwaltung hat keine Anmeldung und bedient nur diesen Rechner. Um andere hereinzulassen, wählen Sie eine Anmeldung mit `.auth(Auth::external(…))`.
error-local-proxy = Diese Verwaltung hat keine Anmeldung und bedient nur diesen Rechner, aber die Anfrage kam durch einen Proxy. Wählen Sie eine Anmeldung mit `.auth(Auth::external(…))`.
error-local-name = Diese Verwaltung hat keine Anmeldung und bedient nur diesen Rechner: Öffnen Sie sie als http://localhost oder http://127.0.0.1, mit dem Port der Anwendung.

## Formulare in Teilen, mit Dateien
error-parts = { $why }. Nichts wurde geändert. Gehen Sie zurück, laden Sie die Seite neu, und senden Sie das Formular noch einmal.
error-parts-boundary = Das Formular sagt nicht, wo seine Teile enden
error-parts-nameless = Ein Teil des Formulars hat keinen Namen
error-parts-nested = Ein Teil des Formulars ist ein Formular mit eigenen Teilen
error-parts-short = Das Formular endete mittendrin
error-parts-broken = Das Formular war nicht zu lesen: Seine Teile sind nicht, wie sie sein sollten
error-parts-text = Das Feld „{ $field }“ nimmt eine Datei, und ein Text wurde gesendet
error-parts-file = Das Feld „{ $field }“ nimmt keine Datei
error-parts-files = Das Feld „{ $field }“ nimmt eine Datei, und mehrere wurden gesendet
