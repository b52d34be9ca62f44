## Hintergrundaufgaben: Bereiche, Rechte, Protokoll

jobs-title = Aufgaben
jobs-group = Hintergrundarbeit
jobs-right-view = Ansehen
jobs-right-retry = Wiederholen
jobs-right-cancel = Abbrechen
jobs-right-delete = Löschen
jobs-right-reschedule = Verschieben
jobs-right-edit = Argumente ändern
jobs-right-enqueue = Aufgaben hinzufügen
jobs-right-pause = Warteschlangen verwalten
audit-job-event = Aufgabe
audit-job = Aufgabe
audit-queue = Warteschlange
audit-job-retried = Die Aufgabe soll noch einmal laufen.
audit-job-cancelled = Die Aufgabe wurde abgebrochen.
audit-job-deleted = Die Aufgabe wurde gelöscht.
audit-job-rescheduled = Die Aufgabe bekam eine andere Zeit.
audit-job-run-now = Die Aufgabe soll sofort laufen.
audit-job-edited = Die Aufgabe bekam andere Argumente.
audit-job-enqueued = Die Aufgabe wurde hinzugefügt.
audit-queue-paused = Die Warteschlange wurde angehalten.
audit-queue-resumed = Die Warteschlange läuft wieder.
audit-queue-concurrency = Die Warteschlange bekam eine andere Zahl von Plätzen.

## Zustände und Ergebnisse

jobs-state = Zustand
jobs-states = Aufgaben nach Zustand
jobs-all-states = Alle
jobs-state-scheduled = Geplant
jobs-state-available = Bereit
jobs-state-running = Läuft
jobs-state-retrying = Neuer Versuch
jobs-state-succeeded = Gelungen
jobs-state-failed = Gescheitert
jobs-state-cancelled = Abgebrochen
jobs-outcome-succeeded = Gelungen
jobs-outcome-failed = Gescheitert
jobs-outcome-panicked = Abgestürzt
jobs-outcome-timed-out = Hat zu lange gedauert
jobs-outcome-undecodable = Argumente nicht lesbar
jobs-outcome-cancelled = Abgebrochen
jobs-outcome-snoozed = Aufgeschoben
jobs-outcome-interrupted = Unterbrochen
jobs-outcome-lost = Arbeiter verloren

## Zeitspannen

jobs-ms = { $number } ms
jobs-s = { $number } s
jobs-min = { $minutes } Min. { $seconds } s
jobs-h = { $hours } Std. { $minutes } Min.
jobs-d = { $days } T. { $hours } Std.
jobs-ago = vor { $time }

## Die Liste

jobs-pages-nav = Aufgaben, Gruppen, Warteschlangen und Arbeiter
jobs-type = Art
jobs-queue = Warteschlange
jobs-args = Argumente
jobs-attempts = Versuche
jobs-run-at = Ausführung
jobs-id = Kennung der Aufgabe
jobs-finished-at = Beendet
jobs-error = Fehler
jobs-priority = Vorrang
jobs-worker = Arbeiter
jobs-tag = Schlagwort
jobs-tags = Schlagwörter
jobs-created-by = Hinzugefügt von
jobs-record = Betrifft
jobs-search-help = Sucht diesen Text in den Argumenten, Zeichen für Zeichen wie gespeichert.
jobs-filter-resource = Betrifft Bereich
jobs-filter-record = Kennung des Datensatzes
jobs-looked = In dieser Richtung wurden { $count } Aufgaben durchsucht; die Zahlen sind die der neuesten. Aufgaben mit verdeckten Werten bleiben bei der Suche in Argumenten außen vor.
jobs-none-here = Hier passt nichts.
jobs-none-yet = Noch hat niemand eine Aufgabe gestellt.
jobs-live = Selbst aktualisieren
jobs-live-failed = Nicht aktualisiert: Der Server hat nicht geantwortet.

## Eine Aufgabe

