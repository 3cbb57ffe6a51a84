"""Number formats of an .xlsx workbook that show a number in another form, and the cells that have them."""

from collections.abc import Collection, Mapping
from pathlib import Path
from xml.etree import ElementTree

from warehouse.reading.books.book import Mask, Place
from warehouse.reading.books.facts import SheetFacts
from warehouse.reading.books.masks import mask_of
from warehouse.reading.books.xlsx_book import opened, tag
from warehouse.reading.books.xlsx_xml import styles_of


def masks_in(path: Path, facts: SheetFacts, columns: Collection[int]) -> Mapping[Place, Mask]:
    """Return the masks of the cells of a sheet in some columns; a look at its XML where the workbook has any."""
    masks = _masks(path)
    styles = styles_of(path, facts, columns, set(masks)) if masks else {}
    return {place: masks[style] for place, style in styles.items()}


def _masks(path: Path) -> dict[int, Mask]:
    """Return the masks of the workbook by the number of the style of a cell."""
    with opened(path) as archive:
        if "xl/styles.xml" not in archive.namelist():
            return {}
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    formats = {e.get("numFmtId"): e.get("formatCode", "") for e in styles.iter() if tag(e) == "numFmt"}
    cells = next((e for e in styles.iter() if tag(e) == "cellXfs"), ())
    masks = {i: mask_of(formats.get(style.get("numFmtId"), "")) for i, style in enumerate(cells)}
    return {i: mask for i, mask in masks.items() if mask}
