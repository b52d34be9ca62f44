## Der Papierkorb: Datensätze, die gelöscht wurden und zurückkommen können.

trash-label = { $label } (im Papierkorb)
trash-holds = { $label } im Papierkorb hat diesen Wert schon ({ $thing }): Wählen Sie einen anderen, oder stellen Sie den Datensatz wieder her oder löschen Sie ihn.

## Aktionen auf mehrere

trash-move-selected = Ausgewählte in den Papierkorb
trash-moved-many = in den Papierkorb gelegt
trash-can-restore = Sie lassen sich aus dem Papierkorb wiederherstellen.
trash-restore-selected = Ausgewählte wiederherstellen
trash-restored-many = wiederhergestellt
trash-restore-many = Danach stehen sie wieder in der Liste.
trash-purge-selected = Endgültig löschen

## Seiten

trash-title = Papierkorb
trash-of = { $things } im Papierkorb
trash-lead = Was gelöscht wurde, wartet hier, bis es wiederhergestellt oder endgültig gelöscht wird.
trash-empty = Der Papierkorb ist leer
trash-empty-why = Was gelöscht wird, kommt zuerst hierher.
trash-empty-it = Papierkorb leeren
trash-moved = In den Papierkorb gelegt: { $thing } „{ $label }“.
trash-undo = Rückgängig
trash-restored = Aus dem Papierkorb wiederhergestellt: { $thing } „{ $label }“.
trash-not-restored = Nicht wiederhergestellt: { $thing } „{ $label }“. { $words }
trash-is-here = Dieser Datensatz ({ $thing }) liegt im Papierkorb.
trash-since = Dort seit: { $when }.
trash-restore = Wiederherstellen
trash-purge = Endgültig löschen
trash-move = In den Papierkorb
trash-ask = { $thing } „{ $label }“ in den Papierkorb legen?
trash-ask-title = In den Papierkorb legen ({ $thing })
trash-ask-stays = Von dort lässt sich das wiederherstellen. Was darauf verweist, wird nicht gelöscht oder geändert.
trash-purge-ask = { $thing } „{ $label }“ endgültig löschen?
trash-in-way = Im Papierkorb:
trash-no-export = Was im Papierkorb liegt, steht in keiner Datei. Stellen Sie es zuerst wieder her.
