"""The ranked units together in one indicator: lowest, quartiles, highest and overall rate of the very same units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from warehouse.publication.publication import Publication
from warehouse.ranking.row_ids import ALL
from warehouse.rows import Row
from warehouse.site import lookup
from warehouse.site.rates import Rate, counts_of, counts_text
from warehouse.site.values import value_of
from warehouse.site.words import Words

# The columns of `peer_quantiles`, and what each is called in the catalogue.
QUANTILES = {
    "lowest": "units.quantiles_lowest",
    "lower_quartile": "units.quantiles_lower",
    "median": "units.quantiles_median",
    "upper_quartile": "units.quantiles_upper",
    "highest": "units.quantiles_highest",
}


@dataclass(frozen=True)
class Together:
    """Ranked units whose rate is scored and published (`rows` of `rankings`), and their sums.

    `value` is None where there are none. Of the other ranked units, `hidden` are not published and `few` have too few
    cases to be scored by themselves. `quantiles` are those of the table `peer_quantiles`.
    """

    rows: Sequence[Row]
    hidden: int
    few: int
    quantiles: Mapping[str, Any]

    @property
    def sums(self) -> Mapping[str, Any]:
        """Numerator, denominator, what is left out, and the rate."""
        counts = {part: sum(row[part] or 0 for row in self.rows) for part in ("x", "n", "excluded")}
        return {**counts, "value": counts["x"] / counts["n"] if counts["n"] else None, "status": "OK"}

    @property
    def value(self) -> float | None:
        """The rate of the units together."""
        value: float | None = self.sums["value"]
        return value


@lru_cache(600)
def together(p: Publication, code: str) -> Together:
    """Return the ranked units together in an indicator."""
    ranked = [row for row in lookup.measures(p, code) if row["eligible"]]
    statuses = [row["status"] for row in ranked]
    scored = [r for r in ranked if r["status"] == "OK" and None not in (r["x"], r["n"], r["value"])]
    quantiles = p.tables["peer_quantiles"].filter(peer_group=ALL, indicator=code).to_dicts()
    return Together(scored, statuses.count("SUPPRESSED"), statuses.count("SMALL_N"), quantiles[0] if quantiles else {})


def overall(p: Publication, words: Words, indicator: Row) -> Rate:
    """Return the rate of the units together, with their counts; nothing where no unit has one."""
    all_units = together(p, indicator["indicator"])
    if all_units.value is None:
        return Rate()
    return Rate(value_of(words, indicator, all_units.value), counts_of(words, indicator, all_units.sums))


def who(p: Publication, words: Words, indicator: Row) -> str:
    """Return of which units the overall rate, the lowest and the highest are, and how many ranked ones are not."""
    all_units = together(p, indicator["indicator"])
    sentences = [words.say("indicators.together-units", count=len(all_units.rows))]
    if all_units.hidden:
        sentences.append(words.say("indicators.together-hidden", count=all_units.hidden))
    if all_units.few:
        sentences.append(words.say("indicators.together-few", count=all_units.few))
    return " ".join(sentences)


def end_of(p: Publication, words: Words, indicator: Row, end: str) -> Rate:
    """Return the lowest or the highest rate, with the unit that has it, or how many have it.

    Args:
        p: the publication.
        words: the language of the page.
        indicator: its row of the table `indicators`.
        end: "lowest" or "highest".
    """
    all_units = together(p, indicator["indicator"])
    if not all_units.quantiles:
        return Rate()
    value = all_units.quantiles[end]
    at_end = [row for row in all_units.rows if row["value"] == value]
    return Rate(value_of(words, indicator, value), _units_at(p, words, indicator, at_end))


def _units_at(p: Publication, words: Words, indicator: Row, rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    if len(rows) > 1:
        sums = {part: sum(row[part] or 0 for row in rows) for part in ("x", "n", "excluded")}
        counts = counts_text(words, sums["x"], sums["n"], sums["excluded"], bool(indicator["excluded"]))
        return words.say("indicators.end-units", count=len(rows), counts=counts)
    name, counts = lookup.unit_names(p, words)[rows[0]["unit_id"]], counts_of(words, indicator, rows[0])
    return words.say("indicators.end-unit", unit=name, counts=counts)
