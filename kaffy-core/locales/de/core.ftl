## values: what is typed and what is held

value-not-bool = Das ist weder Ja noch Nein: Wählen Sie eines von beiden.
value-not-one-character = Hier muss genau ein Zeichen stehen.
value-not-base64 = Das ist kein Base64: Verwenden Sie Buchstaben, Ziffern, +, / und = zum Auffüllen.
value-not-uuid = Das ist keine UUID wie 67e55044-10b1-426f-9247-bb680e5fe0c8.
value-not-date = Das ist kein Datum: Schreiben Sie es in der Form 2026-03-29.
value-not-time = Das ist keine Uhrzeit: Schreiben Sie sie in der Form 14:05 oder 14:05:30.
value-not-date-time = Das ist kein Zeitpunkt: Schreiben Sie ihn in der Form 2026-03-29T14:05.
value-not-timestamp = Das ist kein Zeitpunkt: Schreiben Sie ihn in der Form 2026-03-29T14:05.
value-not-a-choice = Das steht nicht zur Auswahl: Wählen Sie etwas aus der Liste.
value-not-a-list = Das ist keine Liste: Schreiben Sie sie in der Form ["a", "b"].
value-not-integer = Das ist keine ganze Zahl: Schreiben Sie nur Ziffern, zum Beispiel 42.
value-out-of-range = Diese Zahl liegt außerhalb des Bereichs: Sie muss zwischen { $min } und { $max } liegen.
# $sign is what stands before a fraction where the reader is.
value-not-number =
    Das ist keine Zahl, oder sie ist zu groß: Schreiben Sie sie mit einem { $sign ->
        [comma] Komma
       *[point] Punkt
    }, zum Beispiel { $example }.
value-not-decimal =
    Das ist keine Dezimalzahl mit höchstens 28 Stellen: Schreiben Sie sie mit einem { $sign ->
        [comma] Komma
       *[point] Punkt
    }, zum Beispiel { $example }.
value-control-character = Das enthält ein Steuerzeichen ({ $code }), das sich nicht speichern lässt: Entfernen Sie es.
value-not-json = Das ist kein JSON: Zeile { $line }, Spalte { $column }: { $reason }.
value-json-too-deep = Dieses JSON ist tiefer als { $count } Ebenen verschachtelt: Verschachteln Sie weniger.
value-json-nul = Dieses JSON enthält das Zeichen \u0000, das sich nicht speichern lässt: Entfernen Sie es.
value-does-not-fit = { $value } passt hier nicht.
value-not-one-of = { $value } gehört nicht zu { $choices }.
value-item = Element { $number }: { $reason }
value-item-inside = Element { $number }: { $reason }

## form

form-required = Dieses Feld ist erforderlich.
form-fill-in = Dieses Feld ist erforderlich: Füllen Sie es aus.
form-missing = Dieses Feld fehlte im Formular: Laden Sie die Seite neu, und versuchen Sie es noch einmal.
form-twice = Dieses Feld wurde mehr als einmal gesendet: Laden Sie die Seite neu, und versuchen Sie es noch einmal.
form-white-space = Hier stehen nur Leerzeichen: Schreiben Sie etwas hinein.
form-choose-yes-or-no = Wählen Sie Ja oder Nein.
form-choice-twice = Eine Auswahl wurde doppelt gesendet: Laden Sie die Seite neu, und versuchen Sie es noch einmal.
form-line = Zeile { $number }: { $reason }
form-does-not-fit = Das passt hier nicht: { $reason }.
# Begins a sentence or stands inside one; $names are quoted.
form-refused = dieses Formular kann { $names } nicht setzen: Laden Sie die Seite neu, und versuchen Sie es noch einmal
form-has-errors = das Formular enthält Fehler
form-not-a-list = es ist keine Liste
form-not-an-object = es ist kein Objekt
form-not-an-entry = es ist kein Paar aus Schlüssel und Wert
form-more-than-one-value = `{ $key }` enthält mehr als einen Wert
form-key-twice = Diesen Schlüssel gibt es schon: Wählen Sie einen anderen.
form-other-shape = Was die Datenbank hier enthält, hat inzwischen eine andere Form: Laden Sie die Seite neu.
form-no-such = Diese Auswahl gibt es nicht ({ $thing }): Wählen Sie etwas aus der Liste.
text-quoted = „{ $text }“

## rules of fields

