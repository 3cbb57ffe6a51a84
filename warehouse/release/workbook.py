"""The workbook of a publication: cover, contents, notes, then one table a sheet, Vietnamese first.

Codes stand in words, shares as percentages; the figures as they are computed are in the CSV and Parquet files.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from schemas.table import Table, load_tables
from schemas.words.catalogue import bilingual, said, text
from schemas.words.languages import ENGLISH, VIETNAMESE, Said
from schemas.words.message import Declared, Message, message
from schemas.words.periods import period_name
from warehouse.publication.publication import Publication
from warehouse.ranking.published import ABOUT
from warehouse.release.notes import licence_text
from warehouse.release.sheets import Heading, Share, Sheet, add_contents, add_table, add_text, workbook

# What stands where there is no number, by the status of the row; the shorthand of the Government Analysis Function.
SYMBOLS = {
    "SUPPRESSED": "[c]",
    "NOT_APPLICABLE": "[z]",
    "NOT_REPORTED": "[x]",
    "INVALID": "[x]",
    "NOT_COMPUTABLE": "[x]",
}
_MARKED = SYMBOLS | {"SMALL_N": "[u]"}  # statuses whose words have a symbol before them
_SCORE = ("unit_id", "rank", "rank_label", "rank_lo", "rank_hi", "tier", "value", "ci_low", "ci_high", "band", "reason")
_COUNTS = ("x", "n", "excluded", "status", "fail_per_10k", "added", "added_rate", "points")
_CELLS = ("unit_id", "measure", "value", "ci_low", "ci_high", *_COUNTS)
# The sheets in their order: name, table, and the columns of which two make one table each.
_SHEETS: tuple[tuple[Message, str, tuple[str, ...]], ...] = (
    (message("release_workbook.sheet-ranking"), "rankings", _SCORE),
    (message("release_workbook.sheet-indicators"), "indicators", ()),
    (message("release_workbook.sheet-values"), "rankings", _CELLS),
    (message("release_workbook.sheet-trends"), "trends", ()),
    (message("release_workbook.sheet-changes"), "ranking_changes", ()),
    (message("release_workbook.sheet-form"), "form_ii06a", ()),
    (message("release_workbook.sheet-signals"), "signals", ()),
    (message("release_workbook.sheet-counts"), "formula_counts", ()),
    (message("release_workbook.sheet-deliveries"), "deliveries", ()),
    (message("release_workbook.sheet-rejections"), "rejection_counts", ()),
    (message("release_workbook.sheet-weights"), "ranking_weights", ()),
    (message("release_workbook.sheet-suppressions"), "suppressions", ()),
)
_CODED = ("measure", "indicator", "item")  # columns that hold the code of an indicator
_RATES = ("value", "ci_low", "ci_high", "before", "change", "change_low", "change_high")
_WEIGHTS = ("weight", "covariance_share", "effective_linear", "effective_spline")


def workbook_bytes(p: Publication) -> bytes:
    """Return the workbook as bytes; equal publications give equal bytes."""
    out = io.BytesIO()
    numbered = (_sheet(p, number, *facts_of_sheet) for number, facts_of_sheet in enumerate(_SHEETS, start=1))
    sheets = [sheet for sheet in numbered if sheet.rows]
    contents, notes = message("release_workbook.contents"), message("release_workbook.notes")
    title = _marked_texts(p, _title(p))[0]
    with workbook(title, p.city.name_vi, out) as book:
        add_text(book, _vi(message("release_workbook.cover")), title, _cover(p))
        entries = [(_vi(notes), bilingual(message("release_workbook.contents-notes")))]
        entries += [(sheet.name, sheet.title) for sheet in sheets]
        heads = [bilingual(message(f"release_workbook.contents-{column}")) for column in ("sheet", "about")]
        add_contents(book, _vi(contents), " / ".join(_marked_texts(p, contents)), heads, entries)
        add_text(book, _vi(notes), " / ".join(_marked_texts(p, notes)), _notes(p))
        for sheet in sheets:
            add_table(book, sheet)
    return out.getvalue()


def _vi(words: Message) -> str:
    return text(words, VIETNAMESE)


def _marked_texts(p: Publication, words: Message | Declared) -> Said:
    """Return what is said in both languages; where the data are no real ones, that is said first."""
    if not p.synthetic:
        return said(words)
    vi, en = (" ".join(texts) for texts in zip(said(message("release_workbook.synthetic")), said(words), strict=True))
    return vi, en


def _title(p: Publication) -> Message:
    city = Declared(p.city.name_vi, p.city.name_en)
    return message("release_workbook.title", city=city, period=period_name(p.period.id))


def _cover(p: Publication) -> list[str | Heading]:
    figures = message("release_workbook.cover-figures", first=p.period.first, last=p.period.last)
    method = bilingual(message("release_workbook.cover-method"))
    snapshot = bilingual(message("release_workbook.cover-snapshot"))
    lines: list[str | Heading] = [
        _marked_texts(p, figures)[0],
        f"{_marked_texts(p, _title(p))[1]}. {text(figures, ENGLISH)}",
        f"{method}: {p.method.name_vi} / {p.method.name_en} ({p.method.fingerprint})",
        f"{snapshot}: {p.snapshot}. {p.record.software}",
        bilingual(message("release_workbook.cover-source")),
        *licence_text(p.city).splitlines(),
        Heading(bilingual(message("release_workbook.cover-findings"))),
    ]
    return lines + [" / ".join(said(sentence)) for sentence in p.sentences.findings]


def _notes(p: Publication) -> list[str | Heading]:
    suppressed = message("release_workbook.notes-suppressed", threshold=p.threshold)
    lines: list[str | Heading] = [
        Heading(bilingual(message("release_workbook.notes-symbols"))),
        f"[c]: {bilingual(suppressed)}",
        f"[u]: {bilingual(message('release_workbook.notes-unreliable'))}",
        f"[x]: {bilingual(message('release_workbook.notes-missing'))}",
        f"[z]: {bilingual(message('release_workbook.notes-none'))}",
        Heading(bilingual(message("release_workbook.notes-reading"))),
        bilingual(message("release_workbook.notes-shares")),
    ]
    lines += [" / ".join(said(sentence)) for sentence in p.sentences.meanings]
    cautions = zip(p.method.cautions_vi, p.method.cautions_en, strict=False)
    heading = Heading(bilingual(message("release_workbook.notes-cautions")))
    return [*lines, heading, *(f"{vi} / {en}" for vi, en in cautions)]


def _sheet(p: Publication, number: int, name: Message, table_name: str, columns_shown: tuple[str, ...]) -> Sheet:
    table, frame = load_tables()[table_name], p.tables[table_name]
    title = f"{table.label_vi} / {table.label_en}"
    if table_name == "rankings":
        frame = frame.filter(pl.col("peer_group") == "all")
        is_score = columns_shown == _SCORE
        frame = frame.filter((pl.col("measure") == "score") == is_score, ~pl.col("measure").str.starts_with("group:"))
        frame = frame.select(columns_shown)
        title = title if is_score else bilingual(message("release_workbook.values-title"))
    if "table_name" in frame.columns:
        kinds = {name: bilingual(label) for name, label in p.kinds.items()}
        frame = frame.with_columns(pl.col("table_name").replace(kinds))
    columns = [c for c in frame.columns if c not in ABOUT and not frame[c].is_null().all()]
    descriptions = _marked_texts(p, Declared(table.description_vi, table.description_en))
    notes = [*descriptions, bilingual(message("release_workbook.one-table"))]
    units, indicators, proportions, unscored = _units(p), _indicators(p), _proportions(p), _unscored(p)
    rows = []
    for row in frame.iter_rows(named=True):
        is_share = next((row[c] in proportions for c in _CODED if c in columns), False)
        names = [units.get(row["unit_id"], "[z]")] if "unit_id" in columns else []
        names += [indicators.get(row[c], "[z]") for c in _coded(table, columns)]
        if row.get("measure") in unscored and row.get("points") is not None:
            row["points"] = bilingual(message("indicators.not-scored"))
        rows.append([*names, *(_cell(table, row, c, is_share) for c in columns)])
    return Sheet(f"{number} {_vi(name)}", f"{number}. {title}", notes, _header(table, columns), rows)


def _coded(table: Table, columns: Sequence[str]) -> list[str]:
    """Return the column of indicators' codes whose names are shown beside it: none in the list of indicators itself."""
    is_list = table.name == "indicators"
    return [c for c in _CODED if c in columns and not is_list and not table.column(c).codes]


