"""What a file's sender is told beside rejections: in the table `warnings`, and from there in the unit's workbook."""

from nights import DAY, copy_city, deliver, dossier, hcmc, home_at, names_at, run, table

from warehouse import store
from warehouse.outbox.tables import warnings_of

NO_UNIT_NAMED = [
    ('unit_header = "Đơn vị xử lý"\n', ""),
    ('ignored = ["STT", "Ghi chú"]', 'ignored = ["STT", "Ghi chú", "Đơn vị xử lý"]'),
]


def warnings(home, code):
    return table(home, "warnings").filter(code=code)


def test_a_rule_that_warns_names_file_rows_column_and_advice(tmp_path):
    home = home_at(tmp_path)
    odd = [dossier(n) | {"Mã hồ sơ": f"HS-{n}"} for n in range(1, 9)]
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(20), *odd])
    run(home)
    (warning,) = warnings(home, "dossier-code-shape").rows(named=True)
    (submission,) = store.load_submissions(home).values()
    names = (warning["unit_id"], warning["file_name"], warning["header"])
    assert names == ("quan-12", submission.alias, "Mã hồ sơ")
    assert (warning["source_rows"], warning["row_count"]) == ("3, 4, 5, 6, 7 …", 8)
    assert warning["advice_vi"] and warning["advice_en"]
    assert warning["submission_id"] in store.load_submissions(home)


def test_the_workbook_of_the_unit_shows_the_same_warning(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(1) | {"Mã hồ sơ": "HS-1"}])
    run(home)
    shown = warnings_of(hcmc(), store.current_snapshot(home), names_at(home)).filter(
        unit_id="quan-12", code="dossier-code-shape"
    )
    assert shown.select("subject", "source_rows", "header").rows() == [("HoSo_202302282000.csv", "2", "Mã hồ sơ")]
    assert shown.select("message_vi", "advice_vi", "message_en", "advice_en").null_count().row(0) == (0, 0, 0, 0)


def test_rows_that_are_rejected_are_not_warned_about_too(tmp_path):
    home = home_at(tmp_path)
    rejected = dossier(1, Kênh_nộp="Chim bồ câu") | {"Mã hồ sơ": "HS-1"}
    deliver(home, "quan-12", "HoSo_202302282000.csv", [dossier(2), dossier(3), rejected])
    run(home)
    assert not warnings(home, "dossier-code-shape").height


def test_the_same_bytes_from_two_units_are_told_to_both(tmp_path):
    city = copy_city(tmp_path / "city", {"sources/dossiers-csv-utf8.toml": NO_UNIT_NAMED})
    home = home_at(tmp_path / "home")
    rows = [dossier(n) for n in range(1, 4)]
    for unit in ("quan-12", "quan-1"):
        deliver(home, unit, "HoSo_202302282000.csv", rows)
    deliver(home, "quan-3", "HoSo_202302282000.csv", [dossier(9)])
    run(home, city)
    told = warnings(home, "same-file-in-two-folders").sort("unit_id")
    assert told.select("unit_id", "row_count").rows() == [("quan-1", 3), ("quan-12", 3)]
    assert "quan-12" in told.item(0, "message_en") and "quan-1" in told.item(1, "message_en")


def test_the_warning_ends_when_one_of_the_two_is_retracted(tmp_path):
    city = copy_city(tmp_path / "city", {"sources/dossiers-csv-utf8.toml": NO_UNIT_NAMED})
    home = home_at(tmp_path / "home")
    for unit in ("quan-12", "quan-1"):
        deliver(home, unit, "HoSo_202302282000.csv", [dossier(1)])
    run(home, city)
    (wrong,) = [s.submission_id for s in store.load_submissions(home).values() if s.unit_id == "quan-1"]
    store.keep_retraction(home, wrong, {"reason": "wrong folder"})
    run(home, city, DAY)
    assert not warnings(home, "same-file-in-two-folders").height


def test_the_same_dossiers_in_other_bytes_are_told_to_both(tmp_path):
    city = copy_city(tmp_path / "city", {"sources/dossiers-csv-utf8.toml": NO_UNIT_NAMED})
    home = home_at(tmp_path / "home")
    rows = [dossier(n) for n in range(1, 5)]
    deliver(home, "quan-12", "HoSo_202302282000.csv", rows)
    deliver(home, "quan-1", "HoSo_202302282000.csv", [*rows[:2], dossier(7)])
    deliver(home, "quan-3", "HoSo_202302282000.csv", [dossier(n) for n in (4, 20, 21, 22)])
    run(home, city)
    told = warnings(home, "same-rows-in-two-folders").sort("unit_id")
    assert told.select("unit_id", "row_count").rows() == [("quan-1", 2), ("quan-12", 2)]
    assert "quan-12" in told.item(0, "message_en") and "quan-1" in told.item(1, "message_en")
    assert not warnings(home, "same-file-in-two-folders").height


def test_a_date_in_the_name_that_is_no_date_is_told(tmp_path):
    home = home_at(tmp_path)
    deliver(home, "quan-12", "HoSo_202302302000.csv", [dossier(1)])
    deliver(home, "quan-1", "HoSo.csv", [dossier(2)])
    run(home)
    (warning,) = warnings(home, "export-date-unreadable").rows(named=True)
    assert warning["unit_id"] == "quan-12"
    assert "dddddddddddd" in warning["message_en"]  # as many digits as a number of identity


def test_a_file_whose_name_is_another_units(tmp_path):
    city = copy_city(tmp_path / "city", {"sources/dossiers-csv-utf8.toml": NO_UNIT_NAMED})
    home = home_at(tmp_path / "home")
    names = {
        "quan-12": ("HoSo_Quan-3_202302282000.csv", "Quý 1_Q1_202302282001.csv", "Quận 12, Quận 3_202302282002.csv"),
        "quan-1": ("bao cao Q.12_202302282000.csv", "QUẬN 1_202302282001.csv"),
    }
    for unit, files in names.items():
        for n, name in enumerate(files):
            deliver(home, unit, name, [dossier(n)])
    run(home, city)
    told = warnings(home, "name-of-another-unit").sort("unit_id")
    aliases = {s.file_name: s.alias for s in store.load_submissions(home).values()}
    assert told.get_column("file_name").to_list() == [aliases[names["quan-1"][0]], aliases[names["quan-12"][0]]]
    assert "Quận 3" in told.item(1, "message_en")
