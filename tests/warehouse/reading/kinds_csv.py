"""Delimited files of the kinds that offices send."""

from kinds_of_files import CODE, COLUMNS, HEADER, LOADED, PERSON, Kind, csv_format, delimited, record

from warehouse.reading.encodings import vni  # noqa: F401 - it registers its codec

CSV_KINDS = (
    Kind("plain", "a.csv", delimited(record(1), record(2)), "accepted", (2, 2, 0), LOADED),
    Kind(
        "inch-marks",
        "a.csv",
        delimited(record(1, Ghi_chú='ống 5" PVC'), record(2), record(3, Ghi_chú='ống 8" PVC')),
        "accepted",
        (3, 3, 0),
        LOADED,
        frozenset({"stray-quotation-mark"}),
    ),
    Kind(
        "ditto-marks",
        "a.csv",
        delimited(record(1), record(2, Tên_thủ_tục='"'), record(3, Tên_thủ_tục='"')),
        "rejected",
        says=("dòng 3", "line 3"),
    ),
    Kind(
        "quotation-over-rows",
        "a.csv",
        delimited(record(1, Tên_thủ_tục='"Khai sinh'), record(2), record(3, Tên_thủ_tục='Khai sinh"')),
        "rejected",
        says=("dòng 2", "line 2"),
    ),
    Kind(
        "ragged-row",
        "a.csv",
        delimited(record(1), record(2), record(3, Tên_thủ_tục="Khai sinh, khai tử")),
        "accepted_with_rejections",
        (3, 2, 1),
        LOADED,
    ),
    Kind("trailing-delimiter", "a.csv", delimited((*record(1), ""), (*record(2), "")), "accepted", (2, 2, 0), LOADED),
    Kind("separator-hint", "a.csv", b"sep=,\r\n" + delimited(record(1), record(2)), "accepted", (2, 2, 0), LOADED),
    Kind(
        "comments",
        "a.csv",
        "# kết xuất 05/02/2023\r\n".encode() + delimited(record(1), record(2)),
        "accepted",
        (2, 2, 0),
        LOADED,
        declared=csv_format(comment="#"),
    ),
    Kind(
        "comment-undeclared",
        "a.csv",
        "# kết xuất 05/02/2023\r\n".encode() + delimited(record(1)),
        "rejected",
        says=("title_rows", "comment"),
    ),
    Kind(
        "totals-and-signature",
        "a.csv",
        delimited(record(1), record(2), ("Tổng cộng", *7 * ("",), "2")) + "Người lập biểu\r\n".encode(),
        "accepted",
        (2, 2, 0),
        LOADED,
        declared=csv_format(totals=["Tổng cộng", "Người lập biểu"]),
    ),
    Kind(
        "applicant-like-a-total",
        "a.csv",
        delimited(record(1, Tên_thủ_tục="Cộng đồng dân cư ấp 3"), record(2)),
        "accepted",
        (2, 2, 0),
        LOADED,
        declared=csv_format(totals=["Cộng"]),
    ),
    Kind("header-repeated", "a.csv", delimited(record(1), HEADER, record(2)), "accepted", (2, 2, 0), LOADED),
    Kind("two-byte-order-marks", "a.csv", b"\xef\xbb\xbf" * 2 + delimited(record(1)), "accepted", (1, 1, 0)),
    Kind("nothing-arose", "a.csv", delimited(), "accepted", declared={"may_be_empty": True}),
    Kind("header-only", "a.csv", delimited(), "rejected", says=("may_be_empty",)),
    Kind(
        "cp1252",
        "a.csv",
        delimited(record(1, Tên_thủ_tục="Déclaration"), header=tuple("ABCDEFGHI"))
        .decode()
        .replace("Trực tiếp", "T")
        .replace(PERSON, "")
        .encode("cp1252"),
        "accepted",
        (1, 1, 0),
        {CODE(1): {"procedure_name": "Déclaration"}},
        declared={
            "format": {"kind": "csv", "encoding": "cp1252"},
            "columns": dict(zip("ABCDEFG", COLUMNS.values(), strict=True))
            | {"C": {"column": "channel", "values": {"T": "direct"}}},
            "personal": ["H"],
            "ignored": ["I"],
        },
    ),
    Kind(
        "vni",
        "a.csv",
        delimited(record(1), record(2)).decode().encode("vni"),
        "accepted",
        (2, 2, 0),
        LOADED,
        declared=csv_format(encoding="vni"),
    ),
    Kind(
        "nul",
        "a.csv",
        delimited(record(1, Tên_thủ_tục="Khai sinh\0\0")),
        "accepted",
        (1, 1, 0),
        {CODE(1): {"procedure_name": "Khai sinh"}},
        frozenset({"control-characters"}),
    ),
    Kind(
        "mojibake",
        "a.csv",
        delimited(record(1, Tên_thủ_tục="CÊp giÊy phĐp x©y dùng")),
        "accepted",
        (1, 1, 0),
        {},
        frozenset({"mojibake"}),
    ),
    Kind(
        "web-page", "a.csv", b"<!DOCTYPE html><html><body>login</body></html>", "rejected", says=("HTML", "trang web")
    ),
)