rule-pattern = Das hat nicht die richtige Form: Es muss zu { $pattern } passen.
rule-too-small = Das ist zu klein: Es muss mindestens { $min } sein.
rule-too-large = Das ist zu groß: Es darf höchstens { $max } sein.
rule-too-short = Das ist zu kurz: Es braucht mindestens { $min } Zeichen und hat { $length }.
rule-too-long = Das ist zu lang: Es darf höchstens { $max } Zeichen haben und hat { $length }.
rule-not-email = Das ist keine E-Mail-Adresse wie mia@example.org.
rule-not-web-address = Das ist keine Webadresse: Schreiben Sie sie mit http:// oder https://.
rule-not-colour = Das ist keine Farbe: Schreiben Sie sie in der Form #1f6feb.

## what a database refuses

db-unique = Diesen Wert gibt es schon ({ $thing }): Wählen Sie einen anderen.
db-unique-together = Diese Kombination von Werten gibt es schon ({ $thing }): Ändern Sie einen davon.
db-no-reference = Den Datensatz, auf den das verweist, gibt es nicht: Wählen Sie einen aus der Liste.
db-unfit = Das passt nicht in die Spalte: Es ist zu lang, zu groß oder hat nicht die richtige Form.
db-check = Eine Regel der Tabelle lässt diese Werte nicht zu: Ändern Sie einen davon.
db-check-named = Eine Regel der Tabelle („{ $rule }“) lässt diese Werte nicht zu: Ändern Sie einen davon.
db-read-only = Das lässt sich nicht ändern ({ $thing }): In der Datenbank steht es in einer Sicht, oder die Verwaltung darf dort nur lesen.
db-column-not-on-form = Die Spalte „{ $column }“ braucht einen Wert und steht nicht in diesem Formular: Es lässt sich nichts speichern, bis das Formular sie enthält oder die Spalte einen Vorgabewert hat.
db-hook-unique = Damit gäbe es etwas ein zweites Mal, was es nur einmal geben darf.
db-hook-foreign-key = Damit ginge ein Verweis zwischen Datensätzen verloren.
db-hook-not-null = Etwas, was zu diesem Datensatz gehört, hätte dann einen nötigen Wert nicht.
db-hook-check = Eine Regel der Datenbank lässt das nicht zu.
db-hook-unfit = Ein Wert, der sich daraus ergibt, passt nicht dorthin, wo er stehen soll.
db-hook-read-only = Dazu müsste sich etwas ändern, was die Verwaltung nur lesen darf.

## saving

save-value-out-of-reach = Damit kämen Sie an den Datensatz nicht mehr heran: Wählen Sie einen anderen Wert.
save-out-of-reach = So gespeichert kämen Sie an den Datensatz nicht mehr heran: Ändern Sie, was darüber entscheidet, wer ihn sehen darf.
save-choose-yours = Wählen Sie, zu welchem Ihrer Datensätze das gehört.
save-rules-unchecked = Die Regeln ließen sich nicht prüfen: { $reason }.
save-unreadable = Im Feld „{ $field }“ steht etwas, was nicht gelesen werden kann. Was dazugehört, konnte deshalb nicht erledigt werden.
save-sent-before = Dieses Formular wurde schon gesendet und hat einen Datensatz hinzugefügt.
save-too-slow = das Speichern hat zu lange gedauert
record-gone = den Datensatz gibt es nicht mehr
# $done is saved, changed or deleted.
stop-panicked =
    Bei uns ist etwas schiefgegangen, deshalb wurde nichts { $done ->
        [saved] gespeichert
        [deleted] gelöscht
       *[changed] geändert
    }. Versuchen Sie es noch einmal, und sagen Sie den Betreibern dieser Website Bescheid, wenn es dabei bleibt.
stop-too-slow =
    Das dauerte länger als { $time } und wurde abgebrochen, deshalb wurde nichts { $done ->
        [saved] gespeichert
        [deleted] gelöscht
       *[changed] geändert
    }. Versuchen Sie es gleich noch einmal.
stop-seconds =
    { $count ->
        [one] 1 Sekunde
       *[other] { $count } Sekunden
    }
stop-milliseconds = { $count } Millisekunden

## rows of other resources on a form

# „Entfernen“ is what stands beside the box.
row-gone-remove = Diese Zeile gibt es nicht mehr: Kreuzen Sie „Entfernen“ an, um sie wegzulassen.
row-gone = Diese Zeile gibt es nicht mehr.
row-not-saved = Diese Zeile lässt sich nicht speichern: { $reason }.
row-not-removed = Diese Zeile lässt sich nicht entfernen: { $reason }.
row-referred-to = Diese Zeile lässt sich nicht entfernen: Andere verweisen darauf.
row-too-many =
    Erlaubt { $count ->
        [one] ist höchstens 1 { $thing }
       *[other] sind höchstens { $count } { $things }
    }: Entfernen Sie welche.
