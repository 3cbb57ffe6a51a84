"""A file of a table for which its unit has no source is refused as that, and not by the headers of another table."""

import io
from datetime import date

import openpyxl
import pytest
from nights import copy_city, csv_text, deliver, dossier, hcmc, home_at, outcomes, procedure, run

ON = date(2026, 3, 4)
COMMUNE = "phuong-sai-gon"


@pytest.fixture(scope="module")
def districts_only(tmp_path_factory):
    """The city as it was shipped before: no commune has a source for dossiers."""
    only = [('units = ["level:commune", "_city"]', 'units = ["quan-12"]')]
    changes = {f"sources/dossiers-commune-{kind}.toml": only for kind in ("csv", "xlsx")}
    changes["sources/dossiers-json.toml"] = [(', "level:commune", "_city"]', "]")]
    return copy_city(tmp_path_factory.mktemp("city") / "hcmc", changes)


def dossiers(*absent):
    row = dossier(1, "Phường Sài Gòn", **{"Ngày_tiếp_nhận": "02/03/2026 08:30:00"})
    return [{header: value for header, value in row.items() if header not in absent}]


def workbook(rows):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (rows[0].keys(), *(row.values() for row in rows)):
        book.active.append(list(row))
    book.save(file)
    return file.getvalue()


def refusal(home, city, unit, contents, name="HoSo_202603031200.csv", on=ON):
    deliver(home, unit, name, contents)
    (outcome,) = outcomes(run(home, city, on=on))
    assert outcome.status == "rejected"
    return outcome


@pytest.mark.parametrize(
    "contents",
    [
        csv_text(dossiers()),
        csv_text(dossiers("Phí, lệ phí", "Ngày nộp", "Số lần bổ sung", "Kết quả điện tử")),
        csv_text(dossiers(), ";"),
        workbook(dossiers()),
    ],
    ids=["csv", "columns left out", "semicolons", "workbook"],
)
def test_a_commune_without_a_source_for_dossiers_is_told_so(tmp_path, districts_only, contents):
    refused = refusal(home_at(tmp_path), districts_only, COMMUNE, contents)
    assert refused.reason == "no-source"
    for said in (refused.message_vi, refused.message_en):
        assert "Phường Sài Gòn" in said
        assert "dossiers" in said
        assert "procedures, staffing, training, unit_reports" in said
        assert "sources/dossiers-phuong-sai-gon.toml" in said
        assert "docs/add-a-format.md" in said
        assert "Mã thủ tục" not in said


def test_a_district_that_sends_another_kind_is_told_what_its_own_source_declares(tmp_path):
    refused = refusal(home_at(tmp_path), hcmc(), "quan-4", dossiers(), on=date(2023, 3, 1))
    assert refused.reason == "not-a-workbook"
    assert "dossiers-xlsx" in refused.message_en


def test_a_header_that_is_new_is_said_of_the_source_of_the_file_s_table(tmp_path):
    rows = [procedure("04/02/2023") | {"Cột mới": "x"}]
    refused = refusal(home_at(tmp_path), hcmc(), "quan-12", rows, on=date(2023, 3, 1))
    assert refused.reason == "unknown-header"
    assert "Cột mới" in refused.message_vi
    assert "procedures-csv" in refused.message_vi


def test_a_file_that_resembles_nothing_is_refused_by_the_nearest_of_the_unit_s_own(tmp_path, districts_only):
    refused = refusal(home_at(tmp_path), districts_only, COMMUNE, "màu,chiều cao\nđỏ,3\n")
    assert refused.reason == "unknown-header"


def test_a_unit_without_any_source_is_named(tmp_path):
    nobody = {f"sources/{name}.toml": [('unit_header = "Đơn vị"', 'units = ["quan-12"]\nunit_header = "Đơn vị"')]
              for name in ("procedures-csv", "staffing-csv", "training-csv")}  # fmt: skip
    city = copy_city(tmp_path / "city", nobody | {"sources/unit-reports-xlsx-2017.toml": [('"can-gio", ', "")],
                                                  "sources/dossiers-xlsx.toml": [(', "can-gio"', "")]})  # fmt: skip
    home = home_at(tmp_path / "home")
    refused = refusal(home, city, "can-gio", "màu,chiều cao\nđỏ,3\n", on=date(2023, 3, 1))
    assert refused.reason == "no-source"
    assert "Huyện Cần Giờ" in refused.message_vi