def _header(table: Table, columns: Sequence[str]) -> list[str]:
    labels = {c.name: f"{c.label_vi} / {c.label_en}" for c in table.columns}
    names = [bilingual(message("release_workbook.unit-name"))] if "unit_id" in columns else []
    names += [bilingual(message("release_workbook.indicator-name")) for _ in _coded(table, columns)]
    return [*names, *(labels[c] for c in columns)]


def _cell(table: Table, row: Mapping[str, Any], name: str, is_share: bool) -> Any:  # noqa: ANN401
    """Return what a cell shows: a symbol for what is missing, words for a code, a percentage for a share."""
    value = row[name]
    if value is None and name == "reported" and not (row["is_reported"] and row["is_suppressed"]):
        return "[x]"
    if value in (None, ""):
        return SYMBOLS.get(str(row.get("status")), "[c]" if row.get("is_suppressed") else "[z]")
    if codes := table.column(name).codes:
        symbol = f"{_MARKED[value]} " if name == "status" and value in _MARKED else ""
        return symbol + " / ".join(codes.get(value, (value,)))
    return Share(value) if (is_share and name in _RATES) or name in _WEIGHTS else value


def _units(p: Publication) -> dict[str, str]:
    names = dict(p.tables["units"].select("unit_id", "name_vi").iter_rows())
    return names | {"": bilingual(message("release_workbook.whole-city"))}


def _indicators(p: Publication) -> dict[str, str]:
    """Return the names of what a ranking measures by code: indicators, their groups, the score."""
    indicators = p.tables["indicators"]
    names = {code: f"{vi} / {en}" for code, vi, en in indicators.select("indicator", "name_vi", "name_en").iter_rows()}
    groups = indicators.select("index_group", "index_group_vi", "index_group_en").drop_nulls("index_group")
    names |= {f"group:{code}": f"{vi} / {en}" for code, vi, en in groups.iter_rows()}
    return names | {"score": bilingual(message("release_workbook.score"))}


def _unscored(p: Publication) -> frozenset[str]:
    """Return the indicators that are shown beside the score alone: points of 0 would say that nothing was earned."""
    return frozenset(p.tables["indicators"].filter(role="score", size=0).get_column("indicator"))


def _proportions(p: Publication) -> frozenset[str]:
    return frozenset(p.tables["indicators"].filter(kind="proportion").get_column("indicator"))
