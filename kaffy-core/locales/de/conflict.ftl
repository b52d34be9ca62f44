## jemand anders hat einen Datensatz geändert, während sein Formular offen war

conflict-by = Geändert von { $who }, { $when }
conflict-heading = Jemand anders hat das inzwischen geändert
conflict-lead = Noch ist nichts gespeichert, und nichts Getipptes ist verloren: Wählen Sie bei jedem Feld, dann speichern Sie.
conflict-unknown = Dieses Formular sagt nicht, aus welchem Stand des Datensatzes es entstand, darum ist noch nichts gespeichert. Unten steht, was es ändern würde: Wählen Sie bei jedem Feld, dann speichern Sie.
conflict-other = Der Datensatz wurde inzwischen gespeichert, vielleicht in etwas, das dieses Formular nicht zeigt: Sehen Sie ihn an, dann speichern Sie noch einmal.
conflict-other-version = Jemand anders hat die Zeile inzwischen geändert: Laden Sie die Seite neu und versuchen Sie es noch einmal.
conflict-base = Beim Öffnen
conflict-theirs = Wie es jetzt ist
conflict-yours = Wie unten im Formular
conflict-base-unknown = nicht bekannt
conflict-secret = wird nie gezeigt
conflict-both = Sie und jemand anders haben das geändert: Wählen Sie oben, was von beiden bleibt.
conflict-only-theirs = Jemand anders hat das geändert: Wenn Sie oben nichts anderes wählen, bleibt es, wie es jetzt ist.
conflict-row-removed = Jemand anders hat diese Zeile inzwischen geändert: Sehen Sie sie an, dann speichern Sie, um sie trotzdem zu entfernen.
# Folgt auf einen Satz, der sagt, was gespeichert wurde.
conflict-meanwhile = Jemand anders hatte das inzwischen geändert, und es blieb: { $fields }.

## den Datensatz gibt es nicht mehr

conflict-gone = Nicht mehr da: { $thing }
conflict-gone-lead = Vielleicht wurde der Datensatz gelöscht, während Sie daran waren, oder Sie dürfen ihn nicht mehr sehen. Gespeichert wurde nichts. Das hatten Sie getippt, zum Kopieren:

## eine Aktion, nach der gefragt wurde

conflict-action = Seit der Frage hat sich etwas geändert ({ $thing }): Sehen Sie nach, dann antworten Sie noch einmal.
conflict-action-rows =
    { $count ->
        [one] { $count } von { $all } Zeilen hat sich seit der Frage geändert: Sehen Sie nach, dann antworten Sie noch einmal.
       *[other] { $count } von { $all } Zeilen haben sich seit der Frage geändert: Sehen Sie nach, dann antworten Sie noch einmal.
    }
