"""What joins figures of one unit that seem to contradict each other, among the lines of its workbook."""

from collections.abc import Iterator

from schemas.words.message import message
from warehouse.ranking.draft import Draft
from warehouse.ranking.row_ids import SCORE
from warehouse.ranking.sentences.statement import Statement
from warehouse.ranking.sentences.two_figures import Reading, joined, of_form, of_indicator, of_score, of_unranked
from warehouse.ranking.sentences.unit_standing import UnitRows


def two_figures(draft: Draft, rows: UnitRows) -> list[Statement]:
    """Return a line for each pair of figures that differ and do not contradict each other."""
    sentences = [pair.words for pair in joined(_readings(draft, rows))]
    if change := rows.changes.get(SCORE):
        sentences += of_score(change)
    if not rows.table_row["eligible"]:
        ranked = draft.ranking.table.filter("eligible").get_column("score").drop_nulls().to_list()
        sentences += of_unranked(rows.table_row["score"], ranked)
    return [Statement(message("two_figures.heading"), sentence) for sentence in sentences]


def _readings(draft: Draft, rows: UnitRows) -> Iterator[Reading]:
    days = draft.period.first, draft.period.last
    for cell in rows.cells:
        if indicator := draft.method.indicators.get(cell["indicator"]):
            yield from of_indicator(indicator, cell, days)
    for items in draft.form.filter(unit_id=rows.table_row["unit_id"]).iter_rows(named=True):
        yield from of_form(items, days)
