# What is guessed of a file that nobody has declared, and not sure: comments of a draft, and advice where there is none.

encoding-of-signs =
    encoding: no letters stand beyond ASCII, only signs such as ° or €, which several encodings share: { $encoding } is a guess. Compare them with
    the file as its program shows it
encoding-by-few =
    encoding: { $best } or { $second }? Too few letters beyond ASCII to tell: { $words } { $words ->
        [one] word
       *[other] words
    }. Compare them with the file as its program shows it
encoding-partly =
    encoding: { $encoding } is the likeliest, but only { PERCENT($share) } of the words with letters beyond ASCII are
    words in it; compare them with the file as its program shows it
encoding-undeclarable =
    The text is not UTF-8, and in none of the encodings that can be declared ({ $tried }) do its letters make words.
    { $looks_like } Save it as UTF-8 (in Excel: "CSV UTF-8"), and draft the source from that file.
looks-like = It seems to be { $encoding }.
utf-16-unmarked =
    The text is UTF-16 without the mark at its start, which a declared source needs. Save it as UTF-8 (in Excel: "CSV
    UTF-8") or as "Unicode text", and draft the source from that file.

day-or-month =
    { $formats } or { $others }? Both read every text; neither days above 12 nor the order of dates tell. Ask who sends
    the file
formats = { $formats }
unread-times =
    { PERCENT($share) } of the texts are read by none of the formats, such as those of the form { $shapes } (9: a digit,
    a: a letter)

thousands-or-decimals =
    is { $text } meant as { $here } or as { $other }? Nothing in the file tells; here it is { $here }. For { $other } write
    { $keys }
number-marks-differ =
    numbers are written in several ways: marks of decimals { $decimal }, of thousands { $thousands }; declare a source
    for each way
currencies = amounts in several currencies ({ $marks }) would be added up; ask who sends the file
unread-numbers =
    { PERCENT($share) } of the texts of numbers are read as none, such as those of the form { $shapes } (9: a digit, a:
    a letter)

no-header =
    The file has no row of headers: where they should be, columns { $columns } hold numbers or dates as the rows below
    do. Put a row of headers above it, and try again.
delimiter = cells may be cut by { $delimiters }; look whether the columns below are those of the file
footers =
    below the last record stand { $rows } further { $rows ->
        [one] row
       *[other] rows
    }: if they are no records, declare in totals how they begin; if there is a signature, without the name

several-sheets =
    Several sheets or tables have this header, and all of them are read: { $names }. Declare fewer if not all are meant.
several-members =
    The zip holds { $count } files, of which one was looked at; all are read in the same way.
