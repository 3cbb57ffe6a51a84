"""What to do about the first texts that a rule finds wrong, where more can be said than of the rule: by their text."""

from collections.abc import Mapping, Sequence

import polars as pl

from schemas.column import MEMBER, ROW
from schemas.register import Register
from schemas.words.message import Message, message
from schemas.words.shown import shown
from warehouse.check.persons import looks_personal
from warehouse.check.shapes import LONGEST

_MOST_TOLD = 10  # texts, or keys, of which more is said


def suggested_units(texts: pl.Series, register: Register) -> Mapping[str, list[str]]:
    """Return those of `texts` that may be told, each with the nearest names: what resembles a unit and no person.

    Whatever else stands in the place of a unit may have slipped into it from a column of persons.
    """
    text = pl.col("text")
    name = text.str.strip_chars()
    short_texts = (
        texts.alias("text").to_frame().filter(name.str.len_chars().is_between(1, LONGEST) & ~looks_personal(name))
    )
    distinct = short_texts.get_column("text").unique(maintain_order=True)
    return {unit_text: suggestions for unit_text in distinct if (suggestions := register.suggest(unit_text))}


def unknown_units(texts: pl.Series, register: Register) -> Mapping[str, Message]:
    """Return for the commonest of `texts`, which name no unit, into which key they belong, and the nearest names."""
    suggestions = suggested_units(texts, register)
    known_counts = texts.filter(texts.is_in(list(suggestions))).value_counts(sort=True, name="count")
    commonest = known_counts.sort("count", texts.name, descending=[True, False]).head(_MOST_TOLD).get_column(texts.name)
    return {
        unit_text: message("rules.alias-near", written=shown(unit_text.strip()), nearest=suggestions[unit_text])
        for unit_text in commonest
    }


def key_text(headers: Sequence[str]) -> pl.Expr:
    """Return the key of a row as one text, as the file writes it under these headers."""
    return pl.concat_str([pl.col(header).str.strip_chars() for header in headers], separator="\x1f")


def conflicts(rows: pl.DataFrame, keys: Sequence[str]) -> Mapping[str, Message]:
    """Return for the first keys that several rows share which rows these are, and under which headers they differ.

    Args:
        rows: the rows in conflict: where they stood, and their texts.
        keys: the headers of the key.
    """
    texts = [c for c in rows.columns if rows.schema[c] == pl.String and c not in (MEMBER, "rule_id")]
    differs = [(pl.col(c).fill_null("") != pl.col(c).fill_null("").first()).any() for c in texts]
    shared = (
        rows.group_by(key_text(keys).alias("_key"), maintain_order=True)
        .agg(pl.col(ROW).sort(), *differs)
        .filter(pl.col(ROW).list.len() > 1)
        .head(_MOST_TOLD)
    )
    return {
        row["_key"]: message(
            "rules.rows-differ",
            rows=", ".join(map(str, row[ROW][:_MOST_TOLD])) + " …" * (len(row[ROW]) > _MOST_TOLD),
            columns=[c for c in texts if row[c]],
        )
        for row in shared.iter_rows(named=True)
        if any(row[c] for c in texts)
    }
