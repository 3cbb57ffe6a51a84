import codecs
import os
import shutil
import tomllib
from pathlib import Path

import pytest
from cli_cases import PERSON, WABO, csv_of, put, row, run, run_json

from schemas.city import load_city

pytestmark = pytest.mark.long

STRANGE = "Mã HS;Họ và tên;Số ĐT;Kênh nộp;Thời điểm tiếp nhận;Hạn trả hiện tại;Ngày nộp;Hoàn toàn lạ;Đơn vị"
CODE = "000.00.01.H29-230103-00"


def strange(tmp_path, name="SoLieu_20230203.csv"):
    rows = [
        f"{CODE}{i:02d};{PERSON};0901234567;Trực tiếp;0{i}/01/2023 08:30;1{i}/01/2023 17:00;;bí mật {i};Quận 12"
        for i in range(1, 8)
    ]
    return put(tmp_path / name, csv_of(*rows, header=STRANGE))


def test_a_draft_says_how_a_file_is_written_and_what_is_in_doubt(tmp_path, capsys):
    head = "Mã hồ sơ;Kênh nộp;Thời điểm tiếp nhận;Hạn trả hiện tại;Phí;Đơn vị\n"
    rows = "".join(
        f"{CODE}{i};Trực tiếp;0{i}/01/2023 08:30;0{i}/03/2023 17:00;1{i}.500 đ;Quận 12\n" for i in range(1, 8)
    )
    (tmp_path / "a.csv").write_bytes(codecs.encode(f"Sổ theo dõi;;;;;\n{head}{rows}Tổng cộng;7\n", "vni"))
    _, out, _ = run(capsys, "source", "new", tmp_path / "a.csv")
    draft = tomllib.loads(out)
    assert draft["format"] == {
        "kind": "csv",
        "encoding": "vni",
        "delimiter": ";",
        "title_rows": 1,
        "totals": ["Tổng cộng"],
    }
    assert draft["numbers"] == {"marks": ["đ"]}
    doubted = [line for line in out.splitlines() if "%d/%m/%Y %H:%M or %m/%d/%Y %H:%M" in line]
    assert [line.split('"')[1] for line in doubted] == ["Thời điểm tiếp nhận", "Hạn trả hiện tại"]
    assert "12.500" not in out


def test_no_draft_is_made_of_letters_that_no_encoding_reads(tmp_path, capsys):
    (tmp_path / "a.csv").write_bytes(
        "編號,申請日期,狀態\n1,2023-01-05,已受理\n2,2023-01-06,處理完成\n3,,".encode("big5")
    )
    code, out, err = run(capsys, "source", "new", tmp_path / "a.csv")
    assert (code, out) == (1, "")
    assert "Big5" in err and "UTF-8" in err


def test_a_draft_maps_what_it_knows_and_quotes_no_value(tmp_path, capsys):
    code, out, _ = run(capsys, "source", "new", strange(tmp_path))
    draft = tomllib.loads(out)
    assert code == 0
    assert {h: f["column"] for h, f in draft["columns"].items()} == {
        "Mã HS": "dossier_code",
        "Kênh nộp": "channel",
        "Thời điểm tiếp nhận": "received_at",
        "Hạn trả hiện tại": "current_due_at",
        "Ngày nộp": "submitted_at",
    }
    assert draft["personal"] == ["Họ và tên", "Số ĐT"]
    assert draft["ignored"] == ["Hoàn toàn lạ"]
    assert draft["unit_header"] == "Đơn vị"
    assert draft["format"] == {"kind": "csv", "delimiter": ";"}
    assert draft["columns"]["Thời điểm tiếp nhận"]["formats"] == ["%d/%m/%Y %H:%M"]
    assert draft["columns"]["Kênh nộp"]["values"]["Trực tiếp"] == "direct"
    assert draft["exported_at"]["format"] == "%Y%m%d"
    assert "TODO" in out
    for value in (PERSON, "0901234567", "bí mật", CODE):
        assert value not in out


