# Handgriffe auf der Kommandozeile.
chore-command-usage = chore [NAME [--eingabe wert] [--dry-run] [--here] [--detach]]
chore-command-none = Es gibt keinen Handgriff, den Sie starten dürfen.
chore-command-unknown = Es gibt keinen Handgriff „{ $name }“: „chore“ allein zählt auf, welche es gibt.
chore-command-meant = Meinten Sie { $name }?
chore-command-no-input = Es gibt keine Eingabe „{ $name }“: --help zählt auf, welche es gibt.
chore-command-no-value = --{ $name } fehlt der Wert; schreiben Sie --{ $name }=…, wo er mit -- beginnt.
chore-command-no-file = eine Datei { $path } gibt es nicht
chore-command-stray = „{ $word }“ gehört zu keiner Eingabe; schreiben Sie --eingabe wert.
chore-command-denied = { $name } darf keine Handgriffe starten
chore-command-default = ({ $value }, wenn Sie nichts anderes sagen)
chore-command-started = Gestartet: { $id }
chore-command-left = Der Lauf geht weiter, ohne dass ihm jemand folgt: { $id }
chore-command-of = { $done } von { $total } ({ $percent } %)
chore-command-done = { $done } erledigt
chore-command-awaiting =
    { $people ->
        [one] Jemand anders muss zustimmen, bevor er läuft.
       *[other] { $people } andere müssen zustimmen, bevor er läuft.
    }
chore-command-failures =
    { $count ->
        [one] Ein Stück ist gescheitert.
       *[other] { $count } Stücke sind gescheitert.
    }
chore-command-dry = Was er geändert hat, wurde zurückgenommen.
