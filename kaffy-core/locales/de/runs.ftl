# Aktionen im Hintergrund.

run-started = „{ $action }“ läuft. Dafür muss diese Seite nicht offen bleiben.
run-none = Sie haben keinen solchen Lauf gestartet. Vielleicht wurde er inzwischen entfernt.
run-progress = Fortschritt
run-of = { $seen } von { $rows }
run-done = Erledigt
run-not-done = Nicht erledigt
run-gone = Nicht mehr da oder nicht mehr gemeint
run-rate = Tempo
run-rate-second =
    { $rows ->
        [1] 1 Zeile pro Sekunde
       *[other] { $rows } Zeilen pro Sekunde
    }
run-rate-minute =
    { $rows ->
        [1] 1 Zeile pro Minute
       *[other] { $rows } Zeilen pro Minute
    }
run-left = Restzeit
run-cancel = Abbrechen
run-reload = Neuen Stand zeigen
run-complete = Für jede Zeile erledigt.
run-waiting = Wartet auf einen Arbeiter.
run-retrying = Bei uns ist etwas schiefgegangen. Der Lauf wird von selbst dort fortgesetzt, wo er war.
run-failed = Bei uns ist mehrmals etwas schiefgegangen, und der Lauf wurde aufgegeben. Was getan ist, bleibt getan.
run-stopping = Der Lauf endet vor der nächsten Zeile. Was getan ist, bleibt getan.
run-stopped = Der Lauf wurde abgebrochen.
run-cancelled = Der Lauf wurde vor seinem Ende abgebrochen. Was getan ist, bleibt getan.
run-over-already = Der Lauf war schon vorbei.
run-failures = Hierfür nicht erledigt
run-download = Als CSV herunterladen
run-file = { $action } nicht erledigt
run-file-key = Schlüssel
run-file-label = Bezeichnung
run-file-words = Grund
run-news-done = { $action }: erledigt für { $rows }.
run-news-partly = { $action }: erledigt für { $rows }, nicht erledigt für { $rest }.
run-news-stopped = { $action }: vorzeitig beendet, erledigt für { $rows }.
run-news-seen = Gesehen
run-no-resource = Worum es in dem Lauf geht, gibt es hier nicht mehr.
run-no-actor = { $name } darf hier nichts mehr, deshalb wurde der Lauf beendet. Was getan ist, bleibt getan.
run-unreadable = Der Lauf wurde von einer anderen Version gestartet und kann nicht fortgesetzt werden. Was getan ist, bleibt getan.
run-inputs = Die Eingaben dafür gelten nicht mehr: Etwas, worauf sie sich beziehen, ist nicht mehr da, oder ihre Regeln haben sich geändert. Was getan ist, bleibt getan.
run-audit-rows = Zeilen
run-audit-done = Erledigt
run-audit-failed = Nicht erledigt
run-audit-gone = Nicht mehr da
run-audit-stopped = Vorzeitig beendet
audit-action-started = Aktion im Hintergrund gestartet
audit-action-ended = Aktion im Hintergrund beendet
