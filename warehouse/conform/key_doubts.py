"""What somebody should look at in a column of codes: nothing of it rejects a row."""

from collections.abc import Iterator, Sequence

import polars as pl

from schemas.column import READ, TYPED, Column
from schemas.delivery import FileWarning
from warehouse.conform.keys import EXACT_DIGITS, HYPHENS, QUOTES, read_codes, words_for_nothing
from warehouse.conform.texts import CONTROL
from warehouse.conform.warned import Doubt, code_points, held, warnings_at

_CHANGED = rf"{CONTROL}|[^\S ]|[{HYPHENS}{QUOTES}\x{{ff01}}-\x{{ff5e}}\x{{300}}-\x{{36f}}ðÐ]"
# A code in which nothing stands but Latin letters with their marks, digits, and marks between them.
_PLAIN = r"^[0-9\p{Latin}ʼ'./_ ()&+:\\#*-]*$"
_LOOK_ALIKE = r"[\p{Cyrillic}\p{Greek}]|[0-9][IO][0-9]"  # letters like other letters, or like digits
_MONTH = r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|THG ?[0-9]{1,2})"
_DATED = (
    rf"^(?:[0-9]{{1,2}}-{_MONTH}|{_MONTH}-[0-9]{{1,4}}|[0-9]{{1,2}}-{_MONTH}-[0-9]{{2,4}}"
    r"|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?$"
)
_OF_NUMBERS = r"^[1-9][0-9]*\.0$"
_LONG_NUMBER = r"^[1-9][0-9]{15,}$"


def key_doubts(
    text: pl.DataFrame, header: str, odd: pl.Series, empty: Sequence[str], column: Column
) -> Iterator[FileWarning]:
    """Yield the warnings about a column of codes: brought to their normal form, or numbers where codes should be.

    `text` holds the texts, and beside them (`READ`) the normal forms. Where a code is required, rows with a word for
    nothing are rejected and need no warning.
    """
    seen = odd.filter(~odd.is_in(list(empty)))
    if seen.len():
        yield from _normalised(text, header, seen)
        yield from _odd_forms(text.filter(~held(text, header)), header, seen)
        if not column.required and (words := words_for_nothing(seen)):
            yield from warnings_at(text.filter(pl.col(header).is_in(words)), header, _NO_CODES)
    if TYPED + header in text.columns:
        yield from _numbers_among(text, header)
    codes = text.get_column(READ + column.name)
    shortened = list(_shortened(text, header)) if codes.str.starts_with("0").any() else []
    yield from shortened or (_alike(text, header, codes.name) if column.required and _vary(codes) else ())


def _normalised(text: pl.DataFrame, header: str, odd: pl.Series) -> Iterator[FileWarning]:
    form, upper = read_codes(odd), odd.str.to_uppercase()
    # Codes that are all in small letters are a habit; small beside capital letters may be two spellings of one code.
    in_case = (form != odd) & (form.is_duplicated() | _mixes_case(text.get_column(header)))
    concerned = odd.filter((form != upper) | in_case)
    if not concerned.len():
        return
    rows = text.filter(pl.col(header).is_in(concerned.implode()))
    points = code_points(rows.get_column(header).unique(), _CHANGED)
    why = (f"ký tự lạ: {points}", f"odd characters: {points}") if points else ("chữ hoa, khoảng trắng", "case, spaces")
    yield from warnings_at(
        rows,
        header,
        _NORMALISED._replace(
            message_vi=_NORMALISED.message_vi.format(why=why[0]), message_en=_NORMALISED.message_en.format(why=why[1])
        ),
    )


