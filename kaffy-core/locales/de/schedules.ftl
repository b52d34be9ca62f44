## Schedules: the area, rights, the audit log

schedules-title = Zeitpläne
schedules-right-view = Ansehen
schedules-right-run = Jetzt ausführen
schedules-right-pause = Anhalten und fortsetzen
schedules-right-edit = Hinzufügen und ändern
schedules-right-delete = Löschen
schedules-cron = Cron-Ausdruck
schedules-every = Zeit zwischen zwei Läufen
schedules-timezone = Zeitzone
schedules-missed = Verpasste Zeiten
schedules-window = Frist für verpasste Zeiten
schedules-overlap = Während der letzte Lauf dauert
schedules-run-on = Läuft auf
audit-schedule = Zeitplan
audit-schedule-added = Der Zeitplan wurde hinzugefügt.
audit-schedule-changed = Der Zeitplan wurde geändert.
audit-schedule-paused = Der Zeitplan wurde angehalten.
audit-schedule-resumed = Der Zeitplan wurde fortgesetzt.
audit-schedule-run = Der Zeitplan wurde von Hand ausgeführt.
audit-schedule-deleted = Der Zeitplan wurde gelöscht.
