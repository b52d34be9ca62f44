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

## Zustände und Zeiten in Worten

schedules-state-active = Aktiv
schedules-state-paused = Angehalten
schedules-state-gone = Nicht mehr im Programm
schedules-paused = Seit { $when } durch { $who }
schedules-paused-for = Seit { $when } durch { $who }: { $reason }
schedules-by-hand = Nur, wenn jemand ihn ausführt
schedules-at-start = Bei jedem Start des Programms
schedules-and = { $first } und { $last }
schedules-each-second = { $count ->
    [one] Jede Sekunde
   *[other] Alle { $count } Sekunden
}
schedules-each-minute = { $count ->
    [one] Jede Minute
   *[other] Alle { $count } Minuten
}
schedules-each-hour = { $count ->
    [one] Jede Stunde
   *[other] Alle { $count } Stunden
}
schedules-each-day = { $count ->
    [one] Jeden Tag, gezählt ab dem Beginn
   *[other] Alle { $count } Tage
}
schedules-past = { $count ->
    [one] { $again }, 1 Minute danach
   *[other] { $again }, { $count } Minuten danach
}
schedules-between = { $again } zwischen { $from } und { $until }
schedules-again-on = { $again } ({ $days })
schedules-days-at = { $days } um { $times }
schedules-daily = Jeden Tag
schedules-each-month = { $days } jedes Monats
schedules-in-months = { $days } im { $months }
schedules-last-day = Letzter Tag
schedules-days = { $count ->
    [one] Tag { $days }
   *[other] Tage { $days }
}
schedules-days-to = Tage { $from } bis { $until }
schedules-weekdays-to = { $from } bis { $until }
schedules-weekday-of-month = { $which ->
    [1] Erster { $day }
    [2] Zweiter { $day }
    [3] Dritter { $day }
    [4] Vierter { $day }
   *[other] Fünfter { $day }
}
schedules-last-weekday = Letzter { $day }
schedules-weekday = { $day ->
    [0] Sonntag
    [1] Montag
    [2] Dienstag
    [3] Mittwoch
    [4] Donnerstag
    [5] Freitag
   *[other] Samstag
}
schedules-month = { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[other] Dezember
}
schedules-at = { $weekday }, { $when }

## Regeln in Worten

schedules-missed-skip = Ausgelassen: weiter mit der nächsten Zeit
schedules-missed-one = Ein Lauf holt alle nach
schedules-missed-all = Die letzten werden einzeln nachgeholt
schedules-missed-all-of = { $count ->
    [one] Der letzte wird nachgeholt
   *[other] Die letzten { $count } werden einzeln nachgeholt
}
schedules-overlap-skip = Der neue Lauf wird ausgelassen
schedules-overlap-queue = Ein Lauf wartet auf den letzten, weitere werden ausgelassen
schedules-overlap-allow = Beide laufen gleichzeitig
schedules-overlap-cancel = Der letzte Lauf wird für den neuen abgebrochen
schedules-on-one = Irgendein freier Knoten
schedules-on-every = Jeder Knoten, je einmal
schedules-on-node = Nur ein Knoten
schedules-on-node-of = Nur der Knoten { $name }
schedules-origin = Herkunft
schedules-origin-code = Das Programm
schedules-origin-user = Diese Seiten
schedules-origin-user-of = Diese Seiten, angelegt von { $who }

## Die Liste

schedules-name = Bezeichnung
schedules-kind = Art
schedules-kind-task = Einfache Aufgaben
schedules-kind-job = Aufgaben
schedules-search-help = Sucht diesen Text in den Namen der Zeitpläne.
schedules-count = { $count ->
    [one] { $number } Zeitplan
   *[other] { $number } Zeitpläne
}
schedules-when = Wann
schedules-next-run = Nächster Lauf
schedules-last-run = Letzter Lauf
schedules-late = Verspätung
schedules-none-yet = Weder das Programm noch jemand hier hat einen angelegt.
schedules-tasks = Einfache Aufgaben
schedules-successes = Gelungen
schedules-failures = Gescheitert
schedules-started = Erster Lauf
schedules-last-success = Zuletzt gelungen
schedules-last-failure = Zuletzt gescheitert
schedules-value = Wert

## Ein Zeitplan

