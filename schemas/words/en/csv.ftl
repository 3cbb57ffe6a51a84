# CSV and other delimited text: the header, quotation marks, and cells that do not fit.

# Where the header is.
separator-hint =
    Line 1 (sep={ $hint }) says that the columns are separated by { $actual }, source { $source } declares
    { $declared }. Export with the declared delimiter, or correct the key format.delimiter.
other-delimiter =
    Line { PLAIN($line) }: the columns are separated by { $actual }, source { $source } declares { $declared }. Export
    with the declared delimiter, or correct the key format.delimiter.
header-empty =
    Line { PLAIN($line) } should be the header but is empty. Check the number of title lines above it (key
    format.title_rows).
header-open =
    The header (line { PLAIN($line) }): a quotation mark opens a cell and is not closed at its end. Correct it or export
    the file again.
header-runs-on =
    The header (line { PLAIN($line) }) has { $cells } cells but the line below has { $below }: the line end after the
    header may be missing. Export the file again.
header-further-down =
    Line { PLAIN($line) } should be the header but the headers are in line { PLAIN($actual) }. Remove the lines above
    it, or declare format.title_rows = { PLAIN($title_rows) }.
header-is-comment =
    Line { PLAIN($line) } should be the header but begins with "{ $mark }", as a comment does.{ $actual } Remove such
    lines, or declare format.comment = "{ $mark }", or how many lines stand above the header in format.title_rows.
# Stands within the sentence before, with the space that goes before it.
headers-at = {" "}The headers are in line { PLAIN($line) }.
no-header-line = There is no header line: the lines do not end with an ordinary line end (LF or CRLF).
other-header =
    Line { PLAIN($line) } is a header again, but with its columns in another order, or others, than the file's header:
    two exports seem to be joined. Send each as a file of its own. Nothing was accepted.
unnamed-columns =
    Column { $columns } holds values but has no header in line { PLAIN($line) }. Name or remove it.

# Quotation marks.
quotation-spans-cells =
    Line { PLAIN($line) }: a quotation mark stands within a cell and another at the end of a later one: where cells end
    is in doubt. Correct the line or export the file again. Nothing was accepted.
quotation-merges-rows =
    Line { PLAIN($line) }: a quotation mark opens here and closes in line { PLAIN($last) }, and between them there seem
    to be whole rows. Where the " is only a sign (such as "as above"), write words instead, or export the file again
    with every cell in quotation marks. Nothing was accepted.
quotation-beside-odd-row =
    Line { PLAIN($line) }: a quotation mark ends a cell that no mark opens, and this line or the one beside it has more
    or fewer cells than the header, or a line break within a cell: where rows end is in doubt. Correct these lines or
    export the file again. Nothing was accepted.
quotation-closed-within =
    Line { PLAIN($line) }: a cell opens with a quotation mark, but the next mark (line { PLAIN($closing) }) is not at
    the end of a cell. Quotation marks within a cell must be doubled; correct it or export the file again. Nothing was
    accepted.
quotation-never-closed =
    Line { PLAIN($line) }: a quotation mark is opened and never closed; the file was cut off or exported wrongly.
    Correct the line or export the file again.
stray-quotation-mark =
    A quotation mark stands within a cell that no mark opens, line { $lines }: it was read as a letter.
    .advice = Look at these lines; better export such cells in quotation marks, with the marks inside doubled.

# Lines and cells.
cell-too-long =
    Line { PLAIN($line) } holds a cell of more than { $most } characters: a quotation mark may be opened and never
    closed. Correct the line or export the file again.
lone-return =
    Line { PLAIN($line) } holds an old line end (CR) in the middle: where rows end is in doubt. Export the file again
    with LF or CRLF.
breaks-off =
    The file breaks off: its last line ({ PLAIN($line) }) has { $present } of { $expected } fields and no line end. Copy
    or export it again.
split-texts =
    Every line has one cell too many, and the cell after column '{ $header }' always begins with a space: its texts seem
    to hold the delimiter without quotation marks, so that later columns are shifted. Export again with cells in
    quotation marks, or with another delimiter (key format.delimiter).
shifted-columns =
    Every line has one empty cell too many at its end, and column '{ $header }' and the next hold digits alone: if its
    numbers hold the delimiter, later columns are shifted.
    .advice =
    Look at a line; if it is shifted, export with numbers in quotation marks, or with another delimiter (key
    format.delimiter).
