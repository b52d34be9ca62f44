# Dateien, die Handgriffe bekommen.
chore-file-lost = Die Datei ist nicht mehr da: bitte für einen neuen Lauf noch einmal auswählen
chore-file-large = „{ $name }“ hat { $size }, und { $most } sind das Höchste, was hier gelesen wird
csv-utf16 = Die Datei ist UTF-16. Speichern Sie sie als CSV (UTF-8).
csv-columns = Zeile { $line } hat mehr als { $most } Zellen: Lassen Sie welche weg.
csv-no-heading = Spalte { $number } hat keine Überschrift: Geben Sie ihr eine.
csv-heading-twice = Es gibt zwei Spalten „{ $name }“: Benennen Sie eine davon um.
csv-no-column = Es gibt keine Spalte „{ $name }“. Es gibt: { $there }
csv-cells = Zeile { $line } hat { $cells } Zellen unter { $headings } Überschriften.
csv-cell = Zeile { $line }, „{ $column }“: „{ $held }“ passt nicht. { $reason }
csv-row = Zeile { $line }: { $reason }
csv-out-of-range = Diese Zahl ist hier zu klein oder zu groß.
csv-not-bool = Schreiben Sie true oder false.
csv-more =
    { $count ->
        [one] Eine weitere Zeile ist falsch.
       *[other] { $count } weitere Zeilen sind falsch.
    }
