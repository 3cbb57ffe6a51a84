"""`motcua check` and a night judge the same file alike: the same record to the letter, and the same exit code."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from cli_cases import DAY as WABO_DAY
from cli_cases import WABO, at, csv_of, deliver, night, put, row, run_json
from every_kind import KINDS
from nights import REFERENCE, home_at, run, table
from nights import deliver as put_in

from flows.demo import STAGES, write_deliveries
from schemas.city import City, load_city
from schemas.errors import DeclarationError
from schemas.limits import Limits
from schemas.register import Register
from schemas.source import Source
from schemas.strict import load
from tests.warehouse.reading.test_kinds_of_files import declared, unit
from warehouse import store
from warehouse.night.report import Report
from warehouse.night.trial import try_file
from warehouse.preview.report import report_of
from warehouse.reading.recognise import read_delivery
from warehouse.run import Run
from warehouse.store import Home

pytestmark = pytest.mark.long

# What a night says of a file because of other files, which a check does not know.
OF_OTHER_FILES = {"same-file-in-two-folders", "same-rows-in-two-folders", "shared-code", "own-report-differs"}
CASES = REFERENCE / "cases"
UNITS = "unit_id,code,name_vi,name_en,level,kind,valid_from,valid_to,successors,aliases,cadence\n"


def differences(home: Home, city: City, report: Report, trial_home: Home) -> Iterator[str]:
    """Yield what a check says otherwise than the night did, of every file that the night took in."""
    records = store.load_records(home)
    warned = table(home, "warnings").rows_by_key("submission_id", named=True)
    trials = Run(trial_home, city, report.business_date)
    store.empty_work(trial_home)
    for path in sorted(p for p in home.inbox.rglob("*") if p.is_file() and p.suffix != ".done"):
        trial = try_file(trials, path, path.relative_to(home.inbox).parts[0], read_delivery)
        told = report_of(trials, trial, path.name)
        for s, entry in zip(trial.submissions, told["submissions"], strict=True):
            if (record := records.get(s.submission_id)) is None or not same(s, record):
                yield f"{path.name}: {s} is not {record}"
            codes = {w["code"] for w in warned.get(s.submission_id, ())} - OF_OTHER_FILES
            if s.is_loaded and codes != {w["code"] for w in entry["warnings"]}:
                yield f"{path.name}: {codes} were warned of, not {entry['warnings']}"
        outcomes = tuple(o for o in report.outcomes if o.submission_id in {s.submission_id for s in trial.submissions})
        if replace(report, outcomes=outcomes).needs_attention != told["needs_attention"]:
            yield f"{path.name}: {told['needs_attention']} is not what the night says"


def same(tried, record) -> bool:
    """One file may lie there twice, and is taken in under one of its names; what is kept is plain JSON."""
    either = {"file_name": "", "modified_ns": None, "seal": ""}
    return tried.model_copy(update=either).model_dump_json() == record.model_copy(update=either).model_dump_json()


def test_every_kind_of_file(tmp_path):
    home, wabo = home_at(tmp_path / "night"), load_city(WABO)
    city = replace(
        wabo,
        about=wabo.about.model_copy(update={"zone": "Asia/Ho_Chi_Minh", "limits": Limits()}),
        register=Register([unit(n, kind) for n, kind in enumerate(KINDS)]),
        sources={source.id: source for source in map(declared, KINDS)},
    )
    for kind in KINDS:
        put_in(home, kind.id, kind.name, kind.contents)
    report = run(home, city)
    assert list(differences(home, city, report, home_at(tmp_path / "check"))) == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    write_deliveries(folder, dossiers=3_000)
    return folder


@pytest.mark.parametrize("stage", STAGES[1:], ids=lambda stage: stage.name)
def test_every_file_of_the_demo(demo, tmp_path, stage):
    home, city = home_at(tmp_path / "night"), load_city()
    shutil.copytree(demo / stage.name, home.inbox, dirs_exist_ok=True)
    report = run(home, city, stage.business_date)
    assert list(differences(home, city, report, home_at(tmp_path / "check"))) == []


@pytest.mark.parametrize(
    ("name", "beside", "said"),
    [
        ("a.csv", {}, "accepted"),
        ("a.csv", {"a.csv.done": "rows=2"}, "accepted"),
        ("a.csv", {"a.csv.done": "rows=3"}, "control-total"),
        ("a.csv", {"a.csv.json": '{"sha256": "' + 64 * "0" + '"}'}, "control-total"),
        ("a.csv", {"a.csv.done": "lines=2"}, "bad-control-file"),
        ("a.csv.part", {}, "temporary-name"),
        ("empty.csv", {}, "empty-file"),
        ("unknown.csv", {}, "unknown-header"),
    ],
)
def test_what_stands_beside_a_file_or_in_its_name(tmp_path, capsys, name, beside, said):
    texts = {"empty.csv": "", "unknown.csv": "a,b\n1,2\n"}
    file = put(tmp_path / "inbox" / "_city" / name, texts.get(name, csv_of(row(1), row(2))))
    for control, text in beside.items():
        put(file.with_name(control), text)
    code, report = night(capsys, tmp_path)
    checked, told = run_json(capsys, "check", file, "--city", WABO, "--date", WABO_DAY)
    (outcome,) = report["outcomes"]
    assert said in (outcome["reason"] or outcome["status"])
    entries = told["submissions"] or [told["left_alone"] | {"status": "left_alone"}]
    assert [(s["status"], s["reason"] or "", s["message_vi"] or "") for s in entries] == [
        (outcome["status"], outcome["reason"], outcome["message_vi"])
    ]
    assert code == checked


def test_the_exit_code_is_that_of_the_night(tmp_path, capsys):
    """Rows that are rejected are the sender's to mend, and no alarm; a file that is rejected is one."""
    good, mixed = deliver(tmp_path, "good.csv", row(1)), deliver(tmp_path, "mixed.csv", row(2), row(3, channel="?"))
    assert night(capsys, tmp_path)[0] == 0
    assert [run_json(capsys, "check", f, *at(tmp_path)[2:])[0] for f in (good, mixed)] == [0, 0]
    bad = deliver(tmp_path, "bad.csv", row(4, channel="?"), row(5, channel="?"))
    assert night(capsys, tmp_path)[0] == 1
    assert run_json(capsys, "check", bad, *at(tmp_path)[2:])[0] == 1