row-too-few =
    Nötig { $count ->
        [one] ist mindestens 1 { $thing }
       *[other] sind mindestens { $count } { $things }
    }: Fügen Sie welche hinzu.
row-forbidden = „{ $label }“ lässt sich nicht entfernen: Sie dürfen nicht löschen, was dazugehört ({ $things }).
# $count is of all $blockers together, each of which is a row-blocker.
row-blocked =
    „{ $label }“ lässt sich nicht entfernen: Darauf { $count ->
        [one] verweist
       *[other] verweisen
    } { $blockers }.
row-blocker = { $count } { $things }
link-not-changed = Das lässt sich nicht ändern: { $reason }.

## deleting

delete-changed = der Datensatz hat sich geändert, seit gefragt wurde
delete-blocked = andere Datensätze verweisen auf diesen
delete-forbidden = dabei würden auch Datensätze gelöscht, die Sie nicht löschen dürfen

## what somebody may not do: begins a sentence or stands inside one

access-view-all = Sie dürfen { $things } nicht ansehen
access-add-all = Sie dürfen { $things } nicht hinzufügen
access-change-all = Sie dürfen { $things } nicht ändern
access-delete-all = Sie dürfen { $things } nicht löschen
access-view-one = Sie dürfen diesen Datensatz nicht ansehen ({ $thing })
access-add-one = Sie dürfen diesen Datensatz nicht hinzufügen ({ $thing })
access-change-one = Sie dürfen diesen Datensatz nicht ändern ({ $thing })
access-delete-one = Sie dürfen diesen Datensatz nicht löschen ({ $thing })
access-in-area = Ihnen fehlt das Recht „{ $right }“ ({ $area })
access-not-here = { $things }: Das gehört nicht zu dieser Verwaltung.

## lists and their addresses

count-about = etwa { $count }
count-many = viele
date-all = Gesamter Zeitraum
list-unsortable = { $things } lassen sich nicht nach { $name } sortieren: Folgen Sie den Überschriften der Liste.
list-too-slow = Nach { $label } zu sortieren würde mehr als eine Million Zeilen lesen, da kein Index dafür da ist: Die Liste wird nicht danach sortiert.
list-unfilterable = { $things } lassen sich nicht nach { $name } filtern: Verwenden Sie die Filter, die die Liste anbietet.
list-no-operator = Mit { $name } lässt sich nicht nach { $label } filtern: Verwenden Sie eines von { $operators }.
list-no-tab = { $things } haben keinen Reiter { $name }: Verwenden Sie die Reiter, die die Liste anbietet.
list-size = Eine Seite kann nicht { $size } Zeilen haben: `size` muss eines von { $sizes } sein.
list-last = `last` muss 1 sein und nicht { $value }: Es verlangt die letzte Seite.
list-one-place = Eine Seite beginnt an einer Stelle: Geben Sie nur eines von `after`, `before` und `last` an.
list-sort-twice = `sort` nennt { $name } doppelt: Einmal genügt.
list-too-many-sorts = Eine Liste lässt sich nach höchstens { $count } Spalten sortieren: Lassen Sie welche weg.
list-too-many-filters = Eine Liste nimmt höchstens { $filters } Filter mit insgesamt { $values } Werten an: Lassen Sie welche weg.
list-bad-cursor = Dieser Link zu einer Seite der Liste passt nicht mehr zur Liste, oder er wurde unterwegs verändert. Gehen Sie zurück zur ersten Seite.
list-bad-place = Dieser Link zu weiteren Zeilen des Formulars ist unvollständig. Öffnen Sie den Datensatz noch einmal.
search-control-character = Die Suche enthält ein Steuerzeichen ({ $code }), das in keinem Text vorkommt: Entfernen Sie es.
search-too-much = Eine Suche nimmt { $words } Wörter mit insgesamt { $characters } Zeichen an. Nicht gesucht wurde nach: { $rest }

## filters

