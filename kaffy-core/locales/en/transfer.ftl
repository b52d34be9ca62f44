# Rows as files: export and import.

## Export
export-title = Export
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
export-as = Values
export-as-shown = As people read them
export-as-raw = As an import reads them
export-as-help = As people read them: with the names of other records and of choices, and with numbers and dates as your region writes them. As an import reads them: with keys, numbers with a point, dates like 2026-03-29 and times in UTC. Tick the key as well to change these records by an import.
export-excel = For Excel
export-excel-help = Begins the file with a sign by which Excel knows its letters, and puts between cells what Excel expects in your region: a semicolon where numbers have a comma.
export-formulas = A text that a spreadsheet could take for a formula, because it begins with =, +, - or @, gets an apostrophe in front. An import takes it away again.
export-run = Download