jobs-retry = Wiederholen
jobs-cancel = Abbrechen
jobs-delete = Löschen
jobs-run-now = Jetzt ausführen
jobs-reschedule = Verschieben
jobs-edit = Argumente ändern
jobs-save = Speichern
jobs-back = Zurück
jobs-panel-new = { $name } hinzufügen
jobs-panel-none = Keine Aufgabe betrifft diesen Datensatz.
jobs-to-list = Alle Aufgaben
jobs-why = Warum ist sie nicht gelaufen?
jobs-why-due = Sie ist am { $when } fällig.
jobs-why-next-try = Sie ist gescheitert und wird am { $when } noch einmal versucht.
jobs-why-paused = Ihre Warteschlange ist seit { $when } angehalten, von { $who }: { $reason }
jobs-why-no-worker = Kein Arbeiter ist am Leben.
jobs-why-nobody-on-queue = Kein lebender Arbeiter arbeitet an ihrer Warteschlange.
jobs-why-no-handler = Kein lebender Arbeiter weiß, wie sie zu erledigen ist.
jobs-why-lane = Eine andere Aufgabe der Spur { $name } läuft.
jobs-why-limit = Andere unter der Grenze { $name } laufen.
jobs-why-rate = Sie wartet auf die Grenze { $name }.
jobs-why-next = Sie ist die nächste.
jobs-why-in-line = Aufgaben vor ihr: { $count }.
jobs-why-silent = Ihr Arbeiter schweigt seit { $when }: Ein anderer wird sie übernehmen.
jobs-why-stopping = Sie wurde am { $when } gebeten aufzuhören.
jobs-why-waiting = Sie wartet.
jobs-progress-title = Fortschritt
jobs-progress-of = { $done } von { $total }
jobs-progress = { $done } erledigt
jobs-steps = Ihr Verlauf
jobs-step-enqueued = Hinzugefügt
jobs-step-due = Fällig
jobs-step-started = Begonnen
jobs-step-started-again = Begonnen, bisher { $count } Mal
jobs-step-for = seit { $time }
jobs-step-in = in { $time }
jobs-result = Ergebnis
jobs-meta = Zusatzangaben
jobs-facts = Einzelheiten
jobs-limit = Spur oder Grenze
jobs-cancel-by = Abgebrochen von
jobs-snoozes = Aufgeschoben
jobs-handler = Bearbeiter
jobs-handler-none = Dieses Programm hat keinen; Werte sind verdeckt.
jobs-record-page = Datensatz
jobs-attempts-kept = Versuche, die etwas sagten
jobs-attempts-none = Von keinem Versuch wurde etwas aufbewahrt.
jobs-attempt = Beginn { $number }
jobs-error-cut = Nur der Anfang wird gezeigt.
jobs-place = Stelle:
jobs-log = Protokoll
jobs-retried = Die Aufgabe läuft noch einmal.
jobs-cancel-asked = Die Aufgabe wurde gebeten aufzuhören.
jobs-cancelled-done = Die Aufgabe wurde abgebrochen.
jobs-run-now-done = Die Aufgabe läuft, sobald ein Arbeiter frei ist.
jobs-rescheduled = Die Aufgabe läuft am { $when }.
jobs-edited = Die Aufgabe hat jetzt andere Argumente.
jobs-deleted = Die Aufgabe wurde gelöscht.
jobs-delete-heading = Diese Aufgabe der Art { $name } löschen?
jobs-delete-lead = Ihre Versuche und deren Protokolle gehen mit. Das lässt sich nicht zurücknehmen.
jobs-reschedule-heading = Eine andere Zeit für { $name }
jobs-reschedule-lead = Sie bekommt wieder alle ihre Versuche.
jobs-edit-heading = Argumente von { $name }
jobs-edit-lead = Die Art einer Aufgabe lässt sich nicht ändern.

## Was abgelehnt wird

