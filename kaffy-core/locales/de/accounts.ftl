# Was eingebaute Konten sagen: Anmelden, das eigene Konto, Benutzer und Rollen.

## Anmelden
accounts-sign-in = Anmelden
accounts-sign-out = Abmelden
accounts-signed-out-heading = Nicht angemeldet
accounts-signed-out = Sie sind abgemeldet.
accounts-email = E-Mail-Adresse
accounts-password = Passwort
accounts-refused = Die E-Mail-Adresse oder das Passwort stimmt nicht.
accounts-wait-seconds =
    { $count ->
        [one] Das waren zu viele Versuche. Versuchen Sie es in { $count } Sekunde noch einmal.
       *[other] Das waren zu viele Versuche. Versuchen Sie es in { $count } Sekunden noch einmal.
    }
accounts-wait-minutes =
    { $count ->
        [one] Das waren zu viele Versuche. Versuchen Sie es in { $count } Minute noch einmal.
       *[other] Das waren zu viele Versuche. Versuchen Sie es in { $count } Minuten noch einmal.
    }
accounts-busy = Im Augenblick melden sich zu viele Leute an. Versuchen Sie es gleich noch einmal.
accounts-sign-in-first = Sie sind nicht angemeldet, oder Ihre Sitzung ist zu Ende. Nichts wurde geändert. Melden Sie sich an, gehen Sie dann zurück und senden Sie das Formular noch einmal.
accounts-change-first = Wählen Sie zuerst ein neues Passwort.

## Passwörter
accounts-password-short = Das Passwort braucht mindestens { $least } Zeichen. Mehrere Wörter hintereinander sind ein gutes.
accounts-password-long = Das Passwort darf höchstens { $most } Zeichen haben.
accounts-password-own = Das ist Ihr Name oder Ihre Adresse: Wählen Sie etwas, das andere nicht von Ihnen wissen.
accounts-password-common = Das ist eines der häufigsten Passwörter und würde erraten: Wählen Sie ein anderes.
accounts-password-same = Das ist das alte Passwort: Wählen Sie ein anderes.
accounts-password-wrong = Das ist nicht Ihr Passwort: Geben Sie es noch einmal ein.
accounts-password-differs = Die beiden sind nicht gleich: Geben Sie das neue Passwort zweimal ein.
accounts-password-old = Altes Passwort
accounts-password-new = Neues Passwort
accounts-password-again = Neues Passwort, noch einmal
accounts-password-help = Mindestens { $least } Zeichen. Mehrere Wörter hintereinander sind ein gutes Passwort.
accounts-password-changed = Ihr Passwort wurde geändert, Ihre anderen Sitzungen wurden beendet.
accounts-password-must = Ihr Passwort hat jemand anders gesetzt. Wählen Sie ein eigenes, bevor Sie weitermachen.
accounts-change-password = Passwort ändern

## Das eigene Konto
accounts-profile = Mein Konto
accounts-name = Vor- und Nachname
accounts-locale = Sprache
accounts-locale-browser = Wie der Browser es verlangt
accounts-zone = Zeitzone
accounts-zone-usual = Die der Verwaltung ({ $zone })
accounts-zone-unknown = Diese Zeitzone gibt es nicht: Wählen Sie eine aus der Liste.
accounts-locale-unknown = In dieser Sprache gibt es die Verwaltung nicht: Wählen Sie eine aus der Liste.
accounts-saved = Ihr Konto wurde gespeichert.
accounts-save = Speichern
accounts-sessions = Sitzungen
accounts-sessions-lead = Wo Sie angemeldet sind. Beenden Sie, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.
accounts-session-begun = Angemeldet
accounts-session-seen = Zuletzt benutzt
accounts-session-address = Adresse
accounts-session-browser = Programm
accounts-session-this = Diese Sitzung
accounts-session-end = Beenden
accounts-session-end-others = Alle anderen beenden
accounts-session-ended = Die Sitzung wurde beendet.
accounts-sessions-ended =
    { $count ->
        [one] { $count } Sitzung wurde beendet.
       *[other] { $count } Sitzungen wurden beendet.
    }
accounts-unknown = unbekannt

