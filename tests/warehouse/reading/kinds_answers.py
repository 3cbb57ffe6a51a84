"""JSON answers and zips of the kinds that offices send."""

import json

from kinds_of_files import (
    CODE,
    HEADER,
    JSON,
    LOADED,
    XLSX,
    Kind,
    csv_format,
    delimited,
    items,
    packed,
    record,
    sheet,
)

JSON_KINDS = (
    Kind("a-page-of-several", "a.json", items({}, {}, total=120), "rejected", says=("120", "total"), declared=JSON),
    Kind(
        "numbers-of-json",
        "a.json",
        items({"Phí": 66.597}, {"Phí": 8000.0}, {}),
        "accepted_with_rejections",
        (3, 2, 1),
        {CODE(2): {"fee_due": 8000}},
        declared=JSON,
    ),
    Kind(
        "arrays-beside-columns",
        "a.json",
        json.dumps({"fields": [{"id": h} for h in HEADER], "items": [record(1), record(2)]}).encode(),
        "accepted",
        (2, 2, 0),
        LOADED,
        declared={"format": {"kind": "json", "records": "/items", "columns": "/fields"}},
    ),
    Kind(
        "objects-on-one-line",
        "a.ndjson",
        b'{"a": 1}{"a": 2}\n',
        "rejected",
        says=("mỗi dòng",),
        declared={"format": {"kind": "ndjson"}},
    ),
)

ARCHIVE_KINDS = (
    Kind(
        "several-members",
        "a.zip",
        packed(T1__csv=delimited(record(1)), T2__csv=delimited(record(2))),
        "accepted",
        (2, 2, 0),
        {CODE(2): {"source_member": "T2.csv", "source_row": 2}},
        declared=csv_format(member="*.csv", all_members=True),
    ),
    Kind(
        "members-not-read",
        "a.zip",
        packed(T1__csv=delimited(record(1)), T2__csv=delimited(record(2))),
        "rejected",
        says=("all_members",),
        declared=csv_format(member="*.csv"),
    ),
    Kind(
        "system-files",
        "a.zip",
        packed(a__csv=delimited(record(1), record(2)), __DS_Store=b"x", desktop__ini=b"x"),
        "accepted",
        (2, 2, 0),
        LOADED,
        declared=csv_format(member="*.csv"),
    ),
    Kind(
        "workbook-in-a-zip",
        "a.zip",
        packed(a__xlsx=sheet(record(1), record(2))),
        "accepted",
        (2, 2, 0),
        LOADED,
        declared=XLSX | {"format": {"kind": "xlsx", "member": "*.xlsx"}},
    ),
)
