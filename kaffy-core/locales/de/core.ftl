## values: what is typed and what is held

value-not-bool = Das ist weder Ja noch Nein: Wählen Sie eines von beiden.
value-not-one-character = Hier muss genau ein Zeichen stehen.
value-not-base64 = Das ist kein Base64: Verwenden Sie Buchstaben, Ziffern, +, / und = zum Auffüllen.
value-not-uuid = Das ist keine UUID wie 67e55044-10b1-426f-9247-bb680e5fe0c8.
value-not-date = Das ist kein Datum: Schreiben Sie es in der Form 2026-03-29.
value-not-time = Das ist keine Uhrzeit: Schreiben Sie sie in der Form 14:05 oder 14:05:30.
value-not-date-time = Das ist kein Zeitpunkt: Schreiben Sie ihn in der Form 2026-03-29T14:05.
value-not-timestamp = Das ist kein Zeitpunkt: Schreiben Sie ihn in UTC und in der Form 2026-03-29T14:05.
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
value-not-json = Das ist kein gültiges JSON: Zeile { $line }, Spalte { $column }: { $reason }.
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