jobs-no-job = Diese Aufgabe gibt es nicht. Vielleicht wurde sie inzwischen gelöscht.
jobs-no-type = Diese Art von Aufgabe gibt es nicht.
jobs-queue-nothing = Niemand weiß, was mit der Warteschlange geschehen soll.
jobs-no-such-queue = Diese Warteschlange gibt es nicht.
jobs-exists = Eine andere, gleiche Aufgabe ist noch nicht vorbei: Warten Sie auf ihr Ende, oder brechen Sie sie ab.
jobs-exists-show = Die andere zeigen
jobs-refused = Das geht mit dieser Aufgabe nicht.
jobs-refused-running = Die Aufgabe läuft: Brechen Sie sie ab, oder warten Sie auf ihr Ende.
jobs-refused-succeeded = Die Aufgabe ist schon gelungen.
jobs-refused-failed = Die Aufgabe ist schon gescheitert: Wiederholen Sie sie stattdessen.
jobs-refused-cancelled = Die Aufgabe ist schon abgebrochen: Wiederholen Sie sie, wenn sie laufen soll.
jobs-refused-waiting = Die Aufgabe wartet noch: Es gibt nichts zu wiederholen.
jobs-refused-chore = Diese Aufgabe führt einen Handgriff aus: Halten Sie den Lauf auf seiner eigenen Seite an, oder brechen Sie ihn dort ab.
jobs-unknown-field = Das Formular hatte ein Feld, das nicht dazugehört: { $name }.
jobs-unknown-type = Niemand hier weiß, wie { $name } zu erledigen ist; die Argumente lassen sich nicht prüfen.
jobs-bad-args = Die Argumente passen nicht:
jobs-bad-json = Das ist kein JSON, oder ein Name steht doppelt darin: Zeile { $line }, Spalte { $column }.
jobs-not-json = Das ist kein JSON, oder ein Name steht doppelt darin.
jobs-not-number = Das ist keine Zahl: Schreiben Sie sie mit einem Punkt, zum Beispiel 12.5.
jobs-bad-priority = Ein Vorrang ist eine ganze Zahl von 0 bis { $most }.
jobs-bad-time = Wählen Sie eine Zeit in den Jahren 1970 bis 9999.
jobs-bad-concurrency = Schreiben Sie eine ganze Zahl von 1 bis { $most } oder nichts.
jobs-too-large = Argumente dürfen höchstens { $limit } haben: Speichern Sie die Daten, und geben Sie die Kennung mit.
jobs-too-long = Das darf höchstens { $limit } Zeichen haben.
jobs-nul = Das enthält ein Zeichen, das nicht gespeichert werden kann (NUL): Entfernen Sie es.
jobs-no-queue = Nennen Sie eine Warteschlange.
jobs-no-resource = Aufgaben dieser Art betreffen keinen Datensatz.
jobs-not-saved = Nichts wurde gespeichert

## Eine neue Aufgabe

jobs-new = Neue Aufgabe
jobs-new-lead = Wählen Sie, was getan werden soll.
jobs-new-heading = Neue Aufgabe: { $name }
jobs-no-types = Dieses Programm erledigt keine Aufgaben.
jobs-enqueue = Aufgabe hinzufügen
jobs-enqueued = Die Aufgabe wurde hinzugefügt.
jobs-enqueued-same = So eine Aufgabe gibt es schon: Das ist sie.
jobs-optional = freigestellt
jobs-args-help = JSON. Lassen Sie verdeckte Werte stehen, damit sie bleiben.
jobs-masked-help = Der Wert ist verdeckt. Lassen Sie ihn stehen, damit er bleibt.
jobs-priority-help = Höherer Vorrang läuft zuerst.
jobs-run-at-help = Nichts heißt: so bald wie möglich.

## Viele Aufgaben

jobs-bulk-retry = { $number ->
    [one] { $count } Aufgabe wiederholen?
   *[other] { $count } Aufgaben wiederholen?
}
jobs-bulk-cancel = { $number ->
    [one] { $count } Aufgabe abbrechen?
   *[other] { $count } Aufgaben abbrechen?
}
jobs-bulk-delete = { $number ->
    [one] { $count } Aufgabe löschen?
   *[other] { $count } Aufgaben löschen?
}
jobs-bulk-sample = Einige davon
jobs-bulk-and-more = und andere
jobs-bulk-none = Es wurde nichts gewählt, womit das ginge.
jobs-bulk-no-action = Wählen Sie, was mit den Aufgaben geschehen soll.
jobs-bulk-unfit = { $count ->
    [one] Mit { $count } der gewählten Aufgaben geht es nicht, wegen ihres Zustands oder weil sie einen Handgriff ausführt.
   *[other] Mit { $count } der gewählten Aufgaben geht es nicht, wegen ihrer Zustände oder weil sie Handgriffe ausführen.
}
jobs-bulk-more = Ein Durchgang nimmt höchstens { $count } Aufgaben; wiederholen Sie ihn für die anderen.
jobs-bulk-looked = Unter den neuesten { $count } Aufgaben jedes Zustands; ältere bleiben unberührt.
jobs-bulk-done = { $count ->
    [one] { $count } Aufgabe wurde geändert.
   *[other] { $count } Aufgaben wurden geändert.
}
jobs-bulk-refused = { $count ->
    [one] { $count } Aufgabe war inzwischen in einem anderen Zustand, gleich einer, die nicht vorbei ist, oder führt einen Handgriff aus.
   *[other] { $count } Aufgaben waren inzwischen in anderen Zuständen, gleich solchen, die nicht vorbei sind, oder führen Handgriffe aus.
}
jobs-bulk-again = Es gibt noch mehr: Wiederholen Sie es.

