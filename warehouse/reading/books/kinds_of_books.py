"""Opening a workbook as what its bytes are, whatever it is called."""

from collections.abc import Callable, Mapping
from pathlib import Path

from warehouse.reading.books.book import Book
from warehouse.reading.books.ods_book import open_ods
from warehouse.reading.books.xls_book import open_xls
from warehouse.reading.books.xlsb_book import open_xlsb
from warehouse.reading.books.xlsx_open import open_xlsx
from warehouse.reading.books.xml_2003 import open_xml_2003
from warehouse.reading.sniff import Kind

_OPEN: Mapping[Kind, Callable[[Path], Book]] = {
    "xlsx": open_xlsx,
    "xls": open_xls,
    "xlsb": open_xlsb,
    "ods": open_ods,
    "xml-2003": open_xml_2003,
}


def open_book(path: Path, kind: Kind) -> Book:
    """Open a workbook of one of the kinds that are read; raise `Refused` where it is damaged."""
    return _OPEN[kind](path)
