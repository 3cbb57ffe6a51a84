# Workbooks of Excel (.xlsx): sheets, headers, cells, and what is hidden in them.

# Sheets.
no-sheet =
    The workbook has no sheet { $wanted }; its sheets: { $names }. Rename the sheet, or declare the key sheet of the
    source.
in-sheet =
    The sheet "{ $sheet }": { $why } The key sheet = "{ $pattern }" of the source reads every sheet so named; declare it
    more narrowly if this one holds no data.
sheet-empty = The sheet "{ $sheet }" is empty. Export it again.
sheet-too-wide =
    The sheet "{ $sheet }" reaches to row { PLAIN($row) } over { $columns } columns: a cell lies far outside the table.
    Delete the stray cells and save again.
columns-uncertain =
    The places of the sheet's columns are not certain. Open it in Excel or LibreOffice, save it as .xlsx and send it
    again.
unreadable = The sheet cannot be read. Open it in Excel or LibreOffice, save it as .xlsx and send it again.
chart-in-sheet =
    The sheet "{ $sheet }" of the old .xls holds a chart with numbers of its own, which cannot be told from the sheet's
    cells. Delete the chart, or save the file as .xlsx, and send it again.
cells-lost =
    The sheet "{ $sheet }", column "{ $header }": cells hold a number or a time that cannot be read ({ $cells }). Format
    the column as text, or save the file as .xlsx, and send it again.
with-password = The workbook has a password. Remove it, save the workbook and send it again.
cells-repeated =
    The workbook lays out more than { $most } cells, most of them repetitions of one. Delete the stray cells and save
    again.
new-errors =
    The sheet "{ $sheet }" has cells with errors (column in brackets): { $cells }. Correct the formulas and send the
    file again.
date-system =
    The workbook counts days from { PLAIN($year) }, but the column "{ $header }" (from row { PLAIN($row) }) holds
    numbers of days that source { $source } declares as "{ $declared }": the dates would be four years off. Format the
    column as dates and save again, or declare formats = ["{ $actual }"].
unnamed-columns =
    Column { $columns } of the table (column { $letters }) holds values but has no header (row { PLAIN($row) }). Name or
    remove it.

# Sheets that were not read.
sheet-not-read =
    { $state ->
        [hidden] The sheet "{ $sheet }" (hidden) has
       *[visible] The sheet "{ $sheet }" has
    } the same header and { $count ->
        [one] { $count } row,
       *[other] { $count } rows,
    } and was not read.
    .advice =
    If its rows are meant too, declare the key sheet of the source as sheet = "*", which reads every sheet (0 is the
    first one); if not, delete the sheet and send the file again.
records-not-read =
    { $count ->
        [one] The sheet "{ $sheet }" has no header, but its { $count } row looks like a further record; it was not read.
       *[other] The sheet "{ $sheet }" has no header, but its { $count } rows look like further records; they were not
        read.
    }
    .advice =
    Copy its rows into the sheet that is read; or repeat the header at its top and ask the city to declare sheet = "*".

# Cells.
error-cells =
    { $count ->
        [one] The column "{ $header }" has { $count } cell with an error: { $cells }.
       *[other] The column "{ $header }" has { $count } cells with an error: { $cells }.
    } An error is not taken for an empty cell.
    .advice =
    Correct the formula or write the right value and send the file again; if the error stands for nothing, declare the
    key empty of the column, such as empty = ["#N/A"].
formula-without-result =
    { $count ->
        [one] The column "{ $header }" has { $count } formula that was never computed (no result is stored, or it is 0):
        { $cells }.
       *[other] The column "{ $header }" has { $count } formulas that were never computed (no result is stored, or all
        are 0): { $cells }.
    }
    .advice = Open the file in Excel or LibreOffice, which computes them, save it and send it again.
codes-by-format =
    { $count ->
        [one] The column "{ $header }" has { $count } code that is stored as a number and shown in full by the format of
        its cell (such as 000000); it was read as Excel shows it.
       *[other] The column "{ $header }" has { $count } codes that are stored as numbers and shown in full by the format
        of their cells (such as 000000); they were read as Excel shows them.
    }
    .advice = Format the column as Text and take the codes anew from the source system.
merged-down =
    The column "{ $header }" has cells merged over several rows ({ $ranges }): the value is read as that of each of
    them.
    .advice = Unmerge the cells and write the value into each row; do not merge cells below the header.
merged-across =
    Cells are merged over several columns ({ $ranges }): the value counts for the first column only, the others are
    empty.
    .advice = Unmerge the cells and write the value into each column.

# What is hidden, and was read all the same.
hidden-sheet =
    { $count ->
        [one] The sheet "{ $sheet }" is hidden; its { $count } row was read all the same.
       *[other] The sheet "{ $sheet }" is hidden; its { $count } rows were read all the same.
    }
    .advice =
    Show and check it; delete what should not be sent, and send the file again. Another sheet is chosen by the key sheet
    of the source.
hidden-rows =
    { $count ->
        [one] { $count } row that is hidden or filtered out (row { PLAIN($first) }) was read all the same.
       *[other] { $count } rows that are hidden or filtered out (from row { PLAIN($first) }) were read all the same.
    }
    .advice = Show and check them; delete what should not be sent, and send the file again.
hidden-columns = The column "{ $header }" ({ $letters }) is hidden, and was read all the same.
    .advice = Show and check it; delete what should not be sent, and send the file again.