## Benutzer
accounts-title = Konten
accounts-users = Benutzer
accounts-user-add = Benutzer hinzufügen
accounts-users-search-help = Sucht in Namen und Adressen.
accounts-roles-of = Rollen
accounts-no-roles = Es gibt noch keine Rolle: Legen Sie eine an, sonst darf dieser Benutzer nichts.
accounts-status = Zustand
accounts-active = aktiv
accounts-disabled = gesperrt
accounts-pending = muss ein Passwort wählen
accounts-last-sign-in = Letzte Anmeldung
accounts-never = nie
accounts-disable = Darf sich nicht anmelden
accounts-disable-help = Gilt sofort: Alle Sitzungen werden beendet.
accounts-user-saved = Der Benutzer „{ $name }“ wurde gespeichert.
accounts-once = Passwort für { $name }
accounts-once-words = Dieses Passwort wird nur dieses eine Mal gezeigt. Geben Sie es weiter; bei der ersten Anmeldung muss es geändert werden.
accounts-once-on = Weiter
accounts-help = Hilfe für jemanden, der sich nicht anmelden kann
accounts-reset-password = Zufälliges Passwort setzen
accounts-reset-password-help = Beendet alle Sitzungen. Das neue Passwort wird einmal gezeigt und muss geändert werden.
accounts-end-sessions = Alle Sitzungen beenden
accounts-end-sessions-help = Meldet überall ab.
accounts-reset-factor = Zweiten Faktor abschalten
accounts-reset-factor-help = Für jemanden, der Telefon und Ersatzcodes verloren hat.
accounts-factor-reset = Der zweite Faktor wurde abgeschaltet.
accounts-not-there = Diesen Benutzer oder diese Rolle gibt es nicht, oder nicht mehr.
accounts-forbidden = Ihre Rollen erlauben das nicht. Fragen Sie jemanden, der Konten verwaltet.
accounts-above-you = Dieser Benutzer darf Dinge, die Sie nicht dürfen; deshalb können Sie ihn nicht ändern.
accounts-role-above = Die Rolle „{ $name }“ dürfen Sie weder geben noch nehmen: Sie erlaubt mehr, als Sie dürfen.
accounts-role-gone = Eine dieser Rollen wurde inzwischen gelöscht: Wählen Sie aus den übrigen.
accounts-role-unknown = Es gibt keine Rolle „{ $name }“: Legen Sie sie zuerst an, oder wählen Sie eine andere.
accounts-grant-above = Sie dürfen nichts erlauben, was Sie selbst nicht dürfen. Nichts wurde geändert.
accounts-last-superuser = Danach dürfte niemand mehr alles. Geben Sie zuerst jemand anderem eine Rolle, die alles erlaubt.
accounts-not-yourself = Sich selbst können Sie nicht sperren: Fragen Sie jemand anderen, der Konten verwaltet.
accounts-own-page = Dafür ist die Seite Ihres eigenen Kontos da.
accounts-email-wrong = Das ist keine E-Mail-Adresse wie ann@shop.example.
accounts-email-taken = Diese Adresse hat schon jemand: Wählen Sie eine andere.
accounts-name-long = Höchstens { $most } Zeichen in einer Zeile.

## Rollen
accounts-roles = Rollen
accounts-role-add = Rolle hinzufügen
accounts-role-saved = Die Rolle „{ $name }“ wurde gespeichert.
accounts-role-delete = Rolle löschen
accounts-role-delete-ask =
    { $count ->
        [0] Niemand hat diese Rolle.
        [one] { $count } Person hat diese Rolle und würde sie verlieren.
       *[other] { $count } Personen haben diese Rolle und würden sie verlieren.
    }
accounts-role-deleted = Die Rolle „{ $name }“ wurde gelöscht.
accounts-role-taken = Eine Rolle dieses Namens gibt es schon: Wählen Sie einen anderen Namen.
accounts-role-none = Es gibt noch keine Rolle.
accounts-everything = Alles, auch Benutzer und Rollen und was später dazukommt
accounts-matrix = Was sie erlaubt
accounts-resource = Bereich
accounts-every-resource = Alle Bereiche, auch spätere
accounts-may-view = Ansehen
accounts-may-add = Hinzufügen
accounts-may-change = Ändern
accounts-may-delete = Löschen
accounts-may-all = Alles
accounts-may-actions = Aktionen
accounts-may-help = Wer hinzufügen, ändern, löschen oder eine Aktion ausführen darf, braucht auch „Ansehen“.
accounts-not-saved = Nichts wurde gespeichert

