# Zeilen als Dateien: Export und Import.

## Export
export-title = Exportieren
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
export-as = Werte
export-as-shown = Wie Menschen sie lesen
export-as-raw = Wie ein Import sie liest
export-as-help = Wie Menschen sie lesen: mit den Namen anderer Datensätze und der Auswahlmöglichkeiten, Zahlen und Tage wie in Ihrer Region. Wie ein Import sie liest: mit Schlüsseln, Zahlen mit Punkt, Tagen wie 2026-03-29 und Zeiten in UTC. Kreuzen Sie auch den Schlüssel an, wenn Sie diese Datensätze durch einen Import ändern möchten.
export-excel = Für Excel
export-excel-help = Beginnt die Datei mit einem Zeichen, an dem Excel ihre Buchstaben erkennt, und setzt zwischen die Zellen, was Excel in Ihrer Region erwartet: ein Semikolon, wo Zahlen ein Komma haben.
export-formulas = Ein Text, den eine Tabellenkalkulation für eine Formel halten könnte, weil er mit =, +, - oder @ beginnt, bekommt einen Apostroph davor. Ein Import nimmt ihn wieder weg.
export-run = Herunterladen
