"""Takes suppressed counts out of the tables of a publication, with everything that they could be worked out from."""

from collections.abc import Collection, Iterable, Mapping

import polars as pl

from warehouse.disclosure.counts import CITY, Key
from warehouse.ranking.published import IN_EVERY_ROW
from warehouse.ranking.row_ids import GROUP, SCORE

SUPPRESSED = "SUPPRESSED"
_DIGITS = 2  # of a score that is published, and of what follows from its draws: more would tell the counts behind it
_SCORE = ("value", "ci_low", "ci_high", "points", "before", "change", "change_low", "change_high")
# What stays of a row of rankings or changes of which a count is suppressed; everything else follows from the count.
_STAYING_COLUMNS = {
    "rankings": ("unit_id", "peer_group", "measure", "x", "n", "excluded", "status", "eligible", "reason"),
    "ranking_changes": ("unit_id", "measure"),
}
# What stays of a row of the table of case mix, and what of it tells the counts of all units together.
_LIKE_WITH_LIKE = ("indicator", "unit_id", "standardise", "strata")
_CITY_COLUMNS = ("city", "rate", "mix", "performance", "share_of_mix")
# Columns of the table of completeness that follow from a count: the table and item of that one.
_COMPLETENESS = {
    "without_due_share": ("signals", "without_due_share"),
    "form_difference": ("form_ii06a", "resolved_total"),
}
# Tables of single counts: the columns that go where one is suppressed.
_COUNTS = {"form_ii06a": ("counted", "reported"), "formula_counts": ("value",)}
# Tables of units by their scores: where a score is not published, what follows from it is not either.
_SCORE_TABLES = ("ranking_bands", "ranking_robustness", "ranking_reporting")
_DAYS = {"trends": ("first_day", "last_day"), "form_ii06a": ("period_from", "period_to")}


def hide(
    tables: Mapping[str, pl.DataFrame],
    hidden: Collection[Key],
    groups: Mapping[str, Iterable[str]],
    unscored: Collection[str] = (),
) -> dict[str, pl.DataFrame]:
    """Return the tables without the counts in `hidden`, and without the scores that tell one.

    Scores are rounded to two decimals, for all units alike.

    Args:
        tables: the tables of a publication, by name.
        hidden: the counts.
        groups: the indicators of each group of the index.
        unscored: the units whose scores are not published.
    """
    cells = {(key.unit_id, key.item) for key in hidden if key.table_name in ("rankings", "ranking_changes")}
    codes_of = {group: set(codes) for group, codes in groups.items()}
    members = {(u, f"{GROUP}{group}") for group, codes in codes_of.items() for u, code in cells if code in codes}
    members |= {(unit, SCORE) for unit in unscored}
    protected = dict(tables)
    for name in ("rankings", "trends", "signals", "benchmarks"):
        protected[name] = _without_counts(tables[name], name, [key for key in hidden if key.table_name == name])
    for name, stays in _STAYING_COLUMNS.items():
        table_cells = (
            cells if name == "ranking_changes" else {(k.unit_id, k.item) for k in hidden if k.table_name == name}
        )
        following_cells = members if name == "rankings" else members | cells
        protected[name] = _rounded(_emptied(protected[name], table_cells | following_cells, (*stays, *IN_EVERY_ROW)))
    protected["rankings"] = _unordered(protected["rankings"])
    for name in _SCORE_TABLES:
        protected[name] = tables[name].filter(~pl.col("unit_id").is_in(list(unscored)))
    protected["revisions"] = _unrevised(tables["revisions"], unscored)
    protected["ranking_bands"] = protected["ranking_bands"].with_columns(pl.col("probability").round(_DIGITS))
    protected["ranking_pairs"] = _pairs(tables["ranking_pairs"], cells | members)
    # The total of all tells one.
    city_items = {key.item for key in hidden if key.table_name in ("rankings", "benchmarks")}
    protected["case_mix"] = _without_case_mix(tables["case_mix"], cells, city_items)
    protected["completeness"] = _without_shares(tables["completeness"], hidden)
    # An effect is drawn from the counts of weeks: of few failures it could tell their number.
    hidden_cells = pl.DataFrame(sorted(cells), schema={"unit_id": pl.String, "indicator": pl.String}, orient="row")
    effects = tables["ranking_effects"]
    protected["ranking_effects"] = effects.join(
        hidden_cells, on=hidden_cells.columns, how="anti", maintain_order="left"
    )
    for name, counts in _COUNTS.items():
        table_keys = [key for key in hidden if key.table_name == name]
        protected[name] = _without_values(tables[name], name, counts, table_keys)
    return protected


