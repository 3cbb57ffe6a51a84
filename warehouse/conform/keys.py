"""Keys: codes in one normal form, so that one dossier is one key however it was typed; and codes that are lost."""

from collections.abc import Iterator, Sequence

import polars as pl

from schemas.column import TYPED
from schemas.delivery import FileWarning
from warehouse.conform.texts import CONTROL, ERROR, replaced, spelt
from warehouse.conform.warned import Doubt, code_points, held, warnings_at

# Of a code in its normal form, as nearly all are, nothing fits this; what fits is looked at again.
ODD_CODE = r"[^0-9A-Z./_-]|^[0-9]\.[0-9]+E[0-9]+$"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = "'\"`\u00b4\u2018\u2019\u201c\u201d"
_WIDE = {chr(c + 0xFEE0): chr(c) for c in range(0x21, 0x7F)}  # full-width letters, digits and marks of East Asia
_NARROWED = _WIDE | dict.fromkeys(_HYPHENS, "-")
# Around a code, spaces and quotation marks say nothing; ="00123" is how programs keep Excel from eating the zeros.
_AROUND = rf'^(?:[\s{_QUOTES}]|=")+|[\s{_QUOTES}]+$'
_CHANGED = rf"{CONTROL}|[^\S ]|[{_HYPHENS}{_QUOTES}\x{{ff01}}-\x{{ff5e}}\x{{300}}-\x{{36f}}ðÐ]"
# Scientific notation, of which the sign of the exponent or a fraction is the mark (12E5 is a code); and a letter that
# the encoding did not have.
_LOST = r"^[+-]?[0-9]+(?:[.,][0-9]+)?E[+-][0-9]+$|^[+-]?[0-9][.,][0-9]+E[0-9]+$|\x{fffd}"
_EXACT_DIGITS = 15  # of a number, as many as Excel keeps


def normal_form(code: pl.Expr) -> pl.Expr:
    """Return codes in upper case and NFC, with plain hyphens and spaces and nothing invisible or around them."""
    visible = code.str.replace_all(CONTROL, "").str.replace_many(list(_NARROWED), list(_NARROWED.values()))
    return spelt(visible.str.to_uppercase()).str.replace_all(_AROUND, "")


def stored_code(raw: pl.Expr, odd: pl.Series, number: pl.Expr | None, is_workbook: bool) -> pl.Expr:
    """Return `raw` in its normal form, null where no code is left of it.

    `odd` are those of its texts that are not plainly in normal form; `number` (Boolean) says which cells are held as
    numbers by the file, if any are. Lost are an error of Excel, scientific notation (2.9E+10), a letter that the
    encoding did not have, and in a workbook what has more digits than Excel keeps; a number in JSON is exact.
    """
    codes = replaced(raw, odd, _read(odd))
    return codes if number is None else pl.when(number).then(_of_number(raw, is_workbook)).otherwise(codes)


def _read(odd: pl.Series) -> pl.Series:
    """Return the normal form of each text, null where no code is left of it."""
    upper = odd.str.to_uppercase()
    if not upper.str.contains(ODD_CODE).any():  # small letters are all that is odd
        return upper
    forms = odd.to_frame("odd").select("odd", form=normal_form(pl.col("odd")))
    lost = pl.col("odd").str.contains(ERROR) | pl.col("form").str.contains(_LOST) | (pl.col("form") == "")
    return forms.select(pl.when(~lost).then("form")).to_series()


def _of_number(raw: pl.Expr, is_workbook: bool) -> pl.Expr:
    # A cell that holds a date, or a number with an exponent, was a code once.
    whole = pl.when(raw.str.contains(r"^[0-9]+(\.[0-9]+)?$")).then(raw.str.replace(r"\.0+$", ""))
    if not is_workbook:
        return whole
    digits = whole.str.replace(r"^[0.]+", "").str.replace(".", "", literal=True)
    return pl.when(digits.str.len_bytes() <= _EXACT_DIGITS).then(whole)


def key_doubts(text: pl.DataFrame, header: str, odd: pl.Series, empty: Sequence[str]) -> Iterator[FileWarning]:
    """Yield the warnings about a column of codes: brought to their normal form, or numbers where codes should be."""
    seen = odd.filter(~odd.is_in(list(empty)))
    if seen.len():
        yield from _normalised(text, header, seen)
        mixed = seen.filter(seen.str.contains(r"[\p{Cyrillic}\p{Greek}]") & seen.str.contains("[A-Za-z]"))
        yield from warnings_at(text.filter(pl.col(header).is_in(mixed.implode())), header, _MIXED_ALPHABETS)
    if TYPED + header in text.columns:
        yield from _numbers_among(text, header)
    if text.get_column(header).str.starts_with("0").any():
        yield from _shortened(text, header)


def _normalised(text: pl.DataFrame, header: str, odd: pl.Series) -> Iterator[FileWarning]:
    form, upper = _read(odd), odd.str.to_uppercase()
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
_MIXED_ALPHABETS = Doubt(
    "key-mixed-alphabets",
    "mã lẫn chữ cái Latinh với chữ cái Kirin hoặc Hy Lạp trông giống nhau; một hồ sơ có thể thành hai mã.",
    "codes mix Latin letters with Cyrillic or Greek ones that look the same; one dossier may become two keys.",
    "Gõ lại mã bằng chữ cái Latinh trong hệ thống nguồn rồi gửi lại.",
    "Type the code anew with Latin letters in the source system and send again.",
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
