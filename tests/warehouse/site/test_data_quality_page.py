from datetime import date

import pytest
from publication_cases import Reader, built, publication, unit

from warehouse.site.build import site_files

DAYS = {"first_exported": date(2023, 1, 5), "last_exported": date(2023, 12, 29), "is_date_declared": True}
HOSTILE = "<script>alert(1)</script>"


def sent(unit_id, kind="dossiers", accepted=90, rejected=0, duplicate=0, submissions=2, refused=0, **more):
    counts = {"accepted": accepted, "rejected": rejected, "duplicate": duplicate}
    own = {"unit_id": unit_id, "table_name": kind, "submissions": submissions, "refused": refused}
    return own | {"rows_in": accepted + rejected + duplicate} | counts | DAYS | more


def broken(unit_id, rule, rows, message="Sai ngày", english="Wrong date", **more):
    said = {"message_vi": message, "message_en": english, "advice_vi": "Sửa ngày.", "advice_en": "Correct the date."}
    return {"unit_id": unit_id, "table_name": "dossiers", "rule_id": rule, "rows": rows} | said | more


def filed(unit_id, item, counted, reported, **more):
    days = {"period_from": date(2023, 1, 1), "period_to": date(2023, 11, 30)}
    own = {"unit_id": unit_id, "item": item, "counted": counted, "reported": reported}
    return own | days | {"is_reported": True, "is_suppressed": False} | more


def signal(unit_id, x, n, value, status="OK"):
    return {"unit_id": unit_id, "indicator": "moved_due_share", "x": x, "n": n, "value": value, "status": status}


CITY = publication(
    deliveries=[
        sent("quan-a", accepted=88_000, rejected=1_500, duplicate=500, submissions=14),
        sent("quan-a", "petitions", is_date_declared=False, submissions=1),
        sent("quan-b", refused=1, outdated=1),
        sent("huyen-c", "petitions", accepted=0, last_exported=None, refused=3),
    ],
    rejection_counts=[
        broken("quan-a", "date-wrong", 1_200),
        broken("quan-a", "due-missing", 400, "Thiếu ngày hẹn trả", "No due date", advice_vi=None, advice_en=None),
    ],
    form_ii06a=[filed("quan-a", "received_total", 6_850, 7_000), filed("quan-a", "open_total", 20, 20)],
    signals=[signal("quan-a", 413, 7_338, 413 / 7_338), signal("quan-b", None, 500, None, "SUPPRESSED")],
    suppressions=[
        {"table_name": "signals", "unit_id": "quan-b", "item": "moved_due_share", "part": "x", "why": why}
        for why in ("small", "complementary", "complementary")
    ],
)


@pytest.fixture(scope="module")
def files():
    return built(CITY)


@pytest.fixture(scope="module")
def pages(files):
    return {lang: Reader(files[f"{lang}/data-quality.html"]) for lang in ("vi", "en")}


def table(page: Reader, words: str) -> list[list[str]]:
    (found,) = [rows for caption, rows in page.tables.items() if words in caption]
    return found


def test_who_sent_what_is_told_in_words_and_with_a_mark(pages):
    head, *rows = table(pages["vi"], "Ngày kết xuất gần nhất")
    assert head == ["Đơn vị", "Hồ sơ thủ tục hành chính", "Phản ánh, kiến nghị"]
    assert {row[0]: row[1:] for row in rows} == {
        "Quận A": ["✓ 29/12/2023 14 lần nộp", "✓ 29/12/2023 ≈ 1 lần nộp"],
        "Quận B": ["✓ 29/12/2023 2 lần nộp; ! 1 lần bị từ chối", "✗ chưa có"],
        "Huyện C": ["✗ chưa có", "! bị từ chối 2 lần nộp; ! 3 lần bị từ chối"],
    }
    english = table(pages["en"], "Latest export")
    assert english[1][1:] == ["✓ 29 December 2023 14 submissions", "✓ 29 December 2023 ≈ 1 submission"]


