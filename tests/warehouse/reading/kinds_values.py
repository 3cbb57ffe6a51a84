"""How offices write codes, numbers and times."""

from datetime import datetime

from kinds_of_files import CODE, LOADED, RETURNED, Kind, delimited, record, times

VALUE_KINDS = (
    Kind(
        "zero-width-in-a-code",
        "a.csv",
        delimited(record(1), (CODE(1) + "\u200b", *record(1)[1:]), record(2)),
        "accepted",
        (3, 2, 0),
        LOADED,
        frozenset({"key-normalised"}),
        ("U+200B",),
    ),
    Kind(
        "non-breaking-hyphen-in-a-code",
        "a.csv",
        delimited(record(1), (CODE(1).replace("-", "\u2011"), *record(1)[1:]), record(2)),
        "accepted",
        (3, 2, 0),
        LOADED,
        frozenset({"key-normalised"}),
        ("U+2011",),
    ),
    Kind(
        "code-in-scientific-notation",
        "a.csv",
        delimited(record(1), record(2), ("2.9E+10", *record(3)[1:])),
        "accepted_with_rejections",
        (3, 2, 1),
        LOADED,
    ),
    Kind(
        "decimal-points",
        "a.csv",
        delimited(record(1, Phí="66.597"), record(2), record(3, Phí="210.75")),
        "accepted_with_rejections",
        (3, 2, 1),
        {},
        frozenset({"number-style"}),
    ),
    Kind(
        "currency",
        "a.csv",
        delimited(record(1, Phí="50.000đ"), record(2, Phí="Miễn phí"), record(3, Phí="(1.000 VNĐ)")),
        "accepted_with_rejections",
        (3, 2, 1),
        {CODE(1): {"fee_due": 50_000}, CODE(2): {"fee_due": 0}},
        declared={"numbers": {"marks": ["đ", "VNĐ"], "zero": ["Miễn phí"], "negative_in_brackets": True}},
    ),
    Kind(
        "words-for-nothing",
        "a.csv",
        delimited(record(1, Ngày_trả_kết_quả="NULL"), record(2), record(3)),
        "accepted_with_rejections",
        (3, 2, 1),
        {},
        says=("empty", "NULL"),
    ),
    Kind(
        "half-days",
        "a.csv",
        delimited(
            record(
                1,
                Ngày_tiếp_nhận="05/01/2023 08:30:00 SA",
                Ngày_hẹn_trả="09/01/2023 05:00:00 CH",
                Ngày_trả_kết_quả="07/01/2023 09:30:00 AM",
            )
        ),
        "accepted",
        (1, 1, 0),
        {CODE(1): {"current_due_at": datetime(2023, 1, 9, 17), "returned_at": RETURNED}},
        declared={"columns": times(formats=["%d/%m/%Y %I:%M:%S %p"], precision="instant")},
    ),
    Kind(
        "utc",
        "a.csv",
        delimited(
            record(
                1,
                Ngày_tiếp_nhận="2023-01-05T01:30:00Z",
                Ngày_hẹn_trả="2023-01-09T17:00:00+07:00",
                Ngày_trả_kết_quả="2023-01-07T02:30:00+0000",
            )
        ),
        "accepted",
        (1, 1, 0),
        {CODE(1): {"current_due_at": datetime(2023, 1, 9, 17), "returned_at": RETURNED}},
        declared={"columns": times(formats=["%Y-%m-%dT%H:%M:%S%z"], precision="instant")},
    ),
    Kind(
        "years-of-two-digits",
        "a.csv",
        delimited(record(1, Ngày_tiếp_nhận="05/01/23 08:30", Ngày_hẹn_trả="09/01/23 17:00")),
        "accepted",
        (1, 1, 0),
        {CODE(1): {"received_at": datetime(2023, 1, 5, 8, 30), "returned_at": RETURNED}},
        declared={"columns": times(formats=["%d/%m/%Y %H:%M", "%d/%m/%y %H:%M"], precision="instant")},
    ),
    Kind(
        "seconds-since-1970",
        "a.csv",
        delimited(record(1, Ngày_tiếp_nhận="1672882200", Ngày_hẹn_trả="1673258400", Ngày_trả_kết_quả="1673058600")),
        "accepted",
        (1, 1, 0),
        {CODE(1): {"returned_at": RETURNED}},
        declared={"columns": times(formats=["unix"], precision="instant")},
    ),
    Kind(
        "midnight-of-the-day",
        "a.csv",
        delimited(record(1, Ngày_tiếp_nhận="05/01/2023 24:00"), record(2), record(3)),
        "accepted_with_rejections",
        (3, 2, 1),
        {},
        says=("24:00",),
    ),
    Kind(
        "all-at-midnight",
        "a.csv",
        delimited(*(record(n, Ngày_hẹn_trả="09/01/2023 00:00") for n in (1, 2))),
        "accepted",
        (2, 2, 0),
        {},
        frozenset({"midnight-instants"}),
    ),
    Kind(
        "returned-after-the-export",
        "a.csv",
        delimited(record(1), record(2), record(3, Ngày_trả_kết_quả="07/01/2032 09:30")),
        "accepted_with_rejections",
        (3, 2, 1),
        LOADED,
    ),
)