def test_a_draft_can_be_tried_as_it_is(tmp_path, capsys):
    file, out = strange(tmp_path), tmp_path / "draft.toml"
    assert run(capsys, "source", "new", file, "--out", out)[0] == 0
    code, report = run_json(capsys, "source", "check", out, file, "--date", "2023-02-03")
    (submission,) = report["submissions"]
    assert code == 0
    assert (submission["unit_id"], submission["accepted"], submission["exported_at"]) == (
        "quan-12",
        7,
        "2023-02-03 00:00:00",
    )
    code, _, err = run(capsys, "source", "new", file, "--out", out)
    assert code == 2
    assert "exists" in err


def test_a_draft_among_the_sources_of_its_city_is_loaded_with_it(tmp_path, capsys):
    city, file = tmp_path / "city", strange(tmp_path)
    shutil.copytree(WABO, city)
    out = city / "sources" / "so-lieu-q12.toml"
    assert run(capsys, "source", "new", file, "--city", city, "--out", out)[0] == 0
    out.write_text(out.read_text("utf-8").replace("units = []", 'units = ["general"]'), encoding="utf-8")
    assert load_city(city).sources["so-lieu-q12"].unit_header == "Đơn vị"


@pytest.mark.parametrize(
    ("name", "possible"),
    [("Boston 311.toml", "boston-311.toml"), ("311.toml", "dossiers-311.toml"), ("q7.txt", "q7.toml")],
)
def test_a_draft_is_not_called_what_no_source_can_be(tmp_path, capsys, name, possible):
    code, out, err = run(capsys, "source", "new", strange(tmp_path), "--out", tmp_path / name)
    assert (code, out) == (2, "")
    assert f"--out {tmp_path / possible}" in err
    assert not (tmp_path / name).exists()


def test_a_draft_says_for_which_table_it_is_and_which_other_would_suit(tmp_path, capsys):
    header = "Mã phản ánh,Loại,Ngày phản ánh,Hạn phản hồi,Ngày trả lời,Đơn vị xử lý"
    rows = [f"PA-{i},Kiến nghị,0{i}/03/2023,1{i}/03/2023,0{i}/03/2023,Quận {1 + i % 2 * 2}" for i in range(1, 9)]
    file = put(tmp_path / "a.csv", csv_of(*rows, header=header))
    _, out, err = run(capsys, "source", "new", file)
    assert 'table = "dossiers"' in out
    assert "Drafted for the table dossiers" in err
    assert "petitions would take 6 headers" in err
    _, out, err = run(capsys, "source", "new", file, "--table", "petitions")
    assert "Drafted for the table petitions, which takes 6 of 6" in err
    assert "would take" not in err


def test_a_file_of_service_requests_may_be_petitions(tmp_path, capsys):
    path = Path(__file__).parents[1] / "warehouse" / "drafting" / "headers" / "boston311.csv"
    assert "petitions would take 5 headers" in run(capsys, "source", "new", path)[2]
    assert "would take" not in run(capsys, "source", "new", path.with_name("igate_full.csv"))[2]


def test_days_are_drafted_as_days_beside_instants(tmp_path, capsys):
    header = "Mã HS,Kênh nộp,Thời điểm tiếp nhận,Hạn trả hiện tại,Ngày nộp"
    rows = [f"A-{i},Trực tiếp,0{i}/01/2023 08:30,2023-01-0{i} 00:00:00," for i in range(1, 8)]
    file, out = put(tmp_path / "a.csv", csv_of(*rows, header=header)), tmp_path / "draft.toml"
    os.utime(file, (1_675_000_000, 1_675_000_000))  # 29 January 2023: the file's time is the time of export
    assert run(capsys, "source", "new", file, "--out", out)[0] == 0
    columns = tomllib.loads(out.read_text("utf-8"))["columns"]
    drafted = {h: (c["formats"], c["precision"]) for h, c in columns.items() if "formats" in c}
    assert drafted == {
        "Thời điểm tiếp nhận": (["%d/%m/%Y %H:%M"], "instant"),
        "Hạn trả hiện tại": (["%Y-%m-%d %H:%M:%S"], "day"),
        "Ngày nộp": (["%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S"], "instant"),  # empty so far: as the others are
    }
    assert run(capsys, "source", "check", out, file, "--unit", "quan-12", "--date", "2023-02-03")[0] == 0


def test_what_is_missing_is_said(tmp_path, capsys):
    file = put(tmp_path / "a.csv", "Mã hồ sơ,Kênh nộp\nA-1,Trực tiếp\n")
    _, out, _ = run(capsys, "source", "new", file)
    assert "required, not found: received_at" in out
    draft = put(tmp_path / "draft.toml", out)
    code, _, err = run(capsys, "source", "check", draft, file, "--unit", "quan-12")
    assert code == 3
    assert "received_at" in err


