# Web pages with tables, often called .xls.

no-table = The web page holds no table with rows. Often it is a login or error page: log in and export again.
web-archive =
    The file is a web archive (MHTML), a page with its pictures in one file. Open it in Excel and save it as .xlsx.
other-charset =
    The page says that its letters are in { $name }, which is not read; read are: { $known }. Save it as UTF-8, or have
    the source declare the key encoding.
