## Handgriffe: Bereich, Rechte

chores-title = Handgriffe
chores-right-view = Ansehen
chores-right-run = Starten
chores-right-stop = Anhalten und abbrechen
chores-right-approve = Läufen zustimmen

## Wo ein Lauf steht

chores-status-awaiting = Wartet auf andere
chores-status-enqueued = Wartet auf einen Arbeiter
chores-status-running = Läuft
chores-status-pausing = Hält an
chores-status-paused = Angehalten
chores-status-interrupted = Unterbrochen
chores-status-cancelling = Bricht ab
chores-status-cancelled = Abgebrochen
chores-status-succeeded = Gelungen
chores-status-errored = Gescheitert
chores-now-awaiting = Er beginnt, sobald genug andere zugestimmt haben.
chores-now-enqueued = Er beginnt, sobald ein Arbeiter frei ist.
chores-now-pausing = Er hält vor dem nächsten Stück an. Was getan ist, bleibt getan.
chores-now-paused = Er wartet, bis ihn jemand weiterlaufen lässt.
chores-now-interrupted = Sein Arbeiter ist beendet. Er läuft von selbst dort weiter, wo er war.
chores-now-cancelling = Er bricht vor dem nächsten Stück ab. Was getan ist, bleibt getan.
chores-now-dry-succeeded = Nichts wurde geändert: Dies war nur eine Probe.
chores-now-cancelled = Er wurde vor seinem Ende abgebrochen. Was getan ist, bleibt getan.
chores-dry = Probe ohne Änderung
chores-dry-title = { $title } (Probe)
chores-via-page = Auf seiner Seite
chores-via-command-line = Auf der Kommandozeile
chores-via-code = Vom Programm
chores-restriction-none = Beliebig viele Läufe zugleich.
chores-restriction-self = Ein Lauf zur selben Zeit.
chores-restriction-global = Läuft allein: nicht neben anderen, die allein laufen.
chores-held = „{ $title }“ lässt ihn nicht zu: { $status }, gestartet von { $who } am { $when }.
chores-held-unseen = Ein anderer Handgriff läuft, neben dem er nicht laufen darf. Versuchen Sie es später noch einmal.

## Wie weit er ist

chores-progress-begun = Er hat gerade begonnen.
chores-progress-nothing = Es gibt nichts zu tun.
chores-progress-begun-of = { $count ->
    [one] Er hat gerade begonnen: 1 Stück liegt vor ihm.
   *[other] Er hat gerade begonnen: { $total } Stücke liegen vor ihm.
}
chores-progress-open = { $count ->
    [one] 1 Stück erledigt; wie viele es sind, weiß niemand.
   *[other] { $done } Stücke erledigt; wie viele es sind, weiß niemand.
}
chores-progress-of = { $done } von { $total } Stücken
chores-progress-over = { $done } Stücke erledigt, mehr als die { $total }, die es zu sein schienen.
chores-rate-second = { $count ->
    [one] 1 Stück in der Sekunde
   *[other] { $items } Stücke in der Sekunde
}
chores-rate-minute = { $count ->
    [one] 1 Stück in der Minute
   *[other] { $items } Stücke in der Minute
}

## Die Liste

chores-pages-nav = Handgriffe und ihre Läufe
chores-search-help = Sucht in Titeln, Namen und Beschreibungen.
chores-count = { $count ->
    [one] 1 Handgriff
   *[other] { $number } Handgriffe
}
chores-shown = Gezeigte Handgriffe: { $count }
chores-none = Keine Handgriffe
chores-none-yet = Dieses Programm hat keine, oder keine für Sie.
chores-running = Jetzt
chores-running-more = { $count ->
    [one] und 1 weiterer
   *[other] und { $number } weitere
}
chores-started-by = { $who } am { $when }
chores-last-run = Letzter Lauf

## Das Formular

