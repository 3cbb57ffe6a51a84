"""The page of case mix: each indicator like with like, who changes place by it, and why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from warehouse.publication.publication import Publication
from warehouse.rows import Row
from warehouse.site import lookup
from warehouse.site.hidden import why_hidden
from warehouse.site.page import Page
from warehouse.site.rates import failures_of
from warehouse.site.words import Words

_DIGITS = 3  # of a share of late cases in percent: districts differ by hundredths


def pages(p: Publication, words: Words) -> Iterator[Page]:
    """Yield the page, with a part for each indicator that declares a case mix; without one it says that there is none.

    Units stand by their ratio, those whose figures are not published last.
    """
    rows = p.tables["case_mix"].to_dicts()
    parts = [
        _part(p, words, indicator, indicator_rows)
        for indicator in lookup.indicator_rows(p, "score")
        if (indicator_rows := [row for row in rows if row["indicator"] == indicator["indicator"]])
    ]
    yield Page("case-mix.html", "case-mix.html.j2", words.say("case_mix.title"), "case_mix", {"parts": parts})


def _part(p: Publication, words: Words, indicator: Row, rows: Sequence[Row]) -> Mapping[str, Any]:
    ordered = sorted(rows, key=lambda row: (row["ratio"] is None, row["ratio"] or 0.0, row["unit_id"]))
    names = lookup.unit_names(p, words)
    name, hidden = words.name(indicator), sum(row["is_suppressed"] for row in rows)
    share, city = (rows_of_all[0] if rows_of_all else None for rows_of_all in _city_values(rows))
    return {
        "code": indicator["indicator"],
        "name": name,
        "how": words.say(f"case_mix.how_{rows[0]['standardise']}"),
        "share": "" if share is None else _share(words, share),
        "city": "" if city is None else _city(p, words, indicator, city, hidden),
        "moves": [_move(words, names[row["unit_id"]], row) for row in ordered if _moves(row)],
        "lines": [_line(words, names, row) | _counts(p, words, indicator, row) for row in ordered],
    }


def _city(p: Publication, words: Words, indicator: Row, rate: float, hidden: int) -> str:
    """Return the rate of the ranked units together with its counts, and how many of them the table hides."""
    benchmarks = p.tables["benchmarks"].filter(indicator=indicator["indicator"]).to_dicts()
    counts = failures_of(words, indicator, benchmarks[0]) if benchmarks else ""
    city_text = words.say("case_mix.city", rate=words.percent(rate, _DIGITS), counts=counts)
    return f"{city_text} {words.say('case_mix.city-hidden', count=hidden)}" if hidden else city_text


def _counts(p: Publication, words: Words, indicator: Row, row: Row) -> dict[str, str]:
    """Return what the rate of a unit was counted from, and why it is not published where it is not."""
    cell = lookup.cells(p).get((row["unit_id"], indicator["indicator"]))
    hidden = why_hidden(p, words, "rankings", row["unit_id"], indicator["indicator"]) if row["is_suppressed"] else ""
    return {"counts": "" if cell is None else failures_of(words, indicator, cell), "hidden": hidden}


def _share(words: Words, share: float) -> str:
    """Return what of the spread the mix explains; where it works against the other differences, that it hides them."""
    key = "share" if round(share, 2) >= 0 else "share_below"
    return words.say(f"case_mix.{key}", share=words.percent(share, 0))


def _city_values(rows: Sequence[Row]) -> tuple[list[float], list[float]]:
    """Return the share of mix and the rate of the city, which each row states, or nothing where no row may."""
    shares, cities = ([row[name] for row in rows if row[name] is not None] for name in ("share_of_mix", "city"))
    return shares, cities


def _moves(row: Row) -> bool:
    return row["rank"] is not None and row["rank_crude"] is not None and row["rank"] != row["rank_crude"]


def _move(words: Words, name: str, row: Row) -> str:
    """Return in a sentence how a unit moves, and the kind of cases by which it does."""
    direction = "better" if row["rank"] < row["rank_crude"] else "worse"
    move_text = words.say(f"case_mix.move_{direction}", unit=name, crude=row["rank_crude"], rank=row["rank"])
    if row["kind"] is None or row["kind_share"] is None:
        return move_text
    unit_share, all_units = words.percent(row["kind_share"], 0), words.percent(row["kind_share_city"], 0)
    return f"{move_text} {words.say('case_mix.why', kind=row['kind'], own=unit_share, city=all_units)}"


def _line(words: Words, names: Mapping[str, str], row: Row) -> dict[str, Any]:
    """Return what the table shows of one unit."""

    def share(name: str) -> str:
        return "–" if row[name] is None else words.percent(row[name], _DIGITS)

    def points(name: str) -> str:
        return "–" if row[name] is None else words.signed(100 * row[name], _DIGITS)

    def ratio(name: str) -> str:
        return words.number(row[name], 2)

    interval = "–" if row["ratio_low"] is None else f"{ratio('ratio_low')} – {ratio('ratio_high')}"
    return {
        "unit_id": row["unit_id"],
        "name": names[row["unit_id"]],
        "crude": share("crude"),
        "ratio": "–" if row["ratio"] is None else ratio("ratio"),
        "interval": interval,
        "rate": share("rate"),
        "rank_crude": words.number(row["rank_crude"]),
        "rank": words.number(row["rank"]),
        "ranks": "–" if row["rank_lo"] is None else words.span(row["rank_lo"], row["rank_hi"]),
        "differences": [points(name) for name in ("mix", "performance")],
        "changes": [points(name) for name in ("change", "change_mix", "change_performance")],
    }
