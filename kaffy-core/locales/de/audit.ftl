# Was das Protokoll und seine Seiten sagen.

## Was geschehen kann
audit-added = Hinzugefügt
audit-changed = Geändert
audit-deleted = Gelöscht
audit-trashed = In den Papierkorb gelegt
audit-taken-out = Aus dem Papierkorb geholt
audit-action = Aktion
audit-restored = Wiederhergestellt
audit-refused = Verweigert
audit-signed-in = Angemeldet
audit-sign-in-failed = Anmeldung gescheitert
audit-signed-out = Abgemeldet
audit-account = Konto geändert
audit-noted = Vermerkt

## Benutzer und Rollen
audit-program = Das Programm
audit-user = Benutzer
audit-role = Rolle
audit-permissions = Rechte
audit-disabled = Gesperrt
audit-user-added = Hinzugefügt
audit-user-changed = Geändert
audit-user-disabled = Gesperrt und überall abgemeldet
audit-password-reset = Das Passwort wurde von jemand anderem zurückgesetzt
audit-sessions-ended = Von jemand anderem überall abgemeldet
audit-second-factor-reset = Der zweite Faktor wurde von jemand anderem entfernt
audit-second-factor-on = Der zweite Faktor wurde eingeschaltet
audit-second-factor-off = Der zweite Faktor wurde ausgeschaltet
audit-own-password = Das Passwort wurde von seinem Besitzer geändert
audit-own-profile = Das Profil wurde von seinem Besitzer geändert
audit-acting-started = Jemand begann, als dieser Benutzer zu handeln
audit-acting-ended = Jemand hörte auf, als dieser Benutzer zu handeln
audit-acted-as = { $actor } als { $other }
audit-role-added = Hinzugefügt
audit-role-changed = Geändert, für alle, die sie haben
audit-role-deleted = Gelöscht
audit-unknown = Etwas anderes

## Was von einem Wert aufbewahrt wurde
audit-nothing = nichts
audit-secret = verborgen
audit-secret-changed = geändert, verborgen
audit-bytes = { $size } an Daten
audit-long = ein Text von { $count } Zeichen, zu lang zum Aufbewahren
audit-unreadable = etwas, das nicht zu lesen war

## Der Verlauf eines Datensatzes
audit-history = Verlauf
audit-history-of = Verlauf von { $label }
audit-history-none = Zu diesem Datensatz ist noch nichts aufgezeichnet.
audit-history-none-why = Was ab jetzt hinzugefügt, geändert oder gelöscht wird, steht hier.
audit-field = Feld
audit-before = Vorher
audit-after = Nachher
audit-value = Wert
audit-who = Wer
audit-when = Wann
audit-what = Was
audit-entry = Eintrag { $number }
audit-request = Anfrage
audit-address = von { $address }
audit-by-action = { $event } „{ $label }“
audit-of-entry = { $event } aus Eintrag { $number }
audit-no-fields = Es hat sich kein Feld geändert, das Sie sehen dürfen.
audit-restore-choose = Zurücksetzen
audit-restore-field = { $label } zurücksetzen
audit-restore = Gewählte Felder wiederherstellen
audit-restore-hint = Gewählte Felder bekommen den Wert von vor diesem Eintrag.
audit-restored-done = { $label } hat die früheren Werte wieder.
audit-restored-same = { $label } war schon so: Nichts wurde geändert.
audit-nothing-chosen = Es wurde kein Feld gewählt. Kreuzen Sie an, was zurückgesetzt werden soll.
audit-not-restored = Nichts wurde wiederhergestellt
audit-no-entry = Zu diesem Datensatz gibt es keinen solchen Eintrag.
audit-back = Zurück zu { $label }
audit-pages = Seiten des Protokolls

## Die Seite aller Einträge
audit-title = Aktivität
audit-entries = Einträge
audit-number = Nummer
audit-label = Genannt
audit-changes = Änderungen
audit-from-address = Adresse
audit-none-why = Kein Eintrag passt, oder keiner, den Sie sehen dürfen.
audit-filter-resource = Worüber
audit-filter-actor = Wer: Name oder Kennung
audit-filter-event = Was
audit-details = Einzelheiten
audit-nobody = Niemand Bekanntes
audit-forbidden = Die Seite aller Einträge ist für Prüfer. Der Verlauf eines Datensatzes steht auf dessen eigener Seite.

## Die erste Seite
audit-mine = Meine letzten Aktionen
audit-all = Alle Aktivität
