"""After an upgrade a night makes anew what the new code can change, and nothing where only a comment is new."""

import ast
from functools import cache

import pytest
from nights import DAY, csv_text, dossier, procedure
from nights_of_code import ROOT, changed_copy, run_nights
from our_code import our_modules, our_sources

from warehouse.stages.closure import closure
from warehouse.stages.declared import STAGES

pytestmark = pytest.mark.long

FOLD = {"warehouse/fold.py": [("    return versions.last()", "    return versions.first()")]}
TIMES = {
    "warehouse/conform/frame.py": [
        ("local_time(raw, field.formats, zone)", 'local_time(raw, field.formats, zone).dt.offset_by("1d")')
    ]
}
CALENDAR = {"schemas/calendar.py": [("day.weekday() < 5", "day.weekday() < 6")]}
COMMENT = {name: [("\n\n\ndef ", "\n\n\n# A comment.\ndef ")] for name in ("warehouse/fold.py", "schemas/hashing.py")}
COMMENT["schemas/calendar.py"] = [('"""Say whether offices work on `day`."""', '"""Whether offices work."""')]
TABLES = {"dossiers", "petitions", "procedures", "measures"}


def petition(number, answered):
    return {
        "STT": "1",
        "Mã phản ánh": f"PA-{number}",
        "Loại": "Phản ánh",
        "Tiếp nhận": "01/02/2023 08:00:00",
        "Hạn trả lời": "",
        "Trả lời": answered,
        "Phản ánh lại": "Không",
        "Đơn vị bị phản ánh": "Quận 12",
        "Người gửi": "x",
        "Điện thoại": "y",
        "Nội dung": "z",
    }


def files(hour, late, channel):
    """What a unit and the city send at an hour: the same keys each time, with other values."""
    rows = [dossier(n, Kênh_nộp=channel, Ngày_trả_kết_quả=late, Ngày_xử_lý_xong=late) for n in range(3)]
    stamp = f"20230228{hour}00"
    return {
        f"quan-12/HoSo_{stamp}.csv": csv_text(rows),
        f"_city/PAKN_{stamp}.csv": csv_text([petition(n, late) for n in range(2)]),
        f"quan-12/TTHC_{stamp}.csv": csv_text([procedure(late.partition(" ")[0])]),
    }


EARLIER = files(19, "10/02/2023 09:00:00", "Trực tiếp")
LATER = files(20, "20/02/2023 09:00:00", "Bưu chính")
OTHER_UNIT = {"quan-1/HoSo_202302282000.csv": csv_text([dossier(9, "Quận 1")])}
# What came while the old code ran, and what comes to the new code.
ORDERS = {
    "nothing new": (EARLIER | LATER | OTHER_UNIT, {}),
    "the later files": (EARLIER | OTHER_UNIT, LATER),
    "the earlier files": (LATER | OTHER_UNIT, EARLIER),
    "a file of another unit": (EARLIER | LATER, OTHER_UNIT),
}
CHANGES = {"fold": FOLD, "conform": TIMES, "calendar": CALENDAR}


def changed_tables(one, other):
    """The tables of which some file differs."""
    paths = {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}
    return {path.partition("/")[0] for path in paths}


@pytest.fixture(scope="module")
def old(tmp_path_factory, knows_our_code):
    """A home for each change and order of arrival, and one for the comment, after a night by the old code."""
    folder = tmp_path_factory.mktemp("old")
    plan = [(folder / change / order, DAY, before) for change in CHANGES for order, (before, _) in ORDERS.items()]
    plan.append((folder / "comment", DAY, EARLIER | LATER | OTHER_UNIT))
    knows_our_code(plan[0][0])
    _, *results = run_nights(ROOT, plan)
    return folder, results[-1]


@pytest.mark.parametrize("change", CHANGES)
def test_new_code_reaches_every_table_in_every_order_of_arrival(old, tmp_path, change):
    folder, (_, before) = old
    packages = changed_copy(tmp_path / "packages", CHANGES[change])
    after = [(folder / change / order, DAY, more) for order, (_, more) in ORDERS.items()]
    path, *results, (_, anew) = run_nights(packages, [*after, (tmp_path / "anew", DAY, EARLIER | LATER | OTHER_UNIT)])
    assert path.startswith(str(packages))
    assert changed_tables(before, anew) == TABLES  # or this test would see nothing
    for order, (_, tables) in zip(ORDERS, results, strict=True):
        assert tables == anew, order


def states(home):
    """What would betray a write below a home, but for what is read and what saves time."""
    paths = [p for p in sorted(home.rglob("*")) if p.relative_to(home).parts[0] not in ("work", "inbox", "cache")]
    return {p: (p.lstat().st_ino, p.is_dir() or p.lstat().st_mtime_ns) for p in paths}


def test_a_comment_makes_nothing_anew(old, tmp_path):
    folder, before = old
    was = states(folder / "comment")
    packages = changed_copy(tmp_path / "packages", COMMENT)
    path, after = run_nights(packages, [(folder / "comment", DAY, {})])
    assert path.startswith(str(packages))
    assert after == before
    assert states(folder / "comment") == was


def with_a_change(module):
    """The path of a module whose tables rest on it, and its text before and after a change of the first function."""
    path = ROOT.joinpath(*module.split("."))
    path = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
    text = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    reached = [f for f in functions if any(f"{module}:{f.name}" in parts for parts in tables_rest_on())]
    if not reached:
        return None
    lines = text.splitlines(keepends=True)
    first = reached[0].body[0]
    lines.insert(first.lineno - 1, " " * first.col_offset + "assert True\n")
    return {str(path.relative_to(ROOT)): [(text, "".join(lines))]}


@cache
def tables_rest_on():
    """What is reached by each stage that makes the tables."""
    return [closure(our_modules(), STAGES[stage].entries).parts for stage in ("read", "fold", "count")]


MODULES = sorted(our_sources().modules)


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A folder with a home for each module after a night by the old code, and the snapshot of that night."""
    folder = tmp_path_factory.mktemp("before")
    modules = filter(with_a_change, MODULES)
    _, *results = run_nights(ROOT, [(folder / module, DAY, EARLIER | OTHER_UNIT) for module in modules])
    return folder, results[0][0]


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_a_change_in_any_module_gives_what_is_made_from_nothing(before, tmp_path, module):
    if (change := with_a_change(module)) is None:
        pytest.skip("the tables rest on nothing of it")
    folder, snapshot = before
    packages = changed_copy(tmp_path / "packages", change)
    nights = [(folder / module, DAY, {}), (folder / module, DAY, LATER)]
    nights.append((tmp_path / "anew", DAY, EARLIER | LATER | OTHER_UNIT))
    path, (same_files, _), (_, after), (_, anew) = run_nights(packages, nights)
    assert path.startswith(str(packages))
    assert same_files != snapshot
    assert after == anew