def test_headers_that_could_break_the_toml(tmp_path, capsys):
    file = put(tmp_path / "a.csv", 'Mã hồ sơ,"a ""b"" \\ c","d = 1 # e"\nA-1,x,y\n')
    _, out, _ = run(capsys, "source", "new", file)
    assert set(tomllib.loads(out)["ignored"]) == {'a "b" \\ c', "d = 1 # e"}


def test_a_file_without_headers_is_not_quoted(tmp_path, capsys):
    file = put(tmp_path / "a.csv", f"{PERSON},079123456789,1\n{PERSON},079123456780,2\n")
    code, out, err = run(capsys, "source", "new", file)
    assert code == 1
    assert "row of headers" in err
    assert PERSON not in out + err


def test_a_source_of_the_city(tmp_path, capsys):
    file = put(tmp_path / "a.csv", csv_of(row(1), row(2, channel="?")))
    code, report = run_json(capsys, "source", "check", "wabo", file, "--city", WABO)
    assert code == 0
    assert [(s["unit_id"], s["accepted"], s["rejected"]) for s in report["submissions"]] == [("general", 1, 1)]


@pytest.mark.parametrize(
    ("tokens", "told"),
    [
        (["source", "check", "wabbo", "FILE"], "wabo"),
        (["source", "check", "none.toml", "FILE"], "none.toml"),
        (["source", "new", "FILE", "--table", "dosiers"], "dossiers"),
        (["source", "new", "missing.csv"], "missing.csv"),
    ],
)
def test_wrong_names(tmp_path, capsys, tokens, told):
    file = put(tmp_path / "a.csv", csv_of(row(1)))
    code, _, err = run(capsys, *(file if t == "FILE" else t for t in tokens), "--city", WABO)
    assert code == 2
    assert told in err


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"<html><body>x</body></html>", "table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (b"\x1f\x8b\x08", ".gz"),
        (b"", "0 byte"),
    ],
    ids=["html", "xls", "gz", "empty"],
)
def test_what_no_source_can_be_drafted_for_is_called_what_it_is(tmp_path, capsys, data, word):
    (tmp_path / "a").write_bytes(data)
    code, out, said = run(capsys, "source", "new", tmp_path / "a")
    assert (code != 0, out, word in said) == (True, "", True)


def test_a_name_that_is_no_utf_8(tmp_path, capsys):
    path = strange(tmp_path)
    odd = path.rename(path.with_name(os.fsdecode(b"h\xe9.csv")))
    code, out, _ = run(capsys, "source", "new", odd)
    assert (code, tomllib.loads(out)["columns"]["Thời điểm tiếp nhận"]["formats"]) == (0, ["%d/%m/%Y %H:%M"])


def test_a_source_of_one_unit_is_tried_as_that_unit(tmp_path, capsys):
    out, path = tmp_path / "draft.toml", strange(tmp_path)
    assert run(capsys, "source", "new", path, "--out", out)[0] == 0
    out.write_text(out.read_text("utf-8").replace("units = []", 'units = ["quan-12"]'), encoding="utf-8")
    ragged = path.read_text("utf-8") + "x;y\n"
    code, report = run_json(capsys, "source", "check", out, put(path, ragged), "--date", "2023-02-03")
    assert code == 0
    (submission,) = report["submissions"]  # the ragged row, which names no unit, is this unit's too
    assert (submission["unit_id"], submission["rejected"]) == ("quan-12", 1)


def wabo_for(tmp_path, units, extra=""):
    """The path of the source of the city, declared for others, with more lines at its end."""
    text = (WABO / "sources" / "wabo.toml").read_text("utf-8").replace('units = ["_city"]', f"units = {units}")
    return put(tmp_path / "other.toml", text + extra)