filter-not-a-day = { $text } ist kein Datum: Schreiben Sie es in der Form 2026-03-29.
filter-no-preset = Das ist kein Zeitraum: Verwenden Sie eines von { $presets }.
filter-no-period = Das ist kein Jahr, Monat oder Tag: Schreiben Sie 2026, 2026-03 oder 2026-03-29.
filter-neither-empty-nor-not = Das ist weder true (leer) noch false (nicht leer): Schreiben Sie eines von beiden.
# A filter as a sentence: “Status is Available or Sold out”.
filter-is = { $label }: { $values }
filter-is-empty = { $label } ist leer
filter-is-not-empty = { $label } ist nicht leer
# $operator is one of the operators below.
filter-compares = { $label }: { $operator } { $values }
# $days is one of the presets below that begin with “is”.
filter-preset = { $label }: { $days }
filter-or = { $values } oder { $last }
filter-or-more =
    { $values } oder { $count ->
        [one] 1 weiterer Wert
       *[other] { $count } weitere Werte
    }
value-yes = Ja
value-no = Nein

## how filters compare

operator-is = ist
operator-contains = enthält
operator-starts = beginnt mit
operator-at-least = mindestens
operator-from = ab
operator-at-most = höchstens
operator-until = bis
operator-above = mehr als
operator-after = nach
operator-below = weniger als
operator-before = vor
operator-during = im Zeitraum
operator-empty = ist leer

## ranges of days

preset-today = Heute
preset-yesterday = Gestern
preset-past-7-days = Letzte 7 Tage
preset-past-30-days = Letzte 30 Tage
preset-this-month = Dieser Monat
preset-last-month = Letzter Monat
preset-this-year = Dieses Jahr
preset-is-today = heute
preset-is-yesterday = gestern
preset-is-past-7-days = in den letzten 7 Tagen
preset-is-past-30-days = in den letzten 30 Tagen
preset-is-this-month = in diesem Monat
preset-is-last-month = im letzten Monat
preset-is-this-year = in diesem Jahr

## files

file-required = Dieses Feld ist erforderlich: Wählen Sie eine Datei.
file-not-stored = Die Datei ließ sich gerade nicht ablegen: Wählen Sie sie noch einmal, und speichern Sie erneut.
file-too-large = „{ $name }“ ist zu groß: Die Datei hat { $size }, erlaubt sind höchstens { $most }.
file-just-too-large = „{ $name }“ ist zu groß: Erlaubt sind höchstens { $most }.
file-empty = „{ $name }“ ist leer: Wählen Sie eine andere Datei.
# $found is one of the messages below or a name such as PNG, $wanted one of those below it.
file-wrong-type = „{ $name }“ ist { $found }: Wählen Sie { $wanted }.
file-is-unknown = von unbekanntem Typ
file-is-svg = eine SVG-Zeichnung
file-is-page = eine Webseite
file-is-text = ein Text
file-any = eine andere Datei
file-of-type = eine Datei vom Typ { $of }
file-of-types = eine Datei vom Typ { $most } oder { $last }
file-plain-text = reiner Text
file-damaged = „{ $name }“ ist ein Bild, das sich nicht lesen lässt: Vielleicht ist es beschädigt. Wählen Sie ein anderes.
file-too-many-pixels = „{ $name }“ hat { $width } × { $height } Pixel, erlaubt sind höchstens { $most } Millionen: Wählen Sie ein kleineres Bild.
file-bytes =
    { $count ->
        [one] 1 Byte
       *[other] { $count } Bytes
    }
file-bad-key = das ist kein Name einer Datei in der Ablage

## actions

action-delete-selected = Ausgewählte löschen
action-deleted = gelöscht
action-cannot-undo = Das lässt sich nicht rückgängig machen.
action-may-not-delete = Sie dürfen diesen Datensatz nicht löschen ({ $reason }).
action-may-not-delete-others = Dabei würden andere Datensätze gelöscht, die Sie nicht löschen dürfen.
action-blocked = Andere Datensätze verweisen darauf und müssen zuerst weg.
action-blocked-by = Diese verweisen darauf und müssen zuerst weg: { $names }.
action-not-to-this = Das dürfen Sie mit diesem Datensatz nicht tun.
action-database-failed = Die Datenbank hat hier versagt. Der Grund steht im Protokoll.
action-ended-unreachable = Die Datenbank ist ausgelastet oder nicht erreichbar. Was bis dahin getan war, bleibt getan.
action-ended-failed = Die Datenbank hat versagt. Was bis dahin getan war, bleibt getan; der Grund steht im Protokoll.
action-ended-stopped = Der Lauf wurde abgebrochen. Was bis dahin getan war, bleibt getan.
action-other-inputs = Die Angaben sind die einer anderen Aktion.
action-unknown = diese Aktion gibt es nicht
action-forbidden = Sie dürfen „{ $label }“ nicht ausführen
action-not-for-this = diese Aktion ist nicht für diesen Datensatz
action-refused = die Aktion wurde abgelehnt
action-too-slow = die Aktion hat zu lange gedauert
action-selection-forged = die Auswahl stammt nicht von dieser Website, oder sie wurde unterwegs verändert
action-selection-expired = die Auswahl ist zu alt

