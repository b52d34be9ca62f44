# Zeilen als Dateien: Export und Import.

## Export
export-title = Exportieren
export-csv = Als CSV herunterladen
export-heading = { $things } exportieren
export-forbidden = Sie dürfen { $things } nicht exportieren.
export-none = Es gibt noch keine Datei
export-no-columns = Es ist keine Spalte gewählt. Kreuzen Sie an, welche in die Datei sollen.
export-unknown-column = Eine Spalte „{ $name }“, die Sie exportieren könnten, gibt es nicht.
export-unknown-format = Eine Art von Datei namens „{ $format }“ gibt es hier nicht.
export-rows = In der Datei: { $rows }
export-limit = Eine Datei hat höchstens { $most } Zeilen.
export-over-limit = Es sind mehr Zeilen als die { $most }, die eine Datei höchstens hat: Der Rest würde fehlen, und die letzte Zeile der Datei würde das sagen. Grenzen Sie die Liste mit ihren Filtern ein und exportieren Sie sie in Teilen.
export-rest-left-out = In dieser Datei sind nur die ersten { $most } Zeilen. Es gibt mehr: Grenzen Sie die Liste ein und exportieren Sie sie in Teilen.
export-order = Die Zeilen stehen in der Reihenfolge ihrer Schlüssel, wonach auch immer die Liste sortiert ist.
export-columns = Spalten
export-columns-list = Spalten der Liste
export-columns-others = Weitere Felder
export-file = Datei
export-format = Art der Datei
export-format-csv = CSV-Datei
export-format-xlsx = Excel-Datei (XLSX)
export-format-help = Eine Excel-Datei hat höchstens 100.000 Zeilen; in eine CSV-Datei passen mehr. In einer Excel-Datei ist ein Text ein Text, womit er auch beginnt.
export-as = Werte
export-as-shown = Wie Menschen sie lesen
export-as-raw = Wie ein Import sie liest
export-as-help = Wie Menschen sie lesen: mit den Namen anderer Datensätze und der Auswahlmöglichkeiten, Zahlen und Tage wie in Ihrer Region. Wie ein Import sie liest: mit Schlüsseln, Zahlen mit Punkt, Tagen wie 2026-03-29 und Zeiten in UTC. Kreuzen Sie auch den Schlüssel an, wenn Sie diese Datensätze durch einen Import ändern möchten.
export-excel = Für Excel
export-excel-help = Beginnt die Datei mit einem Zeichen, an dem Excel ihre Buchstaben erkennt, und setzt zwischen die Zellen, was Excel in Ihrer Region erwartet: ein Semikolon, wo Zahlen ein Komma haben.
export-formulas = In einer CSV-Datei bekommt ein Text, den eine Tabellenkalkulation für eine Formel halten könnte, weil er mit =, +, - oder @ beginnt, einen Apostroph davor. Ein Import nimmt ihn wieder weg.
export-run = Herunterladen

## Import
import-title = Importieren
import-heading = { $things } importieren
import-forbidden = Sie dürfen { $things } nicht importieren.
import-none = Nichts wurde importiert
import-lead = Datensätze aus einer CSV-Datei, wie jede Tabellenkalkulation sie speichern kann. Zuerst sehen Sie, was geschehen würde; geschrieben wird nichts, bevor Sie es sagen.
import-file = Datei
import-limits = CSV mit Überschriften in der ersten Zeile: UTF-8, mit Kommas, Semikolons oder Tabulatoren zwischen den Zellen. Höchstens { $size }, { $rows } Zeilen und { $columns } Spalten.
import-example = Ein Beispiel herunterladen
import-fields = Eine Datei kann setzen: { $names }.
import-kept = Die Datei bleibt für die nächsten Seiten auf dem Server, höchstens eine Stunde lang.
import-read = Datei lesen
import-no-file = Es ist keine Datei gewählt. Wählen Sie eine und lesen Sie sie dann.
import-gone = Die Datei ist nicht mehr da: Sie wurde schon importiert, ist älter als eine Stunde oder liegt auf einem anderen Server. Wählen Sie sie noch einmal.
import-failed-gone = Diese Datei ist nicht mehr da: Sie bleibt nur eine Stunde lang.
import-failed-name = fehlerhaft
import-columns-of = Was die Spalten sind: { $rows }
import-columns-help = Wählen Sie für jedes Feld die Spalte der Datei, aus der es gefüllt wird. Felder ohne Spalte bleiben, wie sie sind, oder wie das Formular für einen neuen Datensatz sie hat.
import-doubtful = Diese Überschriften gibt es mehr als einmal, sodass Sie wählen müssen: { $names }
import-required = erforderlich
import-leave-out = Weglassen
import-field-key = Findet den Datensatz, der geändert werden soll.
import-field-new = Nur bei neuen Datensätzen.
import-how = Wie
import-mode = Zeilen der Datei
import-mode-add = Alle hinzufügen
import-mode-change = Die Datensätze mit diesen Schlüsseln ändern
import-mode-both = Die Datensätze mit diesen Schlüsseln ändern, die anderen hinzufügen
import-wrong-rows = Wenn eine Zeile falsch ist
import-whole = Nichts importieren
import-skip = Sie weglassen und die anderen importieren
import-whole-help = „Nichts importieren“ gibt es für Dateien mit bis zu { $most } Zeilen.
import-local = Zahlen und Zeiten sind wie in meiner Region geschrieben
import-local-help = Ohne dieses Kreuz: Zahlen mit Punkt, Zeiten in UTC. Tage sehen immer aus wie 2026-03-29.
import-check = Sehen, was geschehen würde
import-checking = Die Zeilen werden angesehen
import-running = Es wird importiert
import-run = Wirklich importieren
import-change-plan = Spalten neu wählen
import-check-heading = Das würde geschehen
import-done-heading = { $things }: importiert
import-nothing-heading = Es wurde nichts importiert
import-nothing-whole = Manche Zeilen sind falsch, also wurde keine importiert. Verbessern Sie sie in der Datei, oder wählen Sie, falsche Zeilen wegzulassen.
import-added = Hinzugefügt: { $rows }
import-would-add = Hinzuzufügen: { $rows }
import-changed = Geändert: { $rows }
import-would-change = Zu ändern: { $rows }
import-unchanged = Wie sie waren: { $rows }
import-would-stay = Bleiben, wie sie sind: { $rows }
import-wrong =
    { $count ->
        [one] { $count } Zeile ist falsch
       *[other] { $count } Zeilen sind falsch
    }
