## What somebody types, read by the wall clock and the signs of the region
clock-skipped = Diese Zeit gibt es nicht: Die Uhren in { $zone } werden über sie hinweg vorgestellt. Die erste Zeit danach ist { $next }.
clock-twice = Die Uhren in { $zone } zeigen diese Zeit zweimal, weil sie zurückgestellt werden: Schreiben Sie { $text }{ $first } für das erste, { $text }{ $second } für das zweite Mal.
number-doubtful = Das könnte { $thousands } oder { $fraction } heißen: Schreiben Sie Zahlen ohne Zeichen zwischen den Tausendern und mit einem Komma vor den Nachkommastellen.