## columns of the application

column-failed = Das Programm, das dies anzeigt, ist gescheitert. Warum, steht im Protokoll der Anwendung.

## cells that cannot be read

cell-expected = { $found }, erwartet wurde { $expected }
cell-not-json = kein JSON: { $reason }
cell-not-of-choice = { $value } ist kein Wert von `{ $choice }`
cell-no-list = keine Liste
cell-out-of-range = { $number } liegt nicht zwischen { $min } und { $max }
cell-zero-date = 0000-00-00 ist kein Datum
cell-too-many-digits = eine Zahl mit mehr als 28 Stellen
cell-before-year-1 = ein Datum vor dem Jahr 1
cell-no-time-of-day = { $time } ist keine Uhrzeit
cell-not-a-decimal = NaN, unendlich oder eine Zahl mit mehr als 28 Stellen
cell-date-out-of-range = unendlich oder ein Datum außerhalb der Jahre 1 bis 9999
cell-time-out-of-range = unendlich oder eine Uhrzeit außerhalb der Jahre 1 bis 9999
cell-date-time-out-of-range = unendlich oder ein Zeitpunkt außerhalb der Jahre 1 bis 9999
value-unexpected = erwartet wurde { $expected }, gefunden { $found }
value-not-of-type = { $number } passt nicht in { $of }

## kinds of values, as the subject of a sentence

kind-bool = wahr oder falsch
kind-integer = eine ganze Zahl
kind-whole-number = eine ganze Zahl
kind-number = eine Zahl
kind-decimal = eine Dezimalzahl
kind-text = ein Text
kind-character = ein einzelnes Zeichen
kind-bytes = eine Folge von Bytes
kind-uuid = eine UUID
kind-date = ein Datum
kind-time = eine Uhrzeit
kind-date-time = ein Zeitpunkt
kind-json = JSON
kind-choice = ein Wert zur Auswahl
kind-list = eine Liste
kind-one-of = eines von { $choices }

## errors of the database, as part of a sentence

db-error-unique = ein anderer Datensatz hat denselben Wert
db-error-foreign-key = ein Verweis zwischen Datensätzen ginge verloren
db-error-not-null = ein Wert fehlt
db-error-check = eine Regel der Tabelle lässt das nicht zu
db-error-unfit = ein Wert passt nicht in seine Spalte
db-error-read-only = die Tabelle lässt sich nur lesen
db-error-unavailable = die Datenbank ist ausgelastet oder nicht erreichbar
db-error-timeout = die Datenbank hat zu lange gebraucht
db-error-other = die Datenbank hat eine Anweisung abgelehnt

## the crate validator: sentences without their full stop

validator-exactly = genau { $number }
validator-between = zwischen { $min } und { $max }
validator-at-least = mindestens { $min }
validator-at-most = höchstens { $max }
validator-other-size = von anderer Größe
# $bounds is one of the messages above.
validator-length = Die Länge muss so sein: { $bounds }
validator-range = Der Wert muss so sein: { $bounds }
validator-not-email = Das ist keine E-Mail-Adresse
validator-not-url = Das ist keine Webadresse
validator-required = Dieses Feld ist erforderlich: Füllen Sie es aus
validator-must-match = Das stimmt nicht mit dem anderen Feld überein
validator-not-of-form = Das hat nicht die richtige Form
validator-lacks = Hier fehlt etwas
validator-contains = Das enthält etwas, was hier nicht stehen darf
validator-not-card = Das ist keine Kartennummer
validator-control-characters = Das enthält Steuerzeichen
validator-other = Eine Regel lässt das nicht zu: { $code }

## dashboards

compared-same = unverändert
compared-more = mehr
compared-less = weniger
compared-slightly-more = unter 1 % mehr
compared-slightly-less = unter 1 % weniger
compared-percent-more = { $percent } % mehr
compared-percent-less = { $percent } % weniger
progress-percent = { $percent } %
progress-of = { $done } von { $all }

## keys in addresses

key-invalid = `{ $key }` kann hier nicht der Schlüssel eines Datensatzes sein
