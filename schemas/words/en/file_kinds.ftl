# A file that is of another kind than its source declares.

other-kind = { $whose } is { $kind }, source { $source } declares { $expected } (key format). { $cure }.
no-draft = The file is { $kind }; it should be CSV, JSON, NDJSON, a workbook, a table in HTML, or a zip of such files. { $cure }.
the-file = The file
the-member = The file in the zip
within-zip = { $kind } in a zip (format.member = { $member })

is-text = text (such as CSV or JSON)
is-json = JSON
is-xlsx = an Excel workbook (.xlsx)
is-zip = a zip
is-html = a web page (HTML)
is-xml-2003 = an XML Spreadsheet 2003 (SpreadsheetML)
is-xml = an XML file
is-xlsb = a binary workbook (.xlsb)
is-ods = an OpenDocument file (.ods)
is-office = another Office document (Word, PowerPoint)
is-xls = an old Excel workbook (.xls)
is-encrypted = a workbook with a password
is-ole = an old .xls workbook, or one with a password
is-gz = a gzip archive (.gz)
is-rar = a .rar archive
is-7z = a .7z archive
is-tar = a .tar archive
is-pdf = a PDF (a binary file)
is-zeros = nothing but zero bytes
is-binary = of a binary kind that is not read

# What to do, as the last sentence of the above.
send-as-declared = Send it in the declared form
save-as-xlsx = Open it in Excel or LibreOffice and save it as .xlsx
unpack = Unpack it and send what is in it, or pack a .zip
look-at-page =
    Often it is a login or error page: log in and export again; where the office always sends a table in HTML: kind =
    "html"
declare-workbook = Save it as .xlsx; where the office may send this kind: kind = "workbook"
any-workbook = a workbook (.xlsx, .xls, .xlsb, .ods)
remove-password = Remove the password and save it as .xlsx
copy-again = Copying it failed; copy it again