@pytest.mark.parametrize("units", ['"*"', '["experts"]', '["general"]'])
def test_a_source_is_tried_in_the_folders_of_those_alone_that_send_it(tmp_path, capsys, units):
    file = put(tmp_path / "a.csv", csv_of(row(1), row(2, "Experts")))
    of_many = ("--unit", "_city") if units != '"*"' else ()
    code, report = run_json(capsys, "source", "check", wabo_for(tmp_path, units), file, "--city", WABO, *of_many)
    (refused,) = report["submissions"]
    assert (code, report["folder"], refused["reason"], refused["accepted"]) == (1, "_city", "no-source", 0)
    for said in (refused["message_vi"], refused["message_en"]):
        assert all(part in said for part in ('units = ["_city"]', 'units = "*"', "wabo", "dossiers"))
        assert "WABO" not in said  # the city is no unit


def test_a_file_of_one_unit_is_tried_in_its_folder(tmp_path, capsys):
    file = put(tmp_path / "a.csv", csv_of(row(1), row(2)))
    code, report = run_json(capsys, "source", "check", wabo_for(tmp_path, '"*"'), file, "--city", WABO)
    assert (code, report["folder"], report["submissions"][0]["accepted"]) == (0, "general", 2)


def test_a_draft_without_units_is_told_which(tmp_path, capsys):
    file = put(tmp_path / "a.csv", csv_of(row(1), row(2, "Experts")))
    code, _, err = run(capsys, "source", "check", wabo_for(tmp_path, "[]"), file, "--city", WABO)
    assert (code, err.count('units = ["_city"]')) == (0, 2)


def test_what_is_left_to_do_is_listed_for_a_source_of_the_city_too(tmp_path, capsys):
    shutil.copytree(WABO, tmp_path / "city")
    path = tmp_path / "city" / "sources" / "wabo.toml"
    lines = ["# A draft; look at every TODO.", *path.read_text("utf-8").splitlines(), "# TODO: mẫu thử / a try"]
    path.write_text("\n".join(lines), encoding="utf-8")
    file = put(tmp_path / "a.csv", csv_of(row(1)))
    _, _, err = run(capsys, "source", "check", "wabo", file, "--city", tmp_path / "city")
    assert "1 line has a TODO left" in err
    assert f"{len(lines):5}  # TODO: mẫu thử / a try" in err


def test_where_a_source_was_looked_for(tmp_path, capsys):
    file = put(tmp_path / "a.csv", csv_of(row(1)))
    _, _, err = run(capsys, "source", "check", "wabbo", file, "--city", WABO)
    assert err.count(str(WABO / "sources")) == 2
    shutil.copytree(WABO, tmp_path / "city")
    (tmp_path / "city" / "sources" / "wabo.toml").unlink()
    code, _, err = run(capsys, "source", "check", "wabo", file, "--city", tmp_path / "city")
    assert (code, "this city has none" in err, str(tmp_path / "city" / "sources") in err) == (2, True, True)


def a_city_with_a_draft(tmp_path, capsys):
    """A city in whose `sources/` lies a fresh draft without its channel, and the file that it was drafted from."""
    shutil.copytree(WABO, tmp_path / "city")
    file = put(tmp_path / "Viec.csv", "Mã hồ sơ;Thời điểm tiếp nhận\nA-1;05/01/2023 08:30\nA-2;25/01/2023 09:30\n")
    draft = tmp_path / "city" / "sources" / "viec.toml"
    assert run(capsys, "source", "new", file, "--out", draft, "--city", tmp_path / "city")[0] == 0
    return draft, file


@pytest.mark.parametrize("by_path", [True, False])
def test_a_fresh_draft_among_the_sources_is_checked_line_by_line(tmp_path, capsys, by_path):
    draft, file = a_city_with_a_draft(tmp_path, capsys)
    named = draft if by_path else "viec"
    code, _, err = run(capsys, "source", "check", named, file, "--city", tmp_path / "city")
    missing = next(n for n, line in enumerate(draft.read_text("utf-8").splitlines(), 1) if ": channel (" in line)
    assert code == 3
    assert f"{missing:5}  # TODO: " in err
    assert "[constants], below it channel = one of 'direct'" in err
    assert "Value error" not in err


def test_every_other_command_says_which_draft_is_to_be_finished_and_how(tmp_path, capsys):
    draft, file = a_city_with_a_draft(tmp_path, capsys)
    for command in (("doctor",), ("status",), ("source", "new", file)):
        code, _, err = run(capsys, *command, "--city", tmp_path / "city")
        assert (code, f"motcua source check {draft} FILE" in err, "channel = one of" in err) == (3, True, True)