import-at-line = Zeile { $line }
import-more =
    { $count ->
        [one] und { $count } weitere Zeile
       *[other] und { $count } weitere Zeilen
    }
import-failed = Falsche Zeilen
import-failed-file = Alle herunterladen, mit dem, was falsch ist
import-left-out = Spalten, die wegbleiben: { $names }
import-batches = Eine so lange Datei wird in Teilen angesehen: Ein Wert, den es nur einmal geben darf und der in der Datei weit auseinander zweimal steht, zeigt sich erst beim Importieren.
import-line = Zeile
import-reasons = Was falsch ist
import-unknown-field = „{ $name }“ kann ein Import nicht setzen, oder nicht aus dieser Spalte. Nichts wurde geändert.
import-no-mode = Auf diese Weise dürfen Sie nicht importieren. Nichts wurde geändert.
import-no-fields = Es ist kein Feld gewählt. Wählen Sie für mindestens ein Feld eine Spalte.
import-no-key = Um Datensätze zu ändern, muss die Datei sagen, welche: Wählen Sie eine Spalte für „{ $key }“.
import-too-many-at-once = Alles oder nichts gibt es für Dateien mit bis zu { $most } Zeilen. Wählen Sie, falsche Zeilen wegzulassen.
import-ended-unreachable = Der Import endete vorzeitig: Die Datenbank ist nicht zu erreichen.
import-ended-failed = Der Import endete vorzeitig: Die Datenbank hat abgelehnt.
import-ended-stopped = Der Import wurde abgebrochen.
import-ended-nothing = Der Import wurde abgebrochen, und nichts davon wurde geschrieben.
import-cells =
    { $count ->
        [one] Die Zeile hat { $count } Zelle, und es gibt { $wanted } Überschriften.
       *[other] Die Zeile hat { $count } Zellen, und es gibt { $wanted } Überschriften.
    }
import-no-such = Mit dem Schlüssel { $key } gibt es nichts ({ $thing }).
import-row-without-key = Die Zeile hat keinen Schlüssel, sodass niemand weiß, welcher Datensatz gemeint ist.
import-no-such-label = Namens „{ $label }“ gibt es nichts ({ $thing }).
import-several = Mehrere heißen „{ $label }“ ({ $thing }): Schreiben Sie den Schlüssel.
import-too-large = Eine Datei darf höchstens { $most } haben: Teilen Sie sie.
import-nul = In Zeile { $line } steht ein NUL: Das ist keine Textdatei. Speichern Sie sie als CSV (UTF-8).
import-unclosed = Das Anführungszeichen, das in Zeile { $line } beginnt, endet nicht: Schließen Sie es, oder nehmen Sie es weg.
import-empty = Die Datei ist leer: Wählen Sie eine andere.
import-columns = Die Datei hat { $count } Spalten, und { $most } sind das Höchste: Lassen Sie welche weg.
import-rows = Die Datei hat mehr als { $most } Zeilen. Teilen Sie sie.
import-no-rows = Unter den Überschriften steht keine Zeile: Fügen Sie welche hinzu, oder wählen Sie eine andere Datei.
import-unreadable = Die Datei ist nicht als CSV zu lesen. Speichern Sie sie als CSV (UTF-8).
import-large-cell = Eine Zelle in Zeile { $line } ist größer als { $most }. Vielleicht ist ein Anführungszeichen davor nicht geschlossen.
import-utf16 = Die Datei beginnt wie UTF-16 und ist keines. Speichern Sie sie als CSV (UTF-8).
import-utf8 = Zeile { $line } ist kein UTF-8. Speichern Sie die Datei als CSV (UTF-8).
