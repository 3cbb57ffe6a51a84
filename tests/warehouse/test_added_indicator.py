"""docs/add-an-indicator.md, done as it is written: one file more in a city's folder, and the city ranks by it."""

import re
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from nights import WABO, deliver, home_at, run, run_ranked, table
from wabo_cases import HEADER

from flows.cli.__main__ import main
from schemas.city import load_city
from schemas.register import CITY

pytestmark = pytest.mark.long

DOCUMENTS = Path(__file__).parents[2] / "docs"
INDICATOR, RULE, MEASURE = (
    example
    for page in ("add-an-indicator.md", "add-a-measure.md")
    for example in re.findall(r"```toml\n(.*?)```", (DOCUMENTS / page).read_text(encoding="utf-8"), re.DOTALL)
)
BY_POST = """
code = "post_share"
name_vi = "Tỷ lệ hồ sơ nộp qua bưu chính công ích"
name_en = "Dossiers received by public post"
numerator = "received_by_post"
denominator = "received"
denominator_id = "received"
denominator_vi = "hồ sơ tiếp nhận"
denominator_en = "dossiers received"
"""
AT = " 09:00:00+01:00"
DAY = date(2023, 3, 1)
CASES = 40  # of each unit
EARLY = {"General": 36, "Experts": 20, "Customer contact": 12}  # the others ended on the day on which they were due
POSTED = {"General": 4, "Experts": 10, "Customer contact": 30}
IDS = {"General": "general", "Experts": "experts", "Customer contact": "customer-contact"}


def cases():
    """Dossiers received on 1 February and due on the 24th, of which some ended before and some came by post."""
    lines = []
    for unit, early in EARLY.items():
        for n in range(CASES):
            end, channel = f"2023-02-{10 if n < early else 24}{AT}", "Post" if n < POSTED[unit] else "Internet"
            lines.append(f"case-{unit[0]}{n},{channel},2023-02-24{AT},{unit},{end},,,,2023-02-01{AT},3,x\n")
    return HEADER + "".join(lines)


def city_with(folder, files, code):
    """A copy of a city whose index gives 40 of its 100 points for the indicator `code`, and which has `files`."""
    shutil.copytree(WABO, folder)
    source, method = folder / "sources" / "wabo.toml", folder / "methods" / "timeliness.toml"
    source.write_text(source.read_text("utf-8").replace('"Post" = "direct"', '"Post" = "post"'), "utf-8")
    points = method.read_text("utf-8").replace('resolved"\nmax_points = 100', 'resolved"\nmax_points = 60')
    method.write_text(f"{points}\n{RULE.replace('early_share', code)}", "utf-8")
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def ranked(root, city):
    """What a night makes of the cases: the rows of the indicators by unit and code, and the pages by their path."""
    home = home_at(root / "home")
    deliver(home, CITY, "cases.csv", cases())
    run_ranked(home, load_city(city), DAY)
    rows = table(home, "rankings").filter((pl.col("peer_group") == "all") & (pl.col("period") == "2023"))
    (site,) = home.drafts.glob("[0-9]*/site")
    return {(row["unit_id"], row["measure"]): row for row in rows.iter_rows(named=True)}, site


def test_one_file_adds_an_indicator_and_the_city_ranks_by_it(tmp_path):
    city = city_with(tmp_path / "city", {"indicators/early_share.toml": INDICATOR}, "early_share")
    rows, site = ranked(tmp_path, city)
    for unit, early in EARLY.items():
        row = rows[IDS[unit], "early_share"]
        assert (row["x"], row["n"], row["excluded"], row["status"]) == (early, CASES, 0, "OK")
        assert row["points"] == pytest.approx(40 * early / CASES)
        assert rows[IDS[unit], "score"]["value"] == pytest.approx(60 + 40 * early / CASES)
    assert [rows[IDS[unit], "score"]["rank"] for unit in EARLY] == [1, 2, 3]

    page = (site / "en" / "indicators" / "early_share.html").read_text("utf-8")
    assert "Resolved before the day on which they were due" in page
    assert "dossiers resolved before the day of the current due date" in page
    assert "Thông tư 01/2020/TT-VPCP, biểu II.06a" in page
    published = pl.read_parquet(site / "data" / "indicators.parquet").filter(indicator="early_share")
    assert published.select("numerator", "denominator", "excluded", "size").row(0) == (
        "resolved_before_due",
        "resolved - resolved_without_due",
        "resolved_without_due",
        40.0,
    )


