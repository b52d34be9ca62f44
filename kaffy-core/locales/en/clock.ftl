## What somebody types, read by the wall clock and the signs of the region
clock-skipped = This time does not exist: clocks in { $zone } are put forward over it. The first time afterwards is { $next }.
clock-twice = Clocks in { $zone } show this time twice, since they are put back: write { $text }{ $first } for the first one, { $text }{ $second } for the second.
number-doubtful = This could be { $thousands } or { $fraction }: write a number without a sign between thousands, and with a comma before its fraction.