def _odd_forms(text: pl.DataFrame, header: str, odd: pl.Series) -> Iterator[FileWarning]:
    """Codes that may not be what was meant: look-alike letters, odd characters, dates, numbers of a spreadsheet."""
    forms = read_codes(odd)
    long = forms.str.contains(_LONG_NUMBER)
    is_rounded = long & forms.str.contains(rf"^[0-9]{{{EXACT_DIGITS}}}0+$")
    alike, dated = forms.str.contains(_LOOK_ALIKE), forms.str.contains(_DATED)
    for doubt, concerned in (
        (_LOOK_ALIKES, alike),
        (_ODD_CHARACTERS, ~forms.str.contains(_PLAIN) & ~alike),
        (_DATES, dated),
        (_AS_NUMBERS, forms.str.contains(_OF_NUMBERS)),
        (_ROUNDED, is_rounded if (is_rounded == long).all() else is_rounded & False),
    ):
        codes = odd.filter(concerned.fill_null(False))
        rows = text.filter(pl.col(header).is_in(codes.implode())) if codes.len() else text.clear()
        yield from warnings_at(rows, header, doubt)


def _vary(codes: pl.Series) -> bool:
    """Whether codes differ in length or in the marks between their parts, as two spellings of one code would."""
    lengths = codes.str.len_bytes()
    return lengths.min() != lengths.max() or any(
        0 < codes.str.contains(mark, literal=True).sum() < codes.count() for mark in "/_"
    )


def _alike(text: pl.DataFrame, header: str, codes: str) -> Iterator[FileWarning]:
    """Codes (a column of normal forms) that are one but for zeros before a number, or for the marks between parts."""
    forms = text.select(pl.col(codes).drop_nulls().unique())
    bare = pl.col(codes).str.replace_all(r"[^0-9A-Z]+0*|^0+", "-")
    several = forms.filter(pl.len().over(bare) > 1)
    if several.height:
        yield from warnings_at(text.join(several, on=codes, how="semi", maintain_order="left"), header, _SPELT_TWICE)


def _mixes_case(codes: pl.Series) -> bool:
    small = codes.str.contains(r"\p{Ll}")
    return bool(small.any() and (codes.str.contains(r"\p{Lu}") & ~small).any())


def _numbers_among(text: pl.DataFrame, header: str) -> Iterator[FileWarning]:
    number = held(text, header)
    numbers = text.filter(number)
    if not numbers.height:
        return
    if not text.select((~number & (pl.col(header) != "")).any()).item():
        # All are numbers: what may be lost is the zero at the end of 1.001190.
        numbers = numbers.filter(pl.col(header).str.contains(r"\.[0-9]*[1-9]"))
    yield from warnings_at(numbers, header, _NUMBERS_AMONG)


def _shortened(text: pl.DataFrame, header: str) -> Iterator[FileWarning]:
    """Codes of digits that are shorter than another that is filled up with zeros: 123 beside 000123."""
    digits = text.filter(pl.col(header).str.contains("^[0-9]+$") & ~held(text, header))
    padded = digits.get_column(header).filter(digits.get_column(header).str.starts_with("0"))
    if padded.len():
        longest = padded.str.len_bytes().max()
        yield from warnings_at(digits.filter(pl.col(header).str.len_bytes() < longest), header, _SHORTENED)