chores-chore = Handgriff
chores-its-runs = Seine Läufe
chores-not-started = Er wurde nicht gestartet
chores-not-started-fields = { $count ->
    [one] Er wurde nicht gestartet: 1 Feld braucht noch einen Blick
   *[other] Er wurde nicht gestartet: { $count } Felder brauchen noch einen Blick
}
chores-approvals-needed = { $count ->
    [one] Jemand anders muss zustimmen, bevor er beginnt.
   *[other] { $number } andere müssen zustimmen, bevor er beginnt.
}
chores-start = Starten
chores-ask = Um Zustimmung bitten
chores-try = Ohne Änderung proben
chores-may-not = Sie dürfen diesen Handgriff sehen, aber nicht starten.
chores-source = Wie er geschrieben ist
chores-build = Version des Programms
chores-again-of = Was für einen früheren Lauf eingegeben wurde. Passwörter sind neu einzugeben.
chores-started = „{ $title }“ wurde gestartet. Er läuft ohne diese Seite weiter.
chores-started-dry = „{ $title }“ wird geprobt. Nichts wird geändert.
chores-started-awaiting = „{ $title }“ wartet auf die Zustimmung anderer.
chores-started-exactly = Er wurde mit dem gestartet, was geprobt war.
chores-not-dry = Dieser Handgriff lässt sich nicht ohne Änderung proben.
chores-no-chore = Diesen Handgriff gibt es nicht.
chores-not-here = Dieses Programm hat keinen solchen Handgriff.

## Die Geschichte

chores-runs = Alle Läufe
chores-runs-count = { $count ->
    [one] 1 Lauf
   *[other] { $number } Läufe
}
chores-runs-none-yet = Noch niemand hat einen Handgriff gestartet.
chores-by = Gestartet von
chores-via = Wie
chores-created-at = Verlangt
chores-started-at = Begonnen
chores-finished-at = Beendet
chores-took = Dauer
chores-inputs = Eingaben
chores-error = Warum er endete
chores-run-id = Kennung des Laufs

## Ein Lauf

chores-run = Lauf eines Handgriffs
chores-no-run = Diesen Lauf gibt es nicht. Vielleicht wurde er inzwischen entfernt.
chores-to-run = Lauf zeigen
chores-to-chore = Handgriff zeigen
chores-of-job = Lauf eines Handgriffs
chores-earlier-run = Früherer Lauf
chores-again-from = Neu gestartet nach
chores-live = Neue Zeilen erscheinen von selbst.
chores-element = Bei
chores-asked = Um Halt gebeten
chores-asked-by = { $who } am { $when }
chores-busy = Gearbeitet
chores-node = Knoten
chores-starts = So oft begonnen
chores-inputs-none = Er fragt nach nichts.
chores-lines = { $count ->
    [0] Keine Zeilen
    [one] 1 Zeile
   *[other] { $lines } Zeilen
}
chores-log-end = Ans Ende
chores-log-download = Als Text herunterladen
chores-log-none = Er hat noch nichts gesagt.
chores-log-latest = Letzte Zeilen
chores-earlier = Frühere Zeilen
chores-failures = { $count ->
    [one] An 1 Stück nicht getan
   *[other] An { $items } Stücken nicht getan
}
chores-files = Dateien
chores-file-given = ihm gegeben
chores-file-expires = Aufbewahrt bis
chores-no-file = Diese Datei gibt es nicht. Vielleicht wurde sie inzwischen entfernt.
chores-file-delete-heading = „{ $name }“ löschen?
chores-file-delete-lead = Der Lauf und sein Protokoll bleiben. Das lässt sich nicht rückgängig machen.
chores-file-deleted = „{ $name }“ wurde gelöscht.
chores-too-many = Sie sehen so vielen Läufen zu, wie zugleich möglich ist. Schließen Sie eine andere Seite.

## Was mit ihm getan wird

