"""The rules that follow from a table's columns and key, and need no writing down."""

from collections.abc import Sequence

from schemas.column import AFTER_EXPORT, FOREIGN_UNIT, OUTSIDE_VALIDITY, RAGGED, UNKNOWN_UNIT, UNREADABLE, Column, Scope
from schemas.limits import Limits
from schemas.rule import Rule, When

RAGGED_ROW = "ragged-row"


def implied_rules(
    columns: Sequence[Column], key: Sequence[str], scope: Scope, dated: bool, limits: Limits
) -> list[Rule]:
    """Return the rules of a table that need no writing down: readable, present, possible dates, of this unit, unique.

    `dated`: the rows have a date, so that it can be said whether the unit existed then. Tables that nobody sends
    have none.
    """
    if scope in ("operational", "published"):
        return []
    rules = [_FITS_HEADER]
    for c in columns:
        if c.type != "string":
            rules.append(_readable(c, limits))
        if c.normal_form:
            rules.append(_is_a_code(c))
        if c.required and c.name != "unit_id":
            rules.append(_present(c))
        if c.is_time:
            rules.append(_in_range(c, limits))
        if c.is_event:
            rules.append(_before_export(c))
    if scope == "unit":
        rules += [_KNOWN_UNIT, _OWN_UNIT, *([_UNIT_EXISTS] if dated else [])]
    return [*rules, _unique_key(key)]


def _readable(c: Column, limits: Limits) -> Rule:
    expected = {
        "money": limits.amount,
        "code": ("một mã trong danh mục", "a value of the code list"),
        "integer": ("một số nguyên", "a whole number"),
        "number": ("một số", "a number"),
        "boolean": ("có hoặc không", "yes or no"),
        "date": ("một ngày có thật theo mẫu đã khai báo", "a real date in a declared format"),
        "datetime": ("một ngày giờ có thật theo mẫu đã khai báo", "a real date and time in a declared format"),
    }["money" if c.is_money else c.type]
    return _unflagged(
        f"{_slug(c.name)}-unreadable",
        UNREADABLE + c.name,
        (
            f"{c.label_vi}: không đọc được giá trị; cần {expected[0]}",
            f"{c.label_en}: the value cannot be read; expected {expected[1]}",
        ),
        ("Sửa giá trị trong hệ thống nguồn rồi gửi lại.", "Correct the value in the source system and send again."),
    )


def _is_a_code(c: Column) -> Rule:
    return _unflagged(
        f"{_slug(c.name)}-unreadable",
        UNREADABLE + c.name,
        (
            f"{c.label_vi}: không phải là mã; là chữ nghĩa là không có (NULL, -), lỗi của Excel, hoặc số ở dạng khoa "
            "học (2,9E+10) hay quá 15 chữ số nên đã mất chữ số",
            f"{c.label_en}: no code; a word that stands for nothing (NULL, -), an error of Excel, or a number in "
            "scientific notation (2.9E+10) or of more than 15 digits, of which digits are lost",
        ),
        (
            "Lấy lại mã từ hệ thống nguồn; trong Excel định dạng cột là Văn bản (Text) trước khi nhập và lưu, trong "
            "JSON viết mã trong ngoặc kép.",
            "Take the code anew from the source system; in Excel format the column as Text before entering and saving, "
            "in JSON quote the code.",
        ),
    )


def _present(c: Column) -> Rule:
    return Rule(
        id=f"{_slug(c.name)}-missing",
        expectation="expect_column_values_to_not_be_null",
        kwargs={"column": c.name},
        # What was written and could not be read is not missing: that has a rule, and advice, of its own.
        when=None
        if c.type == "string" and not c.normal_form
        else When(column=UNREADABLE + c.name, operator="==", value=False),
        message_vi=f"{c.label_vi}: bắt buộc nhưng để trống",
        message_en=f"{c.label_en}: required but empty",
        advice_vi="Điền giá trị còn thiếu rồi gửi lại.",
        advice_en="Fill in the missing value and send again.",
    )


