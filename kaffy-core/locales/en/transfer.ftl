# Rows as files: export and import.

## Export
export-title = Export
export-csv = Download as CSV
export-heading = Export { LOWER($things) }
export-forbidden = You may not export { LOWER($things) }.
export-none = There is no file yet
export-no-columns = No column was chosen. Tick the ones that the file is to have.
export-unknown-column = There is no column “{ $name }” that you could export.
export-unknown-format = There is no kind of file called “{ $format }” here.
export-rows = In the file: { $rows }
export-limit = A file has { $most } rows at most.
export-over-limit = There are more rows than the { $most } that a file has at most: the rest would be left out, and the last line of the file would say so. Narrow the list with its filters, and export it in parts.
export-rest-left-out = Only the first { $most } rows are in this file. There are more: narrow the list, and export it in parts.
export-order = The rows come in the order of their keys, whatever the list is sorted by.
export-columns = Columns
export-columns-list = Columns of the list
export-columns-others = Other fields
export-file = File
export-format = Kind of file
export-format-csv = CSV
export-format-xlsx = Excel (XLSX)
export-format-help = An Excel file has at most 100,000 rows; a CSV file takes more. In an Excel file a text is a text, whatever it begins with.
export-as = Values
export-as-shown = As people read them
export-as-raw = As an import reads them
export-as-help = As people read them: with the names of other records and of choices, and with numbers and dates as your region writes them. As an import reads them: with keys, numbers with a point, dates like 2026-03-29 and times in UTC. Tick the key as well to change these records by an import.
export-excel = For Excel
export-excel-help = Begins the file with a sign by which Excel knows its letters, and puts between cells what Excel expects in your region: a semicolon where numbers have a comma.
export-formulas = In a CSV file, a text that a spreadsheet could take for a formula, because it begins with =, +, - or @, gets an apostrophe in front. An import takes it away again.
export-run = Download

## Import
import-title = Import
import-heading = Import { LOWER($things) }
import-forbidden = You may not import { LOWER($things) }.
import-none = Nothing was imported
import-lead = Records from a CSV file, as every spreadsheet can save one. First you see what would happen; nothing is written before you say so.
import-file = File
import-limits = CSV with headings in its first line: UTF-8, with commas, semicolons or tabs between cells. At most { $size }, { $rows } rows and { $columns } columns.
import-example = Download an example
import-fields = A file can set: { $names }.
import-kept = The file is kept on the server for an hour at most, for the next pages.
import-read = Read the file
import-no-file = No file was chosen. Choose one, then read it.
import-gone = The file is no longer there: it was imported already, is older than an hour, or lies on another server. Choose it again.
import-failed-gone = This file is no longer there: it is kept for an hour only.
import-failed-name = failed
import-columns-of = What the columns are: { $rows }
import-columns-help = Choose for each field the column of the file that it is filled from. Fields without one stay as they are, or as the form for a new record has them.
import-doubtful = These headings are there more than once, so that you have to choose: { $names }
import-required = required
import-leave-out = Leave out
import-field-key = Finds the record that is to be changed.
import-field-new = In new records only.
import-how = How
import-mode = Rows of the file
import-mode-add = Add all of them
import-mode-change = Change the records with these keys
import-mode-both = Change the records with these keys, add the others
import-wrong-rows = When a row is wrong
import-whole = Import nothing
import-skip = Leave it out and import the others
import-whole-help = “Import nothing” is for files of up to { $most } rows.
import-local = Numbers and times are written as in my region
import-local-help = Without this tick: numbers with a point, times in UTC. Days always look like 2026-03-29.
import-check = See what would happen
import-checking = Looking at the rows
import-running = Importing
import-run = Import for real
import-change-plan = Choose columns again
import-check-heading = This would happen
import-done-heading = { $things }: imported
import-nothing-heading = Nothing was imported
import-nothing-whole = Some rows are wrong, so none was imported. Mend them in the file, or choose to leave wrong rows out.
import-added = Added: { $rows }
import-would-add = To be added: { $rows }
import-changed = Changed: { $rows }
import-would-change = To be changed: { $rows }
import-unchanged = As they were: { $rows }
import-would-stay = Staying as they are: { $rows }
import-wrong =
    { $count ->
        [one] { $count } row is wrong
       *[other] { $count } rows are wrong
    }
import-at-line = Line { $line }
import-more =
    { $count ->
        [one] and { $count } row more
       *[other] and { $count } rows more
    }
import-failed = Rows that are wrong
import-failed-file = Download all of them, with what is wrong
import-left-out = Columns that are left out: { $names }
import-batches = A file this long is looked at in parts: a value that must be there only once, and is there twice far apart in the file, shows only when it is imported.
import-line = Line
import-reasons = What is wrong
import-unknown-field = “{ $name }” cannot be set by an import, or not from this column. Nothing was changed.
import-no-mode = This way to import is not open to you. Nothing was changed.
import-no-fields = No field was chosen. Choose a column for one field at least.
import-no-key = To change records, the file has to say which: choose a column for “{ $key }”.
import-too-many-at-once = All or nothing is for files of up to { $most } rows. Choose to leave wrong rows out.
import-ended-unreachable = The import ended early: the database cannot be reached.
import-ended-failed = The import ended early: the database refused.
import-ended-stopped = The import was stopped.
import-ended-nothing = The import was stopped, and nothing of it was written.
import-cells =
    { $count ->
        [one] The row has { $count } cell, and there are { $wanted } headings.
       *[other] The row has { $count } cells, and there are { $wanted } headings.
    }
import-no-such = There is no { LOWER($thing) } with the key { $key }.
import-row-without-key = The row has no key, so that nobody knows which record is meant.
import-no-such-label = There is no { LOWER($thing) } called “{ $label }”.
import-several = More than one { LOWER($thing) } is called “{ $label }”: write its key.
import-too-large = A file may have at most { $most }: split it.
import-nul = Line { $line } has a NUL in it: this is no text file. Save it as CSV (UTF-8).
import-unclosed = The quote that begins in line { $line } does not end: close it, or take it away.
import-empty = The file is empty: choose another one.
import-columns = The file has { $count } columns, and { $most } are the most: leave some out.
import-rows = The file has more than { $most } rows. Split it.
import-no-rows = There is no row below the headings: add some, or choose another file.
import-unreadable = The file cannot be read as CSV. Save it as CSV (UTF-8).
import-large-cell = A cell of line { $line } is larger than { $most }. A quote before it may not be closed.
import-utf16 = The file begins like UTF-16 and is none. Save it as CSV (UTF-8).
import-utf8 = Line { $line } is not UTF-8. Save the file as CSV (UTF-8).