schedules-of-job = Zeitplan
schedules-why = Warum läuft er, oder nicht?
schedules-why-next = Er läuft das nächste Mal am { $when }.
schedules-why-paused = Er ist seit { $when } durch { $who } angehalten.
schedules-why-paused-for = Er ist seit { $when } durch { $who } angehalten: { $reason }
schedules-why-gone = Seit { $when } steht er nicht mehr im Programm.
schedules-why-by-hand = Er hat keine eigenen Zeiten: Er läuft, wenn jemand ihn ausführt.
schedules-why-at-start = Er läuft bei jedem Start des Programms.
schedules-why-over = Es gibt keine Zeit mehr, zu der er liefe.
schedules-why-running = Der letzte Lauf ist nicht zu Ende. Wenn er es zur nächsten Zeit nicht ist: { $rule }.
schedules-why-no-worker = Kein Arbeiter ist am Leben.
schedules-why-no-handler = Kein lebender Arbeiter weiß, wie seine Aufgaben zu erledigen sind.
schedules-why-node-away = Der Knoten { $name } ist nicht da: Läufe warten auf ihn.
schedules-why-queue-paused = Die Warteschlange { $name } seiner Aufgaben ist seit { $when } angehalten: Sie warten.
schedules-why-late = Er hätte am { $when } laufen sollen, und noch hat es niemand getan.
schedules-why-shifted = Am Tag der Zeitumstellung gibt es seine Zeit nicht: Er läuft gleich danach, { $when }.
schedules-why-other = Er wartet.
schedules-to-job = Zur Aufgabe
schedules-task = Einfache Aufgabe
schedules-next = Nächste Läufe
schedules-next-if = Künftige Läufe, wäre er aktiv
schedules-next-zone = Nach der Uhr von
schedules-next-none = Es gibt keine Zeit, zu der er von selbst liefe.
schedules-odd = Tage des kommenden Jahres, an denen die Uhr umgestellt wird
schedules-odd-none = In seiner Zeitzone wird die Uhr im kommenden Jahr nicht umgestellt.
schedules-odd-day = { $day }: { $change }
schedules-odd-change = Die Uhr geht von { $from } auf { $until }.
schedules-odd-first = { $time } gibt es zweimal; dies ist das erste Mal.
schedules-odd-second = { $time } gibt es zweimal; dies ist das zweite Mal.
schedules-odd-shifted = Seine Zeit gibt es an diesem Tag nicht: Er läuft um { $time }.
schedules-odd-untouched = Seine Zeit ist davon nicht berührt.
schedules-odd-skipped = Zeiten dazwischen fallen aus.
schedules-odd-once = Er läuft an diesem Tag einmal, wie an anderen.
schedules-odd-twice = Zeiten dazwischen kommen zweimal, und seine Läufe auch.
schedules-odd-runs = Läufe an diesem Tag:
schedules-last-due = Letzte Zeit
schedules-created-at = Angelegt am
schedules-updated-at = Geändert am
schedules-history = Letzte Läufe
schedules-history-none = Noch war keine seiner Zeiten, und niemand hat ihn ausgeführt.
schedules-due = Zeit
schedules-outcome = Ergebnis
schedules-trigger = Anlass
schedules-took = Dauer
schedules-job-gone = Die Aufgabe ist weg
schedules-outcome-enqueued = Eine Aufgabe wurde angelegt
schedules-outcome-overlap = Ausgelassen: Der letzte Lauf war nicht zu Ende
schedules-outcome-missed = Verpasst und nicht nachgeholt
schedules-outcome-no-node = Ausgelassen: Kein Knoten war da
schedules-outcome-refused = Abgewiesen: Kein Bearbeiter nimmt seine Argumente
schedules-outcome-other = Ausgelassen
schedules-run-timed = Seine Zeit
schedules-run-made-up = Nachgeholt
schedules-run-at-start = Ein Start
schedules-run-by-hand = Von Hand
schedules-run-by = Durch { $who }
schedules-missed-count = Verpasste Zeiten: { $count }

## Was man tun kann