## Der zweite Faktor
accounts-factor = Zweiter Faktor
accounts-factor-off = Mit einem zweiten Faktor braucht das Anmelden außer dem Passwort den Code einer App auf Ihrem Telefon.
accounts-factor-on =
    { $count ->
        [one] Der zweite Faktor ist an. { $count } Ersatzcode ist übrig.
       *[other] Der zweite Faktor ist an. { $count } Ersatzcodes sind übrig.
    }
accounts-factor-begin = Einrichten
accounts-factor-secret = Geben Sie diesen Schlüssel in eine Authenticator-App ein und dann den Code, den sie zeigt.
accounts-factor-open = In einer App auf diesem Gerät öffnen
accounts-factor-confirm = Einschalten
accounts-code = Einmalcode
accounts-code-heading = Noch ein Schritt
accounts-code-help = Die sechs Ziffern, die Ihre App zeigt, oder einer Ihrer Ersatzcodes.
accounts-code-confirm = Die sechs Ziffern, die Ihre App zeigt.
accounts-code-wrong = Dieser Code stimmt nicht, wurde schon benutzt oder gilt nicht mehr. Warten Sie auf den nächsten.
accounts-code-unsupported = Ihr Konto verlangt einen Code, den diese Verwaltung nicht prüfen kann. Wer sie entwickelt, muss die Funktion „totp“ hinzufügen.
accounts-codes = Ersatzcodes
accounts-codes-words = Der zweite Faktor ist an. Ohne Ihr Telefon meldet jeder dieser Codes Sie einmal an. Bewahren Sie sie auf, wo andere sie nicht finden: Sie werden nur dieses eine Mal gezeigt.

## Das Passwort noch einmal
accounts-ask-again = Wer sind Sie?
accounts-ask-again-lead = Geben Sie Ihr Passwort noch einmal ein, bevor es weitergeht. Bisher ist nichts geschehen.
accounts-ask-again-elsewhere = Weisen Sie sich noch einmal aus, bevor es weitergeht: Öffnen Sie die Seite dafür in einem anderen Tab, kommen Sie zurück und machen Sie hier weiter. Bisher ist nichts geschehen.
accounts-ask-again-elsewhere-alone = Weisen Sie sich noch einmal aus, bevor es weitergeht: Öffnen Sie die Seite dafür in einem anderen Tab, kommen Sie zurück und füllen Sie das Formular noch einmal aus. Dateien und Geheimes werden nicht mitgeschickt. Bisher ist nichts geschehen.
accounts-ask-again-open = Seite öffnen
accounts-ask-again-go-on = Weiter
accounts-ask-again-alone = Geben Sie Ihr Passwort ein, bevor es weitergeht. Dateien und Geheimes werden nicht mitgeschickt, das Formular muss danach noch einmal ausgefüllt werden. Bisher ist nichts geschehen.
accounts-ask-again-anew = Ihr Passwort stimmt. Machen Sie Ihre Änderungen jetzt noch einmal: Sie wurden nicht gespeichert.
accounts-ask-again-unsaved = Machen Sie Ihre Änderungen jetzt noch einmal: Sie wurden nicht gespeichert.

## Als anderer Benutzer handeln
accounts-acting = Als andere handeln
accounts-acting-right = Als Benutzer handeln, die nicht mehr dürfen als man selbst
accounts-acting-start = Als dieser Benutzer handeln
accounts-acting-start-help = Sie sehen und tun, was dieser Benutzer darf, bis Sie aufhören oder sich abmelden. Das Protokoll nennt Sie beide.
accounts-acting-started = Sie handeln jetzt als { $name }.
accounts-acting-ended = Sie sind wieder Sie selbst.
accounts-acting-banner = Sie sind { $who } und handeln als { $other }.
accounts-acting-banner-label = Handeln als anderer Benutzer
accounts-acting-stop = Aufhören
accounts-acting-own = Solange Sie als anderer Benutzer handeln, ist von dessen Konto nichts zu sehen und nichts zu ändern. Hören Sie zuerst damit auf.
accounts-acting-oneself = Als Sie selbst können Sie nicht handeln.
accounts-acting-disabled = Dieser Benutzer darf sich nicht anmelden, deshalb handelt niemand als er.
accounts-acting-manager = Dieser Benutzer verwaltet Konten, deshalb handelt niemand als er.
accounts-acting-above = Dieser Benutzer darf Dinge, die Sie nicht dürfen, deshalb können Sie nicht als er handeln.