def unscored_units(tables: Mapping[str, pl.DataFrame]) -> frozenset[str]:
    """Return the units whose scores protected tables do not publish."""
    scores = tables["rankings"].filter(measure=SCORE, status=SUPPRESSED)
    return frozenset(scores.get_column("unit_id"))


def _without_counts(frame: pl.DataFrame, name: str, hidden: Collection[Key]) -> pl.DataFrame:
    """Null each hidden count, and with it value, interval and failures of its row."""
    item = "measure" if name == "rankings" else "indicator"
    key_columns = [*(["unit_id"] if name != "benchmarks" else []), item, *_DAYS.get(name, ())]
    marks = _marks(hidden, name, key_columns, {"x", "n", "excluded"} & set(frame.columns))
    derived = [c for c in ("value", "ci_low", "ci_high", "fail_per_10k") if c in frame.columns]
    marked_rows = frame.join(marks, on=key_columns, how="left", maintain_order="left")
    is_gone = pl.col("_any").fill_null(False)
    nulls = [pl.when(~is_gone).then(c).alias(c) for c in derived]
    counts = [
        pl.when(~pl.col(f"_{part}").fill_null(False)).then(part).alias(part)
        for part in ("x", "n", "excluded")
        if f"_{part}" in marks.columns
    ]
    status = pl.when(is_gone).then(pl.lit(SUPPRESSED)).otherwise("status").alias("status")
    return marked_rows.with_columns(*nulls, *counts, status).select(frame.columns)


def _marks(hidden: Collection[Key], name: str, key_columns: list[str], parts: Collection[str]) -> pl.DataFrame:
    """Return one row for each cell of which something is hidden: which parts, and whether numerator or denominator."""
    parts_by_cell: dict[tuple[object, ...], set[str]] = {}
    for key in hidden:
        days = (key.first_day, key.last_day) if name in _DAYS else ()
        unit = () if key.unit_id == CITY else (key.unit_id,)
        parts_by_cell.setdefault((*unit, key.item, *days), set()).add(key.part)
    days_of = {column: pl.Date() for column in _DAYS.get(name, ())}
    flags = {f"_{part}": pl.Boolean() for part in sorted(parts)} | {"_any": pl.Boolean()}
    schema = {column: days_of.get(column, pl.String()) for column in key_columns} | flags
    rows = [
        (*cell, *(part in hidden_parts for part in sorted(parts)), bool(hidden_parts & {"x", "n"}))
        for cell, hidden_parts in parts_by_cell.items()
    ]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _emptied(frame: pl.DataFrame, cells: Collection[tuple[str, str]], stays: Collection[str]) -> pl.DataFrame:
    """Null every column of the rows of some (unit, measure) but those that stay."""
    marks = pl.DataFrame(sorted(cells), schema={"unit_id": pl.String, "measure": pl.String}, orient="row")
    marked_rows = frame.join(
        marks.with_columns(_gone=True), on=["unit_id", "measure"], how="left", maintain_order="left"
    )
    is_gone = pl.col("_gone").fill_null(False)
    nulls = [pl.when(~is_gone).then(c).alias(c) for c in frame.columns if c not in stays]
    status = [pl.when(is_gone & _is_composite()).then(pl.lit(SUPPRESSED)).otherwise("status").alias("status")]
    return marked_rows.with_columns(*nulls, *(status if "status" in frame.columns else [])).select(frame.columns)


def _unordered(frame: pl.DataFrame) -> pl.DataFrame:
    """Move suppressed rows to the end of their table, by unit: their place among the others would tell their rank."""
    is_gone = pl.col("status").fill_null("") == SUPPRESSED
    placed = frame.with_row_index("_row").with_columns(_table=pl.col("_row").min().over("peer_group", "measure"))
    order = ["_table", is_gone, pl.when(~is_gone).then("_row"), "unit_id"]
    return placed.sort(order, nulls_last=False).drop("_row", "_table")


