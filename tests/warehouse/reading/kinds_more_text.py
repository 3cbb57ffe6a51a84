"""More kinds of delimited files, values and times, the smallest of each; `kinds_of_files` has the first ones."""

from kinds_of_files import COLUMNS, HEADER, PERSON, Kind, delimited, record, times

_CODE = "H29-230105-{:04d}".format
_WARNED = "accepted"


def _with_warning(name, code, *records, **declared):
    """A file of which every row is accepted, with a warning."""
    rows = len(records)
    return Kind(name, "a.csv", delimited(*records), _WARNED, (rows, rows, 0), {}, frozenset({code}), declared=declared)


def _with_values(column, *values):
    """Records with these values in one column."""
    return [record(n, **{column.replace(" ", "_"): value}) for n, value in enumerate(values, start=1)]


def _keys(*codes):
    return [(code, *record(1)[1:]) for code in codes]


_OTHER_ORDER = (HEADER[0], HEADER[7], *HEADER[2:7], HEADER[1], HEADER[8])
_SPLIT_NUMBER = [(*record(n)[:6], "66", "500", PERSON, "") for n in (1, 2)]
_SPLIT_TEXT = [(record(n)[0], *record(n)[2:7], "12 Lê Lợi", " Quận 3", "Khai sinh", "") for n in (1, 2)]
_LATIN = dict(zip("ABCDEFG", COLUMNS.values(), strict=True)) | {"C": {"column": "channel", "values": {"T": "direct"}}}


def _in_bytes(text, encoding, declared):
    """A file in an encoding that is not the declared one; its only letters with marks are those of `text`."""
    row = (*record(1, Tên_thủ_tục=text)[:2], "T", *record(1)[3:7], "", "")
    contents = delimited(row, header=tuple("ABCDEFGHI")).decode().encode(encoding)
    source_keys = {
        "format": {"kind": "csv", "encoding": declared},
        "columns": _LATIN,
        "personal": ["H"],
        "ignored": ["I"],
    }
    return contents, source_keys


def _encoded(name, text, encoding, declared, status, **expected):
    contents, source_keys = _in_bytes(text, encoding, declared)
    counts = (1, 1, 0) if status == _WARNED else (0, 0, 0)
    return Kind(name, "a.csv", contents, status, counts, declared=source_keys, **expected)


MORE_CSV_KINDS = (
    Kind(
        "header-further-down-in-another-order",
        "a.csv",
        delimited(record(1), _OTHER_ORDER, (record(2)[0], PERSON, *record(2)[2:7], "Khai sinh", "")),
        "rejected",
        says=("dòng 3", "line 3"),
    ),
    Kind(
        "header-repeated-in-capitals",
        "a.csv",
        delimited(record(1), tuple(h.upper() for h in HEADER), record(2)),
        _WARNED,
        (2, 2, 0),
    ),
    Kind(
        "other-table-below",
        "a.csv",
        delimited(record(1), record(2), ("Mã", "Tên", "Kênh", "Nhận", "Trả", "Hẹn", "Phí thu", "Ai", ""), record(3)),
        "accepted_with_rejections",
        (4, 3, 1),
        warned=frozenset({"row-like-a-header"}),
    ),
    Kind(
        "ditto-marks-in-three-columns",
        "a.csv",
        delimited(record(1), *(record(n, Tên_thủ_tục='"', Chủ_hồ_sơ='"', Ghi_chú='"') for n in (2, 3))),
        "rejected",
        says=("dòng 3", "line 3"),
    ),
    Kind(
        "decimal-commas-in-every-row",
        "a.csv",
        delimited(*_SPLIT_NUMBER),
        _WARNED,
        (2, 2, 0),
        warned=frozenset({"shifted-columns"}),
    ),
    Kind(
        "commas-of-addresses-in-every-row",
        "a.csv",
        delimited(*_SPLIT_TEXT, header=(HEADER[0], *HEADER[2:7], HEADER[7], HEADER[1], HEADER[8])),
        "rejected",
        says=("Chủ hồ sơ", "format.delimiter"),
    ),
    Kind("end-mark-of-dos", "a.csv", delimited(record(1), record(2)) + b"\x1a", _WARNED, (2, 2, 0)),
    Kind(
        "long-cell",
        "a.csv",
        delimited(record(1, Ghi_chú="x" * 200_000), record(2)),
        _WARNED,
        (2, 2, 0),
    ),
    _encoded("italian-as-cp1258", "Però", "cp1252", "cp1258", "rejected", says=("dòng 2", "UTF-8")),
    _encoded("cyrillic-as-cp1252", "Заявление", "cp1251", "cp1252", _WARNED, warned=frozenset({"mojibake"})),
    _encoded("code-page-of-dos", "préalable", "cp850", "cp1252", _WARNED, warned=frozenset({"mojibake"})),
)

