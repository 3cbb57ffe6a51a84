"""Small publications with invented units, whose tables are given row by row; what is not given is empty."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import polars as pl
from in_force import method_of

from schemas.city import CityDeclaration
from schemas.disclosure import policy_of
from schemas.method import Method
from schemas.table import load_tables
from schemas.words.message import Declared
from warehouse.publication import draft_tables
from warehouse.publication.publication import Publication, Sentences, Span, published_tables
from warehouse.publication.what_if_data import Unsupported
from warehouse.ranking.explanation.method import sections
from warehouse.ranking.record import RankingRecord
from warehouse.site.build import site_files

POLICY = policy_of((), "public", "rankings")  # of a city that declares none: no small count is told
METHODS = {name: method_of(name) for name in ("qd766", "council-survey")}
CITY = CityDeclaration(
    id="thu", name_vi="Thành phố Thử", name_en="Trial City", zone="Asia/Ho_Chi_Minh", nightly_method="qd766"
)
UNITS = {"quan-a": ("Quận A", "District A"), "quan-b": ("Quận B", "District B"), "huyen-c": ("Huyện C", "Rural C")}
YEARS = [Span(str(year), "year", date(year, 1, 1), date(year, 12, 31)) for year in (2023, 2022)]


def frame(name: str, rows: Sequence[Mapping]) -> pl.DataFrame:
    """Return a declared table; a column that a row does not name is null."""
    schema = load_tables()[name].polars_schema
    assert all(set(row) <= set(schema) for row in rows), name
    return pl.DataFrame([[row.get(column) for column in schema] for row in rows], schema=schema, orient="row")


def publication(method="qd766", said=None, synthetic=True, **tables: Sequence[Mapping]) -> Publication:
    """Return a publication of three units with the given rows."""
    of = METHODS[method]
    own = {name: frame(name, tables.pop(name, ())) for name in published_tables()}
    assert not tables, tables
    if own["units"].is_empty():
        own["units"] = frame("units", [unit(id_, *names) for id_, names in UNITS.items()])
    if own["indicators"].is_empty():
        own["indicators"] = draft_tables.indicators(of, POLICY)
    return Publication(
        CITY,
        of,
        *YEARS,
        date(2023, 12, 31),
        "2023-12-31-0123456789abcdef",
        synthetic,
        10,
        record_of(of, synthetic),
        own,
        said or Sentences(),
        draft_tables.definitions(of),
        sections(of),
        Unsupported(Declared("", "")),
        {name: Declared(table.label_vi, table.label_en) for name, table in load_tables().items() if table.is_sent},
    )


def record_of(of: Method, synthetic=True) -> RankingRecord:
    """Return the record of a ranking of the trial city."""
    return RankingRecord(
        period="2023",
        first=date(2023, 1, 1),
        as_of=date(2023, 12, 31),
        previous_period="2022",
        method=of.id,
        method_version=of.fingerprint,
        method_sha256="0" * 64,
        snapshot="2023-12-31-0123456789abcdef",
        synthetic=synthetic,
        software="motcua 0.1.0",
        seed=of.uncertainty.seed,
        draws=10_000,
        sensitivity_runs=11_088,
        libraries={},
    )


def unit(unit_id: str, name_vi: str, name_en: str) -> dict:
    days = {"valid_from": date(2000, 1, 1), "valid_to": date(2025, 6, 30)}
    return {
        "unit_id": unit_id,
        "code": "1",
        "name_vi": name_vi,
        "name_en": name_en,
        "level": "district",
        "kind": "urban_district",
    } | days


def named(p: Publication, **names: str) -> Publication:
    """Return `p` with its city called otherwise."""
    return replace(p, city=p.city.model_copy(update=names))


_BUILT: dict[int, tuple[Publication, dict[str, str | bytes]]] = {}


def built(p: Publication, sizes: Mapping[str, int] | None = None) -> dict[str, str | bytes]:
    """Return the site of a publication, which several modules look at, made once: pictures take their time."""
    if id(p) not in _BUILT:
        _BUILT[id(p)] = (p, site_files(p, sizes))  # p is kept, so that no other gets its id
    return _BUILT[id(p)][1]


class Reader(HTMLParser):
    """What a reader finds on a page: tables by their caption as rows of texts, links, ids, headings, all its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.tags: set[str] = set()
        self.text = ""
        self._rows: list[list[str]] = []
        self._caption = ""
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.add(tag)
        self.links += [given[name] for name in ("href", "src") if given.get(name)]
        self.ids += [given["id"]] if given.get("id") else []
        if tag == "table":
            self._rows, self._caption = [], ""
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")
            self._inside = "cell"
        elif tag == "caption":
            self._inside = "caption"
        elif re.fullmatch(r"h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))
            self._inside = "heading"

    def handle_endtag(self, tag):
        if tag == "table":
            self.tables[self._caption.strip()] = [[" ".join(cell.split()) for cell in row] for row in self._rows]
        if tag in ("td", "th", "caption") or re.fullmatch(r"h[1-6]", tag):
            self._inside = ""

    def handle_data(self, data):
        self.text += data
        if self._inside == "cell":
            self._rows[-1][-1] += data
        elif self._inside == "caption":
            self._caption += data
        elif self._inside == "heading":
            self.headings[-1] = (self.headings[-1][0], self.headings[-1][1] + data)