## Warteschlangen und Arbeiter

jobs-queues = Warteschlangen
jobs-workers = Arbeiter
jobs-depth = Wartend
jobs-oldest = Älteste wartet
jobs-last-minutes = In 5 Minuten beendet
jobs-last-hour = In einer Stunde beendet
jobs-concurrency = Plätze auf jedem Knoten
jobs-concurrency-own = wie im Programm
jobs-concurrency-help = Nichts heißt: wie das Programm es sagt.
jobs-open = Offen
jobs-paused = Angehalten
jobs-manage = { $name } verwalten
jobs-pause = Anhalten
jobs-resume = Fortsetzen
jobs-reason = Warum sie angehalten wird
jobs-reason-needed = Sagen Sie, warum: Andere werden es wissen wollen.
jobs-paused-done = Die Warteschlange { $name } ist angehalten.
jobs-paused-before = Die Warteschlange { $name } war schon angehalten und bleibt es aus dem ersten Grund.
jobs-resumed-done = Die Warteschlange { $name } ist wieder offen.
jobs-resumed-before = Die Warteschlange { $name } war nicht angehalten.
jobs-concurrency-done = Die Warteschlange { $name } hat jetzt eine andere Zahl von Plätzen.
jobs-no-queues = Keine Warteschlangen
jobs-no-queues-why = Es gibt eine, sobald ein Bearbeiter sie nennt oder ein Arbeiter daran arbeitet.
jobs-no-workers = Keine Arbeiter
jobs-no-workers-why = Starten Sie einen: Bis dahin läuft nichts.
jobs-worker-alive = Am Leben
jobs-worker-stopping = Hört auf
jobs-worker-silent = Schweigt
jobs-host = Rechner
jobs-pid = Prozess
jobs-started = Begonnen
jobs-beat = Gehört
jobs-running = Erledigt gerade
jobs-chart-rate = Beendete Aufgaben, alle { $count } Minuten
jobs-chart-wait = Sekunden zwischen Fälligkeit und Beginn
jobs-chart-average = Durchschnitt
jobs-chart-most = Am längsten
jobs-chart-note = Von den neuesten 20.000 gelungenen und gescheiterten Aufgaben die der letzten Stunde.

## Gruppen

jobs-groups = Gruppen
jobs-group-of = Gruppe
jobs-filter-group = Kennung der Gruppe
audit-job-group = Gruppe von Aufgaben
audit-group-cancelled = Der Rest der Gruppe wurde abgebrochen.
jobs-group-pending = Wartet
jobs-task-new = Noch nicht dran
jobs-task-crashed = Abgestürzt
jobs-task-aborted = Nicht ausgeführt
jobs-group-states = Gruppen nach Zustand
jobs-group-name = Bezeichnung
jobs-group-search-help = Sucht diesen Text in den Bezeichnungen der Gruppen.
jobs-tasks-over = Beendete Teilaufgaben
jobs-group-type = Art
jobs-group-tasks = Teile
jobs-group-strategy = Reihenfolge
jobs-group-sequential = Nacheinander
jobs-group-concurrent = Alle zugleich
jobs-group-made = Hinzugefügt
jobs-group-ended = Beendet
jobs-group-none-yet = Noch wurde keine Aufgabe als Teil einer Gruppe gestellt.
jobs-group-looked = Die neuesten { $count } Gruppen wurden durchsucht.
jobs-no-group = Diese Gruppe gibt es nicht. Vielleicht wurde sie inzwischen entfernt.
jobs-group-over = Die Gruppe ist schon zu Ende.
jobs-group-cancel = Den Rest abbrechen
jobs-group-stopped = { $count ->
    [0] Es war nichts mehr anzuhalten.
    [one] { $count } Teil wurde angehalten oder gebeten aufzuhören.
   *[other] { $count } Teile wurden angehalten oder gebeten aufzuhören.
}
jobs-group-jobs = Ihre Aufgaben
jobs-task-states = Teile nach Zustand
jobs-task-none = Hier ist kein Teil.
jobs-task-place = Stelle
jobs-task-job = Aufgabe
jobs-task-job-gone = nicht aufbewahrt
jobs-task-job-none = noch keine
# The numbers of other tasks.
jobs-task-waits = noch keine: wartet auf { $places }
jobs-callbacks = An ihrem Ende
jobs-callback-success = Wenn alle gelungen sind
jobs-callback-failure = Wenn eine nicht gelungen ist
jobs-callback-finish = Wie auch immer sie endet