chores-pause = Anhalten
chores-resume = Weiterlaufen lassen
chores-cancel = Abbrechen
chores-force-pause = Gewaltsam anhalten
chores-force-cancel = Gewaltsam abbrechen
chores-force-lead = Er kommt an keine Stelle, an der er enden darf. Mit Gewalt wird er aus dem gerissen, was er tut: Ein Stück bleibt vielleicht halb getan.
chores-move-lead = Es geschieht vor dem nächsten Stück. Was getan ist, bleibt getan.
chores-moved = Der Lauf steht jetzt anders: { $status }.
chores-moved-pausing = Er hält vor dem nächsten Stück an.
chores-moved-paused = Er ist angehalten.
chores-moved-enqueued = Er läuft weiter, sobald ein Arbeiter frei ist.
chores-moved-cancelling = Er bricht vor dem nächsten Stück ab.
chores-moved-cancelled = Er wurde abgebrochen.
chores-no-move = Niemand weiß, was mit dem Lauf zu tun ist.
chores-illegal = Das geht mit dem Lauf nicht, wie er steht: { $status }.
chores-not-stuck = Er hat noch { $time }, um an eine Stelle zu kommen, an der er enden darf.
chores-forgotten = Was für ihn eingegeben wurde, ist nicht mehr da: Starten Sie ihn neu.
chores-again = Neu starten…
chores-exactly = Genau dies ausführen

## Zustimmen

chores-approvals-title = Wer zustimmt
chores-approvals = { $count ->
    [one] { $agreed } von 1 anderen Person hat zugestimmt.
   *[other] { $agreed } von { $needed } anderen haben zugestimmt.
}
chores-agreed = Zugestimmt
chores-refused = Abgelehnt
chores-agree = Zustimmen
chores-refuse = Ablehnen
chores-reason = Warum
chores-reason-needed = Sagen Sie, warum, in 1 bis 2.000 Zeichen: Andere wollen es wissen.
chores-approval-own = Niemand stimmt dem eigenen Lauf zu: Bitten Sie jemand anderen.
chores-approval-twice = Sie haben schon gesagt, was Sie von diesem Lauf halten.
chores-approval-old = zählt nicht mehr
chores-no-answer = Wählen Sie, ob Sie zustimmen.
chores-agreed-done = Sie haben zugestimmt. Der Lauf beginnt, sobald ein Arbeiter frei ist.
chores-agreed-awaiting = Sie haben zugestimmt. Er wartet auf andere.
chores-refused-done = Sie haben abgelehnt. Der Lauf beginnt nicht.

## Probe ohne Änderung

chores-changes = Was sich ändern würde
chores-changes-lead = Alles wurde zurückgenommen. Was ein Handgriff außerhalb der Datenbank tut, gehört nicht dazu.
chores-changes-none = Nichts würde sich ändern.
chores-changes-later = Was sich ändern würde, steht hier, sobald geprobt ist.
chores-change-added = Neu
chores-change-changed = Geändert
chores-change-deleted = Gelöscht
chores-change-rows = { $count ->
    [one] 1 Zeile
   *[other] { $rows } Zeilen
}
chores-change-same = { $count ->
    [one] 1 Spalte bleibt, wie sie ist
   *[other] { $columns } Spalten bleiben, wie sie sind
}
chores-column = Spalte
chores-before = Vorher
chores-after = Nachher
chores-differs = geändert
chores-approval-changed = Der Handgriff, seine Eingaben oder das Programm sind inzwischen andere: bitte noch einmal ansehen und dann antworten.
chores-no-place = Dieser Lauf hat keine Stelle, an der er weitergehen könnte, und begänne von vorn. Bitte abbrechen, nachsehen, was er getan hat, und neu starten, wenn das nicht schadet.
chores-exactly-changed = Was geprobt wurde, ist nicht, was jetzt laufen würde: der Handgriff, das Programm oder ein Geheimnis, das nicht behalten wurde. Bitte noch einmal proben.
chores-too-large = Das ist mehr, als einem Lauf gegeben werden kann: bitte in eine Datei tun.
