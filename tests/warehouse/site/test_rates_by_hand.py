"""Every printed rate is its printed formula, worked out by hand from the figures that stand on the unit's own page."""

import re
from fractions import Fraction

import pytest
from nights import csv_text, deliver, dossier, hcmc, home_at, procedure, run
from publication_cases import Reader, publication
from rates_on_pages import bare_rates, outside, unexplained

from schemas.register import CITY
from schemas.words.catalogue import text
from schemas.words.languages import LANGUAGES, VIETNAMESE
from warehouse.publication.make import publication_of
from warehouse.ranking.rank_period import rank_period
from warehouse.ranking.sentences.unit_standing import rows_by_unit
from warehouse.ranking.sentences.unit_two_figures import two_figures
from warehouse.site.build import site_files
from warehouse.site.words import Words

pytestmark = pytest.mark.long

METHODS = ("council-survey", "qd766")
_LATE, _LATER, _MOVED = "09/02/2023 10:00:00", "20/02/2023 10:00:00", "15/02/2023 17:00:00"
_OPEN = {"Trạng thái": "Đang xử lý", "Ngày xử lý xong": "", "Ngày trả kết quả": ""}
_UNDATED = {"Mã TTHC": "9.000001", "Ngày hẹn trả": ""}
_BEFORE = {"Ngày nộp": "20/12/2022 08:00:00", "Ngày tiếp nhận": "20/12/2022 08:30:00"}
_ELECTRONIC = {"Kênh nộp": "Trực tuyến", "Thanh toán trực tuyến": "Có", "Kết quả điện tử": "Có"}
_BARE = ("Số thành phần số hóa", "Tái sử dụng", "Kết quả điện tử", "Thanh toán trực tuyến")
# How many dossiers there are of each kind: none so few that a count would be hidden.
KINDS = (
    (40, {}),
    (25, _ELECTRONIC),
    (13, dict.fromkeys(_BARE, "")),
    (12, {"Ngày xử lý xong": _LATE, "Ngày trả kết quả": _LATE}),
    (11, {"Ngày hẹn trả lần đầu": "08/02/2023 17:00:00", "Ngày hẹn trả": _MOVED, "Ngày xử lý xong": _LATE}),
    (10, {"Ngày xử lý xong": _LATER, "Ngày thư xin lỗi": "06/02/2023", "Hạn trả mới": "18/02/2023"}),
    (10, {"Ngày xử lý xong": _LATER, "Ngày thư xin lỗi": "08/02/2023", "Hạn trả mới": "18/02/2023"}),
    (14, _UNDATED),
    (12, _UNDATED | _OPEN),
    (10, _OPEN),
    (11, _OPEN | {"Ngày hẹn trả": "08/03/2023 17:00:00"}),
    (10, _OPEN | {"Trạng thái": "Chờ bổ sung"}),
    (10, {"Số lần bổ sung": "2", "Số ngày chờ bổ sung": "1"}),
    (10, _OPEN | _BEFORE),
    (10, _BEFORE | {"Phí, lệ phí": "0"}),
)


def dossiers():
    numbers = iter(range(1, 1_000))
    return [dossier(next(numbers)) | changes for count, changes in KINDS for _ in range(count)]


def procedures():
    kinds = (
        (4, {}),
        (5, {"Mức độ trực tuyến": "Một phần", "Tích hợp thanh toán": "Có"}),
        (3, {"Mức độ trực tuyến": "", "Tích hợp thanh toán": ""}),
    )
    rows = [procedure("04/02/2023") | changes for count, changes in kinds for _ in range(count)]
    late = [procedure("20/02/2023") | {"Đủ bộ phận cấu thành": answer} for answer in ("Không", "Không", "", "", "")]
    return [row | {"Mã thủ tục": f"1.{place + 1234:06d}"} for place, row in enumerate([*rows, *late])]


def petitions():
    kinds = (
        (26, {}),
        (10, {"Trả lời": _LATER}),
        (11, {"Trả lời": ""}),
        (12, {"Phản ánh lại": "Có"}),
        (13, {"Loại": "Khiếu nại"}),
    )
    row = {"STT": "1", "Loại": "Phản ánh", "Tiếp nhận": "01/02/2023 08:00:00", "Hạn trả lời": _MOVED}
    row |= {"Trả lời": _LATE, "Phản ánh lại": "Không", "Đơn vị bị phản ánh": "Quận 12"}
    rows = [row | changes for count, changes in kinds for _ in range(count)]
    personal = dict.fromkeys(("Người gửi", "Điện thoại", "Nội dung"), "x")
    return [{"Mã phản ánh": f"PA-{place}", **of, **personal} for place, of in enumerate(rows)]


