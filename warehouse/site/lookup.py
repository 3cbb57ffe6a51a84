"""What several pages look up in the tables of a publication: names, standings, cells, which indicators there are."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

import numpy as np
import polars as pl

from schemas.method_settings import RELATIVE
from schemas.words.languages import LANGUAGES
from warehouse.disclosure.hiding import unscored_units
from warehouse.publication.publication import Publication
from warehouse.ranking.index.scale import normalised
from warehouse.ranking.row_ids import ALL
from warehouse.rows import Row
from warehouse.site.words import Words

# What everybody looks at, the first that a method has: shown as failures, which 99,9x % hides.
_LEADS = ("on_time_over_resolved", "on_time_766")
_HIGH = 9_900 / 10_000  # from here on a rate is shown by its failures first
_KEPT = 600  # answers that are kept: every page asks the same of one publication


@lru_cache(_KEPT)
def unit_names(p: Publication, words: Words) -> dict[str, str]:
    """Return the name of each unit by its id."""
    return {row["unit_id"]: words.name(row) for row in p.tables["units"].iter_rows(named=True)}


def kinds(p: Publication, words: Words) -> dict[str, str]:
    """Return what each kind of data is called, by the name of its table."""
    return {table: words.pick(names) for table, names in p.kinds.items()}


@lru_cache(_KEPT)
def indicator_rows(p: Publication, *roles: str) -> Sequence[Row]:
    """Return the rows of `indicators` with one of the roles, in the order of the method."""
    return p.tables["indicators"].filter(pl.col("role").is_in(roles)).sort("position").to_dicts()


@lru_cache(_KEPT)
def measures(p: Publication, measure: str, peer_group: str = ALL) -> Sequence[Row]:
    """Return the rows of `rankings` of one measure in a peer group, as the engine ordered them: best first."""
    rankings = p.tables["rankings"]
    return rankings.filter((pl.col("measure") == measure) & (pl.col("peer_group") == peer_group)).to_dicts()


@lru_cache(_KEPT)
def cells(p: Publication) -> dict[tuple[str, str], Row]:
    """Return the rows of `rankings` among all units by (unit, measure)."""
    rows = p.tables["rankings"].filter(pl.col("peer_group") == ALL).iter_rows(named=True)
    return {(row["unit_id"], row["measure"]): row for row in rows}


def is_placed(score: Row) -> bool:
    """Say of the row of a unit's score whether the unit has one that is published, and stands among the others."""
    return bool(score["eligible"]) and score["status"] != "SUPPRESSED"


@lru_cache(_KEPT)
def unscored(p: Publication) -> frozenset[str]:
    """Return the units whose scores are suppressed."""
    return unscored_units(p.tables)


def reason(p: Publication, words: Words, row: Row) -> str:
    """Return why the unit of a row of `eligibility` has no place in the ranking, nothing where it has one."""
    if row["eligible"]:
        return words.say("ranking.unscored", least=p.threshold) if row["unit_id"] in unscored(p) else ""
    why = p.reasons.get(row["unit_id"])
    return words.name(row, "reason") if why is None else words.text(why)


def broken_rule(p: Publication, words: Words, row: Row) -> Row:
    """Return a row about rejected rows with its `message` and `advice`.

    They are those that units were given; a language in which nothing was given has them from the rule, and of a rule
    that is no longer declared in English.
    """
    rule = p.rules.get((row["table_name"], row["rule_id"]))
    if words.language in LANGUAGES:
        texts = {stem: words.name(row, stem) for stem in ("message", "advice")}
    elif rule is None:
        texts = {stem: row[f"{stem}_en"] or "" for stem in ("message", "advice")}
    else:
        texts = {"message": words.text(rule.message), "advice": words.text(rule.advice) if rule.advice else ""}
    return {**row, **texts}


def rows_with_place(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of the units that have a place: a rank or, where ranks are withheld, a tier."""
    return [row for row in rows if row["rank"] is not None or row["tier"] is not None]


def lead(p: Publication) -> str | None:
    """Return the indicator that is shown beside the score, or None where the method has none of them."""
    codes = {row["indicator"] for row in indicator_rows(p, "score")}
    return next((code for code in _LEADS if code in codes), None)


@lru_cache(_KEPT)
def is_high(p: Publication, code: str) -> bool:
    """Say whether most units are so near to the best that a rate itself hides how they differ."""
    failures = pl.Series([row["fail_per_10k"] for row in measures(p, code)], dtype=pl.Float64).drop_nulls()
    median = failures.median()
    return isinstance(median, float) and median <= 10_000 * (1 - _HIGH)


def weighty(p: Publication) -> Sequence[Row]:
    """Return the rows of the indicators that count, in the order of the method."""
    return [row for row in indicator_rows(p, "score") if row["size"]]


def share_of_points(p: Publication, indicator: Row, cell: Row | None) -> float | None:
    """Return the share (0 to 1) of what an indicator can earn that a unit earns; None where nothing of it is published.

    Where its counts are suppressed and a range is published, it is that of the middle of the range, on its scale.
    """
    if cell is None:
        return None
    if cell["points"] is not None:
        return min(max(cell["points"] / indicator["size"], 0.0), 1.0) if p.method.total_points is not None else None
    ends = told_range(p, cell) if cell["status"] == "SUPPRESSED" else None
    if ends is None:
        return None
    code = indicator["indicator"]
    rule = next(rule for rule in p.method.rules if rule.code == code)
    if rule.normalisation.kind in RELATIVE:
        return None  # what others have would decide
    middle = np.array([(ends[0] + ends[1]) / 2])
    share = float(normalised(rule, p.definitions[code], middle, Fraction(1))[0]) / 100
    return min(max(share, 0.0), 1.0)


def told_range(p: Publication, row: Row) -> tuple[float, float] | None:
    """Return the published range of a suppressed share, None without one: a small count is known to lie in one."""
    suppressed = p.tables["suppressions"].filter(
        (pl.col("table_name") == "rankings")
        & (pl.col("unit_id") == row["unit_id"])
        & (pl.col("item") == row["measure"])
        & pl.col("least").is_not_null()
    )
    ranges = {part: (least, most) for part, least, most in suppressed.select("part", "least", "most").iter_rows()}
    if not row["n"]:
        return None
    if "rest" in ranges:
        least, most = ranges["rest"]
        return 1 - most / row["n"], 1 - least / row["n"]
    if "x" in ranges:
        least, most = ranges["x"]
        return least / row["n"], most / row["n"]
    return None
