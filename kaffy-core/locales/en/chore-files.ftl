# Files that chores are given.
chore-file-lost = The file is not there any more: choose it again for a new run
chore-file-large = “{ $name }” has { $size }, and { $most } is the most that is read here
csv-utf16 = The file is UTF-16. Save it as CSV (UTF-8).
csv-columns = Line { $line } has more than { $most } cells: leave some out.
csv-no-heading = Column { $number } has no heading: give it one.
csv-heading-twice = There are two columns “{ $name }”: rename one of them.
csv-no-column = There is no column “{ $name }”. There are: { $there }
csv-cells = Line { $line } has { $cells } cells under { $headings } headings.
csv-cell = Line { $line }, “{ $column }”: “{ $held }” does not fit. { $reason }
csv-row = Line { $line }: { $reason }
csv-out-of-range = This number is too small or too large here.
csv-not-bool = Write true or false.
csv-more =
    { $count ->
        [one] One more row is wrong.
       *[other] { $count } more rows are wrong.
    }