def answers():
    """24 of this year, too few to be scored by themselves, 14 of them good; 20 of the year before, 15 good."""
    row = '{{"ma_luot": "L{}", "thoi_diem": "{}-02-10T08:00:00", "thiet_bi": "web", "diem": {}, '
    row += '"linh_vuc": "Đất đai", "don_vi": "Quận 12", "phien_ban": "1", "ho_ten": "x", "y_kien": "x"}}\n'
    years = [(2023, place < 14) for place in range(24)] + [(2022, place < 15) for place in range(20)]
    return "".join(row.format(place, year, 5 if is_good else 2) for place, (year, is_good) in enumerate(years))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    """The snapshot of a night in which one district sent everything that both methods ask for."""
    home = home_at(tmp_path_factory.mktemp("home"))
    days = {"Đơn vị": "Quận 12", "Từ ngày": "01/01/2023", "Đến ngày": "28/02/2023"}
    of_unit = {
        "HoSo": dossiers(),
        "TTHC": procedures(),
        "TapHuan": [days | {"Nội dung tập huấn": "Một cửa", "Số lớp": "2", "Số lượt tham dự": "45", "Ghi chú": ""}],
        "BienChe": [days | {"Số công chức": "21", "Công chức bộ phận một cửa": "5"}],
    }
    for name, rows in of_unit.items():
        deliver(home, "quan-12", f"{name}_202302282000.csv", csv_text(rows))
    deliver(home, CITY, "PAKN_202302282000.csv", csv_text(petitions()))
    deliver(home, CITY, "HaiLong_202302282000.ndjson", answers())
    report = run(home)
    assert {o.status for o in report.outcomes if o.file_name} == {"accepted"}
    return report.snapshot


@pytest.fixture(scope="module", params=METHODS)
def unit_pages(snapshot, request):
    """The publication by one of the methods, and the unit's page in each language."""
    made = publication_of(hcmc(), snapshot, rank_period(hcmc(), snapshot, "2023", request.param))
    files = site_files(made)
    faults = [
        fault
        for words in map(Words, LANGUAGES)
        for path, html in files.items()
        if re.fullmatch(rf"{words.lang}/.*\.html", path)
        for fault in (*bare_rates(made, words, path, str(html)), *unexplained(str(html)), *outside(str(html), words))
    ]
    assert faults == []
    return made, {lang: Reader(str(files[f"{lang}/units/quan-12.html"])).tables for lang in ("vi", "en")}


def rows_of(tables, words):
    """The rows of the one table whose caption contains the words, without its head and what is said below a row."""
    (rows,) = [rows for caption, rows in tables.items() if words in caption]
    return [row for row in rows[1:] if len(row) > 1]


def exactly(text, lang):
    """A printed whole number or share."""
    plain = text.replace("\u00a0", "").replace(" ", "")
    plain = plain.replace(".", "").replace(",", ".") if lang == "vi" else plain.replace(",", "")
    return Fraction(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)


def worked_out(formula, counts):
    """What a formula gives, by hand: counts in the places of their names, each side added up, then divided."""
    above, below = (side.strip().strip("()") for side in formula.split(" / "))

    def added_up(side):
        words = side.split()
        signs = [1, *(1 if sign == "+" else -1 for sign in words[1::2])]
        return sum(sign * counts[name] for sign, name in zip(signs, words[::2], strict=True))

    return Fraction(added_up(above), added_up(below))


def is_printed_as(value, printed, lang):
    """Say whether a printed rate is the value to the digits that it has; a share is never rounded up to all."""
    digits = len(re.search(r"(?:[.,](\d+))?%?$", printed.replace("\u00a0", "").replace(" ", ""))[1] or "")
    least = Fraction(1, 10**digits) / (100 if printed.endswith("%") else 1)
    shown = exactly(printed, lang)
    return abs(shown - value) <= least / 2 or (value < 1 and shown == 1 - least and value > shown)