def _rounded(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        pl.when(_is_composite()).then(pl.col(c).round(_DIGITS)).otherwise(c).alias(c)
        for c in _SCORE
        if c in frame.columns
    )


def _pairs(frame: pl.DataFrame, cells: Collection[tuple[str, str]]) -> pl.DataFrame:
    """Take away the pairs of which a count is hidden, and round those of composites as their scores are."""
    schema = {"unit_id": pl.String, "measure": pl.String}
    hidden_cells = pl.DataFrame(sorted(cells), schema=schema, orient="row")
    for unit in ("unit_id", "other_id"):
        frame = frame.join(
            hidden_cells.rename({"unit_id": unit}), on=[unit, "measure"], how="anti", maintain_order="left"
        )
    digits = {"difference": pl.col("difference").round(_DIGITS), "error": pl.col("error").round(_DIGITS)}
    digits |= {name: pl.col(name).round_sig_figs(2) for name in ("times", "times_80")}
    return frame.with_columns(
        pl.when(_is_composite()).then(rounded).otherwise(name).alias(name) for name, rounded in digits.items()
    )


def _unrevised(frame: pl.DataFrame, unscored: Collection[str]) -> pl.DataFrame:
    """Null what revisions say of the scores of some units, before and after."""
    is_gone = pl.col("unit_id").is_in(list(unscored))
    score_columns = [c for c in frame.columns if c.startswith(("rank_", "score_", "tier_"))]
    return frame.with_columns(pl.when(~is_gone).then(c).alias(c) for c in score_columns)


def _is_composite() -> pl.Expr:
    return (pl.col("measure") == SCORE) | pl.col("measure").str.starts_with(GROUP)


def _without_values(frame: pl.DataFrame, name: str, counts: Collection[str], hidden: Collection[Key]) -> pl.DataFrame:
    days = _DAYS.get(name, ())
    cells = {(k.unit_id, k.item, *((k.first_day, k.last_day) if days else ())) for k in hidden}
    schema = {"unit_id": pl.String(), "item": pl.String(), **{day: pl.Date() for day in days}}
    marks = pl.DataFrame(sorted(cells), schema=schema, orient="row").with_columns(_gone=True)
    marked_rows = frame.join(marks, on=list(schema), how="left", maintain_order="left")
    is_gone = pl.col("_gone").fill_null(False)
    nulls = [pl.when(~is_gone).then(c).alias(c) for c in counts]
    return marked_rows.with_columns(*nulls, is_suppressed=is_gone).select(frame.columns)


def _without_case_mix(
    frame: pl.DataFrame, cells: Collection[tuple[str, str]], city_items: Collection[str]
) -> pl.DataFrame:
    """Take away rows whose counts are hidden, and what would tell the hidden counts of the whole city.

    A ratio to what is expected tells neither: how many that is, is told nowhere.
    """
    marks = pl.DataFrame(sorted(cells), schema={"unit_id": pl.String, "indicator": pl.String}, orient="row")
    marked_rows = frame.join(
        marks.with_columns(_gone=True), on=["unit_id", "indicator"], how="left", maintain_order="left"
    )
    is_gone, is_of_city = pl.col("_gone").fill_null(False), pl.col("indicator").is_in(list(city_items))
    nulls = [
        pl.when(~is_gone & ~(is_of_city & pl.lit(c in _CITY_COLUMNS))).then(c).alias(c)
        for c in frame.columns
        if c not in (*_LIKE_WITH_LIKE, "is_suppressed")
    ]
    return marked_rows.with_columns(*nulls, is_suppressed=is_gone).select(frame.columns)


def _without_shares(frame: pl.DataFrame, hidden: Collection[Key]) -> pl.DataFrame:
    """Null what would tell a hidden count in the table of completeness."""
    is_gone_by_column = {
        column: pl.col("unit_id").is_in([key.unit_id for key in hidden if (key.table_name, key.item) == table_and_item])
        for column, table_and_item in _COMPLETENESS.items()
    }
    nulls = [pl.when(~is_gone).then(column).alias(column) for column, is_gone in is_gone_by_column.items()]
    return frame.with_columns(*nulls, is_suppressed=pl.any_horizontal(*is_gone_by_column.values()))
