"""What the sender of a rejected row is told: what was written, what was expected, which key of the source cures it."""

from datetime import datetime

import polars as pl
import pytest

from schemas.city import load_city
from schemas.column import AFTER_EXPORT, FOREIGN_UNIT, MEMBER, RAGGED, ROW, UNKNOWN_UNIT, UNREADABLE
from schemas.source_format import Numbers
from warehouse import check

HCMC = load_city()
SOURCE = HCMC.sources["dossiers-csv-utf8"]
DOSSIERS = HCMC.tables["dossiers"]
GOOD = {
    "unit_id": "quan-12",
    "dossier_code": "H29-230201-0001",
    "channel": "direct",
    "received_at": datetime(2023, 2, 1, 8, 30),
}
ALL = ("written", "message_vi", "message_en", "advice_vi", "advice_en")


def told(written, flags, source=SOURCE, **values):
    """What is told of one row: rule id -> its texts. `written`: header -> text of the file."""
    blank = dict.fromkeys(DOSSIERS.polars_schema) | GOOD | values
    place = {MEMBER: None, ROW: 7}
    names = [RAGGED, *(UNREADABLE + c.name for c in DOSSIERS.columns), *flags]
    schema = {MEMBER: pl.String, ROW: pl.Int64} | dict(DOSSIERS.polars_schema) | dict.fromkeys(names, pl.Boolean)
    row = place | blank | dict.fromkeys(names, False) | dict.fromkeys(flags, True)
    text = place | dict.fromkeys(source.kept_headers, "") | written
    strings = dict.fromkeys(source.kept_headers, pl.String)
    frame = pl.DataFrame([text], schema={MEMBER: pl.String, ROW: pl.Int64} | strings)
    checked = check.check(pl.DataFrame([row], schema=schema), frame, DOSSIERS, frozenset())
    reasons = check.rejections(checked.rejected, frame, source, DOSSIERS, HCMC.register)
    assert reasons.get_column("source_row").unique().to_list() == [7]
    return {r["rule_id"]: {name: r[name] or "" for name in ALL} for r in reasons.iter_rows(named=True)}


def unreadable(column, text, source=SOURCE):
    """The texts about one value that could not be read."""
    header = next(h for h, field in source.columns.items() if field.column == column)
    found = told({header: text}, [UNREADABLE + column], source, **({column: None} if column in GOOD else {}))
    return header, found[column.replace("_", "-") + "-unreadable"]


def with_field(column, **change):
    """The source with one of its columns declared otherwise."""
    header = next(h for h, field in SOURCE.columns.items() if field.column == column)
    field = SOURCE.columns[header].model_copy(update=change)
    return SOURCE.model_copy(update={"columns": SOURCE.columns | {header: field}})


def test_a_date_shows_its_shape_the_formats_and_the_key():
    source = with_field("returned_at", formats=("%d/%m/%Y %H:%M", "%d/%m/%Y"))
    header, texts = unreadable("returned_at", "05/01/2023 08:30:00 SA", source)
    assert texts["written"] == "dd/dd/dddd dd:dd:dd AA"
    for language in ("vi", "en"):
        assert "%d/%m/%Y %H:%M, %d/%m/%Y" in texts[f"message_{language}"]
        advice = texts[f"advice_{language}"]
        assert f'[columns] "{header}" `formats`' in advice and "`empty`" in advice and source.id in advice


def test_what_was_typed_by_hand_is_corrected_in_its_cell_and_a_date_gets_its_hour():
    typed = SOURCE.model_copy(update={"filled_by_hand": True})
    _, due = unreadable("current_due_at", "05/01/2023", typed)
    assert "05/01/2026 08:30" in due["advice_en"] and "05/01/2026 08:30" in due["advice_vi"]
    _, channel = unreadable("channel", "?!", typed)
    for told_of in (due, channel):
        assert "declare" not in told_of["advice_en"] and "khai báo" not in told_of["advice_vi"]


def test_midnight_as_24_hours_is_seen():
    assert unreadable("returned_at", "05/01/2023 24:00")[1]["written"] == "05/01/2023 24:00"


def test_a_code_shows_the_values_that_the_source_knows():
    header, texts = unreadable("channel", "Nguyễn Thị Bịa Đặt")
    assert texts["written"] == "Aaaaaa Aaa Aaa Aaa"
    known = list(SOURCE.columns[header].values)
    assert all(value in texts["message_vi"] and value in texts["message_en"] for value in known[:3])
    assert f'[columns] "{header}" `values`' in texts["advice_en"]


def test_a_code_without_declared_values_shows_the_codes_and_not_all_of_a_long_list():
    source = with_field("status", values={})
    _, texts = unreadable("status", "?!", source)
    assert "newly_filed, received" in texts["message_en"]
    assert texts["message_en"].endswith("…") and "returned" not in texts["message_en"]


