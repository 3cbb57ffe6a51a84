"""Whatever runs in a stage is in its key: real nights are watched by the interpreter, which knows of no closure."""

import gc
import time
from dataclasses import replace
from datetime import date

import pytest
from every_kind import KINDS
from nights import DAY, WABO, copy_city, deliver, dossier, exchanged, hcmc, home_at, tables_only
from our_code import our_modules
from test_kinds_of_files import declared, unit
from tracing import definition_of, traced
from wabo_cases import HEADER

from schemas.city import load_city
from schemas.limits import Limits
from schemas.register import CITY, Register
from warehouse.night.night import run_night, take_in
from warehouse.outbox.fill import fill_outbox
from warehouse.ranking.request import ranking_of
from warehouse.run import Run
from warehouse.stages.closure import closure
from warehouse.stages.declared import STAGES
from warehouse.stages.keys import stage_keys

pytestmark = pytest.mark.long

UTF8 = "sources/dossiers-csv-utf8.toml"
REPLACE = {UTF8: [('table = "dossiers"\n', 'table = "dossiers"\nwrite = "replace"\n')]}
CASE = "case-{0}-{1},Internet,2023-02-20{2},{0},2023-02-{3}{2},,,,2023-02-07{2},1,\n"
PETITIONS = (
    "STT,Mã phản ánh,Loại,Tiếp nhận,Hạn trả lời,Trả lời,Phản ánh lại,Đơn vị bị phản ánh,Người gửi,Điện thoại,Nội dung\n"
    "1,PA-1,Phản ánh,01/02/2023 08:00:00,08/02/2023 08:00:00,,Không,Quận 12,x,y,z\n"
)


def one_by_one(function, items):
    """Do one after the other, so that nothing else runs beside a stage.

    A generator that is left half-way ends where the collector finds it, which would look like a call of another stage.
    """
    for item in items:
        result = function(item)
        gc.collect()
        yield result


def night(home, city, on=DAY, is_ranked=False, has_outbox=False):
    run = Run(home, city, on)
    steps = replace(tables_only(is_ranked=is_ranked), deliveries=one_by_one, tables=one_by_one)
    report = (run_night if is_ranked else take_in)(run, time.time_ns(), steps)
    if has_outbox:
        fill_outbox(ranking_of(run, report.snapshot), report.late)


def some_kinds(folder):
    """The smallest files of a third of the kinds that offices send: texts, workbooks, answers, archives."""
    home = home_at(folder / "kinds")
    wabo = load_city(WABO)
    about = wabo.about.model_copy(update={"zone": "Asia/Ho_Chi_Minh", "limits": Limits()})
    register = Register([unit(n, kind) for n, kind in enumerate(KINDS)])
    sources = {source.id: source for source in map(declared, KINDS)}
    for kind in KINDS[::3]:
        deliver(home, kind.id, kind.name, kind.contents)
    night(home, replace(wabo, about=about, register=register, sources=sources))


def several_nights(folder):
    """Corrections, files that replace and files that do not, a control file, shared codes, petitions."""
    home, city = home_at(folder / "several"), copy_city(folder / "replacing", REPLACE)
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(i, Kênh_nộp="Fax") for i in range(3)])
    deliver(home, "quan-1", "HoSo_202302282000.csv", [dossier(i, "Quận 1") for i in range(1, 40)])
    deliver(home, CITY, "PAKN_202302282000.csv", PETITIONS)
    night(home, city)
    deliver(home, "quan-12", "HoSo_202303012000.csv", [dossier(1, Ngày_hẹn_trả="10/02/2023 17:00:00")])
    deliver(home, "quan-12", "HoSo_202303012000.csv.done", "rows=1\n")
    deliver(home, "thu-duc", "HoSo_202303012000.ndjson", "".join(f"{exchanged(i)}\n" for i in range(2)))
    deliver(home, "quan-3", "HoSo_202303012000.csv", "x;y\n1;2\n")
    night(home, city, date(2023, 3, 2))
    night(home, hcmc(), date(2023, 3, 3))


def ranked(folder):
    """A night with rejections, its rankings, the whole site of its draft, and the workbooks of the units."""
    home = home_at(folder / "ranked")
    deliver(home, CITY, "rejected.csv", HEADER + CASE.format("General", 99, " 09:00:00+01:00", 31))
    deliver(home, CITY, "refused.csv", "a,b\n1,2\n")
    rows = (CASE.format(u, n, " 09:00:00+01:00", 10 + n % 15) for u in ("General", "Experts") for n in range(30))
    deliver(home, CITY, "cases.csv", HEADER + "".join(rows))
    night(home, load_city(WABO), is_ranked=True)


@pytest.fixture(scope="module")
def called(tmp_path_factory, knows_our_code):
    """Stage -> the code that ran in it, in all these nights."""
    folder = tmp_path_factory.mktemp("traced")
    knows_our_code(folder)
    stage_keys(folder / "cache" / "code.json")  # found out once for a process, and by what is not watched
    gc.collect()
    gc.freeze()  # what is there already is not searched again after every delivery and table
    with traced(STAGES) as called:
        some_kinds(folder)
        several_nights(folder)
        ranked(folder)
    return called


def outside(codes, parts):
    """What ran and is in none of the parts."""
    return sorted({f"{name} ({c.co_qualname})" for c in codes.values() for name in definition_of(c) - parts.keys()})


@pytest.mark.parametrize("stage", STAGES)
def test_whatever_ran_in_a_stage_is_in_its_key(called, stage):
    assert outside(called[stage], closure(our_modules(), STAGES[stage].entries).parts) == []


def test_the_nights_ran_every_stage_and_what_is_outside_would_be_seen(called):
    """Without this the test above could pass because nothing was watched."""
    assert {stage: len(codes) > 20 for stage, codes in called.items()} == dict.fromkeys(STAGES, True)
    reading_alone = closure(our_modules(), STAGES["read"].entries[:1]).parts  # without the `read` that is handed over
    assert [name for name in outside(called["read"], reading_alone) if "read_delivery" in name]
    assert outside(called["count"], closure(our_modules(), STAGES["fold"].entries).parts)
