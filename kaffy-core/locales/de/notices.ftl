# Benachrichtigungen: was sie sagen, und ihre Seite. `$name` ist, wie eine Aktion oder ein Handgriff heißt.

notice-title = Benachrichtigungen
notice-lead = Was Sie gestartet haben und wie es ausging, und was Ihnen sonst gesagt wurde. Jede wird neunzig Tage aufbewahrt.
notice-none = Noch nichts
notice-none-why = Wenn etwas zu seinem Ende kommt, das Sie gestartet haben, steht es hier.
notice-unread = Nicht gelesen
notice-read = Als gelesen markieren
notice-read-all = Alle als gelesen markieren
notice-delete = Löschen
notice-delete-read = Gelesene löschen
notice-older = Ältere
notice-newest = Neueste
notice-gone = Eine solche Benachrichtigung gibt es nicht. Vielleicht wurde sie inzwischen gelöscht.
notice-bad = Das lässt sich mit Benachrichtigungen nicht tun.
notice-acting = Sie handeln als jemand anders: Was dieser Person gesagt wird, ist nur für sie.
notice-was-read = Als gelesen markiert.
notice-all-read = Alle sind als gelesen markiert.
notice-deleted = Die Benachrichtigung wurde gelöscht.
notice-read-deleted = Die gelesenen wurden gelöscht.
# Hinter der Glocke, für alle, die die Zahl nicht sehen.
notice-bell = Benachrichtigungen
notice-bell-unread = Benachrichtigungen, { $words } nicht gelesen
notice-dismiss = Schließen
notice-warning = Bitte ansehen:

## Aktionen im Hintergrund
notice-run-done = „{ $name }“ ist beendet. Erledigt: { $done }.
notice-run-partly = „{ $name }“ ist beendet. Erledigt: { $done }, nicht erledigt: { $rest }.
notice-run-stopped = „{ $name }“ endete vorzeitig. Erledigt: { $done }.
notice-run-failed = „{ $name }“ wurde aufgegeben, weil immer wieder etwas schiefging. Erledigt: { $done }.

## Handgriffe
notice-chore-succeeded = „{ $name }“ ist gelungen.
notice-chore-failed = „{ $name }“ ist gescheitert.
notice-chore-stopped = „{ $name }“ wurde abgebrochen.
notice-try-succeeded = Die Probe von „{ $name }“ ist gelungen.
notice-try-failed = Die Probe von „{ $name }“ ist gescheitert.
notice-try-stopped = Die Probe von „{ $name }“ wurde abgebrochen.
