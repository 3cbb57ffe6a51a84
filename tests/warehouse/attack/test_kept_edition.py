"""The edition that 0.1.0 published: an intruder works out small counts from its scores, and so does one by hand."""

import io
import tarfile
from itertools import product
from pathlib import Path

import polars as pl
import pytest

from warehouse.attack.attack import attack

pytestmark = pytest.mark.long

KEPT = Path(__file__).parents[2] / "fixtures" / "0.1.0" / "edition-2022-council-survey.tar.xz"
SMALL = range(1, 10)


@pytest.fixture(scope="module")
def files():
    with tarfile.open(KEPT) as kept:
        members = [member for member in kept.getmembers() if member.isfile()]
        return {member.name.removeprefix("./"): kept.extractfile(member).read() for member in members}


@pytest.fixture(scope="module")
def result(files):
    (result,) = attack(files)
    return result


def table(files, name):
    return pl.read_parquet(io.BytesIO(files[f"data/{name}.parquet"]))


def test_seven_small_counts_of_its_ranking_are_worked_out(result):
    of_ranking = [f for f in result.recovered if f.key.table_name == "rankings"]
    assert len(of_ranking) >= 7
    assert worked_out(result, "phu-nhuan", "petitions_on_time", "rest") == 66 - 60
    assert {f.key.unit_id for f in of_ranking if f.how.key != "attack.by-scores"} == {"go-vap"}
    assert not result.contradicting


def test_totals_of_the_form_tell_small_counts_with_each_other_and_with_what_was_received(result, files):
    """What was received and did not end is open; what is on the form and was not received was carried over."""
    form = {
        (unit, item): counted
        for unit, item, counted in table(files, "form_ii06a").select("unit_id", "item", "counted").iter_rows()
    }
    worked_out = {f.key[1:3]: f.least for f in result.recovered if f.key.table_name == "form_ii06a"}
    of_go_vap = [form["go-vap", item] for item in ("received_total", "resolved_total", "open_in_time")]
    assert worked_out["go-vap", "open_overdue"] == of_go_vap[0] - of_go_vap[1] - of_go_vap[2] == 6
    received = table(files, "rankings").filter(unit_id="quan-4", peer_group="all", measure="workload_per_official")
    assert worked_out["quan-4", "carried_over"] == form["quan-4", "received_total"] - received["x"].item() == 4


def test_what_is_left_lies_in_the_range_that_is_published(result, files):
    listed = {tuple(row[:6]): (row[7], row[8]) for row in table(files, "suppressions").rows() if row[7] is not None}
    assert len(listed) == 540
    left = {tuple(f.key): (f.least, f.most) for f in result.findings}
    assert all(least <= left[key][0] <= left[key][1] <= most for key, (least, most) in listed.items())


class ByHand:
    """The cells of a unit: what they score, and what of them is hidden. Points are a share of the target's rate."""

    def __init__(self, files, unit):
        rows = table(files, "rankings").filter(unit_id=unit, peer_group="all")
        of_unit = {row["measure"]: row for row in rows.iter_rows(named=True)}
        self.cells = {
            row["indicator"]: of_unit[row["indicator"]]
            | {name: row[name] for name in ("size", "target", "index_group")}
            for row in table(files, "indicators")
            .filter(pl.col("role") == "score", pl.col("size") > 0)
            .iter_rows(named=True)
        }
        self.printed = of_unit["score"]["value"]
        self.hidden = [code for code, cell in self.cells.items() if cell["status"] == "SUPPRESSED"]

    def agrees(self, **shares):
        """Say whether the printed score is that of these shares (of a cell's points, or None) in the hidden cells."""
        points = {code: None if c["points"] is None else c["points"] / c["size"] for code, c in self.cells.items()}
        points |= shares
        groups = {}
        for code, share in points.items():
            groups.setdefault(self.cells[code]["index_group"], []).append((self.cells[code]["size"], share))
        total = weight = 0
        for cells in groups.values():
            if scored := [(size, share) for size, share in cells if share is not None]:
                of_group = sum(size for size, _ in cells)
                total += of_group * sum(size * share for size, share in scored) / sum(size for size, _ in scored)
                weight += of_group
        return abs(100 * total / weight - self.printed) <= 0.005 + 1e-9


def of_petitions(x, rest):
    return x / (x + rest)


@pytest.mark.parametrize("unit", ["phu-nhuan", "binh-tan", "quan-8"])
def test_a_score_with_one_hidden_cell_allows_one_count_alone(result, files, unit):
    by_hand = ByHand(files, unit)
    assert by_hand.hidden == ["petitions_on_time"]
    x, n = (by_hand.cells["petitions_on_time"][part] for part in ("x", "n"))
    agreeing = [
        rest for rest in SMALL if by_hand.agrees(petitions_on_time=of_petitions(n - rest if x is None else x, rest))
    ]
    assert agreeing == [worked_out(result, unit, "petitions_on_time", "rest")]


@pytest.mark.parametrize("unit", ["quan-4", "quan-7"])
def test_a_score_with_three_hidden_cells_allows_one_count_alone(result, files, unit):
    by_hand = ByHand(files, unit)
    assert set(by_hand.hidden) == {"overdue_open_share", "satisfaction", "petitions_on_time"}
    n = {code: by_hand.cells[code]["n"] for code in by_hand.hidden}
    is_scored = n["overdue_open_share"] >= 30
    agreeing = [
        (late, unanswered)
        for late, dissatisfied, unanswered in product(SMALL, repeat=3)
        if by_hand.agrees(
            overdue_open_share=1 - late / n["overdue_open_share"] if is_scored else None,
            satisfaction=min(1, (1 - dissatisfied / n["satisfaction"]) / 0.95),
            petitions_on_time=1 - unanswered / n["petitions_on_time"],
        )
    ]
    assert {unanswered for _, unanswered in agreeing} == {worked_out(result, unit, "petitions_on_time", "rest")}
    if unit == "quan-7":
        assert {late for late, _ in agreeing} == {worked_out(result, unit, "overdue_open_share", "x")}


def test_a_score_with_two_hidden_cells_allows_one_count_alone(result, files):
    by_hand = ByHand(files, "can-gio")
    assert set(by_hand.hidden) == {"satisfaction", "petitions_on_time"}
    agreeing = {
        unanswered
        for dissatisfied, unanswered, is_scored in product(SMALL, SMALL, (True, False))
        if by_hand.agrees(
            satisfaction=min(1, (1 - dissatisfied / 102) / 0.95),
            petitions_on_time=1 - unanswered / 20 if is_scored else None,
        )
    }
    assert agreeing == {worked_out(result, "can-gio", "petitions_on_time", "rest")}


def worked_out(result, unit, item, part):
    (value,) = {
        finding.least
        for finding in result.recovered
        if (finding.key.table_name, finding.key.unit_id, finding.key.item) == ("rankings", unit, item)
        and finding.key.part == part
    }
    return value
