"""What a JSON answer says about itself beside its records: that it failed, is cut at a page, or has other lists."""

from collections.abc import Iterator

from schemas.delivery import FileWarning
from schemas.errors import SubmissionRejected
from schemas.source import Source
from schemas.source_format import JsonFormat
from schemas.words.text import bare_key, header_key
from warehouse.reading.headers import required_headers
from warehouse.reading.json_parse import Json, value_at
from warehouse.reading.json_promise import beside, is_all, says_something, whole_number, words

_FAULTS = words(
    "error errors errormessage errormsg exception exceptions fault haserror haserrors iserror failed failure timedout "
    "loi thongbaoloi"
)
_SUCCESS = words("success succeeded successful issuccess issuccessful ok thanhcong")
_STATUS = words("status state result responsestatus statuscode httpstatus httpcode trangthai ketqua")
_FAILED = ("error", "fail", "failed", "failure", "fault", "exception", "timeout", "partial", "loi", "that bai")
_FAILED_CODES = range(400, 600)  # of HTTP
_WARNINGS = words("warning warnings canhbao")
_PAGE_SIZES = words(
    "limit pagesize pagelimit perpage itemsperpage recordsperpage rowsperpage size take top maxresults maxitems "
    "maxrecords rows kichthuoctrang sodongmoitrang sobanghimoitrang"
)


def refuse_failure(document: Json, form: JsonFormat, source: Source) -> None:
    """Refuse an answer that says of itself that it failed, whatever records it holds: they are not all of them."""
    for pointer, name, value in beside(document, form):
        if _is_failure(name, value):
            raise SubmissionRejected(
                "failed-answer",
                f"Tại {pointer}, tệp cho biết hệ thống đã trả lời lỗi hoặc thiếu; danh sách bản ghi có thể không đủ. "
                f"Xuất lại tệp (nguồn {source.id}).",
                f"At {pointer} the file says that the system failed to answer, or in part; the list of records may "
                f"not be whole. Export it again (source {source.id}).",
            )


def answer_doubts(document: Json, form: JsonFormat, source: Source, present: int) -> tuple[FileWarning, ...]:
    """Return the warnings about an answer of which `present` records were read."""
    if document is None:
        return ()
    entries, found = list(beside(document, form)), list[FileWarning]()
    full = next((p for p, name, v in entries if name in _PAGE_SIZES and whole_number(v) == present), None)
    if form.total is None and present and full and not any(is_all(name, v, present) for _, name, v in entries):
        found.append(_page_full(full, present))
    found += [_warned(pointer) for pointer, name, value in entries if name in _WARNINGS and says_something(value)]
    return (*found, *(_list_not_read(pointer, rows) for pointer, rows in _lists_that_fit(document, form, source)))


def _is_failure(name: str, value: Json) -> bool:
    if name in _FAULTS:
        return says_something(value)
    if name in _SUCCESS:
        return value is False or value == "false"
    if name in _STATUS:
        written = isinstance(value, str) and bare_key(value) in _FAILED
        return written or whole_number(value) in _FAILED_CODES
    return name == "shards" and isinstance(value, dict) and says_something(value.get("failed"))


def _lists_that_fit(document: Json, form: JsonFormat, source: Source) -> Iterator[tuple[str, int]]:
    """Yield pointer and length of each other list whose first record has every key that the source cannot do without.

    Only what a pointer can lead to is looked at; lists of arrays have no keys.
    """
    wanted = {header_key(header) for header in required_headers(source)}
    pending, read = [("", document)], value_at(document, form.records)
    while pending and wanted and not form.columns:
        pointer, value = pending.pop()
        if isinstance(value, dict):
            pending += [(f"{pointer}/{key}", inner) for key, inner in value.items()]
        elif isinstance(value, list) and value is not read and value and isinstance(value[0], dict):
            keys = {header_key(key) for key in value[0]}
            yield from [(pointer, len(value))] if wanted <= keys else []


def _page_full(pointer: str, present: int) -> FileWarning:
    return FileWarning(
        code="page-full",
        message_vi=f"Tệp có {present} bản ghi, đúng bằng số bản ghi nhiều nhất của một trang (tại {pointer}); "
        "có thể còn trang sau.",
        message_en=f"The file holds {present} records, exactly as many as a page may hold (at {pointer}); others may "
        "follow.",
        advice_vi='Xuất lại đủ các trang; nếu tệp luôn đủ, đề nghị thành phố khai báo format.total = "".',
        advice_en='Export all pages; if the file is always whole, ask the city to declare format.total = "".',
        row_count=present,
    )


def _warned(pointer: str) -> FileWarning:
    return FileWarning(
        code="answer-warns",
        message_vi=f"Trong tệp có cảnh báo của hệ thống nguồn tại {pointer}.",
        message_en=f"The file holds a warning of the system that it comes from, at {pointer}.",
        advice_vi="Đọc cảnh báo đó trong tệp; nếu danh sách không đủ thì xuất lại.",
        advice_en="Read that warning in the file; if the list is not whole, export it again.",
    )


def _list_not_read(pointer: str, rows: int) -> FileWarning:
    return FileWarning(
        code="lists-not-read",
        message_vi=f"Danh sách tại {pointer} có cùng các khóa và {rows} bản ghi nhưng không được đọc.",
        message_en=f"The list at {pointer} has the same keys and {rows} records, and was not read.",
        advice_vi="Nếu các bản ghi đó cũng phải nộp, gộp thành một danh sách tại nơi khóa format.records chỉ đến, hoặc "
        "gửi thành tệp riêng; nếu không, bỏ danh sách đó.",
        advice_en="If its records are meant too, put them into the one list to which the key format.records leads, or "
        "send them as a file of their own; if not, leave the list out.",
        row_count=rows,
    )
