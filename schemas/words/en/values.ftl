# What somebody should look at in a file's texts and numbers. The name of a message is the warning's code.

in-column = Column { $header }: { $doubt }

control-characters = holds control or invisible characters ({ $points }); they were taken off.
    .advice =
        Export again from the source system without them; if the file is UTF-16, declare format.encoding.
error-text =
    holds errors of Excel (such as #N/A, #REF!) in place of text; the cells are taken to have no value.
    .advice =
        Correct the formulas and send again; if the error means that there is no value, declare it in the column's
        empty.
mojibake = the letters are garbled: read in a wrong encoding, or typed in a TCVN3 or VNI font.
    .advice = Check format.encoding of the source (utf-8, cp1258, tcvn3 …), or export again as UTF-8 (Unicode).
words-for-nothing =
    some cells hold a word that stands for nothing (such as NULL, N/A, -); it was kept as a value.
    .advice = Leave such cells empty, or declare the words in the column's empty.
ditto-marks =
    some cells say "as above" (nt, ”, 〃) in place of a value; the value of the row above was not put in.
    .advice = Write the value in every row and send again.
escaped-text =
    letters are written in the codes of a web page, an address, JSON or a mail (such as &amp;, %C3%A1, \u1ea5); they
    were kept so.
    .advice = Export again from the source system with plain letters.
dates-among-texts =
    some cells hold a date, not a text: Excel may have turned a text (such as 1-5) into a date.
    .advice = Format the column as Text before entering, and take the texts anew from the source system.
row-like-a-header =
    in some rows no date and no number can be read: one may be the header of another table, and the rows below it may
    have their columns in another order.
    .advice =
        Look at these rows and at those below them; where they are two tables, send each as a file of its own.
number-style = { $contradicted ->
    [by-amounts]
        all amounts with a mark end in small change (as 66.597): the mark may be a decimal one, not one of thousands.
   *[by-marks]
        the marks in numbers of some rows contradict the declared way of writing; numbers with marks in other rows may
        have been read wrongly.
    }
    .advice =
        See in the file which mark is the decimal one, and correct numbers (decimal, thousands) of the source.