CAPTIONS = {
    "vi": ("Công thức gọi tên số đếm", "Số đếm của đơn vị trong kỳ", "Giá trị của đơn vị", "Nêu bên cạnh điểm số"),
    "en": ("Formulas name counts", "The unit's counts of the period", "The unit beside", "Beside the score"),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_printed_formula_worked_out_by_hand_is_the_printed_rate(unit_pages, lang):
    made, pages = unit_pages
    formulas, counted, rates, signals = (rows_of(pages[lang], words) for words in CAPTIONS[lang])
    counts = {code: exactly(count, lang) for code, _, count in counted}
    printed = {name: re.match(r"[\d.,]*%?", value)[0] for name, value, *_ in (*rates, *signals)}
    for name, formula, figures, value in formulas:
        rate = worked_out(formula, counts)
        assert is_printed_as(rate, printed[name], lang), (name, formula)
        assert value == printed[name]
        numbers = {text: exactly(text, lang) for text in re.findall(r"[\d.,]+", figures)}
        assert worked_out(figures.replace("−", "-"), numbers) == rate, (name, figures)
    every = [one.name_vi if lang == "vi" else one.name_en for one in made.definitions.values()]
    assert sorted(name for name, *_ in formulas) == sorted(every)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_numerator_denominator_and_what_is_left_out_stand_beside_every_rate(unit_pages, lang):
    made, pages = unit_pages
    _, counted, rates, _ = (rows_of(pages[lang], words) for words in CAPTIONS[lang])
    counts = {code: exactly(count, lang) for code, _, count in counted}
    beside = {row[0]: row[4:7] for row in rates}
    for one in made.definitions.values():
        if one.role == "score":
            sums = (sum(t.sign * counts[_item(t)] for t in terms) for terms in (one.numerator, one.denominator))
            excluded = sum(counts[_item(t)] for t in one.denominator if t.sign == -1)
            shown = [exactly(text, lang) for text in beside[one.name_vi if lang == "vi" else one.name_en]]
            assert shown == [*sums, excluded], one.code


ADDED = {
    "vi": r"^(\d+,\d\d)chấm sau khi cộng thêm (\d+) trường hợp theo tỷ lệ chung ([\d,]+%) của thành phố$",
    "en": r"^(\d+\.\d\d)scored with (\d+) cases added at ([\d.]+%), the city's rate$",
}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_points_of_too_few_cases_follow_from_what_is_printed_beside_them(unit_pages, lang):
    """By hand: (14 + 6 × 75 %) / 30 are satisfied, of 95 % that earn 20 points; nothing else lacks cases."""
    made, pages = unit_pages
    rows = {row[0]: row for row in rows_of(pages[lang], CAPTIONS[lang][2])}
    completed = {name: match for name, row in rows.items() if (match := re.match(ADDED[lang], row[-2]))}
    of = made.definitions.get("satisfaction")
    assert list(completed) == ([] if of is None else [of.name_vi if lang == "vi" else of.name_en])
    for name, match in completed.items():
        points, added, rate = (exactly(text, lang) for text in match.groups())
        x, n = (exactly(text, lang) for text in rows[name][4:6])
        assert (x, n, added, rate) == (14, 24, 6, Fraction(3, 4))
        assert abs(points - 20 * ((x + added * rate) / (n + added)) / Fraction("0.95")) <= Fraction(1, 200)


def _item(term):
    return term.measure if term.at == "flow" else f"{term.measure}@{term.at}"


def test_the_dossiers_of_the_page_are_those_that_were_sent(unit_pages):
    """Against the list above, by hand: 155 ended, 14 of them undated, 43 late by the first due date."""
    _, pages = unit_pages
    counts = {code: count for code, _, count in rows_of(pages["en"], CAPTIONS["en"][1])}
    assert (counts["resolved"], counts["resolved_without_due_first"]) == ("155", "14")
    assert counts.get("resolved_late_first", "43") == "43"  # qd766 does not name it


def test_late_dossiers_of_an_indicator_and_of_the_form_are_joined_by_a_sentence(snapshot):
    """By hand: 43 late by the first due date, of which 11 not by the one that they were moved to, of 155."""
    draft = rank_period(hcmc(), snapshot, "2023", "council-survey")
    made = publication_of(hcmc(), snapshot, draft)
    html = str(site_files(made)["vi/units/quan-12.html"])
    beside = html.partition('id="two-figures"')[2].partition("</section>")[0]
    above_form = html.partition('id="form"')[2].partition("<table")[0]
    (sentence,) = re.findall(r'<p class="note">(.*?)</p>', above_form)
    assert "43 không đúng hạn trong 155. Biểu II.06a tính từ hồ sơ" in sentence
    assert "32 không đúng hạn trong 155. Hai số cùng đúng: số thứ nhất so với ngày hẹn trả lần đầu" in sentence
    assert sentence in beside
    of_workbook = two_figures(draft, rows_by_unit(draft)["quan-12"])
    assert sentence in [text(line.words, VIETNAMESE) for line in of_workbook]


def test_what_the_rate_on_the_ranking_leaves_out_stands_below_it():
    """Of district A 26 dossiers cannot be judged by QĐ 766; of B their number is not published."""
    standing = {"peer_group": "all", "measure": "score", "value": 90.0, "eligible": True, "status": "OK"}
    rate = {"peer_group": "all", "measure": "on_time_766", "x": 120, "n": 182, "status": "OK", "fail_per_10k": 3406.6}
    places = ((1, "quan-a"), (2, "quan-b"))
    ranked = [standing | {"unit_id": unit, "rank": place, "rank_label": str(place)} for place, unit in places]
    rates = [rate | {"unit_id": "quan-a", "excluded": 26}, rate | {"unit_id": "quan-b"}]
    together = [{"indicator": "on_time_766", "x": 240, "n": 364, "excluded": 52, "value": 240 / 364, "status": "OK"}]
    files = site_files(publication("qd766", rankings=ranked + rates, benchmarks=together))
    tables = Reader(str(files["en/index.html"])).tables
    below = {row[1]: row[-2] for row in rows_of(tables, "The units by score")}
    assert below == {
        "District A": "3,406.6062 / 182 · left out 26",
        "District B": "3,406.6062 / 182 · left out [c]",
    }
