"""The layout of a text that nobody has declared: what is guessed reads the file, and what is not sure is said."""

import pytest
from reading_cases import PERSON, read, source

from schemas.errors import SubmissionRejected
from schemas.words.catalogue import said
from warehouse.reading.peek.headers import peek_headers

HEADERS = ("Mã", "Loại", "Ngày nhận", "Đơn vị")
RECORDS = [(f"PA-{i:03}", "Phản ánh", f"{i % 28 + 1:02}/02/2023", "Quận 12") for i in range(1, 9)]


def text(delimiter=",", above="", below="", headers=HEADERS, records=RECORDS):
    return above + "".join(delimiter.join(row) + "\n" for row in (headers, *records)) + below


def peek(tmp_path, contents):
    (tmp_path / "a.csv").write_text(contents, newline="")
    return peek_headers(tmp_path / "a.csv")[0]


def rows_read(tmp_path, guess):
    """How many records a source with the guessed format reads in the file."""
    file_format = guess.format.model_dump(exclude_defaults=True) | {"kind": "csv"}
    declared = source(file_format, ignored=[], personal=[])
    outcome, frame = read(tmp_path / "a.csv", declared)
    return outcome.records if frame["Mã"].str.starts_with("PA-").all() else 0


LAYOUTS = {
    "comma": (text(), {}),
    "semicolon": (text(";"), {"delimiter": ";"}),
    "tab": (text("\t"), {"delimiter": "\t"}),
    "bar": (text("|"), {"delimiter": "|"}),
    "caret": (text("^"), {"delimiter": "^"}),
    "tilde": (text("~"), {"delimiter": "~"}),
    "colon": (text(":"), {"delimiter": ":"}),
    "control-sign": (text("\x01"), {"delimiter": "\x01"}),
    "hint-of-caret": (text("^", above="sep=^\n"), {"delimiter": "^"}),
    "hint": (text(";", above="sep=;\r\n"), {"delimiter": ";"}),
    "hint-of-comma": (text(",", above='"sep=,"\n'), {}),
    "titles": (text(above="SỔ THEO DÕI, NĂM 2023\n\nQuận 12\n"), {"title_rows": 3}),
    "titles-filled-up": (text(above="SỔ THEO DÕI NĂM 2023,,,\n,,,\n"), {"title_rows": 2}),
    "comments": (text(above="# kết xuất 05/02/2023\n# Quận 12\n"), {"comment": "#"}),
    "comments-and-title": (text(above="// kết xuất\nSỔ THEO DÕI\n"), {"comment": "//", "title_rows": 1}),
    "comment-below": (text(below="# hết\n"), {"comment": "#"}),
    "totals": (text(below="Tổng cộng: 8,,,\n"), {"totals": ("Tổng cộng",)}),
    "totals-after-a-blank-row": (
        text(below="\nTổng số,8\nNgười lập biểu\n"), {"totals": ("Tổng số", "Người lập biểu")}
    ),
    "header-repeated": (text(records=[*RECORDS[:4], HEADERS, *RECORDS[4:]]), {}),
    "quoted-line-break": (
        text(headers=("Mã", "Loại", '"Ngày nhận"', "Đơn vị"), above='"Sổ\ntheo dõi"\n'), {"title_rows": 2}
    ),
    "number-sign-in-a-header": (text(headers=("# ", "Mã", "Ngày nhận", "Đơn vị", "Loại"),
        records=[(str(i), row[0], row[2], row[3], row[1]) for i, row in enumerate(RECORDS)]), {}),
    "ends-with-delimiters": (text(records=[(*row, "") for row in RECORDS]), {}),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_layout_is_guessed_and_reads_the_file(tmp_path, name):
    contents, expected = LAYOUTS[name]
    guess = peek(tmp_path, contents)
    assert guess.format.model_dump(exclude_defaults=True) == {"kind": "csv"} | expected
    assert guess.doubts == ()
    if name != "number-sign-in-a-header":  # it has a column that the source does not know
        assert rows_read(tmp_path, guess) == len(RECORDS)


def test_a_header_with_a_line_break_is_one_header(tmp_path):
    guess = peek(tmp_path, text(headers=('"Mã\nhồ sơ"', "Loại", "Ngày nhận", "Đơn vị")))
    assert (guess.headers, guess.sample_rows) == (("Mã hồ sơ", *HEADERS[1:]), len(RECORDS))


def test_a_signature_is_doubted_and_its_name_not_drafted(tmp_path):
    guess = peek(tmp_path, text(below=f"\nNgười lập,,,\n{PERSON},,,\n"))
    assert guess.format.totals == ("Người lập",)
    (doubt,) = guess.doubts
    assert doubt.key == "file_guess.footers" and all("1" in words and PERSON not in words for words in said(doubt))
    assert PERSON not in repr(guess)


def test_totals_at_the_end_of_a_long_file(tmp_path):
    records = [(f"PA-{i:06}", "Phản ánh về tiếng ồn", "01/02/2023", "Quận 12") for i in range(9000)]
    guess = peek(tmp_path, text(records=records, below="Cộng,9000\n"))
    assert guess.format.totals == ("Cộng",)
    assert rows_read(tmp_path, guess) == 9000
    for encoding in ("utf-16", "utf-8-sig"):
        (tmp_path / "b.csv").write_text(text(records=records, below="Cộng,9000\n"), encoding=encoding)
        (both, *_) = peek_headers(tmp_path / "b.csv")
        assert (both.format.totals, both.headers) == (("Cộng",), HEADERS)


@pytest.mark.parametrize("first", [("1", "Khai sinh", "05/02/2023", "x"), ("PA-1", "12", "2023-02-05 08:30", "x")])
def test_a_file_without_a_header_says_so(tmp_path, first):
    rows = [first, *((str(i), str(i), f"{i:02}/02/2023", "x") for i in range(1, 9))]
    (tmp_path / "a.csv").write_text("".join(",".join(row) + "\n" for row in rows))
    with pytest.raises(SubmissionRejected) as refused:
        peek_headers(tmp_path / "a.csv")
    assert refused.value.code == "missing-header"


def test_years_may_be_headers(tmp_path):
    guess = peek(tmp_path, "Quận,2021,2022\nA,1,2\nB,3,4\n")
    assert guess.headers == ("Quận", "2021", "2022")


def test_two_delimiters_that_cut_all_lines_alike_are_both_named(tmp_path):
    guess = peek(tmp_path, "a,b;c,d;e\n" + "1,2;3,4;5\n" * 4)
    (doubt,) = guess.doubts
    assert all('","' in words and '";"' in words for words in said(doubt))


def test_commas_within_numbers_do_not_cut(tmp_path):
    guess = peek(tmp_path, "Mã;Phí;Lệ phí\n" + "A;1,5;2,5\n" * 6)
    assert (guess.format.delimiter, guess.doubts) == (";", ())


@pytest.mark.parametrize("words", ["one word\n", "two words\nand two\nand more of them\n", "Kính gửi: ông\n"])
def test_plain_words_are_no_table(tmp_path, words):
    (tmp_path / "a.txt").write_text(words)
    with pytest.raises(SubmissionRejected):
        peek_headers(tmp_path / "a.txt")