MORE_TEXT_KINDS = (
    _with_warning("viqr", "mojibake", *_with_values("Tên thủ tục", "Ca^'p gia^'y phe'p")),
    _with_warning(
        "letters-of-a-web-page", "escaped-text", *_with_values("Tên thủ tục", "Khai sinh &amp; khai t&#7917;")
    ),
    _with_warning("letters-of-json", "escaped-text", *_with_values("Tên thủ tục", "C\\u1ea5p gi\\u1ea5y")),
    _with_warning("as-above-in-words", "ditto-marks", *_with_values("Tên thủ tục", "Khai sinh", "nt")),
    _with_warning("as-above-in-quotation-marks", "ditto-marks", *_with_values("Tên thủ tục", "Khai sinh", '""""')),
    _with_warning("null-as-a-text", "words-for-nothing", *_with_values("Tên thủ tục", "NULL")),
    _with_warning(
        "no-code-of-the-procedure",
        "words-for-nothing",
        *_with_values("Tên thủ tục", "-"),
        columns=COLUMNS | {"Tên thủ tục": {"column": "procedure_code"}},
    ),
    Kind(
        "null-as-a-code",
        "a.csv",
        delimited(*_keys("NULL", "NULL"), record(2), record(3)),
        "accepted_with_rejections",
        (4, 2, 2),
        says=("NULL",),
    ),
    _with_warning("cyrillic-alone-in-a-code", "key-mixed-alphabets", *_keys("Н29-1", "H29-2")),
    _with_warning("letter-o-in-a-code", "key-mixed-alphabets", *_keys("H29-23O105", "H29-230106")),
    _with_warning("two-codes-in-a-cell", "key-odd-characters", *_keys("H29-1; H29-2", "H29-3")),
    _with_warning("code-like-a-date", "codes-like-dates", *_keys("5-Jan", "6-1")),
    _with_warning("code-like-a-number", "codes-like-numbers", *_keys("123456.0", "123457.0")),
    _with_warning("rounded-codes", "digits-lost", *_keys("123456789012345000", "123456789012346000")),
    _with_warning("zeros-within-a-code", "key-spelt-twice", *_keys("H29-0001", "H29-1")),
    _with_warning("marks-within-a-code", "key-spelt-twice", *_keys("H29/0001", "H29-0001")),
    Kind(
        "spaces-beside-a-hyphen",
        "a.csv",
        delimited(*_keys(_CODE(1), _CODE(1).replace("-", " - "))),
        _WARNED,
        (2, 1, 0),
        warned=frozenset({"key-normalised"}),
    ),
    _with_warning("amounts-with-decimal-points", "number-style", *_with_values("Phí", "66.597", "51.937", "155.955")),
)

_MONTH_FIRST = [
    record(
        n,
        Ngày_tiếp_nhận=f"01/{n:02d}/2022 08:30",
        Ngày_trả_kết_quả=f"01/{n + 1:02d}/2022 09:30",
        Ngày_hẹn_trả=f"01/{n + 2:02d}/2022 17:00",
    )
    for n in range(1, 8)
]
_WITH_LATER_DAYS = [
    record(n, Ngày_tiếp_nhận=f"01/{n:02d}/2022 08:30", Ngày_hẹn_trả="", Ngày_trả_kết_quả="") for n in (3, 5, 8, 13)
]
_IN_ZONES = {"formats": ["%Y-%m-%dT%H:%M:%S%#z", "%Y-%m-%dT%H:%M:%S"], "precision": "instant"}
_ZONED = {
    "Ngày_tiếp_nhận": "2023-01-05T01:30:00Z",
    "Ngày_hẹn_trả": "2023-01-09T17:00:00Z",
    "Ngày_trả_kết_quả": "2023-01-07T02:30:00",
}

MORE_TIME_KINDS = (
    _with_warning("month-first", "swapped-day-month", *_MONTH_FIRST),
    Kind(
        "month-first-with-later-days",
        "a.csv",
        delimited(*_WITH_LATER_DAYS),
        "accepted_with_rejections",
        (4, 3, 1),
        warned=frozenset({"swapped-day-month"}),
    ),
    _with_warning(
        "some-at-midnight",
        "midnight-instants",
        *_with_values("Ngày hẹn trả", *["09/01/2023 00:00"] * 2, "09/01/2023 17:00"),
    ),
    _with_warning(
        "days-moved-between-zones",
        "midnight-of-another-zone",
        *_with_values("Ngày tiếp nhận", "03/01/2023 07:00", "04/01/2023 07:00", "05/01/2023 07:00"),
    ),
    _with_warning(
        "year-mistyped", "years-apart", *_with_values("Ngày hẹn trả", "09/01/2032 17:00", *["09/01/2023 17:00"] * 2)
    ),
    _with_warning(
        "offsets-missing",
        "offset-missing",
        record(1, **_ZONED),
        record(2, **_ZONED | {"Ngày_tiếp_nhận": "2023-01-05T01:30:00"}),
        columns=times(**_IN_ZONES),
    ),
)

MORE_TEXTS = (*MORE_CSV_KINDS, *MORE_TEXT_KINDS, *MORE_TIME_KINDS)