_NORMALISED = Doubt(
    "key-normalised",
    "mã được đưa về dạng chuẩn ({why}) để một hồ sơ chỉ có một mã.",
    "codes were brought to their normal form ({why}), so that one dossier is one key.",
    "Kiểm tra xem các mã này có đúng là cùng một hồ sơ không; sửa cách viết mã trong hệ thống nguồn.",
    "Check that these codes do mean the same dossier; correct how they are written in the source system.",
)
_LOOK_ALIKES = Doubt(
    "key-mixed-alphabets",
    "mã có chữ cái Kirin hoặc Hy Lạp trông giống chữ cái Latinh, hoặc chữ O, I giữa các chữ số; một hồ sơ có thể thành "
    "hai mã.",
    "codes hold Cyrillic or Greek letters that look like Latin ones, or letters O or I among digits; one dossier may "
    "become two keys.",
    "Gõ lại mã bằng chữ cái Latinh và chữ số trong hệ thống nguồn rồi gửi lại.",
    "Type the code anew with Latin letters and digits in the source system and send again.",
)
_ODD_CHARACTERS = Doubt(
    "key-odd-characters",
    "mã có ký tự lạ (dấu hỏi, dấu phẩy, chấm phẩy, ký hiệu, chữ số của chữ viết khác); có thể đã hỏng, hoặc là hai mã "
    "trong một ô.",
    "codes hold odd characters (question marks, commas, semicolons, symbols, digits of another script); they may be "
    "damaged, or two codes stand in one cell.",
    "Kiểm tra các mã này trong hệ thống nguồn rồi gửi lại.",
    "Check these codes in the source system and send again.",
)
_DATES = Doubt(
    "codes-like-dates",
    "có mã trông như ngày hoặc giờ; Excel có thể đã đổi mã (5-1 thành 5-Jan).",
    "some codes look like dates or times; Excel may have changed them (5-1 into 5-Jan).",
    "Xuất lại từ hệ thống nguồn và không lưu tệp bằng Excel, hoặc định dạng cột là Văn bản (Text) trước khi mở.",
    "Export again from the source system and do not save the file with Excel, or format the column as Text first.",
)
_AS_NUMBERS = Doubt(
    "codes-like-numbers",
    "có mã kết thúc bằng .0: một chương trình đã đọc mã như số; số 0 ở đầu có thể đã mất.",
    "some codes end with .0: a program has read them as numbers, and zeros at the start may be lost.",
    "Xuất lại với cột mã là văn bản.",
    "Export again with the codes as text.",
)
_ROUNDED = Doubt(
    "digits-lost",
    "các mã dài hơn 15 chữ số đều kết thúc bằng số 0: Excel có thể đã làm tròn.",
    "all codes of more than 15 digits end with zeros: Excel may have rounded them.",
    "Xuất lại từ hệ thống nguồn và không lưu tệp bằng Excel, hoặc định dạng cột là Văn bản (Text) trước khi mở.",
    "Export again from the source system and do not save the file with Excel, or format the column as Text first.",
)
_NO_CODES = Doubt(
    "words-for-nothing",
    "có ô ghi chữ nghĩa là không có giá trị (như NULL, N/A, -, 0) thay cho mã; được coi là để trống.",
    "some cells hold a word that stands for nothing (such as NULL, N/A, -, 0) in place of a code; they were taken to "
    "be empty.",
    "Để trống ô, hoặc khai báo các chữ đó trong empty của cột.",
    "Leave such cells empty, or declare the words in the column's empty.",
)
_SPELT_TWICE = Doubt(
    "key-spelt-twice",
    "có các mã chỉ khác nhau ở số 0 đứng trước hoặc dấu giữa các phần (0001 và 1, H29-1 và H29/1); một hồ sơ có thể "
    "thành nhiều mã.",
    "some codes differ only in zeros before a number or in the marks between their parts (0001 and 1, H29-1 and "
    "H29/1); one dossier may become several keys.",
    "Viết mỗi mã theo một cách trong hệ thống nguồn rồi gửi lại.",
    "Write each code in one way in the source system and send again.",
)
_SHORTENED = Doubt(
    "zeros-lost",
    "có mã ngắn hơn các mã có số 0 ở đầu; số 0 ở đầu có thể đã mất (123 thay vì 000123).",
    "some codes are shorter than others that begin with 0; zeros at the start may be lost (123 for 000123).",
    "Xuất lại từ hệ thống nguồn và không lưu tệp bằng Excel, hoặc định dạng cột là Văn bản (Text) trước khi mở.",
    "Export again from the source system and do not save the file with Excel, or format the column as Text first.",
)
_NUMBERS_AMONG = Doubt(
    "numbers-among-codes",
    "có ô là số chứ không phải chữ; số 0 ở đầu hoặc cuối mã có thể đã mất.",
    "some cells hold a number, not a text; zeros at the start or the end of the code may be lost.",
    "Định dạng cột là Văn bản (Text) trước khi nhập, lấy lại mã từ hệ thống nguồn; trong JSON viết mã trong ngoặc kép.",
    "Format the column as Text before entering, and take the codes anew from the source system; in JSON quote them.",
)