def _in_range(c: Column, limits: Limits) -> Rule:
    first, last = limits.earliest, limits.latest
    return Rule(
        id=f"{_slug(c.name)}-out-of-range",
        expectation="expect_column_values_to_be_between",
        kwargs={"column": c.name, "min_value": first, "max_value": last},
        message_vi=f"{c.label_vi}: ngày nằm ngoài khoảng {first:%d/%m/%Y}–{last:%d/%m/%Y}",
        message_en=f"{c.label_en}: the date lies outside {first} to {last}",
        advice_vi="Kiểm tra lại năm (ví dụ 20226, năm hai chữ số, Phật lịch).",
        advice_en="Check the year (such as 20226, a year of two digits, or one of the Buddhist era).",
    )


def _before_export(c: Column) -> Rule:
    return _unflagged(
        f"{_slug(c.name)}-after-export",
        AFTER_EXPORT + c.name,
        (
            f"{c.label_vi}: muộn hơn ngày liền sau ngày kết xuất tệp; việc chưa xảy ra thì không thể đã được ghi",
            f"{c.label_en}: later than the day after the file's export; what had not happened cannot be recorded",
        ),
        (
            "Sửa ngày trong hệ thống nguồn; nếu ngày đúng thì thời điểm kết xuất sai: ghi nó trong tên tệp, theo "
            "`exported_at` của khai báo nguồn.",
            "Correct the date in the source system; if it is right, the time of export is wrong: write it into the "
            "file's name, as the source's `exported_at` declares.",
        ),
    )


def _unique_key(key: Sequence[str]) -> Rule:
    # A row without its key is the business of the "missing" rules; Great Expectations asks two columns of a compound.
    compound = {"column_list": list(key), "ignore_row_if": "any_value_is_missing"}
    single = len(key) == 1
    return Rule(
        id="key-conflict",
        expectation="expect_column_values_to_be_unique" if single else "expect_compound_columns_to_be_unique",
        kwargs={"column": key[0]} if single else compound,
        message_vi="Nhiều dòng khác nhau có cùng khóa trong một tệp",
        message_en="Different rows share one key within the file",
        advice_vi="Giữ một dòng cho mỗi khóa.",
        advice_en="Keep one row for each key.",
    )


def _slug(name: str) -> str:
    return name.replace("_", "-")


def _unflagged(rule_id: str, column: str, message: tuple[str, str], advice: tuple[str, str]) -> Rule:
    """Return the rule that the check column `column` is not true."""
    return Rule(
        id=rule_id,
        expectation="expect_column_values_to_not_be_in_set",
        kwargs={"column": column, "value_set": [True]},
        message_vi=message[0],
        message_en=message[1],
        advice_vi=advice[0],
        advice_en=advice[1],
    )


_FITS_HEADER = _unflagged(
    RAGGED_ROW,
    RAGGED,
    ("Số ô của dòng khác với dòng tiêu đề", "The row does not have as many cells as the header"),
    (
        "Có thể một ô chứa dấu phân cách mà không đặt trong dấu ngoặc kép; sửa dòng này rồi xuất lại.",
        "A cell may hold the delimiter without quotation marks; correct the row and export again.",
    ),
    # The one rule that is asked of ragged rows too: by a condition of its own its rows are counted apart.
).model_copy(update={"when": When(column=RAGGED, operator="is_not_null")})
_KNOWN_UNIT = _unflagged(
    "unit-unknown",
    UNKNOWN_UNIT,
    ("Tên đơn vị không có trong danh bạ", "The unit's name is not in the register"),
    (
        "Dùng tên chính thức của đơn vị, hoặc đề nghị thành phố thêm cách viết này vào danh bạ.",
        "Use the unit's official name, or ask the city to add this spelling to the register.",
    ),
)
_OWN_UNIT = _unflagged(
    "unit-foreign",
    FOREIGN_UNIT,
    (
        "Dòng này thuộc đơn vị khác với đơn vị nộp tệp",
        "The row belongs to another unit than the one that sent the file",
    ),
    ("Kiểm tra xem tệp có bị đặt nhầm thư mục không.", "Check whether the file was put into the wrong folder."),
)
_UNIT_EXISTS = _unflagged(
    "unit-not-in-existence",
    OUTSIDE_VALIDITY,
    (
        "Ngày nằm ngoài thời gian đơn vị tồn tại theo danh bạ",
        "The date lies outside the time in which the register says that the unit exists",
    ),
    (
        "Kiểm tra ngày, hoặc gửi qua nguồn được khai báo là số liệu tính lại.",
        "Check the date, or send it through a source declared as a restatement.",
    ),
)