@pytest.fixture(scope="module")
def cases(tmp_path_factory) -> Mapping[str, Path]:
    """A city of all cases: each is a unit with its source, and its file lies in its folder."""
    if not CASES.is_dir():
        pytest.skip("the reference cases are not there: ../shared/reference/cases")
    root, files = tmp_path_factory.mktemp("cases"), dict[str, Path]()
    (root / "city" / "sources").mkdir(parents=True)
    shutil.copytree(WABO / "methods", root / "city" / "methods")
    for folder in sorted(f for f in CASES.iterdir() if f.is_dir() and (f / "source.toml").exists()):
        source = root / "city" / "sources" / f"s-{folder.name}.toml"
        shutil.copy(folder / "source.toml", source)
        try:
            load(Source, source)
        except DeclarationError:  # what the case is about
            source.unlink()
            continue
        (file,) = (f for f in folder.iterdir() if f.name not in ("source.toml", "must.json"))
        lies = root / "home" / "inbox" / folder.name / file.name
        lies.parent.mkdir(parents=True)
        shutil.copyfile(file, lies)
        files[folder.name] = lies
    about = ('id = "rd"', 'name_vi = "x"', 'name_en = "x"', 'zone = "Asia/Ho_Chi_Minh"')
    city = "\n".join([*about, 'nightly_method = "timeliness"', 'nightly_period = "year"', ""])
    put(root / "city" / "city.toml", city)
    put(root / "city" / "calendar.toml", 'country = "VN"\n')
    put(root / "city" / "units.csv", UNITS + "".join(f"{f},{n},U{n},U{n},d,d,,,,,none\n" for n, f in enumerate(files)))
    return files


def test_the_reference_cases(cases, tmp_path):
    root = next(iter(cases.values())).parents[3]
    home, city = Home(root / "home"), load_city(root / "city")
    report = run(home, city)
    assert len(cases) > 40
    assert list(differences(home, city, report, home_at(tmp_path / "check"))) == []