schedules-edit = Ändern
schedules-run-done = { $count ->
    [one] Der Lauf ist angelegt: Er beginnt, sobald ein Arbeiter frei ist.
   *[other] { $count } Läufe sind angelegt, einer für jeden Knoten.
}
schedules-run-left-out = Er wurde nicht ausgeführt. { $why }.
schedules-paused-done = { $name } ist angehalten.
schedules-paused-before = { $name } war schon angehalten und bleibt es aus dem ersten Grund.
schedules-resumed-done = { $name } ist wieder aktiv. Zeiten, die inzwischen waren, sind vorbei.
schedules-resumed-before = { $name } war nicht angehalten.
schedules-deleted = { $name } wurde gelöscht.
schedules-added = { $name } wurde angelegt.
schedules-edited = { $name } wurde geändert.
schedules-pause-heading = { $name } anhalten
schedules-pause-lead = Er bleibt über Neustarts und neue Versionen hinweg angehalten, bis ihn jemand fortsetzt. Von Hand lässt er sich weiter ausführen.
schedules-delete-heading = { $name } löschen?
schedules-delete-lead = Seine Geschichte geht mit; angelegte Aufgaben bleiben. Das lässt sich nicht rückgängig machen.
schedules-delete-code = Er kommt aus dem Programm und ist beim nächsten Start wieder da, und aktiv. Halten Sie ihn an, wenn er nicht mehr laufen soll. Seine Geschichte geht mit; angelegte Aufgaben bleiben.
schedules-new = Neuer Zeitplan
schedules-new-lead = Wählen Sie, was zu tun ist.
schedules-new-heading = Neuer Zeitplan: { $name }
schedules-to-list = Alle Zeitpläne
schedules-back = Zurück zum Zeitplan
schedules-add = Zeitplan anlegen
schedules-preview = Nächste Läufe zeigen
schedules-edit-heading = { $name } ändern
schedules-edit-lead = Er führt Aufgaben der Art { $name } aus. Bezeichnung und Art lassen sich nicht ändern.
schedules-most = Wie viele verpasste Zeiten höchstens
schedules-node = Name des Knotens
schedules-name-help = Sie lässt sich nie ändern. Groß- und Kleinschreibung zählt.
schedules-cron-help = Minute, Stunde, Tag, Monat, Wochentag, etwa 30 9 * * MON-FRI; mit Sekunden davor; oder ein Kurzwort wie @daily. Ohne dies und ohne eine Zeit zwischen Läufen läuft er nur von Hand.
schedules-every-help = 15s, 5m, 2h oder 1d: statt eines Cron-Ausdrucks.
schedules-timezone-help = Für den Cron-Ausdruck, etwa Europe/Berlin. Nichts heißt { $zone }.
schedules-most-help = Wenn die letzten nachgeholt werden: 1 bis 100.
schedules-window-help = 30m, 2h oder 1d: Länger her verpasste Zeiten werden ausgelassen. Nichts heißt: egal, wie lange her.
schedules-node-help = Wenn er nur auf einem Knoten läuft.
schedules-own-help = Nichts heißt: wie es sein Bearbeiter sagt.

## Was abgewiesen wird

schedules-no-schedule = Diesen Zeitplan gibt es nicht. Vielleicht wurde er inzwischen gelöscht.
schedules-exists = Einen Zeitplan dieser Bezeichnung gibt es schon: Wählen Sie eine andere.
schedules-is-code = Was dieser Zeitplan ist, sagt das Programm: Ändern Sie ihn dort. Hier lässt er sich anhalten, fortsetzen und ausführen.
schedules-changed-meanwhile = Inzwischen hat jemand anders den Zeitplan geändert. Sehen Sie ihn an, dann machen Sie Ihre Änderungen noch einmal.
schedules-bad-name = Eine Bezeichnung hat 1 bis { $most } Zeichen und am Rand kein Leerzeichen.
schedules-bad-both = Schreiben Sie einen Cron-Ausdruck oder eine Zeit zwischen Läufen, nicht beides.
schedules-bad-every = Schreiben Sie ganze Sekunden, Minuten, Stunden oder Tage, etwa 15s, 5m, 2h oder 1d: höchstens 366 Tage.
schedules-bad-window = Schreiben Sie eine Dauer, etwa 30m, 2h oder 1d.
schedules-bad-most = Schreiben Sie eine ganze Zahl von 1 bis 100.
schedules-bad-node = Der Name eines Knotens hat 1 bis 60 Zeichen.
schedules-bad-queue = Der Name einer Warteschlange hat 1 bis 64 Zeichen.
schedules-bad-attempts = Schreiben Sie eine ganze Zahl von 1 bis 1000.
schedules-bad-choice = Wählen Sie eines davon.
schedules-cron-too-long = Ein Ausdruck hat höchstens { $most } Zeichen: Kürzen Sie ihn.
schedules-cron-malformed = Das ist kein Cron-Ausdruck.
schedules-cron-nickname = Dieses Kurzwort gibt es nicht: @annually, @yearly, @monthly, @weekly, @daily, @midnight, @hourly, @minutely, @secondly oder @reboot.
schedules-cron-never = Diese Zeit kommt in fünf Jahren nicht vor: Sehen Sie Tag und Monat an.
schedules-cron-seldom = { $count ->
    [one] Er liefe einmal in fünf Jahren: Ein Zeitplan läuft mindestens fünfmal.
   *[other] Er liefe { $count }-mal in fünf Jahren: Ein Zeitplan läuft mindestens fünfmal.
}
schedules-zone-unknown = Diese Zeitzone gibt es nicht: Schreiben Sie eine wie Europe/Berlin.
schedules-zone-nearest = Diese Zeitzone gibt es nicht: Meinten Sie { $name }?