def test_its_formula_is_printed_and_holds(tmp_path, capsys):
    city = city_with(tmp_path / "city", {"indicators/early_share.toml": INDICATOR}, "early_share")
    assert main(["method", "explain", "timeliness", "--lang", "en", "--city", str(city)]) == 0
    told = capsys.readouterr().out.split("(`early_share`)\n")[1].split("###")[0]
    assert "`points = 40 × min(1, ratio / 100%)`" in told
    assert "Divided by: dossiers resolved that have a current due date." in told
    assert "Counts: `resolved_before_due / (resolved − resolved_without_due)`" in told
    assert "Left out of the denominator, and shown beside every rate: `resolved_without_due`" in told


def test_a_method_that_names_no_indicator_is_told_by_the_doctor_before_the_night(tmp_path, capsys):
    city = city_with(tmp_path / "city", {}, "early_share")
    assert main(["doctor", "--home", str(tmp_path), "--city", str(city)]) == 3
    assert "early_share: no such indicator" in capsys.readouterr().err


def test_one_file_adds_a_measure_to_rank_by(tmp_path):
    files = {"measures/post.toml": MEASURE, "indicators/post_share.toml": BY_POST}
    rows, site = ranked(tmp_path, city_with(tmp_path / "city", files, "post_share"))
    assert {unit: rows[IDS[unit], "post_share"]["x"] for unit in POSTED} == POSTED
    assert [rows[IDS[unit], "score"]["rank"] for unit in POSTED] == [3, 2, 1]
    page = (site / "vi" / "indicators" / "post_share.html").read_text("utf-8")
    assert "hồ sơ tiếp nhận qua bưu chính công ích" in page


def test_a_snapshot_tells_what_it_counts_and_other_words_count_nothing_anew(tmp_path):
    files = {"measures/post.toml": MEASURE, "indicators/post_share.toml": BY_POST}
    city, home = city_with(tmp_path / "city", files, "post_share"), home_at(tmp_path / "home")
    deliver(home, CITY, "cases.csv", cases())
    before = run(home, load_city(city), DAY).snapshot
    told = table(before, "declared_measures").row(by_predicate=pl.col("measure") == "received_by_post", named=True)
    assert (told["condition"], told["counted_on"], told["about"]) == (
        "is_accepted AND channel = 'post'",
        "received_day",
        "people",
    )
    (share,) = table(before, "declared_indicators").filter(indicator="post_share").to_dicts()
    assert (share["numerator"], share["denominator_en"], share["excluded"]) == (
        "received_by_post",
        "dossiers received",
        None,
    )
    (city / "measures" / "post.toml").write_text(MEASURE.replace("by public post", "by post"), "utf-8")
    after = run(home, load_city(city), DAY).snapshot
    assert after != before
    assert "dossiers received by post" in table(after, "declared_measures").get_column("name_en").to_list()
    counts = [{path.name: path.stat().st_ino for path in (of / "measures").iterdir()} for of in (before, after)]
    assert counts[0] == counts[1], "the counts are the same files"


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("indicators/early_share.toml", INDICATOR.replace("resolved_before", "resolved_befor"), "resolved_before_due"),
        ("indicators/early_share.toml", INDICATOR.replace("denominator_en", "#"), "denominator_en: missing"),
        ("measures/post.toml", MEASURE.replace("en = ", "#"), "measures.received_by_post.en: missing"),
        ("measures/post.toml", MEASURE.replace("channel", "chanel"), "did you mean channel"),
    ],
)
def test_what_is_incomplete_is_refused_before_a_night_and_by_other_commands(tmp_path, capsys, name, text, fault):
    city = city_with(tmp_path / "city", {"indicators/early_share.toml": INDICATOR} | {name: text}, "early_share")
    home = home_at(tmp_path / "home")
    delivered = deliver(home, CITY, "cases.csv", cases())
    place = ["--home", str(home.root), "--city", str(city)]
    for command in (["nightly", "--date", "2023-03-01", "--direct"], ["check", str(delivered)], ["doctor"]):
        assert main([*command, *place]) == 3
        told = " ".join(capsys.readouterr().err.split())
        assert fault in told
        assert name.rpartition("/")[2] in told
    assert not [path for path in (home.landing, home.submissions, home.snapshots, home.drafts) if path.exists()]