def test_gaps_are_named_first(pages):
    assert "Còn thiếu 3 trong 6 phần số liệu: Quận B (Phản ánh, kiến nghị); Huyện C" in pages["vi"].text
    assert "3 of 6 pieces of data are missing: District B (Petitions (PAKN)); Rural C" in pages["en"].text


def test_the_ledger_adds_up_from_rows_in_to_rows_accepted(pages):
    (_, *rows) = table(pages["vi"], "Đối soát số bản ghi của Thành phố Thử")
    counts = [int(row[1].replace(".", "").replace("−", "-")) for row in rows]
    assert counts == [90_180, -1_200, -400, 100, -500, 88_180]
    assert sum(counts[:-1]) == counts[-1]
    assert rows[0][2] == "100,00%"
    assert rows[-1][2] == "97,78%"
    assert "Of 90,180 rows that were sent, 88,180 were accepted (97.78%)" in pages["en"].text


def test_rows_that_cannot_be_read_again_are_named_with_their_unit(pages):
    assert "1 lần nộp được đọc bằng khai báo hoặc phiên bản chương trình cũ" in pages["vi"].text
    assert "cannot be read again because its file is gone: District B (1)." in pages["en"].text


def test_rules_have_their_message_and_advice(pages):
    (_, first, second) = table(pages["en"], "most frequent first")
    assert first == ["Wrong date date-wrong", "Administrative-procedure dossiers", "1,200", "1", "Correct the date."]
    assert second[0] == "No due date due-missing"
    assert second[4]  # what to do where the rule says nothing


def test_the_units_own_report_that_differs(pages):
    (_, row) = table(pages["vi"], "khác với số tính từ hồ sơ")
    assert row == ["Quận A", "(3) Tổng tiếp nhận", "01/01/2023 – 30/11/2023", "6.850", "7.000", "+150"]
    assert "Không có báo cáo II.06a cho các quý đang xét: Quận B, Huyện C." in pages["vi"].text
    assert "The form II.06a of 1 unit differs" in pages["en"].text


def test_signals_are_beside_the_score_and_small_ones_hidden(pages):
    (_, *rows) = table(pages["vi"], "Dấu hiệu theo đơn vị")
    assert {row[0]: row[1] for row in rows} == {
        "Quận A": "5,63%413 / 7.338",
        "Quận B": "[c]số nhỏ[c] / 500",
        "Huyện C": "–",
    }
    assert "không bao giờ tính vào điểm hay hạng" in pages["vi"].text
    assert "3 số đếm được giấu ([c]): 1 vì dưới 10, 2 để không thể tính ngược" in pages["vi"].text


def test_the_chart_divides_what_was_not_accepted(files):
    assert "charts/vi/rows-not-accepted.svg" in files
    lines = files["charts/en/rows-not-accepted.csv"].decode("utf-8-sig").splitlines()
    counts = [int(line.rsplit(",", 1)[1]) for line in lines[1:]]
    assert (counts[0], sum(counts[1:])) == (2_000, -2_000)


def test_a_city_that_sent_nothing_has_a_page_without_empty_tables():
    files = site_files(publication())
    page = Reader(files["vi/data-quality.html"])
    assert "Chưa đơn vị nào gửi số liệu." in page.text
    assert "Không dòng nào bị loại." in page.text
    assert "charts/vi/rows-not-accepted.svg" not in files


def test_what_districts_and_registers_write_is_text_and_no_markup():
    hostile = publication(
        units=[unit("quan-a", f"Quận {HOSTILE}", f"District {HOSTILE}")],
        deliveries=[sent("quan-a", rejected=5)],
        rejection_counts=[broken("quan-a", "x", 5, HOSTILE, HOSTILE, advice_vi=HOSTILE, advice_en=HOSTILE)],
    )
    for path, text in site_files(hostile).items():
        assert isinstance(text, bytes) or "<script>alert" not in text, path
        if path.endswith("data-quality.html"):
            assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4