@pytest.mark.parametrize(
    ("numbers", "example"),
    [
        (Numbers(), "1.234.567"),
        (Numbers(decimal=".", thousands=","), "1,234,567"),
        (Numbers(decimal=".", thousands=""), "1234567"),
    ],
)
def test_a_number_shows_how_the_source_writes_numbers(numbers, example):
    _, texts = unreadable("fee_due", "miễn phí", SOURCE.model_copy(update={"numbers": numbers}))
    assert texts["written"] == "aaaa aaa"
    assert texts["message_en"].endswith(f"like {example}") and texts["message_vi"].endswith(f"như {example}")
    assert "[numbers]" in texts["advice_vi"] and "`zero`" in texts["advice_vi"]


@pytest.mark.parametrize("word", ["NULL", r"\N", "0000-00-00", "-", "N/A", "nan"])
def test_a_word_for_nothing_is_quoted_and_its_cure_is_empty(word):
    header, texts = unreadable("returned_at", word)
    assert texts["written"] == word
    declared = word.replace("\\", "\\\\")
    for language in ("vi", "en"):
        assert f'[columns] "{header}": empty = ["{declared}"]' in texts[f"advice_{language}"]


def test_another_word_for_nothing_is_masked_and_its_cure_is_named_too():
    _, texts = unreadable("returned_at", "Chưa trả")
    assert texts["written"] == "Aaaa aaa"
    assert "`empty`" in texts["advice_vi"] and "`empty`" in texts["advice_en"]


def test_a_year_of_two_digits_shows_the_formats_that_read_it():
    source = with_field("returned_at", formats=("%d/%m/%Y",))
    header = next(h for h, field in source.columns.items() if field.column == "returned_at")
    found = told({header: "05/01/23"}, [], source, returned_at=datetime(23, 1, 5))
    texts = found["returned-at-out-of-range"]
    assert texts["written"] == "05/01/23"
    assert "%d/%m/%Y" in texts["message_vi"] and "01/01/2010–31/12/2040" in texts["message_vi"]
    assert "1 January 2010 to 31 December 2040" in texts["message_en"]


def test_a_date_after_the_export_names_exported_at():
    header = next(h for h, field in SOURCE.columns.items() if field.column == "returned_at")
    later = datetime(2032, 1, 7)
    texts = told({header: "07/01/2032"}, [AFTER_EXPORT + "returned_at"], returned_at=later)["returned-at-after-export"]
    assert texts["written"] == "07/01/2032"
    assert all(
        "exported_at" in texts[f"advice_{language}"] and SOURCE.id in texts[f"advice_{language}"]
        for language in ("vi", "en")
    )


def test_what_no_column_says_has_no_value_and_the_words_of_the_rule():
    texts = told({}, [FOREIGN_UNIT])["unit-foreign"]
    assert texts["written"] == "" and texts["message_vi"] and texts["advice_en"]


def test_several_reasons_of_one_row_are_told_one_by_one():
    headers = {field.column: header for header, field in SOURCE.columns.items()}
    flags = [UNREADABLE + "fee_due", UNREADABLE + "channel", FOREIGN_UNIT]
    found = told({headers["fee_due"]: "99,99%", headers["channel"]: "Bịa Đặt"}, flags, channel=None)
    written = {rule: texts["written"] for rule, texts in found.items()}
    assert written == {"channel-unreadable": "Aaa Aaa", "fee-due-unreadable": "99,99%", "unit-foreign": ""}


def test_the_name_of_a_unit_is_told_with_the_nearest_and_where_to_write_it():
    found = told({SOURCE.unit_header: " Quận 122 "}, [UNKNOWN_UNIT])["unit-unknown"]
    assert found["written"] == "Quận 122"
    for advice in (found["advice_vi"], found["advice_en"]):
        assert all(part in advice for part in ("Quận 122", "Quận 12", "`aliases`", "units.csv"))


@pytest.mark.parametrize(
    "text", ["Nguyễn Thị Riêng Tư", "nguyễn thị riêng tư", "0901 234 567", "079123456789", "mau@example.org", "x" * 99]
)
def test_what_slipped_into_the_place_of_the_unit_is_masked(text):
    found = told({SOURCE.unit_header: text}, [UNKNOWN_UNIT])["unit-unknown"]
    assert found["written"]
    assert not any(text in words for words in found.values())


def test_the_foreign_unit_is_told():
    assert told({SOURCE.unit_header: "Quận 1"}, [FOREIGN_UNIT])["unit-foreign"]["written"] == "Quận 1"


def test_control_characters_of_a_unit_s_name_reach_no_terminal():
    found = told({SOURCE.unit_header: "Quận \x1b[31m12"}, [UNKNOWN_UNIT])["unit-unknown"]
    assert "\x1b" not in found["advice_vi"] + found["advice_en"]
