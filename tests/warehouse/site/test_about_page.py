import re
from dataclasses import replace

import numpy as np
import pytest
from publication_cases import Reader, named, publication

from warehouse.ranking.record import Disclosure, TableDisclosure
from warehouse.ranking.statistics.ratio_sets import arcsine_tukey
from warehouse.site.about import EXAMPLE
from warehouse.site.build import site_files


def page(p, lang="vi") -> Reader:
    return Reader(site_files(p)[f"{lang}/about.html"])


def test_the_worked_example_is_what_the_engine_says():
    late = np.array([row[1] for row in EXAMPLE])
    found = arcsine_tukey(late, np.full(len(late), 10_000), direction=-1)
    assert [row[2] for row in EXAMPLE] == list(range(1, len(EXAMPLE) + 1))
    assert [row[3:] for row in EXAMPLE] == list(zip(found.low.tolist(), found.high.tolist(), strict=True))


@pytest.mark.parametrize(("lang", "caption"), [("vi", "Ví dụ"), ("en", "Example")])
def test_the_example_stands_on_the_page(lang, caption):
    (rows,) = [rows for name, rows in page(publication(), lang).tables.items() if name.startswith(caption)]
    assert rows[1:] == [["A", "5", "1", "1–2"], ["B", "8", "2", "1–2"], ["C", "60", "3", "3"]]


def test_it_says_which_counts_are_hidden_and_whom_to_tell():
    rows = [("rankings", "people", "small_counts"), ("trends", "office", "exact")]
    counts = {"legal_basis": "Luật Thống kê", "counts": 9, "hidden": 0, "few_people": 0, "small_counts": 0}
    by_table = [TableDisclosure(table=table, about=about, rule=rule, **counts) for table, about, rule in rows]
    hidden = Disclosure(threshold=10, small=0, complementary=0, weakly_protected=0, by_table=by_table)
    p = publication()
    text = page(replace(p, record=p.record.model_copy(update={"disclosure": hidden}))).text
    assert "từ 1 đến dưới 10. Số không công bố được thay bằng ký hiệu [c]" in text
    assert re.search(r"người dân\s*không nêu số nhỏ nào\s*Xếp hạng\s*Luật Thống kê", text)
    assert re.search(r"việc của cơ quan\s*nêu đúng mọi số\s*Diễn biến", text)
    assert "2023-qd766" in text
    assert "2023-12-31-0123456789abcdef" in text


def test_only_synthetic_data_are_called_so():
    assert "SỐ LIỆU TỔNG HỢP (giả lập)" in page(publication()).text
    assert "TỔNG HỢP" not in page(publication(synthetic=False)).text


def test_the_name_of_the_city_is_text_and_no_markup():
    html = site_files(named(publication(), name_vi="<b>Thử</b>", name_en="T & T"))
    assert "<b>Thử</b>" not in html["vi/about.html"]
    assert "T &amp; T" in html["en/about.html"]
